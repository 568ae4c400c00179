import { concat, equalBytes, utf8 } from './bytes.ts';
import { holds } from './check-failure.ts';
import { combine, type DecryptionStatement, verifyDecryption } from './decryption.ts';
import { CountFinder } from './discrete-log.ts';
import type { DecryptionBody, ResultBody } from './entry-bodies.ts';
import { encodeBody } from './entry-envelope.ts';
import { sumPoints } from './group.ts';
import { type Group, groupBallots } from './groups.ts';
import type { ContestPlaces } from './layout.ts';
import type { SeenTree } from './receipt.ts';
import { countedBallots, layoutOfClass, type ReplayedBallot, type ReplayState } from './replay-state.ts';
import type { Point } from './suite.ts';

/** Q = ceil((n + t) / 2): any two such sets share an honest trustee (B1). Under "witnessed" t, because an officer has cosigned the tree. */
export function tallyQuorum(state: ReplayState): number {
  if (state.manifest.tallyQuorum === 'witnessed') return state.manifest.threshold;
  return Math.ceil((state.manifest.trustees.length + state.manifest.threshold) / 2);
}

function isClosedTree(state: ReplayState, body: SeenTree): boolean {
  const after = state.closed?.after;
  return after !== undefined && body.size === after.size && equalBytes(body.root, after.root);
}

export function applyTallyReady(state: ReplayState, body: SeenTree & { trustee: number }): void {
  holds(isClosedTree(state, body), 'V28', 'tally-ready-differs');
  state.tallyReady.add(body.trustee);
}

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
  /** Bound of its count: ballots of the group. */
  readonly bound: number;
}

function placesIn(ballot: ReplayedBallot, contestIndex: number): ContestPlaces {
  return layoutOfClass(ballot.class).contests.find(({ index }) => index === contestIndex)!;
}

/** The list of items of phase 1: contests, groups, then bits in layout order. A trustee refuses any other list. */
export function decryptionItems(state: ReplayState): readonly DecryptionItem[] {
  // After closing the ballots do not change any more, so the sums are made once.
  if (state.closed === undefined) throw new Error('meeting-not-closed');
  const known = itemsAfterClosing.get(state);
  if (known !== undefined) return known;
  const items = sumItems(state);
  itemsAfterClosing.set(state, items);
  return items;
}

const itemsAfterClosing = new WeakMap<ReplayState, readonly DecryptionItem[]>();

function sumItems(state: ReplayState): DecryptionItem[] {
  const { suite } = state;
  return openedContests(state).flatMap((contest) => {
    const { options, slots, abstain } = state.contests!.body.contests[contest.index]!;
    const bits = options.length + slots + (abstain ? 1 : 0);
    return contest.groups.flatMap((group) => {
      const placed = group.ballots.map((ballot) => ({ stated: ballot.stated, first: placesIn(ballot, contest.index).first }));
      return Array.from({ length: bits }, (_, bit) => ({
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
    });
  });
}

/** What trustee j's decryption of phase 1 proves. */
export function decryptionStatement(state: ReplayState, trustee: number, items: readonly DecryptionItem[]): DecryptionStatement {
  const { suite, manifestHash } = state;
  const { size, root } = state.closed!.after;
  return {
    suite,
    manifestHash,
    phase: 1,
    size,
    root,
    trustee,
    X: state.publicShares[trustee - 1]!,
    alpha: items.map(({ alpha }) => alpha),
  };
}

export function applyDecryption(state: ReplayState, body: DecryptionBody, entry: Uint8Array): void {
  holds(state.tallyReady.size >= tallyQuorum(state), 'V29', 'tally-quorum', `${state.tallyReady.size} of ${tallyQuorum(state)}`);
  holds(body.phase === 1 && isClosedTree(state, body), 'V29', 'tally-quorum', 'phase or tree');
  const statement = decryptionStatement(state, body.trustee, decryptionItems(state));
  const verified = verifyDecryption(statement, body);
  holds(verified.ok, 'V30', 'decryption-invalid', verified.ok ? '' : verified.detail);
  state.decryptions.set(body.trustee, { entry, d: verified.value });
}

/** Recomputes the result from the first t decryptions in log order. Refuses with `count-out-of-range` (V31). */
export function recomputeResult(state: ReplayState): ResultBody {
  const { suite, manifest } = state;
  const used = [...state.decryptions].slice(0, manifest.threshold);
  const items = decryptionItems(state);
  const points = combine(
    suite,
    items.map(({ beta }) => beta),
    used.map(([trustee, { d }]) => ({ trustee, d })),
  );
  const finder = new CountFinder(
    suite,
    items.reduce((most, { bound }) => Math.max(most, bound), 0),
  );
  const counts = points.map((point, k) => {
    const count = finder.find(point);
    holds(count !== null && count <= items[k]!.bound, 'V31', 'count-out-of-range', `item ${k}`);
    return count;
  });
  const salt = suite.hash(concat(utf8('RV1-result-salt'), ...used.map(([, { entry }]) => entry)));
  let next = 0;
  const take = (length: number): number[] => {
    next += length;
    return counts.slice(next - length, next);
  };
  const contests = openedContests(state).map(({ index, id, groups }) => {
    const { options, slots, abstain } = state.contests!.body.contests[index]!;
    return {
      id,
      groups: groups.map((group) => {
        const categories = group.categories.map((place) => manifest.categories[place]!.id);
        const marks = take(options.length);
        const usedBits = take(slots);
        const abstained = take(abstain ? 1 : 0)[0];
        return {
          categories,
          ballots: group.ballots.length,
          options: marks,
          ...(slots > 0 ? { used: usedBits } : {}),
          ...(abstained === undefined ? {} : { abstain: abstained }),
        };
      }),
    };
  });
  return { salt, contests };
}

export function applyResult(state: ReplayState, body: ResultBody, bodyBytes: Uint8Array): void {
  const expected = recomputeResult(state);
  holds(equalBytes(encodeBody('result', expected), bodyBytes), 'V31', 'result-differs');
  body.contests.forEach((contest, index) => {
    const { min, max } = state.contests!.body.contests[index]!;
    for (const group of contest.groups) {
      const marks = [...group.options, ...(group.used ?? [])].reduce((sum, count) => sum + count, 0);
      const sum = marks + max * (group.abstain ?? 0);
      holds(sum >= min * group.ballots && sum <= max * group.ballots, 'V32', 'sums-differ', contest.id);
    }
  });
  state.result = bodyBytes;
}
