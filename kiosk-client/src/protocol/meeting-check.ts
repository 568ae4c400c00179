import { equalBytes } from './bytes.ts';
import { FINGERPRINT_BYTES, organizerFingerprint } from './card.ts';
import { decodePoint } from './encoding.ts';
import type { Closed, Contests, Manifest, Opened } from './entry-bodies.ts';
import { decodeEntry, type EnvelopedEntry, type SignerKeys, verifySignatures } from './entry-envelope.ts';
import { attempt, type Result, require } from './refusal.ts';
import { checkContestsRules, checkManifestRules, signerKeys } from './rules.ts';
import { noManifest } from './staff-signature.ts';
import type { Point } from './suite.ts';
import { type Suite, suiteByName } from './suite.ts';

/** A manifest that a client may trust: signed by the organizer whose fingerprint the card or invitation carries. */
export interface TrustedMeeting {
  readonly suite: Suite;
  readonly manifest: Manifest;
  readonly manifestHash: Uint8Array;
  readonly keys: SignerKeys;
}

function decodeAs<T extends EnvelopedEntry['type']>(entry: Uint8Array, type: T): Extract<EnvelopedEntry, { type: T }> {
  const decoded = decodeEntry(entry);
  require(decoded.type === type, 'entry-malformed', `not ${type}`);
  return decoded as Extract<EnvelopedEntry, { type: T }>;
}

/**
 * Decodes and verifies a manifest entry: rules, both signatures, the meeting id, and the fingerprint of the organizer's key
 * (12 bytes of the card's address). Refuses with `organizer-differs`, `meeting-differs`, `entry-malformed`, `manifest-rule` or
 * `signature-invalid`.
 */
export function checkManifest(entry: Uint8Array, fingerprint: Uint8Array, meeting?: string): Result<TrustedMeeting> {
  return attempt(() => {
    const decoded = decodeAs(entry, 'manifest');
    const manifest = decoded.body;
    const suite = suiteByName(manifest.suite);
    require(meeting === undefined || manifest.meeting === meeting, 'meeting-differs');
    const known = fingerprint.length === FINGERPRINT_BYTES && equalBytes(organizerFingerprint(suite, manifest.organizer.key), fingerprint);
    require(known, 'organizer-differs');
    checkManifestRules(suite, manifest);
    const keys = signerKeys(manifest);
    verifySignatures(suite, decoded, noManifest, keys);
    return { suite, manifest, manifestHash: suite.hash(entry), keys };
  });
}

/** Decodes and verifies a `contests` entry of a trusted meeting. */
export function checkContests(entry: Uint8Array, meeting: TrustedMeeting): Result<Contests> {
  return attempt(() => {
    const decoded = decodeAs(entry, 'contests');
    verifySignatures(meeting.suite, decoded, meeting.manifestHash, meeting.keys);
    checkContestsRules(decoded.body);
    return decoded.body;
  });
}

/** What a ballot takes from the `opened` entry. */
export interface TrustedOpening {
  readonly opened: Opened;
  readonly openedHash: Uint8Array;
  readonly h: Point;
}

/** Decodes and verifies an `opened` entry and that it names exactly this `contests` entry. Refuses with `opened-differs` otherwise. */
export function checkOpened(entry: Uint8Array, contestsEntry: Uint8Array, meeting: TrustedMeeting): Result<TrustedOpening> {
  return attempt(() => {
    const { suite, manifestHash, keys } = meeting;
    const decoded = decodeAs(entry, 'opened');
    verifySignatures(suite, decoded, manifestHash, keys);
    require(equalBytes(decoded.body.contests, suite.hash(contestsEntry)), 'opened-differs', 'contests');
    return { opened: decoded.body, openedHash: suite.hash(entry), h: decodePoint(suite, decoded.body.h) };
  });
}

/** Decodes and verifies a `closed` entry's signatures. */
export function checkClosed(entry: Uint8Array, meeting: TrustedMeeting): Result<Closed> {
  return attempt(() => {
    const decoded = decodeAs(entry, 'closed');
    verifySignatures(meeting.suite, decoded, meeting.manifestHash, meeting.keys);
    return decoded.body;
  });
}
