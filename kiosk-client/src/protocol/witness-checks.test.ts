import { describe, expect, it } from 'vitest';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { failureOf, meeting } from './testing/altered-meeting.ts';

describe('witnessed tallies', () => {
  const witnessed = meeting({ manifest: { tallyQuorum: 'witnessed', witnessQuorum: 1 } }).wholeMeeting();
  const report = (checkpoint: string) => checkRecord(witnessed.entries, { checkpoint, random: systemRandom });

  it('need t ready trustees, and a cosigned last checkpoint (V34)', () => {
    expect(report(witnessed.cosignedCheckpoint())).toMatchObject({ verdict: 'holds', failure: null });
    expect(report(witnessed.checkpoint())).toMatchObject({ verdict: 'incomplete', failure: { check: 'V34' } });
  });

  it('V40 a cosignature that does not verify', () => {
    const note = witnessed.cosignedCheckpoint();
    const other = witnessed.cosignedCheckpoint(1_780_000_001).trimEnd().split('\n').pop()!;
    expect(report(`${note}${other}\n`)).toMatchObject({ verdict: 'fails', failure: { check: 'V40', code: 'cosignature-invalid' } });
  });

  it('V07 more witnesses than officers, one teller, sixteen officers', () => {
    const rule = ['V07', 'manifest-rule'];
    expect(failureOf(() => meeting({ manifest: { witnessQuorum: 2 } }).begin())).toEqual(rule);
    const m = meeting();
    const teller = { name: 'x', key: m.tellers[0]!.publicKey };
    expect(failureOf(() => meeting({ manifest: { tellers: [teller] } }).begin())).toEqual(rule);
    const officers = Array.from({ length: 16 }, (_, i) => ({ name: `x${i}`, key: meeting({ seed: `o${i}` }).officer.publicKey }));
    expect(failureOf(() => meeting({ manifest: { officers } }).begin())).toEqual(rule);
    expect(failureOf(() => meeting({ manifest: { tellers: [] } }).begin())).toEqual(['V02', 'entry-malformed']);
  });
});
