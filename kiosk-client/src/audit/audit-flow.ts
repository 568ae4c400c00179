import type { DirectoryEntry } from '../protocol/directory.ts';
import type { Result } from '../protocol/refusal.ts';
import type { MeetingApi } from '../server/meeting-api.ts';
import type { AuditedAnswer, CardStatus, PublicMeeting } from '../server/messages.ts';
import { type Contest, readBallotForm } from '../voting/ballot-form.ts';
import type { Marks } from '../voting/marks.ts';
import { titleOf } from '../voting/screens.ts';
import { writtenAs } from '../voting/write-in.ts';
import type { AuditCode } from './audit-code.ts';
import type { HeldBallot } from './audited-check.ts';

/** The worker's checks. */
export interface AuditChecks {
  cardOf(answer: AuditedAnswer): Promise<Result<string>>;
  check(meeting: PublicMeeting, answer: AuditedAnswer, card: CardStatus, code: AuditCode): Promise<Result<HeldBallot>>;
  directory(meeting: PublicMeeting, bytes: Uint8Array): Promise<Result<readonly DirectoryEntry[]>>;
}

/** What a second device found out. */
export type AuditResult =
  | { readonly at: 'unreachable' }
  | { readonly at: 'unknown' }
  | { readonly at: 'bad'; readonly code: string }
  | {
      readonly at: 'held';
      readonly title: string;
      readonly ballot: HeldBallot;
      readonly contests: readonly Contest[];
      readonly marks: Marks;
    };

type Api = Pick<MeetingApi, 'public' | 'card' | 'audited' | 'directory'>;

/** Fetches an audited ballot by its code and verifies everything about it on this device. */
export async function checkAudit(code: AuditCode, api: Api, checks: AuditChecks): Promise<AuditResult> {
  const meeting = await api.public();
  if (meeting.kind === 'lost') return { at: 'unreachable' };
  if (meeting.kind === 'refused') return { at: 'bad', code: meeting.code };
  const answer = await api.audited(code.text);
  if (answer.kind === 'lost') return { at: 'unreachable' };
  if (answer.kind === 'refused') return answer.code === 'audit-unknown' ? { at: 'unknown' } : { at: 'bad', code: answer.code };
  const card = await checks.cardOf(answer.value);
  if (!card.ok) return { at: 'bad', code: card.code };
  const status = await api.card(card.value);
  if (status.kind === 'lost') return { at: 'unreachable' };
  if (status.kind === 'refused') return { at: 'bad', code: status.code };
  const held = await checks.check(meeting.value, answer.value, status.value, code);
  if (!held.ok) return { at: 'bad', code: held.code };
  const form = readBallotForm(meeting.value.contests);
  const people = await directoryFor(held.value, meeting.value, api, checks);
  return {
    at: 'held',
    title: titleOf(meeting.value),
    ballot: held.value,
    contests: (form?.contests ?? []).filter(({ id }) => status.value.contests.includes(id)),
    marks: marksOf(held.value, people),
  };
}

/** People by the text with which they are written in; empty where no list is needed or none verified. */
async function directoryFor(held: HeldBallot, meeting: PublicMeeting, api: Api, checks: AuditChecks): Promise<Map<string, DirectoryEntry>> {
  if (!held.contests.some(({ texts }) => texts.some((text) => text.startsWith('#')))) return new Map();
  return new Map((await signedPeople(meeting, api, checks)).map((person) => [writtenAs(person), person]));
}

/** Who may be written in, as the manifest's hash says; nobody where the list is not to be had or is another. */
export async function signedPeople(
  meeting: PublicMeeting,
  api: Pick<Api, 'directory'>,
  checks: Pick<AuditChecks, 'directory'>,
): Promise<readonly DirectoryEntry[]> {
  const bytes = await api.directory();
  const read = bytes.kind === 'ok' ? await checks.directory(meeting, bytes.value) : null;
  return read?.ok ? read.value : [];
}

function marksOf(held: HeldBallot, people: ReadonlyMap<string, DirectoryEntry>): Marks {
  return Object.fromEntries(
    held.contests.map(({ id, options, texts, abstain }) => {
      const writeIns = texts.map((text) => ({ text, name: people.get(text)?.name ?? text, detail: people.get(text)?.detail ?? '' }));
      return [id, { options, writeIns, abstain }];
    }),
  );
}
