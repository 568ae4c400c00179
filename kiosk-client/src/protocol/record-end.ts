import { equalBytes } from './bytes.ts';
import { organizerFingerprint } from './card.ts';
import { holds, under } from './check-failure.ts';
import { parseNotedCheckpoint, type SignedCheckpoint, verifyCheckpoint, verifyServerLine } from './checkpoint.ts';
import { verifyCosignatures } from './cosignature.ts';
import { require } from './refusal.ts';
import type { ReplayState } from './replay-state.ts';

/** What a record is compared with besides itself. */
export interface Anchors {
  /** Fingerprint of the organizer's key from the invitation or card. */
  readonly fingerprint?: Uint8Array;
  readonly manifestHash?: Uint8Array;
  /** A checkpoint noted in the room: a signed note, or its three lines of text alone. */
  readonly notedCheckpoint?: string;
}

const differs = (condition: boolean, detail: string): void => holds(condition, 'V06', 'anchor-differs', detail);

/** V06 for what can be compared right after entry 0. */
export function checkManifestAnchors(state: ReplayState, { fingerprint, manifestHash }: Anchors): void {
  const { suite, manifest } = state;
  if (manifestHash !== undefined) differs(equalBytes(manifestHash, state.manifestHash), 'manifest');
  if (fingerprint !== undefined) differs(equalBytes(organizerFingerprint(suite, manifest.organizer.key), fingerprint), 'organizer');
}

/** V06 for a checkpoint noted in the room, which may be older than the record. */
export function checkNotedCheckpoint(state: ReplayState, text: string): void {
  const { suite, manifest } = state;
  const noted = under('V06', 'anchor-differs', () => {
    const read = parseNotedCheckpoint(text);
    const signed = verifyServerLine(suite, read, manifest.meeting, manifest.server.key);
    require(signed || read.signatures.length === 0, 'anchor-differs', 'not signed by the server');
    return read;
  });
  const root = state.roots[noted.size];
  differs(root !== undefined && equalBytes(root, noted.root), 'checkpoint');
}

/** V05: the note is the server's, of this meeting, over exactly the entries replayed. */
export function checkLastCheckpoint(state: ReplayState, note: string): SignedCheckpoint {
  const { suite, manifest } = state;
  const read = verifyCheckpoint(suite, note, manifest.meeting, manifest.server.key);
  holds(read.ok, 'V05', 'checkpoint-invalid', read.ok ? '' : read.detail);
  const { size } = state.tree;
  holds(read.value.size === size && equalBytes(read.value.root, state.roots[size]!), 'V05', 'checkpoint-invalid', 'tree');
  return read.value;
}

/** V40, and the number of officers who cosigned. */
export function checkCosignatures(state: ReplayState, checkpoint: SignedCheckpoint): number {
  const { suite, manifest, keys } = state;
  const read = verifyCosignatures(suite, checkpoint, manifest.meeting, keys.officers);
  holds(read.ok, 'V40', 'cosignature-invalid', read.ok ? '' : read.detail);
  return read.value.length;
}

/** V34: a result with an attestation "verified", or a cancellation; under enough cosignatures. Without a checkpoint none is known. */
export function checkComplete(state: ReplayState, cosigned: number): void {
  const over = state.ended === 'cancelled' || (state.result !== undefined && state.verifiedAttestations > 0);
  holds(over, 'V34', 'incomplete', 'no result with an attestation, and no cancellation');
  const { tallyQuorum, witnessQuorum } = state.manifest;
  const needed = Math.max(witnessQuorum, tallyQuorum === 'witnessed' ? 1 : 0);
  holds(cosigned >= needed, 'V34', 'incomplete', `${cosigned} of ${needed} cosignatures`);
}
