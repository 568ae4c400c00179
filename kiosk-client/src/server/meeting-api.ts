import { exchange, exchangeBytes } from './http.ts';
import {
  type AuditedAnswer,
  type CardStatus,
  type ConsistencyAnswer,
  type CountedAnswer,
  type PublicMeeting,
  type ReceiptAnswer,
  readAudited,
  readCard,
  readConsistency,
  readCounted,
  readPublic,
  readReceiptAnswer,
} from './messages.ts';
import type { Outcome } from './outcome.ts';

/** What an attendee's page asks over HTTP. No cookie and no account goes with it. */
export interface MeetingApi {
  public(): Promise<Outcome<PublicMeeting>>;
  card(card: string): Promise<Outcome<CardStatus>>;
  cast(ballot: string): Promise<Outcome<ReceiptAnswer>>;
  receipt(card: string): Promise<Outcome<ReceiptAnswer>>;
  counted(card: string): Promise<Outcome<CountedAnswer>>;
  consistency(from: number, to: number): Promise<Outcome<ConsistencyAnswer>>;
  /** Publishes an opened ballot; it counts nothing. */
  audit(ballot: string): Promise<Outcome<ReceiptAnswer>>;
  /** `tracker` is base64url of 32 bytes or a check code. */
  audited(tracker: string): Promise<Outcome<AuditedAnswer>>;
  /** Exact bytes, because the manifest has their hash. */
  directory(): Promise<Outcome<Uint8Array>>;
}

export function meetingApi(meeting: string): MeetingApi {
  const base = `/api/meetings/${encodeURIComponent(meeting)}`;
  const post = <T>(path: string, body: unknown, read: (value: unknown) => T): Promise<Outcome<T>> =>
    exchange(`${base}/${path}`, read, { method: 'POST', body });
  return {
    public: () => exchange(`${base}/public`, readPublic),
    card: (card) => post('card', { card }, readCard),
    cast: (ballot) => post('cast', { ballot }, readReceiptAnswer),
    receipt: (card) => post('receipt', { card }, readReceiptAnswer),
    counted: (card) => post('counted', { card }, readCounted),
    consistency: (from, to) => post('consistency', { from, to }, readConsistency),
    audit: (ballot) => post('audit', { ballot }, readReceiptAnswer),
    audited: (tracker) => exchange(`${base}/audited/${encodeURIComponent(tracker)}`, readAudited),
    directory: () => exchangeBytes(`${base}/directory`),
  };
}
