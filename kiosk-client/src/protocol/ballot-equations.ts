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
import { dot, modQ } from './group.ts';
import { weightedPlaces } from './layout.ts';
import { require } from './refusal.ts';
import type { Point, Suite } from './suite.ts';
import { weights } from './weights.ts';

/** A ballot or audited ballot as it came from the wire, its signature included. */
export interface SignedProof extends BallotProof {
  readonly R: Uint8Array;
  readonly s: Uint8Array;
  readonly opening?: Opening;
}

export type EquationName = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6';

/** A sum that must be the identity: own points plus multiples of g, h, u and the bit generators g_1, g_2, ... */
export interface Equation {
  readonly name: EquationName;
  readonly g: bigint;
  readonly h: bigint;
  readonly u: bigint;
  readonly generators: readonly bigint[];
  readonly points: readonly Point[];
  readonly scalars: readonly bigint[];
}

/** A decoded ballot with its equations; contest sums have already been checked exactly. */
export interface BallotEquations {
  readonly tracker: Uint8Array;
  readonly alpha: readonly Point[];
  readonly beta: readonly Point[];
  readonly textAlpha: readonly Point[];
  readonly textBeta: readonly Point[];
  readonly equations: readonly Equation[];
}

/**
 * Decodes every point and scalar, recomputes challenges and tracker, checks the contest sums, and states the equations.
 * Refuses with `wrong-contests` (lengths, V20), `point-invalid`, `scalar-invalid`, or `proof-invalid` (contest sums, V22).
 */
export function ballotEquations(context: BallotContext, ballot: SignedProof, domain: Domain): BallotEquations {
  const { suite, layout } = context;
  checkLengths(context, ballot);
  const alpha = decodePoints(suite, ballot.alpha);
  const beta = decodePoints(suite, ballot.beta);
  const textAlpha = decodePoints(suite, ballot.textAlpha ?? new Uint8Array(0));
  const textBeta = decodePoints(suite, ballot.textBeta ?? new Uint8Array(0));
  const point = (bytes: Uint8Array): Point => decodePoint(suite, bytes);
  const scalar = (bytes: Uint8Array): bigint => decodeScalar(suite, bytes);
  const [card, B, A, C, D, T1, T2, R] = [ballot.card, ballot.B, ballot.A, ballot.C, ballot.D, ballot.T1, ballot.T2, ballot.R].map(point);
  const T3 = ballot.T3 === undefined ? null : point(ballot.T3);
  const f = decodeScalars(suite, ballot.f);
  const [zA, zC, zT, s] = [ballot.zA, ballot.zC, ballot.zT, ballot.s].map(scalar);

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
    linear(suite, 'E1', { u: -zA!, generators: f.map((fi) => -fi) }, [B!, A!], [x, 1n]),
    linear(suite, 'E2', { u: -zC!, generators: f.map((fi) => fi * (fi - x)) }, [C!, D!], [x, 1n]),
    linear(suite, 'E3', { g: zT! }, [T1!, ...alpha], [-1n, ...minusXw]),
    linear(suite, 'E4', { h: zT!, g: dot(suite, wBits, f) }, [T2!, ...beta], [-1n, ...minusXw]),
    linear(suite, 'E6', { g: s! }, [R!, card!], [-1n, -e]),
  ];
  if (layout.slots > 0) {
    const minusXwText = w.slice(layout.encrypted).map((weight) => -x * weight);
    equations.push(linear(suite, 'E5', { g: scalar(ballot.zW!) }, [T3!, ...textAlpha], [-1n, ...minusXwText]));
  }
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
