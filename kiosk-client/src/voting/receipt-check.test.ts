import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../protocol/base64url.ts';
import { concat } from '../protocol/bytes.ts';
import { cardKey, organizerFingerprint, seedText } from '../protocol/card.ts';
import { consistencyProof, inclusionProof, leafHash } from '../protocol/merkle.ts';
import { countedRoot } from '../protocol/replay-cards.ts';
import { P256_SHA256 as suite } from '../protocol/suite.ts';
import { SimulatedMeeting } from '../protocol/testing/simulated-meeting.ts';
import type { PublicMeeting, ReceiptAnswer } from '../server/messages.ts';
import { MakerCore } from './maker-core.ts';
import { publicMeeting } from './testing.ts';

/** A real meeting with one more card, whose seed is known, voting through the page's own maker. */
function meetingWithCard() {
  const seed = new Uint8Array(16).fill(9);
  const meeting = new SimulatedMeeting({ suite, manifest: { acknowledgedSmallClass: true } });
  meeting.begin().trusteesAct();
  const card = cardKey(suite, seed, meeting.meeting);
  meeting.issueCards();
  const classes = { nonce: meeting.nonce(), class: 'X', category: 'a', contests: ['p1', 'p2'], cards: concat(card.pk) };
  meeting.staff('cards', classes);
  meeting.open();
  const fingerprint = toBase64Url(organizerFingerprint(suite, meeting.organizer.publicKey));
  const entry = (at: number): string => toBase64Url(meeting.entries[at]!);
  const openedAt = meeting.entries.length - 1;
  const shown: PublicMeeting = publicMeeting({ suite: suite.name, manifest: entry(0), contests: entry(1), opened: entry(openedAt) });
  return { meeting, seed, card, fingerprint, shown };
}

function receiptOf(meeting: SimulatedMeeting, index: number, card: Uint8Array, tracker: string): ReceiptAnswer {
  const leaves = meeting.entries.map((one) => leafHash(suite, one));
  return {
    receipt: {
      meeting: meeting.meeting,
      card: toBase64Url(card),
      tracker,
      index,
      size: leaves.length,
      proof: inclusionProof(suite, leaves, index).map(toBase64Url),
      checkpoint: meeting.checkpoint(),
    },
    leaf: toBase64Url(leaves[index]!),
  };
}

const seal = (core: MakerCore) =>
  core.seal([
    { options: [0], abstain: false },
    { options: [], abstain: false },
  ]);

describe('the maker with a real meeting', () => {
  const made = meetingWithCard();
  const { meeting, seed, card, fingerprint, shown } = made;
  const core = new MakerCore();
  const begun = core.begin({ seed: seedText(seed), fingerprint }, shown);
  core.prepare('X', ['p1', 'p2'], null);
  const sealed = seal(core);
  const cast = core.cast();
  meeting.append(Uint8Array.from(Buffer.from(cast.ballot, 'base64url')));
  meeting.replay.proveBallots();
  const answer = receiptOf(meeting, meeting.entries.length - 1, card.pk, cast.tracker);
  const against = { meeting: shown, fingerprint, card: begun.card };
  const own = { bytes: cast.ballot, tracker: cast.tracker };

  it('makes a ballot that the gate accepts, under the check code shown before', () => {
    expect(begun).toMatchObject({ card: toBase64Url(card.pk), pinned: true });
    expect(sealed.tracker).toBe(cast.tracker);
    expect(core.cast()).toEqual(cast);
  });

  it('accepts the true receipt', () => {
    expect(core.checkReceipt(answer, against, own)).toMatchObject({ tracker: cast.tracker, size: meeting.entries.length });
  });

  it.each<[string, (a: ReceiptAnswer) => ReceiptAnswer]>([
    ['another leaf', (a) => ({ ...a, leaf: toBase64Url(new Uint8Array(32)) })],
    ['another tracker', (a) => ({ ...a, receipt: { ...a.receipt, tracker: toBase64Url(new Uint8Array(32)) } })],
    ['another card', (a) => ({ ...a, receipt: { ...a.receipt, card: toBase64Url(new Uint8Array(65)) } })],
    ['another index', (a) => ({ ...a, receipt: { ...a.receipt, index: a.receipt.index - 1 } })],
    ['a shorter path', (a) => ({ ...a, receipt: { ...a.receipt, proof: a.receipt.proof.slice(1) } })],
    ['a size that the checkpoint does not name', (a) => ({ ...a, receipt: { ...a.receipt, size: a.receipt.size + 1 } })],
    ['a changed checkpoint', (a) => ({ ...a, receipt: { ...a.receipt, checkpoint: a.receipt.checkpoint.replace(/\n\d+\n/, '\n7\n') } })],
    ['another meeting', (a) => ({ ...a, receipt: { ...a.receipt, meeting: 'other-meeting' } })],
  ])('refuses a receipt with %s', (_, change) => {
    expect(() => core.checkReceipt(change(answer), against, own)).toThrow();
  });

  it('refuses a meeting of another organizer, and one that its officer did not sign', () => {
    expect(() => new MakerCore().begin({ seed: seedText(seed), fingerprint: 'AAAAAAAAAAAAAAAA' }, shown)).toThrow('organizer-differs');
    const torn = { ...shown, opened: `${shown.opened!.slice(0, -8)}AAAAAAAA` };
    expect(() => new MakerCore().begin({ seed: seedText(seed), fingerprint }, torn)).toThrow();
    expect(() => new MakerCore().begin({ seed: `${seedText(seed).slice(0, -1)}0`, fingerprint }, shown)).toThrow('card-unreadable');
  });

  it('writes the receipt into an address and reads it back', () => {
    core.checkReceipt(answer, against, own);
    const link = core.receiptLink(answer, 'https://host');
    expect(link.length).toBeLessThan(900);
    expect(core.readLink(meeting.meeting, link.slice(link.indexOf('#')))).toEqual(answer);
    expect(() => core.readLink(meeting.meeting, '#AAAA')).toThrow('receipt-invalid');
  });

  it('destroys a sealed ballot after an edit, and a new seal has a new check code', () => {
    const other = new MakerCore();
    other.begin({ seed: seedText(seed), fingerprint }, shown);
    other.prepare('X', ['p1', 'p2'], null);
    const first = seal(other);
    other.unseal();
    expect(() => other.cast()).toThrow('nothing sealed');
    expect(seal(other).tracker).not.toBe(first.tracker);
    other.forget();
    expect(() => seal(other)).toThrow('nothing prepared');
  });

  it('checks at closing that the ballot is among the counted ones, in a log that has only grown', () => {
    const root = countedRoot(meeting.replay.state);
    meeting.close();
    const leaves = meeting.entries.map((one) => leafHash(suite, one));
    const at = leaves.length - 1;
    const counted = {
      tracker: cast.tracker,
      index: 0,
      size: 1,
      proof: [],
      closed: { entry: toBase64Url(meeting.entries[at]!), index: at, proof: inclusionProof(suite, leaves, at).map(toBase64Url) },
      checkpoint: meeting.checkpoint(),
    };
    const proof = [toBase64Url(leaves[at]!)];
    expect(root).toHaveLength(32);
    const consistency = { proof: growthProof(meeting), checkpoint: counted.checkpoint };
    expect(core.checkCounted(counted, consistency, answer, against)).toEqual({ counted: true });
    expect(() => core.checkCounted(counted, { ...consistency, proof }, { ...answer }, against)).toThrow();
    expect(() => core.checkCounted({ ...counted, tracker: toBase64Url(new Uint8Array(32)) }, consistency, answer, against)).toThrow();
    expect(() => core.checkCounted({ ...counted, index: 1, size: 2 }, consistency, answer, against)).toThrow();
  });
});

function growthProof(meeting: SimulatedMeeting): string[] {
  const leaves = meeting.entries.map((one) => leafHash(suite, one));
  return consistencyProof(suite, leaves, leaves.length - 1).map(toBase64Url);
}
