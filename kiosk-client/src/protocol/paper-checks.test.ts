import { describe, expect, it } from 'vitest';
import type { BodyOf } from './entry-bodies.ts';
import { decodeEntry, encodeEntry } from './entry-envelope.ts';
import { failureOf, type Plan, toOpened } from './testing/altered-meeting.ts';
import type { SimulatedMeeting } from './testing/simulated-meeting.ts';

describe('paper counts', () => {
  const attendance = (state: SimulatedMeeting) =>
    state.replay.state.manifest.categories.map(({ id }) => ({ category: id, expected: 20, present: 15 }));
  const alter: NonNullable<Plan['alter']> = (type, body) =>
    type === 'opened' || type === 'closed' ? { ...body, attendance: attendance(paperless) } : body;
  const paperless = toOpened();
  const closed = toOpened({ withTellers: true, alter }).vote().close();
  const good: BodyOf<'paper-count'> = {
    nonce: new Uint8Array(16),
    forms: [
      { category: 'a', handedOut: 3, returned: 3, invalid: 1 },
      { category: 'b', handedOut: 2, returned: 1, invalid: 0 },
    ],
    contests: [
      { id: 'p1', ballots: 3, invalid: 0, options: [2, 0, 0], abstain: 1 },
      { id: 'p2', ballots: 2, invalid: 1, options: [2, 1] },
    ],
  };
  const counted = (change: Partial<BodyOf<'paper-count'>>): Uint8Array => closed.staffEntry('paper-count', { ...good, ...change });
  const failing = (...entries: Uint8Array[]): [string, string] | 'passed' =>
    failureOf(() => {
      const m = closed.resume();
      for (const one of entries) m.append(one);
    });

  it('are accepted once, before the first decryption', () => {
    expect(failing(counted({}))).toBe('passed');
    expect(failing(counted({}), counted({}))).toEqual(['V03', 'entry-out-of-order']);
    expect(failureOf(() => closed.resume().trusteesAct().append(counted({})))).toEqual(['V03', 'entry-out-of-order']);
  });

  it('V03 in a meeting without tellers', () => {
    const m = toOpened().close();
    expect(failureOf(() => m.staff('paper-count', good))).toEqual(['V03', 'entry-out-of-order']);
  });

  const [p1, p2] = good.contests as [BodyOf<'paper-count'>['contests'][number], BodyOf<'paper-count'>['contests'][number]];
  const [a, b] = good.forms as [BodyOf<'paper-count'>['forms'][number], BodyOf<'paper-count'>['forms'][number]];
  it.each<[string, Partial<BodyOf<'paper-count'>>]>([
    ['a category missing', { forms: [a] }],
    ['categories the other way round', { forms: [b, a] }],
    ['more invalid than returned', { forms: [{ ...a, invalid: 4 }, b] }],
    ['more returned than handed out', { forms: [{ ...a, returned: 4 }, b] }],
    ['more votes than present', { forms: [{ ...a, handedOut: 12, returned: 12 }, b] }],
    ['a contest missing', { contests: [p1] }],
    ['contests the other way round', { contests: [p2, p1] }],
    ['more ballots than valid forms', { contests: [p1, { ...p2, ballots: 3 }] }],
    ['an option missing', { contests: [{ ...p1, options: [2, 0] }, p2] }],
    ['abstentions missing', { contests: [{ id: 'p1', ballots: 3, invalid: 0, options: [2, 0, 1] }, p2] }],
    ['abstentions where there are none', { contests: [p1, { ...p2, abstain: 0 }] }],
    ['write-ins where there are none', { contests: [p1, { ...p2, writeIns: [] }] }],
    ['an option over the ballots', { contests: [p1, { ...p2, options: [3, 0] }] }],
    ['too few marks', { contests: [{ ...p1, abstain: 0 }, p2] }],
    ['too many marks', { contests: [{ ...p1, abstain: 2 }, p2] }],
  ])('V38 %s', (_, change) => {
    expect(failing(counted(change))).toEqual(['V38', 'paper-count-differs']);
  });

  it('V04 one teller twice, or tellers in the other order', () => {
    const { bodyBytes, sigs } = decodeEntry(counted({}));
    const [one, two, officer] = sigs as [(typeof sigs)[number], (typeof sigs)[number], (typeof sigs)[number]];
    for (const wrong of [
      [one, one, officer],
      [two, one, officer],
      [one, two],
      [one, { key: 'officer-1', sig: two.sig }, officer],
    ]) {
      expect(failing(encodeEntry('paper-count', bodyBytes, wrong))).toEqual(['V04', 'signature-invalid']);
    }
  });
});
