import { describe, expect, it } from 'vitest';
import type { Contest } from '../voting/ballot-form.ts';
import { challengeMemory } from './challenge-memory.ts';

function storage(): Storage {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage;
}
const option = (id: string) => ({ id, name: id, detail: '' });
const contest: Contest = {
  id: 'P1',
  title: 'P1',
  position: '',
  kind: 'choice',
  subject: null,
  dimension: null,
  options: ['a', 'b', 'c'].map(option) as unknown as Contest['options'],
  slots: 1,
  min: 0,
  max: 2,
  abstain: true,
};
const contests = [contest];
const record = { form: 'f1', proposed: { P1: { options: [2], writeIns: [], abstain: false } }, same: ['t1'], different: ['t2', 't3'] };

describe("the challenger's memory", () => {
  it('has count and marks after a reload, for the same meeting and ballot form only', () => {
    const kept = storage();
    challengeMemory('m1', () => kept).save(record);
    expect(challengeMemory('m1', () => kept).load('f1', contests)).toEqual(record);
    expect(challengeMemory('m1', () => kept).load('f2', contests)).toBeNull();
    expect(challengeMemory('m2', () => kept).load('f1', contests)).toBeNull();
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
      expect(challengeMemory('m1', () => kept).load('f1', contests)).toBeNull();
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
    expect(challengeMemory('m1', () => refusing).load('f1', contests)).toBeNull();
  });

  it('begins anew with marks that the ballot form does not allow', () => {
    const kept = storage();
    const mark = { options: [0, 2], writeIns: [], abstain: false };
    const person = { text: '#p', name: 'p', detail: '' };
    const marks = (proposed: unknown) => {
      kept.setItem('rv-challenge:m1', JSON.stringify({ ...record, proposed }));
      return challengeMemory('m1', () => kept).load('f1', contests)?.proposed ?? null;
    };
    for (const good of [mark, { ...mark, options: [1], writeIns: [person] }, { options: [], writeIns: [], abstain: true }])
      expect(marks({ P1: good })).toEqual({ P1: good });
    for (const bad of [
      undefined,
      null,
      [],
      { ...mark, options: [3] },
      { ...mark, options: [-1] },
      { ...mark, options: [0.5] },
      { ...mark, options: ['0'] },
      { ...mark, options: [1, 0] },
      { ...mark, options: [1, 1] },
      { ...mark, options: [0, 1, 2] },
      { ...mark, writeIns: [person] },
      { ...mark, options: [], writeIns: [person, person] },
      { ...mark, options: [], writeIns: [{ ...person, name: 1 }] },
      { ...mark, options: [], writeIns: [null] },
      { ...mark, abstain: true },
      { ...mark, abstain: 1 },
    ])
      expect(marks({ P1: bad }), JSON.stringify(bad)).toBeNull();
  });
});
