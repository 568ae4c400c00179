import { toCrockford } from '../protocol/crockford.ts';

/** A hash or key as people compare it between a screen, a form and a phone: first 5 bytes in Crockford base32, XXXX-XXXX. */
export function shortCode(bytes: Uint8Array): string {
  return toCrockford(bytes.subarray(0, 5)).replace(/(.{4})(?=.)/, '$1-');
}

/** A fingerprint as people compare it: its first 10 bytes, 16 characters in groups of four. */
export function fingerprintCode(bytes: Uint8Array): string {
  return toCrockford(bytes.subarray(0, 10)).replace(/(.{4})(?=.)/g, '$1 ');
}

/** The code of a public key. A point's first byte (04) is the same for all, so its code begins after it. */
export function keyCode(key: Uint8Array): string {
  return shortCode(key.length === 65 ? key.subarray(1) : key);
}
