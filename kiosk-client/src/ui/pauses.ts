/** Pauses that end early when something changed: a connection came back, a meeting resumed. */
export class WakeablePauses {
  readonly #running = new Set<() => void>();

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#running.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#running.add(end);
    });
  }

  wake(): void {
    for (const end of [...this.#running]) end();
  }
}
