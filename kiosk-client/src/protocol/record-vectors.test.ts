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
  it.each(vectors)('$file', ({ file, failingCheck, code, entryIndex }) => {
    const read = readRecordFile(new Uint8Array(readFileSync(resolve(folder, file))));
    if (!read.ok) {
      expect(['V01', read.code]).toEqual([failingCheck, code]);
      return;
    }
    const { failure, checks } = checkRecord(read.value.entries, { checkpoint: read.value.checkpoint, random: systemRandom });
    if (failingCheck === 'V34') {
      // An incomplete record breaks nothing; it only never counts as verified.
      expect([failure, checks[33]!.outcome === 'passed']).toEqual([null, false]);
      return;
    }
    // What is defined for later is refused under one code; the number of the check that meets it first may differ.
    const check = code === 'not-yet-supported' ? failingCheck : (failure?.check ?? null);
    expect([check, failure?.code ?? null, failure?.index ?? null]).toEqual([failingCheck, code, entryIndex]);
  });
});
