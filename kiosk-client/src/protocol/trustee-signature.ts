import { concat } from './bytes.ts';
import { decodePoint, decodeScalar, encodePoint, encodeScalar, POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import { timesBase } from './group.ts';
import type { Random } from './random.ts';
import { attempt } from './refusal.ts';
import { hedgedNonce, respond } from './schnorr.ts';
import type { Suite } from './suite.ts';
import { Transcript } from './transcript.ts';

export const TRUSTEE_SIGNATURE_BYTES = POINT_BYTES + SCALAR_BYTES;

function begin(suite: Suite, manifestHash: Uint8Array, type: string, body: Uint8Array, key: Uint8Array): Transcript {
  return new Transcript(suite, 'RV1-entry', manifestHash).text('type', type).append('body', body).append('key', key);
}

/** Schnorr signature `R || s` of a trustee over an entry body (`encodings.md`, "Trustee"). */
export function trusteeSign(
  suite: Suite,
  secret: bigint,
  type: string,
  manifestHash: Uint8Array,
  body: Uint8Array,
  random: Random,
): Uint8Array {
  const transcript = begin(suite, manifestHash, type, body, encodePoint(timesBase(suite, secret)));
  const k = hedgedNonce(suite, secret, transcript.digest(), random);
  const R = encodePoint(timesBase(suite, k));
  const e = transcript.append('R', R).challenge('e');
  return concat(R, encodeScalar(respond(suite, k, e, secret)));
}

/** s g = R + e K. Never throws on bad data. */
export function trusteeVerify(
  suite: Suite,
  key: Uint8Array,
  type: string,
  manifestHash: Uint8Array,
  body: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== TRUSTEE_SIGNATURE_BYTES) return false;
  const holds = attempt(() => {
    const K = decodePoint(suite, key);
    const R = decodePoint(suite, signature.subarray(0, POINT_BYTES));
    const s = decodeScalar(suite, signature.subarray(POINT_BYTES));
    const e = begin(suite, manifestHash, type, body, key).append('R', signature.subarray(0, POINT_BYTES)).challenge('e');
    return suite.Point.BASE.mulAddUnsafe(s, K.negate(), e).equals(R);
  });
  return holds.ok && holds.value;
}
