import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from './base64url.ts';
import { concat, equalBytes, i2osp, os2ip, utf8 } from './bytes.ts';
import { type NoteSignature, originOf, type SignedCheckpoint } from './checkpoint.ts';
import type { Random } from './random.ts';
import { attempt, type Result, require } from './refusal.ts';
import { type StaffKey, staffSign, staffVerify } from './staff-signature.ts';
import type { Suite } from './suite.ts';

/** A discipline officer's signature under a checkpoint (`witnesses.md`): who, and when by the officer's own clock. */
export interface Cosignature {
  /** K of `officer-K`, from 1. */
  readonly officer: number;
  /** Whole seconds since 1970. */
  readonly time: number;
}

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** Key name of officer K of a meeting. */
export const cosignerName = (meeting: string, officer: number): string => `${originOf(meeting)}/officer-${officer}`;

/** First 4 bytes of SHA-256 over name, 0A, the algorithm's bytes and the key: 04 for a timestamped Ed25519 cosignature. */
export function cosignatureKeyId(suite: Suite, name: string, key: Uint8Array): Uint8Array {
  const algorithm = suite.staff === 'Ed25519' ? Uint8Array.of(4) : concat(Uint8Array.of(0xff), utf8('RV1-SM2-SM3'));
  return sha256(concat(utf8(name), Uint8Array.of(10), algorithm, key)).subarray(0, 4);
}

/** What an officer signs: "cosignature/v1", the time, and the note's text with its last line feed. */
export function cosignatureMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** The signature line of officer K over a checkpoint whose server signature has been verified, with its last line feed. */
export function makeCosignature(
  suite: Suite,
  checkpoint: SignedCheckpoint,
  signer: { readonly meeting: string; readonly officer: number; readonly key: StaffKey },
  time: number,
  random: Random,
): string {
  const name = cosignerName(signer.meeting, signer.officer);
  const keyId = cosignatureKeyId(suite, name, signer.key.publicKey);
  const signature = staffSign(suite, signer.key.secret, cosignatureMessage(checkpoint.text, time), random);
  return `— ${name} ${toBase64(concat(keyId, i2osp(time, TIME_BYTES), signature))}\n`;
}

/**
 * Verifies every line of an officer under a checkpoint (V40) and gives them in the order of the note. `officers` are the manifest's
 * keys. Lines of other names or key ids are ignored. Refuses with `cosignature-invalid`: a line that does not verify, or two of one officer.
 */
export function verifyCosignatures(
  suite: Suite,
  checkpoint: SignedCheckpoint,
  meeting: string,
  officers: readonly Uint8Array[],
): Result<Cosignature[]> {
  return attempt(() => {
    const found: Cosignature[] = [];
    for (const line of checkpoint.signatures) {
      const place = officers.findIndex((key, i) => isLineOf(suite, line, cosignerName(meeting, i + 1), key));
      if (place < 0) continue;
      const officer = place + 1;
      require(!found.some((earlier) => earlier.officer === officer), 'cosignature-invalid', `two lines of officer-${officer}`);
      found.push({ officer, time: verifyLine(suite, checkpoint.text, line, officers[place]!, officer) });
    }
    return found;
  });
}

function isLineOf(suite: Suite, line: NoteSignature, name: string, key: Uint8Array): boolean {
  return line.name === name && equalBytes(line.keyId, cosignatureKeyId(suite, name, key));
}

function verifyLine(suite: Suite, text: string, { signature }: NoteSignature, key: Uint8Array, officer: number): number {
  const holds = (condition: boolean, detail: string): void => require(condition, 'cosignature-invalid', `officer-${officer}: ${detail}`);
  holds(signature.length === TIME_BYTES + SIGNATURE_BYTES, 'length');
  const time = os2ip(signature.subarray(0, TIME_BYTES));
  holds(time < 1n << 53n, 'time');
  holds(staffVerify(suite, key, cosignatureMessage(text, Number(time)), signature.subarray(TIME_BYTES)), 'signature');
  return Number(time);
}
