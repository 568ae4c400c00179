import { describe, expect, it } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64url.ts';
import { concat, fromHex, isWellFormed, utf8 } from './bytes.ts';
import { bool, bytes, decodeJson, encodeJson, int, list, object, optional, text } from './canonical-json.ts';
import { cardKey, cardUrl, parseCardUrl, parseSeedText, seedInTyped, seedText } from './card.ts';
import { originOf, parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { markBits } from './choices.ts';
import { fromCrockford, shortTracker, toCrockford } from './crockford.ts';
import { decodePoint, decodeScalar, encodePoint } from './encoding.ts';
import { timesBase } from './group.ts';
import { layoutOf } from './layout.ts';
import { isTime } from './names.ts';
import { systemRandom } from './random.ts';
import { attempt } from './refusal.ts';
import { openSecret, sealSecret } from './sealed-file.ts';
import { makeStaffKey } from './staff-signature.ts';
import { suites } from './suite.ts';
import { normalizeWriteIn, pointToText, textToPoint } from './text-point.ts';

const code = (work: () => unknown): string | true => {
  const result = attempt(work);
  return result.ok || result.code;
};

describe('base64url', () => {
  it('round-trips every length', () => {
    for (let length = 0; length < 70; length++) {
      const data = systemRandom(length);
      expect(fromBase64Url(toBase64Url(data))).toEqual(data);
      expect(fromBase64(toBase64(data))).toEqual(data);
      expect(toBase64(data)).toBe(Buffer.from(data).toString('base64'));
    }
  });

  it.each(['A', 'AB', 'AAB', 'AA=', 'AA==', 'A A', 'A+', 'A/', 'Aé', 'AAAAA'])('refuses %s', (input) => {
    expect(code(() => fromBase64Url(input))).toBe('base64url-invalid');
  });

  it.each(['AA', 'AB==', 'A-==', 'AA==='])('standard base64 refuses %s', (input) => {
    expect(code(() => fromBase64(input))).not.toBe(true);
  });
});

describe('canonical JSON', () => {
  const codec = object({ type: text(), n: int, flag: bool, list: list(object({ b: bytes(2) }), 3), note: optional(text()) });
  const good = '{"type":"a\\n\\"é\\u0001","n":2147483647,"flag":true,"list":[{"b":"AAA"}],"note":"示例"}';

  it('reads and rewrites the same bytes', () => {
    expect(encodeJson(codec, decodeJson(codec, utf8(good), 1000))).toEqual(utf8(good));
    const short = '{"type":"","n":0,"flag":false,"list":[]}';
    expect(encodeJson(codec, decodeJson(codec, utf8(short), 1000))).toEqual(utf8(short));
  });

  it.each([
    ['white space', good.replace(',"n"', ', "n"')],
    ['another order', good.replace('"n":2147483647,"flag":true', '"flag":true,"n":2147483647')],
    ['an unknown member', good.replace('"note"', '"more":1,"note"')],
    ['a double member', good.replace('"n":2147483647', '"n":1,"n":2147483647')],
    ['an escaped double member', good.replace('"n":2147483647', '"\\u006e":1,"n":2147483647')],
    ['a missing member', good.replace('"flag":true,', '')],
    ['a number over 31 bits', good.replace('2147483647', '2147483648')],
    ['a negative number', good.replace('2147483647', '-1')],
    ['minus zero', good.replace('2147483647', '-0')],
    ['a fraction', good.replace('2147483647', '1.0')],
    ['an exponent', good.replace('2147483647', '1e3')],
    ['an escape not needed', good.replace('é', '\\u00e9')],
    ['an upper-case escape', good.replace('\\u0001', '\\u000B')],
    ['a lone surrogate', good.replace('é', '\\ud800')],
    ['spare bits', good.replace('AAA', 'AAB')],
    ['a wrong length', good.replace('AAA', 'AAAA')],
    ['null for a missing member', good.replace('"示例"', 'null')],
    ['text after the end', `${good} `],
    ['too many elements', good.replace('[{"b":"AAA"}]', '[{"b":"AAA"},{"b":"AAA"},{"b":"AAA"},{"b":"AAA"}]')],
  ])('refuses %s', (_, input) => {
    expect(code(() => decodeJson(codec, utf8(input), 1000))).not.toBe(true);
  });

  it('refuses a byte order mark, broken UTF-8, depth and size', () => {
    expect(code(() => decodeJson(codec, concat(fromHex('efbbbf'), utf8(good)), 1000))).toBe('json-invalid');
    expect(code(() => decodeJson(codec, concat(utf8('{"type":"'), fromHex('ff'), utf8(good.slice(9))), 1000))).toBe('json-invalid');
    expect(code(() => decodeJson(codec, utf8('['.repeat(100_000)), 1_000_000))).toBe('json-invalid');
    expect(code(() => decodeJson(codec, utf8(good), 20))).toBe('json-invalid');
  });

  it('knows well-formed text and existing times', () => {
    expect(isWellFormed('示例𠮷')).toBe(true);
    expect(isWellFormed('a\ud800')).toBe(false);
    expect(isTime('2026-02-28T23:59:59Z')).toBe(true);
    for (const wrong of ['2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', '2026-1-1T00:00:00Z', '2026-01-01T00:00:00+08:00'])
      expect(isTime(wrong)).toBe(false);
  });
});

describe.each(suites)('points and scalars of $name', (suite) => {
  const good = encodePoint(timesBase(suite, 9n));

  it('reads what it writes', () => {
    expect(decodePoint(suite, good).equals(timesBase(suite, 9n))).toBe(true);
  });

  it('refuses every other form', () => {
    const { x, y } = timesBase(suite, 9n).toAffine();
    const hex = (value: bigint): string => value.toString(16).padStart(64, '0');
    const wrong = [
      new Uint8Array(65),
      Uint8Array.of(0),
      fromHex(`02${hex(x)}`),
      fromHex(`06${hex(x)}${hex(y)}`),
      fromHex(`04${hex(x)}${hex((y + 1n) % suite.p)}`),
      fromHex(`04${hex(suite.p)}${hex(y)}`),
      fromHex(`04${'0'.repeat(128)}`),
      concat(good, Uint8Array.of(0)),
      good.subarray(0, 64),
    ];
    for (const bytes of wrong) expect(code(() => decodePoint(suite, bytes))).toBe('point-invalid');
    expect(code(() => decodeScalar(suite, fromHex(hex(suite.q))))).toBe('scalar-invalid');
    expect(code(() => decodeScalar(suite, new Uint8Array(31)))).toBe('scalar-invalid');
    expect(() => encodePoint(suite.Point.ZERO)).toThrow();
  });
});

describe('cards', () => {
  const seed = fromHex('000102030405060708090a0b0c0d0e0f');
  const printed = seedText(seed);

  it('reads the seed however it is typed', () => {
    expect(printed).toMatch(/^[0-9A-Z]{28}$/);
    expect(
      parseSeedText(
        printed
          .toLowerCase()
          .replace(/(.{4})/g, '$1 ')
          .replace(/0/g, 'o')
          .replace(/1/g, 'l'),
      ),
    ).toEqual(seed);
  });

  it('refuses every single wrong character that check characters must catch', () => {
    let missed = 0;
    for (let i = 0; i < printed.length; i++) {
      const other = printed[i] === '7' ? '8' : '7';
      if (code(() => parseSeedText(printed.slice(0, i) + other + printed.slice(i + 1))) !== 'card-unreadable') missed++;
    }
    expect(missed).toBe(0);
  });

  it('finds the seed in a mangled scan, and none where there is none', () => {
    expect(seedInTyped(`httpsː//HOST/v/demo#${printed}.AAAA\n`)).toEqual(seed);
    expect(seedInTyped(`xx${printed}`)).toEqual(seed);
    expect(seedInTyped('nothing here')).toBeNull();
  });

  it('reads its own address', () => {
    const link = { meeting: 'demo-2026', seed, fingerprint: fromHex('00112233445566778899aabb') };
    expect(parseCardUrl(cardUrl('https://vote.example', link))).toEqual(link);
    for (const wrong of [
      'https://vote.example/v/x',
      'https://vote.example/v/demo-2026#ABC.AAAA',
      cardUrl('https://a', link).replace('demo-2026', 'D'),
    ]) {
      expect(code(() => parseCardUrl(wrong))).toBe('card-unreadable');
    }
  });

  it('gives another key in another meeting and suite', () => {
    const keys = suites.flatMap((suite) => ['demo-a', 'demo-b'].map((meeting) => cardKey(suite, seed, meeting).sk));
    expect(new Set(keys).size).toBe(4);
  });

  it('Crockford round-trips and the short tracker has 16 characters', () => {
    for (let length = 0; length < 20; length++) {
      const data = systemRandom(length);
      expect(fromCrockford(toCrockford(data))).toEqual(data);
    }
    expect(shortTracker(systemRandom(32))).toHaveLength(16);
  });
});

describe.each(suites)('write-in texts in $name', (suite) => {
  it.each(['', '示例干部31', '#p-24', '买买提·艾力', '𠮷野家', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123'])('round-trips "%s"', (value) => {
    expect(pointToText(suite, textToPoint(suite, value))).toBe(value);
  });

  it('refuses other characters and too long texts', () => {
    expect(code(() => textToPoint(suite, '示例 干部'))).toBe('write-in-characters');
    expect(code(() => textToPoint(suite, 'é'))).toBe('write-in-characters');
    expect(code(() => textToPoint(suite, '示'.repeat(11)))).toBe('write-in-too-long');
    expect(normalizeWriteIn(' Ａ１　示例 ')).toBe('A1示例');
  });

  it('calls anything else unreadable', () => {
    expect(pointToText(suite, suite.Point.ZERO)).toBeNull();
    expect(pointToText(suite, textToPoint(suite, '示例').negate())).toBeNull();
    expect(pointToText(suite, suite.Point.BASE)).toBeNull();
  });
});

describe('choices', () => {
  const layout = layoutOf([
    { index: 0, options: 3, slots: 1, abstain: true, min: 1, max: 2 },
    { index: 1, options: 2, slots: 0, abstain: false, min: 0, max: 1 },
  ]);
  const second = { options: [] };

  it('places bits, used bits, abstention and slack', () => {
    expect(markBits(layout, [{ options: [2], writeIns: ['示例'] }, second]).bits).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 1]);
    expect(markBits(layout, [{ options: [0] }, { options: [1] }]).bits).toEqual([1, 0, 0, 0, 0, 0, 1, 1, 0]);
  });

  it('an empty form abstains (B21)', () => {
    expect(markBits(layout, [{ options: [] }, second]).bits).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it.each([
    [{ options: [0, 1, 2] }, 'choice-too-many'],
    [{ options: [0, 0] }, 'choice-invalid'],
    [{ options: [3] }, 'choice-invalid'],
    [{ options: [0], abstain: true }, 'choice-invalid'],
    [{ options: [], writeIns: ['甲', '乙'] }, 'choice-too-many'],
    [{ options: [], writeIns: ['a b!'] }, 'write-in-characters'],
  ])('refuses %j', (choice, expected) => {
    expect(code(() => markBits(layout, [choice, second]))).toBe(expected);
  });

  it('writes the layout bytes of the specification', () => {
    expect(layout.bytes).toEqual(fromHex('0000000300010100010002000100020000000000' + '0001'));
    expect([layout.encrypted, layout.total, layout.slots]).toEqual([7, 9, 1]);
  });
});

describe.each(suites)('checkpoints in $name', (suite) => {
  const key = makeStaffKey(suite, systemRandom);
  const checkpoint = { origin: originOf('demo-meeting'), size: 7, root: suite.hash(utf8('root')) };
  const note = signCheckpoint(suite, checkpoint, checkpoint.origin, key, systemRandom);

  it('verifies its own note', () => {
    const read = verifyCheckpoint(suite, note, 'demo-meeting', key.publicKey);
    expect(read.ok && read.value.size).toBe(7);
  });

  it('refuses another meeting, key, size, or a changed form', () => {
    const other = makeStaffKey(suite, systemRandom);
    const wrong = [
      note.replace('\n7\n', '\n8\n'),
      note.replace('\n7\n', '\n07\n'),
      note.replace('\n\n', '\nextra\n\n'),
      note.slice(0, -1),
      note.replace('— ', '- '),
    ];
    for (const bad of wrong) expect(verifyCheckpoint(suite, bad, 'demo-meeting', key.publicKey).ok).toBe(false);
    expect(verifyCheckpoint(suite, note, 'other-meeting', key.publicKey).ok).toBe(false);
    expect(verifyCheckpoint(suite, note, 'demo-meeting', other.publicKey).ok).toBe(false);
    expect(parseCheckpoint(note).signatures).toHaveLength(1);
  });
});

describe('sealed files', () => {
  const secret = utf8('a secret of the trustee');
  const file = sealSecret('trustee-key', secret, '口令 passphrase', systemRandom);

  it('opens with its passphrase only', () => {
    expect(openSecret('trustee-key', file, '口令 passphrase')).toEqual({ ok: true, value: secret });
    const wrong = openSecret('trustee-key', file, '口令 passphrasf');
    expect(!wrong.ok && wrong.code).toBe('passphrase-wrong');
  });

  it('tells damage and another kind of file from a wrong passphrase', () => {
    for (const at of [5, 60, 200, file.length - 30]) {
      const damaged = file.slice();
      damaged[at]! ^= 1;
      const result = openSecret('trustee-key', damaged, '口令 passphrase');
      expect(!result.ok && result.code).toBe('file-damaged');
    }
    const truncated = openSecret('trustee-key', file.subarray(0, 100), '口令 passphrase');
    expect(!truncated.ok && truncated.code).toBe('file-damaged');
    const kind = openSecret('staff-key', file, '口令 passphrase');
    expect(!kind.ok && kind.code).toBe('file-of-another-kind');
  });

  it('shows nothing of the secret', () => {
    expect(new TextDecoder().decode(file)).not.toContain(toBase64Url(secret).slice(0, 12));
  });
});
