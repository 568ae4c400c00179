import type { BallotContext, Domain } from './ballot-body.ts';
import { type BallotEquations, ballotElements, ballotEquations, type SignedProof } from './ballot-equations.ts';
import { batchWeight, EquationSum } from './equation-sum.ts';
import type { Random } from './random.ts';
import { attempt, Refusal, type Result } from './refusal.ts';

/** Refuses with the code of the first equation that does not hold: `signature-invalid` for E6, else `proof-invalid`. */
function checkEquations(context: BallotContext, stated: BallotEquations): void {
  for (const equation of stated.equations) {
    const sum = new EquationSum(context.suite, context.h);
    sum.add(equation, 1n);
    if (!sum.isIdentity()) throw new Refusal(equation.name === 'E6' ? 'signature-invalid' : 'proof-invalid', equation.name);
  }
}

/** Verifies one ballot alone: decoding, contest sums and every equation by itself. Never throws on bad data. */
export function verifyBallot(context: BallotContext, ballot: SignedProof, domain: Domain = 'cast'): Result<BallotEquations> {
  return attempt(() => {
    const stated = ballotEquations(context, ballot, ballotElements(context.suite, ballot), domain);
    checkEquations(context, stated);
    return stated;
  });
}

/** A ballot in a batch; ballots of several classes share one batch as long as suite and h are the same. */
export interface BatchItem {
  readonly context: BallotContext;
  readonly stated: BallotEquations;
}

/**
 * Verifies many ballots as one multi-scalar sum with a fresh non-zero 128-bit weight per equation and ballot, and bisects when it
 * fails. Returns the places of the bad ballots (empty: all hold). Wrong acceptance has probability at most 2^-128.
 */
export function findBadBallots(items: readonly BatchItem[], random: Random): number[] {
  const bad: number[] = [];
  const search = (from: number, to: number): void => {
    if (from >= to || batchHolds(items.slice(from, to), random)) return;
    if (to - from === 1) {
      bad.push(from);
      return;
    }
    const middle = (from + to) >> 1;
    search(from, middle);
    search(middle, to);
  };
  search(0, items.length);
  return bad;
}

function batchHolds(items: readonly BatchItem[], random: Random): boolean {
  const first = items[0]!.context;
  const sum = new EquationSum(first.suite, first.h);
  for (const { context, stated } of items) {
    if (context.suite !== first.suite || !context.h.equals(first.h)) throw new Error('a batch has one key');
    for (const equation of stated.equations) sum.add(equation, batchWeight(random));
  }
  return sum.isIdentity();
}

/** Why a ballot found bad is bad, with the equation's name. */
export function explainBallot(item: BatchItem): Result<true> {
  return attempt(() => {
    checkEquations(item.context, item.stated);
    return true as const;
  });
}
