import { verifyAudit } from '../protocol/ballot-audit.ts';
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { equalBytes } from '../protocol/bytes.ts';
import { verifyCheckpoint } from '../protocol/checkpoint.ts';
import { shortTracker } from '../protocol/crockford.ts';
import { type DirectoryEntry, readDirectory } from '../protocol/directory.ts';
import { layoutOf } from '../protocol/layout.ts';
import { leafHash, verifyInclusion } from '../protocol/merkle.ts';
import { Refusal, require } from '../protocol/refusal.ts';
import { classShapes } from '../protocol/rules.ts';
import type { AuditedAnswer, CardStatus, PublicMeeting } from '../server/messages.ts';
import { fingerprintCode } from '../ui/short-code.ts';
import { need, verifyMeeting } from '../voting/verified-meeting.ts';
import type { AuditCode } from './audit-code.ts';

/** What a sealed ballot really held, found out without trusting the device that made it or the server that keeps it. */
export interface HeldBallot {
  readonly tracker: string;
  readonly short: string;
  /** Size of the record in which it stands. */
  readonly size: number;
  /** Per contest of the card's class, in order: places of the marked options, texts written in, abstention. */
  readonly contests: readonly { readonly id: string; readonly options: number[]; readonly texts: string[]; readonly abstain: boolean }[];
  readonly organizer: string;
}

/**
 * Verifies an audited ballot by itself: the meeting's entries, that the entry is in the signed log, proof and signature, and the
 * re-encryption of every mark and text. `card` names class and contests; a wrong class breaks the proof.
 * Refuses with `audit-differs` (another tracker), `audit-not-in-record`, `opening-invalid`, or as `verifyBallot` and `verifyMeeting` do.
 */
export function checkAudited(meeting: PublicMeeting, answer: AuditedAnswer, card: CardStatus, code: AuditCode): HeldBallot {
  const { trusted, contests, opening, fingerprint } = verifyMeeting(meeting, null);
  const { suite, manifest, manifestHash } = trusted;
  if (contests === null || opening === null) throw new Refusal('meeting-not-open');
  const entry = fromBase64Url(answer.entry);
  const { size, root } = need(verifyCheckpoint(suite, answer.checkpoint, manifest.meeting, manifest.server.key));
  const proof = answer.proof.map(fromBase64Url);
  const included = size === answer.size && verifyInclusion(suite, leafHash(suite, entry), answer.index, size, proof, root);
  require(included, 'audit-not-in-record');

  const layout = layoutOf(classShapes(contests.contests, card.contests));
  const { openedHash, h } = opening;
  const held = need(verifyAudit({ suite, manifestHash, openedHash, h, classId: card.class, layout }, entry));
  const short = shortTracker(held.tracker);
  const named = code.kind === 'short' ? short === code.text : equalBytes(held.tracker, fromBase64Url(code.text));
  require(named, 'audit-differs');
  return {
    tracker: toBase64Url(held.tracker),
    short,
    size,
    organizer: fingerprintCode(fingerprint),
    contests: layout.contests.map((places, i) => ({
      id: card.contests[i]!,
      options: Array.from({ length: places.options }, (_, at) => at).filter((at) => held.bits[places.first + at] === 1),
      texts: held.texts.slice(places.firstSlot, places.firstSlot + places.slots).filter((text) => text !== ''),
      abstain: places.abstainAt !== null && held.bits[places.abstainAt] === 1,
    })),
  };
}

/** The card key that an audited entry names, base64url: whose class is asked for. Refuses with `entry-malformed`. */
export function cardOf(answer: AuditedAnswer): string {
  const read: unknown = parse(answer.entry);
  const card = typeof read === 'object' && read !== null ? (read as Record<string, unknown>)['card'] : null;
  require(typeof card === 'string' && card.length === 87, 'entry-malformed');
  return card;
}

function parse(entry: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(entry)));
  } catch {
    throw new Refusal('entry-malformed');
  }
}

/** The directory against the hash in the manifest. */
export function checkDirectory(meeting: PublicMeeting, bytes: Uint8Array): readonly DirectoryEntry[] {
  const { suite, manifest } = verifyMeeting(meeting, null).trusted;
  return need(readDirectory(suite, bytes, manifest.directory));
}
