import { describe, expect, it } from 'vitest';
import { verifyAudit } from './ballot-audit.ts';
import { type BallotContext, decodeAuditedBallot, decodeCastBallot, encodeAuditedBallot, encodeCastBallot } from './ballot-body.ts';
import { prepareBundle } from './ballot-bundle.ts';
import { ballotElements, ballotEquations, type SignedProof } from './ballot-equations.ts';
import { type SealedBallot, sealBallot } from './ballot-seal.ts';
import { explainBallot, findBadBallots, verifyBallot } from './ballot-verify.ts';
import { equalBytes, toHex, utf8 } from './bytes.ts';
import { cardKey } from './card.ts';
import type { ContestChoice } from './choices.ts';
import { decodePoint, encodePoint, encodeScalar } from './encoding.ts';
import { timesBase } from './group.ts';
import { type ContestShape, layoutOf } from './layout.ts';
import { systemRandom } from './random.ts';
import { type Point, type Suite, suites } from './suite.ts';
import { scriptedRandom } from './testing/scripted-random.ts';

const shapes: ContestShape[] = [
  { index: 0, options: 4, slots: 0, abstain: true, min: 1, max: 2 },
  { index: 2, options: 3, slots: 1, abstain: false, min: 0, max: 2 },
  { index: 3, options: 1, slots: 0, abstain: false, min: 1, max: 1 },
];
const withoutSlots: ContestShape[] = [{ index: 0, options: 5, slots: 0, abstain: false, min: 0, max: 3 }];
const choices: ContestChoice[] = [{ options: [1] }, { options: [0], writeIns: ['示例干部31'] }, { options: [0] }];

function contextOf(suite: Suite, contests = shapes, classId = 'A'): BallotContext {
  return {
    suite,
    manifestHash: suite.hash(utf8('manifest')),
    openedHash: suite.hash(utf8('opened')),
    h: timesBase(suite, 123456789n),
    classId,
    layout: layoutOf(contests),
  };
}

const statedOf = (context: BallotContext, ballot: SignedProof) =>
  ballotEquations(context, ballot, ballotElements(context.suite, ballot), 'cast');

function seal(context: BallotContext, marks = choices, seed = 1): SealedBallot {
  const random = scriptedRandom(`ballot ${seed} ${context.suite.name}`);
  const card = cardKey(context.suite, new Uint8Array(16).fill(seed), 'demo-meeting');
  return sealBallot(context, prepareBundle(context.suite, context.h, context.layout, random), marks, card);
}

describe.each(suites)('ballot in $name', (suite) => {
  const context = contextOf(suite);
  const sealed = seal(context);
  const entry = sealed.cast(scriptedRandom('sign'));
  const ballot = decodeCastBallot(entry);

  it('verifies, and its tracker is the one that was shown', () => {
    const result = verifyBallot(context, ballot);
    expect(result.ok && toHex(result.value.tracker)).toBe(toHex(sealed.tracker));
  });

  it('verifies without write-in slots and omits their members', () => {
    const plain = contextOf(suite, withoutSlots);
    const bytes = seal(plain, [{ options: [] }]).cast(systemRandom);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/"(textAlpha|textBeta|T3|zW)"/);
    expect(verifyBallot(plain, decodeCastBallot(bytes)).ok).toBe(true);
  });

  it('gives the stored bytes again and never signs the other domain', () => {
    expect(sealed.cast(systemRandom)).toBe(entry);
    expect(() => sealed.audit(systemRandom)).toThrow('ballot-already-finished');
  });

  it('refuses a bundle the second time (B3)', () => {
    const bundle = prepareBundle(suite, context.h, context.layout, systemRandom);
    const card = cardKey(suite, new Uint8Array(16), 'demo-meeting');
    sealBallot(context, bundle, choices, card);
    expect(bundle.used).toBe(true);
    expect(() => sealBallot(context, bundle, choices, card)).toThrow('bundle-used');
  });

  it('keeps the bundle when the choices are refused, and destroys it on discard', () => {
    const bundle = prepareBundle(suite, context.h, context.layout, systemRandom);
    const card = cardKey(suite, new Uint8Array(16), 'demo-meeting');
    const tooMany = [{ options: [0, 1, 2] }, ...choices.slice(1)];
    expect(() => sealBallot(context, bundle, tooMany, card)).toThrow('choice-too-many');
    expect(bundle.used).toBe(false);
    bundle.discard();
    expect(() => sealBallot(context, bundle, choices, card)).toThrow('bundle-used');
  });

  it('cannot be finished after an edit discarded it', () => {
    const edited = seal(context);
    edited.discard();
    expect(() => edited.cast(systemRandom)).toThrow('ballot-already-finished');
  });

  const scalarMembers = ['zA', 'zC', 'zT', 'zW', 's', 'f'] as const;
  const pointMembers = ['card', 'B', 'A', 'C', 'D', 'T1', 'T2', 'T3', 'R', 'alpha', 'beta', 'textAlpha', 'textBeta'] as const;

  it.each(scalarMembers)('refuses a changed %s', (member) => {
    const changed = new Uint8Array(ballot[member]!);
    changed[changed.length - 1]! ^= 1;
    expect(verifyBallot(context, { ...ballot, [member]: changed }).ok).toBe(false);
  });

  it.each(pointMembers)('refuses another point in %s', (member) => {
    const changed = new Uint8Array(ballot[member]!);
    changed.set(encodePoint(timesBase(suite, 77n)));
    expect(verifyBallot(context, { ...ballot, [member]: changed }).ok).toBe(false);
  });

  it.each(pointMembers)('refuses a point off the curve in %s', (member) => {
    const changed = new Uint8Array(ballot[member]!);
    changed[64]! ^= 1;
    const result = verifyBallot(context, { ...ballot, [member]: changed });
    expect(!result.ok && result.code).toBe('point-invalid');
  });

  it('refuses a scalar that is not below the group order', () => {
    const big = encodeScalar(suite.q);
    const result = verifyBallot(context, { ...ballot, zA: big });
    expect(!result.ok && result.code).toBe('scalar-invalid');
  });

  it('refuses added or missing vector elements', () => {
    for (const f of [ballot.f.subarray(32), new Uint8Array([...ballot.f, ...ballot.f.subarray(0, 32)])]) {
      const result = verifyBallot(context, { ...ballot, f });
      expect(!result.ok && result.code).toBe('wrong-contests');
    }
  });

  const others: [string, Partial<BallotContext>][] = [
    ['manifest', { manifestHash: suite.hash(utf8('another')) }],
    ['opened entry', { openedHash: suite.hash(utf8('another')) }],
    ['key h', { h: timesBase(suite, 5n) }],
    ['class', { classId: 'B' }],
    ['position of a contest', { layout: layoutOf(shapes.map((shape) => ({ ...shape, index: shape.index + 1 }))) }],
  ];
  it.each(others)('does not verify for another %s (B4)', (_, difference) => {
    expect(verifyBallot({ ...context, ...difference }, ballot).ok).toBe(false);
  });

  it('does not verify with an added predecessor', () => {
    expect(verifyBallot(context, { ...ballot, supersedes: new Uint8Array(32) }).ok).toBe(false);
  });

  it('A11 does not verify when its proof is signed by another card', () => {
    const thief = cardKey(suite, new Uint8Array(16).fill(9), 'demo-meeting');
    expect(verifyBallot(context, { ...ballot, card: thief.pk }).ok).toBe(false);
    const resealed = seal(context, choices, 9);
    const theirs = decodeCastBallot(resealed.cast(systemRandom));
    expect(verifyBallot(context, { ...theirs, alpha: ballot.alpha, beta: ballot.beta, B: ballot.B }).ok).toBe(false);
  });

  it('A12 does not verify after adding one vote, negating or re-randomising a ciphertext', () => {
    const element = (bytes: Uint8Array, i: number) => decodePoint(suite, bytes.subarray(65 * i, 65 * i + 65));
    const replaced = (bytes: Uint8Array, i: number, point: Point) => {
      const out = bytes.slice();
      out.set(encodePoint(point), 65 * i);
      return out;
    };
    const r = 31337n;
    const [alpha, beta] = [element(ballot.alpha, 0), element(ballot.beta, 0)];
    const changes = [
      { beta: replaced(ballot.beta, 0, beta.add(suite.Point.BASE)) },
      { alpha: replaced(ballot.alpha, 0, alpha.negate()), beta: replaced(ballot.beta, 0, beta.negate()) },
      { alpha: replaced(ballot.alpha, 0, alpha.add(timesBase(suite, r))), beta: replaced(ballot.beta, 0, beta.add(context.h.multiply(r))) },
      { alpha: replaced(ballot.alpha, 0, alpha.double()), beta: replaced(ballot.beta, 0, beta.double()) },
    ];
    for (const change of changes) expect(verifyBallot(context, { ...ballot, ...change }).ok).toBe(false);
  });

  it('A13 does not verify with two options swapped, proof parts and all', () => {
    const swapped = (bytes: Uint8Array, size: number) => {
      const out = bytes.slice();
      out.set(bytes.subarray(size, 2 * size), 0);
      out.set(bytes.subarray(0, size), size);
      return out;
    };
    const change = { alpha: swapped(ballot.alpha, 65), beta: swapped(ballot.beta, 65) };
    expect(verifyBallot(context, { ...ballot, ...change }).ok).toBe(false);
    expect(verifyBallot(context, { ...ballot, ...change, f: swapped(ballot.f, 32) }).ok).toBe(false);
  });

  it('A14 two cards with the same random stream have different trackers', () => {
    const bundle = () => prepareBundle(suite, context.h, context.layout, scriptedRandom('the same'));
    const trackers = [3, 4].map((seed) => {
      const card = cardKey(suite, new Uint8Array(16).fill(seed), 'demo-meeting');
      return toHex(sealBallot(context, bundle(), choices, card).tracker);
    });
    expect(new Set(trackers).size).toBe(2);
  });

  it('A08 signs the same ballot with another nonce each time, even when randomness repeats', () => {
    const stuck = () => new Uint8Array(32).fill(7);
    const first = decodeCastBallot(seal(context, choices, 1).cast(stuck));
    const second = decodeAuditedBallot(seal(context, choices, 1).audit(stuck));
    expect(equalBytes(first.R, second.R)).toBe(false);
  });

  it('does not verify as an audit', () => {
    expect(verifyBallot(context, ballot, 'audit').ok).toBe(false);
  });

  it('finds the bad ballots of a batch', () => {
    const items = [1, 2, 3, 4, 5].map((seed) => {
      const made: SignedProof = decodeCastBallot(seal(context, choices, seed).cast(systemRandom));
      const bad = seed === 2 || seed === 5;
      return { context, stated: statedOf(context, bad ? { ...made, zA: encodeScalar(9n) } : made) };
    });
    expect(findBadBallots(items, systemRandom)).toEqual([1, 4]);
    expect(findBadBallots([items[0]!, items[2]!, items[3]!], systemRandom)).toEqual([]);
    const why = explainBallot(items[1]!);
    expect(!why.ok && why.code).toBe('proof-invalid');
  });

  it('has one byte form', () => {
    expect(equalBytes(encodeCastBallot(ballot), entry)).toBe(true);
    const spaced = utf8(new TextDecoder().decode(entry).replace(',"B"', ', "B"'));
    expect(() => decodeCastBallot(spaced)).toThrow('json-not-canonical');
  });
});

describe.each(suites)('audit in $name', (suite) => {
  const context = contextOf(suite);
  const entry = seal(context).audit(scriptedRandom('sign'));

  it('opens the marks', () => {
    const result = verifyAudit(context, entry);
    if (!result.ok) throw new Error(result.detail);
    expect(result.value.bits).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 1, 1]);
    expect(result.value.texts).toEqual(['示例干部31']);
  });

  it('cannot be cast', () => {
    const { opening, type, ...rest } = decodeAuditedBallot(entry);
    expect(opening.b.length).toBe(10);
    expect(type).toBe('ballot-audited');
    expect(verifyBallot(context, rest, 'cast').ok).toBe(false);
  });

  it('holds no nonce: members are bits, their randomness and texts only, and none solves for the card key (B2)', () => {
    const audited = decodeAuditedBallot(entry);
    expect(Object.keys(audited.opening).sort()).toEqual(['b', 'r', 'textR', 'texts']);
    const all = [...audited.opening.r, ...audited.opening.textR!];
    for (let at = 0; at < all.length; at += 32) {
      const scalar = BigInt(`0x${toHex(Uint8Array.from(all.slice(at, at + 32)))}`);
      expect(equalBytes(encodePoint(timesBase(suite, scalar)), audited.R)).toBe(false);
    }
  });

  it('refuses a flipped bit, another r and another text', () => {
    const audited = decodeAuditedBallot(entry);
    const { opening } = audited;
    const flipped = { ...opening, b: opening.b.map((bit, i) => (i === 0 ? 1 - bit : bit)) };
    const otherText = { ...opening, texts: ['示例干部32'] };
    for (const changed of [flipped, otherText]) {
      const result = verifyAudit(context, encodeAuditedBallot({ ...audited, opening: changed }));
      expect(result.ok).toBe(false);
    }
  });
});

describe('A17 rules of a contest', () => {
  const suite = suites[0]!;
  const context = contextOf(suite, [{ index: 0, options: 3, slots: 0, abstain: true, min: 1, max: 2 }]);
  const card = cardKey(suite, new Uint8Array(16), 'demo-meeting');
  const all = Array.from({ length: 8 }, (_, marks) => [0, 1, 2].filter((option) => marks & (1 << option)));

  it('accepts exactly the legal markings, and a prover who ignores them gets nothing accepted', () => {
    for (const options of all) {
      const bundle = prepareBundle(suite, context.h, context.layout, systemRandom);
      const legal = options.length <= 2;
      const sealed = () => sealBallot(context, bundle, [{ options }], card);
      if (!legal) {
        expect(sealed).toThrow('choice-too-many');
        continue;
      }
      expect(verifyBallot(context, decodeCastBallot(sealed().cast(systemRandom))).ok).toBe(true);
    }
    // The rules a cheating client would like to have: three names, or an abstention beside a name.
    const loose = contextOf(suite, [{ index: 0, options: 4, slots: 0, abstain: false, min: 1, max: 2 }]);
    const cheat = { ...context, layout: { ...loose.layout, bytes: context.layout.bytes } };
    const bundle = prepareBundle(suite, context.h, cheat.layout, systemRandom);
    const entry = sealBallot(cheat, bundle, [{ options: [0, 3] }], card).cast(systemRandom);
    const result = verifyBallot(context, decodeCastBallot(entry));
    expect(!result.ok && result.code).toBe('proof-invalid');
  });
});

describe('cost', () => {
  it('prepares and seals 24 names within the budget', () => {
    for (const suite of suites) {
      const context = contextOf(suite, [{ index: 0, options: 24, slots: 0, abstain: true, min: 1, max: 3 }]);
      const card = cardKey(suite, new Uint8Array(16), 'demo-meeting');
      const started = performance.now();
      const bundle = prepareBundle(suite, context.h, context.layout, systemRandom);
      const prepared = performance.now();
      const bytes = sealBallot(context, bundle, [{ options: [1, 2] }], card).cast(systemRandom);
      const done = performance.now();
      console.info(
        `${suite.name}: prepare ${(prepared - started).toFixed(0)} ms, seal ${(done - prepared).toFixed(1)} ms, ${bytes.length} bytes`,
      );
      expect(verifyBallot(context, decodeCastBallot(bytes)).ok).toBe(true);
      expect(prepared - started).toBeLessThan(5000);
      expect(done - prepared).toBeLessThan(500);
    }
  });
});
