import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p256_hasher } from '@noble/curves/nist.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { sm2 as otherSm2, sm3 as otherSm3 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, os2ip, toHex, utf8 } from './bytes.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify, isEd25519Key } from './ed25519.ts';
import { encodePoint } from './encoding.ts';
import { expandMessageXmd, generator, hashToCurve } from './hash-to-curve.ts';
import { consistencyProof, inclusionProof, leafHash, treeRoot, verifyConsistency, verifyInclusion } from './merkle.ts';
import { systemRandom } from './random.ts';
import { sm2PublicKey, sm2Sign, sm2Verify } from './sm2-signature.ts';
import { Sm3, sm3 } from './sm3.ts';
import { P256_SHA256, SM2_SM3 } from './suite.ts';

describe('SM3 (GB/T 32905 annex A)', () => {
  it('hashes the two examples', () => {
    expect(toHex(sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(toHex(sm3(utf8('abcd'.repeat(16))))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  });

  it('agrees with another implementation at every length around the block borders', () => {
    for (let length = 0; length < 200; length++) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
      expect(toHex(sm3(data.subarray(0, length >> 1), data.subarray(length >> 1)))).toBe(otherSm3(data));
    }
  });

  it('can be digested in the middle', () => {
    const state = new Sm3().update(utf8('ab'));
    state.clone().digest();
    expect(toHex(state.update(utf8('c')).digest())).toBe(toHex(sm3(utf8('abc'))));
  });
});

describe('RFC 9380', () => {
  it('expand_message_xmd, appendix K.1', () => {
    const dst = utf8('QUUX-V01-CS02-with-expander-SHA256-128');
    const expand = (message: string): string => toHex(expandMessageXmd(P256_SHA256, utf8(message), dst, 0x20));
    expect(expand('')).toBe('68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235');
    expect(expand('abc')).toBe('d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615');
  });

  const dst = utf8('QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_');
  it.each([
    [
      '',
      '2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4',
      '8a7a74985cc5c776cdfe4b1f19884970453912e9d31528c060be9ab5c43e8415',
    ],
    [
      'abc',
      '0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f',
      '5c41b3d0731a27a7b14bc0bf0ccded2d8751f83493404c84a88e71ffd424212e',
    ],
    [
      'abcdef0123456789',
      '65038ac8f2b1def042a5df0b33b1f4eca6bff7cb0f9c6c1526811864e544ed80',
      'cad44d40a656e7aff4002a8de287abc8ae0482b5ae825822bb870d6df9b56ca3',
    ],
    [
      `q128_${'q'.repeat(128)}`,
      '4be61ee205094282ba8a2042bcb48d88dfbb609301c49aa8b078533dc65a0b5d',
      '98f8df449a072c4721d241a3b1236d3caccba603f916ca680f4539d2bfb3c29e',
    ],
    [
      `a512_${'a'.repeat(512)}`,
      '457ae2981f70ca85d8e24c308b14db22f3e3862c5ea0f652ca38b5e49cd64bc5',
      'ecb9f0eadc9aeed232dabc53235368c1394c78de05dd96893eefa62b0f4757dc',
    ],
  ])('P256_XMD:SHA-256_SSWU_RO_ of "%.16s"', (message, x, y) => {
    expect(toHex(encodePoint(hashToCurve(P256_SHA256, utf8(message), dst)))).toBe(`04${x}${y}`);
  });

  it('agrees with the library on P-256 generators', () => {
    for (const i of [0, 1, 4096]) {
      const message = concat(utf8('RV1 generator'), new Uint8Array([0, 0, i >> 8, i & 255]));
      const other = p256_hasher.hashToCurve(message, { DST: 'RV1-P256-SHA256-generator' });
      expect(toHex(encodePoint(generator(P256_SHA256, i)))).toBe(other.toHex(false));
    }
  });

  it('maps to SM2 curve points that differ', () => {
    const points = [0, 1, 2, 3].map((i) => generator(SM2_SM3, i));
    for (const point of points) point.assertValidity();
    expect(new Set(points.map((point) => point.toHex(false))).size).toBe(4);
  });
});

describe('curves', () => {
  it('P-256 has the parameters of the library', () => {
    expect(P256_SHA256.Point.CURVE()).toEqual(p256.Point.CURVE());
  });

  it('SM2 base point has order q', () => {
    expect(
      SM2_SM3.Point.BASE.multiplyUnsafe(SM2_SM3.q - 1n)
        .add(SM2_SM3.Point.BASE)
        .is0(),
    ).toBe(true);
  });
});

describe('Ed25519', () => {
  const rfc8032 = [
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
  ] as const;
  it.each(rfc8032)('RFC 8032 section 7.1, secret %.8s', (seed, key, message, signature) => {
    expect(toHex(ed25519PublicKey(fromHex(seed)))).toBe(key);
    expect(toHex(ed25519Sign(fromHex(seed), fromHex(message)))).toBe(signature);
    expect(ed25519Verify(fromHex(key), fromHex(message), fromHex(signature))).toBe(true);
    expect(ed25519Verify(fromHex(key), fromHex(`${message}00`), fromHex(signature))).toBe(false);
  });

  const smallOrder = [
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    // The same points in encodings that are not canonical.
    '0100000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ];
  it.each(smallOrder)('refuses the small-order key %.8s...', (key) => {
    const s = new Uint8Array(32);
    s[0] = 1;
    const signature = concat(ed25519.Point.BASE.toBytes(), s);
    expect(isEd25519Key(fromHex(key))).toBe(false);
    expect(ed25519Verify(fromHex(key), utf8('any'), signature)).toBe(false);
  });

  const { Point } = ed25519;
  const little = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0')).reverse();
  const littleInt = (bytes: Uint8Array): bigint => os2ip(Uint8Array.from(bytes).reverse());

  it('refuses a signature that only the cofactored equation accepts', () => {
    const torsion = Point.fromBytes(fromHex(smallOrder[4]!), true);
    const [a, r] = [12345n, 67890n];
    const key = Point.BASE.multiply(a).toBytes();
    const R = Point.BASE.multiply(r).add(torsion).toBytes();
    const message = utf8('cofactor');
    const k = littleInt(sha512(concat(R, key, message))) % Point.Fn.ORDER;
    const signature = concat(R, little((r + k * a) % Point.Fn.ORDER));
    expect(ed25519.verify(signature, message, key)).toBe(true);
    expect(ed25519Verify(key, message, signature)).toBe(false);
  });

  it('refuses s + L', () => {
    const [, key, message, signature] = rfc8032[0];
    const s = littleInt(fromHex(signature).subarray(32)) + Point.Fn.ORDER;
    expect(ed25519Verify(fromHex(key), fromHex(message), concat(fromHex(signature).subarray(0, 32), little(s)))).toBe(false);
  });
});

describe('SM2 signature (GB/T 32918.5 annex A.2)', () => {
  const d = os2ip(fromHex('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'));
  const message = utf8('message digest');
  const signature = fromHex(
    'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
  );

  it('derives the key and verifies the signature', () => {
    const key = sm2PublicKey(d);
    expect(toHex(key)).toBe(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
    expect(sm2Verify(key, message, signature)).toBe(true);
    expect(sm2Verify(key, utf8('message digest.'), signature)).toBe(false);
  });

  it('signs so that another implementation accepts', () => {
    const own = sm2Sign(d, message, systemRandom);
    const key = sm2PublicKey(d);
    expect(sm2Verify(key, message, own)).toBe(true);
    expect(otherSm2.doVerifySignature(message, toHex(own), toHex(key), { hash: true })).toBe(true);
  });

  it('refuses zero, too large and cancelling r and s', () => {
    const key = sm2PublicKey(d);
    const bytes = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'));
    const { q } = SM2_SM3;
    for (const [r, s] of [
      [0n, 1n],
      [1n, 0n],
      [q, 1n],
      [1n, q],
      [5n, q - 5n],
    ] as const) {
      expect(sm2Verify(key, message, concat(bytes(r), bytes(s)))).toBe(false);
    }
  });
});

describe('RFC 6962 tree with SHA-256 (the reference inputs of Certificate Transparency)', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const suite = P256_SHA256;
  const leaves = inputs.map((input) => leafHash(suite, fromHex(input)));

  it('has the published roots', () => {
    expect(toHex(treeRoot(suite, []))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    roots.forEach((root, i) => {
      expect(toHex(treeRoot(suite, leaves.slice(0, i + 1)))).toBe(root);
    });
  });

  it('has the published inclusion path of leaf 5 in 8', () => {
    expect(inclusionProof(suite, leaves, 5).map(toHex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('verifies every inclusion and consistency proof up to 20 leaves, and nothing altered', () => {
    const many = Array.from({ length: 20 }, (_, i) => leafHash(SM2_SM3, Uint8Array.of(i)));
    for (let size = 1; size <= 20; size++) {
      const tree = many.slice(0, size);
      const root = treeRoot(SM2_SM3, tree);
      for (let i = 0; i < size; i++) {
        const path = inclusionProof(SM2_SM3, tree, i);
        expect(verifyInclusion(SM2_SM3, tree[i]!, i, size, path, root)).toBe(true);
        expect(verifyInclusion(SM2_SM3, tree[i]!, i + 1, size, path, root)).toBe(false);
        expect(verifyInclusion(SM2_SM3, many[19 - i === i ? 0 : 19 - i]!, i, size, path, root)).toBe(false);
        expect(verifyInclusion(SM2_SM3, tree[i]!, i, size, [...path, root], root)).toBe(false);
      }
      for (let from = 0; from <= size; from++) {
        const proof = consistencyProof(SM2_SM3, tree, from);
        const old = treeRoot(SM2_SM3, tree.slice(0, from));
        expect(verifyConsistency(SM2_SM3, from, size, proof, old, root)).toBe(true);
        if (from > 0) expect(verifyConsistency(SM2_SM3, from, size, proof, leafHash(SM2_SM3, root), root)).toBe(false);
        if (proof.length > 0) expect(verifyConsistency(SM2_SM3, from, size, proof.slice(1), old, root)).toBe(false);
      }
    }
  });
});
