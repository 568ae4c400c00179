import { sumPoints } from './group.ts';
import { type Group, groupBallots } from './groups.ts';
import type { ContestPlaces } from './layout.ts';
import { countedBallots, layoutOfClass, type ReplayedBallot, type ReplayState } from './replay-state.ts';
import type { Point } from './suite.ts';

/** A contest's groups with the places of its bits in each ballot's own class. */
export interface OpenedContest {
  readonly index: number;
  readonly id: string;
  readonly groups: readonly Group<ReplayedBallot>[];
}

/** What may be opened, from the record alone: groups of every contest. */
export function openedContests(state: ReplayState): OpenedContest[] {
  const counted = countedBallots(state);
  const { minGroupSize, allowSmall } = state.manifest;
  return state.contests!.body.contests.map(({ id }, index) => {
    const own = counted.filter((ballot) => ballot.class.contests.includes(id));
    return { index, id, groups: groupBallots(own, minGroupSize, allowSmall) };
  });
}

export interface DecryptionItem {
  readonly alpha: Point;
  readonly beta: Point;
  /** Bound of its count: ballots of the group, or 1 for a single used bit. */
  readonly bound: number;
}

/** Places of a contest in the layout of a ballot's class. */
export function placesIn(ballot: ReplayedBallot, contestIndex: number): ContestPlaces {
  return layoutOfClass(ballot.class).contests.find(({ index }) => index === contestIndex)!;
}

const sums = new WeakMap<ReplayState, readonly DecryptionItem[]>();

/** The list of items of phase 1: contests, groups, bits in layout order; then the used bits of the mixed tuples. A trustee refuses any other list. */
export function countItems(state: ReplayState): readonly DecryptionItem[] {
  if (state.tallyTree === undefined) throw new Error('mixes-missing');
  // After closing the ballots do not change any more, so the sums are made once.
  const known = sums.get(state);
  if (known !== undefined) return known;
  const items = [...groupItems(state), ...usedItems(state)];
  sums.set(state, items);
  return items;
}

/** Number of sums over groups: how many of the items of phase 1 come before the used bits of tuples. */
export function groupItemCount(state: ReplayState): number {
  return openedContests(state).reduce((sum, { index, groups }) => sum + groups.length * bitsOf(state, index), 0);
}

function bitsOf(state: ReplayState, index: number): number {
  const { options, slots, abstain } = state.contests!.body.contests[index]!;
  return options.length + slots + (abstain ? 1 : 0);
}

function groupItems(state: ReplayState): DecryptionItem[] {
  const { suite } = state;
  return openedContests(state).flatMap((contest) =>
    contest.groups.flatMap((group) => {
      const placed = group.ballots.map((ballot) => ({ stated: ballot.stated, first: placesIn(ballot, contest.index).first }));
      return Array.from({ length: bitsOf(state, contest.index) }, (_, bit) => ({
        alpha: sumPoints(
          suite,
          placed.map(({ stated, first }) => stated.alpha[first + bit]!),
        ),
        beta: sumPoints(
          suite,
          placed.map(({ stated, first }) => stated.beta[first + bit]!),
        ),
        bound: group.ballots.length,
      }));
    }),
  );
}

/** Per slot of every mixed tuple its used bit; the text ciphertext stands two points further. */
function usedItems(state: ReplayState): DecryptionItem[] {
  return slotsOf(state).map(([alpha, beta]) => ({ alpha, beta, bound: 1 }));
}

/** The four points of every slot of every tuple: contests in order, tuples in the last mix's order. */
function slotsOf(state: ReplayState): (readonly [Point, Point, Point, Point])[] {
  return (state.mixes ?? []).flatMap(({ current }) =>
    Array.from(
      { length: current.length / 4 },
      (_, i) => [current[4 * i]!, current[4 * i + 1]!, current[4 * i + 2]!, current[4 * i + 3]!] as const,
    ),
  );
}

/** Items of phase 2: the texts of exactly those slots whose opened used bit is 1. */
export function textItems(state: ReplayState, used: readonly number[]): { readonly alpha: Point; readonly beta: Point }[] {
  return slotsOf(state)
    .filter((_, i) => used[i] === 1)
    .map(([, , alpha, beta]) => ({ alpha, beta }));
}
