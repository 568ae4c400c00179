import { bigToBytes, concat, os2ip } from './bytes.ts';
import { Refusal } from './refusal.ts';
import type { Point, Suite } from './suite.ts';

export const SCALAR_BYTES = 32;
export const POINT_BYTES = 65;

/** 32 bytes big-endian of a scalar already reduced below q. */
export function encodeScalar(scalar: bigint): Uint8Array {
  return bigToBytes(scalar, SCALAR_BYTES);
}

export function encodeScalars(scalars: readonly bigint[]): Uint8Array {
  return concat(...scalars.map(encodeScalar));
}

/** 32 bytes, less than q; zero allowed. Refuses with `scalar-invalid`. */
export function decodeScalar(suite: Suite, bytes: Uint8Array): bigint {
  if (bytes.length !== SCALAR_BYTES) throw new Refusal('scalar-invalid', 'length');
  const value = os2ip(bytes);
  if (value >= suite.q) throw new Refusal('scalar-invalid', 'not below the group order');
  return value;
}

export function decodeScalars(suite: Suite, bytes: Uint8Array): bigint[] {
  if (bytes.length % SCALAR_BYTES !== 0) throw new Refusal('scalar-invalid', 'length');
  return chunks(bytes, SCALAR_BYTES).map((chunk) => decodeScalar(suite, chunk));
}

/** SEC 1 uncompressed, 65 bytes. The identity has no encoding: a program that would write it is at fault. */
export function encodePoint(point: Point): Uint8Array {
  if (point.is0()) throw new RangeError('the identity has no encoding');
  const { x, y } = point.toAffine();
  return concat(Uint8Array.of(4), bigToBytes(x, 32), bigToBytes(y, 32));
}

/** Encodes many points with one shared inversion. */
export function encodePoints(suite: Suite, points: readonly Point[]): Uint8Array {
  return concat(...normalize(suite, points).map(encodePoint));
}

/** The same points with Z = 1 (identities stay as they are). */
export function normalize(suite: Suite, points: readonly Point[]): Point[] {
  const { Fp } = suite.Point;
  const prefix: bigint[] = [];
  let product = 1n;
  for (const point of points) {
    prefix.push(product);
    if (!isPlain(point)) product = Fp.mul(product, point.Z);
  }
  let inverse = Fp.inv(product);
  const out = new Array<Point>(points.length);
  for (let i = points.length - 1; i >= 0; i--) {
    const point = points[i]!;
    if (isPlain(point)) {
      out[i] = point;
      continue;
    }
    out[i] = suite.Point.fromAffine(point.toAffine(Fp.mul(inverse, prefix[i]!)));
    inverse = Fp.mul(inverse, point.Z);
  }
  return out;
}

/** True for points that need no division: Z is 1, or 0 for the identity. */
function isPlain(point: Point): boolean {
  return point.Z === 1n || point.Z === 0n;
}

/** The one point decoder: `04 || x || y`, both below p, on the curve (so never the identity). Refuses with `point-invalid`. */
export function decodePoint(suite: Suite, bytes: Uint8Array): Point {
  if (bytes.length !== POINT_BYTES || bytes[0] !== 4) throw new Refusal('point-invalid', 'form');
  const x = os2ip(bytes.subarray(1, 33));
  const y = os2ip(bytes.subarray(33));
  if (x >= suite.p || y >= suite.p) throw new Refusal('point-invalid', 'coordinate');
  const { Fp } = suite.Point;
  const { a, b } = suite.Point.CURVE();
  const right = Fp.add(Fp.mul(Fp.add(Fp.sqr(x), a), x), b);
  if (Fp.sqr(y) !== right) throw new Refusal('point-invalid', 'not on the curve');
  return suite.Point.fromAffine({ x, y });
}

export function decodePoints(suite: Suite, bytes: Uint8Array): Point[] {
  if (bytes.length % POINT_BYTES !== 0) throw new Refusal('point-invalid', 'length');
  return chunks(bytes, POINT_BYTES).map((chunk) => decodePoint(suite, chunk));
}

/** Cuts bytes whose length is a multiple of `size`. */
export function chunks(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: bytes.length / size }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}
