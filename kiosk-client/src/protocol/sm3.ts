/**
 * SM3 (GB/T 32905-2016, also ISO/IEC 10118-3): Merkle-Damgard over 64-byte blocks, 32-byte digest.
 * Own code because the hash library has no SM3; checked against the standard's two examples and another implementation.
 */
const initial = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

const rotl = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
const p0 = (x: number): number => x ^ rotl(x, 9) ^ rotl(x, 17);
const p1 = (x: number): number => x ^ rotl(x, 15) ^ rotl(x, 23);

/** T_j rotated left by j, as step SS1 needs it. */
const roundConstants = Int32Array.from({ length: 64 }, (_, j) => rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

export class Sm3 {
  readonly #state = Int32Array.from(initial);
  readonly #block = new Uint8Array(64);
  readonly #words = new Int32Array(68);
  #filled = 0;
  #length = 0;

  update(data: Uint8Array): this {
    this.#length += data.length;
    for (let at = 0; at < data.length; ) {
      const take = Math.min(64 - this.#filled, data.length - at);
      this.#block.set(data.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled === 64) {
        this.#compress();
        this.#filled = 0;
      }
    }
    return this;
  }

  /** An independent copy, so that a digest can be taken in the middle. */
  clone(): Sm3 {
    const copy = new Sm3();
    copy.#state.set(this.#state);
    copy.#block.set(this.#block);
    copy.#filled = this.#filled;
    copy.#length = this.#length;
    return copy;
  }

  /** Pads and finishes; the object must not be used afterwards. */
  digest(): Uint8Array {
    const bits = this.#length * 8;
    const tail = new Uint8Array((this.#filled < 56 ? 64 : 128) - this.#filled);
    tail[0] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(tail.length - 4, bits >>> 0);
    this.update(tail);
    const out = new DataView(new ArrayBuffer(32));
    this.#state.forEach((word, i) => {
      out.setInt32(4 * i, word);
    });
    return new Uint8Array(out.buffer);
  }

  #compress(): void {
    const w = this.#words;
    const view = new DataView(this.#block.buffer);
    for (let j = 0; j < 16; j++) w[j] = view.getInt32(4 * j);
    for (let j = 16; j < 68; j++) {
      const x = w[j - 16]! ^ w[j - 9]! ^ rotl(w[j - 3]!, 15);
      w[j] = p1(x) ^ rotl(w[j - 13]!, 7) ^ w[j - 6]!;
    }
    const s = this.#state;
    let [a, b, c, d, e, f, g, h] = [s[0]!, s[1]!, s[2]!, s[3]!, s[4]!, s[5]!, s[6]!, s[7]!];
    for (let j = 0; j < 64; j++) {
      const a12 = rotl(a, 12);
      const ss1 = rotl((a12 + e + roundConstants[j]!) | 0, 7);
      const ss2 = ss1 ^ a12;
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = (ff + d + ss2 + (w[j]! ^ w[j + 4]!)) | 0;
      const tt2 = (gg + h + ss1 + w[j]!) | 0;
      d = c;
      c = rotl(b, 9);
      b = a;
      a = tt1;
      h = g;
      g = rotl(f, 19);
      f = e;
      e = p0(tt2);
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      s[i] = s[i]! ^ word;
    });
  }
}

/** SM3 of the concatenated parts. */
export function sm3(...parts: readonly Uint8Array[]): Uint8Array {
  const state = new Sm3();
  for (const part of parts) state.update(part);
  return state.digest();
}
