import { describe, expect, it } from 'vitest';
import { readBallotForm } from './ballot-form.ts';
import { judgedTitle } from './judged-title.ts';
import { firstIncomplete, judge, notYetGraded } from './marks.ts';
import { type JudgedSection, progressOf, readSections, sectionsOf } from './sections.ts';
import { contestsBody, displayEntry, fragment, publicMeeting, setUp } from './testing.ts';

const options = ['优秀', '称职', '不了解'].map((name, i) => ({ id: `G${i}`, name, detail: '' }));
const grade = (subject: string, dimension?: string) => ({
  id: `${subject}-${dimension ?? 'all'}`,
  title: `人${subject}`,
  position: '科长',
  kind: 'grade',
  subject,
  ...(dimension === undefined ? {} : { dimension }),
  options,
  slots: 0,
  min: 1,
  max: 1,
  abstain: false,
});
const vote = (subject: string) => ({ ...grade(subject), id: `V-${subject}`, kind: 'vote', abstain: true });
const body = {
  ...contestsBody,
  contests: [contestsBody.contests[0]!, grade('A'), grade('A', '德'), grade('B'), grade('B', '德'), vote('A'), vote('C')],
};
const { contests } = readBallotForm(displayEntry(body))!;
const [, graded, voted] = sectionsOf(contests) as [never, JudgedSection, JudgedSection];

describe('grades and votes', () => {
  it('stand in sections, one table per person', () => {
    expect(sectionsOf(contests).map(({ kind }) => kind)).toEqual(['choice', 'grade', 'vote']);
    expect(graded.people.map(({ name, contests: own }) => [name, own.map(({ dimension }) => dimension)])).toEqual([
      ['人A', [null, '德']],
      ['人B', [null, '德']],
    ]);
    expect(voted.people.map(({ subject }) => subject)).toEqual(['A', 'C']);
  });

  it('tell people and dimensions apart in a part of them as in the whole', () => {
    const twin = { ...grade('B', '德'), id: 'twin', title: '人A', subject: 'Z', position: '副科长' };
    const all = readBallotForm(
      displayEntry({ ...body, contests: [...body.contests.slice(0, 5), twin, ...body.contests.slice(5)] }),
    )!.contests;
    const lines = (only?: typeof all) =>
      readSections(all, only).map((section) =>
        section.kind === 'choice'
          ? section.contest.id
          : section.people.map((one) => [one.name, one.unit, one.byDimension, one.contests.map(({ id }) => id)]),
      );
    expect(lines()).toHaveLength(3);
    expect(lines(all.filter(({ id }) => ['A-德', 'V-C'].includes(id)))).toEqual([
      [['人A', '科长', true, ['A-德']]],
      [['人C', '', false, ['V-C']]],
    ]);
    expect(lines([all[0]!])).toEqual([all[0]!.id]);
  });

  it('are numbered where a position stands between two of one kind', () => {
    const parted = [...body.contests.slice(0, 3), { ...contestsBody.contests[0]!, id: 'P9' }, ...body.contests.slice(3)];
    const all = readBallotForm(displayEntry({ ...body, contests: parted }))!.contests;
    const places = (sections: readonly { kind: string; place?: number | null }[]) => sections.map(({ kind, place }) => [kind, place]);
    const seen = [
      ['choice', undefined],
      ['grade', 1],
      ['choice', undefined],
      ['grade', 2],
      ['vote', null],
    ];
    expect(places(sectionsOf(all))).toEqual(seen);
    expect(places(readSections(all, all.slice(3)))).toEqual(seen.slice(2));
    expect([judgedTitle({ kind: 'grade', place: 2 }), judgedTitle({ kind: 'vote', place: null })]).toEqual(['民主测评 2', '表决']);
  });

  it('begin with nothing chosen; a later tap replaces an earlier one', () => {
    expect(progressOf({}, graded)).toMatchObject({ done: 0, total: 2, next: { id: 'A-all' } });
    const once = judge({}, contests[1]!, 0);
    expect(progressOf(once, graded)).toMatchObject({ done: 0, next: { id: 'A-德' } });
    const both = judge(judge(once, contests[1]!, 2), contests[2]!, 1);
    expect(both['A-all']).toMatchObject({ options: [2] });
    expect(progressOf(both, graded)).toMatchObject({ done: 1, next: { id: 'B-all' } });
    expect(judge({}, contests[1]!, 'abstain')).toEqual({});
    expect(judge({}, contests[1]!, 3)).toEqual({});
    expect(judge({}, contests[5]!, 'abstain')).toMatchObject({ 'V-A': { abstain: true } });
  });

  it('must all be given, while a vote left out is an abstention', () => {
    expect(firstIncomplete({}, contests)).toBeNull();
    expect(notYetGraded({}, contests).map(({ id }) => id)).toEqual(['A-all', 'A-德', 'B-all', 'B-德']);
  });

  it('are named on the review as long as any is missing, and nothing is sealed before', async () => {
    const { flow, server, makers } = setUp();
    server.meeting = publicMeeting({ contests: displayEntry(body) });
    server.status = { ...server.status, contests: body.contests.map(({ id }) => id) };
    await flow.start(fragment);
    flow.judge('A-all', 0);
    await flow.review();
    expect(flow.state.at === 'review' && flow.state.missing.map(({ id }) => id)).toEqual(['A-德', 'B-all', 'B-德']);
    expect(flow.state).toMatchObject({ short: null });
    await flow.cast();
    await flow.audit();
    expect(flow.state.at).toBe('review');
    expect(makers[0]?.seals).toBe(0);
    await flow.back('A-德');
    expect(flow.state).toMatchObject({ at: 'ballot', show: 'A-德' });
    for (const id of ['A-德', 'B-all', 'B-德']) flow.judge(id, 1);
    await flow.review();
    expect(flow.state).toMatchObject({ at: 'review', missing: [], short: 'SEAL 1' });
  });
});
