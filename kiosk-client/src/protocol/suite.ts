import { type WeierstrassPoint, type WeierstrassPointCons, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from './bytes.ts';
import { Refusal } from './refusal.ts';
import { Sm3 } from './sm3.ts';

export type SuiteName = 'P256-SHA256' | 'SM2-SM3';
export type Point = WeierstrassPoint<bigint>;

/** A hash in progress; `clone` lets a digest be taken without ending it. */
export interface HashState {
  update(data: Uint8Array): unknown;
  clone(): HashState;
  digest(): Uint8Array;
}

/** One cipher suite: a prime-order curve with a = -3, a 32-byte hash, and the kind of staff signatures. */
export interface Suite {
  readonly name: SuiteName;
  readonly Point: WeierstrassPointCons<bigint>;
  /** Field prime. */
  readonly p: bigint;
  /** Group order. */
  readonly q: bigint;
  /** Z of simplified SWU (RFC 9380 section 6.6.2), as a small integer. */
  readonly sswuZ: number;
  readonly staff: 'Ed25519' | 'SM2';
  newHash(): HashState;
  /** H of the concatenated parts, 32 bytes. */
  hash(...parts: readonly Uint8Array[]): Uint8Array;
  /** DST(x) = "RV1-" || suite || "-" || x. */
  dst(label: string): Uint8Array;
}

interface Parameters {
  readonly p: string;
  readonly n: string;
  readonly b: string;
  readonly Gx: string;
  readonly Gy: string;
}

const hex = (digits: string): bigint => BigInt(`0x${digits}`);

function makeSuite(name: SuiteName, c: Parameters, sswuZ: number, staff: Suite['staff'], newHash: () => HashState): Suite {
  const p = hex(c.p);
  const q = hex(c.n);
  const Point = weierstrass({ p, n: q, h: 1n, a: p - 3n, b: hex(c.b), Gx: hex(c.Gx), Gy: hex(c.Gy) });
  return {
    name,
    Point,
    p,
    q,
    sswuZ,
    staff,
    newHash,
    hash(...parts) {
      const state = newHash();
      for (const part of parts) state.update(part);
      return state.digest();
    },
    dst: (label) => utf8(`RV1-${name}-${label}`),
  };
}

/** NIST P-256 (SEC 2 v2 section 2.4.2) with SHA-256. */
export const P256_SHA256: Suite = makeSuite(
  'P256-SHA256',
  {
    p: 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff',
    n: 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
    b: '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
    Gx: '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
    Gy: '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  },
  -10,
  'Ed25519',
  () => sha256.create(),
);

/** sm2p256v1 (GB/T 32918.5-2017) with SM3; Z = -9 found by RFC 9380 appendix H.2. */
export const SM2_SM3: Suite = makeSuite(
  'SM2-SM3',
  {
    p: 'fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff',
    n: 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123',
    b: '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93',
    Gx: '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7',
    Gy: 'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  },
  -9,
  'SM2',
  () => new Sm3(),
);

export const suites: readonly Suite[] = [P256_SHA256, SM2_SM3];

/** The suite of that exact name. Refuses with `suite-unknown`. */
export function suiteByName(name: string): Suite {
  const suite = suites.find((candidate) => candidate.name === name);
  if (suite === undefined) throw new Refusal('suite-unknown', name);
  return suite;
}
