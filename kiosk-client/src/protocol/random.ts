import { os2ip } from './bytes.ts';
import type { Suite } from './suite.ts';

/** A source of cryptographic randomness: `n` fresh bytes. The edges pass `systemRandom`; vectors pass a scripted one. */
export type Random = (n: number) => Uint8Array;

/** The platform's generator (available in workers and on plain http, unlike the subtle interface). */
export const systemRandom: Random = (n) => crypto.getRandomValues(new Uint8Array(n));

/** A uniform scalar in 1..q-1, by rejection of 32-byte candidates. */
export function randomScalar(suite: Suite, random: Random): bigint {
  for (;;) {
    const candidate = os2ip(random(32));
    if (candidate > 0n && candidate < suite.q) return candidate;
  }
}
