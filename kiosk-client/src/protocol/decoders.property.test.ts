import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAuditedBallot, decodeCastBallot, encodeAuditedBallot, encodeCastBallot } from './ballot-body.ts';
import { toBase64, toBase64Url } from './base64url.ts';
import { concat, utf8 } from './bytes.ts';
import { parseCardFragment, parseSeedText, seedText } from './card.ts';
import { readCardList, readCardPlan } from './cards-file.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { decodePoint, decodeScalar, encodePoint, encodeScalar } from './encoding.ts';
import { decodeEntry, encodeBody, encodeEntry } from './entry-envelope.ts';
import { readRecordFile, writeRecordFile } from './record-file.ts';
import { attempt, type Result, require } from './refusal.ts';
import { suites } from './suite.ts';

const corpus = resolve(import.meta.dirname, '../../../tests/Corpus');
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Reads bytes as a decoder would, and writes what it read again; null where reading alone says that there is one spelling. */
type Decoder = (bytes: Uint8Array) => Uint8Array | null;

/** The lines of a note from what was read of it. */
function noteAgain(bytes: Uint8Array): Uint8Array {
  const note = Buffer.from(bytes).toString('utf8');
  require(Buffer.from(note, 'utf8').equals(bytes), 'not-utf8');
  const { text, signatures } = parseCheckpoint(note);
  const lines = signatures.map(({ name, keyId, signature }) => `— ${name} ${toBase64(concat(keyId, signature))}\n`);
  return utf8(`${text}\n${lines.join('')}`);
}

function entryAgain(bytes: Uint8Array): Uint8Array {
  const { type, body, sigs } = decodeEntry(bytes);
  return encodeEntry(type, encodeBody(type, body), sigs);
}

function recordAgain(bytes: Uint8Array): Uint8Array {
  const read = readRecordFile(bytes);
  // The rest of a damaged file is read on, to name what else is wrong with it; it is not accepted.
  require(read.ok && read.value.damaged === null, 'file-malformed');
  return writeRecordFile(read.value);
}

/** What people type has many spellings; what is read must be read from its own one again. */
const typed = (read: (text: string) => Uint8Array, write: (value: Uint8Array) => string): Decoder => {
  return (bytes) => {
    const value = read(latin1(bytes));
    expect(read(write(value))).toEqual(value);
    return null;
  };
};

/** Canonical JSON has one spelling by itself. */
const canonical = (read: (bytes: Uint8Array) => unknown): Decoder => {
  return (bytes) => {
    read(bytes);
    return null;
  };
};

const decoders: Record<string, Decoder> = {
  'entry-ballot': (bytes) => encodeCastBallot(decodeCastBallot(bytes)),
  'entry-ballot-audited': (bytes) => encodeAuditedBallot(decodeAuditedBallot(bytes)),
  'card-list': canonical(readCardList),
  'card-plan': canonical(readCardPlan),
  note: noteAgain,
  'record-file': recordAgain,
  'seed-text': typed(parseSeedText, seedText),
  'card-fragment': (bytes) => {
    const { seed, fingerprint } = parseCardFragment(latin1(bytes));
    expect(parseCardFragment(`${seedText(seed)}.${toBase64Url(fingerprint)}`)).toEqual({ seed, fingerprint });
    return null;
  },
};
const entries = readdirSync(corpus).filter((name) => name.startsWith('entry-') && !(name in decoders));
const all = [...entries.map((name) => [name, entryAgain] as const), ...Object.entries(decoders)];

/** Bytes set, removed, put in, or copied to another place; a place is a share of the length. */
const change = fc.record({
  kind: fc.constantFrom('set', 'remove', 'insert', 'copy', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.integer({ min: 1, max: 40 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.constantFrom('"', '\\', ',', '0', '-', ' ', '\n', '=', '{}', '\u2028', '"a":1,').map(utf8),
  ),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(data: Uint8Array, { kind, at, to, length, bytes }: Change): Uint8Array {
  const [from, target] = [Math.floor(at * data.length), Math.floor(to * data.length)];
  const [before, after] = [data.subarray(0, from), data.subarray(from)];
  if (kind === 'cut') return before;
  if (kind === 'remove') return concat(before, after.subarray(length));
  if (kind === 'insert') return concat(before, bytes, after);
  if (kind === 'copy') return concat(data.subarray(0, target), after.subarray(0, length), data.subarray(target));
  return concat(before, bytes, after.subarray(bytes.length));
}

/** Anything but a value or a `Refusal` fails the test. */
function judge(decode: Decoder, data: Uint8Array): Result<Uint8Array | null> {
  const result = attempt(() => decode(data));
  if (result.ok && result.value !== null) expect(Buffer.from(result.value).equals(data)).toBe(true);
  return result;
}

describe('no change of bytes makes a decoder throw, or read two spellings', () => {
  it.each(all)('A51 %s refuses or keeps every changed byte', (name, decode) => {
    const folder = join(corpus, name);
    const seeds = readdirSync(folder).map((file) => new Uint8Array(readFileSync(join(folder, file))));
    const changed = fc.tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 3 }));
    expect(seeds.filter((seed) => judge(decode, seed).ok).length).toBeGreaterThan(0);
    let refused = 0;
    fc.assert(
      fc.property(changed, ([seed, changes]) => {
        if (!judge(decode, changes.reduce(apply, seed)).ok) refused++;
      }),
      { numRuns: seeds[0]!.length > 20_000 ? 100 : 400 },
    );
    expect(refused).toBeGreaterThan(10);
  });
});

describe.each(suites)('any bytes in $name', (suite) => {
  const read = (decode: () => Uint8Array, given: Uint8Array): void => {
    const result = attempt(decode);
    if (result.ok) expect(result.value).toEqual(given);
  };

  it('are a point or a scalar with this one encoding, or are refused', () => {
    const point = fc
      .tuple(fc.constantFrom(0, 2, 3, 4, 6, 7), fc.uint8Array({ minLength: 0, maxLength: 66 }))
      .map(([head, rest]) => concat(Uint8Array.of(head), rest));
    fc.assert(fc.property(point, (given) => read(() => encodePoint(decodePoint(suite, given)), given)));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 31, maxLength: 33 }), (given) => read(() => encodeScalar(decodeScalar(suite, given)), given)),
    );
  });
});
