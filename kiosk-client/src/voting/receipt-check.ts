import { fromBase64Url, toBase64, toBase64Url } from '../protocol/base64url.ts';
import { concat, equalBytes, i2osp } from '../protocol/bytes.ts';
import { noteKeyId, originOf, parseCheckpoint } from '../protocol/checkpoint.ts';
import { shortTracker } from '../protocol/crockford.ts';
import { leafHash } from '../protocol/merkle.ts';
import * as checks from '../protocol/receipt.ts';
import { require } from '../protocol/refusal.ts';
import type { ConsistencyAnswer, CountedAnswer, Receipt, ReceiptAnswer } from '../server/messages.ts';
import type { VerifiedReceipt } from './ballot-maker.ts';
import { need, type VerifiedMeeting } from './verified-meeting.ts';

const hashes = (texts: readonly string[]): Uint8Array[] => texts.map(fromBase64Url);
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

const decodeReceipt = (receipt: Receipt): checks.Receipt => ({
  ...receipt,
  card: fromBase64Url(receipt.card),
  tracker: fromBase64Url(receipt.tracker),
  proof: hashes(receipt.proof),
});

/** A receipt in the page's form, verified with its card and, where the ballot is still known, with its bytes. Refuses as `checks.verifyReceipt` does. */
export function verifyReceipt(
  { trusted }: VerifiedMeeting,
  { receipt, leaf }: ReceiptAnswer,
  card: string,
  own: { bytes: string; tracker: string } | null,
): VerifiedReceipt {
  const ownLeaf = own === null ? fromBase64Url(leaf) : leafHash(trusted.suite, fromBase64Url(own.bytes));
  require(equalBytes(ownLeaf, fromBase64Url(leaf)), 'receipt-invalid', 'leaf');
  const tracker = own === null ? {} : { tracker: fromBase64Url(own.tracker) };
  need(checks.verifyReceipt(trusted, decodeReceipt(receipt), { card: fromBase64Url(card), leaf: ownLeaf, ...tracker }));
  return { tracker: receipt.tracker, short: inGroups(shortTracker(fromBase64Url(receipt.tracker))), size: receipt.size };
}

/** Membership in the counted set of the signed `closed` entry, which is in a log that extends the receipt's. Refuses as `checks.verifyCounted` does. */
export function verifyCounted(
  { trusted }: VerifiedMeeting,
  answer: CountedAnswer,
  consistency: ConsistencyAnswer | null,
  kept: Receipt,
): void {
  const { closed } = answer;
  const decoded = {
    ...answer,
    tracker: fromBase64Url(answer.tracker),
    proof: hashes(answer.proof),
    closed: { entry: fromBase64Url(closed.entry), index: closed.index, proof: hashes(closed.proof) },
  };
  need(checks.verifyCounted(trusted, decoded, fromBase64Url(kept.tracker)));
  const { size, root } = parseCheckpoint(kept.checkpoint);
  need(checks.verifyGrowth(trusted, { size, root }, answer.checkpoint, consistency === null ? [] : hashes(consistency.proof)));
}

const linkVersion = 1;

/**
 * The address in the receipt's QR code: `/check/MEETING#` and base64url of version (1 byte), card (65), tracker (32), leaf (32), index (4), size (4),
 * root (32), length of the server's signature line (1) and its bytes, then the inclusion path (32 each).
 */
export function receiptLink({ trusted }: VerifiedMeeting, { receipt, leaf }: ReceiptAnswer, origin: string): string {
  const note = parseCheckpoint(receipt.checkpoint);
  const keyId = noteKeyId(trusted.suite, originOf(receipt.meeting), trusted.manifest.server.key);
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
  const size = number(134);
  const checkpoint = `${name}\n${size}\n${toBase64(body.subarray(138, 170))}\n\n— ${name} ${toBase64(body.subarray(171, 171 + signatureLength))}\n`;
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
