import { equalBytes } from './bytes.ts';
import { holds } from './check-failure.ts';
import { combine, type DecryptionStatement, verifyDecryption } from './decryption.ts';
import { CountFinder } from './discrete-log.ts';
import type { DecryptionBody, ResultBody } from './entry-bodies.ts';
import { encodeBody } from './entry-envelope.ts';
import type { SeenTree } from './receipt.ts';
import { isTallyTree } from './replay-mixes.ts';
import type { ReplayState } from './replay-state.ts';
import type { Point } from './suite.ts';
import { countItems, groupItemCount, textItems } from './tally-items.ts';
import { resultOf } from './tally-result.ts';

/**
 * How many `tally-ready` are needed. "trustees": Q = ceil((n + t) / 2), so that any two such sets share an honest trustee (B1);
 * "witnessed": t, because an officer has cosigned the tree.
 */
export function tallyQuorum(state: ReplayState): number {
  const { trustees, threshold, tallyQuorum: rule } = state.manifest;
  return rule === 'witnessed' ? threshold : Math.ceil((trustees.length + threshold) / 2);
}

export function applyTallyReady(state: ReplayState, body: SeenTree & { trustee: number }): void {
  holds(isTallyTree(state, body), 'V28', 'tally-ready-differs');
  state.tallyReady.add(body.trustee);
}

/** The phase's decryptions that count: its first t in log order. Fewer while not all are in. */
function counting(state: ReplayState, phase: 1 | 2): [number, { entry: Uint8Array; d: readonly Point[] }][] {
  return [...(phase === 1 ? state.decryptions : state.textDecryptions)].slice(0, state.manifest.threshold);
}

function combined(state: ReplayState, phase: 1 | 2, items: readonly { readonly beta: Point }[]): Point[] {
  const parts = counting(state, phase).map(([trustee, { d }]) => ({ trustee, d }));
  return combine(
    state.suite,
    items.map(({ beta }) => beta),
    parts,
  );
}

const counts = new WeakMap<ReplayState, readonly number[]>();

/** All counts of phase 1, once t decryptions are in. Refuses with `count-out-of-range` (V31). */
export function openedCounts(state: ReplayState): readonly number[] {
  const known = counts.get(state);
  if (known !== undefined) return known;
  const items = countItems(state);
  const finder = new CountFinder(
    state.suite,
    items.reduce((most, { bound }) => Math.max(most, bound), 0),
  );
  const found = combined(state, 1, items).map((point, k) => {
    const count = finder.find(point);
    holds(count !== null && count <= items[k]!.bound, 'V31', 'count-out-of-range', `item ${k}`);
    return count;
  });
  counts.set(state, found);
  return found;
}

/** The opened used bits of the mixed tuples, slot by slot. */
export function usedBits(state: ReplayState): readonly number[] {
  return (state.mixes ?? []).length === 0 ? [] : openedCounts(state).slice(groupItemCount(state));
}

/** True once phase 1 has its t decryptions and at least one slot is used. */
export function needsTexts(state: ReplayState): boolean {
  return state.decryptions.size >= state.manifest.threshold && usedBits(state).includes(1);
}

/** True when everything that the result counts has been opened. */
export function isTallied(state: ReplayState): boolean {
  const { threshold } = state.manifest;
  return state.decryptions.size >= threshold && (!needsTexts(state) || state.textDecryptions.size >= threshold);
}

/** What trustee j's decryption of a phase proves. */
export function decryptionStatement(state: ReplayState, trustee: number, phase: 1 | 2): DecryptionStatement {
  const { suite, manifestHash } = state;
  const { size, root } = state.tallyTree!;
  const items = phase === 1 ? countItems(state) : textItems(state, usedBits(state));
  return { suite, manifestHash, phase, size, root, trustee, X: state.publicShares[trustee - 1]!, alpha: items.map(({ alpha }) => alpha) };
}

export function applyDecryption(state: ReplayState, body: DecryptionBody, entry: Uint8Array): void {
  const quorum = (condition: boolean, detail: string): void => holds(condition, 'V29', 'tally-quorum', detail);
  quorum(state.tallyReady.size >= tallyQuorum(state), `${state.tallyReady.size} of ${tallyQuorum(state)}`);
  const { phase } = body;
  quorum((phase === 1 || phase === 2) && isTallyTree(state, body), 'phase or tree');
  quorum(phase === 1 || needsTexts(state), 'no slot is used');
  const verified = verifyDecryption(decryptionStatement(state, body.trustee, phase as 1 | 2), body);
  holds(verified.ok, 'V30', 'decryption-invalid', verified.ok ? '' : verified.detail);
  (phase === 1 ? state.decryptions : state.textDecryptions).set(body.trustee, { entry, d: verified.value });
}

/** Recomputes the result from the decryptions that count. Refuses with `count-out-of-range` (V31). */
export function recomputeResult(state: ReplayState): ResultBody {
  const used = usedBits(state);
  const texts = used.includes(1) ? combined(state, 2, textItems(state, used)) : [];
  const entries = [...counting(state, 1), ...(used.includes(1) ? counting(state, 2) : [])].map(([, { entry }]) => entry);
  return resultOf(state, openedCounts(state), texts, entries);
}

export function applyResult(state: ReplayState, body: ResultBody, bodyBytes: Uint8Array): void {
  const expected = recomputeResult(state);
  holds(equalBytes(encodeBody('result', expected), bodyBytes), 'V31', 'result-differs');
  body.contests.forEach((contest, index) => {
    const { min, max } = state.contests!.body.contests[index]!;
    const sums = (condition: boolean): void => holds(condition, 'V32', 'sums-differ', contest.id);
    for (const group of contest.groups) {
      const marks = [...group.options, ...(group.used ?? [])].reduce((sum, count) => sum + count, 0);
      const sum = marks + max * (group.abstain ?? 0);
      sums(sum >= min * group.ballots && sum <= max * group.ballots);
    }
    if (contest.writeIns === undefined) return;
    const used = contest.groups.flatMap((group) => group.used ?? []).reduce((sum, count) => sum + count, 0);
    const counted = contest.writeIns.reduce((sum, { count }) => sum + count, 0);
    sums(counted + (contest.otherWriteIns ?? 0) + (contest.voidWriteIns ?? 0) + (contest.unreadableWriteIns ?? 0) === used);
  });
  state.result = bodyBytes;
}
