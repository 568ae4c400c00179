import type { Contest } from '../voting/ballot-form.ts';
import { type Mark, type Marks, marked, type WriteIn } from '../voting/marks.ts';

/**
 * What the challenger's own device keeps of the duty, in local storage, so that a reload or a closed page costs neither the count nor
 * the marks that are just being made on the device under check. Nothing of it is secret: marks of audited ballots are public anyway.
 */
export interface ChallengeRecord {
  /** The signed `contests` entry to which the rest belongs: another ballot form begins anew. */
  readonly form: string;
  readonly proposed: Marks;
  /** Trackers of the ballots that were counted, so that none is counted twice. */
  readonly same: readonly string[];
  readonly different: readonly string[];
}

export interface ChallengeMemory {
  /** Null when nothing was kept for this ballot form, or what was kept could not have been drawn from its contests. */
  load(form: string, contests: readonly Contest[]): ChallengeRecord | null;
  save(record: ChallengeRecord): void;
}

export function challengeMemory(meeting: string, storage: () => Storage): ChallengeMemory {
  const key = `rv-challenge:${meeting}`;
  return {
    load(form, contests) {
      try {
        const kept: unknown = JSON.parse(storage().getItem(key) ?? 'null');
        return isRecord(kept, contests) && kept.form === form ? kept : null;
      } catch {
        return null;
      }
    },
    save(record) {
      try {
        storage().setItem(key, JSON.stringify(record));
      } catch {
        // Full or forbidden storage: the count then lasts as long as the page.
      }
    },
  };
}

const trackers = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');

function isRecord(value: unknown, contests: readonly Contest[]): value is ChallengeRecord {
  const kept = value as ChallengeRecord;
  const whole = typeof value === 'object' && value !== null && typeof kept.form === 'string' && typeof kept.proposed === 'object';
  return (
    whole &&
    kept.proposed !== null &&
    trackers(kept.same) &&
    trackers(kept.different) &&
    contests.every((contest) => isMark(kept.proposed[contest.id], contest))
  );
}

/** Whether the page can show and compare it: places of this contest in ascending order, no more marks than it allows. */
function isMark(value: unknown, contest: Contest): value is Mark {
  const mark = value as Mark;
  if (typeof value !== 'object' || value === null || !Array.isArray(mark.options) || !Array.isArray(mark.writeIns)) return false;
  const places = mark.options.every(
    (place, i) => Number.isInteger(place) && place > (mark.options[i - 1] ?? -1) && place < contest.options.length,
  );
  const persons = mark.writeIns.length <= contest.slots && mark.writeIns.every(isWriteIn);
  const abstains = mark.abstain === false || (mark.abstain === true && contest.abstain && marked(mark) === 0);
  return places && persons && abstains && marked(mark) <= contest.max;
}

function isWriteIn(value: unknown): value is WriteIn {
  const person = value as WriteIn;
  return typeof value === 'object' && value !== null && [person.text, person.name, person.detail].every((text) => typeof text === 'string');
}
