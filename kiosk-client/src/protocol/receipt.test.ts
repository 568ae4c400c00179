import { describe, expect, it } from 'vitest';
import { concat } from './bytes.ts';
import { organizerFingerprint } from './card.ts';
import { checkContests, checkManifest, checkOpened, type TrustedMeeting } from './meeting-check.ts';
import { consistencyProof, inclusionProof, leafHash } from './merkle.ts';
import { systemRandom } from './random.ts';
import { type CountedAnswer, type Receipt, verifyCounted, verifyGrowth, verifyReceipt } from './receipt.ts';
import type { Result } from './refusal.ts';
import { countedBallots } from './replay-state.ts';
import { makeStaffKey } from './staff-signature.ts';
import { type Suite, suites } from './suite.ts';
import { SimulatedMeeting } from './testing/simulated-meeting.ts';

const codeOf = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.code);
const zero32 = new Uint8Array(32);

function scene(suite: Suite) {
  const meeting = new SimulatedMeeting({ suite }).begin().trusteesAct().issueCards().open();
  const fingerprint = organizerFingerprint(suite, meeting.organizer.publicKey);
  const [manifestEntry, contestsEntry] = meeting.entries as [Uint8Array, Uint8Array];
  const openedEntry = meeting.entries[meeting.entries.length - 1]!;
  const trusted = checkManifest(manifestEntry, fingerprint, 'demo-meeting');
  if (!trusted.ok) throw new Error(trusted.detail);
  meeting.vote();
  return { meeting, fingerprint, manifestEntry, contestsEntry, openedEntry, trusted: trusted.value };
}

describe.each(suites)('what a client checks in $name', (suite) => {
  const { meeting, fingerprint, manifestEntry, contestsEntry, openedEntry, trusted } = scene(suite);
  const leaves = meeting.entries.map((entry) => leafHash(suite, entry));
  const index = meeting.entries.length - 3;
  const { state } = meeting.replay;
  const ballot = state.ballots.find((one) => one.index === index)!;
  const card = [...meeting.cards.values()].flat().find(({ pk }) => Buffer.from(pk).toString('hex') === ballot.card)!.pk;
  const { tracker } = ballot.stated;
  const receipt: Receipt = {
    meeting: 'demo-meeting',
    card,
    tracker,
    index,
    size: leaves.length,
    proof: inclusionProof(suite, leaves, index),
    checkpoint: meeting.checkpoint(),
  };
  const own = { card, tracker, leaf: leaves[index]! };

  it('trusts a manifest of the organizer on the card, and no other (B5)', () => {
    expect(codeOf(checkManifest(manifestEntry, new Uint8Array(12), 'demo-meeting'))).toBe('organizer-differs');
    expect(codeOf(checkManifest(manifestEntry, fingerprint.subarray(0, 4), 'demo-meeting'))).toBe('organizer-differs');
    expect(codeOf(checkManifest(manifestEntry, fingerprint, 'other-meeting'))).toBe('meeting-differs');
    expect(codeOf(checkManifest(contestsEntry, fingerprint, 'demo-meeting'))).toBe('entry-malformed');
    const forger = new SimulatedMeeting({ suite, seed: 'forger' });
    const forged = forger.staffEntry('manifest', { ...trusted.manifest });
    expect(codeOf(checkManifest(forged, fingerprint, 'demo-meeting'))).toBe('signature-invalid');
  });

  it('takes contests and opening only with their signatures and for each other', () => {
    expect(codeOf(checkContests(contestsEntry, trusted))).toBe('accepted');
    const opened = checkOpened(openedEntry, contestsEntry, trusted);
    expect(opened.ok && opened.value.h.equals(state.h!)).toBe(true);
    expect(codeOf(checkOpened(openedEntry, manifestEntry, trusted))).toBe('opened-differs');
    const other: TrustedMeeting = { ...trusted, manifestHash: zero32 };
    expect(codeOf(checkContests(contestsEntry, other))).toBe('signature-invalid');
    const stranger: TrustedMeeting = { ...trusted, keys: { ...trusted.keys, organizer: makeStaffKey(suite, systemRandom).publicKey } };
    expect(codeOf(checkOpened(openedEntry, contestsEntry, stranger))).toBe('signature-invalid');
  });

  it('accepts its own receipt', () => expect(codeOf(verifyReceipt(trusted, receipt, own))).toBe('accepted'));

  it.each<[string, Partial<Receipt>, Partial<typeof own>, string]>([
    ['another card (B11)', {}, { card: concat(Uint8Array.of(4), new Uint8Array(64)) }, 'receipt-of-another-card'],
    ['another meeting', { meeting: 'other-meeting' }, {}, 'receipt-of-another-card'],
    ['another tracker', {}, { tracker: zero32 }, 'receipt-invalid'],
    ['another ballot', {}, { leaf: zero32 }, 'receipt-invalid'],
    ['another index', { index: index - 1 }, {}, 'receipt-invalid'],
    ['another size', { size: 5 }, {}, 'receipt-invalid'],
    ['a shorter path', { proof: receipt.proof.slice(1) }, {}, 'receipt-invalid'],
    ['another note', { checkpoint: receipt.checkpoint.replace('demo-meeting', 'demo-meetinh') }, {}, 'checkpoint-invalid'],
  ])('refuses a receipt with %s', (_, change, ownChange, code) => {
    expect(codeOf(verifyReceipt(trusted, { ...receipt, ...change }, { ...own, ...ownChange }))).toBe(code);
  });

  it('demands that the log grows', () => {
    const from = 7;
    const seen = { size: from, root: state.roots[from]! };
    const proof = consistencyProof(suite, leaves, from);
    expect(codeOf(verifyGrowth(trusted, seen, receipt.checkpoint, proof))).toBe('accepted');
    expect(codeOf(verifyGrowth(trusted, { ...seen, root: zero32 }, receipt.checkpoint, proof))).toBe('log-forked');
    expect(codeOf(verifyGrowth(trusted, seen, receipt.checkpoint, []))).toBe('log-forked');
    expect(codeOf(verifyGrowth(trusted, { size: leaves.length + 1, root: zero32 }, receipt.checkpoint, []))).toBe('log-forked');
  });

  it('knows whether its ballot was counted (B10)', () => {
    meeting.close();
    const entry = meeting.entries[meeting.entries.length - 1]!;
    const all = meeting.entries.map((one) => leafHash(suite, one));
    const trackers = countedBallots(meeting.replay.state).map(({ stated }) => leafHash(suite, stated.tracker));
    const place = countedBallots(meeting.replay.state).indexOf(ballot);
    const answer: CountedAnswer = {
      tracker,
      index: place,
      size: trackers.length,
      proof: inclusionProof(suite, trackers, place),
      closed: { entry, index: all.length - 1, proof: inclusionProof(suite, all, all.length - 1) },
      checkpoint: meeting.checkpoint(),
    };
    expect(codeOf(verifyCounted(trusted, answer, tracker))).toBe('accepted');
    expect(codeOf(verifyCounted(trusted, answer, zero32))).toBe('not-counted');
    expect(codeOf(verifyCounted(trusted, { ...answer, tracker: zero32 }, zero32))).toBe('not-counted');
    expect(codeOf(verifyCounted(trusted, { ...answer, proof: [] }, tracker))).toBe('not-counted');
    expect(codeOf(verifyCounted(trusted, { ...answer, closed: { ...answer.closed, index: 1 } }, tracker))).toBe('not-counted');
    expect(codeOf(verifyCounted(trusted, { ...answer, closed: { ...answer.closed, entry: openedEntry } }, tracker))).toBe(
      'entry-malformed',
    );
  });
});
