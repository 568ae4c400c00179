import { concat, equalBytes, i2osp, utf8 } from './bytes.ts';
import { encodeJson } from './canonical-json.ts';
import { decodePoint, decodePoints, decodeScalars, encodePoints, encodeScalars } from './encoding.ts';
import { type TrusteeKeyBody, trusteeKeyBody } from './entry-bodies.ts';
import { modQ, timesBase } from './group.ts';
import { type Random, randomScalar } from './random.ts';
import { attempt, type Result, require } from './refusal.ts';
import { hedgedNonce, respond } from './schnorr.ts';
import type { Point, Suite } from './suite.ts';
import { Transcript } from './transcript.ts';

/** A trustee at work: its place i (from 1), its name in the manifest, and k_i. */
export interface TrusteeIdentity {
  readonly suite: Suite;
  readonly manifestHash: Uint8Array;
  readonly trustee: number;
  readonly k: bigint;
}

/** Random coefficients a_0..a_(t-1); a new manifest needs new ones (B16). */
export function makePolynomial(suite: Suite, threshold: number, random: Random): bigint[] {
  return Array.from({ length: threshold }, () => randomScalar(suite, random));
}

/** What the proof is about; R and the challenge follow. */
function begin(suite: Suite, manifestHash: Uint8Array, body: Pick<TrusteeKeyBody, 'trustee' | 'name' | 'key' | 'A'>): Transcript {
  return new Transcript(suite, 'RV1-trustee-key', manifestHash)
    .int('trustee', body.trustee)
    .text('name', body.name)
    .append('K', body.key)
    .append('A', body.A);
}

/** Body of `trustee-key`: commitments to the polynomial and proofs of knowledge of k_i and of every coefficient, each under its hedged nonce. */
export function makeTrusteeKey(identity: TrusteeIdentity, name: string, polynomial: readonly bigint[], random: Random): Uint8Array {
  const { suite, manifestHash, trustee, k } = identity;
  const secrets = [k, ...polynomial];
  const points = (scalars: readonly bigint[]): Uint8Array =>
    encodePoints(
      suite,
      scalars.map((scalar) => timesBase(suite, scalar)),
    );
  const statement = { trustee, name, key: points([k]), A: points(polynomial) };
  const transcript = begin(suite, manifestHash, statement);
  const digest = transcript.digest();
  const v = secrets.map((secret) => hedgedNonce(suite, secret, digest, random));
  const R = points(v);
  const e = transcript.append('R', R).challenge('e');
  const z = encodeScalars(secrets.map((value, m) => respond(suite, v[m]!, e, value)));
  return encodeJson(trusteeKeyBody, { ...statement, R, nonce: random(32), z });
}

/** Commit to a coming key body: H("RV1-trustee-commit" || manifest hash || i || nonce || body). */
export function commitTo(suite: Suite, manifestHash: Uint8Array, trustee: number, nonce: Uint8Array, body: Uint8Array): Uint8Array {
  return suite.hash(concat(utf8('RV1-trustee-commit'), manifestHash, i2osp(trustee, 2), nonce, body));
}

/**
 * Checks a `trustee-key` body against the manifest's key and name: exactly t coefficients and every proof (V10).
 * Returns the commitments A. Refuses with `trustee-key-invalid`, `point-invalid` or `scalar-invalid`.
 */
export function verifyTrusteeKey(
  suite: Suite,
  manifestHash: Uint8Array,
  body: TrusteeKeyBody,
  expected: { name: string; key: Uint8Array; threshold: number },
): Result<Point[]> {
  return attempt(() => {
    const code = 'trustee-key-invalid';
    require(body.name === expected.name && equalBytes(body.key, expected.key), code, 'not the key of the manifest');
    const A = decodePoints(suite, body.A);
    const R = decodePoints(suite, body.R);
    const z = decodeScalars(suite, body.z);
    const { threshold } = expected;
    require(A.length === threshold && R.length === threshold + 1 && z.length === threshold + 1, code, 'degree');
    const e = begin(suite, manifestHash, body).append('R', body.R).challenge('e');
    const points = [decodePoint(suite, body.key), ...A];
    points.forEach((point, m) => {
      const holds = suite.Point.BASE.mulAddUnsafe(z[m]!, point, modQ(suite, -e)).equals(R[m]!);
      require(holds, code, m === 0 ? 'proof of k' : `proof of a_${m - 1}`);
    });
    return A;
  });
}

/** h = sum of all A_(i,0); refused as `ready-differs` when it is the identity. */
export function meetingKey(suite: Suite, commitments: readonly (readonly Point[])[]): Point {
  return commitments.reduce((sum, A) => sum.add(A[0]!), suite.Point.ZERO);
}

/** X_j = sum over dealers of sum_m j^m A_(i,m). */
export function publicShare(suite: Suite, commitments: readonly (readonly Point[])[], trustee: number): Point {
  return commitments.reduce((sum, A) => sum.add(evaluateCommitment(suite, A, trustee)), suite.Point.ZERO);
}

/** sum_m j^m A_m by Horner's rule (public data). */
export function evaluateCommitment(suite: Suite, A: readonly Point[], at: number): Point {
  const x = BigInt(at);
  return [...A].reverse().reduce((sum, point) => sum.multiplyUnsafe(x).add(point), suite.Point.ZERO);
}

/** f(j) = sum_m a_m j^m mod q. */
export function evaluatePolynomial(suite: Suite, a: readonly bigint[], at: number): bigint {
  return [...a].reverse().reduce((sum, value) => modQ(suite, sum * BigInt(at) + value), 0n);
}
