import { batchWeight, EquationSum, type LinearEquation } from './equation-sum.ts';
import { modQ } from './group.ts';
import type { Random } from './random.ts';
import { attempt, Refusal, type Result } from './refusal.ts';
import {
  appendShuffleCommitments,
  beginShuffle,
  checkShuffleLengths,
  column,
  type DecodedShuffle,
  decodeShuffle,
  type ShuffleProof,
  type ShuffleStatement,
} from './shuffle.ts';
import type { Point } from './suite.ts';
import { weights } from './weights.ts';

/** One of F1 to F5, with the place of the tuple or ciphertext where there are several. */
export interface ShuffleEquation extends LinearEquation {
  readonly name: 'F1' | 'F2' | 'F3' | 'F4' | 'F5';
}

/** A `mixed` body's proof decoded, with the equations that must hold. */
export interface StatedShuffle {
  readonly outputs: readonly Point[];
  readonly y: bigint;
  readonly x: bigint;
  readonly equations: readonly ShuffleEquation[];
}

/** Recomputes both challenges and states F1 to F5. Refuses with `mix-differs` (lengths), `point-invalid` or `scalar-invalid`. */
export function stateShuffle(statement: ShuffleStatement, proof: ShuffleProof): StatedShuffle {
  checkShuffleLengths(statement, proof);
  const decoded = decodeShuffle(statement.suite, proof);
  const transcript = beginShuffle(statement, proof);
  const y = transcript.challenge('y');
  const v = weights(statement.suite, y, decoded.c.length);
  const x = appendShuffleCommitments(transcript, proof).challenge('x');
  const equations = [...permutationEquations(statement, decoded, v, x), ...reencryption(statement, decoded, v, x), ...chain(decoded, x)];
  return { outputs: decoded.outputs, y, x, equations };
}

const nothing = { g: 0n, h: 0n, u: 0n, generators: [], points: [], scalars: [] };

/** F1 to F3: c commits to a permutation, under which the weights are those of y. */
function permutationEquations({ suite }: ShuffleStatement, proof: DecodedShuffle, v: readonly bigint[], x: bigint): ShuffleEquation[] {
  const { c, cHat } = proof;
  const product = v.reduce((all, weight) => modQ(suite, all * weight), 1n);
  return [
    {
      ...nothing,
      name: 'F1',
      g: proof.s1,
      generators: c.map(() => x),
      points: [proof.t1, ...c],
      scalars: [-1n, ...c.map(() => -x)],
    },
    { ...nothing, name: 'F2', g: proof.s2, u: x * product, points: [proof.t2, cHat[cHat.length - 1]!], scalars: [-1n, -x] },
    {
      ...nothing,
      name: 'F3',
      g: proof.s3,
      generators: proof.sPrime,
      points: [proof.t3, ...c],
      scalars: [-1n, ...v.map((weight) => -x * weight)],
    },
  ];
}

/** F4: the outputs are re-encryptions of the inputs under that permutation. */
function reencryption({ inputs, slots }: ShuffleStatement, proof: DecodedShuffle, v: readonly bigint[], x: bigint): ShuffleEquation[] {
  const width = 4 * slots;
  return Array.from({ length: width }, (_, place) => {
    const s4 = proof.s4[place >> 1]!;
    return {
      ...nothing,
      name: 'F4',
      ...(place % 2 === 0 ? { g: -s4 } : { h: -s4 }),
      points: [proof.t4[place]!, ...column(proof.outputs, width, place), ...column(inputs, width, place)],
      scalars: [-1n, ...proof.sPrime, ...v.map((weight) => -x * weight)],
    };
  });
}

/** F5: the chain of commitments multiplies the permuted weights, one after another. */
function chain({ cHat, tHat, sHat, sPrime }: DecodedShuffle, x: bigint): ShuffleEquation[] {
  return cHat.map((link, i) => {
    const before = cHat[i - 1];
    return {
      ...nothing,
      name: 'F5',
      g: sHat[i]!,
      u: before === undefined ? sPrime[i]! : 0n,
      points: [tHat[i]!, link, ...(before === undefined ? [] : [before])],
      scalars: [-1n, -x, ...(before === undefined ? [] : [sPrime[i]!])],
    };
  });
}

/**
 * Verifies a mix as one multi-scalar sum with a fresh non-zero 128-bit weight per equation, and gives its outputs.
 * Refuses with `mix-differs` (lengths), `point-invalid`, `scalar-invalid` or `mix-invalid`. Never throws on bad data.
 */
export function verifyShuffle(statement: ShuffleStatement, proof: ShuffleProof, random: Random): Result<readonly Point[]> {
  return attempt(() => {
    const { outputs, equations } = stateShuffle(statement, proof);
    const sum = new EquationSum(statement.suite, statement.h);
    for (const equation of equations) sum.add(equation, batchWeight(random));
    if (!sum.isIdentity()) throw new Refusal('mix-invalid');
    return outputs;
  });
}

/** Name of the first equation that does not hold, each looked at alone; null when all do. For messages and vectors. */
export function firstWrongEquation(statement: ShuffleStatement, proof: ShuffleProof): ShuffleEquation['name'] | null {
  const { equations } = stateShuffle(statement, proof);
  const wrong = equations.find((equation) => {
    const sum = new EquationSum(statement.suite, statement.h);
    sum.add(equation, 1n);
    return !sum.isIdentity();
  });
  return wrong?.name ?? null;
}
