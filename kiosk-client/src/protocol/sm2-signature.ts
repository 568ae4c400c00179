import { bigToBytes, concat, i2osp, os2ip, utf8 } from './bytes.ts';
import { decodePoint, encodePoint } from './encoding.ts';
import { modQ, timesBase } from './group.ts';
import { type Random, randomScalar } from './random.ts';
import { Refusal } from './refusal.ts';
import { hedgedNonce } from './schnorr.ts';
import { SM2_SM3 as suite } from './suite.ts';

/** The default identity of GB/T 32918 profiles; ENTL counts its bits. */
const identity = utf8('1234567812345678');

/** e = SM3(Z_A || M), Z_A = SM3(ENTL || ID || a || b || Gx || Gy || x_A || y_A). */
function messageDigest(key: Uint8Array, message: Uint8Array, id: Uint8Array): bigint {
  const { a, b, Gx, Gy } = suite.Point.CURVE();
  const curve = [a, b, Gx, Gy].map((value) => bigToBytes(value, 32));
  const za = suite.hash(i2osp(id.length * 8, 2), id, ...curve, key.subarray(1));
  return os2ip(suite.hash(za, message));
}

/** The 65-byte public key of a secret in 1..q-2. */
export function sm2PublicKey(sk: bigint): Uint8Array {
  return encodePoint(timesBase(suite, sk));
}

/** SM2 signature (GB/T 32918.2-2016 section 6.1), `r || s`, with a hedged nonce. */
export function sm2Sign(sk: bigint, message: Uint8Array, random: Random, id = identity): Uint8Array {
  const e = messageDigest(sm2PublicKey(sk), message, id);
  for (;;) {
    const k = hedgedNonce(suite, sk, bigToBytes(e, 32), random);
    const r = modQ(suite, e + timesBase(suite, k).toAffine().x);
    if (r === 0n || r + k === suite.q) continue;
    const s = modQ(suite, blindedInverse(1n + sk, random) * (k - r * sk));
    if (s !== 0n) return concat(bigToBytes(r, 32), bigToBytes(s, 32));
  }
}

/** 1 / value mod q, inverted under a random factor because the extended Euclid's steps depend on its input. */
function blindedInverse(value: bigint, random: Random): bigint {
  const mask = randomScalar(suite, random);
  return modQ(suite, suite.Point.Fn.inv(modQ(suite, value * mask)) * mask);
}

/** SM2 verification (GB/T 32918.2-2016 section 7.1): 1 <= r, s < q, r + s != 0 mod q. Never throws on bad data. */
export function sm2Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array, id = identity): boolean {
  if (signature.length !== 64) return false;
  const r = os2ip(signature.subarray(0, 32));
  const s = os2ip(signature.subarray(32));
  const t = modQ(suite, r + s);
  if (r === 0n || r >= suite.q || s === 0n || s >= suite.q || t === 0n) return false;
  try {
    const sum = suite.Point.BASE.mulAddUnsafe(s, decodePoint(suite, key), t);
    return !sum.is0() && modQ(suite, messageDigest(key, message, id) + sum.toAffine().x) === r;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
