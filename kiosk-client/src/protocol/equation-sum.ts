import { os2ip } from './bytes.ts';
import { modQ } from './group.ts';
import { generator } from './hash-to-curve.ts';
import { multiScalar } from './msm.ts';
import type { Random } from './random.ts';
import type { Point, Suite } from './suite.ts';

/** A sum that must be the identity: own points plus multiples of g, h, u and the generators g_1, g_2, ... */
export interface LinearEquation {
  readonly g: bigint;
  readonly h: bigint;
  readonly u: bigint;
  readonly generators: readonly bigint[];
  readonly points: readonly Point[];
  readonly scalars: readonly bigint[];
}

/** Weighted sum of equations: the multiples of g, h, u, of every g_i and of every point are collapsed into one scalar each. Public data only. */
export class EquationSum {
  readonly #suite: Suite;
  readonly #h: Point;
  #g = 0n;
  #hTimes = 0n;
  #u = 0n;
  readonly #generators: bigint[] = [];
  readonly #points = new Map<Point, bigint>();

  constructor(suite: Suite, h: Point) {
    this.#suite = suite;
    this.#h = h;
  }

  add(equation: LinearEquation, weight: bigint): void {
    this.#g += weight * equation.g;
    this.#hTimes += weight * equation.h;
    this.#u += weight * equation.u;
    equation.generators.forEach((scalar, i) => {
      this.#generators[i] = modQ(this.#suite, (this.#generators[i] ?? 0n) + weight * scalar);
    });
    equation.points.forEach((point, i) => {
      this.#points.set(point, (this.#points.get(point) ?? 0n) + weight * equation.scalars[i]!);
    });
  }

  isIdentity(): boolean {
    const suite = this.#suite;
    const points = [suite.Point.BASE, this.#h, generator(suite, 0), ...this.#generators.map((_, i) => generator(suite, i + 1))];
    const scalars = [this.#g, this.#hTimes, this.#u, ...this.#generators];
    for (const [point, scalar] of this.#points) {
      points.push(point);
      scalars.push(scalar);
    }
    return multiScalar(
      suite,
      points,
      scalars.map((scalar) => modQ(suite, scalar)),
    ).is0();
  }
}

/** A fresh non-zero weight of 128 bits, drawn after the bytes that it judges are fixed. */
export function batchWeight(random: Random): bigint {
  for (;;) {
    const weight = os2ip(random(16));
    if (weight !== 0n) return weight;
  }
}
