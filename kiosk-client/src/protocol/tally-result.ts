import { concat, utf8 } from './bytes.ts';
import type { ResultBody } from './entry-bodies.ts';
import type { ReplayState } from './replay-state.ts';
import type { Point } from './suite.ts';
import { groupItemCount, openedContests } from './tally-items.ts';
import { countWriteIns } from './write-ins.ts';

/** Takes the next so many of a list, again and again. */
function taker<T>(list: readonly T[]): (length: number) => T[] {
  let next = 0;
  return (length) => {
    next += length;
    return list.slice(next - length, next);
  };
}

/** The body of `result`: counts of phase 1, points of phase 2 (of the used slots, in order), and the decryption entries used, in log order. */
export function resultOf(
  state: ReplayState,
  counts: readonly number[],
  texts: readonly Point[],
  entries: readonly Uint8Array[],
): ResultBody {
  const { suite, manifest } = state;
  const salt = suite.hash(concat(utf8('RV1-result-salt'), ...entries));
  const take = taker(counts);
  const takeUsed = taker(counts.slice(groupItemCount(state)));
  const takeTexts = taker(texts);
  const contests = openedContests(state).map(({ index, id, groups }) => {
    const { options, slots, abstain } = state.contests!.body.contests[index]!;
    const counted = groups.map((group) => {
      const categories = group.categories.map((place) => manifest.categories[place]!.id);
      const marks = take(options.length);
      const used = take(slots);
      const abstained = take(abstain ? 1 : 0)[0];
      return {
        categories,
        ballots: group.ballots.length,
        options: marks,
        ...(slots > 0 ? { used } : {}),
        ...(abstained === undefined ? {} : { abstain: abstained }),
      };
    });
    const tuples = state.mixes?.find((mixes) => mixes.index === index)?.tuples ?? 0;
    const opened = Array.from({ length: tuples }, () => takeTexts(takeUsed(slots).filter((bit) => bit === 1).length));
    return { id, groups: counted, ...(slots > 0 ? countWriteIns(suite, options, manifest.singleWriteIns, opened) : {}) };
  });
  return { salt, contests };
}
