import type { MeetingApi } from '../server/meeting-api.ts';
import type { ReceiptAnswer } from '../server/messages.ts';
import type { Outcome } from '../server/outcome.ts';
import type { SendStep } from './voting-state.ts';

/** A ballot that is sealed and signed. These bytes are sent until the server answers; a second ballot is never made in their place. */
export interface Pending {
  readonly ballot: string;
  readonly tracker: string;
  readonly short: string;
}

export type SendResult =
  | { readonly kind: 'answered'; readonly answer: ReceiptAnswer }
  | { readonly kind: 'refused'; readonly code: string; readonly zh: string; readonly en: string };

export interface SendPorts {
  /** Over the hub when it is up, else over HTTP. */
  cast(ballot: string): Promise<Outcome<ReceiptAnswer>>;
  readonly api: Pick<MeetingApi, 'receipt'>;
  /** Resolves after so many milliseconds, or earlier when something changed (connection back, meeting resumed). */
  pause(milliseconds: number): Promise<void>;
  stopped(): boolean;
  report(step: SendStep, next: { attempt: number; seconds: number } | null, queue: number | null): void;
}

/** Refusals that say "later", with what the attendee is told meanwhile. */
const later: Readonly<Record<string, SendStep>> = {
  overloaded: 'busy',
  'too-many-requests': 'busy',
  'meeting-paused': 'paused',
  'meeting-closing': 'closing',
  'meeting-not-open': 'paused',
};

const longest = 15_000;

/**
 * Sends one sealed ballot until there is an answer. No answer never means "not received": before a refusal is believed the log is
 * asked for the card's receipt, because an earlier attempt may have been committed and its answer lost.
 */
export async function sendBallot(pending: Pending, card: string, ports: SendPorts): Promise<SendResult | null> {
  for (let attempt = 1; !ports.stopped(); attempt++) {
    ports.report(attempt === 1 ? 'sending' : 'lost', null, null);
    const outcome = await ports.cast(pending.ballot);
    if (ports.stopped()) return null;
    if (outcome.kind === 'ok') return { kind: 'answered', answer: outcome.value };

    let step: SendStep = 'lost';
    let wait = Math.min(1000 * 2 ** (attempt - 1), longest);
    let queue: number | null = null;
    if (outcome.kind === 'refused') {
      const told = later[outcome.code];
      if (told === undefined) {
        const found = await earlierReceipt(pending, card, ports);
        if (found === 'unknown') step = 'lost';
        else return found ?? { kind: 'refused', code: outcome.code, zh: outcome.zh, en: outcome.en };
      } else {
        step = told;
        queue = outcome.queue;
        if (outcome.retryAfter !== null) wait = Math.min(Math.max(outcome.retryAfter * 1000, 500), 60_000);
      }
    }
    ports.report(step, { attempt: attempt + 1, seconds: Math.ceil(wait / 1000) }, queue);
    await ports.pause(wait);
  }
  return null;
}

/** The receipt of an earlier attempt with the same ballot; null when the log has another ballot or none, `unknown` without an answer. */
async function earlierReceipt(pending: Pending, card: string, ports: SendPorts): Promise<SendResult | 'unknown' | null> {
  const outcome = await ports.api.receipt(card);
  if (outcome.kind === 'lost') return 'unknown';
  if (outcome.kind === 'refused') return outcome.code === 'overloaded' || outcome.code === 'too-many-requests' ? 'unknown' : null;
  return outcome.value.receipt.tracker === pending.tracker ? { kind: 'answered', answer: outcome.value } : null;
}
