import { decodeJson } from '../protocol/canonical-json.ts';
import { parseCheckpoint } from '../protocol/checkpoint.ts';
import { contestName, optionName } from '../protocol/contest-names.ts';
import { resultBody } from '../protocol/entry-bodies.ts';
import { attempt } from '../protocol/refusal.ts';
import { countedBallots, type ReplayState } from '../protocol/replay-state.ts';

/** One contest of the result as a page shows it: names beside numbers, in the order of the record. */
export interface ContestTotals {
  /** The position; or the person who is judged, with the dimension, and with the unit where two have one name. */
  readonly title: string;
  /** What was asked about it: a recommendation, or a grade or a vote about one person. */
  readonly kind: 'choice' | 'grade' | 'vote';
  readonly groups: readonly {
    readonly categories: readonly string[];
    readonly ballots: number;
    readonly options: readonly { readonly name: string; readonly count: number }[];
    readonly abstain: number | null;
  }[];
  readonly writeIns: readonly { readonly text: string; readonly count: number }[];
}
export type Totals = readonly ContestTotals[];

/** The result with the names of categories and options; null without a result. It is the replay's own, so it has been recomputed. */
export function totalsOf(state: ReplayState): Totals | null {
  if (state.result === undefined) return null;
  const result = decodeJson(resultBody, state.result, state.result.length);
  return result.contests.map((contest, i) => {
    const asked = state.contests!.body.contests[i]!;
    return {
      title: contestName(asked, state.contests!.body.contests),
      kind: asked.kind ?? 'choice',
      groups: contest.groups.map((group) => ({
        categories: group.categories.map((id) => state.manifest.categories.find((category) => category.id === id)!.name),
        ballots: group.ballots,
        options: group.options.map((count, k) => ({ name: optionName(asked.options[k]!, asked.options), count })),
        abstain: group.abstain ?? null,
      })),
      writeIns: contest.writeIns ?? [],
    };
  });
}

/** Where the names of people written in by id are found: the meeting's directory, of which the record holds the hash. */
export interface DirectorySource {
  readonly meeting: string;
  readonly suite: string;
  readonly hash: Uint8Array;
}

/** Null when no total names an id, or the manifest no directory. */
export function directoryOf(state: ReplayState, totals: Totals | null): DirectorySource | null {
  const { meeting, suite, directory } = state.manifest;
  const wanted = totals?.some(({ writeIns }) => writeIns.some(({ text }) => text.startsWith('#'))) === true;
  return wanted && directory !== undefined ? { meeting, suite, hash: directory } : null;
}

/** How many entries, keys, cards, ballots or lines each check looked at; checks that look at one thing only are left out. */
export function checkCounts(state: ReplayState, checkpoint: string | undefined): Record<string, number> {
  const all = state.ballots.length + state.audits.length;
  const entries = state.tree.size;
  const lines = checkpoint === undefined ? null : attempt(() => parseCheckpoint(checkpoint).signatures.length - 1);
  const perBallot = Object.fromEntries(['V18', 'V19', 'V20', 'V21', 'V22', 'V23', 'V24', 'V26'].map((check) => [check, all]));
  return {
    V02: entries,
    V03: entries,
    V04: entries - all,
    V09: state.commits.size,
    V10: state.keyBodies.size,
    V11: state.shares.size,
    V12: state.ready.size,
    V14: state.rehearsed.size,
    V15: state.cards.size,
    V16: [...state.cards.values()].filter((card) => card.voided).length,
    ...perBallot,
    V27: countedBallots(state).length,
    V28: state.tallyReady.size,
    V30: state.decryptions.size,
    V33: state.verifiedAttestations + state.objections,
    V35: state.audits.length,
    V39: state.replacements.size,
    ...(lines?.ok === true ? { V40: lines.value } : {}),
  };
}
