import { type BatchItem, explainBallot, findBadBallots } from './ballot-verify.ts';
import { equalBytes } from './bytes.ts';
import { organizerFingerprint } from './card.ts';
import { CheckFailure, holds, under } from './check-failure.ts';
import { type Checkpoint, parseCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { decodeEntry, type EnvelopedEntry, entryTypeOf, LARGEST_ENTRY, verifySignatures } from './entry-envelope.ts';
import { leafHash } from './merkle.ts';
import type { Random } from './random.ts';
import { Refusal } from './refusal.ts';
import { applyBallot, checkOfEquation } from './replay-ballots.ts';
import { applyCards, applyClosed, applyContests, applyOpened, applyVoided } from './replay-cards.ts';
import { applyCommit, applyComplaint, applyKey, applyReady, applyRehearsal, applyShares, noteLastShares } from './replay-ceremony.ts';
import { currentTree, newState, type ReplayedBallot, type ReplayState } from './replay-state.ts';
import { applyDecryption, applyResult, applyTallyReady } from './replay-tally.ts';
import { checkManifestRules, signerKeys } from './rules.ts';
import { noManifest } from './staff-signature.ts';
import { suiteByName } from './suite.ts';

/** Where a check failed: the entry's place and type, when one entry is to blame. */
export interface Failure {
  readonly check: string;
  readonly code: string;
  readonly detail: string;
  readonly index?: number;
  readonly type?: string;
}

/** Replays a record entry by entry. Each method throws `CheckFailure`; nothing may be applied after a failure. */
export class RecordReplay {
  readonly #random: Random;
  readonly #entries: Uint8Array[] = [];
  #state: ReplayState | null = null;
  #unproven: ReplayedBallot[] = [];

  /** `random` gives the weights of batches. */
  constructor(random: Random) {
    this.#random = random;
  }

  /** State after the entries applied so far; throws before the manifest. */
  get state(): ReplayState {
    if (this.#state === null) throw new Error('no-manifest');
    return this.#state;
  }

  get size(): number {
    return this.#entries.length;
  }

  entry(index: number): Uint8Array | undefined {
    return this.#entries[index];
  }

  /** Applies one entry. Ballot equations are left to `proveBallots`. */
  apply(entry: Uint8Array): void {
    const index = this.#entries.length;
    holds(entry.length <= LARGEST_ENTRY, 'V02', 'entry-malformed', 'size');
    const type = under('V02', null, () => entryTypeOf(entry));
    if (this.#state === null) this.#state = openManifest(entry, type);
    else this.#applyNext(this.#state, entry, type, index);
    const { suite, tree, roots } = this.#state;
    tree.append(leafHash(suite, entry));
    roots.push(tree.root());
    this.#entries.push(entry);
    noteLastShares(this.#state);
    if (this.#state.closing !== undefined && this.#state.closed === undefined) {
      this.#state.closed = { body: this.#state.closing, after: currentTree(this.#state) };
    }
  }

  #applyNext(state: ReplayState, entry: Uint8Array, type: string, index: number): void {
    holds(type !== 'manifest', 'V03', 'entry-out-of-order', 'second manifest');
    holds(state.ended === undefined || type === 'attestation', 'V03', 'entry-out-of-order', `${type} after the end`);
    if (type === 'ballot') {
      this.#unproven.push(applyBallot(state, entry, index));
      return;
    }
    const decoded = under('V02', null, () => decodeEntry(entry));
    if ('trustee' in decoded.body) {
      const { trustee } = decoded.body;
      holds(trustee >= 1 && trustee <= state.manifest.trustees.length, 'V04', 'signature-invalid', 'unknown trustee');
    }
    under('V04', 'signature-invalid', () => verifySignatures(state.suite, decoded, state.manifestHash, state.keys));
    // What `closed` states about the ballots means something only when they are proven.
    if (decoded.type === 'closed') this.proveBallots();
    dispatch(state, decoded, entry);
    if ('trustee' in decoded.body) state.trusteeEntries.set(`${type} ${decoded.body.trustee}`, entry);
  }

  /**
   * Checks the equations of the ballots applied since the last call, once at least `atLeast` are waiting, as one batch with
   * weights drawn now. A bad ballot is named with the check of its first equation that does not hold.
   */
  proveBallots(atLeast = 1): void {
    if (this.#unproven.length === 0 || this.#unproven.length < atLeast) return;
    const waiting = this.#unproven;
    this.#unproven = [];
    const items: BatchItem[] = waiting.map(({ context, stated }) => ({ context, stated }));
    const [bad] = findBadBallots(items, this.#random);
    if (bad === undefined) return;
    const why = explainBallot(items[bad]!);
    const name = why.ok ? 'E1' : (/E[1-6]$/.exec(why.detail)?.[0] ?? 'E1');
    const { check, code } = checkOfEquation(name);
    throw new BallotFailure(check, code, name, waiting[bad]!.index);
  }
}

/** A failure of a ballot that was applied earlier than the entry at hand. */
export class BallotFailure extends CheckFailure {
  readonly index: number;

  constructor(check: string, code: string, detail: string, index: number) {
    super(check, code, detail);
    this.index = index;
  }
}

function openManifest(entry: Uint8Array, type: string): ReplayState {
  holds(type === 'manifest', 'V03', 'entry-out-of-order', 'the first entry is not a manifest');
  const decoded = under('V02', null, () => decodeEntry(entry)) as Extract<EnvelopedEntry, { type: 'manifest' }>;
  const suite = suiteByName(decoded.body.suite);
  under('V07', null, () => checkManifestRules(suite, decoded.body));
  const keys = signerKeys(decoded.body);
  under('V04', 'signature-invalid', () => verifySignatures(suite, decoded, noManifest, keys));
  return newState(suite, decoded.body, suite.hash(entry), keys);
}

function dispatch(state: ReplayState, entry: EnvelopedEntry, bytes: Uint8Array): void {
  switch (entry.type) {
    case 'manifest':
      return;
    case 'contests':
      applyContests(state, entry.body, bytes);
      return;
    case 'trustee-commit':
      applyCommit(state, entry.body);
      return;
    case 'trustee-key':
      applyKey(state, entry.body, entry.bodyBytes);
      return;
    case 'trustee-shares':
      applyShares(state, entry.body);
      return;
    case 'trustee-ready':
      applyReady(state, entry.body);
      return;
    case 'trustee-complaint':
      applyComplaint(state, entry.body);
      return;
    case 'rehearsal':
      applyRehearsal(state, entry.body);
      return;
    case 'cards':
      applyCards(state, entry.body);
      return;
    case 'cards-voided':
      applyVoided(state, entry.body);
      return;
    case 'opened':
      applyOpened(state, entry.body, bytes);
      return;
    case 'cancelled':
      holds(state.result === undefined, 'V03', 'entry-out-of-order', 'cancelled after the result');
      state.ended = 'cancelled';
      return;
    case 'closed':
      applyClosed(state, entry.body);
      return;
    case 'tally-ready':
      applyTallyReady(state, entry.body);
      return;
    case 'decryption':
      applyDecryption(state, entry.body, bytes);
      return;
    case 'result':
      applyResult(state, entry.body, entry.bodyBytes);
      return;
    case 'attestation':
      applyAttestation(state, entry.body);
      return;
  }
}

function applyAttestation(state: ReplayState, body: Extract<EnvelopedEntry, { type: 'attestation' }>['body']): void {
  const objection = body.verdict === 'objection';
  const timely = objection || state.result !== undefined || state.ended !== undefined;
  holds(timely, 'V03', 'entry-out-of-order', 'attestation before the result');
  const root = state.roots[body.size];
  holds(body.size <= state.tree.size && root !== undefined && equalBytes(root, body.root), 'V33', 'attestation-differs');
  if (objection) state.objections++;
  else state.verifiedAttestations++;
}

export interface RecordCheckOptions {
  /** Signed note that covers the last entry. */
  readonly checkpoint?: string;
  /** Fingerprint of the organizer's key from the invitation or card. */
  readonly fingerprint?: Uint8Array;
  /** Anchors noted in the room. */
  readonly manifestHash?: Uint8Array;
  readonly notedCheckpoint?: string;
  readonly random: Random;
  /** Called after every entry and every batch of ballots. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface RecordReport {
  readonly failure: Failure | null;
  /** Outcome of V01 to V34 in order. */
  readonly checks: readonly { readonly check: string; readonly outcome: 'passed' | 'failed' | 'not-checked' }[];
  /** The replayed state, when nothing failed. */
  readonly state: ReplayState | null;
}

const BATCH = 256;

/** Replays a whole record (or its beginning) with all checks, ballot proofs included. Never throws on bad data. */
export function checkRecord(entries: readonly Uint8Array[], options: RecordCheckOptions): RecordReport {
  const replay = new RecordReplay(options.random);
  let at = 0;
  try {
    for (; at < entries.length; at++) {
      replay.apply(entries[at]!);
      replay.proveBallots(BATCH);
      options.onProgress?.(at + 1, entries.length);
    }
    replay.proveBallots();
    at = -1;
    holds(entries.length > 0, 'V01', 'container-invalid', 'no entries');
    checkAnchors(replay.state, options);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const check = error instanceof CheckFailure ? error.check : 'V02';
    const index = error instanceof BallotFailure ? error.index : at;
    const place = index < 0 ? {} : { index, type: typeAt(entries[index]!) };
    const failure = { check, code: error.code, detail: error.message, ...place };
    return { failure, checks: outcomes(failure, replay, options), state: null };
  }
  return { failure: null, checks: outcomes(null, replay, options), state: replay.state };
}

function typeAt(entry: Uint8Array): string {
  try {
    return entryTypeOf(entry);
  } catch {
    return 'unknown';
  }
}

function checkAnchors(state: ReplayState, options: RecordCheckOptions): void {
  const { suite, manifest, manifestHash } = state;
  const { fingerprint, checkpoint, notedCheckpoint } = options;
  const size = state.tree.size;
  if (checkpoint !== undefined) {
    const read = verifyCheckpoint(suite, checkpoint, manifest.meeting, manifest.server.key);
    holds(read.ok, 'V05', 'checkpoint-invalid', read.ok ? '' : read.detail);
    holds(read.value.size === size && equalBytes(read.value.root, state.roots[size]!), 'V05', 'checkpoint-invalid', 'tree');
  }
  const differs = (condition: boolean, detail: string): void => holds(condition, 'V06', 'anchor-differs', detail);
  if (fingerprint !== undefined) differs(equalBytes(organizerFingerprint(suite, manifest.organizer.key), fingerprint), 'organizer');
  if (options.manifestHash !== undefined) differs(equalBytes(options.manifestHash, manifestHash), 'manifest');
  if (notedCheckpoint !== undefined) {
    const noted: Checkpoint = under('V06', 'anchor-differs', () => parseCheckpoint(notedCheckpoint));
    const root = state.roots[noted.size];
    differs(root !== undefined && equalBytes(root, noted.root), 'checkpoint');
  }
}

const numbers = Array.from({ length: 34 }, (_, i) => `V${String(i + 1).padStart(2, '0')}`);

/** A check has passed when the replay went beyond the last place that could have broken it. */
function outcomes(failure: Failure | null, replay: RecordReplay, options: RecordCheckOptions): RecordReport['checks'] {
  const state = replay.size === 0 ? null : replay.state;
  const reached = (check: string): boolean => {
    const n = Number(check.slice(1));
    const whole = failure === null || failure.check === 'V05' || failure.check === 'V06';
    if (state === null) return n === 1 && replay.size > 0;
    if (n >= 2 && n <= 4) return whole;
    if (n === 5) return options.checkpoint !== undefined;
    if (n === 6) return options.fingerprint !== undefined || options.manifestHash !== undefined || options.notedCheckpoint !== undefined;
    if (n <= 7) return true;
    if (n <= 17) return state.opened !== undefined;
    // Write-in slots are refused so far, so there is nothing that V25 could have looked at.
    if (n === 25) return false;
    if (n <= 27) return state.closed !== undefined;
    if (n <= 30) return state.decryptions.size >= state.manifest.threshold;
    if (n <= 32) return state.result !== undefined;
    if (n === 33) return state.verifiedAttestations + state.objections > 0;
    return state.ended === 'cancelled' || (state.result !== undefined && state.verifiedAttestations > 0);
  };
  return numbers.map((check) => ({
    check,
    outcome: failure?.check === check ? 'failed' : reached(check) ? 'passed' : 'not-checked',
  }));
}
