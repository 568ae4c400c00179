import { describe, expect, it } from 'vitest';
import { decodeJson } from './canonical-json.ts';
import { resultBody } from './entry-bodies.ts';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { suites } from './suite.ts';
import { SimulatedMeeting } from './testing/simulated-meeting.ts';

describe.each(suites)('a whole meeting in $name', (suite) => {
  const meeting = new SimulatedMeeting({ suite }).wholeMeeting();

  it('passes every check and counts what was marked', () => {
    const report = checkRecord(meeting.entries, { checkpoint: meeting.checkpoint(), random: systemRandom });
    expect(report.failure).toBeNull();
    expect(report.checks.filter(({ outcome }) => outcome !== 'passed').map(({ check }) => check)).toEqual([
      'V06',
      'V13',
      'V25',
      'V35',
      'V36',
      'V37',
      'V38',
      'V39',
    ]);
    const result = decodeJson(resultBody, report.state!.result!, 1 << 20);
    expect(
      result.contests.map(({ groups }) =>
        groups.map(({ categories, ballots, options, abstain }) => ({ categories, ballots, options, abstain })),
      ),
    ).toEqual([
      [
        { categories: ['a'], ballots: 4, options: [2, 1, 0], abstain: 1 },
        { categories: ['b'], ballots: 5, options: [2, 2, 0], abstain: 1 },
      ],
      [
        { categories: ['a'], ballots: 4, options: [2, 1], abstain: undefined },
        { categories: ['b'], ballots: 8, options: [5, 2], abstain: undefined },
      ],
    ]);
  });
});
