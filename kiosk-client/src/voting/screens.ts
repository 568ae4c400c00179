import { fromBase64Url } from '../protocol/base64url.ts';
import { shortTracker } from '../protocol/crockford.ts';
import type { CardStatus, PublicMeeting, Snapshot } from '../server/messages.ts';
import { type BallotForm, type Contest, readEntryBody } from './ballot-form.ts';
import type { BallotState, Notice, VotingState } from './voting-state.ts';

/** Builds the states that follow from the meeting and the card alone. */

export function titleOf(meeting: PublicMeeting | null): string {
  const title = readEntryBody(meeting?.manifest ?? '')?.['title'];
  return typeof title === 'string' ? title : '';
}

export function ballotState(
  form: BallotForm | null,
  status: CardStatus | null,
  revoting: boolean,
  rest: Pick<BallotState, 'marks' | 'cardReady' | 'directory'> & Partial<Pick<BallotState, 'hint' | 'incomplete' | 'show'>>,
): BallotState {
  const all = form?.contests ?? [];
  const mine = status === null ? all : all.filter(({ id }) => status.contests.includes(id));
  const excluded = [...new Set(all.filter((contest) => !mine.includes(contest)).map(({ title }) => title))];
  const { marks, cardReady, directory, hint = null, incomplete = null, show = null } = rest;
  return {
    at: 'ballot',
    contests: mine,
    announcement: form?.announcement ?? null,
    marks,
    hint,
    cardReady,
    excluded,
    incomplete,
    show,
    revoting,
    directory,
  };
}

export function waitingState(meeting: PublicMeeting | null, form: BallotForm | null): VotingState {
  const reason = meeting?.state === 'paused' ? 'paused' : 'preparing';
  return { at: 'waiting', reason, title: titleOf(meeting), announcement: form?.announcement ?? null };
}

export function alreadyState(status: CardStatus, canRevote: boolean): VotingState {
  const short = status.tracker === null ? null : shortTracker(fromBase64Url(status.tracker)).replace(/(.{4})(?=.)/g, '$1 ');
  return { at: 'already', short, canRevote, checked: 'no' };
}

export function refusedState(code: string, server: { readonly zh: string; readonly en: string } | null, savable: boolean): VotingState {
  const sentences = server === null || server.zh === '' ? null : { zh: server.zh, en: server.en };
  return { at: 'refused', code, server: sentences, savable };
}

/** What is said beside a form; the closing on this device's clock, whatever the server's clock says. */
export function noticeOf(snapshot: Snapshot, now: number): Notice {
  if (snapshot.state === 'paused') return { kind: 'paused' };
  if (snapshot.state !== 'open' && snapshot.state !== 'closing') return null;
  if (snapshot.closesAt === null) return snapshot.state === 'closing' ? { kind: 'closing', at: now } : null;
  const left = Date.parse(snapshot.closesAt) - Date.parse(snapshot.serverTime);
  return { kind: 'closing', at: now + (Number.isFinite(left) ? Math.max(left, 0) : 0) };
}

/** True when people may be written in from a list: the manifest names one, and one of these contests has slots. */
export function needsDirectory(meeting: PublicMeeting | null, contests: readonly Contest[]): boolean {
  return contests.some(({ slots }) => slots > 0) && typeof readEntryBody(meeting?.manifest ?? '')?.['directory'] === 'string';
}
