import { describe, expect, it } from 'vitest';
import { challengeMemory } from './challenge-memory.ts';

function storage(): Storage {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage;
}
const record = { form: 'f1', proposed: { P1: { options: [2], writeIns: [], abstain: false } }, same: ['t1'], different: ['t2', 't3'] };

describe("the challenger's memory", () => {
  it('has count and marks after a reload, for the same meeting and ballot form only', () => {
    const kept = storage();
    challengeMemory('m1', () => kept).save(record);
    expect(challengeMemory('m1', () => kept).load('f1')).toEqual(record);
    expect(challengeMemory('m1', () => kept).load('f2')).toBeNull();
    expect(challengeMemory('m2', () => kept).load('f1')).toBeNull();
  });

  it('begins anew with anything it did not write, and goes on without storage', () => {
    const kept = storage();
    for (const text of [
      '{',
      'null',
      '[]',
      '{"form":"f1"}',
      JSON.stringify({ ...record, same: 3 }),
      JSON.stringify({ ...record, proposed: null }),
    ]) {
      kept.setItem('rv-challenge:m1', text);
      expect(challengeMemory('m1', () => kept).load('f1')).toBeNull();
    }
    const refusing = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    } as unknown as Storage;
    challengeMemory('m1', () => refusing).save(record);
    expect(challengeMemory('m1', () => refusing).load('f1')).toBeNull();
  });
});
