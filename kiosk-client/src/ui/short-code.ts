import { toCrockford } from '../protocol/crockford.ts';

/** A hash or key as people compare it between a screen, a form and a phone: first 5 bytes in Crockford base32, XXXX-XXXX. */
export function shortCode(bytes: Uint8Array): string {
  return toCrockford(bytes.subarray(0, 5)).replace(/(.{4})(?=.)/, '$1-');
}
