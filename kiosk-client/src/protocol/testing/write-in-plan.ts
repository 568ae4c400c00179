import type { Contest } from '../entry-bodies.ts';
import type { SimulationPlan } from './simulated-meeting.ts';

const option = (id: string) => ({ id, name: `示例干部${id}`, detail: '' });
const contests: readonly Contest[] = [
  { id: 'p1', title: '办公室副主任', position: '副处级', options: ['1', '2'].map(option), slots: 2, min: 1, max: 2, abstain: true },
  { id: 'p2', title: '业务二科科长', position: '副处级', options: ['4', '5'].map(option), slots: 0, min: 0, max: 2, abstain: false },
  { id: 'p3', title: '业务三科科长', position: '副处级', options: ['6'].map(option), slots: 1, min: 0, max: 1, abstain: false },
];
const classes = [
  { id: 'A', category: 'a', contests: ['p1', 'p2', 'p3'], cards: 4 },
  { id: 'B', category: 'b', contests: ['p1', 'p3'], cards: 4 },
];
/** Per card: options and write-ins of p1, and the write-in of p3. */
const ballots: Readonly<Record<string, readonly (readonly [readonly number[], readonly string[], string])[]>> = {
  A: [
    [[], ['赵四', '孙六'], ''],
    [[0], ['赵四'], '周五'],
    [[], [], '周五'],
    [[], ['示例干部1'], ''],
  ],
  B: [
    [[1], ['#2'], '吴七'],
    [[], ['孙六', '孙六'], ''],
    [[0, 1], [], ''],
    [[], ['赵四'], '周五'],
  ],
};
const marks: SimulationPlan['marks'] = (classId, i) => {
  const [options, writeIns, third] = ballots[classId]![i]!;
  const last = { options: [], writeIns: third === '' ? [] : [third] };
  return classId === 'A' ? [{ options, writeIns }, { options: [0] }, last] : [{ options, writeIns }, last];
};

/** Names, an option by name and by number, one name twice on a ballot, a name that occurs once: everything that counting must tell apart. */
export const writeInPlan: Omit<SimulationPlan, 'suite'> = { contests, classes, marks };
