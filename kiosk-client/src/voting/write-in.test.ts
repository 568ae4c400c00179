import { describe, expect, it } from 'vitest';
import { ok } from '../server/outcome.ts';
import { readBallotForm } from './ballot-form.ts';
import { addWriteIn, choicesOf, noMark, removeWriteIn, toggleAbstain, toggleOption } from './marks.ts';
import { contestsBody, displayEntry, fragment, publicMeeting, setUp } from './testing.ts';
import { judgePerson, judgeTyped, tidied } from './write-in.ts';

const withSlots = { ...contestsBody, contests: contestsBody.contests.map((contest) => ({ ...contest, slots: 2, max: 3 })) };
const contest = readBallotForm(displayEntry(withSlots))!.contests[0]!;
const people = [
  { id: 'D7', name: '阿依古丽·买买提', detail: '规划科科长' },
  { id: 'a', name: '丁一', detail: '' },
];
const judge = (typed: string, mark = noMark) => judgeTyped(typed, contest, mark, people);
const problem = (typed: string, mark = noMark) => {
  const judged = judge(typed, mark);
  return judged === null || judged.ok ? null : judged.problem.kind;
};

describe('a name typed', () => {
  it.each([
    ['钱六', '钱六'],
    [' 钱 六 ', '钱六'],
    ['ＬＩ－６', 'LI-6'],
    ['买买提•艾力', '买买提·艾力'],
    ['\uf90a六', '\u91d1六'],
    ['一二三四五六七八九十', '一二三四五六七八九十'],
  ])('%s is written in as %s, as shown before', (typed, text) => {
    expect(tidied(typed)).toBe(text);
    expect(judge(typed)).toEqual({ ok: true, person: { text, name: text, detail: '' } });
  });

  it.each([
    ['钱六！', 'characters'],
    ['#D7', 'characters'],
    ['钱\u200b六', 'characters'],
    ['Müller', 'characters'],
    ['😀', 'characters'],
    ['一二三四五六七八九十一', 'too-long'],
    ['丁一', 'on-ballot'],
    ['丁 一', 'on-ballot'],
    ['阿依古丽·买买提', 'in-directory'],
  ])('%s is refused: %s', (typed, kind) => {
    expect(problem(typed)).toBe(kind);
  });

  it('is judged only once there is something', () => {
    expect(judge('  ')).toBeNull();
  });

  it('is refused a second time, typed or from the directory', () => {
    const twice = addWriteIn({}, contest, { text: '钱六', name: '钱六', detail: '' }).marks[contest.id]!;
    expect(problem('钱　六', twice)).toBe('twice');
    const listed = addWriteIn({}, contest, { text: '#D7', name: 'x', detail: '' }).marks[contest.id]!;
    expect(judgePerson(people[0]!, contest, listed)).toEqual({ ok: false, problem: { kind: 'twice' } });
  });

  it('sends a person of the directory as # and the id, and leads to the row of one who is on the ballot', () => {
    expect(judgePerson(people[0]!, contest, noMark)).toMatchObject({ ok: true, person: { text: '#D7', name: '阿依古丽·买买提' } });
    expect(judgePerson(people[1]!, contest, noMark)).toEqual({ ok: false, problem: { kind: 'on-ballot', place: 0 } });
  });
});

describe('marking with write-ins', () => {
  const person = { text: '钱六', name: '钱六', detail: '' };

  it('counts names and write-ins together', () => {
    const all = [0, 1].reduce((marks, place) => toggleOption(marks, contest, place).marks, addWriteIn({}, contest, person).marks);
    expect(toggleOption(all, contest, 2)).toEqual({ marks: all, hint: { kind: 'full', contest: 'P1' } });
    expect(addWriteIn(all, contest, { ...person, text: '孙七' }).hint).toEqual({ kind: 'full', contest: 'P1' });
    expect(choicesOf(all, [contest])).toEqual([{ options: [0, 1], writeIns: ['钱六'], abstain: false }]);
    expect(choicesOf(removeWriteIn(all, contest, 0), [contest])).toEqual([{ options: [0, 1], writeIns: [], abstain: false }]);
  });

  it('never holds more than there are slots, nor beside an abstention', () => {
    const two = addWriteIn(addWriteIn({}, contest, person).marks, contest, { ...person, text: '孙七' }).marks;
    expect(addWriteIn(two, contest, { ...person, text: '周八' })).toEqual({ marks: two, hint: { kind: 'full', contest: 'P1' } });
    const none = toggleAbstain(two, contest);
    expect(none[contest.id]).toEqual({ options: [], writeIns: [], abstain: true });
    expect(addWriteIn(none, contest, person)).toEqual({ marks: none, hint: { kind: 'abstained', contest: 'P1' } });
  });
});

describe('the directory on the page', () => {
  const started = async (bytes: Uint8Array) => {
    const made = setUp();
    made.server.meeting = publicMeeting({ contests: displayEntry(withSlots), manifest: displayEntry({ title: 'x', directory: 'AAAA' }) });
    made.server.directory = ok(bytes);
    await made.flow.start(fragment);
    return made;
  };

  it('is fetched with the ballot, whatever the attendee does, and used to write in', async () => {
    const { flow, makers } = await started(Uint8Array.of(1));
    expect(flow.state).toMatchObject({ at: 'ballot', directory: { kind: 'ready' } });
    const listed = flow.state.at === 'ballot' && flow.state.directory.kind === 'ready' ? flow.state.directory.people : [];
    expect(flow.writeIn('P1', listed[0]!)).toBeNull();
    expect(flow.writeIn('P1', listed[0]!)).toEqual({ kind: 'twice' });
    expect(flow.writeIn('P1', '张三')).toEqual({ kind: 'on-ballot', place: 2 });
    expect(flow.writeIn('P1', '钱六')).toBeNull();
    flow.eraseWriteIn('P1', 0);
    await flow.review();
    expect(makers[0]?.choices[0]).toMatchObject([{ options: [], writeIns: ['钱六'], abstain: false }, {}]);
    await flow.back();
    expect(flow.state).toMatchObject({ at: 'ballot', directory: { kind: 'ready' }, marks: { P1: { writeIns: [{ name: '钱六' }] } } });
    flow.reset();
    await flow.enterCode('0123 4567 89ab cdef ghjk mnpq rstv');
    expect(flow.state).toMatchObject({ at: 'ballot', marks: {} });
  });

  it('is not used when it differs from what was signed', async () => {
    const { flow } = await started(new Uint8Array(0));
    expect(flow.state).toMatchObject({ at: 'ballot', directory: { kind: 'failed' } });
    expect(flow.writeIn('P1', '钱六')).toBeNull();
  });
});
