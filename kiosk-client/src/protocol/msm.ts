import { pippenger } from '@noble/curves/abstract/curve.js';
import type { Point, Suite } from './suite.ts';

/** Sum of scalars[i] * points[i] for PUBLIC data (variable time). Scalars are reduced mod q by the caller. */
export function multiScalar(suite: Suite, points: readonly Point[], scalars: readonly bigint[]): Point {
  return pippenger(suite.Point, [...points], [...scalars]);
}
