import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { readRecordFile, writeRecordFile } from './record-file.ts';
import { suites } from './suite.ts';
import { makeRecord, makeWriteInRecord } from './vectors-make.ts';

const folder = resolve(import.meta.dirname, '../../../tests/Vectors');
const records = readdirSync(folder).filter((name) => /record.*\.zip$/.test(name));
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(resolve(folder, name)));

describe('shared records', () => {
  it.each(suites)('the one in the repository for $name is what this code makes', (suite) => {
    expect(Buffer.compare(makeRecord(suite), read(`ts-record-${suite.name}.zip`))).toBe(0);
    expect(Buffer.compare(makeWriteInRecord(suite), read(`ts-record-write-ins-${suite.name}.zip`))).toBe(0);
  });

  it.each(records)('%s holds', (name) => {
    const file = readRecordFile(read(name));
    if (!file.ok) throw new Error(file.detail);
    const report = checkRecord(file.value.entries, { checkpoint: file.value.checkpoint, random: systemRandom });
    expect(report.failure).toBeNull();
    expect(report.verdict).toBe('holds');
  });

  it.each(records)('%s with any one bit changed does not', (name) => {
    const good = read(name);
    const file = readRecordFile(good);
    if (!file.ok) throw new Error(file.detail);
    const { entries, checkpoint } = file.value;
    // One bit in a few entries, and the file packed again so that only the content can tell.
    for (const at of [0, 3, 8, Math.floor(entries.length / 2), entries.length - 1]) {
      const changed = entries.map((entry) => entry.slice());
      changed[at]![Math.floor(changed[at]!.length / 2)]! ^= 1;
      const again = readRecordFile(writeRecordFile({ entries: changed, checkpoint }));
      const failure = again.ok ? checkRecord(again.value.entries, { checkpoint, random: systemRandom }).failure : again;
      expect(failure).not.toBeNull();
    }
  });
});

describe('record files', () => {
  const good = writeRecordFile({ entries: [Uint8Array.of(65), Uint8Array.of(66, 67)], checkpoint: 'note\n' });

  it('round-trip', () => {
    const file = readRecordFile(good);
    expect(file).toEqual({ ok: true, value: { entries: [Uint8Array.of(65), Uint8Array.of(66, 67)], checkpoint: 'note\n', damaged: null } });
  });

  it('are refused when any byte of their frame or content is changed, cut off or added', () => {
    for (let at = 0; at < good.length; at++) {
      const changed = good.slice();
      changed[at]! ^= 0x55;
      const file = readRecordFile(changed);
      expect(file.ok && file.value.damaged === null).toBe(false);
    }
    for (let length = 0; length < good.length; length++) expect(readRecordFile(good.subarray(0, length)).ok).toBe(false);
    expect(readRecordFile(new Uint8Array([...good, 0])).ok).toBe(false);
    expect(readRecordFile(new Uint8Array([0, ...good])).ok).toBe(false);
  });

  it('an empty line is an entry that is none; an unfinished one breaks the container', () => {
    const read = readRecordFile(writeRecordFile({ entries: [new Uint8Array(0)], checkpoint: '' }));
    if (!read.ok) throw new Error(read.detail);
    expect(checkRecord(read.value.entries, { random: systemRandom }).failure).toMatchObject({ check: 'V02', index: 0 });
    const cut = writeRecordFile({ entries: [Uint8Array.of(65)], checkpoint: '' });
    cut[30 + 'entries.jsonl'.length + 1] = 66;
    expect(readRecordFile(cut).ok).toBe(false);
  });
});
