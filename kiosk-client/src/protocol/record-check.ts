import { CheckFailure, holds } from './check-failure.ts';
import { entryTypeOf } from './entry-envelope.ts';
import type { Random } from './random.ts';
import {
  type Anchors,
  checkComplete,
  checkCosignatures,
  checkLastCheckpoint,
  checkManifestAnchors,
  checkNotedCheckpoint,
} from './record-end.ts';
import type { DamagedMember } from './record-file.ts';
import { BallotFailure, RecordReplay } from './record-replay.ts';
import type { ReplayState } from './replay-state.ts';

/** Where a check failed: the entry's place and type, when one entry is to blame. */
export interface Failure {
  readonly check: string;
  readonly code: string;
  readonly detail: string;
  readonly index?: number;
  readonly type?: string;
}

export interface RecordCheckOptions extends Anchors {
  /** Signed note that covers the last entry. */
  readonly checkpoint?: string;
  /** A member of the file whose checksum differs: judged after the entries, so that a changed entry is named. */
  readonly damaged?: DamagedMember | null;
  readonly random: Random;
  /** Called after every entry and every batch of ballots. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface CheckOutcome {
  readonly check: string;
  readonly outcome: 'passed' | 'failed' | 'not-checked';
}

/** `incomplete`: everything that stands in the record holds, but it has not ended (V34). */
export type Verdict = 'holds' | 'fails' | 'incomplete';

export interface RecordReport {
  readonly verdict: Verdict;
  /** The first check that does not hold; V34 when the record is incomplete. */
  readonly failure: Failure | null;
  /** Outcome of V01 to V40 in order. */
  readonly checks: readonly CheckOutcome[];
  /** The replayed state, unless an entry failed. */
  readonly state: ReplayState | null;
}

/** Ballots proven together: more cost less each, fewer show progress earlier. */
const BATCH = 256;

/** Replays a whole record (or its beginning) with all checks, ballot proofs included. Never throws on bad data. */
export function checkRecord(entries: readonly Uint8Array[], options: RecordCheckOptions): RecordReport {
  const replay = new RecordReplay(options.random);
  let at = 0;
  try {
    for (; at < entries.length; at++) {
      replay.apply(entries[at]!);
      if (at === 0) checkManifestAnchors(replay.state, options);
      replay.proveBallots(BATCH);
      options.onProgress?.(at + 1, entries.length);
    }
    replay.proveBallots();
    at = -1;
    checkEnd(replay, options);
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    const { check, code, message: detail } = error;
    const index = error instanceof BallotFailure ? error.index : at;
    const place = index < 0 ? {} : { index, type: typeAt(entries[index]!) };
    const failure = { check, code, detail, ...place };
    const verdict = check === 'V34' ? 'incomplete' : 'fails';
    return { verdict, failure, checks: outcomes(failure, replay, options), state: at < 0 && replay.size > 0 ? replay.state : null };
  }
  return { verdict: 'holds', failure: null, checks: outcomes(null, replay, options), state: replay.state };
}

/** What is judged after the last entry: the file's checksums, V05, V06, V40, V34. */
function checkEnd(replay: RecordReplay, options: RecordCheckOptions): void {
  holds(options.damaged === undefined || options.damaged === null, 'V01', 'container-invalid', `checksum of ${options.damaged}`);
  holds(replay.size > 0, 'V05', 'checkpoint-invalid', 'no entries');
  const { checkpoint, notedCheckpoint } = options;
  const last = checkpoint === undefined ? null : checkLastCheckpoint(replay.state, checkpoint);
  if (notedCheckpoint !== undefined) checkNotedCheckpoint(replay.state, notedCheckpoint);
  const cosigned = last === null ? 0 : checkCosignatures(replay.state, last);
  checkComplete(replay.state, cosigned);
}

function typeAt(entry: Uint8Array): string {
  try {
    return entryTypeOf(entry);
  } catch {
    return 'unknown';
  }
}

export const checkNumbers: readonly string[] = Array.from({ length: 40 }, (_, i) => `V${String(i + 1).padStart(2, '0')}`);

/** A check has passed when the replay went beyond the last place that could have broken it, and it had something to look at. */
function outcomes(failure: Failure | null, replay: RecordReplay, options: RecordCheckOptions): CheckOutcome[] {
  const reached = replay.size === 0 ? () => false : reachedChecks(failure, replay.state, options);
  return checkNumbers.map((check) => ({
    check,
    outcome: failure?.check === check ? 'failed' : reached(check) ? 'passed' : 'not-checked',
  }));
}

function reachedChecks(failure: Failure | null, state: ReplayState, options: RecordCheckOptions): (check: string) => boolean {
  const atEnd = failure === null || ['V01', 'V05', 'V06', 'V34', 'V40'].includes(failure.check);
  const read = atEnd && failure?.check !== 'V01';
  const { manifest, contests, opened, closed, result } = state;
  const ended = state.ended !== undefined;
  const beyondVoting = closed !== undefined || (ended && atEnd);
  const withSlots = contests?.body.contests.some(({ slots }) => slots > 0) ?? false;
  const mixed = state.tallyTree !== undefined && state.mixes!.length > 0;
  const tallied = result !== undefined;
  const reached: Readonly<Record<string, boolean>> = {
    V01: read,
    V02: atEnd,
    V03: atEnd,
    V04: atEnd,
    V05: read && failure?.check !== 'V05' && options.checkpoint !== undefined,
    V06: read && [options.fingerprint, options.manifestHash, options.notedCheckpoint].some((anchor) => anchor !== undefined),
    V07: true,
    V08: opened !== undefined,
    V13: state.ended === 'aborted',
    V25: withSlots && beyondVoting && state.ballots.length + state.audits.length > 0,
    V28: tallied,
    V29: tallied,
    V30: tallied,
    V31: tallied,
    V32: tallied,
    V33: atEnd && state.verifiedAttestations + state.objections > 0,
    V34: failure === null,
    V35: beyondVoting && state.audits.length > 0,
    V36: mixed,
    V37: mixed,
    V38: state.paper !== undefined,
    V39: beyondVoting && state.replacements.size > 0,
    V40: read && (failure === null || failure.check === 'V34') && options.checkpoint !== undefined,
  };
  return (check) => {
    const known = reached[check];
    if (known !== undefined) return known;
    const n = Number(check.slice(1));
    return n <= 17 ? opened !== undefined : n <= 26 ? beyondVoting : closed !== undefined && manifest !== undefined;
  };
}
