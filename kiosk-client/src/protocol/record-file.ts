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

/** One member as local header, data and central header; method "stored", fixed time (1980-01-01). */
function member(name: string, data: Uint8Array, offset: number): { local: Uint8Array; central: Uint8Array } {
  const label = utf8(name);
  const common = new DataView(new ArrayBuffer(26));
  common.setUint16(0, 20, true);
  common.setUint16(8, 0x21, true);
  common.setUint32(10, crc32(data), true);
  common.setUint32(14, data.length, true);
  common.setUint32(18, data.length, true);
  common.setUint16(22, label.length, true);
  const fields = new Uint8Array(common.buffer);
  const tail = new DataView(new ArrayBuffer(14));
  tail.setUint32(10, offset, true);
  const local = concat(Uint8Array.of(0x50, 0x4b, 3, 4), fields, label, data);
  const central = concat(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), fields, new Uint8Array(tail.buffer), label);
  return { local, central };
}

/** Writes the two members, stored, in order. */
export function writeRecordFile({ entries, checkpoint }: RecordFile): Uint8Array {
  const lines = entries.flatMap((entry) => [entry, Uint8Array.of(10)]);
  const first = member(ENTRIES, concat(...lines), 0);
  const second = member(CHECKPOINT, utf8(checkpoint), first.local.length);
  const size = first.central.length + second.central.length;
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x504b0506);
  end.setUint16(8, 2, true);
  end.setUint16(10, 2, true);
  end.setUint32(12, size, true);
  end.setUint32(16, first.local.length + second.local.length, true);
  return concat(first.local, second.local, first.central, second.central, new Uint8Array(end.buffer));
}

/**
 * Reads a record strictly: exactly the two members, in order, stored, nothing before, between or after them but what a zip needs.
 * A file that another program packed again is refused, though `rv verify` may read it. Checksums that differ are told in `damaged`. Refuses with `container-invalid` (V01).
 */
export function readRecordFile(file: Uint8Array): Result<ReadRecordFile> {
  return attempt(() => {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const first = readLocal(file, view, 0, ENTRIES);
    const second = readLocal(file, view, first.end, CHECKPOINT);
    require(second.data.length <= CHECKPOINT_LIMIT, 'container-invalid', 'checkpoint');
    checkDirectory(file, view, [0, first.end], second.end);
    const checkpoint = attempt(() => decodeText(second.data));
    require(checkpoint.ok, 'container-invalid', 'checkpoint');
    const damaged = first.damaged ? ENTRIES : second.damaged ? CHECKPOINT : null;
    return { entries: splitLines(first.data), checkpoint: checkpoint.value, damaged };
  });
}

function decodeText(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    require(false, 'container-invalid', 'text');
  }
}

function readLocal(file: Uint8Array, view: DataView, at: number, name: string): { data: Uint8Array; end: number; damaged: boolean } {
  const bad = (condition: boolean, detail: string): void => require(condition, 'container-invalid', `${name}: ${detail}`);
  bad(file.length >= at + 30 && view.getUint32(at) === 0x504b0304, 'header');
  const flags = view.getUint16(at + 6, true);
  // Bit 11 says that names are UTF-8; everything else (encryption, sizes after the data) is refused.
  bad((flags & ~0x800) === 0 && view.getUint16(at + 8, true) === 0, 'method');
  const size = view.getUint32(at + 22, true);
  const nameLength = view.getUint16(at + 26, true);
  const start = at + 30 + nameLength + view.getUint16(at + 28, true);
  bad(view.getUint32(at + 18, true) === size && file.length >= start + size, 'size');
  bad(equalBytes(file.subarray(at + 30, at + 30 + nameLength), utf8(name)), 'name');
  const data = file.subarray(start, start + size);
  return { data, end: start + size, damaged: crc32(data) !== view.getUint32(at + 14, true) };
}

/** Walks the central directory: two headers that repeat the members' own, then the end record with no comment. */
function checkDirectory(file: Uint8Array, view: DataView, locals: readonly number[], start: number): void {
  let at = start;
  for (const local of locals) {
    require(file.length >= at + 46 && view.getUint32(at) === 0x504b0102, 'container-invalid', 'directory');
    const nameLength = view.getUint16(at + 28, true);
    const name = file.subarray(at + 46, at + 46 + nameLength);
    const same =
      equalBytes(file.subarray(at + 6, at + 30), file.subarray(local + 4, local + 28)) &&
      equalBytes(name, file.subarray(local + 30, local + 30 + nameLength)) &&
      view.getUint32(at + 42, true) === local;
    require(same, 'container-invalid', 'directory differs from a member');
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const whole = file.length === at + 22 && view.getUint32(at) === 0x504b0506 && view.getUint16(at + 20, true) === 0;
  require(whole && view.getUint16(at + 10, true) === 2 && view.getUint32(at + 16, true) === start, 'container-invalid', 'end of directory');
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
