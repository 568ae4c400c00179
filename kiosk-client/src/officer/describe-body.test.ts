import { describe, expect, it } from 'vitest';
import { utf8 } from '../protocol/bytes.ts';
import type { BodyOf } from '../protocol/entry-bodies.ts';
import { encodeBody } from '../protocol/entry-envelope.ts';
import { describeBody, readStaffBody } from './describe-body.ts';

const nonce = new Uint8Array(16);
const hash = new Uint8Array(32).fill(1);
const point = new Uint8Array(65).fill(4);
const opened: BodyOf<'opened'> = {
  nonce,
  h: point,
  contests: hash,
  size: 21,
  root: hash,
  attendance: [
    { category: 'A', expected: 7, present: 7 },
    { category: 'B', expected: 53, present: 49 },
  ],
  announced: true,
};

const told = (type: string, bytes: Uint8Array): string => {
  const read = readStaffBody(type, bytes);
  if (!read.ok) throw new Error(read.code);
  return describeBody(read.value)
    .map(({ label, lines }) => `${label}: ${lines.join(' | ')}`)
    .join('\n');
};

describe('what is signed, in plain words', () => {
  it('opening: attendance with its sum, what was announced, size, and codes to compare', () => {
    const words = told('opened', encodeBody('opened', opened));
    expect(words).toContain('应到 7，实到 7 | B：应到 53，实到 49 | 合计：应到 60，实到 56');
    expect(words).toMatch(/加密公钥校对码: [0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect(words).toContain('记录条数: 21');
    expect(words).toContain('已向会场宣布');
  });

  it('closing: every count, and what was not returned', () => {
    const counts = [
      { category: 'A', cards: 7, voided: 0, handedOut: 7, ballots: 7 },
      { category: 'B', cards: 53, voided: 4, handedOut: 49, ballots: 48 },
    ];
    const body = {
      nonce,
      size: 80,
      root: hash,
      attendance: opened.attendance,
      counts,
      countedRoot: hash,
      challengeCards: new Uint8Array(0),
    };
    expect(told('closed', encodeBody('closed', body))).toContain('合计：票卡 60，作废 4，发出 56，收回 55，未收回 1');
  });

  it('cards: how many of which class', () => {
    const body = { nonce, class: 'B-r', category: 'B', contests: ['P2'], cards: new Uint8Array(65 * 3) };
    expect(told('cards', encodeBody('cards', body))).toBe('票卡类别: B-r\n身份类型: B\n可填写的职位: P2\n张数: 3 张');
  });
});

describe('what is not signed', () => {
  it.each([
    ['an unknown type', 'paper-count', encodeBody('opened', opened)],
    ['a type that staff do not sign', 'tally-ready', encodeBody('tally-ready', { trustee: 1, size: 1, root: hash })],
    ['another type than it says', 'closed', encodeBody('opened', opened)],
    ['a body that is not canonical', 'opened', utf8(` ${new TextDecoder().decode(encodeBody('opened', opened))}`)],
    ['a truncated body', 'opened', encodeBody('opened', opened).slice(0, -1)],
  ])('%s', (_, type, bytes) => {
    expect(readStaffBody(type, bytes).ok).toBe(false);
  });
});
