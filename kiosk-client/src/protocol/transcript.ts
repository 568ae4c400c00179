import { concat, i2osp, utf8 } from './bytes.ts';
import { encodePoint, encodePoints, encodeScalar, encodeScalars } from './encoding.ts';
import { hashToScalar } from './hash-to-curve.ts';
import type { HashState, Point, Suite } from './suite.ts';

const nothing = new Uint8Array(0);

/**
 * Fiat-Shamir transcript of `encodings.md`: length-framed labels and values. `append` takes bytes; absent values are appended
 * with zero bytes, never left out.
 */
export class Transcript {
  readonly #suite: Suite;
  readonly #state: HashState;

  constructor(suite: Suite, protocol: string, manifestHash: Uint8Array) {
    this.#suite = suite;
    this.#state = suite.newHash();
    this.text('protocol', protocol).text('suite', suite.name).append('manifest', manifestHash);
  }

  append(label: string, value: Uint8Array): this {
    const name = utf8(label);
    this.#state.update(concat(i2osp(name.length, 4), name, i2osp(value.length, 4)));
    this.#state.update(value);
    return this;
  }

  absent(label: string): this {
    return this.append(label, nothing);
  }

  text(label: string, value: string): this {
    return this.append(label, utf8(value));
  }

  int(label: string, value: number): this {
    return this.append(label, i2osp(value, 4));
  }

  point(label: string, value: Point): this {
    return this.append(label, encodePoint(value));
  }

  points(label: string, values: readonly Point[]): this {
    return this.append(label, encodePoints(this.#suite, values));
  }

  scalar(label: string, value: bigint): this {
    return this.append(label, encodeScalar(value));
  }

  scalars(label: string, values: readonly bigint[]): this {
    return this.append(label, encodeScalars(values));
  }

  /** hash_to_scalar(H(state) || label, DST("challenge")), which is then part of the state. */
  challenge(label: string): bigint {
    const value = hashToScalar(this.#suite, concat(this.digest(), utf8(label)), 'challenge');
    this.scalar(label, value);
    return value;
  }

  /** H(state); appends nothing. */
  digest(): Uint8Array {
    return this.#state.clone().digest();
  }
}
