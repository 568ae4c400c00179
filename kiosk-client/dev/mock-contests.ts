// The contests of pretended meetings: one form per kind of ballot. Development only: never built into the bundle.
import type { BodyOf } from '../src/protocol/entry-bodies.ts';

export type BallotForm = 'plain' | 'write-in' | 'grade' | 'dimensions' | 'vote' | 'mixed' | 'sections' | 'hundred';
type Contest = BodyOf<'contests'>['contests'][number];

const surnames = '丁于王王石田白冯刘孙李杨吴何宋张陈林周赵胡高曾黎';
const given = ['示例', '建国', '晓明', '丽华', '志强', '海燕', '文博', '雪梅'];
const units = ['办公室副主任、四级调研员', '业务一科科长', '业务二科副科长', '规划科科长', '监督检查科科长', '直属信息中心主任'];

const person = (i: number) => ({
  id: `N${String(i + 1).padStart(2, '0')}`,
  name: i === 3 ? '王晓明' : `${surnames[i % surnames.length]}${given[(i + Math.floor(i / surnames.length)) % given.length]}`,
  detail: `${units[i % units.length]!}${i >= surnames.length ? `（${i + 1}）` : ''}`,
});
const people = (count: number, step = 1) => Array.from({ length: count }, (_, i) => person(step * i));
const choices = (slots: number): Contest[] => [
  { id: 'P1', title: '办公室副主任', position: '副处级，定向推荐', options: people(24), slots: slots > 0 ? 1 : 0, min: 1, max: 1, abstain: true },
  { id: 'P2', title: '业务二科科长', position: '正科级，定向推荐', options: people(12, 2), slots, min: 1, max: slots > 0 ? 3 : 2, abstain: true },
];
const grades = ['优秀', '称职', '基本称职', '不称职', '不了解'].map((name, i) => ({ id: `G${i + 1}`, name, detail: '' }));
const graded = (count: number, dimensions: readonly (string | null)[]): Contest[] =>
  people(count).flatMap(({ id, name, detail }) =>
    dimensions.map((dimension, i) => ({
      id: `${id}-${i}`, title: name, position: detail, kind: 'grade' as const, subject: id, ...(dimension === null ? {} : { dimension }), options: grades, slots: 0, min: 1, max: 1, abstain: false,
    })),
  );
const answers = ['同意', '不同意', '缓议'].map((name, i) => ({ id: `V${i + 1}`, name, detail: '' }));
const votes = (count: number): Contest[] =>
  people(count).map(({ id, name, detail }) => ({ id: `V-${id}`, title: name, position: detail, kind: 'vote' as const, subject: id, options: answers, slots: 0, min: 1, max: 1, abstain: true }));

export function contestsOf(form: BallotForm): Contest[] {
  switch (form) {
    case 'plain':
      return choices(0);
    case 'write-in':
      return choices(2);
    case 'grade':
      return graded(30, [null]);
    case 'dimensions':
      return graded(30, [null, '德', '能', '勤', '绩', '廉']);
    case 'vote':
      return votes(8);
    case 'mixed':
      return [...choices(1).slice(0, 1), ...graded(4, [null, '德', '能', '勤', '绩', '廉']), ...votes(3)];
    case 'sections':
      return [...graded(2, [null]), ...votes(2), ...graded(4, ['德', '廉']).slice(4), ...votes(4).slice(2)];
    case 'hundred':
      return [{ id: 'P1', title: '办公室副主任', position: '', options: people(100), slots: 0, min: 1, max: 3, abstain: true }];
  }
}

/** People beside the ballot, with a long name and two of one name. */
export const directory = [
  { id: 'D01', name: '阿依古丽·买买提艾力·吐尔逊', detail: '规划科科长' },
  { id: 'D02', name: '王晓明', detail: '直属信息中心副主任' },
  { id: 'D03', name: '欧阳示例', detail: '监督检查科四级主任科员' },
  ...Array.from({ length: 57 }, (_, i) => ({ id: `D${i + 10}`, name: `${surnames[(i * 7) % 24]}${given[i % 8]}${['', '一', '二'][i % 3]}`, detail: `${units[(i * 5) % 6]}（${i + 1}）` })),
];
