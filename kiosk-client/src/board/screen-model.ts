import { fromBase64, fromBase64Url } from '../protocol/base64url.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import { optionName, subjectName } from '../protocol/contest-names.ts';
import { type DirectoryEntry, readDirectory } from '../protocol/directory.ts';
import { suiteByName } from '../protocol/suite.ts';
import type { PublicMeeting } from '../server/messages.ts';
import { count, listOf, type Members, members, text } from '../server/read.ts';
import { fingerprintCode, keyCode, shortCode } from '../ui/short-code.ts';
import {
  type Announcement,
  announcementParts,
  type BallotForm,
  type ContestKind,
  readBallotForm,
  readEntryBody,
} from '../voting/ballot-form.ts';
import { writtenAs } from '../voting/write-in.ts';

/** One page of the big screen. */
export type Slide =
  | { readonly kind: 'welcome'; readonly title: string; readonly place: string }
  | { readonly kind: 'text'; readonly part: keyof Announcement; readonly text: string; readonly page: number; readonly of: number }
  | { readonly kind: 'how' }
  | { readonly kind: 'open'; readonly handedOut: number; readonly returned: number }
  | { readonly kind: 'paused' }
  | { readonly kind: 'countdown'; readonly seconds: number }
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed'; readonly returned: number }
  | { readonly kind: 'tallied'; readonly announced: boolean }
  | {
      readonly kind: 'checkpoint';
      readonly size: number;
      readonly code: string;
      readonly key: string | null;
      readonly organizer: string | null;
      readonly note: string;
    }
  | { readonly kind: 'result'; readonly result: ResultPage; readonly page: number; readonly of: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'aborted' };

/** Counts of one group of one position, or the names written in over all its groups; long lists go on over several pages. */
export interface ResultPage {
  readonly title: string;
  readonly kind: ContestKind;
  /** Of a judgement with dimensions: which one; null is the overall grade. */
  readonly dimension: string | null | undefined;
  readonly categories: readonly string[];
  readonly ballots: number;
  readonly rows: readonly { readonly name: string; readonly votes: number }[];
  /** Only on the last page of a group. */
  readonly abstain: number | null;
  /** Names written in: they are cut off from the groups, so `categories` and `ballots` say nothing. */
  readonly writtenIn: boolean;
  /** Written in and not shown by name; only on the last page of names written in. */
  readonly unnamed: { readonly other: number; readonly void: number; readonly unreadable: number } | null;
  /** False when the position has too few ballots to be opened. */
  readonly opened: boolean;
}

/** Rows of names that fit one page, in two columns. */
const rowsOnPage = 14;

/** Characters of a text that fit one page at 1/18 of the screen's height. */
const pageOfText = 120;

/** The pages that the meeting's state calls for, in the order in which they turn. `secondsLeft` counts down to the closing. */
export function slidesOf(meeting: PublicMeeting, secondsLeft: number | null, directory: readonly DirectoryEntry[] = []): Slide[] {
  const form = readBallotForm(meeting.contests);
  const checkpoint = checkpointSlide(meeting);
  const live = checkpoint === null ? [] : [checkpoint];
  const { handedOut, returned } = meeting.turnout;
  if (secondsLeft !== null && (meeting.state === 'open' || meeting.state === 'closing')) {
    return [secondsLeft > 0 ? { kind: 'countdown', seconds: secondsLeft } : { kind: 'closing' }];
  }
  switch (meeting.state) {
    case 'draft':
    case 'preparing':
      return [welcome(meeting), ...textSlides(form), { kind: 'how' }];
    case 'open':
      return [{ kind: 'open', handedOut, returned }, { kind: 'how' }, ...live];
    case 'paused':
      return [{ kind: 'paused' }];
    case 'closing':
      return [{ kind: 'closing' }];
    case 'closed':
      return [{ kind: 'closed', returned }, ...live];
    case 'tallied':
      return [{ kind: 'tallied', announced: meeting.policy === 'announced' }, ...resultSlides(meeting, form, directory), ...live];
    case 'cancelled':
      return [{ kind: 'cancelled' }];
    case 'aborted':
      return [{ kind: 'aborted' }];
  }
}

function welcome(meeting: PublicMeeting): Slide {
  const body = readEntryBody(meeting.manifest ?? '');
  return { kind: 'welcome', title: stringOf(body, 'title'), place: stringOf(body, 'place') };
}

const stringOf = (from: Members | null, name: string): string => (typeof from?.[name] === 'string' ? (from[name] as string) : '');

function textSlides(form: BallotForm | null): Slide[] {
  if (form === null) return [];
  return announcementParts.flatMap((part) => {
    const pages = paginate(form.announcement[part]);
    return pages.map((page, i) => ({ kind: 'text' as const, part, text: page, page: i + 1, of: pages.length }));
  });
}

/** Cuts a text into pages, at a line or sentence end where there is one in the last third of the page. */
export function paginate(whole: string, size = pageOfText): string[] {
  const pages: string[] = [];
  let rest = whole.trim();
  while ([...rest].length > size) {
    const head = [...rest].slice(0, size).join('');
    const end = Math.max(...['\n', '。', '；', '. ', ';'].map((mark) => head.lastIndexOf(mark)));
    const cut = end > head.length * 0.6 ? end + 1 : head.length;
    pages.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? pages : [...pages, rest];
}

/** Size and short code of the last checkpoint, and the key's code, so that someone in the room can note them. */
function checkpointSlide(meeting: PublicMeeting): Extract<Slide, { kind: 'checkpoint' }> | null {
  const [, size, root] = (meeting.checkpoint ?? '').split('\n');
  if (meeting.checkpoint === null || size === undefined || root === undefined) return null;
  try {
    const h = stringOf(readEntryBody(meeting.opened ?? ''), 'h');
    const key = h === '' ? null : keyCode(fromBase64Url(h));
    return {
      kind: 'checkpoint',
      size: Number(size),
      code: shortCode(fromBase64(root)),
      key,
      organizer: organizerCode(meeting),
      note: meeting.checkpoint,
    };
  } catch {
    return null;
  }
}

/** The organizer's fingerprint, for whoever typed a card code and could not have it compared. */
function organizerCode(meeting: PublicMeeting): string | null {
  const organizer = readEntryBody(meeting.manifest ?? '')?.['organizer'];
  if (organizer === undefined) return null;
  const key = fromBase64Url(stringOf(members(organizer), 'key'));
  return fingerprintCode(organizerFingerprint(suiteByName(meeting.suite), key));
}

/** Counts leave the server only under policy `announced`; names stand in ballot order, and nobody is marked. */
function resultSlides(meeting: PublicMeeting, form: BallotForm | null, directory: readonly DirectoryEntry[]): Slide[] {
  const body = meeting.policy === 'announced' && meeting.result !== null ? readEntryBody(meeting.result) : null;
  if (body === null || form === null) return [];
  const names = categoryNames(meeting);
  try {
    return listOf(body, 'contests', (item) => resultPages(members(item), form, names, directory)).flat();
  } catch {
    return [];
  }
}

/** True once names written in are going to be shown, which the directory tells apart from ids. */
export function namesPeople(meeting: PublicMeeting): boolean {
  const body = meeting.policy === 'announced' && meeting.result !== null ? readEntryBody(meeting.result) : null;
  return body !== null && JSON.stringify(body).includes('"text":"#');
}

/** The people who could be written in, as they were signed; nobody when the server sends another list. */
export function peopleOf(meeting: PublicMeeting, bytes: Uint8Array): readonly DirectoryEntry[] {
  const signed = stringOf(readEntryBody(meeting.manifest ?? ''), 'directory');
  if (signed === '') return [];
  const read = readDirectory(suiteByName(meeting.suite), bytes, fromBase64Url(signed));
  return read.ok ? read.value : [];
}

function resultPages(from: Members, form: BallotForm, names: ReadonlyMap<string, string>, directory: readonly DirectoryEntry[]): Slide[] {
  const contest = form.contests.find(({ id }) => id === text(from, 'id'));
  const judged = contest !== undefined && contest.kind !== 'choice';
  const title = contest === undefined ? text(from, 'id') : subjectName(contest, form.contests);
  const dimension =
    judged && form.contests.some((one) => one !== contest && one.kind === contest.kind && one.subject === contest.subject)
      ? contest.dimension
      : undefined;
  const heading = { title, kind: contest?.kind ?? 'choice', dimension };
  const pages = listOf(from, 'groups', (one): ResultPage[] => {
    const group = members(one);
    const votes = listOf(group, 'options', (value) => (typeof value === 'number' ? value : 0));
    const rows = (contest?.options ?? [])
      .map((option, i) => ({ name: optionName(option, contest?.options ?? []), votes: votes[i] ?? 0 }))
      .filter((row) => judged || row.votes > 0);
    const chunks = Math.max(1, Math.ceil(rows.length / rowsOnPage));
    return Array.from({ length: chunks }, (_, i) => ({
      ...heading,
      categories: listOf(group, 'categories', (value) => names.get(String(value)) ?? String(value)),
      ballots: count(group, 'ballots'),
      rows: rows.slice(i * rowsOnPage, (i + 1) * rowsOnPage),
      abstain: i === chunks - 1 && group['abstain'] !== undefined ? count(group, 'abstain') : null,
      writtenIn: false,
      unnamed: null,
      opened: true,
    }));
  }).flat();
  const empty = { ...heading, categories: [], ballots: 0, rows: [], abstain: null, writtenIn: false, unnamed: null };
  const shown = pages.length > 0 ? [...pages, ...writeInPages(from, empty, directory)] : [{ ...empty, opened: false }];
  return shown.map((result, i) => ({ kind: 'result', result, page: i + 1, of: shown.length }));
}

/** What was written in, in the order of the result entry; nothing where nobody wrote anybody in. */
function writeInPages(from: Members, empty: Omit<ResultPage, 'opened'>, directory: readonly DirectoryEntry[]): ResultPage[] {
  if (from['writeIns'] === undefined) return [];
  const rows = listOf(from, 'writeIns', (one) => ({
    name: personOf(text(members(one), 'text'), directory),
    votes: count(members(one), 'count'),
  }));
  const unnamed = {
    other: count(from, 'otherWriteIns'),
    void: count(from, 'voidWriteIns'),
    unreadable: count(from, 'unreadableWriteIns'),
  };
  if (rows.length + unnamed.other + unnamed.void + unnamed.unreadable === 0) return [];
  const chunks = Math.max(1, Math.ceil(rows.length / rowsOnPage));
  return Array.from({ length: chunks }, (_, i) => ({
    ...empty,
    rows: rows.slice(i * rowsOnPage, (i + 1) * rowsOnPage),
    writtenIn: true,
    unnamed: i === chunks - 1 ? unnamed : null,
    opened: true,
  }));
}

/** People of the directory are written in as `#` and their id; without the directory that is all there is to show. */
function personOf(written: string, directory: readonly DirectoryEntry[]): string {
  const person = directory.find((one) => writtenAs(one) === written);
  return person === undefined ? written : optionName(person, directory);
}

function categoryNames(meeting: PublicMeeting): Map<string, string> {
  const body = readEntryBody(meeting.manifest ?? '');
  if (body === null) return new Map();
  return new Map(listOf(body, 'categories', (item) => [text(members(item), 'id'), text(members(item), 'name')] as const));
}
