import { toHex } from './bytes.ts';
import { decodePoint } from './encoding.ts';
import type { Contest, Contests, Manifest } from './entry-bodies.ts';
import type { SignerKeys } from './entry-envelope.ts';
import type { ContestShape } from './layout.ts';
import { Refusal, require } from './refusal.ts';
import { isStaffKey } from './staff-signature.ts';
import type { Suite } from './suite.ts';

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** The keys of a manifest under the names that signatures use. */
export function signerKeys(manifest: Manifest): SignerKeys {
  return {
    organizer: manifest.organizer.key,
    issuer: manifest.issuer.key,
    server: manifest.server.key,
    officers: manifest.officers.map(({ key }) => key),
    tellers: (manifest.tellers ?? []).map(({ key }) => key),
    trustees: manifest.trustees.map(({ key }) => key),
  };
}

/** Rules of the manifest (V07). Refuses with `manifest-rule`. */
export function checkManifestRules(suite: Suite, manifest: Manifest): void {
  const rule = (condition: boolean, detail: string): void => require(condition, 'manifest-rule', detail);
  const { categories, trustees, threshold, minGroupSize, officers, tellers, quorum } = manifest;
  const n = trustees.length;
  rule(categories.length >= 1 && categories.length <= 26 && unique(categories.map(({ id }) => id)), 'categories');
  rule(threshold >= 2 && threshold <= n && n <= 15, 'threshold');
  rule(threshold < n || manifest.allTrusteesAcknowledged, 'threshold = n is not acknowledged');
  rule(minGroupSize >= 3 && minGroupSize <= 1000, 'minGroupSize');
  rule(officers.length >= 1 && officers.length <= 15, 'officers');
  rule(tellers === undefined || (tellers.length >= 2 && tellers.length <= 15), 'tellers');
  rule(manifest.witnessQuorum <= officers.length, 'witnessQuorum');
  rule(quorum.need >= 1 && quorum.of >= quorum.need && quorum.of <= 100, 'quorum');
  const keys = signerKeys(manifest);
  const staff = [keys.organizer, keys.issuer, keys.server, ...keys.officers, ...keys.tellers];
  rule(
    staff.every((key) => isStaffKey(suite, key)),
    'staff key',
  );
  for (const key of keys.trustees) {
    try {
      decodePoint(suite, key);
    } catch (error) {
      if (error instanceof Refusal) rule(false, 'trustee key');
      throw error;
    }
  }
  rule(unique([...staff, ...keys.trustees].map(toHex)), 'keys are not distinct');
}

/** Rules of the contests (V08). Refuses with `contests-rule`. */
export function checkContestsRules({ contests }: Contests): void {
  const rule = (condition: boolean, detail: string): void => require(condition, 'contests-rule', detail);
  rule(contests.length >= 1 && contests.length <= 200 && unique(contests.map(({ id }) => id)), 'contests');
  let bits = 0;
  for (const { id, options, slots, min, max, abstain } of contests) {
    rule(options.length >= 1 && unique(options.map((option) => option.id)), `options of ${id}`);
    rule(max >= 1 && max <= options.length + slots && min <= max, `min and max of ${id}`);
    rule(!abstain || min >= 1, `abstention of ${id}`);
    rule(unique(options.map(({ name, detail }) => JSON.stringify([name, detail]))), `same names in ${id}`);
    bits += options.length + slots + (abstain ? 1 : 0) + (max - min);
  }
  rule(bits <= 4096, 'number of bits');
  for (const contest of contests) rule(kindHolds(contest), `kind of ${contest.id}`);
  rule(subjectsHold(contests), 'several judgements of one subject');
}

/** What `kind` asks of one contest: a choice has no subject; a grade or vote is exactly one of at least two options. */
function kindHolds({ kind, subject, dimension, options, slots, min, max, abstain }: Contest): boolean {
  if (kind === undefined) return subject === undefined && dimension === undefined;
  const one = subject !== undefined && slots === 0 && min === 1 && max === 1 && options.length >= 2;
  return one && (kind === 'grade' ? !abstain : abstain && dimension === undefined);
}

/** Grades of one subject differ in dimension only, title and position are the same; a subject has one vote at most. */
function subjectsHold(contests: readonly Contest[]): boolean {
  const grades = contests.filter(({ kind }) => kind === 'grade');
  const votes = contests.flatMap(({ kind, subject }) => (kind === 'vote' ? [subject!] : []));
  const alike = grades.every(({ subject, title, position }) => {
    const first = grades.find((other) => other.subject === subject)!;
    return title === first.title && position === first.position;
  });
  return alike && unique(grades.map(({ subject, dimension }) => JSON.stringify([subject, dimension ?? null]))) && unique(votes);
}

/** What the ballot layout needs of each contest. */
export function shapeOf(contest: Contest, index: number): ContestShape {
  const { slots, min, max, abstain, options } = contest;
  return { index, options: options.length, slots, min, max, abstain };
}

/**
 * Shapes of a class's contests, which must exist and stand in the order of the contests entry.
 * Refuses with `wrong-contests`.
 */
export function classShapes(contests: readonly Contest[], ids: readonly string[]): ContestShape[] {
  const indexes = ids.map((id) => contests.findIndex((contest) => contest.id === id));
  const ordered = indexes.every((index, i) => index >= 0 && (i === 0 || indexes[i - 1]! < index));
  require(ids.length > 0 && ordered, 'wrong-contests', 'contests of the class');
  return indexes.map((index) => shapeOf(contests[index]!, index));
}
