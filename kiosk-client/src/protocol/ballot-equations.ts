import {
  appendCommitments,
  appendDomain,
  appendResponses,
  type BallotContext,
  type BallotProof,
  beginTranscript,
  type Domain,
  type Opening,
} from './ballot-body.ts';
import { decodePoint, decodePoints, decodeScalar, decodeScalars, POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import type { LinearEquation } from './equation-sum.ts';
import { dot, modQ } from './group.ts';
import { weightedPlaces } from './layout.ts';
import { require } from './refusal.ts';
import type { Point, Suite } from './suite.ts';
import { writeInBytes } from './text-point.ts';
import { weights } from './weights.ts';

/** A ballot or audited ballot as it came from the wire, its signature included. */
export interface SignedProof extends BallotProof {
  readonly R: Uint8Array;
  readonly s: Uint8Array;
  readonly opening?: Opening;
}

export type EquationName = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6';

/** One of the six equations of a ballot. */
export interface Equation extends LinearEquation {
  readonly name: EquationName;
}

/** A decoded ballot with its equations in the order of their numbers; contest sums have already been checked exactly. */
export interface BallotEquations {
  readonly tracker: Uint8Array;
  readonly alpha: readonly Point[];
  readonly beta: readonly Point[];
  readonly textAlpha: readonly Point[];
  readonly textBeta: readonly Point[];
  readonly equations: readonly Equation[];
}

/** The points and scalars of a ballot, decoded: what V02 asks of it besides its JSON form. */
export type BallotElements = ReturnType<typeof ballotElements>;

/** Decodes every point and scalar, whatever the class. Refuses with `point-invalid`, `scalar-invalid` or the codes of a write-in. */
export function ballotElements(suite: Suite, ballot: SignedProof) {
  const none = new Uint8Array(0);
  const point = (bytes: Uint8Array): Point => decodePoint(suite, bytes);
  const scalar = (bytes: Uint8Array): bigint => decodeScalar(suite, bytes);
  const { opening } = ballot;
  if (opening !== undefined) checkOpeningForm(opening);
  return {
    card: point(ballot.card),
    alpha: decodePoints(suite, ballot.alpha),
    beta: decodePoints(suite, ballot.beta),
    textAlpha: decodePoints(suite, ballot.textAlpha ?? none),
    textBeta: decodePoints(suite, ballot.textBeta ?? none),
    B: point(ballot.B),
    A: point(ballot.A),
    C: point(ballot.C),
    D: point(ballot.D),
    T1: point(ballot.T1),
    T2: point(ballot.T2),
    T3: ballot.T3 === undefined ? null : point(ballot.T3),
    f: decodeScalars(suite, ballot.f),
    zA: scalar(ballot.zA),
    zC: scalar(ballot.zC),
    zT: scalar(ballot.zT),
    zW: ballot.zW === undefined ? 0n : scalar(ballot.zW),
    R: point(ballot.R),
    s: scalar(ballot.s),
    openedR: decodeScalars(suite, opening?.r ?? none),
    openedTextR: decodeScalars(suite, opening?.textR ?? none),
  };
}

/** What an opening must be whatever the class: bits that are 0 or 1, texts that may be written in, and texts and textR together. */
function checkOpeningForm({ b, texts, textR }: Opening): void {
  require(b.every((bit) => bit <= 1), 'entry-malformed', 'bits');
  require((texts === undefined) === (textR === undefined) && texts?.length !== 0, 'entry-malformed', 'texts');
  for (const text of texts ?? []) writeInBytes(text);
}

/**
 * Recomputes challenges and tracker of a decoded ballot, checks the contest sums, and states the equations.
 * Refuses with `wrong-contests` (lengths, V20) or `proof-invalid` (contest sums, V22).
 */
export function ballotEquations(context: BallotContext, ballot: SignedProof, elements: BallotElements, domain: Domain): BallotEquations {
  const { suite, layout } = context;
  checkLengths(context, ballot);
  const { card, alpha, beta, textAlpha, textBeta, B, A, C, D, T1, T2, T3, R, f, zA, zC, zT, zW, s } = elements;

  const transcript = beginTranscript(context, ballot);
  const y = transcript.challenge('y');
  const w = weights(suite, y, layout.encrypted + layout.slots);
  const x = appendCommitments(transcript, ballot).challenge('x');
  appendResponses(transcript, ballot);
  const tracker = transcript.digest();
  const e = appendDomain(transcript, domain, ballot.opening).append('R', ballot.R).challenge('e');

  for (const contest of layout.contests) {
    const sum = weightedPlaces(contest).reduce((total, { at, weight }) => total + weight * f[at]!, 0n);
    require(modQ(suite, sum) === modQ(suite, BigInt(contest.max) * x), 'proof-invalid', `sum of contest ${contest.index}`);
  }

  const wBits = w.slice(0, layout.encrypted);
  const minusXw = wBits.map((weight) => modQ(suite, -x * weight));
  const equations: Equation[] = [
    linear(suite, 'E1', { u: -zA, generators: f.map((fi) => -fi) }, [B, A], [x, 1n]),
    linear(suite, 'E2', { u: -zC, generators: f.map((fi) => fi * (fi - x)) }, [C, D], [x, 1n]),
    linear(suite, 'E3', { g: zT }, [T1, ...alpha], [-1n, ...minusXw]),
    linear(suite, 'E4', { h: zT, g: dot(suite, wBits, f) }, [T2, ...beta], [-1n, ...minusXw]),
  ];
  if (layout.slots > 0) {
    const minusXwText = w.slice(layout.encrypted).map((weight) => -x * weight);
    equations.push(linear(suite, 'E5', { g: zW }, [T3!, ...textAlpha], [-1n, ...minusXwText]));
  }
  equations.push(linear(suite, 'E6', { g: s }, [R, card], [-1n, -e]));
  return { tracker, alpha, beta, textAlpha, textBeta, equations };
}

function checkLengths({ layout }: BallotContext, ballot: SignedProof): void {
  const vectors: [Uint8Array | undefined, number][] = [
    [ballot.alpha, layout.encrypted * POINT_BYTES],
    [ballot.beta, layout.encrypted * POINT_BYTES],
    [ballot.f, layout.total * SCALAR_BYTES],
    [ballot.textAlpha, layout.slots * POINT_BYTES],
    [ballot.textBeta, layout.slots * POINT_BYTES],
  ];
  for (const [bytes, length] of vectors) require((bytes?.length ?? 0) === length, 'wrong-contests', 'vector length');
  for (const member of [ballot.textAlpha, ballot.textBeta, ballot.T3, ballot.zW]) {
    require((member !== undefined) === layout.slots > 0, 'wrong-contests', 'write-in members');
  }
}

function linear(
  suite: Suite,
  name: EquationName,
  fixed: { g?: bigint; h?: bigint; u?: bigint; generators?: bigint[] },
  points: Point[],
  scalars: bigint[],
): Equation {
  return {
    name,
    g: fixed.g ?? 0n,
    h: fixed.h ?? 0n,
    u: fixed.u ?? 0n,
    generators: fixed.generators ?? [],
    points,
    scalars: scalars.map((scalar) => modQ(suite, scalar)),
  };
}
