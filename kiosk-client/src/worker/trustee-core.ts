import { equalBytes, utf8 } from '../protocol/bytes.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import { CheckFailure } from '../protocol/check-failure.ts';
import type { Random } from '../protocol/random.ts';
import type { SeenTree } from '../protocol/receipt.ts';
import { BallotFailure, RecordReplay } from '../protocol/record-replay.ts';
import { Refusal, require } from '../protocol/refusal.ts';
import { countedBallots, currentTree } from '../protocol/replay-state.ts';
import { decryptionItems, openedContests, tallyQuorum } from '../protocol/replay-tally.ts';
import { noManifest } from '../protocol/staff-signature.ts';
import { type SuiteName, suiteByName } from '../protocol/suite.ts';
import { makeTrusteeFile, openTrusteeFile, sealTrusteeFile, type TrusteeFile, trusteePublicKey } from '../protocol/trustee-file.ts';
import { trusteeSign } from '../protocol/trustee-signature.ts';
import { nextTrusteeStep, type Waiting } from '../protocol/trustee-steps.ts';
import type { Progress } from './rpc.ts';

/** What a page shows of the file: nothing secret. */
export interface FileView {
  readonly suite: SuiteName;
  readonly meeting: string;
  readonly publicKey: Uint8Array;
  /** Types this trustee has signed, by the file. */
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
  readonly decryptions: number;
  readonly result: boolean;
  readonly ended: 'cancelled' | 'aborted' | null;
  /** Trustee at fault, when a complaint ended the ceremony. */
  readonly faulty: number | null;
}

/** What would be opened: recomputed from the record alone. */
export interface TallyView {
  /** Tree right after `closed`: what `tally-ready` is signed over, and what people compare. */
  readonly tree: SeenTree;
  readonly ballots: number;
  readonly items: number;
  readonly contests: readonly {
    readonly id: string;
    readonly title: string;
    readonly groups: readonly { categories: string[]; ballots: number }[];
  }[];
}

export type StepView =
  | { readonly kind: 'wait'; readonly for: Waiting; readonly sealed: Uint8Array | null }
  /** Store `sealed` (the new backup) before sending `entry`. */
  | { readonly kind: 'send'; readonly type: string; readonly entry: Uint8Array; readonly sealed: Uint8Array };

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
      decryptions: state.decryptions.size,
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
      groups: groups.map((group) => ({
        categories: group.categories.map((place) => state.manifest.categories[place]!.name),
        ballots: group.ballots.length,
      })),
    }));
    return { tree: state.closed.after, ballots: countedBallots(state).length, items: decryptionItems(state).length, contests };
  }

  /** The one next step over the log read so far; `checkpoint` is the note that came with it. */
  step(checkpoint: string): StepView {
    const before = this.#open();
    const step = nextTrusteeStep(before, this.#replay, checkpoint, this.#random);
    this.#file = step.file;
    if (step.kind === 'send') return { kind: 'send', type: step.type, entry: step.entry, sealed: this.#sealed() };
    return { kind: 'wait', for: step.for, sealed: step.file === before ? null : this.#sealed() };
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
      signed: file.signed.map(({ type }) => type),
    };
  }

  #sealed(): Uint8Array {
    return sealTrusteeFile(this.#open(), this.#passphrase, this.#random);
  }
}
