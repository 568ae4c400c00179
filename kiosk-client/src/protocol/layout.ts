import { concat, i2osp } from './bytes.ts';

/** What the ballot needs to know of one contest of the `contests` entry. */
export interface ContestShape {
  /** Position in the `contests` entry, from 0. */
  readonly index: number;
  readonly options: number;
  readonly slots: number;
  readonly abstain: boolean;
  readonly min: number;
  readonly max: number;
}

/** A contest with the places of its bits in the class's vector; places count from 0, so bit i uses generator i + 1. */
export interface ContestPlaces extends ContestShape {
  /** First option bit; the used bits and then the abstain bit follow. */
  readonly first: number;
  readonly abstainAt: number | null;
  readonly firstSlack: number;
  readonly slack: number;
  /** First write-in slot of this contest among all slots of the class. */
  readonly firstSlot: number;
}

/** The vector of one card class: N encrypted bits, then the slack, M in all. */
export interface Layout {
  readonly contests: readonly ContestPlaces[];
  readonly encrypted: number;
  readonly total: number;
  readonly slots: number;
  readonly bytes: Uint8Array;
}

/** Lays out the contests of a class, given in the order of the `contests` entry. */
export function layoutOf(shapes: readonly ContestShape[]): Layout {
  let next = 0;
  let slots = 0;
  const withBits = shapes.map((shape) => {
    const first = next;
    const firstSlot = slots;
    next += shape.options + shape.slots + (shape.abstain ? 1 : 0);
    slots += shape.slots;
    return { ...shape, first, firstSlot, abstainAt: shape.abstain ? next - 1 : null };
  });
  const encrypted = next;
  const contests = withBits.map((contest) => {
    const firstSlack = next;
    const slack = contest.max - contest.min;
    next += slack;
    return { ...contest, firstSlack, slack };
  });
  return { contests, encrypted, total: next, slots, bytes: concat(...shapes.map(shapeBytes)) };
}

function shapeBytes(shape: ContestShape): Uint8Array {
  return concat(
    i2osp(shape.index, 2),
    i2osp(shape.options, 2),
    i2osp(shape.slots, 2),
    i2osp(shape.abstain ? 1 : 0, 1),
    i2osp(shape.min, 2),
    i2osp(shape.max, 2),
  );
}

/** Places of a contest's bits with their weights: abstain weighs max, all others 1. */
export function weightedPlaces(contest: ContestPlaces): { at: number; weight: bigint }[] {
  const places = [];
  for (let i = 0; i < contest.options + contest.slots; i++) places.push({ at: contest.first + i, weight: 1n });
  if (contest.abstainAt !== null) places.push({ at: contest.abstainAt, weight: BigInt(contest.max) });
  for (let i = 0; i < contest.slack; i++) places.push({ at: contest.firstSlack + i, weight: 1n });
  return places;
}
