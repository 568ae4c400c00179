import type { Random } from '../protocol/random.ts';
import { checkRecord, type Failure, type RecordReport } from '../protocol/record-check.ts';
import { countedBallots, currentTree } from '../protocol/replay-state.ts';
import type { Progress } from './rpc.ts';

/** A record to verify, with whatever it should be compared with. */
export interface RecordToCheck {
  readonly entries: readonly Uint8Array[];
  readonly checkpoint?: string;
  readonly fingerprint?: Uint8Array;
  readonly manifestHash?: Uint8Array;
  readonly notedCheckpoint?: string;
}

/** Outcome for a page: every numbered check, and what the record holds when nothing failed. */
export interface RecordView {
  readonly failure: Failure | null;
  readonly checks: RecordReport['checks'];
  readonly size: number;
  readonly root: Uint8Array | null;
  readonly title: string | null;
  readonly marks: readonly string[];
  readonly ballots: number;
}

/** Verifies whole records inside a worker. */
export class RecordCore {
  readonly #random: Random;
  readonly #report: Progress;

  constructor(random: Random, report: Progress = () => {}) {
    this.#random = random;
    this.#report = report;
  }

  check(record: RecordToCheck): RecordView {
    const { entries, ...anchors } = record;
    const { failure, checks, state } = checkRecord(entries, { ...anchors, random: this.#random, onProgress: this.#report });
    if (state === null) return { failure, checks, size: entries.length, root: null, title: null, marks: [], ballots: 0 };
    const { size, root } = currentTree(state);
    const { title, marks } = state.manifest;
    return { failure, checks, size, root, title, marks, ballots: countedBallots(state).length };
  }
}
