import { toBase64Url as b64 } from './base64url.ts';
import { concat } from './bytes.ts';
import { encodeMaybeIdentity } from './decryption.ts';
import { encodePoint, encodePoints, encodeScalar, POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import { times, timesBase } from './group.ts';
import { randomScalar } from './random.ts';
import { type ShuffleProof, type ShuffleStatement, shuffleMembers } from './shuffle.ts';
import { makeShuffle, mixTuples, proveShuffle } from './shuffle-make.ts';
import { stateShuffle } from './shuffle-verify.ts';
import type { Point } from './suite.ts';
import { textToPoint } from './text-point.ts';
import type { Maker, Values } from './vectors-make.ts';
import { countWriteIns } from './write-ins.ts';

function valuesOf(statement: ShuffleStatement, proof: ShuffleProof): Values {
  const { suite, manifestHash, size, root, h, contest, mix, trustee, slots, inputs } = statement;
  const members = Object.fromEntries(shuffleMembers.map((name) => [name, b64(proof[name])]));
  const where = { manifest: b64(manifestHash), size, root: b64(root), h: b64(encodePoint(h)), contest, mix, trustee, slots };
  return { ...where, inputs: b64(encodePoints(suite, inputs)), ...members };
}

/** Honest shuffles of one to five tuples, and one case for everything that must be noticed. */
export function shuffles(maker: Maker): void {
  const { suite, random, accept, reject } = maker;
  const h = timesBase(suite, randomScalar(suite, random));
  const encrypt = (message: Point): Point[] => {
    const r = randomScalar(suite, random);
    return [timesBase(suite, r), times(suite, h, r).add(message)];
  };
  const slot = (text: string): Point[] => [
    ...encrypt(text === '' ? suite.Point.ZERO : suite.Point.BASE),
    ...encrypt(textToPoint(suite, text)),
  ];
  const statementOf = (tuples: readonly (readonly string[])[], contest: number): ShuffleStatement => ({
    ...{ suite, manifestHash: random(32), size: 77, root: random(32), h, contest, mix: 1, trustee: 2 },
    slots: tuples[0]!.length,
    inputs: tuples.flat().flatMap(slot),
  });
  const cases: [string, string[][]][] = [
    ['one tuple, one slot', [['王一']]],
    ['two tuples, one slot', [['王一'], ['']]],
    [
      'three tuples, two slots',
      [
        ['王一', '李二'],
        ['', ''],
        ['#N31', ''],
      ],
    ],
    ['five tuples, one slot', [['王一'], [''], [''], ['张三'], ['王一']]],
  ];
  cases.forEach(([description, tuples], contest) => {
    const statement = statementOf(tuples, contest);
    const proof = makeShuffle(statement, random);
    const { x, y, outputs } = stateShuffle(statement, proof);
    accept('shuffle', description, valuesOf(statement, proof), { y: b64(encodeScalar(y)), x: b64(encodeScalar(x)) });
    const second = { ...statement, mix: 2, trustee: 1, inputs: outputs };
    const again = makeShuffle(second, random);
    const challenges = stateShuffle(second, again);
    const output = { y: b64(encodeScalar(challenges.y)), x: b64(encodeScalar(challenges.x)) };
    accept('shuffle', `${description}, second mix`, valuesOf(second, again), output);
    if (tuples.length === 3) refusedShuffles(maker, statement, proof);
  });
  const statement = statementOf([['王一'], ['李二'], ['']], 0);
  const swapped = [
    ...statement.inputs.slice(0, 2),
    ...statement.inputs.slice(6, 8),
    ...statement.inputs.slice(4, 6),
    ...statement.inputs.slice(2, 4),
  ];
  const forged: [string, Point[]][] = [
    ['a text moved to another used bit', [...swapped, ...statement.inputs.slice(8)]],
    ['one tuple twice, another dropped', [...statement.inputs.slice(0, 4), ...statement.inputs.slice(0, 4), ...statement.inputs.slice(8)]],
    [
      'another text in place of one',
      [...statement.inputs.slice(0, 2), ...encrypt(textToPoint(suite, '别人')), ...statement.inputs.slice(4)],
    ],
  ];
  for (const [description, inputs] of forged) {
    const mixed = mixTuples({ ...statement, inputs }, random);
    reject('shuffle', `forged: ${description}`, valuesOf(statement, proveShuffle(statement, mixed, random)), 'F4');
  }
}

function refusedShuffles({ suite, reject }: Maker, statement: ShuffleStatement, proof: ShuffleProof): void {
  const point = encodePoint(timesBase(suite, 987654321n));
  const refuse = (what: string, change: Partial<ShuffleProof>, reason: string): void =>
    reject('shuffle', what, valuesOf(statement, { ...proof, ...change }), reason);
  // The responses are hashed by nobody, so each breaks exactly its own equation; what is hashed changes a challenge and breaks F1 first.
  const responses: [keyof ShuffleProof, string][] = [
    ['s1', 'F1'],
    ['s2', 'F2'],
    ['s3', 'F3'],
    ['s4', 'F4'],
    ['sHat', 'F5'],
    ['sPrime', 'F3'],
  ];
  for (const [name, reason] of responses) {
    const changed = proof[name].slice();
    changed.set(encodeScalar(77n), changed.length - SCALAR_BYTES);
    refuse(`changed ${name}`, { [name]: changed }, reason);
  }
  for (const name of ['outputs', 'c', 'cHat', 't1', 't2', 't3', 't4', 'tHat'] as const) {
    refuse(`changed ${name}`, { [name]: concat(point, proof[name].subarray(POINT_BYTES)) }, 'F1');
  }
  for (const name of ['outputs', 'c', 'cHat', 't4', 'tHat'] as const) {
    refuse(`${name} without its first point`, { [name]: proof[name].subarray(POINT_BYTES) }, 'length');
    const broken = proof[name].slice();
    broken[broken.length - 1]! ^= 1;
    refuse(`${name} with a point off the curve`, { [name]: broken }, 'point');
  }
  for (const name of ['s4', 'sHat', 'sPrime'] as const) {
    refuse(`${name} with a scalar more`, { [name]: concat(proof[name], encodeScalar(1n)) }, 'length');
    refuse(`${name} with q`, { [name]: concat(encodeScalar(suite.q), proof[name].subarray(SCALAR_BYTES)) }, 'scalar');
  }
  const others: [string, Partial<ShuffleStatement>][] = [
    ['contest', { contest: 9 }],
    ['mix', { mix: 2 }],
    ['trustee', { trustee: 1 }],
    ['size', { size: 78 }],
    ['root', { root: new Uint8Array(32) }],
    ['manifest', { manifestHash: new Uint8Array(32) }],
    ['key h', { h: timesBase(suite, 3n) }],
    ['order of inputs', { inputs: [...statement.inputs.slice(8), ...statement.inputs.slice(0, 8)] }],
  ];
  for (const [what, change] of others) reject('shuffle', `another ${what}`, valuesOf({ ...statement, ...change }, proof), 'F1');
}

/** Counting of opened write-ins, with everything that is not counted as a name. */
export function writeIns({ suite, accept }: Maker): void {
  const options = [
    { id: 'N1', name: '王一' },
    { id: 'N2', name: '李·二' },
  ];
  const text = (name: string): Point => textToPoint(suite, name);
  const cases: [string, Point[][]][] = [
    ['nobody', [[], []]],
    ['two names, order of bytes', [[text('赵四')], [text('张三')], [text('赵四')], [text('ab')], [text('#D9')]]],
    ['an option by name and by number', [[text('王一')], [text('#N2')], [text('李·二')], [text('#N3')]]],
    ['a name twice in one ballot, and in two', [[text('赵四'), text('赵四')], [text('赵四')]]],
    ['empty, identity and no text', [[text('')], [suite.Point.ZERO], [timesBase(suite, 5n), text('赵四')]]],
  ];
  for (const single of ['shown', 'other'] as const) {
    for (const [description, tuples] of cases) {
      const encoded = tuples.map((tuple) => b64(concat(...tuple.map(encodeMaybeIdentity))));
      accept(
        'write-ins',
        `${description}, ${single}`,
        { options, single, tuples: encoded },
        { ...countWriteIns(suite, options, single, tuples) },
      );
    }
  }
}
