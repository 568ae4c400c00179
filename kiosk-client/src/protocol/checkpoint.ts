import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64, toBase64 } from './base64url.ts';
import { concat, equalBytes, isWellFormed, utf8 } from './bytes.ts';
import type { Random } from './random.ts';
import { attempt, Refusal, type Result, require } from './refusal.ts';
import { staffSign, staffVerify } from './staff-signature.ts';
import type { Suite } from './suite.ts';

/** Signed tree head in C2SP form (tlog-checkpoint in a signed-note). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedCheckpoint extends Checkpoint {
  /** The signed text, with its last line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Bytes of a note (`record.md`, "File"). */
export const NOTE_LIMIT = 64 << 10;

export const originOf = (meeting: string): string => `recommendvote/${meeting}`;

/** First 4 bytes of SHA-256 over name, 0A, the algorithm's byte and the key; SHA-256 in both suites because it only identifies. */
export function noteKeyId(suite: Suite, name: string, key: Uint8Array): Uint8Array {
  const algorithm = suite.staff === 'Ed25519' ? Uint8Array.of(1) : concat(Uint8Array.of(0xff), utf8('RV1-SM2-SM3'));
  return sha256(concat(utf8(name), Uint8Array.of(10), algorithm, key)).subarray(0, 4);
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The note with one signature line of the staff algorithm. */
export function signCheckpoint(
  suite: Suite,
  checkpoint: Checkpoint,
  name: string,
  key: { secret: Uint8Array; publicKey: Uint8Array },
  random: Random,
): string {
  const text = checkpointText(checkpoint);
  const signature = staffSign(suite, key.secret, utf8(text), random);
  return `${text}\n— ${name} ${toBase64(concat(noteKeyId(suite, name, key.publicKey), signature))}\n`;
}

/**
 * Reads a checkpoint that a person noted: a signed note, or its three lines without any signature line (the last line feed may be
 * missing). Refuses with `checkpoint-invalid`.
 */
export function parseNotedCheckpoint(text: string): SignedCheckpoint {
  if (text.includes('\n\n')) return parseCheckpoint(text);
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  // Read as a note with one line that says nothing, which is then dropped.
  return { ...parseCheckpoint(`${whole}\n— none AAAAAAAA\n`), signatures: [] };
}

/** Reads a note strictly: three text lines, an empty line, at least one signature line. Refuses with `checkpoint-invalid`. */
export function parseCheckpoint(note: string): SignedCheckpoint {
  require(note.length <= NOTE_LIMIT && isWellFormed(note) && utf8(note).length <= NOTE_LIMIT, 'checkpoint-invalid', 'size');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: signed notes forbid control characters other than line feed
  require(!/[\u0000-\u0009\u000b-\u001f\u007f]/.test(note) && note.endsWith('\n'), 'checkpoint-invalid', 'characters');
  const split = note.lastIndexOf('\n\n');
  require(split >= 0, 'checkpoint-invalid', 'no signatures');
  const text = note.slice(0, split + 1);
  const lines = text.slice(0, -1).split('\n');
  require(lines.length === 3, 'checkpoint-invalid', 'lines');
  const [origin, size, root] = lines as [string, string, string];
  require(origin !== '' && /^(0|[1-9][0-9]{0,9})$/.test(size) && Number(size) <= 0x7fffffff, 'checkpoint-invalid', 'size');
  const rootBytes = noteBytes(root);
  require(rootBytes.length === 32, 'checkpoint-invalid', 'root');
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map(parseSignatureLine);
  return { origin, size: Number(size), root: rootBytes, text, signatures };
}

function noteBytes(text: string): Uint8Array {
  const bytes = attempt(() => fromBase64(text));
  if (!bytes.ok) throw new Refusal('checkpoint-invalid', 'base64');
  return bytes.value;
}

function parseSignatureLine(line: string): NoteSignature {
  const match = /^— (\S+) (\S+)$/u.exec(line);
  require(match !== null && !match[1]!.includes('+'), 'checkpoint-invalid', 'signature line');
  const bytes = noteBytes(match[2]!);
  require(bytes.length > 4, 'checkpoint-invalid', 'signature line');
  return { name: match[1]!, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

function linesOf(checkpoint: SignedCheckpoint, name: string, keyId: Uint8Array): NoteSignature[] {
  return checkpoint.signatures.filter((line) => line.name === name && equalBytes(line.keyId, keyId));
}

/**
 * Verifies the line of the server's key under a checkpoint of `meeting`; false when there is none. Refuses with `checkpoint-invalid`:
 * another origin, two such lines, or one that does not verify.
 */
export function verifyServerLine(suite: Suite, checkpoint: SignedCheckpoint, meeting: string, serverKey: Uint8Array): boolean {
  const origin = originOf(meeting);
  require(checkpoint.origin === origin, 'checkpoint-invalid', 'origin');
  const lines = linesOf(checkpoint, origin, noteKeyId(suite, origin, serverKey));
  const holds = lines.every((line) => staffVerify(suite, serverKey, utf8(checkpoint.text), line.signature));
  require(holds && lines.length <= 1, 'checkpoint-invalid', 'signature');
  return lines.length === 1;
}

/** Reads a note of `meeting` and verifies the line of the server's key. Refuses with `checkpoint-invalid`. */
export function verifyCheckpoint(suite: Suite, note: string, meeting: string, serverKey: Uint8Array): Result<SignedCheckpoint> {
  return attempt(() => {
    const checkpoint = parseCheckpoint(note);
    require(verifyServerLine(suite, checkpoint, meeting, serverKey), 'checkpoint-invalid', 'not signed by the server');
    return checkpoint;
  });
}
