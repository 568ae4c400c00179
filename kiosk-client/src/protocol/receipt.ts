import { equalBytes } from './bytes.ts';
import { verifyCheckpoint } from './checkpoint.ts';
import { checkClosed, type TrustedMeeting } from './meeting-check.ts';
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import { attempt, Refusal, type Result, require } from './refusal.ts';

/** Receipt of a cast ballot (`record.md`, "Receipt"), decoded. */
export interface Receipt {
  readonly meeting: string;
  readonly card: Uint8Array;
  readonly tracker: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
}

/** The last checkpoint a client has seen; it never accepts a smaller or a different tree. */
export interface SeenTree {
  readonly size: number;
  readonly root: Uint8Array;
}

function verified(meeting: TrustedMeeting, note: string) {
  const { suite, manifest } = meeting;
  const checkpoint = verifyCheckpoint(suite, note, manifest.meeting, manifest.server.key);
  if (!checkpoint.ok) throw new Refusal(checkpoint.code, checkpoint.detail);
  return checkpoint.value;
}

/**
 * Verifies a receipt together with its card (B11): the card and tracker are the voter's own, the leaf is included under a
 * checkpoint signed by the server. `leaf` is the hash of the ballot entry, computed from the ballot's own bytes where the client
 * still has them. Refuses with `receipt-of-another-card`, `receipt-invalid` or `checkpoint-invalid`.
 */
export function verifyReceipt(
  meeting: TrustedMeeting,
  receipt: Receipt,
  own: { card: Uint8Array; tracker?: Uint8Array; leaf: Uint8Array },
): Result<SeenTree> {
  return attempt(() => {
    const { suite, manifest } = meeting;
    require(receipt.meeting === manifest.meeting && equalBytes(receipt.card, own.card), 'receipt-of-another-card');
    require(own.tracker === undefined || equalBytes(receipt.tracker, own.tracker), 'receipt-invalid', 'tracker');
    const { size, root } = verified(meeting, receipt.checkpoint);
    require(size === receipt.size, 'receipt-invalid', 'size');
    require(verifyInclusion(suite, own.leaf, receipt.index, size, receipt.proof, root), 'receipt-invalid', 'inclusion');
    return { size, root };
  });
}

/** Leaf hash of a ballot's bytes. */
export function ballotLeaf(meeting: TrustedMeeting, entry: Uint8Array): Uint8Array {
  return leafHash(meeting.suite, entry);
}

/** Verifies that the tree of a new checkpoint extends the one seen before. Refuses with `log-forked` or `checkpoint-invalid`. */
export function verifyGrowth(meeting: TrustedMeeting, seen: SeenTree, note: string, proof: readonly Uint8Array[]): Result<SeenTree> {
  return attempt(() => {
    const { size, root } = verified(meeting, note);
    const grows = size >= seen.size && verifyConsistency(meeting.suite, seen.size, size, proof, seen.root, root);
    require(grows, 'log-forked', `from ${seen.size} to ${size}`);
    return { size, root };
  });
}

/** Answer of the server about membership in the counted set. */
export interface CountedAnswer {
  readonly tracker: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly closed: { readonly entry: Uint8Array; readonly index: number; readonly proof: readonly Uint8Array[] };
  readonly checkpoint: string;
}

/**
 * Verifies that a tracker is among the counted ones: membership under `countedRoot`, `closed` signed and included under the
 * checkpoint. Refuses with `not-counted`, `checkpoint-invalid`, `signature-invalid` or `entry-malformed`.
 */
export function verifyCounted(meeting: TrustedMeeting, answer: CountedAnswer, tracker: Uint8Array): Result<SeenTree> {
  return attempt(() => {
    const { suite } = meeting;
    require(equalBytes(answer.tracker, tracker), 'not-counted', 'another tracker');
    const closed = checkClosed(answer.closed.entry, meeting);
    if (!closed.ok) throw new Refusal(closed.code, closed.detail);
    const member = verifyInclusion(suite, leafHash(suite, tracker), answer.index, answer.size, answer.proof, closed.value.countedRoot);
    require(member, 'not-counted', 'membership');
    const { size, root } = verified(meeting, answer.checkpoint);
    const leaf = leafHash(suite, answer.closed.entry);
    require(verifyInclusion(suite, leaf, answer.closed.index, size, answer.closed.proof, root), 'not-counted', 'closed entry');
    return { size, root };
  });
}
