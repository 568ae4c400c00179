import type { DirectoryEntry } from '../protocol/directory.ts';
import { normalizeWriteIn, TEXT_BYTES } from '../protocol/text-point.ts';
import type { Contest } from './ballot-form.ts';
import type { Mark, WriteIn } from './marks.ts';

/** How a person of the directory is written in: `#` and the id, so that long names fit (B22). */
export const writtenAs = ({ id }: Pick<DirectoryEntry, 'id'>): string => `#${id}`;

export const asWriteIn = (person: DirectoryEntry): WriteIn => ({ text: writtenAs(person), name: person.name, detail: person.detail });

/** What the client makes of typed text, always shown before it is written in. Other signs for the dot inside a name become `·`. */
export function tidied(typed: string): string {
  return normalizeWriteIn(typed).replace(/[\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387]/g, '\u00b7');
}

/** What stands against writing somebody in, in the order in which it is told. */
export type WriteInProblem =
  | { readonly kind: 'characters'; readonly which: string }
  | { readonly kind: 'too-long'; readonly over: number }
  | { readonly kind: 'on-ballot'; readonly place: number }
  | { readonly kind: 'twice' }
  | { readonly kind: 'in-directory' };

export type Judged = { readonly ok: true; readonly person: WriteIn } | { readonly ok: false; readonly problem: WriteInProblem };

/** Letters of a name: as `text-point.ts` allows them, without `#`, which marks people of the directory. */
const allowed = /^[A-Za-z0-9\-\u{B7}\u{3007}\u{3400}-\u{4DBF}\u{4E00}-\u{9FFF}\u{20000}-\u{2F7FF}\u{30000}-\u{323AF}]$/u;

/** Judges text typed for a contest; null while nothing is typed. Nothing typed is ever left out silently: it fits as shown, or it is refused. */
export function judgeTyped(typed: string, contest: Contest, mark: Mark, directory: readonly DirectoryEntry[]): Judged | null {
  const text = tidied(typed);
  if (text === '') return null;
  const bad = (problem: WriteInProblem): Judged => ({ ok: false, problem });
  const place = contest.options.findIndex(({ name }) => tidied(name) === text);
  if (place >= 0) return bad({ kind: 'on-ballot', place });
  if (directory.some(({ name }) => tidied(name) === text)) return bad({ kind: 'in-directory' });
  const strange = [...new Set(text)].filter((letter) => !allowed.test(letter));
  if (strange.length > 0) return bad({ kind: 'characters', which: strange.join(' ') });
  const over = new TextEncoder().encode(text).length - TEXT_BYTES;
  if (over > 0) return bad({ kind: 'too-long', over });
  if (mark.writeIns.some((other) => other.text === text)) return bad({ kind: 'twice' });
  return { ok: true, person: { text, name: text, detail: '' } };
}

/** Judges a person of the directory. */
export function judgePerson(person: DirectoryEntry, contest: Contest, mark: Mark): Judged {
  const place = contest.options.findIndex(({ id }) => id === person.id);
  if (place >= 0) return { ok: false, problem: { kind: 'on-ballot', place } };
  const written = asWriteIn(person);
  if (mark.writeIns.some(({ text }) => text === written.text)) return { ok: false, problem: { kind: 'twice' } };
  return { ok: true, person: written };
}
