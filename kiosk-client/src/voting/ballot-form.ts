import { aText, count, flag, listOf, type Members, members, oneOf, text, textOrNull } from '../server/read.ts';

/** One person who may be recommended, as the attendee sees the row. */
export interface Option {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** A choice of people for a position; a grade of one person; a vote on one person. */
export type ContestKind = 'choice' | 'grade' | 'vote';

/** One position with its people, or one judgement of one person with its grades or answers, in ballot order. */
export interface Contest {
  readonly id: string;
  readonly title: string;
  readonly position: string;
  readonly kind: ContestKind;
  /** Who is judged; null for a choice. */
  readonly subject: string | null;
  /** 德, 能, 勤, 绩, 廉 or another; null for the overall grade. */
  readonly dimension: string | null;
  readonly options: readonly Option[];
  readonly slots: number;
  readonly min: number;
  readonly max: number;
  readonly abstain: boolean;
}

export interface Announcement {
  readonly principles: string;
  readonly positions: string;
  readonly conditions: string;
  readonly scope: string;
  readonly requirements: string;
}

export const announcementParts = ['principles', 'positions', 'conditions', 'scope', 'requirements'] as const;

export interface BallotForm {
  readonly contests: readonly Contest[];
  readonly announcement: Announcement;
}

/**
 * Reads a `contests` entry for display, before the worker has verified it: the same text goes to the worker, which decodes it
 * strictly and checks its signature, and nothing can be sealed until it has. Null when it is no such entry.
 */
export function readBallotForm(entry: string | null): BallotForm | null {
  const body = entry === null ? null : readEntryBody(entry);
  if (body === null) return null;
  try {
    const announcement = members(body['announcement'], 'announcement');
    return {
      contests: listOf(body, 'contests', readContest),
      announcement: {
        principles: text(announcement, 'principles'),
        positions: text(announcement, 'positions'),
        conditions: text(announcement, 'conditions'),
        scope: text(announcement, 'scope'),
        requirements: text(announcement, 'requirements'),
      },
    };
  } catch {
    return null;
  }
}

/** The body of an enveloped entry as plain JSON, for display only. Null when it has another form. */
export function readEntryBody(entry: string): Members | null {
  try {
    const envelope = members(JSON.parse(decodeUtf8(entry)) as unknown);
    return members(JSON.parse(decodeUtf8(aText(envelope['body']))) as unknown);
  } catch {
    return null;
  }
}

function readContest(value: unknown): Contest {
  const from = members(value, 'contest');
  return {
    id: text(from, 'id'),
    title: text(from, 'title'),
    position: text(from, 'position'),
    kind: from['kind'] === undefined ? 'choice' : oneOf(from, 'kind', ['grade', 'vote']),
    subject: textOrNull(from, 'subject'),
    dimension: textOrNull(from, 'dimension'),
    options: listOf(from, 'options', (item) => {
      const option = members(item, 'option');
      return { id: text(option, 'id'), name: text(option, 'name'), detail: text(option, 'detail') };
    }),
    slots: count(from, 'slots'),
    min: count(from, 'min'),
    max: count(from, 'max'),
    abstain: flag(from, 'abstain'),
  };
}

function decodeUtf8(base64url: string): string {
  const binary = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
