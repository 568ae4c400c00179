/** What a kiosk does when nobody touches it: a warning after a minute, and everything cleared 20 seconds later. */
export const idleBeforeWarning = 60_000;
export const warningBeforeReset = 20_000;

export interface IdlePorts {
  now(): number;
  warn(until: number | null): void;
  reset(): void;
}

/** Watches one kiosk session. `touched` on every input, `tick` a few times a second; idle screens (`active` false) are left alone. */
export class IdleWatch {
  readonly #ports: IdlePorts;
  #last: number;
  #warned: number | null = null;

  constructor(ports: IdlePorts) {
    this.#ports = ports;
    this.#last = ports.now();
  }

  touched(): void {
    this.#last = this.#ports.now();
    if (this.#warned !== null) this.#warn(null);
  }

  tick(active: boolean): void {
    const now = this.#ports.now();
    if (!active) {
      this.#last = now;
      if (this.#warned !== null) this.#warn(null);
    } else if (this.#warned !== null && now >= this.#warned) {
      this.#warn(null);
      this.#last = now;
      this.#ports.reset();
    } else if (this.#warned === null && now - this.#last >= idleBeforeWarning) {
      this.#warn(now + warningBeforeReset);
    }
  }

  #warn(until: number | null): void {
    this.#warned = until;
    this.#ports.warn(until);
  }
}
