import { bytes, decodeJson, encodeJson, object, oneOf } from './canonical-json.ts';
import type { Random } from './random.ts';
import { attempt, type Result } from './refusal.ts';
import { openSecret, sealSecret } from './sealed-file.ts';
import { type StaffKey, staffPublicKey } from './staff-signature.ts';
import { type Suite, suiteByName } from './suite.ts';

const CONTENT = 'staff-key';
const codec = object({ suite: oneOf('P256-SHA256', 'SM2-SM3'), secret: bytes(32) });

/** Seals a staff signing key under a passphrase (content `staff-key`). */
export function sealStaffKey(suite: Suite, key: StaffKey, passphrase: string, random: Random): Uint8Array {
  return sealSecret(CONTENT, encodeJson(codec, { suite: suite.name, secret: key.secret }), passphrase, random);
}

/** Opens it again. Refuses with `file-damaged`, `file-of-another-kind` or `passphrase-wrong`. */
export function openStaffKey(sealed: Uint8Array, passphrase: string): Result<{ suite: Suite; key: StaffKey }> {
  const opened = openSecret(CONTENT, sealed, passphrase);
  if (!opened.ok) return opened;
  const read = attempt(() => {
    const { suite: name, secret } = decodeJson(codec, opened.value, 1024);
    const suite = suiteByName(name);
    return { suite, key: { secret, publicKey: staffPublicKey(suite, secret) } };
  });
  return read.ok ? read : { ok: false, code: 'file-damaged', detail: read.detail };
}
