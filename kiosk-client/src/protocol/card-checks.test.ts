import { describe, expect, it } from 'vitest';
import { concat } from './bytes.ts';
import { cardKey } from './card.ts';
import { encodePoint } from './encoding.ts';
import type { BodyOf } from './entry-bodies.ts';
import { timesBase } from './group.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { altering, failureOf, meeting, toOpened, zero32 } from './testing/altered-meeting.ts';

describe('cards and opening', () => {
  const issued = meeting().begin().trusteesAct().issueCards();

  it('V15 unsorted, in two classes, of no category, a trustee key', () => {
    const reversed = altering('cards', ({ cards }) => ({ cards: concat(cards.subarray(65, 130), cards.subarray(0, 65)) }));
    expect(failureOf(() => toOpened(reversed))).toEqual(['V15', 'cards-rule']);
    let kept: Uint8Array | undefined;
    const shared = altering('cards', ({ cards }) => {
      kept ??= cards;
      return { cards: kept };
    });
    expect(failureOf(() => toOpened(shared))).toEqual(['V15', 'cards-rule']);
    expect(failureOf(() => toOpened(altering('cards', () => ({ category: 'z' }))))).toEqual(['V15', 'cards-rule']);
    const m = meeting().begin();
    const key = m.replay.state.keys.trustees[0]!;
    const body = { nonce: m.nonce(), class: 'A', category: 'a', contests: ['p1'], cards: key };
    expect(failureOf(() => m.staff('cards', body))).toEqual(['V15', 'cards-rule']);
  });

  it('V15 a class too small, unless acknowledged', () => {
    const classes = [{ id: 'A', category: 'a', contests: ['p1'], cards: 2 }];
    expect(failureOf(() => meeting({ classes }).begin().issueCards())).toEqual(['V15', 'class-too-small']);
    expect(
      failureOf(() =>
        meeting({ classes, manifest: { acknowledgedSmallClass: true } })
          .begin()
          .issueCards(),
      ),
    ).toBe('passed');
  });

  it('V16 an unknown card, one voided twice, one that has a ballot', () => {
    const m = toOpened().vote();
    const used = m.cards.get('A')![0]!.pk;
    const stranger = cardKey(suite, zero32.subarray(16), 'demo-meeting').pk;
    for (const cards of [used, stranger, concat(used, used)]) {
      expect(failureOf(() => m.staff('cards-voided', { nonce: m.nonce(), reason: 'spoilt', cards }))).toEqual(['V16', 'voided-rule']);
    }
  });

  it.each<[string, Partial<BodyOf<'opened'>>, string]>([
    ['another h', { h: encodePoint(timesBase(suite, 2n)) }, 'opened-differs'],
    ['other contests', { contests: zero32 }, 'opened-differs'],
    ['another root', { root: zero32 }, 'opened-differs'],
    ['another size', { size: 3 }, 'opened-differs'],
    [
      'too few present',
      {
        attendance: [
          { category: 'a', expected: 9, present: 1 },
          { category: 'b', expected: 9, present: 9 },
        ],
      },
      'quorum-not-met',
    ],
    [
      'more present than expected',
      {
        attendance: [
          { category: 'a', expected: 4, present: 5 },
          { category: 'b', expected: 8, present: 8 },
        ],
      },
      'opened-differs',
    ],
    ['a category missing', { attendance: [{ category: 'a', expected: 4, present: 4 }] }, 'opened-differs'],
  ])('V17 %s', (_, change, code) => {
    expect(failureOf(() => issued.resume(altering('opened', () => change)).open())).toEqual(['V17', code]);
  });
});
