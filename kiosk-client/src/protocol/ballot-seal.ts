import {
  appendCommitments,
  appendDomain,
  appendResponses,
  type BallotContext,
  type BallotProof,
  beginTranscript,
  type Domain,
  encodeAuditedBallot,
  encodeCastBallot,
  type Opening,
} from './ballot-body.ts';
import type { BallotBundle, BundleSecrets } from './ballot-bundle.ts';
import { equalBytes } from './bytes.ts';
import type { CardKey } from './card.ts';
import { type ContestChoice, type MarkedBits, markBits } from './choices.ts';
import { encodePoint, encodePoints, encodeScalar, encodeScalars } from './encoding.ts';
import { dot, modQ, timesBase } from './group.ts';
import { generator } from './hash-to-curve.ts';
import type { Random } from './random.ts';
import { hedgedNonce, respond } from './schnorr.ts';
import type { Point, Suite } from './suite.ts';
import { sealText } from './text-point.ts';
import type { Transcript } from './transcript.ts';
import { weights } from './weights.ts';

/**
 * A ballot whose tracker is fixed and shown, before the voter says "cast" or "audit". Either choice is final: the other one then
 * throws, the opening is destroyed by a cast, and the same choice again gives the stored bytes, never a new signature.
 */
export class SealedBallot {
  readonly tracker: Uint8Array;
  #pending: { suite: Suite; transcript: Transcript; proof: BallotProof; opening: Opening; card: CardKey } | null;
  #finished: { domain: Domain; bytes: Uint8Array } | null = null;

  constructor(suite: Suite, transcript: Transcript, proof: BallotProof, opening: Opening, card: CardKey) {
    this.tracker = transcript.digest();
    this.#pending = { suite, transcript, proof, opening, card };
  }

  /** The `ballot` entry. */
  cast(random: Random): Uint8Array {
    return this.#finish('cast', random);
  }

  /** The `ballot-audited` entry: opens the marks, counts nothing. */
  audit(random: Random): Uint8Array {
    return this.#finish('audit', random);
  }

  /** Destroys everything unsent: after an edit the old seal must never be signed. */
  discard(): void {
    this.#pending = null;
    this.#finished = null;
  }

  #finish(domain: Domain, random: Random): Uint8Array {
    if (this.#finished !== null) {
      if (this.#finished.domain !== domain) throw new Error('ballot-already-finished');
      return this.#finished.bytes;
    }
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null) throw new Error('ballot-already-finished');
    const { suite, transcript, proof, card } = pending;
    const opening = domain === 'audit' ? pending.opening : undefined;
    appendDomain(transcript, domain, opening);
    const k = hedgedNonce(suite, card.sk, transcript.digest(), random);
    const R = encodePoint(timesBase(suite, k));
    const e = transcript.append('R', R).challenge('e');
    const s = encodeScalar(respond(suite, k, e, card.sk));
    const bytes =
      opening === undefined
        ? encodeCastBallot({ type: 'ballot', ...proof, R, s })
        : encodeAuditedBallot({ type: 'ballot-audited', ...proof, opening, R, s });
    this.#finished = { domain, bytes };
    return bytes;
  }
}

/**
 * Seals choices with a bundle, which is used up even when this throws. `supersedes` is the tracker of the card's latest ballot.
 * Refuses choices as `markBits` does (checked before the bundle is touched).
 */
export function sealBallot(
  context: BallotContext,
  bundle: BallotBundle,
  choices: readonly ContestChoice[],
  card: CardKey,
  supersedes?: Uint8Array,
): SealedBallot {
  const marked = markBits(context.layout, choices);
  if (bundle.suite !== context.suite || !bundle.h.equals(context.h) || !equalBytes(bundle.layout.bytes, context.layout.bytes)) {
    throw new Error('bundle-for-another-ballot');
  }
  const secrets = bundle.take();
  const { suite } = context;
  const withSlots = context.layout.slots > 0;

  const beta = secrets.rh.map((point, i) => select(marked.bits[i]!, point, point.add(suite.Point.BASE)));
  const textBeta = secrets.textRh.map((point, j) => sealText(suite, point, marked.texts[j]!));
  const B = secrets.rhoBu.add(markedSum(suite, marked.bits));
  const C = secrets.ag.reduce((sum, point, i) => select(marked.bits[i]!, sum.add(point), sum.subtract(point)), secrets.rhoCu);
  const statement = {
    card: card.pk,
    ...(supersedes === undefined ? {} : { supersedes }),
    alpha: encodePoints(suite, secrets.alpha),
    beta: encodePoints(suite, beta),
    ...(withSlots ? { textAlpha: encodePoints(suite, secrets.textAlpha), textBeta: encodePoints(suite, textBeta) } : {}),
    B: encodePoint(B),
  };
  const transcript = beginTranscript(context, statement);
  const y = transcript.challenge('y');
  const w = weights(suite, y, context.layout.encrypted + context.layout.slots);

  const T2 = secrets.tauH.add(timesBase(suite, dot(suite, w, secrets.a.slice(0, context.layout.encrypted))));
  const commitments = {
    A: encodePoint(secrets.A),
    C: encodePoint(C),
    D: encodePoint(secrets.D),
    T1: encodePoint(secrets.T1),
    T2: encodePoint(T2),
    ...(withSlots ? { T3: encodePoint(secrets.T3) } : {}),
  };
  const x = appendCommitments(transcript, commitments).challenge('x');
  const responses = respondAll(suite, secrets, marked, w, x);
  appendResponses(transcript, responses);
  return new SealedBallot(suite, transcript, { ...statement, ...commitments, ...responses }, openingOf(secrets, marked), card);
}

function respondAll(suite: Suite, secrets: BundleSecrets, marked: MarkedBits, w: readonly bigint[], x: bigint) {
  const scalar = (value: bigint): Uint8Array => encodeScalar(modQ(suite, value));
  const wText = w.slice(secrets.r.length);
  return {
    f: encodeScalars(secrets.a.map((mask, i) => modQ(suite, BigInt(marked.bits[i]!) * x + mask))),
    zA: scalar(secrets.rhoB * x + secrets.rhoA),
    zC: scalar(secrets.rhoC * x + secrets.rhoD),
    zT: scalar(secrets.tau + x * dot(suite, w, secrets.r)),
    ...(secrets.textR.length > 0 ? { zW: scalar(secrets.tauText + x * dot(suite, wText, secrets.textR)) } : {}),
  };
}

function openingOf(secrets: BundleSecrets, marked: MarkedBits): Opening {
  return {
    b: Uint8Array.from(marked.bits.slice(0, secrets.r.length)),
    r: encodeScalars(secrets.r),
    ...(secrets.textR.length > 0 ? { texts: [...marked.texts], textR: encodeScalars(secrets.textR) } : {}),
  };
}

/** Both candidates are computed whatever the bit is. */
function select(bit: number, ifZero: Point, ifOne: Point): Point {
  return [ifZero, ifOne][bit]!;
}

function markedSum(suite: Suite, bits: readonly number[]): Point {
  return bits.reduce((sum, bit, i) => select(bit, sum, sum.add(generator(suite, i + 1))), suite.Point.ZERO);
}
