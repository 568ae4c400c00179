import { describe, expect, it } from 'vitest';
import { systemRandom } from './random.ts';
import { Refusal } from './refusal.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { SimulatedMeeting } from './testing/simulated-meeting.ts';
import { makeTrusteeFile, signOnce, type TrusteeFile } from './trustee-file.ts';
import { nextTrusteeStep, type TrusteeStep } from './trustee-steps.ts';

const step = (meeting: SimulatedMeeting, file: TrusteeFile, checkpoint = meeting.checkpoint()): TrusteeStep =>
  nextTrusteeStep(file, meeting.replay, { checkpoint }, systemRandom);

function refusal(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const waiting = (what: TrusteeStep): string => (what.kind === 'wait' ? what.for : what.type);

describe('steps of a trustee', () => {
  it('begin with a commit, made once however often the page is opened', () => {
    const meeting = new SimulatedMeeting({ suite }).begin();
    const first = step(meeting, meeting.files[0]!);
    if (first.kind !== 'send') throw new Error('waits');
    const again = step(meeting, first.file);
    expect(again.kind === 'send' && again.entry).toBe(first.entry);
    meeting.append(first.entry);
    expect(waiting(step(meeting, first.file))).toBe('commits');
  });

  it('refuse a stranger, another meeting, and a file bound to another manifest (B16)', () => {
    const meeting = new SimulatedMeeting({ suite }).begin();
    const own = meeting.files[0]!;
    expect(refusal(() => step(meeting, makeTrusteeFile(suite, meeting.meeting, systemRandom)))).toBe('not-a-trustee');
    expect(refusal(() => step(meeting, { ...own, meeting: 'other' }))).toBe('not-a-trustee');
    expect(refusal(() => step(meeting, { ...own, manifest: new Uint8Array(32) }))).toBe('file-of-another-manifest');
  });

  it('refuse an old backup while the polynomial is needed, and go on from the log once the shares stand', () => {
    const meeting = new SimulatedMeeting({ suite }).begin();
    const invited = meeting.files[0]!;
    const commit = step(meeting, invited);
    if (commit.kind !== 'send') throw new Error('waits');
    meeting.append(commit.entry);
    expect(refusal(() => step(meeting, invited))).toBe('backup-too-old');
    meeting.files = [commit.file, ...meeting.files.slice(1)];
    meeting.trusteesAct();
    const restored = step(meeting, invited);
    expect(waiting(restored)).toBe('closing');
    expect(restored.file.signed.map(({ name }) => name)).toContain('rehearsal');
    meeting.issueCards().open().vote().close();
    expect(waiting(step(meeting, restored.file))).toBe('tally-ready');
  });

  it('make a rehearsal anew when another entry overtook it, and send the same one again when none did', () => {
    const meeting = new SimulatedMeeting({ suite }).begin();
    const act = (i: number): boolean => {
      const next = step(meeting, meeting.files[i]!);
      if (next.kind !== 'send' || next.type === 'rehearsal') return false;
      meeting.files = meeting.files.map((file, other) => (other === i ? next.file : file));
      meeting.append(next.entry);
      return true;
    };
    while (meeting.files.map((_, i) => act(i)).includes(true));
    const made = step(meeting, meeting.files[0]!);
    if (made.kind !== 'send') throw new Error('waits');
    expect(made.type).toBe('rehearsal');
    const again = step(meeting, made.file);
    expect(again.kind === 'send' && again.entry).toBe(made.entry);
    meeting.issueCards();
    const anew = step(meeting, made.file);
    if (anew.kind !== 'send') throw new Error('waits');
    expect(anew.entry).not.toEqual(made.entry);
    expect(anew.file.signed.filter(({ name }) => name === 'rehearsal')).toHaveLength(1);
    meeting.append(anew.entry);
    expect(waiting(step(meeting, anew.file))).toBe('rehearsals');
  });

  it('refuse a log that holds an entry of theirs which they did not sign so', () => {
    const meeting = new SimulatedMeeting({ suite }).begin().trusteesAct();
    const file = meeting.files[1]!;
    const forged = file.signed.map((item) => (item.name === 'rehearsal' ? { ...item, entry: item.entry.slice(1) } : item));
    expect(refusal(() => step(meeting, { ...file, signed: forged }))).toBe('entry-differs');
  });

  it('complain when a share does not hold, which ends the ceremony and names the dealer', () => {
    const meeting = new SimulatedMeeting({ suite }).begin();
    meeting.files = meeting.files.map((file) => {
      const done = step(meeting, file);
      if (done.kind === 'send') meeting.append(done.entry);
      return done.file;
    });
    // Trustee 1 deals shares of another polynomial than the one it committed to.
    const dealer = meeting.files[0]!;
    meeting.files = [{ ...dealer, polynomial: dealer.polynomial!.map((a) => a + 1n) }, ...meeting.files.slice(1)];
    meeting.trusteesAct();
    expect(meeting.replay.state.ended).toBe('aborted');
    expect(meeting.replay.state.faulty).toBe(1);
    expect(waiting(step(meeting, meeting.files[2]!))).toBe('ended');
  });

  describe('at the tally', () => {
    const closed = new SimulatedMeeting({ suite }).begin().trusteesAct().issueCards().open().vote().close();
    const file = closed.files[0]!;

    it('sign nothing before the closing', () => {
      const open = closed.resume({}, -1);
      expect(waiting(step(open, open.files[0]!))).toBe('closing');
    });

    it('sign nothing under a checkpoint that is not of exactly this log', () => {
      const shorter = new SimulatedMeeting({ suite }).begin();
      expect(refusal(() => step(closed, file, shorter.checkpoint()))).toBe('checkpoint-invalid');
      expect(refusal(() => step(closed, file, 'nothing'))).toBe('checkpoint-invalid');
    });

    it('sign one tree and never a second (B1)', () => {
      const ready = step(closed, file);
      if (ready.kind !== 'send') throw new Error('waits');
      expect(ready.type).toBe('tally-ready');
      // The same file in front of another record of the same meeting: one card did not vote.
      const other = closed.resume({}, -2).close();
      expect(refusal(() => step(other, ready.file))).toBe('signed-another-tree');
      expect(refusal(() => other.append(ready.entry))).toBe('tally-ready-differs');
    });

    it('decrypt only after the quorum, once', () => {
      const meeting = closed.resume();
      const ready = step(meeting, file);
      if (ready.kind !== 'send') throw new Error('waits');
      meeting.append(ready.entry);
      expect(waiting(step(meeting, ready.file))).toBe('tally-ready');
      meeting.files = [ready.file, ...closed.files.slice(1)];
      meeting.trusteesAct();
      expect(meeting.replay.state.decryptions.size).toBe(3);
      const last = meeting.files[0]!;
      expect(waiting(step(meeting, last))).toBe('others');
      const types = last.signed.map(({ name }) => name);
      expect(new Set(types).size).toBe(types.length);
      const again = signOnce(last, 1, 'decryption', () => new Uint8Array(0), systemRandom);
      expect(again.entry).toBe(last.signed.find(({ name }) => name === 'decryption')!.entry);
    });
  });
});
