import { Refusal } from './refusal.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;

/** base64url (RFC 4648 section 5) without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += alphabet[word >> 18];
    out += alphabet[(word >> 12) & 63];
    if (left > 1) out += alphabet[(word >> 6) & 63];
    if (left > 2) out += alphabet[word & 63];
  }
  return out;
}

/** Strict reverse: no padding, no other character, spare bits zero. Refuses with `base64url-invalid`. */
export function fromBase64Url(text: string): Uint8Array {
  const tail = text.length % 4;
  if (tail === 1) throw new Refusal('base64url-invalid', 'length');
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (values[code] as number) : -1;
    if (value < 0) throw new Refusal('base64url-invalid', 'character');
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (word >> bits) & 0xff;
    }
  }
  if ((word & ((1 << bits) - 1)) !== 0) throw new Refusal('base64url-invalid', 'spare bits');
  return out;
}

/** Standard base64 with padding, as signed notes use it. */
export function toBase64(bytes: Uint8Array): string {
  const plain = toBase64Url(bytes).replace(/-/g, '+').replace(/_/g, '/');
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=');
}

/** Strict reverse of `toBase64`. Refuses with `base64-invalid`. */
export function fromBase64(text: string): Uint8Array {
  const body = text.replace(/={1,2}$/, '');
  if (text.length % 4 !== 0 || /[-_=]/.test(body)) throw new Refusal('base64-invalid');
  const bytes = fromBase64Url(body.replace(/\+/g, '-').replace(/\//g, '_'));
  if (toBase64(bytes) !== text) throw new Refusal('base64-invalid');
  return bytes;
}
