import { equalBytes } from './bytes.ts';
import { encodeJson } from './canonical-json.ts';
import { decodePoint, decodeScalar, decodeScalars, encodePoint, encodeScalar, encodeScalars } from './encoding.ts';
import { type TrusteeComplaintBody, type TrusteeSharesBody, trusteeComplaintBody, trusteeSharesBody } from './entry-bodies.ts';
import { modQ, times, timesBase } from './group.ts';
import { hashToScalar } from './hash-to-curve.ts';
import { type Random, randomScalar } from './random.ts';
import { attempt, type Result, require } from './refusal.ts';
import { hedgedNonce, respond } from './schnorr.ts';
import type { Point, Suite } from './suite.ts';
import { Transcript } from './transcript.ts';
import { evaluateCommitment, evaluatePolynomial, type TrusteeIdentity } from './trustee-key.ts';

/** Mask of one share: hash_to_scalar over the transcript `RV1-share` of dealer, recipient, E_i, K_j and S = e_i K_j. */
function pad(suite: Suite, manifestHash: Uint8Array, dealer: number, trustee: number, E: Uint8Array, K: Uint8Array, S: Uint8Array): bigint {
  const digest = new Transcript(suite, 'RV1-share', manifestHash)
    .int('dealer', dealer)
    .int('trustee', trustee)
    .append('E', E)
    .append('K', K)
    .append('S', S)
    .digest();
  return hashToScalar(suite, digest, 'share');
}

/** Body of `trustee-shares`: one masked share for every trustee, itself included, under a fresh E. `keys` are K_1..K_n. */
export function makeShares(
  identity: TrusteeIdentity,
  keys: readonly Uint8Array[],
  polynomial: readonly bigint[],
  random: Random,
): Uint8Array {
  const { suite, manifestHash, trustee } = identity;
  const e = randomScalar(suite, random);
  const E = encodePoint(timesBase(suite, e));
  const c = keys.map((K, index) => {
    const S = encodePoint(times(suite, decodePoint(suite, K), e));
    return modQ(suite, evaluatePolynomial(suite, polynomial, index + 1) + pad(suite, manifestHash, trustee, index + 1, E, K, S));
  });
  return encodeJson(trusteeSharesBody, { trustee, E, c: encodeScalars(c) });
}

/** Opens dealer's share for this trustee and checks it against the commitments. Refuses with `share-wrong`: then complain. */
export function openShare(identity: TrusteeIdentity, shares: TrusteeSharesBody, commitments: readonly Point[]): Result<bigint> {
  return attempt(() => {
    const { suite, manifestHash, trustee, k } = identity;
    const S = times(suite, decodePoint(suite, shares.E), k);
    const share = unmask(suite, manifestHash, shares, trustee, publicKey(identity), S);
    const expected = evaluateCommitment(suite, commitments, trustee);
    require(timesBase(suite, share).equals(expected), 'share-wrong', `dealer ${shares.trustee}`);
    return share;
  });
}

function publicKey(identity: TrusteeIdentity): Uint8Array {
  return encodePoint(timesBase(identity.suite, identity.k));
}

function unmask(suite: Suite, manifestHash: Uint8Array, shares: TrusteeSharesBody, trustee: number, K: Uint8Array, S: Point): bigint {
  const c = decodeScalars(suite, shares.c)[trustee - 1];
  require(c !== undefined, 'trustee-shares-invalid', 'number of shares');
  return modQ(suite, c - pad(suite, manifestHash, shares.trustee, trustee, shares.E, K, encodePoint(S)));
}

/** x_j: the sum of all dealers' shares, each checked. Refuses with `share-wrong`. */
export function secretShare(
  identity: TrusteeIdentity,
  allShares: readonly TrusteeSharesBody[],
  commitments: readonly (readonly Point[])[],
): Result<bigint> {
  return attempt(() => {
    let x = 0n;
    allShares.forEach((shares, dealer) => {
      const share = openShare(identity, shares, commitments[dealer]!);
      require(share.ok, 'share-wrong', `dealer ${dealer + 1}`);
      x += share.value;
    });
    return modQ(identity.suite, x);
  });
}

/** What a complaint's proof is about; the commitments and the challenge follow. */
function beginComplaint(
  suite: Suite,
  manifestHash: Uint8Array,
  of: { dealer: number; trustee: number; E: Uint8Array; K: Uint8Array; S: Uint8Array },
): Transcript {
  return new Transcript(suite, 'RV1-trustee-complaint', manifestHash)
    .int('dealer', of.dealer)
    .int('trustee', of.trustee)
    .append('E', of.E)
    .append('K', of.K)
    .append('S', of.S);
}

function complaintChallenge(transcript: Transcript, Tg: Point, TE: Point): bigint {
  return transcript.point('Tg', Tg).point('TE', TE).challenge('c');
}

/**
 * Body of `trustee-complaint` against the dealer of `shares`: reveals S = k_j E_i with a proof (the ceremony ends with it). The nonce
 * hashes the whole statement, so that a dealer who sends one E in two meetings gains nothing when the generator repeats itself.
 */
export function makeComplaint(identity: TrusteeIdentity, shares: TrusteeSharesBody, random: Random): Uint8Array {
  const { suite, manifestHash, k, trustee } = identity;
  const E = decodePoint(suite, shares.E);
  const S = encodePoint(times(suite, E, k));
  const statement = { dealer: shares.trustee, trustee, E: shares.E, K: publicKey(identity), S };
  const transcript = beginComplaint(suite, manifestHash, statement);
  const v = hedgedNonce(suite, k, transcript.digest(), random);
  const c = complaintChallenge(transcript, timesBase(suite, v), times(suite, E, v));
  const z = encodeScalar(respond(suite, v, c, k));
  return encodeJson(trusteeComplaintBody, { trustee, dealer: shares.trustee, S, c: encodeScalar(c), z });
}

/**
 * Checks a complaint and names who is at fault (V13): the dealer when the share opened with S contradicts its commitments, else
 * the complainer. `complainerKey` is K_j. Refuses with `complaint-invalid`.
 */
export function judgeComplaint(
  suite: Suite,
  manifestHash: Uint8Array,
  complaint: TrusteeComplaintBody,
  shares: TrusteeSharesBody,
  dealerCommitments: readonly Point[],
  complainerKey: Uint8Array,
): Result<{ atFault: number }> {
  return attempt(() => {
    const { trustee, dealer } = complaint;
    require(shares.trustee === dealer, 'complaint-invalid', 'dealer');
    const [E, K, S] = [shares.E, complainerKey, complaint.S].map((bytes) => decodePoint(suite, bytes)) as [Point, Point, Point];
    const c = decodeScalar(suite, complaint.c);
    const z = decodeScalar(suite, complaint.z);
    const minusC = modQ(suite, -c);
    const Tg = suite.Point.BASE.mulAddUnsafe(z, K, minusC);
    const TE = E.mulAddUnsafe(z, S, minusC);
    require(!Tg.is0() && !TE.is0(), 'complaint-invalid', 'proof');
    const statement = { dealer, trustee, E: shares.E, K: complainerKey, S: complaint.S };
    const again = complaintChallenge(beginComplaint(suite, manifestHash, statement), Tg, TE);
    require(equalBytes(encodeScalar(again), complaint.c), 'complaint-invalid', 'proof');
    const share = unmask(suite, manifestHash, shares, trustee, complainerKey, S);
    const holds = timesBase(suite, share).equals(evaluateCommitment(suite, dealerCommitments, trustee));
    return { atFault: holds ? trustee : dealer };
  });
}
