import { Refusal } from './refusal.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Crockford base32: bits most significant first, padded with zero bits at the end. */
export function toCrockford(bytes: Uint8Array): string {
  let out = '';
  let word = 0;
  let bits = 0;
  for (const byte of bytes) {
    word = ((word << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(word >> bits) & 31];
    }
  }
  if (bits > 0) out += alphabet[(word << (5 - bits)) & 31];
  return out;
}

/** Value of one character; reads lower case, I and L as 1, O as 0. -1 for anything else. */
export function crockfordValue(character: string): number {
  const upper = character.toUpperCase();
  if (upper === 'I' || upper === 'L') return 1;
  if (upper === 'O') return 0;
  return upper.length === 1 ? alphabet.indexOf(upper) : -1;
}

/** Reverse of `toCrockford`: spaces and hyphens dropped, spare bits must be zero. Refuses with `crockford-invalid`. */
export function fromCrockford(text: string): Uint8Array {
  const characters = [...text.replace(/[\s-]/g, '')];
  const out = new Uint8Array(Math.floor((characters.length * 5) / 8));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const character of characters) {
    const value = crockfordValue(character);
    if (value < 0) throw new Refusal('crockford-invalid', 'character');
    word = ((word << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (word >> bits) & 0xff;
    }
  }
  if (bits >= 5 || (word & ((1 << bits) - 1)) !== 0) throw new Refusal('crockford-invalid', 'spare bits');
  return out;
}

/** The tracker as people see it: first 10 bytes, 16 characters. Never compared by programs. */
export function shortTracker(tracker: Uint8Array): string {
  return toCrockford(tracker.subarray(0, 10));
}
