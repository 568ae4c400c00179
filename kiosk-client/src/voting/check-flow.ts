import type { MeetingApi } from '../server/meeting-api.ts';
import type { PublicMeeting, ReceiptAnswer } from '../server/messages.ts';
import { checkCounted } from './check-counted.ts';
import type { Counted } from './voting-state.ts';
import type { WorkerMaker } from './worker-maker.ts';

/** What a second device found out about a receipt. */
export type CheckState =
  | { readonly at: 'working' }
  | { readonly at: 'none' }
  | { readonly at: 'unreachable' }
  | { readonly at: 'ok'; readonly short: string; readonly size: number; readonly counted: Counted; readonly organizer: string }
  | { readonly at: 'replaced'; readonly short: string }
  | { readonly at: 'bad'; readonly code: string };

/**
 * Checks the receipt of a QR code on another device: the receipt itself, then what the log answers **by the card's key** (a clash
 * of receipts shows there, B11), then whether it is counted.
 */
export async function checkLink(meetingId: string, fragment: string, api: MeetingApi, maker: WorkerMaker): Promise<CheckState> {
  // Opened without a receipt, or reloaded after the receipt has left the address bar: nothing is wrong with anything.
  if (fragment.length < 2) return { at: 'none' };
  const link = await maker.readLink(meetingId, fragment);
  if (!link.ok) return { at: 'bad', code: 'receipt-invalid' };
  const found = await api.public();
  if (found.kind === 'lost') return { at: 'unreachable' };
  if (found.kind === 'refused') return { at: 'bad', code: found.code };
  const meeting: PublicMeeting = found.value;
  const kept: ReceiptAnswer = link.value;
  const against = { meeting, fingerprint: null, card: kept.receipt.card };
  const verified = await maker.checkReceipt(kept, against, null);
  if (!verified.ok) return { at: 'bad', code: verified.code };

  const now = await api.receipt(kept.receipt.card);
  if (now.kind === 'lost') return { at: 'unreachable' };
  if (now.kind === 'refused') return { at: 'bad', code: now.code };
  const today = await maker.checkReceipt(now.value, against, null);
  if (!today.ok) return { at: 'bad', code: today.code };
  const { short } = verified.value;
  if (now.value.receipt.tracker !== kept.receipt.tracker) return { at: 'replaced', short };
  if (now.value.leaf !== kept.leaf || now.value.receipt.index !== kept.receipt.index) return { at: 'bad', code: 'receipt-differs' };

  const closed = meeting.state === 'closed' || meeting.state === 'tallied';
  const counted = meeting.state === 'cancelled' ? 'cancelled' : closed ? await checkCounted(api, maker, kept, against) : 'later';
  const organizer = await maker.organizer();
  return { at: 'ok', short, size: today.value.size, counted, organizer };
}
