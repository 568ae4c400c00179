import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { concat, utf8 } from './bytes.ts';
import { crockfordValue, fromCrockford, toCrockford } from './crockford.ts';
import { encodePoint } from './encoding.ts';
import { timesBase } from './group.ts';
import { hashToScalar } from './hash-to-curve.ts';
import { meetingIdForm } from './names.ts';
import { Refusal } from './refusal.ts';
import type { Suite } from './suite.ts';

export const SEED_BYTES = 16;
const SEED_CHARACTERS = 26;
const CHECK_CHARACTERS = 2;
export const FINGERPRINT_BYTES = 12;

/** A card's signing key: sk in 1..q-1 and the 65 bytes of pk = sk g. */
export interface CardKey {
  readonly sk: bigint;
  readonly pk: Uint8Array;
}

function checkCharacters(seed: Uint8Array): string {
  return toCrockford(sha256(concat(utf8('RV1-seed'), seed))).slice(0, CHECK_CHARACTERS);
}

/** SEED as on the card: 26 characters of the seed and 2 check characters, upper case. */
export function seedText(seed: Uint8Array): string {
  if (seed.length !== SEED_BYTES) throw new RangeError('a seed has 16 bytes');
  return toCrockford(seed) + checkCharacters(seed);
}

/** Reads SEED, however it is grouped or cased. Refuses with `card-unreadable`. */
export function parseSeedText(text: string): Uint8Array {
  const characters = [...text.replace(/[\s-]/g, '')].map(crockfordValue);
  if (characters.length !== SEED_CHARACTERS + CHECK_CHARACTERS || characters.includes(-1)) throw new Refusal('card-unreadable', 'form');
  const clean = characters.map((value) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[value]).join('');
  let seed: Uint8Array;
  try {
    seed = fromCrockford(clean.slice(0, SEED_CHARACTERS));
  } catch {
    throw new Refusal('card-unreadable', 'spare bits');
  }
  if (checkCharacters(seed) !== clean.slice(SEED_CHARACTERS)) throw new Refusal('card-unreadable', 'check characters');
  return seed;
}

/** What the QR code of a card says: the meeting, the seed, and the fingerprint of the organizer's key. */
export interface CardLink {
  readonly meeting: string;
  readonly seed: Uint8Array;
  readonly fingerprint: Uint8Array;
}

/** `https://HOST/v/MEETING#SEED.FP`. */
export function cardUrl(origin: string, link: CardLink): string {
  return `${origin}/v/${link.meeting}#${seedText(link.seed)}.${toBase64Url(link.fingerprint)}`;
}

/** Reads a card's address, whatever its host. Refuses with `card-unreadable`. */
export function parseCardUrl(url: string): CardLink {
  const match = /\/v\/([^/?#]+)#([^.#]+)\.([A-Za-z0-9_-]{16})$/.exec(url.trim());
  if (match === null || !meetingIdForm.test(match[1]!)) throw new Refusal('card-unreadable', 'address');
  return { meeting: match[1]!, ...parseCardFragment(`${match[2]}.${match[3]}`) };
}

/** Reads the part after `#`. Refuses with `card-unreadable`. */
export function parseCardFragment(fragment: string): Omit<CardLink, 'meeting'> {
  const match = /^#?([^.#]+)\.([A-Za-z0-9_-]{16})$/.exec(fragment.trim());
  if (match === null) throw new Refusal('card-unreadable', 'fragment');
  return { seed: parseSeedText(match[1]!), fingerprint: fromBase64Url(match[2]!) };
}

/**
 * The seed in whatever a keyboard-like scanner typed (often a whole address mangled by an input method): the last run of 28
 * characters whose check characters fit. Null when there is none.
 */
export function seedInTyped(typed: string): Uint8Array | null {
  const runs = typed.match(/[0-9A-Za-z]+/g) ?? [];
  const length = SEED_CHARACTERS + CHECK_CHARACTERS;
  for (const run of runs.reverse()) {
    for (let at = run.length - length; at >= 0; at--) {
      try {
        return parseSeedText(run.slice(at, at + length));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
  return null;
}

/** sk = hash_to_scalar(seed || meeting id, DST("card")); zero is refused with `card-unreadable`. */
export function cardKey(suite: Suite, seed: Uint8Array, meeting: string): CardKey {
  if (seed.length !== SEED_BYTES) throw new RangeError('a seed has 16 bytes');
  const sk = hashToScalar(suite, concat(seed, utf8(meeting)), 'card');
  if (sk === 0n) throw new Refusal('card-unreadable', 'zero key');
  return { sk, pk: encodePoint(timesBase(suite, sk)) };
}

/** FP: first 12 bytes of H(organizer's public key). */
export function organizerFingerprint(suite: Suite, organizerKey: Uint8Array): Uint8Array {
  return suite.hash(organizerKey).subarray(0, FINGERPRINT_BYTES);
}
