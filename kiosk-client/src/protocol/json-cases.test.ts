import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeJson, encodeJson } from './canonical-json.ts';
import { cancelledBody, tallyReadyBody } from './entry-bodies.ts';

interface JsonCase {
  readonly name: string;
  /** y: JSON by RFC 8259; n: not JSON; i: left open there. */
  readonly class: 'y' | 'n' | 'i';
  readonly type: 'cancelled' | 'tally-ready';
  readonly json: string;
  readonly accept: boolean;
}

const path = resolve(import.meta.dirname, '../../../tests/Corpus/json-cases.json');
const cases = JSON.parse(readFileSync(path, 'utf8')) as JsonCase[];

/** The bytes written again, or null when they are refused. */
function reread({ type, json }: JsonCase): string | null {
  const bytes = new Uint8Array(Buffer.from(json, 'base64'));
  try {
    const again =
      type === 'cancelled'
        ? encodeJson(cancelledBody, decodeJson(cancelledBody, bytes, 1 << 20))
        : encodeJson(tallyReadyBody, decodeJson(tallyReadyBody, bytes, 1 << 20));
    return Buffer.from(again).toString('base64');
  } catch {
    return null;
  }
}

describe('canonical JSON', () => {
  it('A51 decides every shared case as the file says, and reads nothing that is no JSON', () => {
    expect(cases.length).toBeGreaterThan(250);
    for (const item of cases) {
      expect([item.name, reread(item)]).toEqual([item.name, item.accept ? item.json : null]);
      expect(item.accept && item.class === 'n').toBe(false);
    }
  });
});
