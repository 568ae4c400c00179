import { describe, expect, it } from 'vitest';
import { utf8 } from '../protocol/bytes.ts';
import type { BodyOf } from '../protocol/entry-bodies.ts';
import { encodeBody } from '../protocol/entry-envelope.ts';
import { describeBody, localTime, readStaffBody, setZone } from './describe-body.ts';

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

describe('what came with paper, replacements and grades', () => {
  it('replaced card: the reason, the words, and a code of the spare', () => {
    const words = told('card-replaced', encodeBody('card-replaced', { nonce, card: point, reason: 'lost', text: '在门口遗失' }));
    expect(words).toMatch(/原因: 遗失\n说明: 在门口遗失\n补发的备用卡校对码: [0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  it('paper count: every number', () => {
    const forms = [{ category: 'A', handedOut: 9, returned: 8, invalid: 1 }];
    const contests = [{ id: 'P1', ballots: 6, invalid: 1, options: [3, 2], abstain: 1, writeIns: [{ text: '张示例', count: 1 }] }];
    const words = told('paper-count', encodeBody('paper-count', { nonce, forms, contests }));
    for (const part of ['A：发出 9，收回 8，整张无效 1', '有效 6，无效 1', '3、2', '弃权 1', '张示例：1']) expect(words).toContain(part);
  });

  it('paper count: with the signed contests every number stands beside its name, and people of one name are told apart', () => {
    const forms = [{ category: 'A', handedOut: 2, returned: 2, invalid: 0 }];
    const grade = (id: string, subject: string, position: string) => ({
      id,
      title: '王示例',
      position,
      kind: 'grade' as const,
      subject,
      dimension: '德',
      options: ['优秀', '称职'].map((name, i) => ({ id: `a${i + 1}`, name, detail: '' })),
      slots: 0,
      min: 1,
      max: 1,
      abstain: false,
    });
    const asked = [grade('G1', 'C1', '人事科'), grade('G2', 'C2', '业务二科')];
    const announcement = { principles: '', positions: '', conditions: '', scope: '', requirements: '' };
    const counted = ['G1', 'G2', 'unknown'].map((id, i) => ({ id, ballots: 2, invalid: 0, options: [i, 2 - i] }));
    const read = readStaffBody('paper-count', encodeBody('paper-count', { nonce, forms, contests: counted }));
    if (!read.ok) throw new Error(read.code);
    const lines = describeBody(read.value, { nonce, announcement, contests: asked }).map(({ label, lines: told }) => [label, told[1]]);
    expect(lines.slice(1)).toEqual([
      ['测评 · 王示例（人事科） · 德', '优秀 0、称职 2'],
      ['测评 · 王示例（业务二科） · 德', '优秀 1、称职 1'],
      ['职位 unknown', '按选票顺序的得票：2、0'],
    ]);
  });

  it('grades: the answers once, and every person and dimension with the ids', () => {
    const grade = (subject: string, dimension?: string) => ({
      id: `G-${subject}${dimension ?? ''}`,
      title: `示例${subject}`,
      position: '办公室',
      kind: 'grade' as const,
      subject,
      ...(dimension === undefined ? {} : { dimension }),
      options: ['优秀', '称职'].map((name, i) => ({ id: `a${i + 1}`, name, detail: '' })),
      slots: 0,
      min: 1,
      max: 1,
      abstain: false,
    });
    const announcement = { principles: '', positions: '', conditions: '', scope: '', requirements: '' };
    const body = { nonce, contests: [grade('c1'), grade('c2'), { ...grade('c3'), id: 'Gc3', dimension: '德' }], announcement };
    const words = told('contests', encodeBody('contests', body));
    expect(words.match(/优秀 \(a1\)、称职 \(a2\)/g)?.length).toBe(1);
    for (const part of ['示例c1 · 办公室 · G-c1 / c1', '示例c2 · 办公室 · G-c2 / c2', '示例c3 · 办公室 · 德 · Gc3 / c3'])
      expect(words).toContain(part);
  });

  it('times: of the zone that the console shows', () => {
    setZone(480);
    expect(localTime('2026-11-20T01:00:00Z')).toBe('2026-11-20 09:00 (UTC+08:00)');
    setZone(-90);
    expect(localTime('2026-11-20T01:00:00Z')).toBe('2026-11-19 23:30 (UTC-01:30)');
    setZone(null);
  });
});

describe('what is not signed', () => {
  it.each([
    ['an unknown type', 'paper-counts', encodeBody('opened', opened)],
    ['a type that staff do not sign', 'tally-ready', encodeBody('tally-ready', { trustee: 1, size: 1, root: hash })],
    ['another type than it says', 'closed', encodeBody('opened', opened)],
    ['a body that is not canonical', 'opened', utf8(` ${new TextDecoder().decode(encodeBody('opened', opened))}`)],
    ['a truncated body', 'opened', encodeBody('opened', opened).slice(0, -1)],
  ])('%s', (_, type, bytes) => {
    expect(readStaffBody(type, bytes).ok).toBe(false);
  });
});
