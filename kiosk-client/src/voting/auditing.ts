import type { MeetingApi } from '../server/meeting-api.ts';
import type { ReceiptAnswer } from '../server/messages.ts';
import type { Against, BallotMaker } from './ballot-maker.ts';
import type { AuditedState, AuditStep } from './voting-state.ts';

export interface AuditPorts {
  readonly api: Pick<MeetingApi, 'audit'>;
  pause(milliseconds: number): Promise<void>;
  /** False once the person has gone on without waiting, or the page was cleared. */
  going(): boolean;
  report(step: AuditStep): void;
}

export type Audited = AuditedState['outcome'];

/** Refusals that say "later". */
const later: Readonly<Record<string, AuditStep>> = { overloaded: 'busy', 'too-many-requests': 'busy', 'meeting-paused': 'paused' };

const longest = 15_000;

/**
 * Publishes an opened ballot and verifies that it stands in the log. The same bytes are sent until there is an answer; they hold the
 * marks in clear, so they are never stored. Null when nobody waits for it any more.
 */
export async function publishAudit(
  opened: { readonly ballot: string; readonly tracker: string },
  maker: BallotMaker,
  against: Against,
  origin: string,
  ports: AuditPorts,
): Promise<Audited | null> {
  for (let attempt = 1; ports.going(); attempt++) {
    ports.report(attempt === 1 ? 'sending' : 'lost');
    const outcome = await ports.api.audit(opened.ballot);
    if (!ports.going()) return null;
    if (outcome.kind === 'ok') return await confirm(outcome.value, opened, maker, against, origin, ports);
    let wait = Math.min(1000 * 2 ** (attempt - 1), longest);
    if (outcome.kind === 'refused') {
      const step = later[outcome.code];
      if (step === undefined) return { kind: 'refused', code: outcome.code, server: outcome };
      if (outcome.retryAfter !== null) wait = Math.min(Math.max(outcome.retryAfter * 1000, 500), 60_000);
      ports.report(step);
    } else ports.report('lost');
    await ports.pause(wait);
  }
  return null;
}

async function confirm(
  answer: ReceiptAnswer,
  opened: { readonly ballot: string; readonly tracker: string },
  maker: BallotMaker,
  against: Against,
  origin: string,
  ports: AuditPorts,
): Promise<Audited | null> {
  ports.report('confirming');
  const checked = await maker.checkReceipt(answer, against, { bytes: opened.ballot, tracker: opened.tracker });
  if (!ports.going()) return null;
  if (!checked.ok) return { kind: 'refused', code: 'receipt-invalid', server: null };
  return { kind: 'published', link: `${origin}/audit/${against.meeting.meeting}#${opened.tracker}`, size: checked.value.size };
}
