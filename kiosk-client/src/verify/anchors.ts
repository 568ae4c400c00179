import { fromHex } from '../protocol/bytes.ts';

/** What a person typed as the manifest hash: 32 bytes, `undefined` for nothing, null for something else. Spaces and case do not matter. */
export function typedHash(text: string): Uint8Array | undefined | null {
  const digits = text.replace(/[\s:-]/g, '');
  if (digits === '') return undefined;
  return /^[0-9a-fA-F]{64}$/.test(digits) ? fromHex(digits) : null;
}

/** A noted checkpoint as typed: lines without white space around them; `undefined` for nothing. */
export function typedCheckpoint(text: string): string | undefined {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  return whole === '' ? undefined : `${whole}\n`;
}
