import { bigToBytes, toHex } from './bytes.ts';
import { normalize } from './encoding.ts';
import type { Point, Suite } from './suite.ts';

/**
 * Finds n in 0..bound with n g = point, or null ("count-out-of-range"), by baby-step giant-step (Shanks).
 * One table serves all counts of a tally.
 */
export class CountFinder {
  readonly #suite: Suite;
  readonly #bound: number;
  readonly #step: number;
  readonly #baby = new Map<string, number>();
  readonly #giant: Point;

  constructor(suite: Suite, bound: number) {
    this.#suite = suite;
    this.#bound = bound;
    this.#step = Math.max(1, Math.ceil(Math.sqrt(bound + 1)));
    let point = suite.Point.ZERO;
    const points: Point[] = [];
    for (let i = 0; i < this.#step; i++) {
      points.push(point);
      point = point.add(suite.Point.BASE);
    }
    normalize(suite, points).forEach((baby, i) => {
      this.#baby.set(keyOf(baby), i);
    });
    this.#giant = point.negate();
  }

  find(point: Point): number | null {
    let current = point;
    for (let giant = 0; giant * this.#step <= this.#bound; giant++) {
      const baby = this.#baby.get(keyOf(normalize(this.#suite, [current])[0]!));
      if (baby !== undefined) {
        const count = giant * this.#step + baby;
        return count <= this.#bound ? count : null;
      }
      current = current.add(this.#giant);
    }
    return null;
  }
}

function keyOf(point: Point): string {
  if (point.is0()) return '0';
  const { x, y } = point.toAffine();
  return toHex(bigToBytes(x, 32)) + (y % 2n).toString();
}
