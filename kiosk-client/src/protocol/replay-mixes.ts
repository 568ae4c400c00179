import { equalBytes } from './bytes.ts';
import { holds, under } from './check-failure.ts';
import type { MixedBody } from './entry-bodies.ts';
import type { Random } from './random.ts';
import type { SeenTree } from './receipt.ts';
import { currentTree, type ReplayState } from './replay-state.ts';
import { checkShuffleLengths, type ShuffleStatement } from './shuffle.ts';
import { verifyShuffle } from './shuffle-verify.ts';
import type { Point } from './suite.ts';
import { openedContests, placesIn } from './tally-items.ts';

/** The mixes of one contest: whose they were, and the tuples after the last of them (before the first: the ballots' own). */
export interface ContestMixes {
  /** Place of the contest in the contests entry. */
  readonly index: number;
  readonly id: string;
  readonly slots: number;
  /** N. */
  readonly tuples: number;
  readonly trustees: number[];
  /** 4JN points: the inputs of the next mix, in the end the tuples that are opened. */
  current: readonly Point[];
}

/** The contests that need mixes (`record.md`, "Mixes"), each before its first one. Called when `closed` stands. */
export function startMixes(state: ReplayState): ContestMixes[] {
  return openedContests(state)
    .map(({ index, id, groups }) => ({ index, id, groups, slots: state.contests!.body.contests[index]!.slots }))
    .filter(({ groups, slots }) => slots > 0 && groups.length > 0)
    .map(({ index, id, groups, slots }) => {
      const ballots = groups.flatMap((group) => group.ballots).sort((a, b) => a.index - b.index);
      const current = ballots.flatMap((ballot) => {
        const { first, options, firstSlot } = placesIn(ballot, index);
        const { alpha, beta, textAlpha, textBeta } = ballot.stated;
        return Array.from({ length: slots }, (_, slot) => {
          const used = first + options + slot;
          return [alpha[used]!, beta[used]!, textAlpha[firstSlot + slot]!, textBeta[firstSlot + slot]!];
        }).flat();
      });
      return { index, id, slots, tuples: ballots.length, trustees: [], current };
    });
}

/** Mixes that are still to come, over all contests. */
export function mixesMissing(state: ReplayState): number {
  const { threshold } = state.manifest;
  return (state.mixes ?? []).reduce((sum, { trustees }) => sum + threshold - trustees.length, 0);
}

/** What the next mix of a contest proves when this trustee makes it. */
export function mixStatement(state: ReplayState, mixes: ContestMixes, trustee: number): ShuffleStatement {
  const { suite, manifestHash } = state;
  const { size, root } = state.closed!.after;
  const { index, slots, current, trustees } = mixes;
  return { suite, manifestHash, size, root, h: state.h!, contest: index, mix: trustees.length + 1, trustee, slots, inputs: current };
}

export function applyMixed(state: ReplayState, body: MixedBody, random: Random): void {
  const same = (condition: boolean, detail: string): void => holds(condition, 'V36', 'mix-differs', detail);
  const mixes = state.mixes!.find(({ index }) => index === body.contest);
  same(mixes !== undefined && mixes.trustees.length < state.manifest.threshold, 'contest');
  same(body.mix === mixes!.trustees.length + 1, 'mix');
  same(!mixes!.trustees.includes(body.trustee), 'a trustee twice');
  const { size, root } = state.closed!.after;
  same(body.size === size && equalBytes(body.root, root), 'tree');
  const statement = mixStatement(state, mixes!, body.trustee);
  under('V36', 'mix-differs', () => checkShuffleLengths(statement, body));
  const verified = verifyShuffle(statement, body, random);
  holds(verified.ok, 'V37', 'mix-invalid', verified.ok ? '' : verified.detail);
  mixes!.trustees.push(body.trustee);
  mixes!.current = verified.value;
}

/** The tree that `tally-ready` is signed over: right after `closed` or, where there are mixes, right after the last of them. */
export function noteTallyTree(state: ReplayState): void {
  if (state.closed === undefined || state.tallyTree !== undefined) return;
  state.mixes ??= startMixes(state);
  if (mixesMissing(state) === 0) state.tallyTree = currentTree(state);
}

/** True for exactly the tree that `tally-ready` and `decryption` name. */
export function isTallyTree(state: ReplayState, body: SeenTree): boolean {
  const tree = state.tallyTree;
  return tree !== undefined && body.size === tree.size && equalBytes(body.root, tree.root);
}
