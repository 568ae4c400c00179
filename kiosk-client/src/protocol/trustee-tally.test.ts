import { describe, expect, it } from 'vitest';
import { parseCheckpoint } from './checkpoint.ts';
import { makeCosignature } from './cosignature.ts';
import type { Contest, Manifest } from './entry-bodies.ts';
import { decodeEntry } from './entry-envelope.ts';
import { systemRandom } from './random.ts';
import { Refusal } from './refusal.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { SimulatedMeeting } from './testing/simulated-meeting.ts';
import { openTrusteeFile, sealTrusteeFile, type TrusteeFile } from './trustee-file.ts';
import { nextTrusteeStep, type TrusteeStep } from './trustee-steps.ts';
import { dueMix, type TallyNotes } from './trustee-tally.ts';

const contest = (id: string): Contest => ({
  id,
  title: `职位${id}`,
  position: '',
  options: [{ id: '1', name: '示例干部1', detail: '' }],
  slots: 1,
  min: 0,
  max: 1,
  abstain: false,
});
const contests = [contest('p1'), contest('p2')];
const classes = [{ id: 'A', category: 'a', contests: ['p1', 'p2'], cards: 3 }];
const marks = () => [
  { options: [], writeIns: ['赵四'] },
  { options: [0], writeIns: [] },
];
const closedMeeting = (manifest: Partial<Manifest> = {}): SimulatedMeeting =>
  new SimulatedMeeting({ suite, contests, classes, marks, manifest }).begin().trusteesAct().issueCards().open().vote().close();

const step = (m: SimulatedMeeting, file: TrusteeFile, notes: Partial<TallyNotes> = {}): TrusteeStep =>
  nextTrusteeStep(file, m.replay, { checkpoint: m.checkpoint(), ...notes }, systemRandom);
const what = (done: TrusteeStep): string => (done.kind === 'wait' ? `wait ${done.for}` : done.type);
const sent = (done: TrusteeStep) => {
  if (done.kind !== 'send') throw new Error(`waits for ${done.for}`);
  return done;
};
function refusal(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('a trustee after the closing', () => {
  const closed = closedMeeting();

  it('mixes what is due, never keeps it, and waits for the others’ mixes', () => {
    const m = closed.resume();
    const [first, second] = m.files as [TrusteeFile, TrusteeFile];
    const progress: number[][] = [];
    const made = sent(step(m, first, { tell: (done, total) => progress.push([done, total]) }));
    expect(made.type).toBe('mixed');
    expect(progress[progress.length - 1]).toEqual([9, 9]);
    expect(made.file.signed).toEqual(first.signed);
    m.append(made.entry);
    const other = sent(step(m, made.file));
    m.append(other.entry);
    expect(what(step(m, made.file))).toBe('wait mixes');
    for (let i = 0; i < 2; i++) m.append(sent(step(m, second)).entry);
    expect(what(step(m, made.file))).toBe('tally-ready');
  });

  it('begins with another contest than a trustee who begins at the same time', () => {
    const { state } = closed.replay;
    expect([1, 2].map((trustee) => dueMix(state, trustee)!.id)).toEqual(['p1', 'p2']);
  });

  it('makes an overtaken mix anew, from the outputs of the one that was faster', () => {
    const m = closed.resume();
    const late = sent(step(m, m.files[2]!));
    const overtaken = decodeEntry(late.entry);
    if (overtaken.type !== 'mixed') throw new Error();
    const place = m.replay.state.mixes!.findIndex(({ index }) => index === overtaken.body.contest);
    // Somebody else is first with the same mix.
    const faster = [1, 2].find((trustee) => dueMix(m.replay.state, trustee)!.index === overtaken.body.contest)!;
    m.append(sent(step(m, m.files[faster - 1]!)).entry);
    expect(m.replay.state.mixes![place]!.trustees).toEqual([faster]);
    expect(refusal(() => m.resume().append(late.entry))).toBe('mix-differs');
    for (let next = step(m, m.files[2]!); next.kind === 'send' && next.type === 'mixed'; next = step(m, m.files[2]!)) m.append(next.entry);
    expect(m.replay.state.mixes![place]!.trustees).toEqual([faster, 3]);
  });

  it('signs no tally over a record without the mixes it has signed over (B1)', () => {
    const m = closed.resume();
    m.files = m.files.map((file) => {
      for (let next = step(m, file); next.kind === 'send' && next.type === 'mixed'; next = step(m, file)) m.append(next.entry);
      return file;
    });
    const ready = sent(step(m, m.files[0]!));
    expect(ready.type).toBe('tally-ready');
    expect(refusal(() => step(closed, ready.file))).toBe('signed-another-tree');
    const otherMixes = closed.resume().trusteesAct();
    expect(refusal(() => step(otherMixes.resume({}, closed.entries.length + 4), ready.file))).toBe('signed-another-tree');
  });

  it('opens sums and used bits, then the texts, and the file holds both decryptions apart', () => {
    const m = closed.resume().trusteesAct();
    const file = m.files[0]!;
    expect(file.signed.map(({ name }) => name).slice(-3)).toEqual(['tally-ready', 'decryption', 'decryption-2']);
    expect(file.signed.some(({ name }) => name.startsWith('mixed'))).toBe(false);
    const opened = openTrusteeFile(sealTrusteeFile(file, 'a passphrase', systemRandom), 'a passphrase');
    expect(opened.ok && opened.value.signed).toEqual(file.signed);
    // An old backup goes on from what the log holds, and makes neither a second time.
    const old = { ...file, signed: file.signed.slice(0, -2) };
    const next = step(m, old);
    expect(what(next)).toBe('wait others');
    expect(next.file.signed).toEqual(file.signed);
  });
});

describe('a witnessed tally', () => {
  const closed = closedMeeting({ tallyQuorum: 'witnessed', witnessQuorum: 1 });
  const m = closed.resume();
  m.files = m.files.map((file) => {
    for (let next = step(m, file); next.kind === 'send' && next.type === 'mixed'; next = step(m, file)) m.append(next.entry);
    return file;
  });
  m.files = m.files.map((file, i) => {
    if (i > 1) return file;
    const ready = sent(step(m, file));
    m.append(ready.entry);
    return ready.file;
  });
  const file = m.files[0]!;
  const cosigned = m.tallyCheckpoint()!;
  const plain = cosigned.slice(0, cosigned.indexOf('— recommendvote/demo-meeting/officer-1'));

  it('needs t trustees, and waits until an officer has cosigned their very tree', () => {
    expect(what(step(m, file))).toBe('wait witness');
    expect(what(step(m, file, { tallyCheckpoint: plain }))).toBe('wait witness');
    expect(what(step(m, file, { tallyCheckpoint: cosigned }))).toBe('decryption');
  });

  it('opens nothing under a cosigned checkpoint of another tree', () => {
    const other = m.checkpoint();
    const signer = { meeting: m.meeting, officer: 1, key: m.officer };
    const line = makeCosignature(suite, parseCheckpoint(other), signer, 1_770_000_000, systemRandom);
    expect(refusal(() => step(m, file, { tallyCheckpoint: other + line }))).toBe('checkpoint-invalid');
  });

  it('opens nothing under a line of a stranger, of another officer’s key, or one that does not verify', () => {
    const line = (key: typeof m.officer, officer = 1): string =>
      makeCosignature(suite, parseCheckpoint(plain), { meeting: m.meeting, officer, key }, 1_770_000_000, systemRandom);
    expect(what(step(m, file, { tallyCheckpoint: plain + line(m.issuer) }))).toBe('wait witness');
    expect(what(step(m, file, { tallyCheckpoint: plain + line(m.officer, 2) }))).toBe('wait witness');
    const at = cosigned.length - 12;
    const broken = `${cosigned.slice(0, at)}${cosigned[at] === 'A' ? 'B' : 'A'}${cosigned.slice(at + 1)}`;
    expect(refusal(() => step(m, file, { tallyCheckpoint: broken }))).toBe('cosignature-invalid');
  });

  it('goes through to the result', () => {
    const whole = closed.resume().trusteesAct().result();
    expect(whole.replay.state.result).toBeDefined();
  });
});
