import { mapToCurveSimpleSWU } from '@noble/curves/abstract/hash-to-curve.js';
import { concat, i2osp, os2ip, utf8 } from './bytes.ts';
import type { Point, Suite } from './suite.ts';

/** Bytes per field element or scalar: L = ceil((256 + 128) / 8), RFC 9380 section 5.1 with k = 128. */
const L = 48;
const HASH_BYTES = 32;
const BLOCK_BYTES = 64;

/** expand_message_xmd of RFC 9380 section 5.3.1 over the suite's hash; `dst` at most 255 bytes, `length` at most 8160. */
export function expandMessageXmd(suite: Suite, message: Uint8Array, dst: Uint8Array, length: number): Uint8Array {
  const blocks = Math.ceil(length / HASH_BYTES);
  if (blocks > 255 || dst.length > 255) throw new RangeError('expand_message_xmd: too long');
  const dstPrime = concat(dst, i2osp(dst.length, 1));
  const b0 = suite.hash(new Uint8Array(BLOCK_BYTES), message, i2osp(length, 2), i2osp(0, 1), dstPrime);
  let block = suite.hash(b0, i2osp(1, 1), dstPrime);
  const out = [block];
  for (let i = 2; i <= blocks; i++) {
    const previous = block;
    block = suite.hash(
      b0.map((byte, at) => byte ^ previous[at]!),
      i2osp(i, 1),
      dstPrime,
    );
    out.push(block);
  }
  return concat(...out).subarray(0, length);
}

/** OS2IP(expand_message_xmd(message, DST(label), 48)) mod q. */
export function hashToScalar(suite: Suite, message: Uint8Array, label: string): bigint {
  return os2ip(expandMessageXmd(suite, message, suite.dst(label), L)) % suite.q;
}

const sswu = new WeakMap<Suite, (u: bigint) => { x: bigint; y: bigint }>();

function mapToCurve(suite: Suite, u: bigint): Point {
  let map = sswu.get(suite);
  if (map === undefined) {
    const { a, b } = suite.Point.CURVE();
    map = mapToCurveSimpleSWU(suite.Point.Fp, { A: a, B: b, Z: suite.Point.Fp.create(BigInt(suite.sswuZ)) });
    sswu.set(suite, map);
  }
  return suite.Point.fromAffine(map(u));
}

/** hash_to_curve of RFC 9380, random-oracle variant (cofactor 1), with an explicit tag. */
export function hashToCurve(suite: Suite, message: Uint8Array, dst: Uint8Array): Point {
  const uniform = expandMessageXmd(suite, message, dst, 2 * L);
  const u0 = os2ip(uniform.subarray(0, L)) % suite.p;
  const u1 = os2ip(uniform.subarray(L)) % suite.p;
  const sum = mapToCurve(suite, u0).add(mapToCurve(suite, u1));
  return suite.Point.fromAffine(sum.toAffine());
}

const generators = new WeakMap<Suite, Point[]>();

/** Generator g_i; g_0 is u. Computed from the index alone and remembered, because nobody may choose one. */
export function generator(suite: Suite, index: number): Point {
  let known = generators.get(suite);
  if (known === undefined) {
    known = [];
    generators.set(suite, known);
  }
  let point = known[index];
  if (point === undefined) {
    point = hashToCurve(suite, concat(utf8('RV1 generator'), i2osp(index, 4)), suite.dst('generator'));
    known[index] = point;
  }
  return point;
}
