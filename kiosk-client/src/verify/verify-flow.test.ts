import { describe, expect, it } from 'vitest';
import { toHex } from '../protocol/bytes.ts';
import { directoryBytes } from '../protocol/directory.ts';
import { systemRandom } from '../protocol/random.ts';
import { writeRecordFile } from '../protocol/record-file.ts';
import { P256_SHA256 as suite } from '../protocol/suite.ts';
import { SimulatedMeeting, type SimulationPlan } from '../protocol/testing/simulated-meeting.ts';
import { writeInPlan } from '../protocol/testing/write-in-plan.ts';
import { RecordCore } from '../worker/record-core.ts';
import { typedCheckpoint, typedHash } from './anchors.ts';
import { type VerifyParts, type VerifyState, verifyFile } from './verify-flow.ts';

const whole = new SimulatedMeeting({ suite }).wholeMeeting();
const file = writeRecordFile({ entries: whole.entries, checkpoint: whole.checkpoint() });
const manifestHash = toHex(whole.replay.state.manifestHash);

/** The flow with a core of this thread in the place of a worker. */
async function run(
  bytes: Uint8Array | null,
  noted = { hash: '', checkpoint: '' },
  directory: VerifyParts['directory'] = () => Promise.reject(new Error('nobody was written in by id')),
): Promise<VerifyState[]> {
  const states: VerifyState[] = [];
  let stopped = 0;
  const parts: VerifyParts = {
    now: () => 0,
    directory,
    start: () => ({
      async call(verb, args, progress) {
        const core = new RecordCore(systemRandom, progress);
        const work = core[verb] as (...all: unknown[]) => never;
        return { ok: true, value: work.apply(core, [...args]) };
      },
      stop: () => {
        stopped++;
      },
    }),
  };
  await verifyFile(
    parts,
    async () => bytes,
    noted,
    (state) => states.push(state),
  );
  const worked = states.some(({ at }) => at === 'done');
  expect(stopped).toBe(worked ? 1 : 0);
  return states;
}

describe('verifying a record on a page', () => {
  it('a whole record holds: progress, every check, totals, and no anchor', async () => {
    const states = await run(file);
    const last = states.pop()!;
    if (last.at !== 'done') throw new Error(last.at);
    expect(last).toMatchObject({ anchored: false, view: { verdict: 'holds', failure: null, ballots: 12, marks: ['simulated'] } });
    expect(last.view.checks).toHaveLength(40);
    expect(last.view.counts).toMatchObject({ V02: whole.entries.length, V18: 12, V27: 12, V30: 3 });
    expect(last.view.totals![0]!.groups[0]).toMatchObject({ categories: ['领导班子'], ballots: 4, abstain: 1 });
    expect(states.filter(({ at }) => at === 'working').length).toBeGreaterThan(whole.entries.length);
  });

  it('is compared with what was noted in the room', async () => {
    const good = await run(file, { hash: manifestHash.toUpperCase(), checkpoint: whole.checkpoint() });
    expect(good.pop()).toMatchObject({ anchored: true, view: { verdict: 'holds' } });
    const bad = await run(file, { hash: '0'.repeat(64), checkpoint: '' });
    expect(bad.pop()).toMatchObject({ anchored: true, view: { verdict: 'fails', failure: { check: 'V06' }, totals: null } });
    expect((await run(file, { hash: 'not a hash', checkpoint: '' })).pop()).toEqual({ at: 'choose', fault: 'anchor' });
  });

  it('names what fails, and shows no totals then', async () => {
    const changed = file.slice();
    changed[file.length >> 1]! ^= 1;
    const last = (await run(changed)).pop()!;
    expect(last.at === 'done' && [last.view.verdict, last.view.failure?.index !== undefined, last.view.totals]).toEqual([
      'fails',
      true,
      null,
    ]);
    expect((await run(null)).pop()).toEqual({ at: 'choose', fault: 'fetch' });
  });

  it('calls a file that is no record by that name, and gives no verdict on one that is cut off or packed again', async () => {
    const verdict = async (bytes: Uint8Array): Promise<unknown> => {
      const last = (await run(bytes)).pop()!;
      return last.at === 'done' && [last.view.verdict, last.view.failure?.check, last.view.totals];
    };
    const packedAgain = file.slice();
    packedAgain[6] = 8;
    for (const other of [new Uint8Array(0), new Uint8Array(9), new TextEncoder().encode('%PDF-1.7\n'), file.subarray(1)])
      expect(await verdict(other)).toEqual(['no-record', 'V01', null]);
    for (const broken of [file.subarray(0, file.length - 5), file.subarray(0, 60), packedAgain])
      expect(await verdict(broken)).toEqual(['unreadable', 'V01', null]);
  });

  it('names people written in by id from the directory that was signed, and from no other', async () => {
    const people = [
      { id: 'C9', name: '赵示例', detail: '财务科副科长' },
      { id: 'C10', name: '钱示例', detail: '' },
    ];
    const list = directoryBytes(people);
    const written: Record<string, string> = { 赵四: '#C9', 周五: '#C10' };
    const marks: SimulationPlan['marks'] = (classId, i) =>
      writeInPlan.marks!(classId, i)!.map((choice) => ({
        ...choice,
        writeIns: choice.writeIns?.map((text) => written[text] ?? text) ?? [],
      }));
    const meeting = new SimulatedMeeting({ ...writeInPlan, suite, marks, manifest: { directory: suite.hash(list) } }).wholeMeeting();
    const record = writeRecordFile({ entries: meeting.entries, checkpoint: meeting.checkpoint() });
    const asked: string[] = [];
    const named = async (answer: Uint8Array | null): Promise<unknown> => {
      const directory = async (id: string) => {
        asked.push(id);
        return answer;
      };
      const last = (await run(record, undefined, directory)).pop()!;
      return last.at === 'done' && last.view.verdict === 'holds' && [...last.people];
    };
    expect(await named(list)).toEqual([
      ['#C9', '赵示例（财务科副科长）'],
      ['#C10', '钱示例'],
    ]);
    expect(await named(directoryBytes([people[0]!]))).toEqual([]);
    expect(await named(null)).toEqual([]);
    expect(asked).toEqual(Array(3).fill(meeting.replay.state.manifest.meeting));
  });

  it('an unfinished record is incomplete, never verified', async () => {
    const part = new SimulatedMeeting({ suite }).begin();
    const last = (await run(writeRecordFile({ entries: part.entries, checkpoint: part.checkpoint() }))).pop()!;
    expect(last).toMatchObject({ at: 'done', view: { verdict: 'incomplete', failure: { check: 'V34' }, totals: null } });
  });

  it('takes hashes and checkpoints as people type them', () => {
    expect(typedHash(' ')).toBeUndefined();
    expect(typedHash('ab'.repeat(31))).toBeNull();
    expect(typedHash(`${'AB '.repeat(32)}`)).toEqual(new Uint8Array(32).fill(0xab));
    expect(typedCheckpoint('\n')).toBeUndefined();
    expect(typedCheckpoint('a\r\n1\r\nb')).toBe('a\n1\nb\n');
  });
});
