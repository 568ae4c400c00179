import { concat, equalBytes, utf8 } from './bytes.ts';
import { attempt, type Result, require } from './refusal.ts';

/** A record as a file: entries in log order and the signed note over them (`record.md`, "File"). */
export interface RecordFile {
  readonly entries: readonly Uint8Array[];
  readonly checkpoint: string;
}

/** Name of a member whose bytes do not have the checksum that the file states. */
export type DamagedMember = 'entries.jsonl' | 'checkpoint.txt';

/** A file as it was read: the checksums are told, not judged, so that a changed entry is named by its own check. */
export interface ReadRecordFile extends RecordFile {
  readonly damaged: DamagedMember | null;
}

const ENTRIES = 'entries.jsonl';
const CHECKPOINT = 'checkpoint.txt';
const CHECKPOINT_LIMIT = 64 << 10;

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(data: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of data) c = crcTable[(c ^ byte) & 255]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** The two headers of a member; method "stored", fixed time (1980-01-01). They have one spelling for each sum and length. */
function headers(name: string, crc: number, size: number, offset: number): { local: Uint8Array; central: Uint8Array } {
  const label = utf8(name);
  const common = new DataView(new ArrayBuffer(26));
  common.setUint16(0, 20, true);
  common.setUint16(8, 0x21, true);
  common.setUint32(10, crc, true);
  common.setUint32(14, size, true);
  common.setUint32(18, size, true);
  common.setUint16(22, label.length, true);
  const fields = new Uint8Array(common.buffer);
  const tail = new DataView(new ArrayBuffer(14));
  tail.setUint32(10, offset, true);
  const local = concat(Uint8Array.of(0x50, 0x4b, 3, 4), fields, label);
  const central = concat(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), fields, new Uint8Array(tail.buffer), label);
  return { local, central };
}

/** The end record: two members, no comment. */
function endRecord(directory: number, offset: number): Uint8Array {
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x504b0506);
  end.setUint16(8, 2, true);
  end.setUint16(10, 2, true);
  end.setUint32(12, directory, true);
  end.setUint32(16, offset, true);
  return new Uint8Array(end.buffer);
}

/** Writes the two members, stored, in order. */
export function writeRecordFile({ entries, checkpoint }: RecordFile): Uint8Array {
  const lines = concat(...entries.flatMap((entry) => [entry, Uint8Array.of(10)]));
  const note = utf8(checkpoint);
  const first = headers(ENTRIES, crc32(lines), lines.length, 0);
  const second = headers(CHECKPOINT, crc32(note), note.length, first.local.length + lines.length);
  const start = first.local.length + lines.length + second.local.length + note.length;
  const directory = concat(first.central, second.central);
  return concat(first.local, lines, second.local, note, directory, endRecord(directory.length, start));
}

/**
 * Reads a record strictly: exactly the bytes that a writer puts around these contents. A file that another program packed again is refused.
 * Checksums that differ are told in `damaged`. Refuses with `container-invalid` (V01).
 */
export function readRecordFile(file: Uint8Array): Result<ReadRecordFile> {
  return attempt(() => {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const first = readLocal(file, view, 0, ENTRIES);
    const second = readLocal(file, view, first.end, CHECKPOINT);
    require(second.data.length <= CHECKPOINT_LIMIT, 'container-invalid', 'checkpoint');
    const directory = concat(first.central, second.central);
    const tail = concat(directory, endRecord(directory.length, second.end));
    require(equalBytes(file.subarray(second.end), tail), 'container-invalid', 'directory differs from the members');
    const checkpoint = attempt(() => decodeText(second.data));
    require(checkpoint.ok, 'container-invalid', 'checkpoint');
    const damaged = first.damaged ? ENTRIES : second.damaged ? CHECKPOINT : null;
    return { entries: splitLines(first.data), checkpoint: checkpoint.value, damaged };
  });
}

/** Whether a file that could not be read begins like one that was a record: a zip whose first member has the name of the entries. */
export function looksLikeRecord(file: Uint8Array): boolean {
  const name = utf8(ENTRIES);
  return equalBytes(file.subarray(0, 4), Uint8Array.of(0x50, 0x4b, 3, 4)) && equalBytes(file.subarray(30, 30 + name.length), name);
}

function decodeText(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    require(false, 'container-invalid', 'text');
  }
}

interface Member {
  readonly data: Uint8Array;
  /** Where the next part of the file begins. */
  readonly end: number;
  readonly central: Uint8Array;
  readonly damaged: boolean;
}

function readLocal(file: Uint8Array, view: DataView, at: number, name: string): Member {
  const start = at + 30 + name.length;
  require(file.length >= start, 'container-invalid', `${name}: header`);
  const [crc, size] = [view.getUint32(at + 14, true), view.getUint32(at + 22, true)];
  const expected = headers(name, crc, size, at);
  require(equalBytes(file.subarray(at, start), expected.local), 'container-invalid', `${name}: header`);
  require(file.length >= start + size, 'container-invalid', `${name}: size`);
  const data = file.subarray(start, start + size);
  return { data, end: start + size, central: expected.central, damaged: crc32(data) !== crc };
}

function splitLines(data: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < data.length; ) {
    const end = data.indexOf(10, at);
    require(end >= at, 'container-invalid', `line ${entries.length} does not end`);
    entries.push(data.subarray(at, end));
    at = end + 1;
  }
  return entries;
}
