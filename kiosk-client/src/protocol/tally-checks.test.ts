import { describe, expect, it } from 'vitest';
import { encodeScalar } from './encoding.ts';
import type { BodyOf } from './entry-bodies.ts';
import { decodeEntry } from './entry-envelope.ts';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { altering, byTrustee, failureOf, meeting, toOpened, zero32 } from './testing/altered-meeting.ts';
import type { SimulatedMeeting } from './testing/simulated-meeting.ts';

const whole = meeting().wholeMeeting();

describe('closing and tally', () => {
  const voted = toOpened().vote();

  it.each<[string, (body: BodyOf<'closed'>) => Partial<BodyOf<'closed'>>]>([
    ['another root', () => ({ root: zero32 })],
    ['another size', ({ size }) => ({ size: size - 1 })],
    ['another countedRoot', () => ({ countedRoot: zero32 })],
    ['one ballot less', ({ counts }) => ({ counts: counts.map((row) => ({ ...row, ballots: row.ballots - 1 })) })],
    ['fewer handed out than ballots', ({ counts }) => ({ counts: counts.map((row) => ({ ...row, handedOut: row.ballots - 1 })) })],
    ['more handed out than cards', ({ counts }) => ({ counts: counts.map((row) => ({ ...row, handedOut: row.cards + 1 })) })],
    ['fewer present than ballots', ({ attendance }) => ({ attendance: attendance.map((row) => ({ ...row, present: 1 })) })],
  ])('V27 %s', (_, change) => {
    expect(failureOf(() => voted.resume(altering('closed', change)).close())).toEqual(['V27', 'closed-differs']);
  });

  const closed = voted.resume().close();
  const afterClosing = (): SimulatedMeeting => closed.resume();

  it('V28 another tree', () => {
    const m = afterClosing();
    const { size } = m.replay.state.closed!.after;
    expect(failureOf(() => m.append(byTrustee(m, 1, 'tally-ready', { trustee: 1, size, root: zero32 })))).toEqual([
      'V28',
      'tally-ready-differs',
    ]);
  });

  const tallied = afterClosing().trusteesAct();
  const decryption = tallied.entries
    .slice(closed.entries.length)
    .map(decodeEntry)
    .find(({ type }) => type === 'decryption')!.body as BodyOf<'decryption'>;

  it('V29 a decryption before the quorum, of another phase or tree', () => {
    expect(failureOf(() => afterClosing().append(byTrustee(tallied, 1, 'decryption', decryption)))).toEqual(['V29', 'tally-quorum']);
    const changes: [Partial<BodyOf<'decryption'>>, string[]][] = [
      [{ phase: 2 }, ['V03', 'entry-out-of-order']],
      [{ phase: 3 }, ['V29', 'tally-quorum']],
      [{ root: zero32 }, ['V29', 'tally-quorum']],
    ];
    for (const [change, expected] of changes) {
      const m = afterClosing();
      const { size, root } = m.replay.state.closed!.after;
      for (const i of [1, 2, 3]) m.append(byTrustee(m, i, 'tally-ready', { trustee: i, size, root }));
      expect(failureOf(() => m.append(byTrustee(tallied, 1, 'decryption', { ...decryption, ...change })))).toEqual(expected);
    }
    // Also of a trustee who has made phase 1 already: it is not that phase a second time.
    const third = () => tallied.resume().append(byTrustee(tallied, 1, 'decryption', { ...decryption, phase: 3 }));
    expect(failureOf(third)).toEqual(['V29', 'tally-quorum']);
  });

  it('V30 another list of items, or no proof', () => {
    for (const change of [{ d: decryption.d.subarray(65) }, { z: encodeScalar(2n) }]) {
      const m = afterClosing();
      const { size, root } = m.replay.state.closed!.after;
      for (const i of [1, 2, 3]) m.append(byTrustee(m, i, 'tally-ready', { trustee: i, size, root }));
      expect(failureOf(() => m.append(byTrustee(tallied, 1, 'decryption', { ...decryption, ...change })))).toEqual([
        'V30',
        'decryption-invalid',
      ]);
    }
  });

  it('V31 other counts or another salt', () => {
    const plans = [
      altering('result', () => ({ salt: zero32 })),
      altering('result', ({ contests }) => ({
        contests: contests.map((c) => ({ ...c, groups: c.groups.map((g) => ({ ...g, options: g.options.map(() => 1) })) })),
      })),
    ];
    for (const plan of plans) {
      expect(failureOf(() => tallied.resume(plan).result())).toEqual(['V31', 'result-differs']);
    }
  });

  it('V33 an attestation over a tree that never was', () => {
    const m = tallied.result();
    const body = { nonce: m.nonce(), verdict: 'verified', size: 3, root: zero32, text: '' } as const;
    expect(failureOf(() => m.staff('attestation', body))).toEqual(['V33', 'attestation-differs']);
  });

  it('V34 an incomplete record', () => {
    const report = (entries: Uint8Array[]) => checkRecord(entries, { random: systemRandom });
    expect(report(closed.entries)).toMatchObject({ verdict: 'incomplete', failure: { check: 'V34', code: 'incomplete' } });
    expect(report(whole.entries)).toMatchObject({ verdict: 'holds', failure: null });
  });

  it('a cancelled meeting takes no decryption (only attestations)', () => {
    const m = afterClosing();
    m.staff('cancelled', { nonce: m.nonce(), reason: 'quorum', text: '' });
    expect(m.trusteesAct().entries.length).toBe(closed.entries.length + 1);
    expect(failureOf(() => m.append(byTrustee(m, 1, 'tally-ready', { trustee: 1, size: 1, root: zero32 })))).toEqual([
      'V03',
      'entry-out-of-order',
    ]);
  });
});
