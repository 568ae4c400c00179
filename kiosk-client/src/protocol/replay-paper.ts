import { compareBytes, toHex, utf8 } from './bytes.ts';
import { holds } from './check-failure.ts';
import type { CardReplacedBody, Contest, PaperCountBody } from './entry-bodies.ts';
import type { ReplayState } from './replay-state.ts';

/** A spare card given out for a lost one (V39): issued, not voided, without ballot or audit, and named once. */
export function applyCardReplaced(state: ReplayState, body: CardReplacedBody): void {
  const key = toHex(body.card);
  const card = state.cards.get(key);
  const usable = card !== undefined && !card.voided && card.latest === undefined && card.audits === 0 && !state.replacements.has(key);
  holds(usable, 'V39', 'replacement-invalid');
  state.replacements.add(key);
}

/** The tellers' count of the paper forms (V38): forms per category, then marks per contest. */
export function applyPaperCount(state: ReplayState, body: PaperCountBody): void {
  const same = (condition: boolean, detail: string): void => holds(condition, 'V38', 'paper-count-differs', detail);
  const { categories } = state.manifest;
  const closed = state.closed!.body;
  same(body.forms.length === categories.length, 'categories');
  body.forms.forEach(({ category, handedOut, returned, invalid }, i) => {
    same(category === categories[i]!.id && invalid <= returned && returned <= handedOut, `forms of ${category}`);
    same(returned + closed.counts[i]!.ballots <= closed.attendance[i]!.present, `more votes than present in ${category}`);
  });
  const valid = body.forms.reduce((sum, { returned, invalid }) => sum + returned - invalid, 0);
  const contests = state.contests!.body.contests;
  same(body.contests.length === contests.length, 'contests');
  body.contests.forEach((count, i) => {
    same(contestHolds(count, contests[i]!, valid), `contest ${count.id}`);
  });
  state.paper = body;
}

function contestHolds(count: PaperCountBody['contests'][number], contest: Contest, valid: number): boolean {
  const { id, ballots, invalid, options, abstain, writeIns } = count;
  const { min, max } = contest;
  const sameForm =
    id === contest.id &&
    options.length === contest.options.length &&
    (abstain !== undefined) === contest.abstain &&
    (writeIns !== undefined) === contest.slots > 0;
  const texts = (writeIns ?? []).map(({ text }) => utf8(text));
  const inOrder = texts.every((text, i) => i === 0 || compareBytes(texts[i - 1]!, text) < 0);
  const written = (writeIns ?? []).reduce((sum, row) => sum + row.count, 0);
  const marks = options.reduce((sum, option) => sum + option, written) + max * (abstain ?? 0);
  return (
    sameForm &&
    inOrder &&
    (writeIns ?? []).every((row) => row.count >= 1) &&
    ballots + invalid <= valid &&
    options.every((option) => option <= ballots) &&
    min * ballots <= marks &&
    marks <= max * ballots
  );
}
