import { fromBase64, fromBase64Url } from '../protocol/base64url.ts';
import type { PublicMeeting } from '../server/messages.ts';
import { count, listOf, type Members, members, text } from '../server/read.ts';
import { shortCode } from '../ui/short-code.ts';
import { type Announcement, announcementParts, type BallotForm, readBallotForm, readEntryBody } from '../voting/ballot-form.ts';

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
  | { readonly kind: 'checkpoint'; readonly size: number; readonly code: string; readonly key: string | null; readonly note: string }
  | { readonly kind: 'result'; readonly contest: ResultContest; readonly page: number; readonly of: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'aborted' };

export interface ResultContest {
  readonly title: string;
  /** One per group; empty when the contest has too few ballots to open. */
  readonly groups: readonly {
    readonly categories: readonly string[];
    readonly ballots: number;
    readonly rows: readonly { readonly name: string; readonly votes: number }[];
    readonly abstain: number | null;
  }[];
}

/** Characters of a text that fit one page at 1/18 of the screen's height. */
const pageOfText = 120;

/** The pages that the meeting's state calls for, in the order in which they turn. `secondsLeft` counts down to the closing. */
export function slidesOf(meeting: PublicMeeting, secondsLeft: number | null): Slide[] {
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
      return [{ kind: 'tallied', announced: meeting.policy === 'announced' }, ...resultSlides(meeting, form), ...live];
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
    const key = h === '' ? null : shortCode(fromBase64Url(h).subarray(1));
    return { kind: 'checkpoint', size: Number(size), code: shortCode(fromBase64(root)), key, note: meeting.checkpoint };
  } catch {
    return null;
  }
}

/** Counts leave the server only under policy `announced`; names stand in ballot order, and nobody is marked. */
function resultSlides(meeting: PublicMeeting, form: BallotForm | null): Slide[] {
  const body = meeting.policy === 'announced' && meeting.result !== null ? readEntryBody(meeting.result) : null;
  if (body === null || form === null) return [];
  const names = categoryNames(meeting);
  try {
    const contests = listOf(body, 'contests', (item): ResultContest => {
      const from = members(item);
      const contest = form.contests.find(({ id }) => id === text(from, 'id'));
      const groups = listOf(from, 'groups', (one) => {
        const group = members(one);
        const votes = listOf(group, 'options', (value) => (typeof value === 'number' ? value : 0));
        return {
          categories: listOf(group, 'categories', (value) => names.get(String(value)) ?? String(value)),
          ballots: count(group, 'ballots'),
          rows: (contest?.options ?? []).map(({ name }, i) => ({ name, votes: votes[i] ?? 0 })).filter((row) => row.votes > 0),
          abstain: group['abstain'] === undefined ? null : count(group, 'abstain'),
        };
      });
      return { title: contest?.title ?? text(from, 'id'), groups };
    });
    return contests.map((contest, i) => ({ kind: 'result', contest, page: i + 1, of: contests.length }));
  } catch {
    return [];
  }
}

function categoryNames(meeting: PublicMeeting): Map<string, string> {
  const body = readEntryBody(meeting.manifest ?? '');
  if (body === null) return new Map();
  return new Map(listOf(body, 'categories', (item) => [text(members(item), 'id'), text(members(item), 'name')] as const));
}
