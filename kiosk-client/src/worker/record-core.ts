import { type DirectoryEntry, readDirectory } from '../protocol/directory.ts';
import type { Random } from '../protocol/random.ts';
import { checkRecord, type Failure, type RecordCheckOptions, type RecordReport, type Verdict } from '../protocol/record-check.ts';
import { type DamagedMember, looksLikeRecord, readRecordFile } from '../protocol/record-file.ts';
import { currentTree } from '../protocol/replay-state.ts';
import { suiteByName } from '../protocol/suite.ts';
import { checkCounts, type DirectorySource, directoryOf, type Totals, totalsOf } from './record-view.ts';
import type { Progress } from './rpc.ts';

type Anchors = Pick<RecordCheckOptions, 'fingerprint' | 'manifestHash' | 'notedCheckpoint'>;

/** A record to verify, with whatever it should be compared with. */
export interface RecordToCheck extends Anchors {
  readonly entries: readonly Uint8Array[];
  readonly checkpoint?: string;
  readonly damaged?: DamagedMember | null;
}

/**
 * `no-record`: the file is something else, and says nothing about any meeting. `unreadable`: it begins as a record, but is cut off, damaged
 * or packed again. Neither is a record that fails.
 */
export type FileVerdict = Verdict | 'no-record' | 'unreadable';

/** Outcome for a page: every numbered check, and what the record holds as far as it was read. */
export interface RecordView {
  readonly verdict: FileVerdict;
  readonly failure: Failure | null;
  readonly checks: RecordReport['checks'];
  /** How many things a check has looked at, where that says something. */
  readonly counts: Readonly<Record<string, number>>;
  readonly size: number;
  readonly root: Uint8Array | null;
  readonly manifestHash: Uint8Array | null;
  readonly title: string | null;
  readonly marks: readonly ('demo' | 'practice' | 'simulated')[];
  readonly ballots: number;
  readonly audits: number;
  /** Recomputed totals, when everything holds. */
  readonly totals: Totals | null;
  /** Where to find who was written in by id; null when nobody was. */
  readonly directory: DirectorySource | null;
}

/** Verifies whole records inside a worker. */
export class RecordCore {
  readonly #random: Random;
  readonly #report: Progress;

  constructor(random: Random, report: Progress = () => {}) {
    this.#random = random;
    this.#report = report;
  }

  /** A record file as it was downloaded. */
  checkFile(file: Uint8Array, anchors: Anchors): RecordView {
    const read = readRecordFile(file);
    if (read.ok) return this.check({ ...read.value, ...anchors });
    const failure = { check: 'V01', code: read.code, detail: read.detail };
    const checks = checkRecord([], { random: this.#random }).checks.map(({ check }) => ({
      check,
      outcome: check === 'V01' ? ('failed' as const) : ('not-checked' as const),
    }));
    return { ...nothing, verdict: looksLikeRecord(file) ? 'unreadable' : 'no-record', failure, checks };
  }

  check(record: RecordToCheck): RecordView {
    const { entries, ...anchors } = record;
    const report = checkRecord(entries, { ...anchors, random: this.#random, onProgress: this.#report });
    const { verdict, failure, checks, state } = report;
    if (state === null) return { ...nothing, verdict, failure, checks, size: entries.length };
    const { size, root } = currentTree(state);
    const { title, marks } = state.manifest;
    const counts = checkCounts(state, record.checkpoint);
    const totals = verdict === 'fails' ? null : totalsOf(state);
    return {
      verdict,
      failure,
      checks,
      counts,
      size,
      root,
      manifestHash: state.manifestHash,
      title,
      marks,
      ballots: counts['V27'] ?? 0,
      audits: state.audits.length,
      totals,
      directory: directoryOf(state, totals),
    };
  }

  /** The people of a meeting's directory; null for another list than the one that was signed. */
  people(source: DirectorySource, bytes: Uint8Array): readonly DirectoryEntry[] | null {
    const read = readDirectory(suiteByName(source.suite), bytes, source.hash);
    return read.ok ? read.value : null;
  }
}

const nothing = {
  counts: {},
  size: 0,
  root: null,
  manifestHash: null,
  title: null,
  marks: [],
  ballots: 0,
  audits: 0,
  totals: null,
  directory: null,
} as const;
