import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { checkpointText, NOTE_LIMIT, parseCheckpoint } from './checkpoint.ts';
import { Refusal } from './refusal.ts';

const text = checkpointText({ origin: 'recommendvote/limits', size: 7, root: new Uint8Array(32) });

/** A note of exactly so many bytes: signature lines of one name, whose dash alone has three bytes, and a last name that fills up. */
function noteOf(bytes: number): string {
  const line = '— other AAAAAAA=\n';
  const start = `${text}\n`;
  const count = Math.floor((bytes - utf8(start).length - 100) / utf8(line).length);
  const most = start + line.repeat(count);
  const last = (name: string): string => `— ${name} AAAAAAA=\n`;
  return most + last('n'.repeat(bytes - utf8(most).length - utf8(last('')).length));
}

describe('a note', () => {
  it('has at most 64 KiB, counted in bytes and not in letters', () => {
    const [largest, larger] = [noteOf(NOTE_LIMIT), noteOf(NOTE_LIMIT + 1)];
    expect(utf8(largest).length).toBe(NOTE_LIMIT);
    expect(larger.length).toBeLessThan(NOTE_LIMIT);
    expect(parseCheckpoint(largest).size).toBe(7);
    expect(() => parseCheckpoint(larger)).toThrow(Refusal);
  });
});
