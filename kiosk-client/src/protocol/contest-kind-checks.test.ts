import { describe, expect, it } from 'vitest';
import type { Contest } from './entry-bodies.ts';
import { failureOf, meeting } from './testing/altered-meeting.ts';

describe('kinds of contests', () => {
  const base: Contest = {
    id: 'g1',
    title: '示例干部1',
    position: '副处级',
    kind: 'grade',
    subject: 's1',
    options: ['优秀', '称职', '不了解'].map((name, i) => ({ id: String(i), name, detail: '' })),
    slots: 0,
    min: 1,
    max: 1,
    abstain: false,
  };
  const vote: Contest = { ...base, id: 'v1', kind: 'vote', abstain: true };
  const judge = (...contests: Contest[]) => failureOf(() => meeting({ contests }).begin());

  it('are accepted: grades in several dimensions, a vote, choices', () => {
    const plain = { ...base };
    delete (plain as { kind?: string }).kind;
    delete (plain as { subject?: string }).subject;
    expect(judge(base, { ...base, id: 'g2', dimension: '德' }, vote, { ...plain, id: 'c' })).toBe('passed');
  });

  it.each<[string, readonly Contest[]]>([
    ['a grade with write-in slots', [{ ...base, slots: 1 }]],
    ['a grade with min 0', [{ ...base, min: 0 }]],
    ['a grade with max 2', [{ ...base, max: 2 }]],
    ['a grade with an abstain bit', [{ ...base, abstain: true }]],
    ['a grade with one option', [{ ...base, options: base.options.slice(1, 2) }]],
    ['a vote without abstain bit', [{ ...vote, abstain: false }]],
    ['a vote with a dimension', [{ ...vote, dimension: '德' }]],
    ['two votes on one subject', [vote, { ...vote, id: 'v2' }]],
    ['two grades of one subject in one dimension', [base, { ...base, id: 'g2' }]],
    ['two grades of one subject under two names', [base, { ...base, id: 'g2', dimension: '德', title: '示例干部2' }]],
    ['two grades of one subject in two positions', [base, { ...base, id: 'g2', dimension: '德', position: '' }]],
  ])('V08 %s', (_, contests) => {
    expect(judge(...contests)).toEqual(['V08', 'contests-rule']);
  });

  it('V08 a grade without subject, a choice with subject or dimension', () => {
    const { subject: _, ...rest } = base;
    expect(judge(rest)).toEqual(['V08', 'contests-rule']);
    const { kind: __, ...choice } = base;
    expect(judge(choice)).toEqual(['V08', 'contests-rule']);
    expect(judge({ ...choice, dimension: '德' })).toEqual(['V08', 'contests-rule']);
  });
});
