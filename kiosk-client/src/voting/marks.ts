import type { Contest } from './ballot-form.ts';

/** What is marked in one contest; `options` are places in ballot order, ascending. */
export interface Mark {
  readonly options: readonly number[];
  readonly abstain: boolean;
}

export type Marks = Readonly<Record<string, Mark>>;

export const noMark: Mark = { options: [], abstain: false };

/** Why a tap changed nothing. */
export type Hint = { readonly kind: 'full' | 'abstained'; readonly contest: string };

export function markOf(marks: Marks, contest: Contest): Mark {
  return marks[contest.id] ?? noMark;
}

/** Marks or unmarks a name. Too many cannot be marked: the tap then changes nothing and says why. */
export function toggleOption(marks: Marks, contest: Contest, place: number): { marks: Marks; hint: Hint | null } {
  const mark = markOf(marks, contest);
  if (mark.options.includes(place)) {
    return { marks: { ...marks, [contest.id]: { ...mark, options: mark.options.filter((other) => other !== place) } }, hint: null };
  }
  if (mark.abstain) return { marks, hint: { kind: 'abstained', contest: contest.id } };
  if (mark.options.length >= contest.max || place < 0 || place >= contest.options.length)
    return { marks, hint: { kind: 'full', contest: contest.id } };
  const options = [...mark.options, place].sort((a, b) => a - b);
  return { marks: { ...marks, [contest.id]: { options, abstain: false } }, hint: null };
}

/** Abstains, or takes the abstention back; abstaining unmarks the names, because the two exclude each other. */
export function toggleAbstain(marks: Marks, contest: Contest): Marks {
  if (!contest.abstain) return marks;
  return { ...marks, [contest.id]: { options: [], abstain: !markOf(marks, contest).abstain } };
}

/** The first contest that cannot be cast as it is marked. Blank is always allowed where an abstention or zero names is. */
export function firstIncomplete(marks: Marks, contests: readonly Contest[]): Contest | null {
  return contests.find((contest) => !isComplete(markOf(marks, contest), contest)) ?? null;
}

function isComplete(mark: Mark, contest: Contest): boolean {
  if (mark.abstain || mark.options.length >= contest.min) return true;
  return mark.options.length === 0 && contest.abstain;
}

/** Choices for sealing, one per contest in order: a blank form abstains where that is possible (`choices.ts` of the protocol). */
export function choicesOf(marks: Marks, contests: readonly Contest[]): { options: number[]; abstain: boolean }[] {
  return contests.map((contest) => {
    const mark = markOf(marks, contest);
    return { options: [...mark.options], abstain: mark.abstain };
  });
}
