import { concat, i2osp, os2ip, utf8 } from './bytes.ts';
import { bytes, type Decoded, decodeJson, encodeJson, int, object, oneOf, optional, pattern } from './canonical-json.ts';
import { decodeScalar, encodePoint, encodeScalar, SCALAR_BYTES } from './encoding.ts';
import { timesBase } from './group.ts';
import { hashToScalar } from './hash-to-curve.ts';
import { meetingIdForm } from './names.ts';
import { type Random, randomScalar } from './random.ts';
import { attempt, type Result, require } from './refusal.ts';
import { type Suite, suiteByName } from './suite.ts';

const codec = object({
  format: oneOf('RV1-trustee'),
  suite: oneOf('P256-SHA256', 'SM2-SM3'),
  meeting: pattern(meetingIdForm),
  trustee: int,
  key: bytes(SCALAR_BYTES),
  seed: bytes(32),
  tallyReady: optional(object({ size: int, root: bytes(32) })),
});
type Stored = Decoded<typeof codec>;

/**
 * Everything a trustee must keep, from the invitation to the tally: identity key k_i, and a seed from which the ceremony's
 * polynomial, nonces and e_i follow for one manifest. So the backup made at the start stays complete, and a page that was closed
 * in the middle makes the very same messages again instead of contradicting its own commit.
 */
export interface TrusteeSecret {
  readonly suite: Suite;
  readonly meeting: string;
  /** i, from 1. */
  readonly trustee: number;
  readonly k: bigint;
  readonly seed: Uint8Array;
  /** The one tree this trustee has signed `tally-ready` for, if any (B1: never two). */
  readonly tallyReady?: { readonly size: number; readonly root: Uint8Array };
}

export function makeTrusteeSecret(suite: Suite, meeting: string, trustee: number, random: Random): TrusteeSecret {
  return { suite, meeting, trustee, k: randomScalar(suite, random), seed: random(32) };
}

/** K_i as 65 bytes. */
export function trusteePublicKey(secret: TrusteeSecret): Uint8Array {
  return encodePoint(timesBase(secret.suite, secret.k));
}

/** Bytes to be sealed into the backup file. */
export function encodeTrusteeSecret(secret: TrusteeSecret): Uint8Array {
  const stored: Stored = {
    format: 'RV1-trustee',
    suite: secret.suite.name,
    meeting: secret.meeting,
    trustee: secret.trustee,
    key: encodeScalar(secret.k),
    seed: secret.seed,
    ...(secret.tallyReady === undefined ? {} : { tallyReady: secret.tallyReady }),
  };
  return encodeJson(codec, stored);
}

/** Refuses with `file-damaged`. */
export function decodeTrusteeSecret(data: Uint8Array): Result<TrusteeSecret> {
  const read = attempt(() => {
    const stored = decodeJson(codec, data, 4096);
    const suite = suiteByName(stored.suite);
    const k = decodeScalar(suite, stored.key);
    require(k !== 0n, 'file-damaged');
    const { meeting, trustee, seed, tallyReady } = stored;
    return { suite, meeting, trustee, k, seed, ...(tallyReady === undefined ? {} : { tallyReady }) };
  });
  return read.ok ? read : { ok: false, code: 'file-damaged', detail: read.detail };
}

/** A scalar that only the holder of the seed can compute, one per manifest and purpose; never zero. */
export function derivedScalar(secret: TrusteeSecret, manifestHash: Uint8Array, purpose: string, index: number): bigint {
  const input = concat(secret.seed, manifestHash, i2osp(secret.trustee, 2), utf8(purpose), i2osp(index, 4));
  const scalar = hashToScalar(secret.suite, input, 'trustee-seed');
  return scalar === 0n ? 1n : scalar;
}

/** 32 bytes derived likewise. */
export function derivedBytes(secret: TrusteeSecret, manifestHash: Uint8Array, purpose: string): Uint8Array {
  return encodeScalar(derivedScalar(secret, manifestHash, purpose, 0));
}

/** Compares a restored secret with the key in the manifest. */
export function isKeyOf(secret: TrusteeSecret, key: Uint8Array): boolean {
  return os2ip(trusteePublicKey(secret)) === os2ip(key);
}
