import { describe, expect, it } from 'vitest';
import { decodeEntry, encodeEntry } from './entry-envelope.ts';
import { failureOf, meeting, toOpened } from './testing/altered-meeting.ts';

const marks = [{ options: [0] }, { options: [1] }];

describe('replaced cards', () => {
  const open = toOpened();
  const [spare, other] = open.cards.get('B')!;
  const replaced = (pk: Uint8Array): Uint8Array =>
    open.staffEntry('card-replaced', { nonce: open.nonce(), card: pk, reason: 'lost', text: '' });
  const failing = (...entries: Uint8Array[]): [string, string] | 'passed' =>
    failureOf(() => {
      const m = open.resume();
      for (const one of entries) m.append(one);
    });

  it('are named once and may vote', () => {
    const vote = open.ballot('B', spare!, marks);
    expect(failing(replaced(spare!.pk), vote)).toBe('passed');
    expect(failing(replaced(spare!.pk), replaced(other!.pk))).toBe('passed');
  });

  it('V39 twice, unknown, voided, used or audited', () => {
    const bad = ['V39', 'replacement-invalid'];
    expect(failing(replaced(spare!.pk), replaced(spare!.pk))).toEqual(bad);
    expect(failing(replaced(meeting({ seed: 'other' }).begin().issueCards().cards.get('A')![0]!.pk))).toEqual(bad);
    const voided = open.staffEntry('cards-voided', { nonce: open.nonce(), reason: 'spoilt', cards: spare!.pk });
    expect(failing(voided, replaced(spare!.pk))).toEqual(bad);
    expect(failing(open.ballot('B', spare!, marks), replaced(spare!.pk))).toEqual(bad);
    expect(failing(open.audit('B', spare!, marks), replaced(spare!.pk))).toEqual(bad);
  });

  it('V03 before cards and after closing, V04 without the officer', () => {
    const early = meeting().begin();
    const body = { nonce: early.nonce(), card: spare!.pk, reason: 'lost', text: '' } as const;
    expect(failureOf(() => early.staff('card-replaced', body))).toEqual(['V03', 'entry-out-of-order']);
    const m = open.resume().close();
    expect(failureOf(() => m.append(replaced(spare!.pk)))).toEqual(['V03', 'entry-out-of-order']);
    const { bodyBytes, sigs } = decodeEntry(replaced(spare!.pk));
    expect(failing(encodeEntry('card-replaced', bodyBytes, sigs.slice(0, 1)))).toEqual(['V04', 'signature-invalid']);
  });
});
