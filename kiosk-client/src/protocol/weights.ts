import { concat, i2osp, os2ip, utf8 } from './bytes.ts';
import { encodeScalar } from './encoding.ts';
import type { Suite } from './suite.ts';

/** `count` weights of 128 bits expanded from the challenge y (`encodings.md`, "weights"). */
export function weights(suite: Suite, y: bigint, count: number): bigint[] {
  const name = utf8(suite.name);
  const prefix = concat(utf8('RV1-weights'), i2osp(name.length, 2), name, encodeScalar(y));
  const out: bigint[] = [];
  for (let k = 0; out.length < count; k++) {
    const block = suite.hash(prefix, i2osp(k, 4));
    out.push(os2ip(block.subarray(0, 16)), os2ip(block.subarray(16)));
  }
  out.length = count;
  return out;
}
