import { equalBytes } from './bytes.ts';
import { decodeJson, encodeJson } from './canonical-json.ts';
import { proveDecryption } from './decryption.ts';
import { encodePoint } from './encoding.ts';
import { rehearsalBody, trusteeCommitBody, trusteeKeyBody, trusteeReadyBody } from './entry-bodies.ts';
import { decodeEntry } from './entry-envelope.ts';
import type { Random } from './random.ts';
import type { RecordReplay } from './record-replay.ts';
import { Refusal, require } from './refusal.ts';
import { rehearsalStatement } from './replay-ceremony.ts';
import { currentTree, type ReplayState } from './replay-state.ts';
import { bindManifest, signedEntry, signOnce, type TrusteeFile, trusteePublicKey } from './trustee-file.ts';
import { commitTo, makePolynomial, makeTrusteeKey, type TrusteeIdentity } from './trustee-key.ts';
import { ownShare, sharesInOrder } from './trustee-own-share.ts';
import { makeComplaint, makeShares, openShare } from './trustee-shares.ts';
import { type TallyNotes, tallyStep } from './trustee-tally.ts';

/** What the trustee waits for when there is nothing to do. */
export type Waiting =
  | 'commits'
  | 'keys'
  | 'shares'
  | 'ready'
  | 'rehearsals'
  | 'closing'
  | 'mixes'
  | 'tally-ready'
  | 'witness'
  | 'others'
  | 'ended';

export type TrusteeStep =
  | { readonly kind: 'wait'; readonly for: Waiting; readonly file: TrusteeFile }
  /** Store `file` first, then send `entry`. */
  | { readonly kind: 'send'; readonly type: string; readonly entry: Uint8Array; readonly file: TrusteeFile };

const ceremonyTypes = ['trustee-commit', 'trustee-key', 'trustee-shares', 'trustee-ready', 'trustee-complaint', 'rehearsal'] as const;
const tallyNames = ['tally-ready', 'decryption', 'decryption-2'] as const;

/**
 * The one next step of a trustee, from its file and its own replay of the log (which has checked every ballot proof by the time
 * `closed` is applied). `notes` holds the server's note over the replayed entries; before anything of the tally is signed it
 * must cover exactly them. Throws a `Refusal`: `not-a-trustee`, `file-of-another-manifest`, `entry-differs`, `backup-too-old`,
 * `checkpoint-invalid`, `signed-another-tree` (show it to the other trustees: the server has shown two records).
 */
export function nextTrusteeStep(file: TrusteeFile, replay: RecordReplay, notes: TallyNotes, random: Random): TrusteeStep {
  const { state } = replay;
  const trustee = placeOf(file, state);
  const bound = adoptFromLog(bindManifest(file, state.manifestHash), state, trustee);
  if (state.ended !== undefined) return { kind: 'wait', for: 'ended', file: bound };
  const identity = { suite: state.suite, manifestHash: state.manifestHash, trustee, k: file.k };
  return state.closed === undefined ? ceremonyStep(bound, state, identity, random) : tallyStep(bound, state, identity, notes, random);
}

function placeOf(file: TrusteeFile, state: ReplayState): number {
  const own = trusteePublicKey(file);
  const place = state.keys.trustees.findIndex((key) => equalBytes(key, own));
  require(place >= 0 && file.suite === state.suite && file.meeting === state.manifest.meeting, 'not-a-trustee');
  return place + 1;
}

/** Brings an older backup up to what the log already holds of this trustee, and refuses contradictions. */
function adoptFromLog(file: TrusteeFile, state: ReplayState, trustee: number): TrusteeFile {
  let adopted = file;
  const ownShares = state.trusteeEntries.has(`trustee-shares ${trustee}`);
  for (const name of [...ceremonyTypes, ...tallyNames]) {
    const inLog = state.trusteeEntries.get(`${name} ${trustee}`);
    const stored = signedEntry(adopted, name);
    if (inLog === undefined) continue;
    require(stored === null || equalBytes(stored, inLog), 'entry-differs', name);
    if (stored !== null) continue;
    // Without the polynomial of a key that stands in the log, its shares can never be made.
    require(ownShares || (name !== 'trustee-commit' && name !== 'trustee-key'), 'backup-too-old', name);
    adopted = { ...adopted, signed: [...adopted.signed, { name, entry: inLog }] };
  }
  if (ownShares && adopted.polynomial !== undefined) {
    const { polynomial: _, ...rest } = adopted;
    adopted = rest;
  }
  return adopted;
}

type Send = (type: string, makeBody: () => Uint8Array, from?: TrusteeFile) => TrusteeStep;

function sender(file: TrusteeFile, trustee: number, random: Random): Send {
  return (type, makeBody, from = file) => ({ kind: 'send', type, ...signOnce(from, trustee, type, makeBody, random) });
}

function ceremonyStep(file: TrusteeFile, state: ReplayState, identity: TrusteeIdentity, random: Random): TrusteeStep {
  const { trustee } = identity;
  const n = state.manifest.trustees.length;
  const wait = (what: Waiting): TrusteeStep => ({ kind: 'wait', for: what, file });
  const send = sender(file, trustee, random);
  if (!state.commits.has(trustee)) return commitStep(file, state, identity, random);
  if (state.commits.size < n) return wait('commits');
  if (!state.keyBodies.has(trustee)) return send('trustee-key', () => missing('trustee-key'));
  if (state.keyBodies.size < n) return wait('keys');
  if (!state.shares.has(trustee)) {
    return send('trustee-shares', () => makeShares(identity, state.keys.trustees, file.polynomial ?? missing('polynomial'), random));
  }
  if (state.afterShares === undefined) return wait('shares');
  if (!state.ready.has(trustee)) {
    const wrong = sharesInOrder(state).find((shares, dealer) => !openShare(identity, shares, state.commitments.get(dealer + 1)!).ok);
    if (wrong !== undefined) return send('trustee-complaint', () => makeComplaint(identity, wrong, random));
    const { size, root } = state.afterShares;
    return send('trustee-ready', () => encodeJson(trusteeReadyBody, { trustee, size, root, h: encodePoint(state.h!) }));
  }
  if (state.ready.size < n) return wait('ready');
  if (!state.rehearsed.has(trustee)) {
    const { size, root } = state.beforeRehearsal ?? currentTree(state);
    const proof = () => proveDecryption(rehearsalStatement(state, trustee), ownShare(state, identity), random);
    return send('rehearsal', () => encodeJson(rehearsalBody, { trustee, size, root, ...proof() }), withoutStaleRehearsal(file, size));
  }
  if (state.rehearsed.size < n) return wait('rehearsals');
  return wait('closing');
}

/** The key body is made together with the commit that hides it, so that the two can never differ. */
function commitStep(file: TrusteeFile, state: ReplayState, identity: TrusteeIdentity, random: Random): TrusteeStep {
  const { suite, manifestHash, trustee } = identity;
  const { threshold, trustees } = state.manifest;
  const stored = signedEntry(file, 'trustee-commit');
  if (stored !== null) return { kind: 'send', type: 'trustee-commit', entry: stored, file };
  const polynomial = makePolynomial(suite, threshold, random);
  const body = makeTrusteeKey(identity, trustees[trustee - 1]!.name, polynomial, random);
  const withKey = signOnce({ ...file, polynomial }, trustee, 'trustee-key', () => body, random).file;
  const { nonce } = decodeJson(trusteeKeyBody, body, body.length);
  const commit = commitTo(suite, manifestHash, trustee, nonce, body);
  return sender(withKey, trustee, random)('trustee-commit', () => encodeJson(trusteeCommitBody, { trustee, commit }));
}

/**
 * A rehearsal that did not arrive is made anew when another entry overtook it: its dummy hangs on the tree before the first
 * rehearsal, and that is now another tree, on which the gate would refuse the old one for good.
 */
function withoutStaleRehearsal(file: TrusteeFile, size: number): TrusteeFile {
  const stored = signedEntry(file, 'rehearsal');
  if (stored === null) return file;
  const made = decodeEntry(stored);
  const fits = made.type === 'rehearsal' && made.body.size === size;
  return fits ? file : { ...file, signed: file.signed.filter(({ name }) => name !== 'rehearsal') };
}

function missing(what: string): never {
  throw new Refusal('backup-too-old', what);
}
