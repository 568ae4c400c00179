import { exchange, type Request } from './http.ts';
import { type Mark, type MeetingState, meetingStates } from './messages.ts';
import type { Outcome } from './outcome.ts';
import { aText, count, flag, listOf, members, oneOf, text, textOrNull } from './read.ts';

/** What the invitation says, before the log is read. */
export interface TrusteeInfo {
  readonly meeting: string;
  readonly title: string;
  readonly suite: string;
  readonly marks: readonly Mark[];
  readonly index: number;
  readonly name: string;
  readonly trustees: readonly { readonly index: number; readonly name: string; readonly hasKey: boolean }[];
  readonly threshold: number;
  readonly state: MeetingState;
  readonly keyRegistered: boolean;
  readonly size: number;
  readonly organizerFingerprint: string;
  /** Note over the tree that `tally-ready` names, with the officers' cosignature lines; null before. */
  readonly tallyCheckpoint: string | null;
}

export interface EntriesPage {
  readonly from: number;
  readonly size: number;
  readonly entries: readonly string[];
  readonly checkpoint: string | null;
}

export interface TrusteeApi {
  info(): Promise<Outcome<TrusteeInfo>>;
  registerKey(key: string, proof: string): Promise<Outcome<null>>;
  entries(from: number): Promise<Outcome<EntriesPage>>;
  append(entry: string): Promise<Outcome<number>>;
}

export function trusteeApi(token: string): TrusteeApi {
  const headers = { Authorization: `Bearer ${token}` };
  const ask = <T>(path: string, read: (value: unknown) => T, request: Request = {}): Promise<Outcome<T>> =>
    exchange(`/api/trustee${path}`, read, { timeout: 30_000, ...request, headers });
  return {
    info: () => ask('', readInfo),
    registerKey: (key, proof) => ask('/key', () => null, { method: 'PUT', body: { key, proof } }),
    entries: (from) => ask(`/entries?from=${from}`, readPage),
    append: (entry) => ask('/entries', (value) => count(members(value), 'index'), { method: 'POST', body: { entry }, timeout: 180_000 }),
  };
}

function readInfo(value: unknown): TrusteeInfo {
  const from = members(value);
  return {
    meeting: text(from, 'meeting'),
    title: text(from, 'title'),
    suite: text(from, 'suite'),
    marks: listOf(from, 'marks', (mark) => oneOf({ mark }, 'mark', ['demo', 'practice', 'simulated'])),
    index: count(from, 'index'),
    name: text(from, 'name'),
    trustees: listOf(from, 'trustees', (item) => {
      const trustee = members(item);
      return { index: count(trustee, 'index'), name: text(trustee, 'name'), hasKey: flag(trustee, 'hasKey') };
    }),
    threshold: count(from, 'threshold'),
    state: oneOf(from, 'state', meetingStates),
    keyRegistered: flag(from, 'keyRegistered'),
    size: count(from, 'size'),
    organizerFingerprint: textOrNull(from, 'organizerFingerprint') ?? '',
    tallyCheckpoint: textOrNull(from, 'tallyCheckpoint'),
  };
}

function readPage(value: unknown): EntriesPage {
  const from = members(value);
  return {
    from: count(from, 'from'),
    size: count(from, 'size'),
    entries: listOf(from, 'entries', aText),
    checkpoint: textOrNull(from, 'checkpoint'),
  };
}
