import type { Outcome } from '../server/outcome.ts';

/**
 * Asks again, with growing pauses, while no answer comes or the server is overloaded; `lost` is told each time. Gives the answer,
 * or null once `going` says that nobody waits for it any more.
 */
export async function askPatiently<T>(
  ask: () => Promise<Outcome<T>>,
  ports: { going(): boolean; pause(milliseconds: number): Promise<void>; lost?(): void; again?(): void },
  first: number,
  longest: number,
): Promise<Exclude<Outcome<T>, { kind: 'lost' }> | null> {
  for (let pause = first; ports.going(); pause = Math.min(pause * 2, longest)) {
    const outcome = await ask();
    if (!ports.going()) return null;
    const later =
      outcome.kind === 'lost' || (outcome.kind === 'refused' && (outcome.code === 'overloaded' || outcome.code === 'too-many-requests'));
    if (!later) return outcome as Exclude<Outcome<T>, { kind: 'lost' }>;
    ports.lost?.();
    await ports.pause(pause);
    if (ports.going()) ports.again?.();
  }
  return null;
}
