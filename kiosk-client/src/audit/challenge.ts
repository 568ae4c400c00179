import type { DirectoryEntry } from '../protocol/directory.ts';
import type { Random } from '../protocol/random.ts';
import type { Contest } from '../voting/ballot-form.ts';
import { type Mark, type Marks, marked, markOf, noMark, type WriteIn } from '../voting/marks.ts';
import { asWriteIn, judgeTyped } from '../voting/write-in.ts';

/** What a challenger proposes marks from. */
export interface ChallengeForm {
  /** The signed `contests` entry. */
  readonly entry: string;
  readonly contests: readonly Contest[];
  /** Who may be written in. */
  readonly people: readonly DirectoryEntry[];
}

/** Null while the server does not answer or has no ballot form yet. */
export type LoadForm = () => Promise<ChallengeForm | null>;

/**
 * Random marks for a challenger. They are drawn on the challenger's own device: a device under check that proposed them itself would
 * know beforehand that this ballot is going to be opened, and could seal it honestly (A59).
 */
export function propose({ contests, people }: Pick<ChallengeForm, 'contests' | 'people'>, random: Random): Marks {
  return Object.fromEntries(contests.map((contest) => [contest.id, proposeOne(contest, people, random)]));
}

function proposeOne(contest: Contest, people: readonly DirectoryEntry[], random: Random): Mark {
  const all = contest.options.map((_, place) => place);
  if (contest.kind !== 'choice') {
    const answer = below(all.length + (contest.abstain ? 1 : 0), random);
    return answer === all.length ? { ...noMark, abstain: true } : { ...noMark, options: [answer] };
  }
  if (contest.abstain && below(8, random) === 0) return { ...noMark, abstain: true };
  const least = Math.max(contest.min, 1);
  const wanted = least + below(contest.max - least + 1, random);
  const writeIns = contest.slots > 0 && below(2, random) === 0 ? somebody(contest, people, random) : [];
  const options = drawn(all, Math.min(wanted - writeIns.length, all.length), random).sort((a, b) => a - b);
  return { options, writeIns, abstain: false };
}

/** One person to write in: of the directory, or a name put together from two names of the ballot. */
function somebody(contest: Contest, people: readonly DirectoryEntry[], random: Random): WriteIn[] {
  const others = people.filter(({ id }) => contest.options.every((option) => option.id !== id));
  if (others.length > 0) return [asWriteIn(others[below(others.length, random)]!)];
  const letters = contest.options.map(({ name }) => [...name]);
  for (let tries = 0; tries < 20; tries++) {
    const [first, last] = [letters[below(letters.length, random)]!, letters[below(letters.length, random)]!];
    const judged = judgeTyped(`${first[0] ?? ''}${last.slice(1).join('')}`, contest, noMark, people);
    if (judged?.ok) return [judged.person];
  }
  return [];
}

/** `count` different items, every selection equally likely. */
function drawn<T>(items: readonly T[], count: number, random: Random): T[] {
  const rest = [...items];
  return Array.from({ length: Math.max(count, 0) }, () => rest.splice(below(rest.length, random), 1)[0]!);
}

/** Uniform in 0..n-1, by rejection. */
export function below(n: number, random: Random): number {
  const limit = 2 ** 32 - (2 ** 32 % n);
  for (;;) {
    const value = new DataView(Uint8Array.from(random(4)).buffer).getUint32(0);
    if (value < limit) return value % n;
  }
}

/** Titles of the contests in which a ballot differs from what was proposed; a blank form is an abstention where there is one. */
export function differences(contests: readonly Contest[], proposed: Marks, held: Marks): Contest[] {
  const form = (contest: Contest, mark: Mark): string => {
    const abstain = mark.abstain || (marked(mark) === 0 && contest.abstain);
    return JSON.stringify([mark.options, mark.writeIns.map(({ text }) => text).sort(), abstain]);
  };
  return contests.filter((contest) => form(contest, markOf(proposed, contest)) !== form(contest, markOf(held, contest)));
}

/** Chance that `audits` independent audits find at least one changed ballot, when a share `rate` of all ballots is changed. */
export function detectionChance(rate: number, audits: number): number {
  return 1 - (1 - rate) ** audits;
}
