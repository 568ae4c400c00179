import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { readRecordFile } from './record-file.ts';

interface Vector {
  readonly file: string;
  readonly expectExit: number;
  readonly failingCheck: string | null;
  readonly code: string | null;
  readonly entryIndex: number | null;
}

const folder = resolve(import.meta.dirname, '../../../tests/Vectors/records');
const vectors = JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as Vector[];

/** Both implementations name the same check, code and entry of every broken record. */
describe('records of the other implementation', () => {
  it.each(vectors)('$file', ({ file, expectExit, failingCheck, code, entryIndex }) => {
    const read = readRecordFile(new Uint8Array(readFileSync(resolve(folder, file))));
    if (!read.ok) {
      expect(['V01', read.code]).toEqual([failingCheck, code]);
      return;
    }
    const { entries, checkpoint, damaged } = read.value;
    const { failure, verdict } = checkRecord(entries, { checkpoint, damaged, random: systemRandom });
    expect([failure?.check ?? null, failure?.code ?? null, failure?.index ?? null]).toEqual([failingCheck, code, entryIndex]);
    expect(['holds', 'fails', 'incomplete'].indexOf(verdict)).toBe(expectExit);
  });
});
