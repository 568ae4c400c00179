import { describe, expect, it } from 'vitest';
import { type AuditedBallot, decodeAuditedBallot, encodeAuditedBallot, encodeCastBallot } from './ballot-body.ts';
import type { BodyOf } from './entry-bodies.ts';
import { failureOf, toOpened } from './testing/altered-meeting.ts';
import type { SimulatedMeeting } from './testing/simulated-meeting.ts';

const marks = [{ options: [0] }, { options: [1] }];

describe('audited ballots', () => {
  const open = toOpened();
  const [first, second] = open.cards.get('A')!;
  const entry = open.audit('A', first!, marks);
  const failing = (...entries: Uint8Array[]): [string, string] | 'passed' =>
    failureOf(() => {
      const m = open.resume();
      for (const one of entries) m.append(one);
      m.replay.proveBallots();
    });
  /** The audit with another opening, signed anew by nobody: only what does not depend on the signature can be seen. */
  const opening = (change: (opening: AuditedBallot['opening']) => Partial<AuditedBallot['opening']>): Uint8Array => {
    const audited = decodeAuditedBallot(entry);
    return encodeAuditedBallot({ ...audited, opening: { ...audited.opening, ...change(audited.opening) } });
  };

  it('are accepted, count nothing, and leave the card free to vote', () => {
    const m = open.resume();
    m.append(entry);
    m.append(open.audit('A', first!, marks));
    m.append(open.ballot('A', first!, marks));
    m.replay.proveBallots();
    expect([m.replay.state.audits.length, m.replay.state.ballots.length]).toEqual([2, 1]);
  });

  it('V02 an opening that is none', () => {
    expect(failing(opening(({ b }) => ({ b: b.map(() => 2) })))).toEqual(['V02', 'entry-malformed']);
    expect(failing(opening(({ r }) => ({ r: new Uint8Array(r.length).fill(0xff) })))).toEqual(['V02', 'entry-malformed']);
    expect(failing(opening(() => ({ texts: ['x'] })))).toEqual(['V02', 'entry-malformed']);
  });

  it('V26 an opening that the card did not sign, and an audit that is cast', () => {
    expect(failing(opening(({ b }) => ({ b: b.map((bit) => 1 - bit) })))).toEqual(['V26', 'signature-invalid']);
    const { opening: _, type, ...rest } = decodeAuditedBallot(entry);
    expect([type, failing(encodeCastBallot({ type: 'ballot', ...rest }))]).toEqual(['ballot-audited', ['V26', 'signature-invalid']]);
  });

  it('V18 to V22 as for a ballot', () => {
    expect(failing(open.ballot('A', first!, marks), open.audit('A', first!, marks))).toEqual(['V19', 'already-cast']);
    const voided = open.staffEntry('cards-voided', { nonce: open.nonce(), reason: 'spoilt', cards: first!.pk });
    expect(failing(voided, entry)).toEqual(['V18', 'card-voided']);
    expect(failing(open.audit('A', open.cards.get('B-r')![0]!, marks))).toEqual(['V20', 'wrong-contests']);
    const audited = decodeAuditedBallot(entry);
    const f = audited.f.slice();
    f[31]! ^= 1;
    expect(failing(encodeAuditedBallot({ ...audited, f }))).toEqual(['V22', 'proof-invalid']);
  });

  it('V21 a tracker or commitment that was audited cannot be cast', () => {
    const m = open.resume();
    m.append(entry);
    expect(failing(entry, entry)).toEqual(['V21', 'repeated-value']);
  });

  it('V16 a card with an audit cannot be voided', () => {
    const voided = open.staffEntry('cards-voided', { nonce: open.nonce(), reason: 'spoilt', cards: first!.pk });
    expect(failing(entry, voided)).toEqual(['V16', 'voided-rule']);
  });

  it('V27 a challenge card has an audit, no ballot and no replacement, and was not handed out', () => {
    const with_ = (...entries: Uint8Array[]): SimulatedMeeting => {
      const m = open.resume();
      for (const one of entries) m.append(one);
      return m;
    };
    expect(failureOf(() => with_(entry).close([first!]))).toBe('passed');
    expect(failureOf(() => with_(entry).close([second!]))).toEqual(['V27', 'closed-differs']);
    expect(failureOf(() => with_(entry, open.ballot('A', first!, marks)).close([first!]))).toEqual(['V27', 'closed-differs']);
    const altered = open.resume({
      alter: (type, body) =>
        type === 'closed' ? { ...body, counts: (body as BodyOf<'closed'>).counts.map((row) => ({ ...row, handedOut: row.cards })) } : body,
    });
    altered.append(entry);
    expect(failureOf(() => altered.close([first!]))).toEqual(['V27', 'closed-differs']);
  });
});
