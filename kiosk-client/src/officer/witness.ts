import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { equalBytes } from '../protocol/bytes.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import { type SignedCheckpoint, verifyCheckpoint } from '../protocol/checkpoint.ts';
import { cosignerName, makeCosignature } from '../protocol/cosignature.ts';
import { decodeEntry } from '../protocol/entry-envelope.ts';
import { checkManifest } from '../protocol/meeting-check.ts';
import { leafHash, verifyConsistency } from '../protocol/merkle.ts';
import type { Random } from '../protocol/random.ts';
import { attempt, require } from '../protocol/refusal.ts';
import type { StaffKey } from '../protocol/staff-signature.ts';
import { type Suite, suiteByName } from '../protocol/suite.ts';
import type { WitnessApi } from '../server/witness-api.ts';
import { findFork, rollbackEvidence } from './witness-evidence.ts';
import type { EvidenceFile, StopReason, WitnessMemory, WitnessState } from './witness-memory.ts';

/** An officer who watches one meeting: the key is open only here. */
export interface Witness {
  readonly api: WitnessApi;
  readonly meeting: string;
  readonly officer: number;
  readonly key: StaffKey;
  readonly memory: WitnessMemory;
  readonly random: Random;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** What one look at the newest checkpoint came to. */
export type Look =
  | { readonly at: 'cosigned'; readonly size: number }
  /** Nothing new since the last look. */
  | { readonly at: 'same'; readonly size: number }
  /** No answer, or the server says there is nothing to witness yet. */
  | { readonly at: 'waiting'; readonly code: string }
  | { readonly at: 'stopped'; readonly reason: StopReason; readonly files: readonly EvidenceFile[] };

interface Known {
  readonly suite: Suite;
  readonly manifest: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** One look after the other, also between two tabs: the check and the storing of what was signed are one step. */
export async function look(witness: Witness): Promise<Look> {
  const name = `rv-witness:${witness.meeting}:${witness.officer}`;
  const turn = (): Promise<Look> => lookOnce(witness);
  if (typeof navigator !== 'undefined' && navigator.locks !== undefined) return navigator.locks.request(name, turn);
  const next = (queues.get(name) ?? Promise.resolve()).then(turn);
  queues.set(
    name,
    next.catch(() => undefined),
  );
  return next;
}

const queues = new Map<string, Promise<unknown>>();

async function lookOnce(witness: Witness): Promise<Look> {
  const { api, memory } = witness;
  const kept = memory.load();
  if (kept?.stopped != null) return { at: 'stopped', reason: kept.stopped, files: kept.files };
  const entry = await api.manifest();
  if (entry.kind !== 'ok') return { at: 'waiting', code: entry.kind === 'lost' ? 'network' : entry.code };
  if (entry.value === null) return { at: 'waiting', code: 'nothing' };
  const read = readManifest(witness, entry.value);
  if (!read.ok) return { at: 'waiting', code: read.code };
  const known = read.value;
  const hash = toBase64Url(known.suite.hash(known.manifest));
  // Before the first cosignature the witness stands at the manifest alone, which every history must begin with.
  const state: WitnessState = kept ?? {
    manifest: hash,
    size: 1,
    root: toBase64Url(leafHash(known.suite, known.manifest)),
    note: '',
    time: 0,
    stopped: null,
    files: [],
  };
  if (state.manifest !== hash)
    return stop(witness, state, 'manifest', [{ name: 'manifest.json', text: new TextDecoder().decode(known.manifest) }]);
  const answer = await api.checkpoint();
  if (answer.kind !== 'ok') return { at: 'waiting', code: answer.kind === 'lost' ? 'network' : answer.code };
  const verified = verifyCheckpoint(known.suite, answer.value, witness.meeting, known.serverKey);
  if (!verified.ok) return stop(witness, state, 'signature', [{ name: 'checkpoint.txt', text: answer.value }]);
  return consider(witness, known, state, answer.value, verified.value);
}

/** The manifest is this meeting's, well signed, and names this key as this officer's. */
function readManifest(witness: Witness, text: string) {
  return attempt((): Known => {
    const manifest = fromBase64Url(text);
    const decoded = decodeEntry(manifest);
    require(decoded.type === 'manifest', 'entry-malformed');
    const suite = suiteByName(decoded.body.suite);
    const trusted = checkManifest(manifest, organizerFingerprint(suite, decoded.body.organizer.key), witness.meeting);
    if (!trusted.ok) require(false, trusted.code, trusted.detail);
    const mine = decoded.body.officers[witness.officer - 1]?.key;
    require(mine !== undefined && equalBytes(mine, witness.key.publicKey), 'keyDiffers');
    return { suite, manifest, serverKey: decoded.body.server.key };
  });
}

async function consider(witness: Witness, known: Known, state: WitnessState, note: string, next: SignedCheckpoint): Promise<Look> {
  const { suite } = known;
  const root = fromBase64Url(state.root);
  const last = { size: state.size, root, note: state.note };
  const prove = async (from: number, to: number): Promise<readonly Uint8Array[] | null> => {
    const answer = await witness.api.consistency(from, to);
    if (answer.kind !== 'ok') return null;
    const proof = attempt(() => answer.value.proof.map(fromBase64Url));
    return proof.ok ? proof.value : null;
  };
  if (next.size < state.size) {
    const files = notesOf(state.note, note);
    const proof = await prove(next.size, state.size);
    if (proof !== null && verifyConsistency(suite, next.size, state.size, proof, next.root, root)) {
      const statement = { time: Math.max(witness.now(), state.time + 1), text: `checkpoint ${next.size} was shown after ${state.size}` };
      const officer = { number: witness.officer, key: witness.key };
      const evidence = rollbackEvidence(
        suite,
        known.manifest,
        { first: state.note, second: note },
        proof,
        officer,
        statement,
        witness.random,
      );
      return stop(witness, state, 'rollback', [evidenceFile(witness, evidence), ...files]);
    }
    const fork = await findFork(suite, known.manifest, { size: next.size, root: next.root, note }, last, prove);
    return stop(witness, state, fork === null ? 'rollback' : 'fork', [...(fork === null ? [] : [evidenceFile(witness, fork)]), ...files]);
  }
  if (next.size === state.size && state.note !== '' && equalBytes(next.root, root)) {
    const mine = cosignerName(witness.meeting, witness.officer);
    if (next.signatures.some(({ name }) => name === mine)) return { at: 'same', size: state.size };
    // The line was signed and stored, and then lost on its way. No other follows at the end of a record, so that this one is sent again.
    return send(witness, `${state.note.trimEnd().split('\n').at(-1)}`, state.size);
  }
  const proof = next.size === state.size ? [] : await prove(state.size, next.size);
  if (proof === null) return { at: 'waiting', code: 'proof' };
  if (!verifyConsistency(suite, state.size, next.size, proof, root, next.root)) {
    const fork = state.note === '' ? null : await findFork(suite, known.manifest, last, { size: next.size, root: next.root, note }, prove);
    const files = [...(fork === null ? [] : [evidenceFile(witness, fork)]), ...notesOf(state.note, note)];
    return stop(witness, state, fork === null ? 'proof' : 'fork', files);
  }
  const time = witness.now();
  const line = makeCosignature(suite, next, witness, time, witness.random);
  witness.memory.save({ ...state, time, size: next.size, root: toBase64Url(next.root), note: ownNote(next, note, line) });
  return send(witness, line.trimEnd(), next.size);
}

async function send(witness: Witness, line: string, size: number): Promise<Look> {
  const sent = await witness.api.cosignature(line, size);
  if (sent.kind === 'ok') return { at: 'cosigned', size };
  return { at: 'waiting', code: sent.kind === 'lost' ? 'network' : sent.code };
}

/** The note as the server signed it, with this officer's line and no other officer's. */
function ownNote(checkpoint: SignedCheckpoint, note: string, line: string): string {
  const lines = note.slice(checkpoint.text.length + 1).split('\n');
  const server = lines.filter((one) => one.startsWith(`— ${checkpoint.origin} `)).join('\n');
  return `${checkpoint.text}\n${server}\n${line}`;
}

function stop(witness: Witness, state: WitnessState, reason: StopReason, files: readonly EvidenceFile[]): Look {
  witness.memory.save({ ...state, stopped: reason, files });
  return { at: 'stopped', reason, files };
}

const evidenceFile = (witness: Witness, evidence: Uint8Array): EvidenceFile => ({
  name: `${witness.meeting}-evidence.json`,
  text: new TextDecoder().decode(evidence),
});

const notesOf = (first: string, second: string): EvidenceFile[] =>
  [
    { name: 'checkpoint-1.txt', text: first },
    { name: 'checkpoint-2.txt', text: second },
  ].filter(({ text }) => text !== '');
