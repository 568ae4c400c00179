import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import type { Contests } from '../protocol/entry-bodies.ts';
import { decodeEntry } from '../protocol/entry-envelope.ts';
import { checkContests, checkManifest } from '../protocol/meeting-check.ts';
import { suiteByName } from '../protocol/suite.ts';
import type { MeetingApi } from '../server/meeting-api.ts';
import type { Proposal } from '../server/staff-api.ts';

/**
 * The contests that the organizer has signed under the very manifest that the proposal names, so that names beside numbers are not the
 * server's word. Null when they cannot be had: the numbers then stand beside ids.
 */
export async function signedContests(api: Pick<MeetingApi, 'public'>, proposal: Proposal): Promise<Contests | null> {
  const answer = await api.public();
  if (answer.kind !== 'ok' || answer.value.manifest === null || answer.value.contests === null) return null;
  try {
    const entry = fromBase64Url(answer.value.manifest);
    const decoded = decodeEntry(entry);
    if (decoded.type !== 'manifest') return null;
    const suite = suiteByName(decoded.body.suite);
    if (toBase64Url(suite.hash(entry)) !== proposal.manifestHash) return null;
    const trusted = checkManifest(entry, organizerFingerprint(suite, decoded.body.organizer.key), proposal.meeting);
    const contests = trusted.ok ? checkContests(fromBase64Url(answer.value.contests), trusted.value) : trusted;
    return contests.ok ? contests.value : null;
  } catch {
    return null;
  }
}
