import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { concat, equalBytes, i2osp, utf8 } from '../protocol/bytes.ts';
import { originOf, parseCheckpoint, verifyCheckpoint, noteKeyId } from '../protocol/checkpoint.ts';
import { shortTracker } from '../protocol/crockford.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../protocol/merkle.ts';
import { require } from '../protocol/refusal.ts';
import type { ConsistencyAnswer, CountedAnswer, Receipt, ReceiptAnswer } from '../server/messages.ts';
import type { VerifiedReceipt } from './ballot-maker.ts';
import { type VerifiedMeeting, verifyClosed } from './verified-meeting.ts';

const hashes = (texts: readonly string[]): Uint8Array[] => texts.map(fromBase64Url);
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** The signed tree head that a receipt or another answer carries. Refuses with `receipt-invalid`. */
function checkpointOf(meeting: VerifiedMeeting, note: string) {
  const checked = verifyCheckpoint(meeting.suite, note, meeting.manifest.meeting, meeting.manifest.server.key);
  require(checked.ok, 'receipt-invalid', 'checkpoint');
  return checked.value;
}

/** The rule of `record.md`, "Receipt": only together with its card. Refuses with `receipt-invalid`. */
export function verifyReceipt(
  meeting: VerifiedMeeting,
  { receipt, leaf }: ReceiptAnswer,
  card: string,
  own: { bytes: string; tracker: string } | null,
): VerifiedReceipt {
  const { suite, manifest } = meeting;
  require(receipt.meeting === manifest.meeting && receipt.card === card, 'receipt-invalid', 'meeting or card');
  if (own !== null) {
    require(receipt.tracker === own.tracker, 'receipt-invalid', 'tracker');
    require(leaf === toBase64Url(leafHash(suite, fromBase64Url(own.bytes))), 'receipt-invalid', 'leaf');
  }
  const checkpoint = checkpointOf(meeting, receipt.checkpoint);
  require(checkpoint.size === receipt.size, 'receipt-invalid', 'size');
  const included = verifyInclusion(suite, fromBase64Url(leaf), receipt.index, receipt.size, hashes(receipt.proof), checkpoint.root);
  require(included, 'receipt-invalid', 'inclusion');
  const tracker = fromBase64Url(receipt.tracker);
  require(tracker.length === 32, 'receipt-invalid', 'tracker');
  return { tracker: receipt.tracker, short: inGroups(shortTracker(tracker)), size: receipt.size };
}

/** Membership in the counted set of the signed `closed` entry, which is in a log that extends the receipt's. */
export function verifyCounted(meeting: VerifiedMeeting, answer: CountedAnswer, consistency: ConsistencyAnswer | null, kept: Receipt): boolean {
  const { suite } = meeting;
  const closedEntry = fromBase64Url(answer.closed.entry);
  const closed = verifyClosed(meeting, closedEntry);
  const then = checkpointOf(meeting, kept.checkpoint);
  const now = checkpointOf(meeting, answer.checkpoint);
  require(answer.tracker === kept.tracker, 'receipt-invalid', 'tracker');
  const proof = consistency === null ? [] : hashes(consistency.proof);
  const extended = then.size === now.size ? equalBytes(then.root, now.root) : verifyConsistency(suite, then.size, now.size, proof, then.root, now.root);
  require(extended, 'receipt-invalid', 'consistency');
  const leaf = leafHash(suite, closedEntry);
  require(verifyInclusion(suite, leaf, answer.closed.index, now.size, hashes(answer.closed.proof), now.root), 'receipt-invalid', 'closed');
  require(closed.counts.reduce((sum, { ballots }) => sum + ballots, 0) === answer.size, 'receipt-invalid', 'counted size');
  const member = leafHash(suite, fromBase64Url(answer.tracker));
  return verifyInclusion(suite, member, answer.index, answer.size, hashes(answer.proof), closed.countedRoot);
}

const linkVersion = 1;

/**
 * The address in the receipt's QR code: `/check/MEETING#` and base64url of version (1 byte), card (65), tracker (32), leaf (32), index (4), size (4),
 * root (32), length of the server's signature line (1) and its bytes, then the inclusion path (32 each).
 */
export function receiptLink(meeting: VerifiedMeeting, { receipt, leaf }: ReceiptAnswer, origin: string): string {
  const note = parseCheckpoint(receipt.checkpoint);
  const keyId = noteKeyId(meeting.suite, originOf(receipt.meeting), meeting.manifest.server.key);
  const line = note.signatures.find((one) => one.name === originOf(receipt.meeting) && equalBytes(one.keyId, keyId));
  const signature = line === undefined ? new Uint8Array(0) : concat(line.keyId, line.signature);
  const body = concat(
    Uint8Array.of(linkVersion),
    fromBase64Url(receipt.card),
    fromBase64Url(receipt.tracker),
    fromBase64Url(leaf),
    i2osp(receipt.index, 4),
    i2osp(receipt.size, 4),
    note.root,
    Uint8Array.of(signature.length),
    signature,
    ...hashes(receipt.proof),
  );
  return `${origin}/check/${receipt.meeting}#${toBase64Url(body)}`;
}

/** Reads what `receiptLink` wrote, back into the receipt with its note. Refuses with `receipt-invalid`. */
export function readReceiptLink(meeting: string, fragment: string): ReceiptAnswer {
  const body = fromBase64Url(fragment.replace(/^#/, ''));
  require(body.length >= 171 && body[0] === linkVersion, 'receipt-invalid', 'link');
  const number = (at: number): number => new DataView(body.buffer, body.byteOffset).getUint32(at);
  const signatureLength = body[170]!;
  const proof = body.subarray(171 + signatureLength);
  require(signatureLength > 4 && proof.length % 32 === 0 && body.length >= 171 + signatureLength, 'receipt-invalid', 'link');
  const name = originOf(meeting);
  const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
  const size = number(134);
  const checkpoint = `${name}\n${size}\n${base64(body.subarray(138, 170))}\n\n— ${name} ${base64(body.subarray(171, 171 + signatureLength))}\n`;
  require(utf8(checkpoint).length < 4096, 'receipt-invalid', 'link');
  return {
    leaf: toBase64Url(body.subarray(98, 130)),
    receipt: {
      meeting,
      card: toBase64Url(body.subarray(1, 66)),
      tracker: toBase64Url(body.subarray(66, 98)),
      index: number(130),
      size,
      proof: Array.from({ length: proof.length / 32 }, (_, i) => toBase64Url(proof.subarray(32 * i, 32 * i + 32))),
      checkpoint,
    },
  };
}
