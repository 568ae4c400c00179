import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../protocol/base64url.ts';
import { directoryBytes } from '../protocol/directory.ts';
import { suiteByName } from '../protocol/suite.ts';
import { displayEntry, publicMeeting } from '../voting/testing.ts';
import { namesPeople, paginate, peopleOf, slidesOf } from './screen-model.ts';

const kinds = (...change: Parameters<typeof publicMeeting>): string[] => slidesOf(publicMeeting(...change), null).map(({ kind }) => kind);
const checkpoint = `recommendvote/demo-meeting\n42\n${Buffer.alloc(32, 7).toString('base64')}\n\n— x AAAA\n`;
const result = displayEntry({
  contests: [
    { id: 'P1', groups: [{ categories: ['A'], ballots: 7, options: [3, 0, 2], abstain: 2 }] },
    { id: 'P2', groups: [] },
  ],
});

describe('the big screen', () => {
  it('turns welcome, announcement texts and how to vote before opening', () => {
    expect(kinds({ state: 'preparing', opened: null })).toEqual(['welcome', 'text', 'text', 'text', 'text', 'text', 'how']);
  });

  it('shows returned and handed out, how to vote, and the checkpoint while open', () => {
    const slides = slidesOf(publicMeeting({ checkpoint, turnout: { handedOut: 56, returned: 40 } }), null);
    expect(slides.map(({ kind }) => kind)).toEqual(['open', 'how', 'checkpoint']);
    expect(slides[0]).toMatchObject({ handedOut: 56, returned: 40 });
    expect(slides[2]).toMatchObject({ size: 42, code: '0W3G-E1R7', note: checkpoint });
  });

  it('counts down, then says that voting is closing', () => {
    expect(slidesOf(publicMeeting(), 12)).toEqual([{ kind: 'countdown', seconds: 12 }]);
    expect(slidesOf(publicMeeting(), 0)).toEqual([{ kind: 'closing' }]);
  });

  it('shows no counts under policy sealed, whatever the server sends', () => {
    expect(kinds({ state: 'tallied', policy: 'sealed', result })).toEqual(['tallied']);
    expect(kinds({ state: 'tallied', policy: 'announced', result: null })).toEqual(['tallied']);
  });

  it('shows counts in ballot order under policy announced, and says why a position was not opened', () => {
    const slides = slidesOf(
      publicMeeting({
        state: 'tallied',
        policy: 'announced',
        result,
        manifest: displayEntry({ title: 'x', categories: [{ id: 'A', name: '领导班子' }] }),
      }),
      null,
    );
    expect(slides.map(({ kind }) => kind)).toEqual(['tallied', 'result', 'result']);
    expect(slides[1]).toMatchObject({
      result: {
        title: '办公室副主任',
        opened: true,
        categories: ['领导班子'],
        ballots: 7,
        abstain: 2,
        rows: [
          { name: '丁一', votes: 3 },
          { name: '张三', votes: 2 },
        ],
      },
    });
    expect(slides[2]).toMatchObject({ result: { title: '业务二科科长', opened: false, rows: [] } });
  });

  it('shows names written in apart from the groups, and how many more were written in', () => {
    const manifest = displayEntry({ title: 'x', categories: [{ id: 'A', name: '领导班子' }] });
    const withWriteIns = (writeIns: object) => {
      const contest = { id: 'P1', groups: [{ categories: ['A'], ballots: 7, options: [3, 0, 2], used: [2], abstain: 0 }], ...writeIns };
      const entry = displayEntry({ contests: [contest] });
      return slidesOf(publicMeeting({ state: 'tallied', policy: 'announced', result: entry, manifest }), null).slice(1);
    };
    const none = { otherWriteIns: 0, voidWriteIns: 0, unreadableWriteIns: 0 };
    expect(withWriteIns({ writeIns: [], ...none })).toHaveLength(1);
    const slides = withWriteIns({ writeIns: [{ text: '赵四', count: 2 }], ...none, otherWriteIns: 3 });
    expect(slides).toHaveLength(2);
    expect(slides[1]).toMatchObject({
      page: 2,
      result: { writtenIn: true, rows: [{ name: '赵四', votes: 2 }], unnamed: { other: 3, void: 0, unreadable: 0 } },
    });
    const many = Array.from({ length: 15 }, (_, i) => ({ text: `甲${i}`, count: 1 }));
    const long = withWriteIns({ writeIns: many, ...none, voidWriteIns: 1 });
    expect(long.map((slide) => slide.kind === 'result' && slide.result.unnamed)).toEqual([
      null,
      null,
      { other: 0, void: 1, unreadable: 0 },
    ]);
  });

  it('calls people of the directory by name, with the unit where two have one name, and only by the signed list', () => {
    const people = [
      { id: 'D01', name: '欧阳示例', detail: '规划科科长' },
      { id: 'D02', name: '王晓明', detail: '业务一科' },
      { id: 'D03', name: '王晓明', detail: '业务二科' },
    ];
    const bytes = directoryBytes(people);
    const signed = toBase64Url(suiteByName(publicMeeting().suite).hash(bytes));
    const writeIns = ['#D01', '#D03', '#D99', '赵四'].map((text) => ({ text, count: 2 }));
    const contest = { id: 'P1', groups: [{ categories: ['A'], ballots: 7, options: [3, 0, 2], abstain: 0 }], writeIns };
    const entry = displayEntry({ contests: [{ ...contest, otherWriteIns: 0, voidWriteIns: 0, unreadableWriteIns: 0 }] });
    const manifest = displayEntry({ title: 'x', categories: [{ id: 'A', name: '领导班子' }], directory: signed });
    const meeting = publicMeeting({ state: 'tallied', policy: 'announced', result: entry, manifest });
    const shown = (directory: typeof people) => {
      const last = slidesOf(meeting, null, directory).at(-1);
      return last?.kind === 'result' ? last.result.rows.map(({ name }) => name) : [];
    };
    expect(namesPeople(meeting)).toBe(true);
    expect(namesPeople({ ...meeting, policy: 'sealed' })).toBe(false);
    expect(peopleOf(meeting, bytes)).toEqual(people);
    expect(peopleOf(meeting, directoryBytes(people.slice(1)))).toEqual([]);
    expect(shown([...peopleOf(meeting, bytes)])).toEqual(['欧阳示例', '王晓明（业务二科）', '#D99', '赵四']);
    expect(shown([])).toEqual(['#D01', '#D03', '#D99', '赵四']);
  });

  it('heads a judgement with the person and the dimension, and shows every grade', () => {
    const grades = ['优秀', '称职'].map((name, i) => ({ id: `G${i}`, name, detail: '' }));
    const one = (id: string, subject: string, position: string, more: object) => ({
      id,
      title: '王晓明',
      position,
      kind: 'grade',
      subject,
      options: grades,
      slots: 0,
      min: 1,
      max: 1,
      abstain: false,
      ...more,
    });
    const announcement = { principles: '', positions: '', conditions: '', scope: '', requirements: '' };
    const asked = [
      one('a', 'N1', '业务一科', {}),
      one('b', 'N1', '业务一科', { dimension: '德' }),
      one('c', 'N2', '业务二科', {}),
      one('d', 'N1', '业务一科', { kind: 'vote' }),
    ];
    const contests = displayEntry({ announcement, contests: asked });
    const manifest = displayEntry({ title: 'x', categories: [{ id: 'A', name: '领导班子' }] });
    const result = displayEntry({
      contests: asked.map(({ id }) => ({ id, groups: [{ categories: ['A'], ballots: 5, options: [5, 0] }] })),
    });
    const slides = slidesOf(publicMeeting({ state: 'tallied', policy: 'announced', contests, result, manifest }), null).slice(1);
    const heads = slides.map((slide) => slide.kind === 'result' && [slide.result.title, slide.result.kind, slide.result.dimension]);
    expect(heads).toEqual([
      ['王晓明（业务一科）', 'grade', null],
      ['王晓明（业务一科）', 'grade', '德'],
      ['王晓明（业务二科）', 'grade', undefined],
      ['王晓明（业务一科）', 'vote', undefined],
    ]);
    expect(slides[0]).toMatchObject({
      result: {
        rows: [
          { name: '优秀', votes: 5 },
          { name: '称职', votes: 0 },
        ],
      },
    });
  });

  it('cuts long texts at a sentence end', () => {
    expect(paginate('一二三。四五六。七八九。', 8)).toEqual(['一二三。四五六。', '七八九。']);
    expect(paginate('一'.repeat(10), 4)).toEqual(['一一一一', '一一一一', '一一']);
    expect(paginate('')).toEqual([]);
  });
});
