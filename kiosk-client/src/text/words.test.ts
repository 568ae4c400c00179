import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import enFirst from './en.json';
import enLate from './late-en.json';
import zhLate from './late-zh.json';
import { fill, makeWords } from './words.ts';
import zhFirst from './zh.json';

const zh = { ...zhFirst, ...zhLate };
const en = { ...enFirst, ...enLate };

type Tables = Record<string, Record<string, string>>;
const sections = Object.keys(zh) as (keyof typeof zh)[];
const names = (sentence: string): string[] => (sentence.match(/\{\w+\}/g) ?? []).sort();
const source = join(import.meta.dirname, '..');

describe('wording', () => {
  it('has the same sections in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
  });

  it.each(sections)('has every key of %s in both languages, with the same values', (section) => {
    const [chinese, english] = [(zh as Tables)[section]!, (en as Tables)[section]!];
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
    for (const key of Object.keys(chinese)) expect([key, names(english[key]!)]).toEqual([key, names(chinese[key]!)]);
  });

  it.each(sections)('leaves no sentence of %s untranslated', (section) => {
    const [chinese, english] = [(zh as Tables)[section]!, (en as Tables)[section]!];
    for (const [key, sentence] of Object.entries(english)) {
      if (key === 'switchLanguage' || key.endsWith('.comma')) continue;
      expect([key, /[\u4e00-\u9fff]/.test(sentence)]).toEqual([key, false]);
      expect([key, /[\u4e00-\u9fff]|^[{}\w/ ]+$/.test(chinese[key]!)]).toEqual([key, true]);
    }
  });

  it('never speaks of an election or a winner', () => {
    for (const table of Object.values(zh as Tables))
      for (const sentence of Object.values(table)) expect(sentence).not.toMatch(/当选|选举|得主/);
    for (const table of Object.values(en as Tables))
      for (const s of Object.values(table)) expect(s).not.toMatch(/\belect(ed|ion)?\b|winner/i);
  });

  it('has every key that the pages name', () => {
    const all = new Set(Object.values(zh as Tables).flatMap((table) => Object.keys(table)));
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !/test\.tsx?$/.test(name),
    );
    let seen = 0;
    for (const name of files) {
      for (const [, key] of readFileSync(join(source, name), 'utf8').matchAll(/\b(?:t|late|audit)\('([^']+)'/g)) {
        seen++;
        expect([name, key, all.has(key!)]).toEqual([name, key, true]);
      }
    }
    expect(seen).toBeGreaterThan(50);
  });

  it('uses every key somewhere', () => {
    const text = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/test\.tsx?$/.test(name))
      .map((name) => readFileSync(join(source, name), 'utf8'))
      .join('\n');
    const prefixes = [...text.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, prefix]) => prefix!);
    for (const table of Object.values(zh as Tables)) {
      for (const key of Object.keys(table)) {
        const used = text.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix)) || key.endsWith('.next');
        expect([key, used]).toEqual([key, true]);
      }
    }
  });
});

describe('makeWords', () => {
  it('fills values and shows a missing one', () => {
    expect(fill('已选 {n}/{max}', { n: 1, max: 2 })).toBe('已选 1/2');
    expect(fill('{n} of {max}', { n: 0 })).toBe('0 of {max}');
  });

  it('switches the language for everyone who listens', async () => {
    const words = makeWords({ hello: '您好' }, async () => ({ hello: 'hello' }));
    const seen: string[] = [];
    const stop = words.subscribe(() => seen.push(words.t('hello')));
    await words.setLang('en');
    await words.setLang('zh');
    stop();
    await words.setLang('en');
    expect(seen).toEqual(['hello', '您好']);
    expect(words.t('hello')).toBe('hello');
    expect(words.has('hello')).toBe(true);
    expect(words.has('toString')).toBe(false);
  });
});
