import { equalBytes } from './bytes.ts';
import { encodeJson } from './canonical-json.ts';
import { type SignedCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { verifyCosignatures } from './cosignature.ts';
import { proveDecryption } from './decryption.ts';
import { decryptionBody, mixedBody, tallyReadyBody } from './entry-bodies.ts';
import { decodeEntry, signTrusteeEntry } from './entry-envelope.ts';
import type { Random } from './random.ts';
import type { SeenTree } from './receipt.ts';
import { require } from './refusal.ts';
import { type ContestMixes, mixesMissing, mixStatement } from './replay-mixes.ts';
import { currentTree, type ReplayState } from './replay-state.ts';
import { decryptionStatement, needsTexts, tallyQuorum } from './replay-tally.ts';
import { makeShuffle } from './shuffle-make.ts';
import { signedEntry, signOnce, type TrusteeFile } from './trustee-file.ts';
import type { TrusteeIdentity } from './trustee-key.ts';
import { ownShare } from './trustee-own-share.ts';
import type { TrusteeStep, Waiting } from './trustee-steps.ts';

/** What a trustee's client was given beside the log. */
export interface TallyNotes {
  /** The server's note over exactly the log read so far. */
  readonly checkpoint: string;
  /** The note over the tree that `tally-ready` names, with the officers' lines; needed under "witnessed" only. */
  readonly tallyCheckpoint?: string | null;
  /** Hears how far a mix is. */
  readonly tell?: (done: number, total: number) => void;
}

/** The one next step after `closed`: mix, be ready, open the sums and used bits, open the texts of used slots. */
export function tallyStep(
  file: TrusteeFile,
  state: ReplayState,
  identity: TrusteeIdentity,
  notes: TallyNotes,
  random: Random,
): TrusteeStep {
  const { trustee } = identity;
  const wait = (what: Waiting): TrusteeStep => ({ kind: 'wait', for: what, file });
  if (state.result !== undefined) return wait('ended');
  requireCovers(state, notes.checkpoint, currentTree(state));
  const tree = state.tallyTree;
  if (tree === undefined) {
    require(signedEntry(file, 'tally-ready') === null, 'signed-another-tree');
    const due = dueMix(state, trustee);
    return due === null ? wait('mixes') : mixStep(file, state, identity, due, notes, random);
  }
  refuseSecondTree(file, tree);
  const { size, root } = tree;
  if (!state.tallyReady.has(trustee)) {
    const body = (): Uint8Array => encodeJson(tallyReadyBody, { trustee, size, root });
    return { kind: 'send', type: 'tally-ready', ...signOnce(file, trustee, 'tally-ready', body, random) };
  }
  if (state.tallyReady.size < tallyQuorum(state)) return wait('tally-ready');
  if (state.manifest.tallyQuorum === 'witnessed' && !isCosigned(state, notes.tallyCheckpoint ?? null, tree)) return wait('witness');
  const decrypt = (phase: 1 | 2): TrusteeStep => {
    const body = (): Uint8Array => {
      const { d, Tg, Ta, z } = proveDecryption(decryptionStatement(state, trustee, phase), ownShare(state, identity), random);
      return encodeJson(decryptionBody, { phase, size, root, trustee, d, Tg, Ta, z });
    };
    return { kind: 'send', type: 'decryption', ...signOnce(file, trustee, phase === 1 ? 'decryption' : 'decryption-2', body, random) };
  };
  if (!state.decryptions.has(trustee)) return decrypt(1);
  return needsTexts(state) && !state.textDecryptions.has(trustee) ? decrypt(2) : wait('others');
}

/**
 * The contest whose next mix this trustee makes: one that needs a mix and has none of this trustee. Trustees who begin at the same time
 * begin with different contests.
 */
export function dueMix(state: ReplayState, trustee: number): ContestMixes | null {
  const { threshold, trustees } = state.manifest;
  const n = trustees.length;
  const turn = (mixes: ContestMixes, place: number): number => (trustee - 1 + (n - ((place + mixes.trustees.length) % n))) % n;
  const due = (state.mixes ?? [])
    .map((mixes, place) => ({ mixes, turn: turn(mixes, place) }))
    .filter(({ mixes }) => mixes.trustees.length < threshold && !mixes.trustees.includes(trustee))
    .sort((a, b) => a.turn - b.turn);
  return mixesMissing(state) === 0 ? null : (due[0]?.mixes ?? null);
}

/** A mix is made for these inputs and not kept in the file (`sealed-file.md`, rule 3). */
function mixStep(
  file: TrusteeFile,
  state: ReplayState,
  identity: TrusteeIdentity,
  mixes: ContestMixes,
  notes: TallyNotes,
  random: Random,
): TrusteeStep {
  const { suite, manifestHash, trustee, k } = identity;
  const statement = mixStatement(state, mixes, trustee);
  const { contest, mix, size, root } = statement;
  const body = encodeJson(mixedBody, { contest, mix, trustee, size, root, ...makeShuffle(statement, random, notes.tell) });
  return { kind: 'send', type: 'mixed', entry: signTrusteeEntry(suite, 'mixed', body, manifestHash, trustee, k, random), file };
}

/** The note is the server's, and of exactly this tree. Refuses with `checkpoint-invalid`. */
function requireCovers(state: ReplayState, note: string, tree: SeenTree): SignedCheckpoint {
  const head = verifyCheckpoint(state.suite, note, state.manifest.meeting, state.manifest.server.key);
  require(head.ok && head.value.size === tree.size && equalBytes(head.value.root, tree.root), 'checkpoint-invalid', head.ok
    ? 'tree'
    : head.detail);
  return head.value;
}

/**
 * Under "witnessed" nothing is opened before an officer has cosigned the checkpoint of that size and root (`witnesses.md`).
 * Refuses with `checkpoint-invalid` or `cosignature-invalid`.
 */
function isCosigned(state: ReplayState, note: string | null, tree: SeenTree): boolean {
  if (note === null) return false;
  const { suite, manifest, keys } = state;
  const lines = verifyCosignatures(suite, requireCovers(state, note, tree), manifest.meeting, keys.officers);
  require(lines.ok, 'cosignature-invalid', lines.ok ? '' : lines.detail);
  return lines.value.length > 0;
}

/** B1: whoever has signed one tree signs no other, not even by sending the old signature again. */
function refuseSecondTree(file: TrusteeFile, tree: SeenTree): void {
  const stored = signedEntry(file, 'tally-ready');
  if (stored === null) return;
  const signed = decodeEntry(stored);
  const same = signed.type === 'tally-ready' && signed.body.size === tree.size && equalBytes(signed.body.root, tree.root);
  require(same, 'signed-another-tree');
}
