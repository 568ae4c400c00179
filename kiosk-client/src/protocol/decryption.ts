import { concat } from './bytes.ts';
import { chunks, decodePoint, decodeScalar, encodePoint, encodeScalar, POINT_BYTES } from './encoding.ts';
import { modQ, times, timesBase } from './group.ts';
import { multiScalar } from './msm.ts';
import type { Random } from './random.ts';
import { attempt, type Result, require } from './refusal.ts';
import { hedgedNonce, respond } from './schnorr.ts';
import type { Point, Suite } from './suite.ts';
import { Transcript } from './transcript.ts';
import { weights } from './weights.ts';

const identityBytes = new Uint8Array(POINT_BYTES);

/** 65 zero bytes for the identity, which has no other encoding; only for d, alpha sums and Ta. */
export function encodeMaybeIdentity(point: Point): Uint8Array {
  return point.is0() ? identityBytes : encodePoint(point);
}

export function decodeMaybeIdentity(suite: Suite, bytes: Uint8Array): Point {
  return bytes.length === POINT_BYTES && bytes.every((byte) => byte === 0) ? suite.Point.ZERO : decodePoint(suite, bytes);
}

/** What one partial decryption is about. Phase 0 is the rehearsal. */
export interface DecryptionStatement {
  readonly suite: Suite;
  readonly manifestHash: Uint8Array;
  readonly phase: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** j, from 1. */
  readonly trustee: number;
  /** X_j. */
  readonly X: Point;
  /** alpha of every item, recomputed from the record by whoever proves or verifies. */
  readonly alpha: readonly Point[];
}

export interface DecryptionProof {
  readonly d: Uint8Array;
  readonly Tg: Uint8Array;
  readonly Ta: Uint8Array;
  readonly z: Uint8Array;
}

function begin(statement: DecryptionStatement, d: Uint8Array): Transcript {
  return new Transcript(statement.suite, 'RV1-decryption', statement.manifestHash)
    .int('phase', statement.phase)
    .int('size', statement.size)
    .append('root', statement.root)
    .int('trustee', statement.trustee)
    .point('X', statement.X)
    .append('alpha', concat(...statement.alpha.map(encodeMaybeIdentity)))
    .append('d', d);
}

/** d = x_j alpha for every item and one Chaum-Pedersen proof for their weighted sum. */
export function proveDecryption(statement: DecryptionStatement, x: bigint, random: Random): DecryptionProof {
  const { suite, alpha } = statement;
  const d = concat(...alpha.map((point) => encodeMaybeIdentity(point.is0() ? point : times(suite, point, x))));
  const transcript = begin(statement, d);
  const w = weights(suite, transcript.challenge('y'), alpha.length);
  const v = hedgedNonce(suite, x, transcript.digest(), random);
  const Tg = encodePoint(timesBase(suite, v));
  const alphaSum = multiScalar(suite, alpha, w);
  const Ta = encodeMaybeIdentity(alphaSum.is0() ? alphaSum : times(suite, alphaSum, v));
  const e = transcript.append('Tg', Tg).append('Ta', Ta).challenge('e');
  return { d, Tg, Ta, z: encodeScalar(respond(suite, v, e, x)) };
}

/** Checks a partial decryption and gives its d. Refuses with `decryption-invalid` (V30; V14 for the rehearsal). */
export function verifyDecryption(statement: DecryptionStatement, proof: DecryptionProof): Result<Point[]> {
  const { suite, alpha, X } = statement;
  const code = 'decryption-invalid';
  const read = attempt(() => {
    require(proof.d.length === alpha.length * POINT_BYTES, code, 'number of items');
    const d = chunks(proof.d, POINT_BYTES).map((bytes) => decodeMaybeIdentity(suite, bytes));
    d.forEach((point, k) => {
      require(point.is0() === alpha[k]!.is0(), code, `identity in item ${k}`);
    });
    const transcript = begin(statement, proof.d);
    const w = weights(suite, transcript.challenge('y'), alpha.length);
    const e = transcript.append('Tg', proof.Tg).append('Ta', proof.Ta).challenge('e');
    const minusE = modQ(suite, -e);
    const z = decodeScalar(suite, proof.z);
    const first = suite.Point.BASE.mulAddUnsafe(z, X, minusE);
    require(first.equals(decodePoint(suite, proof.Tg)), code, 'key equation');
    const second = multiScalar(suite, alpha, w).mulAddUnsafe(z, multiScalar(suite, d, w), minusE);
    require(second.equals(decodeMaybeIdentity(suite, proof.Ta)), code, 'item equation');
    return d;
  });
  return read.ok ? read : { ok: false, code, detail: read.detail };
}

/** lambda_j over a set of trustees: prod_(m != j) m / (m - j) mod q. */
export function lagrange(suite: Suite, trustees: readonly number[], trustee: number): bigint {
  const { Fn } = suite.Point;
  let top = 1n;
  let bottom = 1n;
  for (const m of trustees) {
    if (m === trustee) continue;
    top = modQ(suite, top * BigInt(m));
    bottom = modQ(suite, bottom * BigInt(m - trustee));
  }
  return Fn.mul(top, Fn.inv(bottom));
}

/** beta - sum lambda_j d_j for every item: count * g. `parts` are t trustees with their d. */
export function combine(suite: Suite, beta: readonly Point[], parts: readonly { trustee: number; d: readonly Point[] }[]): Point[] {
  const trustees = parts.map((part) => part.trustee);
  const lambdas = trustees.map((trustee) => modQ(suite, -lagrange(suite, trustees, trustee)));
  return beta.map((point, k) =>
    parts.reduce((sum, part, i) => {
      const d = part.d[k]!;
      return d.is0() ? sum : sum.add(d.multiplyUnsafe(lambdas[i]!));
    }, point),
  );
}
