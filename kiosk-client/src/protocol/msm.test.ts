import { pippenger } from '@noble/curves/abstract/curve.js';
import { describe, expect, it } from 'vitest';
import { timesBase } from './group.ts';
import { multiScalar } from './msm.ts';
import { randomScalar } from './random.ts';
import { type Point, suites } from './suite.ts';
import { scriptedRandom } from './testing/scripted-random.ts';

describe.each(suites)('multi-scalar sums in $name', (suite) => {
  const random = scriptedRandom('msm');
  const sum = (points: Point[], scalars: bigint[]) => multiScalar(suite, points, scalars);

  it.each([0, 1, 5, 63, 64, 65, 100, 700])('%i points agree with the library', (count) => {
    const points = Array.from({ length: count }, (_, i) => timesBase(suite, BigInt(i * i + 3)));
    const scalars = points.map(() => randomScalar(suite, random));
    expect(sum(points, scalars).equals(pippenger(suite.Point, points, scalars))).toBe(true);
  });

  it('equal, opposite and identity points, and the least and largest scalars', () => {
    const point = timesBase(suite, 77n);
    const points: Point[] = [];
    const scalars: bigint[] = [];
    for (let i = 0; i < 120; i++) {
      points.push([point, point.negate(), suite.Point.ZERO, point.double()][i % 4]!);
      scalars.push([0n, 1n, suite.q - 1n, 5n, 1n << 255n][i % 5]!);
    }
    expect(sum(points, scalars).equals(pippenger(suite.Point, points, scalars))).toBe(true);
    const same = Array.from({ length: 80 }, () => point);
    expect(
      sum(
        same,
        same.map(() => suite.q - 1n),
      ).equals(point.multiplyUnsafe(80n).negate()),
    ).toBe(true);
    const cancelling = Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? point : point.negate()));
    expect(
      sum(
        cancelling,
        cancelling.map(() => 9n),
      ).is0(),
    ).toBe(true);
  });
});
