import { fromBase64Url } from '../protocol/base64url.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import type { Contests } from '../protocol/entry-bodies.ts';
import { decodeEntry } from '../protocol/entry-envelope.ts';
import { checkContests, checkManifest, checkOpened, type TrustedMeeting, type TrustedOpening } from '../protocol/meeting-check.ts';
import { Refusal, type Result } from '../protocol/refusal.ts';
import { suiteByName } from '../protocol/suite.ts';
import type { PublicMeeting } from '../server/messages.ts';

/** What an attendee's device relies on, after it has checked every signature itself. */
export interface VerifiedMeeting {
  readonly trusted: TrustedMeeting;
  /** FP of the organizer who signed. */
  readonly fingerprint: Uint8Array;
  readonly contests: Contests | null;
  readonly opening: TrustedOpening | null;
}

/**
 * Verifies the entries of `public` (B5). Without a fingerprint (a typed card code names none) the organizer's own is used and
 * returned, so that the page can show it. Refuses with `organizer-differs`, `manifest-invalid` or a decoder's code.
 */
export function verifyMeeting(meeting: PublicMeeting, fingerprint: string | null): VerifiedMeeting {
  if (meeting.manifest === null) throw new Refusal('manifest-invalid', 'missing');
  const entry = fromBase64Url(meeting.manifest);
  const wanted = fingerprint === null ? ownFingerprint(entry) : fromBase64Url(fingerprint);
  const trusted = need(checkManifest(entry, wanted, meeting.meeting));
  const contestsEntry = meeting.contests === null ? null : fromBase64Url(meeting.contests);
  const contests = contestsEntry === null ? null : need(checkContests(contestsEntry, trusted));
  const opening =
    meeting.opened === null || contestsEntry === null ? null : need(checkOpened(fromBase64Url(meeting.opened), contestsEntry, trusted));
  return { trusted, fingerprint: wanted, contests, opening };
}

/** The value, or the refusal thrown on. */
export function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.code, result.detail);
  return result.value;
}

function ownFingerprint(entry: Uint8Array): Uint8Array {
  const decoded = decodeEntry(entry);
  if (decoded.type !== 'manifest') throw new Refusal('manifest-invalid', 'type');
  return organizerFingerprint(suiteByName(decoded.body.suite), decoded.body.organizer.key);
}
