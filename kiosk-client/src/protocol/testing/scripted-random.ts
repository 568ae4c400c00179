import { sha256 } from '@noble/hashes/sha2.js';
import { concat, i2osp, utf8 } from '../bytes.ts';
import type { Random } from '../random.ts';

/** A repeatable source for tests and published vectors: SHA-256 in counter mode over a label. Never used for real ballots. */
export function scriptedRandom(label: string): Random {
  let block = 0;
  let buffer = new Uint8Array(0);
  return (n) => {
    while (buffer.length < n) {
      buffer = concat(buffer, sha256(concat(utf8(`RV1 scripted random ${label}`), i2osp(block++, 4)))) as Uint8Array<ArrayBuffer>;
    }
    const out = buffer.slice(0, n);
    buffer = buffer.slice(n);
    return out;
  };
}
