import { aText, count, countOrNull, flag, listOf, type Members, members, oneOf, text, textOrNull } from './read.ts';

/** Messages of `server-api.md`. Bytes stay base64url texts here; the worker decodes them strictly. */
export const meetingStates = ['draft', 'preparing', 'open', 'paused', 'closing', 'closed', 'tallied', 'cancelled', 'aborted'] as const;
export type MeetingState = (typeof meetingStates)[number];
export type Mark = 'demo' | 'practice' | 'simulated';

export interface Snapshot {
  readonly meeting: string;
  readonly suite: string;
  readonly state: MeetingState;
  readonly marks: readonly Mark[];
  readonly revoting: boolean;
  readonly policy: 'sealed' | 'announced';
  readonly checkpoint: string | null;
  /** Ballots, in steps. */
  readonly turnout: { readonly handedOut: number; readonly returned: number };
  /** UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly serverTime: string;
  readonly closesAt: string | null;
  /** The result entry, only under policy `announced`. */
  readonly result: string | null;
}

/** The snapshot with the entries that an attendee's page verifies. */
export interface PublicMeeting extends Snapshot {
  readonly manifest: string | null;
  readonly contests: string | null;
  readonly opened: string | null;
  readonly closed: string | null;
}

export interface CardStatus {
  readonly class: string;
  readonly category: string;
  readonly contests: readonly string[];
  readonly status: 'unused' | 'received' | 'voided';
  readonly tracker: string | null;
  readonly index: number | null;
}

/** As the server sent it; `checkReceipt` in the worker decides what it is worth. */
export interface Receipt {
  readonly meeting: string;
  readonly card: string;
  readonly tracker: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

export interface ReceiptAnswer {
  readonly receipt: Receipt;
  /** Leaf hash, base64url of 32 bytes. */
  readonly leaf: string;
}

/** Membership of a tracker in the counted set, and of `closed` in the log. */
export interface CountedAnswer {
  readonly tracker: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly closed: { readonly entry: string; readonly index: number; readonly proof: readonly string[] };
  readonly checkpoint: string;
}

/** An audited ballot as the log has it, with its inclusion under the checkpoint. */
export interface AuditedAnswer {
  readonly entry: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

export interface ConsistencyAnswer {
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

export function readSnapshot(value: unknown): Snapshot {
  const from = members(value);
  const turnout = members(from['turnout'] ?? { handedOut: 0, returned: 0 }, 'turnout');
  return {
    meeting: text(from, 'meeting'),
    suite: textOrNull(from, 'suite') ?? '',
    state: oneOf(from, 'state', meetingStates),
    marks: from['marks'] === undefined || from['marks'] === null ? [] : listOf(from, 'marks', readMark),
    revoting: from['revoting'] === undefined ? false : flag(from, 'revoting'),
    policy: from['policy'] === 'announced' ? 'announced' : 'sealed',
    checkpoint: textOrNull(from, 'checkpoint'),
    turnout: { handedOut: count(turnout, 'handedOut'), returned: count(turnout, 'returned') },
    serverTime: text(from, 'serverTime'),
    closesAt: textOrNull(from, 'closesAt'),
    result: textOrNull(from, 'result'),
  };
}

export function readPublic(value: unknown): PublicMeeting {
  const from = members(value);
  return {
    ...readSnapshot(value),
    manifest: textOrNull(from, 'manifest'),
    contests: textOrNull(from, 'contests'),
    opened: textOrNull(from, 'opened'),
    closed: textOrNull(from, 'closed'),
  };
}

function readMark(value: unknown): Mark {
  return oneOf({ mark: value }, 'mark', ['demo', 'practice', 'simulated']);
}

export function readCard(value: unknown): CardStatus {
  const from = members(value);
  return {
    class: text(from, 'class'),
    category: text(from, 'category'),
    contests: listOf(from, 'contests', aText),
    status: oneOf(from, 'status', ['unused', 'received', 'voided']),
    tracker: textOrNull(from, 'tracker'),
    index: countOrNull(from, 'index'),
  };
}

export function readReceipt(value: unknown): Receipt {
  const from = members(value, 'receipt');
  return {
    meeting: text(from, 'meeting'),
    card: text(from, 'card'),
    tracker: text(from, 'tracker'),
    index: count(from, 'index'),
    size: count(from, 'size'),
    proof: listOf(from, 'proof', aText),
    checkpoint: text(from, 'checkpoint'),
  };
}

export function readReceiptAnswer(value: unknown): ReceiptAnswer {
  const from = members(value);
  return { receipt: readReceipt(from['receipt']), leaf: text(from, 'leaf') };
}

export function readCounted(value: unknown): CountedAnswer {
  const from = members(value);
  const closed: Members = members(from['closed'], 'closed');
  return {
    tracker: text(from, 'tracker'),
    index: count(from, 'index'),
    size: count(from, 'size'),
    proof: listOf(from, 'proof', aText),
    closed: { entry: text(closed, 'entry'), index: count(closed, 'index'), proof: listOf(closed, 'proof', aText) },
    checkpoint: text(from, 'checkpoint'),
  };
}

export function readConsistency(value: unknown): ConsistencyAnswer {
  const from = members(value);
  return { proof: listOf(from, 'proof', aText), checkpoint: text(from, 'checkpoint') };
}

export function readAudited(value: unknown): AuditedAnswer {
  const from = members(value);
  return {
    entry: text(from, 'entry'),
    index: count(from, 'index'),
    size: count(from, 'size'),
    proof: listOf(from, 'proof', aText),
    checkpoint: text(from, 'checkpoint'),
  };
}
