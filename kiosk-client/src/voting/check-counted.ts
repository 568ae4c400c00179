import type { MeetingApi } from '../server/meeting-api.ts';
import type { ReceiptAnswer } from '../server/messages.ts';
import type { Against, BallotMaker } from './ballot-maker.ts';
import type { Counted } from './voting-state.ts';

/** Size named by a checkpoint's second line, or null. Only to ask for the right proof; the worker verifies the note itself. */
export function checkpointSize(note: string): number | null {
  const line = note.split('\n')[1] ?? '';
  return /^(0|[1-9]\d{0,9})$/.test(line) ? Number(line) : null;
}

/**
 * After closing: asks for the proof that the ballot of this card is in the counted set, and for the proof that today's log extends
 * the one of the receipt. `replaced` when the server names a later ballot of the same card.
 */
export async function checkCounted(api: MeetingApi, maker: BallotMaker, kept: ReceiptAnswer, against: Against): Promise<Counted> {
  const outcome = await api.counted(against.card);
  if (outcome.kind === 'lost') return 'failed';
  if (outcome.kind === 'refused') return outcome.code === 'card-has-no-ballot' ? 'not-counted' : 'failed';
  const answer = outcome.value;
  if (answer.tracker !== kept.receipt.tracker) return 'replaced';

  const size = checkpointSize(answer.checkpoint);
  if (size === null || size < kept.receipt.size) return 'not-counted';
  let consistency = null;
  if (size > kept.receipt.size) {
    const proof = await api.consistency(kept.receipt.size, size);
    if (proof.kind !== 'ok') return 'failed';
    consistency = proof.value;
  }
  const checked = await maker.checkCounted(answer, consistency, kept, against);
  return checked.ok && checked.value.counted ? 'counted' : 'not-counted';
}
