import { modQ } from './group.ts';
import type { Point, Suite } from './suite.ts';

const WINDOW = 4;
const WINDOWS = 64;
/** So many points of a vector share their doublings and keep their tables (16 points each) at a time. */
const CHUNK = 32;
/** 16^0 + 16^1 + ...: taken off before the digits are cut, so that every digit is 1..16 and no table entry is the identity. */
const offset = Array.from({ length: WINDOWS }).reduce<bigint>((sum) => (sum << 4n) + 1n, 0n);

/**
 * For each vector, the sum of scalars[i] * vector[i]; the scalars are SECRET. Straus' method with fixed windows: the same number of
 * doublings and of complete additions whatever the scalars are, and the digits shared by all vectors. `tell` hears of scalars worked through.
 */
export function secretSums(
  suite: Suite,
  vectors: readonly (readonly Point[])[],
  scalars: readonly bigint[],
  tell: (done: number) => void = () => {},
): Point[] {
  const sums = vectors.map(() => suite.Point.ZERO);
  for (let from = 0; from < scalars.length; from += CHUNK) {
    const digits = scalars.slice(from, from + CHUNK).map((scalar) => digitsOf(suite, scalar));
    vectors.forEach((vector, v) => {
      sums[v] = sums[v]!.add(sumChunk(suite, vector.slice(from, from + CHUNK), digits));
    });
    tell(Math.min(from + CHUNK, scalars.length));
  }
  return sums;
}

function sumChunk(suite: Suite, points: readonly Point[], digits: readonly Uint8Array[]): Point {
  const tables = points.map(multiples);
  let sum = suite.Point.ZERO;
  for (let w = WINDOWS - 1; w >= 0; w--) {
    for (let i = 0; i < WINDOW; i++) sum = sum.double();
    tables.forEach((table, i) => {
      sum = sum.add(table[digits[i]![w]!]!);
    });
  }
  return sum;
}

/** 1P, 2P, ..., 16P. */
function multiples(point: Point): Point[] {
  const out = [point];
  for (let i = 1; i < 1 << WINDOW; i++) out.push(out[i - 1]!.add(point));
  return out;
}

/** 64 numbers e_0..e_63 in 0..15 with scalar = sum (e_w + 1) 16^w mod q. */
function digitsOf(suite: Suite, scalar: bigint): Uint8Array {
  let rest = modQ(suite, scalar - offset);
  const out = new Uint8Array(WINDOWS);
  for (let w = 0; w < WINDOWS; w++) {
    out[w] = Number(rest & 15n);
    rest >>= 4n;
  }
  return out;
}
