import { describe, expect, it } from 'vitest';
import { concat } from './bytes.ts';
import { decodePoints, encodePoint, encodePoints, encodeScalar, POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import { modQ, sumPoints, times, timesBase } from './group.ts';
import { generator } from './hash-to-curve.ts';
import { permutation, randomScalar, systemRandom } from './random.ts';
import { secretSums } from './secret-sums.ts';
import type { ShuffleProof, ShuffleStatement } from './shuffle.ts';
import { makeShuffle, mixTuples, proveShuffle } from './shuffle-make.ts';
import { firstWrongEquation, verifyShuffle } from './shuffle-verify.ts';
import { type Point, type Suite, suites } from './suite.ts';
import { forgeShuffle } from './testing/forged-shuffle.ts';
import { scriptedRandom } from './testing/scripted-random.ts';
import { textToPoint } from './text-point.ts';

const secret = 12345678901234567890n;

/** Tuples of used bits and texts, encrypted under a known key. */
function statementOf(suite: Suite, texts: readonly (readonly string[])[], random = systemRandom): ShuffleStatement {
  const h = timesBase(suite, secret);
  const encrypt = (message: Point): Point[] => {
    const r = randomScalar(suite, random);
    return [timesBase(suite, r), times(suite, h, r).add(message)];
  };
  const inputs = texts.flatMap((tuple) =>
    tuple.flatMap((text) => [...encrypt(text === '' ? suite.Point.ZERO : suite.Point.BASE), ...encrypt(textToPoint(suite, text))]),
  );
  const manifestHash = suite.hash(Uint8Array.of(1));
  return { suite, manifestHash, size: 40, root: suite.hash(), h, contest: 1, mix: 1, trustee: 2, slots: texts[0]!.length, inputs };
}

/** Plaintexts of tuples, sorted: what a mix must leave as it was. */
function opened({ suite, slots }: ShuffleStatement, points: readonly Point[]): string[] {
  const tuples: string[] = [];
  for (let at = 0; at < points.length; at += 4 * slots) {
    const tuple = points.slice(at, at + 4 * slots);
    const messages = tuple.flatMap((alpha, i) => (i % 2 === 0 ? [tuple[i + 1]!.subtract(times(suite, alpha, secret))] : []));
    tuples.push(messages.map((message) => (message.is0() ? 'nothing' : message.toHex())).join(' '));
  }
  return tuples.sort();
}

const names = [
  ['王一', ''],
  ['', ''],
  ['李二', '张三'],
  ['王一', '赵四'],
  ['周五', ''],
];
const verdict = (statement: ShuffleStatement, proof: ShuffleProof): string => {
  const result = verifyShuffle(statement, proof, systemRandom);
  return result.ok ? 'accepted' : result.code;
};

describe.each(suites)('a shuffle in $name', (suite) => {
  const statement = statementOf(suite, names);
  const proof = makeShuffle(statement, systemRandom);

  it('is accepted, changes every point and no plaintext', () => {
    const result = verifyShuffle(statement, proof, systemRandom);
    if (!result.ok) throw new Error(result.detail);
    expect(opened(statement, result.value)).toEqual(opened(statement, statement.inputs));
    expect(result.value.some((point) => statement.inputs.some((other) => other.equals(point)))).toBe(false);
    expect(firstWrongEquation(statement, proof)).toBeNull();
  });

  it('of one tuple, of one slot, and of as many as a hall holds', () => {
    for (const texts of [[['王一']], Array.from({ length: 70 }, (_, i) => [i % 3 === 0 ? `甲${i}` : ''])]) {
      const other = statementOf(suite, texts);
      expect(verdict(other, makeShuffle(other, systemRandom))).toBe('accepted');
    }
  });

  it('is refused with any point or scalar of its proof changed', () => {
    const members = Object.keys(proof) as (keyof ShuffleProof)[];
    for (const name of members) {
      const size = name.startsWith('s') ? SCALAR_BYTES : POINT_BYTES;
      for (const at of [0, proof[name].length / size - 1]) {
        const bytes = proof[name].slice();
        bytes.set(size === SCALAR_BYTES ? encodeScalar(77n) : encodePoint(timesBase(suite, 77n)), at * size);
        expect([name, at, verdict(statement, { ...proof, [name]: bytes })]).toEqual([name, at, 'mix-invalid']);
      }
    }
  });

  it('is refused for another contest, mix, trustee, tree, meeting, key or input', () => {
    const others: Partial<ShuffleStatement>[] = [
      { contest: 0 },
      { mix: 2 },
      { trustee: 1 },
      { size: 41 },
      { root: suite.hash(Uint8Array.of(9)) },
      { manifestHash: suite.hash() },
      { h: timesBase(suite, secret + 1n) },
      { inputs: [...statement.inputs.slice(8), ...statement.inputs.slice(0, 8)] },
    ];
    for (const change of others) expect([change, verdict({ ...statement, ...change }, proof)]).toEqual([change, 'mix-invalid']);
  });

  it('is refused with elements too few or too many, and with what is no point or scalar', () => {
    const members = Object.keys(proof) as (keyof ShuffleProof)[];
    for (const name of members) {
      const size = name.startsWith('s') ? SCALAR_BYTES : POINT_BYTES;
      const single = proof[name].length === size;
      const element = proof[name].slice(0, size);
      if (!single) {
        expect(verdict(statement, { ...proof, [name]: proof[name].slice(size) })).toBe('mix-differs');
        expect(verdict(statement, { ...proof, [name]: concat(proof[name], element) })).toBe('mix-differs');
      }
      const broken = proof[name].slice();
      broken.fill(0xff, 1, 33);
      broken[0] = size === POINT_BYTES ? 4 : 0xff;
      expect(verdict(statement, { ...proof, [name]: broken })).toBe(size === POINT_BYTES ? 'point-invalid' : 'scalar-invalid');
    }
  });

  it('refuses to mix an identity', () => {
    const inputs = [suite.Point.ZERO, ...statement.inputs.slice(1)];
    expect(() => makeShuffle({ ...statement, inputs }, systemRandom)).toThrow('mix-input-identity');
  });
});

describe.each(suites)('a dishonest mixer in $name', (suite) => {
  const statement = statementOf(suite, names);
  const { slots } = statement;

  /** Runs the honest prover over what the cheat pretends were the inputs; the transcript is that of the true inputs. */
  const forged = (change: (points: Point[]) => Point[]): [string, string | null] => {
    const mixed = mixTuples({ ...statement, inputs: change([...statement.inputs]) }, systemRandom);
    const proof = proveShuffle(statement, mixed, systemRandom);
    return [verdict(statement, proof), firstWrongEquation(statement, proof)];
  };

  it('cannot replace a write-in', () => {
    const text = textToPoint(suite, '别人');
    const result = forged((points) => points.map((point, at) => (at === 3 ? timesBase(suite, secret).add(text) : point)));
    expect(result).toEqual(['mix-invalid', 'F4']);
  });

  it('cannot count one tuple twice and drop another', () => {
    const width = 4 * slots;
    expect(forged((points) => [...points.slice(0, width), ...points.slice(0, width), ...points.slice(2 * width)])).toEqual([
      'mix-invalid',
      'F4',
    ]);
  });

  it('cannot move a text to another ballot’s used bit', () => {
    const result = forged((points) => {
      const swapped = [...points];
      [swapped[2], swapped[3], swapped[10], swapped[11]] = [points[10]!, points[11]!, points[2]!, points[3]!];
      return swapped;
    });
    expect(result).toEqual(['mix-invalid', 'F4']);
  });

  it('cannot commit to a list that is no permutation', () => {
    // c commits to the first place twice: the weights then no longer are those of y.
    const proof = makeShuffle(statement, systemRandom);
    const points = decodePoints(suite, proof.c);
    const c = encodePoints(suite, [points[1]!, ...points.slice(1)]);
    expect([verdict(statement, { ...proof, c }), firstWrongEquation(statement, { ...proof, c })]).toEqual(['mix-invalid', 'F1']);
  });

  describe('who proves a matrix that is no permutation', () => {
    const two = statementOf(suite, names.slice(0, 2));
    const third = suite.Point.Fn.inv(3n);
    const half = suite.Point.Fn.inv(2n);
    const matrices: [string, bigint[][], bigint[][], string | null][] = [
      [
        'the exchange of two, which is one',
        [
          [0n, 1n],
          [1n, 0n],
        ],
        [
          [0n, 1n],
          [1n, 0n],
        ],
        null,
      ],
      [
        'weights added and taken away: only the product tells (F2)',
        [
          [2n, -1n],
          [-1n, 2n],
        ],
        [
          [2n * third, third],
          [third, 2n * third],
        ],
        'F2',
      ],
      [
        'one doubled and one halved: only the sum tells (F1)',
        [
          [2n, 0n],
          [0n, half],
        ],
        [
          [half, 0n],
          [0n, 2n],
        ],
        'F1',
      ],
    ];
    it.each(matrices)('%s', (_, M, inverse, wrong) => {
      const proof = forgeShuffle(two, M, inverse, systemRandom);
      expect([verdict(two, proof), firstWrongEquation(two, proof)]).toEqual([wrong === null ? 'accepted' : 'mix-invalid', wrong]);
    });
  });

  it('cannot use a simulated proof: responses first, commitments after, needs to know the challenge', () => {
    const proof = makeShuffle(statement, systemRandom);
    // Commitments computed from chosen responses under a guessed x; the true x hangs on these commitments.
    const s1 = encodeScalar(5n);
    const c = decodePoints(suite, proof.c);
    const sum = sumPoints(suite, c).subtract(
      sumPoints(
        suite,
        c.map((_, i) => generator(suite, i + 1)),
      ),
    );
    const t1 = encodePoint(timesBase(suite, 5n).subtract(times(suite, sum, 7n)));
    expect(verdict(statement, { ...proof, s1, t1 })).toBe('mix-invalid');
  });
});

describe('permutations', () => {
  it('hold every place once and reach every order about equally often', () => {
    const random = scriptedRandom('permutations');
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const key = permutation(3, random).join('');
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    // 1000 expected each; 6 standard deviations are 173.
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(173);
    expect(permutation(1, random)).toEqual([0]);
  });

  it('are drawn by rejection: a number over the last whole multiple is drawn again', () => {
    const draws = [0xffffffff, 0, 0];
    const random = (): Uint8Array => {
      const value = draws.shift()!;
      return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
    };
    expect(permutation(3, random)).toEqual([1, 2, 0]);
    expect(draws).toEqual([]);
  });
});

describe.each(suites)('sums with secret scalars in $name', (suite) => {
  it('agree with the library for ordinary and for edge scalars', () => {
    const points = Array.from({ length: 70 }, (_, i) => generator(suite, i + 1));
    const edges = [0n, 1n, 16n, suite.q - 1n, 1n << 255n];
    const scalars = points.map((_, i) => modQ(suite, edges[i] ?? randomScalar(suite, systemRandom)));
    const expected = sumPoints(
      suite,
      points.map((point, i) => times(suite, point, scalars[i]!)),
    );
    const [sum, other] = secretSums(suite, [points, [...points].reverse()], scalars);
    expect(sum!.equals(expected)).toBe(true);
    expect(other!.equals(expected)).toBe(false);
  });

  it('take the same number of additions and doublings whatever the scalars are', () => {
    // The same work in the integers, with every operation counted; the zero only ever is the accumulator.
    let operations = 0;
    class Counted {
      readonly value: bigint;
      static readonly ZERO = new Counted(0n);
      constructor(value: bigint) {
        this.value = value;
      }
      add(other: Counted): Counted {
        operations++;
        expect(other.value).not.toBe(0n);
        return new Counted(modQ(suite, this.value + other.value));
      }
      double(): Counted {
        operations++;
        return new Counted(modQ(suite, 2n * this.value));
      }
    }
    const counted = { ...suite, Point: Counted } as unknown as Suite;
    const counts = [1n, suite.q - 1n, 0x1111111111111111n, 0n].map((scalar) => {
      operations = 0;
      const points = [new Counted(5n), new Counted(7n)] as unknown as Point[];
      const [sum] = secretSums(counted, [points], [scalar, 3n]);
      expect((sum as unknown as Counted).value).toBe(modQ(suite, 5n * scalar + 21n));
      return operations;
    });
    expect(new Set(counts).size).toBe(1);
  });
});
