import type { Marks } from '../voting/marks.ts';

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
  load(form: string): ChallengeRecord | null;
  save(record: ChallengeRecord): void;
}

export function challengeMemory(meeting: string, storage: () => Storage): ChallengeMemory {
  const key = `rv-challenge:${meeting}`;
  return {
    load(form) {
      try {
        const kept: unknown = JSON.parse(storage().getItem(key) ?? 'null');
        return isRecord(kept) && kept.form === form ? kept : null;
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

function isRecord(value: unknown): value is ChallengeRecord {
  const kept = value as ChallengeRecord;
  const whole = typeof value === 'object' && value !== null && typeof kept.form === 'string' && typeof kept.proposed === 'object';
  return whole && kept.proposed !== null && trackers(kept.same) && trackers(kept.different);
}
