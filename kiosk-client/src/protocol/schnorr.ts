import { concat } from './bytes.ts';
import { encodeScalar } from './encoding.ts';
import { modQ } from './group.ts';
import { hashToScalar } from './hash-to-curve.ts';
import type { Random } from './random.ts';
import type { Suite } from './suite.ts';

/**
 * Hedged nonce: hash_to_scalar(sk || digest || 32 fresh bytes, DST("nonce")). A failing generator then still gives a nonce that
 * differs per message, a repeated message still a fresh one. Zero (never seen) is drawn again.
 */
export function hedgedNonce(suite: Suite, sk: bigint, digest: Uint8Array, random: Random): bigint {
  for (;;) {
    const k = hashToScalar(suite, concat(encodeScalar(sk), digest, random(32)), 'nonce');
    if (k !== 0n) return k;
  }
}

/** s = k + e * sk mod q. */
export function respond(suite: Suite, k: bigint, e: bigint, sk: bigint): bigint {
  return modQ(suite, k + e * sk);
}
