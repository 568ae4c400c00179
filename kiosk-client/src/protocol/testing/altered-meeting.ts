/** Meetings with one thing changed, for the tests of single checks. Tests only. */
import { CheckFailure } from '../check-failure.ts';
import type { BodyOf, EntryType } from '../entry-bodies.ts';
import { encodeBody, signTrusteeEntry } from '../entry-envelope.ts';
import { systemRandom } from '../random.ts';
import { P256_SHA256 as suite } from '../suite.ts';
import { SimulatedMeeting, type SimulationPlan } from './simulated-meeting.ts';

export type Plan = Omit<SimulationPlan, 'suite'>;
export const meeting = (plan: Plan = {}): SimulatedMeeting => new SimulatedMeeting({ suite, ...plan });
export const toOpened = (plan: Plan = {}): SimulatedMeeting => meeting(plan).begin().trusteesAct().issueCards().open();

/** Check and code of the failure that `work` runs into. */
export function failureOf(work: () => unknown): [string, string] | 'passed' {
  try {
    work();
    return 'passed';
  } catch (error) {
    if (error instanceof CheckFailure) return [error.check, error.code];
    throw error;
  }
}

/** Alters bodies of one type. */
export function altering<T extends EntryType>(type: T, change: (body: BodyOf<T>) => Partial<BodyOf<T>>): Plan {
  const alter = <U extends EntryType>(of: U, body: BodyOf<U>): BodyOf<U> =>
    (of as string) === type ? { ...body, ...change(body as unknown as BodyOf<T>) } : body;
  return { alter };
}

/** An entry of trustee i over any body. */
export function byTrustee<T extends EntryType>(m: SimulatedMeeting, i: number, type: T, body: BodyOf<T>): Uint8Array {
  return signTrusteeEntry(suite, type, encodeBody(type, body), m.replay.state.manifestHash, i, m.files[i - 1]!.k, systemRandom);
}

export const zero32 = new Uint8Array(32);
