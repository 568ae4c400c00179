import { decodePoint, decodePoints, decodeScalar, decodeScalars, encodePoints, POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import { require } from './refusal.ts';
import type { Point, Suite } from './suite.ts';
import { Transcript } from './transcript.ts';

/** What one mix is about: everything that the proof binds besides itself (`shuffle.md`). */
export interface ShuffleStatement {
  readonly suite: Suite;
  readonly manifestHash: Uint8Array;
  /** Tree right after `closed`. */
  readonly size: number;
  readonly root: Uint8Array;
  readonly h: Point;
  /** Place of the contest in the contests entry, from 0. */
  readonly contest: number;
  /** From 1. */
  readonly mix: number;
  /** From 1. */
  readonly trustee: number;
  /** J. */
  readonly slots: number;
  /** 4JN points: tuple by tuple, ciphertext by ciphertext, alpha then beta. */
  readonly inputs: readonly Point[];
}

/** Outputs and proof as they stand in a `mixed` body. */
export interface ShuffleProof {
  /** 4JN points. */
  readonly outputs: Uint8Array;
  /** N points each. */
  readonly c: Uint8Array;
  readonly cHat: Uint8Array;
  readonly t1: Uint8Array;
  readonly t2: Uint8Array;
  readonly t3: Uint8Array;
  /** 4J points: per ciphertext of a tuple its alpha part, then its beta part. */
  readonly t4: Uint8Array;
  readonly tHat: Uint8Array;
  readonly s1: Uint8Array;
  readonly s2: Uint8Array;
  readonly s3: Uint8Array;
  /** 2J scalars. */
  readonly s4: Uint8Array;
  /** N scalars each. */
  readonly sHat: Uint8Array;
  readonly sPrime: Uint8Array;
}

const pointVectors = ['outputs', 'c', 'cHat', 't4', 'tHat'] as const;
const scalarVectors = ['s4', 'sHat', 'sPrime'] as const;
const singlePoints = ['t1', 't2', 't3'] as const;
const singleScalars = ['s1', 's2', 's3'] as const;

/** All members of a proof, in the order of the body. */
export const shuffleMembers: readonly (keyof ShuffleProof)[] = [
  ...['outputs', 'c', 'cHat', 't1', 't2', 't3', 't4', 'tHat'],
  ...['s1', 's2', 's3', 's4', 'sHat', 'sPrime'],
] as (keyof ShuffleProof)[];

/** A proof with every point and scalar decoded; lengths are those that came. */
export type DecodedShuffle = { readonly [K in (typeof pointVectors)[number]]: readonly Point[] } & {
  readonly [K in (typeof scalarVectors)[number]]: readonly bigint[];
} & { readonly [K in (typeof singlePoints)[number]]: Point } & { readonly [K in (typeof singleScalars)[number]]: bigint };

/** Decodes every element. Refuses with `point-invalid` or `scalar-invalid`. */
export function decodeShuffle(suite: Suite, proof: ShuffleProof): DecodedShuffle {
  const decoded = {
    ...each(pointVectors, (name) => decodePoints(suite, proof[name])),
    ...each(singlePoints, (name) => decodePoint(suite, proof[name])),
    ...each(singleScalars, (name) => decodeScalar(suite, proof[name])),
    ...each(scalarVectors, (name) => decodeScalars(suite, proof[name])),
  };
  return decoded as DecodedShuffle;
}

function each<K extends string, V>(names: readonly K[], make: (name: K) => V): { [N in K]: V } {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as { [N in K]: V };
}

/** Number of tuples of a list of 4JN points. */
export function tuplesOf(points: readonly Point[], slots: number): number {
  return points.length / (4 * slots);
}

/** Every `width`-th point from `place` on: the same part of every tuple. */
export function column(points: readonly Point[], width: number, place: number): Point[] {
  return points.filter((_, at) => at % width === place);
}

/** Refuses with `mix-differs` unless every vector has the length that slots and tuples demand (V36). */
export function checkShuffleLengths(statement: Pick<ShuffleStatement, 'slots' | 'inputs'>, proof: ShuffleProof): void {
  const { slots, inputs } = statement;
  const n = tuplesOf(inputs, slots);
  const points = { outputs: inputs.length, c: n, cHat: n, t4: 4 * slots, tHat: n };
  const scalars = { s4: 2 * slots, sHat: n, sPrime: n };
  for (const name of pointVectors) require(proof[name].length === points[name] * POINT_BYTES, 'mix-differs', `length of ${name}`);
  for (const name of scalarVectors) require(proof[name].length === scalars[name] * SCALAR_BYTES, 'mix-differs', `length of ${name}`);
}

/** Transcript `RV1-shuffle` up to and with c; the caller draws `y`. */
export function beginShuffle(statement: ShuffleStatement, proof: Pick<ShuffleProof, 'outputs' | 'c'>): Transcript {
  const { suite } = statement;
  return new Transcript(suite, 'RV1-shuffle', statement.manifestHash)
    .int('size', statement.size)
    .append('root', statement.root)
    .point('h', statement.h)
    .int('contest', statement.contest)
    .int('mix', statement.mix)
    .int('trustee', statement.trustee)
    .append('inputs', encodePoints(suite, statement.inputs))
    .append('outputs', proof.outputs)
    .append('c', proof.c);
}

type Commitments = Pick<ShuffleProof, 'cHat' | 't1' | 't2' | 't3' | 't4' | 'tHat'>;

/** The commitments between the challenges `y` and `x`. */
export function appendShuffleCommitments(transcript: Transcript, proof: Commitments): Transcript {
  for (const name of ['cHat', 't1', 't2', 't3', 't4', 'tHat'] as const) transcript.append(name, proof[name]);
  return transcript;
}
