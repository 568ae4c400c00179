import { describe, expect, it } from 'vitest';
import { decodeCastBallot, encodeCastBallot } from './ballot-body.ts';
import { prepareBundle } from './ballot-bundle.ts';
import { sealBallot } from './ballot-seal.ts';
import { concat, utf8 } from './bytes.ts';
import { cardKey } from './card.ts';
import { CheckFailure } from './check-failure.ts';
import { originOf, signCheckpoint } from './checkpoint.ts';
import { encodePoint, encodeScalar } from './encoding.ts';
import type { BodyOf, EntryType } from './entry-bodies.ts';
import { decodeEntry, encodeBody, encodeEntry, signTrusteeEntry } from './entry-envelope.ts';
import { timesBase } from './group.ts';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { BallotFailure } from './record-replay.ts';
import { currentTree } from './replay-state.ts';
import { makeStaffKey } from './staff-signature.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { scriptedRandom } from './testing/scripted-random.ts';
import { SimulatedMeeting, type SimulationPlan } from './testing/simulated-meeting.ts';
import { commitTo, makePolynomial, makeTrusteeKey } from './trustee-key.ts';
import { makeComplaint } from './trustee-shares.ts';

type Plan = Omit<SimulationPlan, 'suite'>;
const meeting = (plan: Plan = {}): SimulatedMeeting => new SimulatedMeeting({ suite, ...plan });
const toOpened = (plan: Plan = {}): SimulatedMeeting => meeting(plan).begin().trusteesAct().issueCards().open();

/** Check and code of the failure that `work` runs into. */
function failureOf(work: () => unknown): [string, string] | 'passed' {
  try {
    work();
    return 'passed';
  } catch (error) {
    if (error instanceof CheckFailure) return [error.check, error.code];
    throw error;
  }
}

/** Alters bodies of one type. */
function altering<T extends EntryType>(type: T, change: (body: BodyOf<T>) => Partial<BodyOf<T>>): Plan {
  const alter = <U extends EntryType>(of: U, body: BodyOf<U>): BodyOf<U> =>
    (of as string) === type ? { ...body, ...change(body as unknown as BodyOf<T>) } : body;
  return { alter };
}

/** An entry of trustee i over any body. */
function byTrustee<T extends EntryType>(m: SimulatedMeeting, i: number, type: T, body: BodyOf<T>): Uint8Array {
  return signTrusteeEntry(suite, type, encodeBody(type, body), m.replay.state.manifestHash, i, m.files[i - 1]!.k, systemRandom);
}

const zero32 = new Uint8Array(32);
const whole = meeting().wholeMeeting();

describe('form, order and signatures', () => {
  const [manifest, contests] = whole.entries as [Uint8Array, Uint8Array];
  const run = (...entries: Uint8Array[]): [string, string] | null => {
    const { failure } = checkRecord(entries, { random: systemRandom });
    return failure === null ? null : [failure.check, failure.code];
  };

  it('V05 nothing at all', () => expect(run()).toEqual(['V05', 'checkpoint-invalid']));
  it('V02 white space', () => expect(run(manifest, utf8(`${new TextDecoder().decode(contests)} `))).toEqual(['V02', 'entry-malformed']));
  it('V02 not JSON', () => expect(run(utf8('{"type":"manifest",'))).toEqual(['V02', 'entry-malformed']));
  it('V02 an unknown type', () => expect(run(manifest, utf8('{"type":"other","x":1}'))).toEqual(['V02', 'entry-malformed']));
  it('V03 no manifest first', () => expect(run(contests, manifest)).toEqual(['V03', 'entry-out-of-order']));
  it('V03 a second manifest', () => expect(run(manifest, manifest)).toEqual(['V03', 'entry-out-of-order']));
  it('V03 every truncation in the middle', () => {
    for (const left of [3, 6, 9, 12]) {
      const [check] = run(...whole.entries.slice(0, left), ...whole.entries.slice(left + 1))!;
      expect(['V03', 'V12', 'V14', 'V17']).toContain(check);
    }
  });

  const decoded = decodeEntry(contests);
  const resigned = (sigs: typeof decoded.sigs): Uint8Array => encodeEntry('contests', decoded.bodyBytes, sigs);
  it('V04 a changed signature', () => {
    const sig = decoded.sigs[0]!.sig.slice();
    sig[7]! ^= 1;
    expect(run(manifest, resigned([{ key: 'organizer', sig }]))).toEqual(['V04', 'signature-invalid']);
  });
  it('V04 missing, extra or other signers', () => {
    const [own] = decoded.sigs as [(typeof decoded.sigs)[number]];
    for (const sigs of [[], [own, own], [{ ...own, key: 'issuer' }], [{ ...own, key: 'officer-1' }]]) {
      expect(run(manifest, resigned(sigs))).toEqual(['V04', 'signature-invalid']);
    }
  });
  it('V04 a manifest hash of another meeting', () => {
    const other = meeting({ seed: 'other' }).begin();
    expect(run(other.entries[0]!, contests)).toEqual(['V04', 'signature-invalid']);
  });
});

describe('checkpoint and anchors', () => {
  const options = { checkpoint: whole.checkpoint(), random: systemRandom };
  const run = (more: object): string | undefined => checkRecord(whole.entries, { ...options, ...more }).failure?.check;
  const origin = originOf(whole.meeting);

  it('V05 a shorter tree, another root, another key', () => {
    const { size, root } = currentTree(whole.replay.state);
    const note = (tree: object, key = whole.server): string =>
      signCheckpoint(suite, { origin, size, root, ...tree }, origin, key, systemRandom);
    expect(run({ checkpoint: note({ size: size - 1, root: whole.replay.state.roots[size - 1] }) })).toBe('V05');
    expect(run({ checkpoint: note({ root: zero32 }) })).toBe('V05');
    expect(run({ checkpoint: note({}, makeStaffKey(suite, systemRandom)) })).toBe('V05');
    expect(run({})).toBeUndefined();
  });

  it('V06 another manifest, organizer or noted checkpoint', () => {
    expect(run({ manifestHash: zero32 })).toBe('V06');
    expect(run({ fingerprint: new Uint8Array(12) })).toBe('V06');
    expect(run({ notedCheckpoint: signCheckpoint(suite, { origin, size: 5, root: zero32 }, origin, whole.server, systemRandom) })).toBe(
      'V06',
    );
    const early = { origin, size: 5, root: whole.replay.state.roots[5]! };
    expect(run({ notedCheckpoint: signCheckpoint(suite, early, origin, whole.server, systemRandom) })).toBeUndefined();
  });
});

describe('manifest and contests', () => {
  it.each<[string, Partial<BodyOf<'manifest'>>]>([
    ['threshold 1', { threshold: 1 }],
    ['threshold = n not acknowledged', { threshold: 3 }],
    ['threshold over n', { threshold: 4 }],
    ['no category', { categories: [] }],
    [
      'a category twice',
      {
        categories: [
          { id: 'a', name: 'x' },
          { id: 'a', name: 'y' },
        ],
      },
    ],
    ['minGroupSize 2', { minGroupSize: 2 }],
    ['no officer', { officers: [] }],
    ['quorum 3 of 2', { quorum: { need: 3, of: 2 } }],
    ['a staff key of no use', { server: { key: new Uint8Array(32) } }],
  ])('V07 %s', (_, manifest) => {
    expect(failureOf(() => meeting({ manifest }).begin())).toEqual(['V07', 'manifest-rule']);
  });

  it('V02 marks out of order', () => {
    expect(failureOf(() => meeting({ manifest: { marks: ['simulated', 'demo'] } }).begin())).toEqual(['V02', 'entry-malformed']);
  });

  it('V07 one key for two roles', () => {
    const { alter } = altering('manifest', ({ organizer }) => ({ issuer: organizer }));
    expect(failureOf(() => meeting({ alter: alter! }).begin())).toEqual(['V07', 'manifest-rule']);
  });

  it.each([
    ['no option', { options: [] }],
    ['max over the options', { max: 9 }],
    ['min over max', { min: 2, max: 1 }],
    ['abstention with min 0', { min: 0, abstain: true }],
    [
      'an option twice',
      {
        options: [
          { id: '1', name: 'x', detail: '' },
          { id: '1', name: 'y', detail: '' },
        ],
      },
    ],
    [
      'the same name and detail',
      {
        options: [
          { id: '1', name: 'x', detail: '' },
          { id: '2', name: 'x', detail: '' },
        ],
      },
    ],
  ])('V08 %s', (_, change) => {
    const plan = altering('contests', ({ contests }) => ({ contests: [{ ...contests[0]!, ...change }] }));
    expect(failureOf(() => meeting(plan).begin())).toEqual(['V08', 'contests-rule']);
  });
});

describe('ceremony', () => {
  /** Every trustee's commit and, from the given one on, other key bodies than planned. */
  function withKeys(change: (body: BodyOf<'trustee-key'>) => BodyOf<'trustee-key'>, commitToChanged: boolean): SimulatedMeeting {
    const m = meeting().begin();
    const { manifestHash, manifest } = m.replay.state;
    const bodies = m.files.map(({ k }, i) => {
      const identity = { suite, manifestHash, trustee: i + 1, k };
      const bytes = makeTrusteeKey(identity, manifest.trustees[i]!.name, makePolynomial(suite, manifest.threshold, m.random), m.random);
      const body = JSON.parse(new TextDecoder().decode(bytes)) as object;
      expect(Object.keys(body)).toContain('nonce');
      return decodeEntry(signTrusteeEntry(suite, 'trustee-key', bytes, manifestHash, i + 1, k, m.random)).body as BodyOf<'trustee-key'>;
    });
    const changed = bodies.map(change);
    bodies.forEach((body, i) => {
      const committed = encodeBody('trustee-key', commitToChanged ? changed[i]! : body);
      m.append(
        byTrustee(m, i + 1, 'trustee-commit', { trustee: i + 1, commit: commitTo(suite, manifestHash, i + 1, body.nonce, committed) }),
      );
    });
    m.append(byTrustee(m, 1, 'trustee-key', changed[0]!));
    return m;
  }

  const swappedA = (body: BodyOf<'trustee-key'>) => ({ ...body, A: concat(body.A.subarray(65), body.A.subarray(0, 65)) });

  it('V09 a key that the commit did not hide', () => {
    expect(failureOf(() => withKeys(swappedA, false))).toEqual(['V09', 'commit-differs']);
  });

  it('V10 a key without proof, with a further coefficient, or with another name', () => {
    expect(failureOf(() => withKeys(swappedA, true))).toEqual(['V10', 'trustee-key-invalid']);
    const longer = (body: BodyOf<'trustee-key'>) => ({ ...body, A: concat(body.A, body.A.subarray(0, 65)) });
    expect(failureOf(() => withKeys(longer, true))).toEqual(['V10', 'trustee-key-invalid']);
    expect(failureOf(() => withKeys((body) => ({ ...body, name: 'x' }), true))).toEqual(['V10', 'trustee-key-invalid']);
    expect(failureOf(() => withKeys((body) => body, true))).toBe('passed');
  });

  /** The whole ceremony's entries, to be replayed up to some place. */
  const complete = meeting().begin().trusteesAct();
  const upTo = (type: EntryType): SimulatedMeeting => {
    const m = meeting();
    for (const entry of complete.entries) {
      if (decodeEntry(entry).type === type) break;
      m.append(entry);
    }
    m.files = complete.files.map((file) => file);
    return m;
  };
  const first = <T extends EntryType>(type: T): BodyOf<T> =>
    complete.entries.map(decodeEntry).find((entry) => entry.type === type)!.body as unknown as BodyOf<T>;

  it('V11 too few shares, or a used E', () => {
    const shares = first('trustee-shares');
    const short = { ...shares, c: shares.c.subarray(32) };
    expect(failureOf(() => upTo('trustee-shares').append(byTrustee(complete, 1, 'trustee-shares', short)))).toEqual([
      'V11',
      'trustee-shares-invalid',
    ]);
    const stale = { ...shares, E: complete.replay.state.keys.trustees[0]! };
    expect(failureOf(() => upTo('trustee-shares').append(byTrustee(complete, 1, 'trustee-shares', stale)))).toEqual([
      'V11',
      'trustee-shares-invalid',
    ]);
  });

  it('V12 another h or tree', () => {
    const ready = first('trustee-ready');
    for (const change of [{ h: encodePoint(timesBase(suite, 3n)) }, { root: zero32 }, { size: ready.size - 1 }]) {
      const entry = byTrustee(complete, 1, 'trustee-ready', { ...ready, ...change });
      expect(failureOf(() => upTo('trustee-ready').append(entry))).toEqual(['V12', 'ready-differs']);
    }
  });

  it('V13 a complaint without proof; a proven one ends the ceremony and names who is at fault', () => {
    const m = upTo('trustee-ready');
    const { state } = m.replay;
    const identity = { suite, manifestHash: state.manifestHash, trustee: 2, k: m.files[1]!.k };
    const bytes = makeComplaint(identity, state.shares.get(1)!, systemRandom);
    const entry = signTrusteeEntry(suite, 'trustee-complaint', bytes, state.manifestHash, 2, m.files[1]!.k, systemRandom);
    const body = decodeEntry(entry).body as BodyOf<'trustee-complaint'>;
    const forged = byTrustee(m, 2, 'trustee-complaint', { ...body, S: encodePoint(timesBase(suite, 5n)) });
    expect(failureOf(() => upTo('trustee-ready').append(forged))).toEqual(['V13', 'complaint-invalid']);
    m.append(entry);
    expect([state.ended, state.faulty]).toEqual(['aborted', 2]);
    expect(failureOf(() => m.append(byTrustee(complete, 1, 'trustee-ready', first('trustee-ready'))))).toEqual([
      'V03',
      'entry-out-of-order',
    ]);
  });

  it('V14 a rehearsal with another response or tree', () => {
    const rehearsal = first('rehearsal');
    for (const change of [{ z: encodeScalar(1n) }, { root: zero32 }]) {
      const entry = byTrustee(complete, 1, 'rehearsal', { ...rehearsal, ...change });
      expect(failureOf(() => upTo('rehearsal').append(entry))).toEqual(['V14', 'rehearsal-invalid']);
    }
  });
});

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

describe('closing and tally', () => {
  const voted = toOpened().vote();

  it.each<[string, (body: BodyOf<'closed'>) => Partial<BodyOf<'closed'>>]>([
    ['another root', () => ({ root: zero32 })],
    ['another size', ({ size }) => ({ size: size - 1 })],
    ['another countedRoot', () => ({ countedRoot: zero32 })],
    ['one ballot less', ({ counts }) => ({ counts: counts.map((row) => ({ ...row, ballots: row.ballots - 1 })) })],
    ['fewer handed out than ballots', ({ counts }) => ({ counts: counts.map((row) => ({ ...row, handedOut: row.ballots - 1 })) })],
    ['more handed out than cards', ({ counts }) => ({ counts: counts.map((row) => ({ ...row, handedOut: row.cards + 1 })) })],
    ['fewer present than ballots', ({ attendance }) => ({ attendance: attendance.map((row) => ({ ...row, present: 1 })) })],
  ])('V27 %s', (_, change) => {
    expect(failureOf(() => voted.resume(altering('closed', change)).close())).toEqual(['V27', 'closed-differs']);
  });

  const closed = voted.resume().close();
  const afterClosing = (): SimulatedMeeting => closed.resume();

  it('V28 another tree', () => {
    const m = afterClosing();
    const { size } = m.replay.state.closed!.after;
    expect(failureOf(() => m.append(byTrustee(m, 1, 'tally-ready', { trustee: 1, size, root: zero32 })))).toEqual([
      'V28',
      'tally-ready-differs',
    ]);
  });

  const tallied = afterClosing().trusteesAct();
  const decryption = tallied.entries
    .slice(closed.entries.length)
    .map(decodeEntry)
    .find(({ type }) => type === 'decryption')!.body as BodyOf<'decryption'>;

  it('V29 a decryption before the quorum, of another phase or tree', () => {
    expect(failureOf(() => afterClosing().append(byTrustee(tallied, 1, 'decryption', decryption)))).toEqual(['V29', 'tally-quorum']);
    const changes: [Partial<BodyOf<'decryption'>>, string[]][] = [
      [{ phase: 2 }, ['V03', 'entry-out-of-order']],
      [{ phase: 3 }, ['V29', 'tally-quorum']],
      [{ root: zero32 }, ['V29', 'tally-quorum']],
    ];
    for (const [change, expected] of changes) {
      const m = afterClosing();
      const { size, root } = m.replay.state.closed!.after;
      for (const i of [1, 2, 3]) m.append(byTrustee(m, i, 'tally-ready', { trustee: i, size, root }));
      expect(failureOf(() => m.append(byTrustee(tallied, 1, 'decryption', { ...decryption, ...change })))).toEqual(expected);
    }
    // Also of a trustee who has made phase 1 already: it is not that phase a second time.
    const third = () => tallied.resume().append(byTrustee(tallied, 1, 'decryption', { ...decryption, phase: 3 }));
    expect(failureOf(third)).toEqual(['V29', 'tally-quorum']);
  });

  it('V30 another list of items, or no proof', () => {
    for (const change of [{ d: decryption.d.subarray(65) }, { z: encodeScalar(2n) }]) {
      const m = afterClosing();
      const { size, root } = m.replay.state.closed!.after;
      for (const i of [1, 2, 3]) m.append(byTrustee(m, i, 'tally-ready', { trustee: i, size, root }));
      expect(failureOf(() => m.append(byTrustee(tallied, 1, 'decryption', { ...decryption, ...change })))).toEqual([
        'V30',
        'decryption-invalid',
      ]);
    }
  });

  it('V31 other counts or another salt', () => {
    const plans = [
      altering('result', () => ({ salt: zero32 })),
      altering('result', ({ contests }) => ({
        contests: contests.map((c) => ({ ...c, groups: c.groups.map((g) => ({ ...g, options: g.options.map(() => 1) })) })),
      })),
    ];
    for (const plan of plans) {
      expect(failureOf(() => tallied.resume(plan).result())).toEqual(['V31', 'result-differs']);
    }
  });

  it('V33 an attestation over a tree that never was', () => {
    const m = tallied.result();
    const body = { nonce: m.nonce(), verdict: 'verified', size: 3, root: zero32, text: '' } as const;
    expect(failureOf(() => m.staff('attestation', body))).toEqual(['V33', 'attestation-differs']);
  });

  it('V34 an incomplete record', () => {
    const report = (entries: Uint8Array[]) => checkRecord(entries, { random: systemRandom });
    expect(report(closed.entries)).toMatchObject({ verdict: 'incomplete', failure: { check: 'V34', code: 'incomplete' } });
    expect(report(whole.entries)).toMatchObject({ verdict: 'holds', failure: null });
  });

  it('a cancelled meeting takes no decryption (only attestations)', () => {
    const m = afterClosing();
    m.staff('cancelled', { nonce: m.nonce(), reason: 'quorum', text: '' });
    expect(m.trusteesAct().entries.length).toBe(closed.entries.length + 1);
    expect(failureOf(() => m.append(byTrustee(m, 1, 'tally-ready', { trustee: 1, size: 1, root: zero32 })))).toEqual([
      'V03',
      'entry-out-of-order',
    ]);
  });
});
