import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { concat, equalBytes } from './bytes.ts';
import { bytes, encodeJson, int, list, object, text } from './canonical-json.ts';
import { cardKey } from './card.ts';
import { type CardPlan, cardList, makeCards, readCardList, readCardPlan } from './cards-file.ts';
import { systemRandom } from './random.ts';
import { readRecordFile } from './record-file.ts';
import { attempt } from './refusal.ts';

const suites = ['P256-SHA256', 'SM2-SM3'] as const;
const manifestOf = (suite: string): Uint8Array => {
  const record = readRecordFile(readFileSync(join(import.meta.dirname, `../../../tests/Vectors/crypto-record-${suite}.zip`)));
  if (!record.ok) throw new Error(record.detail);
  return record.value.entries[0]!;
};

const form = object({
  format: text(),
  manifest: bytes(),
  address: text(),
  classes: list(object({ class: text(), category: text(), name: text(), contests: list(text()), cards: int, spares: int })),
});
const classA = { class: 'A', category: 'A', name: 'A 领导班子成员', contests: ['P1'], cards: 3, spares: 1 };
const good = (suite: string) => ({
  format: 'RV1-card-plan',
  manifest: manifestOf(suite),
  address: 'https://vote.example',
  classes: [classA],
});
const read = (plan: object): ReturnType<typeof attempt<CardPlan>> =>
  attempt(() => readCardPlan(encodeJson(form, plan as ReturnType<typeof good>)));

describe.each(suites)('card plan and list, %s', (suite) => {
  it('makes as many cards as planned and a sorted list of exactly their keys', () => {
    const plan = readCardPlan(encodeJson(form, good(suite)));
    const cards = [...makeCards(plan, plan.classes[0]!, systemRandom)];
    expect(cards).toHaveLength(3);
    const data = cardList(plan, cards);
    const made = readCardList(data);
    expect(made.meeting).toBe(plan.meeting.manifest.meeting);
    expect(equalBytes(made.manifest, plan.meeting.manifestHash)).toBe(true);
    for (const card of cards) {
      const { pk } = cardKey(plan.meeting.suite, card.seed, plan.meeting.manifest.meeting);
      const at = [0, 65, 130].filter((from) => equalBytes(made.classes[0]!.cards.subarray(from, from + 65), pk));
      expect(at).toHaveLength(1);
    }
    expect(attempt(() => readCardList(concat(data, Uint8Array.of(32)))).ok).toBe(false);
  });

  it('refuses a changed manifest', () => {
    const manifest = manifestOf(suite).slice();
    manifest[manifest.length - 10]! ^= 1;
    expect(read({ ...good(suite), manifest }).ok).toBe(false);
  });

  it.each([
    ['plain http', { address: 'http://vote.example' }],
    ['a path', { address: 'https://vote.example/x' }],
    ['no classes', { classes: [] }],
    ['a class twice', { classes: [classA, classA] }],
    ['an unknown category', { classes: [{ ...classA, category: 'Z' }] }],
    ['no cards', { classes: [{ ...classA, cards: 0 }] }],
    ['more spares than cards', { classes: [{ ...classA, spares: 4 }] }],
    ['no contests', { classes: [{ ...classA, contests: [] }] }],
    ['too many cards', { classes: [{ ...classA, cards: 10_001 }] }],
    ['another format', { format: 'RV1-cards' }],
  ])('refuses %s', (_, change) => {
    expect(read(good(suite)).ok).toBe(true);
    expect(read({ ...good(suite), ...change }).ok).toBe(false);
  });
});
