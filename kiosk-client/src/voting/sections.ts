import type { Contest } from './ballot-form.ts';
import { type Marks, marked, markOf } from './marks.ts';

/** One person who is judged, with every judgement asked of this ballot: one grade per dimension, or one vote. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly position: string;
  readonly contests: readonly Contest[];
}

/** What stands under one heading: a position to recommend for, or all people to grade or to vote on; `place` is 1, 2 … where several are of one kind. */
export type Section =
  | { readonly kind: 'choice'; readonly contest: Contest }
  | { readonly kind: 'grade' | 'vote'; readonly people: readonly Person[]; readonly place: number | null };

export type JudgedSection = Extract<Section, { kind: 'grade' | 'vote' }>;

/** Sections in ballot order; neighbouring judgements of one kind share a section, those of one person one table. */
export function sectionsOf(contests: readonly Contest[]): Section[] {
  const sections: (Extract<Section, { kind: 'choice' }> | { kind: 'grade' | 'vote'; people: (Person & { contests: Contest[] })[] })[] = [];
  for (const contest of contests) {
    if (contest.kind === 'choice') {
      sections.push({ kind: 'choice', contest });
      continue;
    }
    const last = sections[sections.length - 1];
    const section = last?.kind === contest.kind ? last : { kind: contest.kind, people: [] };
    if (section !== last) sections.push(section);
    const { people } = section as { people: (Person & { contests: Contest[] })[] };
    const subject = contest.subject ?? contest.id;
    const person = people.find((one) => one.subject === subject);
    if (person === undefined) people.push({ subject, name: contest.title, position: contest.position, contests: [contest] });
    else person.contests.push(contest);
  }
  return sections.map((section) => (section.kind === 'choice' ? section : { ...section, place: placeOf(section, sections) }));
}

/** Where a section stands among those of its kind, which have one heading; null for the only one. */
function placeOf<T extends { readonly kind: string }>(section: T, sections: readonly T[]): number | null {
  const same = sections.filter(({ kind }) => kind === section.kind);
  return same.length > 1 ? same.indexOf(section) + 1 : null;
}

/** A person in a list to be read: with the unit where another of the same name is judged too, and dimensions where there are several. */
export interface ReadPerson extends Person {
  readonly unit: string;
  readonly byDimension: boolean;
}

export type ReadSection =
  | Extract<Section, { kind: 'choice' }>
  | { readonly kind: 'grade' | 'vote'; readonly people: readonly ReadPerson[]; readonly place: number | null };

/** Sections to be read, with no more than `only` of the contests; what tells people and dimensions apart is decided by all of them. */
export function readSections(contests: readonly Contest[], only: readonly Contest[] = contests): ReadSection[] {
  const ids = new Set(only.map(({ id }) => id));
  const wanted = ({ id }: Contest): boolean => ids.has(id);
  return sectionsOf(contests).flatMap((section): ReadSection[] => {
    if (section.kind === 'choice') return wanted(section.contest) ? [section] : [];
    const people = section.people
      .map((person) => ({
        ...person,
        contests: person.contests.filter(wanted),
        unit: section.people.some((one) => one !== person && one.name === person.name) ? person.position : '',
        byDimension: person.contests.length > 1,
      }))
      .filter((person) => person.contests.length > 0);
    return people.length === 0 ? [] : [{ kind: section.kind, people, place: section.place }];
  });
}

/** True once the person has every grade, or an answer. */
export function isJudged(marks: Marks, { contests }: Person): boolean {
  return contests.every((contest) => {
    const mark = markOf(marks, contest);
    return mark.abstain || marked(mark) > 0;
  });
}

/** How far a section is, and the first contest still open (null when there is none). */
export function progressOf(marks: Marks, { people }: JudgedSection): { done: number; total: number; next: Contest | null } {
  const open = people.filter((person) => !isJudged(marks, person));
  const next = open[0]?.contests.find((contest) => !markOf(marks, contest).abstain && marked(markOf(marks, contest)) === 0) ?? null;
  return { done: people.length - open.length, total: people.length, next };
}
