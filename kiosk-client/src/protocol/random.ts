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

/** A uniform permutation of 0..count-1 (Fisher-Yates; every index drawn by rejection, so that none is likelier). */
export function permutation(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = randomBelow(i + 1, random);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** A uniform integer in 0..bound-1, for 1 <= bound <= 2^32. */
function randomBelow(bound: number, random: Random): number {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const candidate = Number(os2ip(random(4)));
    if (candidate < limit) return candidate % bound;
  }
}
