import { describe, expect, it } from 'vitest';
import type { BodyOf } from './entry-bodies.ts';
import { altering, failureOf, meeting } from './testing/altered-meeting.ts';

describe('manifest and contests', () => {
  it.each<[string, Partial<BodyOf<'manifest'>>]>([
    ['threshold 1', { threshold: 1 }],
    ['threshold = n not acknowledged', { threshold: 3 }],
    ['threshold over n', { threshold: 4 }],
    ['no category', { categories: [] }],
    [
      'a category twice',
      {
        categories: [
          { id: 'a', name: 'x' },
          { id: 'a', name: 'y' },
        ],
      },
    ],
    ['minGroupSize 2', { minGroupSize: 2 }],
    ['no officer', { officers: [] }],
    ['quorum 3 of 2', { quorum: { need: 3, of: 2 } }],
    ['a staff key of no use', { server: { key: new Uint8Array(32) } }],
  ])('V07 %s', (_, manifest) => {
    expect(failureOf(() => meeting({ manifest }).begin())).toEqual(['V07', 'manifest-rule']);
  });

  it('V02 marks out of order', () => {
    expect(failureOf(() => meeting({ manifest: { marks: ['simulated', 'demo'] } }).begin())).toEqual(['V02', 'entry-malformed']);
  });

  it('V07 one key for two roles', () => {
    const { alter } = altering('manifest', ({ organizer }) => ({ issuer: organizer }));
    expect(failureOf(() => meeting({ alter: alter! }).begin())).toEqual(['V07', 'manifest-rule']);
  });

  it.each([
    ['no option', { options: [] }],
    ['max over the options', { max: 9 }],
    ['min over max', { min: 2, max: 1 }],
    ['abstention with min 0', { min: 0, abstain: true }],
    [
      'an option twice',
      {
        options: [
          { id: '1', name: 'x', detail: '' },
          { id: '1', name: 'y', detail: '' },
        ],
      },
    ],
    [
      'the same name and detail',
      {
        options: [
          { id: '1', name: 'x', detail: '' },
          { id: '2', name: 'x', detail: '' },
        ],
      },
    ],
  ])('V08 %s', (_, change) => {
    const plan = altering('contests', ({ contests }) => ({ contests: [{ ...contests[0]!, ...change }] }));
    expect(failureOf(() => meeting(plan).begin())).toEqual(['V08', 'contests-rule']);
  });
});
