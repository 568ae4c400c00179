import type { CardCode } from './ballot-maker.ts';

/** What a scan, a scanner's typing or the address bar gave. `meeting` is null when the text named none. */
export interface ReadCode extends CardCode {
  readonly meeting: string | null;
}

const length = 28;

/**
 * Takes a card code from any text: the address of a QR code, `SEED.FP`, a code typed in groups, or what a scanner typed through
 * an input method (then the last run of 28 code characters). Check characters are verified later, in the worker. Null when there
 * is nothing like a code.
 */
export function readCode(typed: string): ReadCode | null {
  const plain = typed.normalize('NFKC').trim();
  const address = /\/v\/([a-z0-9][a-z0-9-]{2,39})(?:\?[^#]*)?#([^.#\s]+)\.([A-Za-z0-9_-]{16})\s*$/.exec(plain);
  if (address !== null) return { meeting: address[1]!, seed: address[2]!, fingerprint: address[3]! };
  const fragment = /^#?([0-9A-Za-z -]{28,40})\.([A-Za-z0-9_-]{16})$/.exec(plain);
  if (fragment !== null) return { meeting: null, seed: fragment[1]!, fingerprint: fragment[2]! };
  const grouped = plain.replace(/[\s-]/g, '');
  if (/^[0-9A-Za-z]{28}$/.test(grouped)) return { meeting: null, seed: grouped, fingerprint: null };
  const runs = plain.match(/[0-9A-Za-z]+/g) ?? [];
  const last = runs.filter((run) => run.length >= length).pop();
  const meeting = /\/v\/([a-z0-9][a-z0-9-]{2,39})/.exec(plain)?.[1] ?? null;
  return last === undefined ? null : { meeting, seed: last.slice(-length), fingerprint: null };
}

/** Reads the address's fragment: a code, nothing, or something damaged. */
export function readFragment(fragment: string): CardCode | 'none' | 'damaged' {
  const text = fragment.replace(/^#/, '');
  if (text === '') return 'none';
  const match = /^([^.#]+)\.([A-Za-z0-9_-]{16})$/.exec(text);
  return match === null ? 'damaged' : { seed: match[1]!, fingerprint: match[2]! };
}
