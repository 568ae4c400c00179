import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runVectors, type VectorCase, vectorKinds } from './vectors.ts';
import { makeVectors } from './vectors-make.ts';

const folder = resolve(import.meta.dirname, '../../../tests/Vectors');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): VectorCase[] => JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as VectorCase[];

describe('shared vectors', () => {
  const made = makeVectors();

  it.each(Object.keys(made))('%s in the repository is what this code makes', (name) => {
    expect(existsSync(resolve(folder, name))).toBe(true);
    expect(read(name)).toEqual(made[name]);
  });

  it.each(files)('%s holds', (name) => {
    const cases = read(name);
    expect(cases.length).toBeGreaterThan(0);
    expect(runVectors(cases)).toEqual({ passed: cases.length, failed: [] });
  });

  it('cover every kind with accepted and refused cases', () => {
    const own = Object.values(made).flat();
    expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(vectorKinds));
    expect(own.filter(({ expect: wanted }) => wanted === 'reject').length).toBeGreaterThan(100);
  });

  it('an unknown kind, a wrong output and an accepted rejection are reported', () => {
    const good = read('ts-basics.json')[0]!;
    const bad = [
      { ...good, kind: 'toString' },
      { ...good, output: { hash: 'AAAA' } },
      { ...good, expect: 'reject' as const },
    ];
    expect(runVectors(bad).failed).toHaveLength(3);
  });
});
