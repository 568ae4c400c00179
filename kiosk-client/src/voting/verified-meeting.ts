import { fromBase64Url } from '../protocol/base64url.ts';
import { equalBytes } from '../protocol/bytes.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import { decodePoint } from '../protocol/encoding.ts';
import type { BodyOf, Contests, EntryType, Manifest, Opened } from '../protocol/entry-bodies.ts';
import { decodeEntry, type SignerKeys, verifySignatures } from '../protocol/entry-envelope.ts';
import { Refusal, require } from '../protocol/refusal.ts';
import { noManifest } from '../protocol/staff-signature.ts';
import { type Point, type Suite, suiteByName } from '../protocol/suite.ts';
import type { PublicMeeting } from '../server/messages.ts';

/** What an attendee's device relies on, after it has checked every signature itself. */
export interface VerifiedMeeting {
  readonly suite: Suite;
  readonly manifest: Manifest;
  readonly manifestHash: Uint8Array;
  readonly fingerprint: Uint8Array;
  readonly contests: Contests | null;
  readonly opened: { readonly body: Opened; readonly hash: Uint8Array; readonly h: Point } | null;
}

/**
 * Verifies the entries of `public`: the manifest by organizer and one officer, and by the organizer whose fingerprint the card
 * bears (B5); contests by the organizer; `opened` by both, naming these contests. Refuses with `organizer-differs`,
 * `not-yet-supported`, or a decoder's code.
 */
export function verifyMeeting(meeting: PublicMeeting, fingerprint: string | null): VerifiedMeeting {
  const entry = fromEntry(meeting.manifest);
  const manifest = bodyOf('manifest', entry);
  const suite = suiteByName(manifest.suite);
  const ownFingerprint = organizerFingerprint(suite, manifest.organizer.key);
  if (fingerprint !== null && !equalBytes(fromBase64Url(fingerprint), ownFingerprint)) throw new Refusal('organizer-differs');
  require(manifest.meeting === meeting.meeting, 'manifest-invalid', 'meeting');
  verifySignatures(suite, decodeEntry(entry), noManifest, keysOf(manifest));
  const manifestHash = suite.hash(entry);
  if (meeting.contests === null) return { suite, manifest, manifestHash, fingerprint: ownFingerprint, contests: null, opened: null };

  const contestsEntry = fromEntry(meeting.contests);
  const contests = signedBody('contests', contestsEntry, { suite, manifest, manifestHash });
  if (contests.contests.some(({ slots }) => slots > 0)) throw new Refusal('not-yet-supported', 'write-in slots');
  const facts = { suite, manifest, manifestHash, fingerprint: ownFingerprint, contests };
  if (meeting.opened === null) return { ...facts, opened: null };

  const openedEntry = fromEntry(meeting.opened);
  const opened = signedBody('opened', openedEntry, { suite, manifest, manifestHash });
  require(equalBytes(opened.contests, suite.hash(contestsEntry)), 'manifest-invalid', 'opened names other contests');
  return { ...facts, opened: { body: opened, hash: suite.hash(openedEntry), h: decodePoint(suite, opened.h) } };
}

/** The body of a `closed` entry, signed by organizer and officer. Refuses as `verifySignatures` does. */
export function verifyClosed(meeting: VerifiedMeeting, entry: Uint8Array): BodyOf<'closed'> {
  return signedBody('closed', entry, meeting);
}

function fromEntry(entry: string | null): Uint8Array {
  if (entry === null) throw new Refusal('manifest-invalid', 'missing');
  return fromBase64Url(entry);
}

function bodyOf<T extends EntryType>(type: T, entry: Uint8Array): BodyOf<T> {
  const decoded = decodeEntry(entry);
  require(decoded.type === type, 'manifest-invalid', 'type');
  return decoded.body as BodyOf<T>;
}

function signedBody<T extends EntryType>(type: T, entry: Uint8Array, by: Pick<VerifiedMeeting, 'suite' | 'manifest' | 'manifestHash'>): BodyOf<T> {
  const body = bodyOf(type, entry);
  verifySignatures(by.suite, decodeEntry(entry), by.manifestHash, keysOf(by.manifest));
  return body;
}

function keysOf(manifest: Manifest): SignerKeys {
  return {
    organizer: manifest.organizer.key,
    issuer: manifest.issuer.key,
    server: manifest.server.key,
    officers: manifest.officers.map(({ key }) => key),
    trustees: manifest.trustees.map(({ key }) => key),
  };
}
