import { describe, expect, it } from 'vitest';
import { decodeCastBallot, encodeCastBallot } from './ballot-body.ts';
import { prepareBundle } from './ballot-bundle.ts';
import { sealBallot } from './ballot-seal.ts';
import { utf8 } from './bytes.ts';
import { cardKey } from './card.ts';
import { systemRandom } from './random.ts';
import { BallotFailure } from './record-replay.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { failureOf, toOpened, zero32 } from './testing/altered-meeting.ts';
import { scriptedRandom } from './testing/scripted-random.ts';
import type { SimulatedMeeting } from './testing/simulated-meeting.ts';

describe('ballots', () => {
  const marks = [{ options: [0] }, { options: [1] }];
  const open = toOpened();
  const fresh = (): SimulatedMeeting => open.resume();
  const opened = open.entries.length;
  const cards = open.cards.get('A')!;
  const good = open.ballot('A', cards[0]!, marks);
  const ballot = decodeCastBallot(good);
  const failing = (...all: Uint8Array[]): [string, string] | 'passed' =>
    failureOf(() => {
      const m = fresh();
      for (const entry of all) m.append(entry);
      m.replay.proveBallots();
    });

  it('are accepted', () => expect(failing(good, open.ballot('A', cards[1]!, marks))).toBe('passed'));

  it('V18 an unknown card and a voided one', () => {
    const stranger = cardKey(suite, zero32.subarray(16), 'demo-meeting');
    expect(failing(open.ballot('A', stranger, marks))).toEqual(['V18', 'card-unknown']);
    const voided = open.staffEntry('cards-voided', { nonce: open.nonce(), reason: 'spoilt', cards: cards[0]!.pk });
    expect(failing(voided, good)).toEqual(['V18', 'card-voided']);
  });

  it('V19 a second ballot, and a predecessor that is none', () => {
    expect(failing(good, open.ballot('A', cards[0]!, marks))).toEqual(['V19', 'already-cast']);
    expect(failing(open.ballot('A', cards[0]!, marks, zero32))).toEqual(['V19', 'supersedes-wrong']);
  });

  it('V19 with revoting: only the latest ballot may be superseded, and the last one counts', () => {
    const m = toOpened({ manifest: { revoting: true } });
    const card = m.cards.get('A')![0]!;
    m.append(m.ballot('A', card, marks));
    const { tracker } = m.replay.state.ballots[0]!.stated;
    expect(failureOf(() => m.replay.apply(m.ballot('A', card, marks)))).toEqual(['V19', 'already-cast']);
    m.append(m.ballot('A', card, marks, tracker));
    expect(failureOf(() => m.replay.apply(m.ballot('A', card, marks, tracker)))).toEqual(['V19', 'supersedes-wrong']);
    m.close();
    expect(m.replay.state.closed!.body.counts[0]!.ballots).toBe(1);
  });

  it('V20 the contests of another class', () => {
    const other = open.cards.get('B-r')![0]!;
    expect(failing(open.ballot('A', other, marks))).toEqual(['V20', 'wrong-contests']);
  });

  it('V21 a bundle used twice (B3)', () => {
    const { context } = open.replay.state.classes.get('A')!;
    const twice = [0, 1].map((i) => {
      const bundle = prepareBundle(suite, context!.h, context!.layout, scriptedRandom('the same'));
      return sealBallot(context!, bundle, marks, cards[i]!).cast(systemRandom);
    });
    expect(failing(...twice)).toEqual(['V21', 'repeated-value']);
  });

  const changed = (member: 'f' | 'zA' | 'zC' | 'zT' | 's', at = 31): Uint8Array => {
    const bytes = ballot[member].slice();
    bytes[at]! ^= 1;
    return encodeCastBallot({ ...ballot, [member]: bytes });
  };
  it.each([
    ['V22', 'f', 'proof-invalid'],
    ['V23', 'zA', 'proof-invalid'],
    ['V23', 'zC', 'proof-invalid'],
    ['V24', 'zT', 'proof-invalid'],
    ['V26', 's', 'signature-invalid'],
  ] as const)('%s a changed %s', (check, member, code) => {
    expect(failing(changed(member))).toEqual([check, code]);
  });

  it('names the bad ballot among good ones', () => {
    const m = fresh();
    m.append(open.ballot('A', cards[1]!, marks));
    m.append(changed('zA'));
    m.append(open.ballot('A', cards[2]!, marks));
    try {
      m.replay.proveBallots();
      throw new Error('passed');
    } catch (error) {
      expect(error instanceof BallotFailure && [error.check, error.index]).toEqual(['V23', opened + 1]);
    }
  });

  it('V03 before opening and after closing', () => {
    const m = open.resume().close();
    expect(failureOf(() => m.append(good))).toEqual(['V03', 'entry-out-of-order']);
  });

  it('a bad ballot is named before whatever is wrong after it', () => {
    for (const next of [open.entries[0]!, utf8('{'), changed('s')]) {
      const m = fresh();
      m.append(changed('zC'));
      expect(failureOf(() => m.append(next))).toEqual(['V23', 'proof-invalid']);
    }
  });
});
