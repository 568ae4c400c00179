import type { Contest } from './ballot-form.ts';

/** A person written in. `text` is what the ballot will hold; `name` and `detail` are what people read. */
export interface WriteIn {
  readonly text: string;
  readonly name: string;
  readonly detail: string;
}

/** What is marked in one contest; `options` are places in ballot order, ascending. */
export interface Mark {
  readonly options: readonly number[];
  readonly writeIns: readonly WriteIn[];
  readonly abstain: boolean;
}

export type Marks = Readonly<Record<string, Mark>>;

/** Choices as the maker seals them, one per contest in order. */
export interface Choice {
  readonly options: readonly number[];
  readonly writeIns?: readonly string[];
  readonly abstain: boolean;
}

export const noMark: Mark = { options: [], writeIns: [], abstain: false };

/** Why a tap changed nothing. */
export type Hint = { readonly kind: 'full' | 'abstained'; readonly contest: string };

export function markOf(marks: Marks, contest: Contest): Mark {
  return marks[contest.id] ?? noMark;
}

/** Names marked and written in. */
export function marked(mark: Mark): number {
  return mark.options.length + mark.writeIns.length;
}

const put = (marks: Marks, contest: Contest, mark: Mark): Marks => ({ ...marks, [contest.id]: mark });

/** Why no further name fits, or null. */
function blocked(mark: Mark, contest: Contest): Hint | null {
  if (mark.abstain) return { kind: 'abstained', contest: contest.id };
  return marked(mark) >= contest.max ? { kind: 'full', contest: contest.id } : null;
}

/** Marks or unmarks a name. Too many cannot be marked: the tap then changes nothing and says why. */
export function toggleOption(marks: Marks, contest: Contest, place: number): { marks: Marks; hint: Hint | null } {
  const mark = markOf(marks, contest);
  if (mark.options.includes(place)) {
    return { marks: put(marks, contest, { ...mark, options: mark.options.filter((other) => other !== place) }), hint: null };
  }
  const hint = place < 0 || place >= contest.options.length ? ({ kind: 'full', contest: contest.id } as const) : blocked(mark, contest);
  if (hint !== null) return { marks, hint };
  return { marks: put(marks, contest, { ...mark, options: [...mark.options, place].sort((a, b) => a - b) }), hint: null };
}

/** Writes a person in, who has been judged fit before (`write-in.ts`). Never more than the contest has slots. */
export function addWriteIn(marks: Marks, contest: Contest, person: WriteIn): { marks: Marks; hint: Hint | null } {
  const mark = markOf(marks, contest);
  const hint = mark.writeIns.length >= contest.slots ? ({ kind: 'full', contest: contest.id } as const) : blocked(mark, contest);
  return hint === null ? { marks: put(marks, contest, { ...mark, writeIns: [...mark.writeIns, person] }), hint } : { marks, hint };
}

export function removeWriteIn(marks: Marks, contest: Contest, slot: number): Marks {
  const mark = markOf(marks, contest);
  return put(marks, contest, { ...mark, writeIns: mark.writeIns.filter((_, at) => at !== slot) });
}

/** One grade or one answer: a tap replaces the earlier one. `abstain` stands for the abstention of a vote. */
export function judge(marks: Marks, contest: Contest, answer: number | 'abstain'): Marks {
  if (answer === 'abstain') return contest.abstain ? put(marks, contest, { ...noMark, abstain: true }) : marks;
  if (answer < 0 || answer >= contest.options.length) return marks;
  return put(marks, contest, { ...noMark, options: [answer] });
}

/** Abstains, or takes the abstention back; abstaining unmarks the names, because the two exclude each other. */
export function toggleAbstain(marks: Marks, contest: Contest): Marks {
  if (!contest.abstain) return marks;
  return put(marks, contest, { ...noMark, abstain: !markOf(marks, contest).abstain });
}

/** The first choice that cannot be cast as it is marked. Blank is always allowed where an abstention or zero names is. */
export function firstIncomplete(marks: Marks, contests: readonly Contest[]): Contest | null {
  return contests.find((contest) => contest.kind === 'choice' && !isComplete(markOf(marks, contest), contest)) ?? null;
}

/** Grades that still have to be given: they cannot be left blank, and the review names them. */
export function notYetGraded(marks: Marks, contests: readonly Contest[]): Contest[] {
  return contests.filter((contest) => contest.kind !== 'choice' && !isComplete(markOf(marks, contest), contest));
}

function isComplete(mark: Mark, contest: Contest): boolean {
  if (mark.abstain || marked(mark) >= contest.min) return true;
  return marked(mark) === 0 && contest.abstain;
}

/** Choices for sealing, one per contest in order: a blank form abstains where that is possible (`choices.ts` of the protocol). */
export function choicesOf(marks: Marks, contests: readonly Contest[]): Choice[] {
  return contests.map((contest) => {
    const { options, writeIns, abstain } = markOf(marks, contest);
    return { options: [...options], writeIns: writeIns.map(({ text }) => text), abstain };
  });
}
