import { equalBytes, utf8 } from '../protocol/bytes.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import { CheckFailure } from '../protocol/check-failure.ts';
import type { Random } from '../protocol/random.ts';
import type { SeenTree } from '../protocol/receipt.ts';
import { BallotFailure, RecordReplay } from '../protocol/record-replay.ts';
import { Refusal, require } from '../protocol/refusal.ts';
import type { ContestMixes } from '../protocol/replay-mixes.ts';
import { countedBallots, currentTree } from '../protocol/replay-state.ts';
import { isTallied, needsTexts, tallyQuorum } from '../protocol/replay-tally.ts';
import { noManifest } from '../protocol/staff-signature.ts';
import { type Point, type SuiteName, suiteByName } from '../protocol/suite.ts';
import { openedContests } from '../protocol/tally-items.ts';
import { makeTrusteeFile, openTrusteeFile, sealTrusteeFile, type TrusteeFile, trusteePublicKey } from '../protocol/trustee-file.ts';
import { trusteeSign } from '../protocol/trustee-signature.ts';
import { nextTrusteeStep, type Waiting } from '../protocol/trustee-steps.ts';
import { dueMix } from '../protocol/trustee-tally.ts';
import type { Progress } from './rpc.ts';

/** What a page shows of the file: nothing secret. */
export interface FileView {
  readonly suite: SuiteName;
  readonly meeting: string;
  readonly publicKey: Uint8Array;
  /** Names of the entries this trustee has signed, by the file. */
  readonly signed: readonly string[];
}

/** What a page shows of the log after some entries were checked. */
export interface LogView extends SeenTree {
  readonly title: string;
  readonly trustees: number;
  readonly threshold: number;
  readonly commits: number;
  readonly keys: number;
  readonly shares: number;
  readonly ready: number;
  readonly rehearsed: number;
  readonly opened: boolean;
  readonly closed: boolean;
  readonly tallyReady: number;
  readonly tallyQuorum: number;
  /** Mixes that stand, of all that are needed. */
  readonly mixes: number;
  readonly mixesNeeded: number;
  /** Nothing is opened before an officer has cosigned. */
  readonly witnessed: boolean;
  readonly decryptions: number;
  /** Texts of used write-in slots are opened in a second phase. */
  readonly texts: boolean;
  readonly textDecryptions: number;
  /** Every phase has its decryptions. */
  readonly tallied: boolean;
  /** What `tally-ready` names and an officer witnesses; null while mixes are missing. */
  readonly tallyTree: SeenTree | null;
  readonly result: boolean;
  readonly ended: 'cancelled' | 'aborted' | null;
  /** Trustee at fault, when a complaint ended the ceremony. */
  readonly faulty: number | null;
}

/** What would be opened: recomputed from the record alone. */
export interface TallyView {
  /** Tree right after `closed`: what people compare. Mixes and `tally-ready` hang on it. */
  readonly tree: SeenTree;
  readonly ballots: number;
  readonly contests: readonly {
    readonly id: string;
    readonly title: string;
    /** Has write-in slots, so its write-ins are mixed before they are opened. */
    readonly mixed: boolean;
    readonly groups: readonly { categories: string[]; ballots: number }[];
  }[];
}

export type StepView =
  | { readonly kind: 'wait'; readonly for: Waiting; readonly sealed: Uint8Array | null }
  /** Store `sealed` (the new backup), where there is one, before sending `entry`. */
  | { readonly kind: 'send'; readonly type: string; readonly entry: Uint8Array; readonly sealed: Uint8Array | null };

/**
 * A trustee's secrets and its own replay of the log, as they live inside the worker. Only public keys, signed entries and sealed
 * files leave it. Refusals are those of the protocol functions, plus the check numbers of a log that does not hold
 * (`code`, with `V.. at entry N` in the detail).
 */
export class TrusteeCore {
  readonly #random: Random;
  readonly #report: Progress;
  #file: TrusteeFile | null = null;
  #passphrase = '';
  #replay: RecordReplay;
  #seen: SeenTree | null = null;
  #fingerprint: Uint8Array | null = null;
  /** The last mix made here, with the very list of inputs it was made for. */
  #mix: { readonly inputs: readonly Point[]; readonly entry: Uint8Array } | null = null;

  constructor(random: Random, report: Progress = () => {}) {
    this.#random = random;
    this.#report = report;
    this.#replay = new RecordReplay(random);
  }

  /** Makes K_i and the first backup. */
  create(suite: SuiteName, meeting: string, passphrase: string): FileView & { readonly sealed: Uint8Array } {
    this.#file = makeTrusteeFile(suiteByName(suite), meeting, this.#random);
    this.#passphrase = passphrase;
    return { ...this.#view(), sealed: this.#sealed() };
  }

  /** Opens a backup. Refuses with `file-damaged`, `file-of-another-kind` or `passphrase-wrong`, and keeps the open one then. */
  open(sealed: Uint8Array, passphrase: string): FileView {
    const opened = openTrusteeFile(sealed, passphrase);
    if (!opened.ok) throw new Refusal(opened.code, opened.detail);
    this.#file = opened.value;
    this.#passphrase = passphrase;
    return this.#view();
  }

  /** Signature that registers K_i: type `trustee-invitation` over the ASCII meeting id, manifest hash of 32 zero bytes. */
  registration(): { readonly key: Uint8Array; readonly proof: Uint8Array } {
    const { suite, k, meeting } = this.#open();
    return { key: this.#view().publicKey, proof: trusteeSign(suite, k, 'trustee-invitation', noManifest, utf8(meeting), this.#random) };
  }

  /** Starts reading a log from entry 0, pinned to the organizer and to the largest tree this device has seen before. */
  startLog(fingerprint: Uint8Array | null, seen: SeenTree | null): void {
    this.#replay = new RecordReplay(this.#random);
    this.#fingerprint = fingerprint;
    this.#seen = seen;
  }

  /** Checks and applies the next entries; ballot proofs are checked when `closed` comes. `from` must be the number known so far. */
  readLog(from: number, entries: readonly Uint8Array[]): LogView {
    if (from !== this.#replay.size) throw new Refusal('log-gap', `${from}, expected ${this.#replay.size}`);
    entries.forEach((entry, i) => {
      this.#apply(entry, from + i);
      this.#report(i + 1, entries.length);
    });
    return this.logView();
  }

  logView(): LogView {
    const { state } = this.#replay;
    return {
      ...currentTree(state),
      title: state.manifest.title,
      trustees: state.manifest.trustees.length,
      threshold: state.manifest.threshold,
      commits: state.commits.size,
      keys: state.keyBodies.size,
      shares: state.shares.size,
      ready: state.ready.size,
      rehearsed: state.rehearsed.size,
      opened: state.opened !== undefined,
      closed: state.closed !== undefined,
      tallyReady: state.tallyReady.size,
      tallyQuorum: tallyQuorum(state),
      mixes: (state.mixes ?? []).reduce((sum, { trustees }) => sum + trustees.length, 0),
      mixesNeeded: (state.mixes ?? []).length * state.manifest.threshold,
      witnessed: state.manifest.tallyQuorum === 'witnessed',
      decryptions: state.decryptions.size,
      texts: needsTexts(state),
      textDecryptions: state.textDecryptions.size,
      tallied: isTallied(state),
      tallyTree: state.tallyTree ?? null,
      result: state.result !== undefined,
      ended: state.ended ?? null,
      faulty: state.faulty ?? null,
    };
  }

  /** After `closed`: what this trustee is asked to open. */
  tallyView(): TallyView {
    const { state } = this.#replay;
    require(state.closed !== undefined, 'meeting-not-closed');
    const contests = openedContests(state).map(({ index, id, groups }) => ({
      id,
      title: state.contests!.body.contests[index]!.title,
      mixed: state.mixes!.some((mixes) => mixes.index === index),
      groups: groups.map((group) => ({
        categories: group.categories.map((place) => state.manifest.categories[place]!.name),
        ballots: group.ballots.length,
      })),
    }));
    return { tree: state.closed.after, ballots: countedBallots(state).length, contests };
  }

  /**
   * The contest whose write-ins `step` would mix now, or null: so that a page can say what is coming before the worker is busy for a while.
   */
  mixDue(): { readonly title: string; readonly tuples: number } | null {
    const due = this.#due();
    return due === null ? null : { title: this.#replay.state.contests!.body.contests[due.index]!.title, tuples: due.tuples };
  }

  /**
   * The one next step over the log read so far; `checkpoint` is the note that came with it, `tallyCheckpoint` the note over the tree of
   * `tally-ready` with the officers' lines. A mix that was made and has not arrived is given again as long as its inputs are the same.
   */
  step(checkpoint: string, tallyCheckpoint: string | null = null): StepView {
    const before = this.#open();
    const due = this.#due();
    const kept = this.#mix;
    if (kept !== null && due !== null && kept.inputs === due.current)
      return { kind: 'send', type: 'mixed', entry: kept.entry, sealed: null };
    const step = nextTrusteeStep(before, this.#replay, { checkpoint, tallyCheckpoint, tell: this.#report }, this.#random);
    const sealed = sameContents(before, step.file) ? null : this.#sealedOf(step.file);
    this.#file = step.file;
    if (step.kind === 'wait') return { kind: 'wait', for: step.for, sealed };
    this.#mix = step.type === 'mixed' && due !== null ? { inputs: due.current, entry: step.entry } : null;
    return { kind: 'send', type: step.type, entry: step.entry, sealed };
  }

  /** Forgets the secrets. */
  forget(): void {
    this.#file = null;
    this.#passphrase = '';
  }

  #apply(entry: Uint8Array, index: number): void {
    try {
      this.#replay.apply(entry);
    } catch (error) {
      if (!(error instanceof CheckFailure)) throw error;
      const at = error instanceof BallotFailure ? error.index : index;
      throw new Refusal(error.code, `${error.check} at entry ${at}: ${error.message}`);
    }
    const { state } = this.#replay;
    if (index === 0 && this.#fingerprint !== null) {
      require(equalBytes(organizerFingerprint(state.suite, state.manifest.organizer.key), this.#fingerprint), 'organizer-differs');
    }
    const { size, root } = currentTree(state);
    if (this.#seen?.size === size) require(equalBytes(this.#seen.root, root), 'log-forked', `tree of ${size}`);
  }

  #open(): TrusteeFile {
    if (this.#file === null) throw new Refusal('file-missing');
    return this.#file;
  }

  #view(): FileView {
    const file = this.#open();
    return {
      suite: file.suite.name,
      meeting: file.meeting,
      publicKey: trusteePublicKey(file),
      signed: file.signed.map(({ name }) => name),
    };
  }

  #due(): ContestMixes | null {
    const { state } = this.#replay;
    if (state.closed === undefined || state.ended !== undefined) return null;
    const own = this.#view().publicKey;
    return dueMix(state, state.keys.trustees.findIndex((key) => equalBytes(key, own)) + 1);
  }

  #sealed(): Uint8Array {
    return this.#sealedOf(this.#open());
  }

  #sealedOf(file: TrusteeFile): Uint8Array {
    return sealTrusteeFile(file, this.#passphrase, this.#random);
  }
}

/** True when sealing anew would say nothing new. */
function sameContents(before: TrusteeFile, after: TrusteeFile): boolean {
  return before.manifest === after.manifest && before.polynomial === after.polynomial && before.signed === after.signed;
}
