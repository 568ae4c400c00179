import { describe, expect, it } from 'vitest';
import { decodeCastBallot } from './ballot-body.ts';
import { concat, utf8 } from './bytes.ts';
import { decodeEntry, encodeEntry, signBody } from './entry-envelope.ts';
import { systemRandom } from './random.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { failureOf, meeting, toOpened } from './testing/altered-meeting.ts';

const typeOf = (entry: Uint8Array): string => /^{"type":"([a-z-]+)"/.exec(new TextDecoder().decode(entry))![1]!;
const marks = [{ options: [0] }, { options: [1] }];

describe('order of checks', () => {
  it('V02 a point that is none comes before V03 and V16', () => {
    const m = meeting().begin();
    const bad = { nonce: m.nonce(), reason: 'spoilt', cards: new Uint8Array(65).fill(4) } as const;
    expect(failureOf(() => m.staff('cards-voided', bad))).toEqual(['V02', 'entry-malformed']);
  });

  it('V03 comes before V04, and a trustee who is none passes V03', () => {
    const m = meeting().begin();
    const unsigned = (type: 'tally-ready' | 'trustee-commit', trustee: number): Uint8Array =>
      encodeEntry(
        type,
        utf8(
          type === 'tally-ready'
            ? `{"trustee":${trustee},"size":1,"root":"${'A'.repeat(43)}"}`
            : `{"trustee":${trustee},"commit":"${'A'.repeat(43)}"}`,
        ),
        [{ key: 'trustee-1', sig: new Uint8Array(97) }],
      );
    expect(failureOf(() => m.append(unsigned('tally-ready', 1)))).toEqual(['V03', 'entry-out-of-order']);
    expect(failureOf(() => m.append(unsigned('trustee-commit', 99)))).toEqual(['V04', 'signature-invalid']);
  });

  it('V03 nothing but attestations after the result', () => {
    const m = meeting().wholeMeeting();
    const third = m.entries.map(typeOf).lastIndexOf('decryption');
    const early = m.resume({}, third).result();
    const entry = m.entries[third]!;
    expect(failureOf(() => early.append(entry))).toEqual(['V03', 'entry-out-of-order']);
    const cancelled = { nonce: m.nonce(), reason: 'other', text: '' } as const;
    expect(failureOf(() => early.staff('cancelled', cancelled))).toEqual(['V03', 'entry-out-of-order']);
    expect(failureOf(() => early.attest())).toBe('passed');
  });
});

describe('signatures of staff in the new types', () => {
  it('card-replaced signed by the issuer instead of the organizer', () => {
    const m = toOpened();
    const card = m.cards.get('A')![0]!.pk;
    const good = decodeEntry(m.staffEntry('card-replaced', { nonce: m.nonce(), card, reason: 'lost', text: '' }));
    const sig = signBody(suite, 'card-replaced', good.bodyBytes, m.replay.state.manifestHash, m.issuer.secret, systemRandom);
    const forged = encodeEntry('card-replaced', good.bodyBytes, [{ key: 'organizer', sig }, good.sigs[1]!]);
    expect(failureOf(() => m.append(forged))).toEqual(['V04', 'signature-invalid']);
    expect(concat(card).length).toBe(65);
    expect(decodeCastBallot(m.ballot('A', m.cards.get('A')![0]!, marks)).type).toBe('ballot');
  });
});
