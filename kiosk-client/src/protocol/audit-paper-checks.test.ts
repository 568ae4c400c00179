import { describe, expect, it } from 'vitest';
import { type AuditedBallot, decodeAuditedBallot, decodeCastBallot, encodeAuditedBallot, encodeCastBallot } from './ballot-body.ts';
import { concat, utf8 } from './bytes.ts';
import type { BodyOf, Contest } from './entry-bodies.ts';
import { decodeEntry, encodeEntry, signBody } from './entry-envelope.ts';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { failureOf, meeting, type Plan, toOpened } from './testing/altered-meeting.ts';
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

describe('paper counts', () => {
  const attendance = (state: SimulatedMeeting) =>
    state.replay.state.manifest.categories.map(({ id }) => ({ category: id, expected: 20, present: 15 }));
  const alter: NonNullable<Plan['alter']> = (type, body) =>
    type === 'opened' || type === 'closed' ? { ...body, attendance: attendance(paperless) } : body;
  const paperless = toOpened();
  const closed = toOpened({ withTellers: true, alter }).vote().close();
  const good: BodyOf<'paper-count'> = {
    nonce: new Uint8Array(16),
    forms: [
      { category: 'a', handedOut: 3, returned: 3, invalid: 1 },
      { category: 'b', handedOut: 2, returned: 1, invalid: 0 },
    ],
    contests: [
      { id: 'p1', ballots: 3, invalid: 0, options: [2, 0, 0], abstain: 1 },
      { id: 'p2', ballots: 2, invalid: 1, options: [2, 1] },
    ],
  };
  const counted = (change: Partial<BodyOf<'paper-count'>>): Uint8Array => closed.staffEntry('paper-count', { ...good, ...change });
  const failing = (...entries: Uint8Array[]): [string, string] | 'passed' =>
    failureOf(() => {
      const m = closed.resume();
      for (const one of entries) m.append(one);
    });

  it('are accepted once, before the first decryption', () => {
    expect(failing(counted({}))).toBe('passed');
    expect(failing(counted({}), counted({}))).toEqual(['V03', 'entry-out-of-order']);
    expect(failureOf(() => closed.resume().trusteesAct().append(counted({})))).toEqual(['V03', 'entry-out-of-order']);
  });

  it('V03 in a meeting without tellers', () => {
    const m = toOpened().close();
    expect(failureOf(() => m.staff('paper-count', good))).toEqual(['V03', 'entry-out-of-order']);
  });

  const [p1, p2] = good.contests as [BodyOf<'paper-count'>['contests'][number], BodyOf<'paper-count'>['contests'][number]];
  const [a, b] = good.forms as [BodyOf<'paper-count'>['forms'][number], BodyOf<'paper-count'>['forms'][number]];
  it.each<[string, Partial<BodyOf<'paper-count'>>]>([
    ['a category missing', { forms: [a] }],
    ['categories the other way round', { forms: [b, a] }],
    ['more invalid than returned', { forms: [{ ...a, invalid: 4 }, b] }],
    ['more returned than handed out', { forms: [{ ...a, returned: 4 }, b] }],
    ['more votes than present', { forms: [{ ...a, handedOut: 12, returned: 12 }, b] }],
    ['a contest missing', { contests: [p1] }],
    ['contests the other way round', { contests: [p2, p1] }],
    ['more ballots than valid forms', { contests: [p1, { ...p2, ballots: 3 }] }],
    ['an option missing', { contests: [{ ...p1, options: [2, 0] }, p2] }],
    ['abstentions missing', { contests: [{ id: 'p1', ballots: 3, invalid: 0, options: [2, 0, 1] }, p2] }],
    ['abstentions where there are none', { contests: [p1, { ...p2, abstain: 0 }] }],
    ['write-ins where there are none', { contests: [p1, { ...p2, writeIns: [] }] }],
    ['an option over the ballots', { contests: [p1, { ...p2, options: [3, 0] }] }],
    ['too few marks', { contests: [{ ...p1, abstain: 0 }, p2] }],
    ['too many marks', { contests: [{ ...p1, abstain: 2 }, p2] }],
  ])('V38 %s', (_, change) => {
    expect(failing(counted(change))).toEqual(['V38', 'paper-count-differs']);
  });

  it('V04 one teller twice, or tellers in the other order', () => {
    const { bodyBytes, sigs } = decodeEntry(counted({}));
    const [one, two, officer] = sigs as [(typeof sigs)[number], (typeof sigs)[number], (typeof sigs)[number]];
    for (const wrong of [
      [one, one, officer],
      [two, one, officer],
      [one, two],
      [one, { key: 'officer-1', sig: two.sig }, officer],
    ]) {
      expect(failing(encodeEntry('paper-count', bodyBytes, wrong))).toEqual(['V04', 'signature-invalid']);
    }
  });
});

describe('kinds of contests', () => {
  const base: Contest = {
    id: 'g1',
    title: '示例干部1',
    position: '副处级',
    kind: 'grade',
    subject: 's1',
    options: ['优秀', '称职', '不了解'].map((name, i) => ({ id: String(i), name, detail: '' })),
    slots: 0,
    min: 1,
    max: 1,
    abstain: false,
  };
  const vote: Contest = { ...base, id: 'v1', kind: 'vote', abstain: true };
  const judge = (...contests: Contest[]) => failureOf(() => meeting({ contests }).begin());

  it('are accepted: grades in several dimensions, a vote, choices', () => {
    const plain = { ...base };
    delete (plain as { kind?: string }).kind;
    delete (plain as { subject?: string }).subject;
    expect(judge(base, { ...base, id: 'g2', dimension: '德' }, vote, { ...plain, id: 'c' })).toBe('passed');
  });

  it.each<[string, readonly Contest[]]>([
    ['a grade with write-in slots', [{ ...base, slots: 1 }]],
    ['a grade with min 0', [{ ...base, min: 0 }]],
    ['a grade with max 2', [{ ...base, max: 2 }]],
    ['a grade with an abstain bit', [{ ...base, abstain: true }]],
    ['a grade with one option', [{ ...base, options: base.options.slice(1, 2) }]],
    ['a vote without abstain bit', [{ ...vote, abstain: false }]],
    ['a vote with a dimension', [{ ...vote, dimension: '德' }]],
    ['two votes on one subject', [vote, { ...vote, id: 'v2' }]],
    ['two grades of one subject in one dimension', [base, { ...base, id: 'g2' }]],
    ['two grades of one subject under two names', [base, { ...base, id: 'g2', dimension: '德', title: '示例干部2' }]],
    ['two grades of one subject in two positions', [base, { ...base, id: 'g2', dimension: '德', position: '' }]],
  ])('V08 %s', (_, contests) => {
    expect(judge(...contests)).toEqual(['V08', 'contests-rule']);
  });

  it('V08 a grade without subject, a choice with subject or dimension', () => {
    const { subject: _, ...rest } = base;
    expect(judge(rest)).toEqual(['V08', 'contests-rule']);
    const { kind: __, ...choice } = base;
    expect(judge(choice)).toEqual(['V08', 'contests-rule']);
    expect(judge({ ...choice, dimension: '德' })).toEqual(['V08', 'contests-rule']);
  });
});

describe('witnessed tallies', () => {
  const witnessed = meeting({ manifest: { tallyQuorum: 'witnessed', witnessQuorum: 1 } }).wholeMeeting();
  const report = (checkpoint: string) => checkRecord(witnessed.entries, { checkpoint, random: systemRandom });

  it('need t ready trustees, and a cosigned last checkpoint (V34)', () => {
    expect(report(witnessed.cosignedCheckpoint())).toMatchObject({ verdict: 'holds', failure: null });
    expect(report(witnessed.checkpoint())).toMatchObject({ verdict: 'incomplete', failure: { check: 'V34' } });
  });

  it('V40 a cosignature that does not verify', () => {
    const note = witnessed.cosignedCheckpoint();
    const other = witnessed.cosignedCheckpoint(1_780_000_001).trimEnd().split('\n').pop()!;
    expect(report(`${note}${other}\n`)).toMatchObject({ verdict: 'fails', failure: { check: 'V40', code: 'cosignature-invalid' } });
  });

  it('V07 more witnesses than officers, one teller, sixteen officers', () => {
    const rule = ['V07', 'manifest-rule'];
    expect(failureOf(() => meeting({ manifest: { witnessQuorum: 2 } }).begin())).toEqual(rule);
    const m = meeting();
    const teller = { name: 'x', key: m.tellers[0]!.publicKey };
    expect(failureOf(() => meeting({ manifest: { tellers: [teller] } }).begin())).toEqual(rule);
    const officers = Array.from({ length: 16 }, (_, i) => ({ name: `x${i}`, key: meeting({ seed: `o${i}` }).officer.publicKey }));
    expect(failureOf(() => meeting({ manifest: { officers } }).begin())).toEqual(rule);
    expect(failureOf(() => meeting({ manifest: { tellers: [] } }).begin())).toEqual(['V02', 'entry-malformed']);
  });
});

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

const typeOf = (entry: Uint8Array): string => /^{"type":"([a-z-]+)"/.exec(new TextDecoder().decode(entry))![1]!;

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
