import { exchange } from './http.ts';
import {
  type CardStatus,
  type ConsistencyAnswer,
  type CountedAnswer,
  type PublicMeeting,
  type ReceiptAnswer,
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
  };
}
