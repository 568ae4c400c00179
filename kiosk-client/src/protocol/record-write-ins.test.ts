import { describe, expect, it } from 'vitest';
import { decodeJson } from './canonical-json.ts';
import { proveDecryption } from './decryption.ts';
import { encodePoint, POINT_BYTES } from './encoding.ts';
import { type BodyOf, mixedBody, resultBody } from './entry-bodies.ts';
import { decodeEntry, encodeBody, signTrusteeEntry } from './entry-envelope.ts';
import { timesBase } from './group.ts';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { mixStatement } from './replay-mixes.ts';
import { decryptionStatement } from './replay-tally.ts';
import { makeShuffle } from './shuffle-make.ts';
import { P256_SHA256, type Suite, suites } from './suite.ts';
import { failureOf } from './testing/altered-meeting.ts';
import { SimulatedMeeting, type SimulationPlan } from './testing/simulated-meeting.ts';
import { writeInPlan } from './testing/write-in-plan.ts';
import { ownShare } from './trustee-own-share.ts';

const plan = (suite: Suite): SimulationPlan => ({ ...writeInPlan, suite });

/** "V02 entry-malformed", or "passed". */
const verdictOf = (work: () => unknown): string => [failureOf(work)].flat().join(' ');

describe.each(suites)('a meeting with write-ins in $name', (suite) => {
  const meeting = new SimulatedMeeting(plan(suite)).wholeMeeting();

  it('has t mixes of each contest with slots, two phases, and the write-ins that were written', () => {
    const report = checkRecord(meeting.entries, { checkpoint: meeting.checkpoint(), random: systemRandom });
    expect(report.failure).toBeNull();
    for (const check of ['V25', 'V36', 'V37']) expect(report.checks.find((one) => one.check === check)!.outcome).toBe('passed');
    const decoded = meeting.entries.slice(meeting.replay.state.closed!.after.size).map(decodeEntry);
    const mixes = decoded.flatMap((entry) => (entry.type === 'mixed' ? [[entry.body.contest, entry.body.mix]] : []));
    expect(mixes.map(String).sort()).toEqual(['0,1', '0,2', '2,1', '2,2']);
    expect(decoded.filter(({ type }) => type === 'decryption')).toHaveLength(6);
    const { contests: counted } = decodeJson(resultBody, report.state!.result!, 1 << 20);
    expect(
      counted.map(({ writeIns, otherWriteIns, voidWriteIns, unreadableWriteIns }) => [
        writeIns,
        otherWriteIns,
        voidWriteIns,
        unreadableWriteIns,
      ]),
    ).toEqual([
      // 孙六 twice, of which one is in a ballot that names 孙六 twice; an option by name, an option by number, 孙六 again: void.
      [
        [
          { text: '孙六', count: 2 },
          { text: '赵四', count: 3 },
        ],
        0,
        3,
        0,
      ],
      [undefined, undefined, undefined, undefined],
      [[{ text: '周五', count: 3 }], 1, 0, 0],
    ]);
    expect(counted[0]!.groups.map(({ ballots: n, options, used, abstain }) => [n, options, used, abstain])).toEqual([
      [4, [1, 0], [3, 1], 1],
      [4, [1, 2], [3, 1], 0],
    ]);
  });
});

describe('mixes in the log', () => {
  const suite = P256_SHA256;
  const closed = new SimulatedMeeting(plan(suite)).begin().trusteesAct().issueCards().open().vote().close();

  /** The mix that trustee i would make next of the contest at a place, signed as it is after `change`. */
  const mixed = (
    m: SimulatedMeeting,
    trustee: number,
    place: number,
    change: (body: BodyOf<'mixed'>) => Partial<BodyOf<'mixed'>> = () => ({}),
  ): Uint8Array => {
    const { state } = m.replay;
    const { contest, mix, size, root, ...rest } = mixStatement(state, state.mixes![place]!, trustee);
    const body = { contest, mix, trustee, size, root, ...makeShuffle({ contest, mix, size, root, ...rest }, systemRandom) };
    return signed(m, trustee, { ...body, ...change(body) });
  };
  const signed = (m: SimulatedMeeting, trustee: number, body: BodyOf<'mixed'>): Uint8Array =>
    signTrusteeEntry(
      suite,
      'mixed',
      encodeBody('mixed', body),
      m.replay.state.manifestHash,
      trustee,
      m.files[trustee - 1]!.k,
      systemRandom,
    );
  const verdict = (m: SimulatedMeeting, entry: Uint8Array): string => verdictOf(() => m.append(entry));

  it('V03 a mix before the closing, after all mixes, and a tally-ready before the last mix', () => {
    const first = mixed(closed, 1, 0);
    expect(verdict(closed.resume({}, -1), first)).toBe('V03 entry-out-of-order');
    const all = closed.resume();
    for (const place of [0, 1]) for (const trustee of [1, 2]) all.append(mixed(all, trustee, place));
    const { state } = all.replay;
    const third = signed(all, 3, { ...(decodeEntry(first).body as BodyOf<'mixed'>), trustee: 3, mix: 3 });
    expect(verdict(all.resume(), third)).toBe('V03 entry-out-of-order');
    const { size, root } = state.tallyTree!;
    const ready = signTrusteeEntry(
      suite,
      'tally-ready',
      encodeBody('tally-ready', { trustee: 1, size, root }),
      state.manifestHash,
      1,
      closed.files[0]!.k,
      systemRandom,
    );
    expect(verdict(all.resume({}, -1), ready)).toBe('V03 entry-out-of-order');
    expect(verdict(all.resume(), ready)).toBe('passed');
    // Over the tree of the closing, as if there were nothing to mix.
    const early = { trustee: 1, ...state.closed!.after };
    const tooEarly = signTrusteeEntry(
      suite,
      'tally-ready',
      encodeBody('tally-ready', early),
      state.manifestHash,
      1,
      closed.files[0]!.k,
      systemRandom,
    );
    expect(verdict(all.resume(), tooEarly)).toBe('V28 tally-ready-differs');
  });

  it('V04 a mix signed by another trustee than the one it names', () => {
    const body = decodeEntry(mixed(closed, 1, 0)).body as BodyOf<'mixed'>;
    expect(verdict(closed.resume(), signed(closed, 2, body))).toBe('V04 signature-invalid');
  });

  it.each<[string, (body: BodyOf<'mixed'>) => Partial<BodyOf<'mixed'>>]>([
    ['a contest without slots', () => ({ contest: 1 })],
    ['a contest that is not there', () => ({ contest: 7 })],
    ['a mix number ahead', () => ({ mix: 2 })],
    ['another tree', ({ size }) => ({ size: size + 1 })],
    ['another root', () => ({ root: new Uint8Array(32) })],
    ['one output less', ({ outputs }) => ({ outputs: outputs.subarray(POINT_BYTES) })],
    ['a tuple more', ({ c }) => ({ c: new Uint8Array([...c, ...c.subarray(0, POINT_BYTES)]) })],
  ])('V36 %s', (_, change) => {
    expect(verdict(closed.resume(), mixed(closed, 1, 0, change))).toBe('V36 mix-differs');
  });

  it('V36 a trustee who mixes a contest twice, and a mix too many of one contest', () => {
    const m = closed.resume();
    m.append(mixed(m, 1, 0));
    expect(verdict(m.resume(), mixed(m, 1, 0))).toBe('V36 mix-differs');
    m.append(mixed(m, 2, 0));
    expect(verdict(m.resume(), mixed(m, 3, 0))).toBe('V36 mix-differs');
    m.append(mixed(m, 1, 1));
  });

  it('V36 a mix that another overtook', () => {
    const m = closed.resume();
    const late = mixed(m, 2, 0);
    m.append(mixed(m, 1, 0));
    expect(verdict(m, late)).toBe('V36 mix-differs');
  });

  it('V37 outputs, proof or statement changed, and a mix of other inputs', () => {
    const point = encodePoint(timesBase(suite, 9n));
    const start = (vector: Uint8Array): Uint8Array => new Uint8Array([...point, ...vector.subarray(POINT_BYTES)]);
    for (const change of [
      (body: BodyOf<'mixed'>) => ({ outputs: start(body.outputs) }),
      (body: BodyOf<'mixed'>) => ({ tHat: start(body.tHat) }),
      (body: BodyOf<'mixed'>) => ({ s1: body.s2 }),
    ])
      expect(verdict(closed.resume(), mixed(closed, 1, 0, change))).toBe('V37 mix-invalid');
    // The first mix's proof, sent by the second mixer as its own.
    const m = closed.resume();
    const first = mixed(m, 1, 0);
    m.append(first);
    const copied = {
      ...decodeJson(mixedBody, encodeBody('mixed', decodeEntry(first).body as BodyOf<'mixed'>), 1 << 25),
      trustee: 2,
      mix: 2,
    };
    expect(verdict(m, signed(m, 2, copied))).toBe('V37 mix-invalid');
  });

  it('V02 an output that is no point', () => {
    const broken = (body: BodyOf<'mixed'>) => ({ outputs: body.outputs.map((byte, at) => (at === 5 ? byte ^ 1 : byte)) });
    expect(verdict(closed.resume(), mixed(closed, 1, 0, broken))).toBe('V02 entry-malformed');
  });

  describe('and the second phase', () => {
    const tallied = closed.resume().trusteesAct();
    const isTexts = (entry: Uint8Array): boolean => {
      const decoded = decodeEntry(entry);
      return decoded.type === 'decryption' && decoded.body.phase === 2;
    };
    const before = tallied.entries.findIndex((entry) => entry[9] !== 0x62 && isTexts(entry));

    it('opens the texts of used slots and no other', () => {
      const m = tallied.resume({}, before);
      const { state } = m.replay;
      const statement = decryptionStatement(state, 1, 2);
      // 8 of 16 slots of p1 are used and 4 of 8 of p3.
      expect(statement.alpha).toHaveLength(12);
      const unused = state.mixes![0]!.current;
      const greedy = { ...statement, alpha: [...statement.alpha, unused[2]!] };
      const identity = { suite, manifestHash: state.manifestHash, trustee: 1, k: m.files[0]!.k };
      const { d, Tg, Ta, z } = proveDecryption(greedy, ownShare(state, identity), systemRandom);
      const { size, root } = state.tallyTree!;
      const body = encodeBody('decryption', { phase: 2, size, root, trustee: 1, d, Tg, Ta, z });
      const entry = signTrusteeEntry(suite, 'decryption', body, state.manifestHash, 1, m.files[0]!.k, systemRandom);
      expect(verdict(m, entry)).toBe('V30 decryption-invalid');
    });

    it('V03 comes after t of the first phase, once per trustee; no result before it is through', () => {
      const texts = tallied.entries.filter((entry) => entry[9] !== 0x62 && isTexts(entry));
      const early = tallied.resume({}, before - 2);
      expect(verdict(early, texts[0]!)).toBe('V03 entry-out-of-order');
      const m = tallied.resume({}, before);
      m.append(texts[0]!);
      expect(verdict(m.resume(), texts[0]!)).toBe('V03 entry-out-of-order');
      const result = tallied.resume().result().entries.at(-1)!;
      expect(verdict(m, result)).toBe('V03 entry-out-of-order');
    });

    it('V31 other write-ins than those opened', () => {
      const alter: SimulationPlan['alter'] = (type, body) => {
        if (type !== 'result') return body;
        const result = body as BodyOf<'result'>;
        const forged = result.contests.map((contest) => ({ ...contest, ...(contest.writeIns === undefined ? {} : { voidWriteIns: 0 }) }));
        return { ...result, contests: forged } as typeof body;
      };
      expect(verdictOf(() => tallied.resume({ alter }).result())).toBe('V31 result-differs');
      expect(verdictOf(() => tallied.resume().result())).toBe('passed');
    });
  });

  it('is not needed when nobody wrote anybody in', () => {
    const none = new SimulatedMeeting({
      ...plan(suite),
      marks: (classId) => (classId === 'A' ? [{ options: [0] }, { options: [] }, { options: [] }] : [{ options: [1] }, { options: [0] }]),
    });
    none.begin().trusteesAct().issueCards().open().vote().close().trusteesAct();
    expect(none.replay.state.decryptions.size).toBe(3);
    expect(none.replay.state.textDecryptions.size).toBe(0);
    expect(verdictOf(() => none.result())).toBe('passed');
  });
});
