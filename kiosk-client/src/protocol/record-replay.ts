import { type BatchItem, explainBallot, findBadBallots } from './ballot-verify.ts';
import { equalBytes } from './bytes.ts';
import { CheckFailure, holds, under } from './check-failure.ts';
import type { BodyOf } from './entry-bodies.ts';
import { checkElements } from './entry-elements.ts';
import { decodeEntry, type EnvelopedEntry, entryTypeOf, verifySignatures } from './entry-envelope.ts';
import { leafHash } from './merkle.ts';
import type { Random } from './random.ts';
import { applyBallot, checkOfEquation, finishBallot } from './replay-ballots.ts';
import { applyCards, applyClosed, applyContests, applyOpened, applyVoided } from './replay-cards.ts';
import { applyCommit, applyComplaint, applyKey, applyReady, applyRehearsal, applyShares, noteLastShares } from './replay-ceremony.ts';
import { applyMixed, noteTallyTree } from './replay-mixes.ts';
import { checkOrder } from './replay-order.ts';
import { applyCardReplaced, applyPaperCount } from './replay-paper.ts';
import { currentTree, newState, type ReplayedBallot, type ReplayState } from './replay-state.ts';
import { applyDecryption, applyResult, applyTallyReady } from './replay-tally.ts';
import { checkManifestRules, signerKeys } from './rules.ts';
import { noManifest } from './staff-signature.ts';
import { suiteByName } from './suite.ts';
import { trusteeEntryName } from './trustee-entries.ts';

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

  /** Applies one entry. Ballot equations are left to `proveBallots`, but a failure here is never told before theirs. */
  apply(entry: Uint8Array): void {
    try {
      this.#applyOne(entry);
    } catch (error) {
      if (error instanceof CheckFailure) this.proveBallots();
      throw error;
    }
  }

  #applyOne(entry: Uint8Array): void {
    const type = under('V02', null, () => entryTypeOf(entry));
    if (type === 'ballot' || type === 'ballot-audited') this.#applyBallot(entry, type);
    else if (this.#state === null) this.#state = openManifest(entry);
    else this.#applyEnvelope(this.#state, entry);
    const { state } = this;
    state.tree.append(leafHash(state.suite, entry));
    state.roots.push(state.tree.root());
    this.#entries.push(entry);
    noteLastShares(state);
    if (state.closing !== undefined && state.closed === undefined) state.closed = { body: state.closing, after: currentTree(state) };
    noteTallyTree(state);
  }

  #applyBallot(entry: Uint8Array, type: 'ballot' | 'ballot-audited'): void {
    holds(this.#state !== null, 'V03', 'entry-out-of-order', 'the first entry is not a manifest');
    const ballot = applyBallot(this.#state, entry, type, this.#entries.length);
    this.#unproven.push(ballot);
    finishBallot(this.#state, ballot);
  }

  #applyEnvelope(state: ReplayState, entry: Uint8Array): void {
    const decoded = under('V02', null, () => decodeEntry(entry));
    under('V02', null, () => checkElements(state.suite, decoded));
    checkOrder(state, decoded);
    under('V04', 'signature-invalid', () => verifySignatures(state.suite, decoded, state.manifestHash, state.keys));
    // What `closed` states about the ballots means something only when they are proven.
    if (decoded.type === 'closed') this.proveBallots();
    dispatch(state, decoded, entry, this.#random);
    if ('trustee' in decoded.body) state.trusteeEntries.set(`${trusteeEntryName(decoded)} ${decoded.body.trustee}`, entry);
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

function openManifest(entry: Uint8Array): ReplayState {
  const decoded = under('V02', null, () => decodeEntry(entry));
  holds(decoded.type === 'manifest', 'V03', 'entry-out-of-order', 'the first entry is not a manifest');
  const suite = suiteByName(decoded.body.suite);
  under('V07', null, () => checkManifestRules(suite, decoded.body));
  const keys = signerKeys(decoded.body);
  under('V04', 'signature-invalid', () => verifySignatures(suite, decoded, noManifest, keys));
  return newState(suite, decoded.body, suite.hash(entry), keys);
}

/** The rules of an entry's own type; its form, place and signatures have been checked. */
function dispatch(state: ReplayState, entry: EnvelopedEntry, bytes: Uint8Array, random: Random): void {
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
    case 'card-replaced':
      applyCardReplaced(state, entry.body);
      return;
    case 'opened':
      applyOpened(state, entry.body, bytes);
      return;
    case 'cancelled':
      state.ended = 'cancelled';
      return;
    case 'closed':
      applyClosed(state, entry.body);
      return;
    case 'paper-count':
      applyPaperCount(state, entry.body);
      return;
    case 'mixed':
      applyMixed(state, entry.body, random);
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

function applyAttestation(state: ReplayState, body: BodyOf<'attestation'>): void {
  const root = state.roots[body.size];
  holds(body.size <= state.tree.size && root !== undefined && equalBytes(root, body.root), 'V33', 'attestation-differs');
  if (body.verdict === 'objection') state.objections++;
  else state.verifiedAttestations++;
}
