import { generator } from './hash-to-curve.ts';
import type { Point, Suite } from './suite.ts';

/** Non-negative remainder mod q. */
export function modQ(suite: Suite, value: bigint): bigint {
  const r = value % suite.q;
  return r < 0n ? r + suite.q : r;
}

/**
 * scalar * point through the library's constant-operation-count multiplication, for secret scalars.
 * Zero gives the identity (a contest with one bit forces such a scalar, so it is no secret).
 */
export function times(suite: Suite, point: Point, scalar: bigint): Point {
  const k = modQ(suite, scalar);
  return k === 0n ? suite.Point.ZERO : point.multiply(k);
}

/** scalar * g. */
export function timesBase(suite: Suite, scalar: bigint): Point {
  return times(suite, suite.Point.BASE, scalar);
}

const prepared = new WeakSet<Point>();

/** The same point, marked for a table of multiples; worth it from about ten multiplications on. */
export function withTable(point: Point, window = 6): Point {
  if (!prepared.has(point)) {
    prepared.add(point);
    point.precompute(window);
  }
  return point;
}

/** u = g_0 with its table. */
export function u(suite: Suite): Point {
  return withTable(generator(suite, 0));
}

/** Sum of scalars mod q. */
export function sumScalars(suite: Suite, scalars: Iterable<bigint>): bigint {
  let total = 0n;
  for (const scalar of scalars) total += scalar;
  return modQ(suite, total);
}

/** Sum of a[i] * b[i] mod q over the shorter length. */
export function dot(suite: Suite, a: readonly bigint[], b: readonly bigint[]): bigint {
  let total = 0n;
  for (let i = 0; i < Math.min(a.length, b.length); i++) total += a[i]! * b[i]!;
  return modQ(suite, total);
}

/** Sum of points. */
export function sumPoints(suite: Suite, points: Iterable<Point>): Point {
  let total = suite.Point.ZERO;
  for (const point of points) total = total.add(point);
  return total;
}
