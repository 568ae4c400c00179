import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, equalBytes } from './bytes.ts';

const { Point } = ed25519;
const L = Point.Fn.ORDER;

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

/** The 32-byte public key of a 32-byte seed (RFC 8032 section 5.1.5). */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

/** RFC 8032 signature, 64 bytes (deterministic). */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, seed);
}

/** A canonical encoding of a point that is not of small order. */
export function isEd25519Key(key: Uint8Array): boolean {
  return decodeKey(key) !== null;
}

function decodeKey(key: Uint8Array) {
  try {
    const point = Point.fromBytes(key, false);
    return equalBytes(point.toBytes(), key) && !point.isSmallOrder() ? point : null;
  } catch {
    return null;
  }
}

/**
 * The strict rule of `encodings.md`, because libraries differ (some use the cofactored equation or take non-canonical keys):
 * s < L, the key canonical and not of small order, R' = [s]B - [k]A recomputed and its 32 bytes compared with R.
 */
export function ed25519Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const A = decodeKey(key);
  const R = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (A === null || s >= L) return false;
  const k = littleEndian(sha512(concat(R, key, message))) % L;
  const recomputed = Point.BASE.multiplyUnsafe(s).subtract(A.multiplyUnsafe(k));
  return equalBytes(recomputed.toBytes(), R);
}
