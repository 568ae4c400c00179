import { concat, os2ip, utf8 } from './bytes.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify, isEd25519Key } from './ed25519.ts';
import { decodePoint, encodeScalar } from './encoding.ts';
import { type Random, randomScalar } from './random.ts';
import { attempt } from './refusal.ts';
import { sm2PublicKey, sm2Sign, sm2Verify } from './sm2-signature.ts';
import type { Suite } from './suite.ts';

/** A staff key pair: 32 secret bytes (an Ed25519 seed or an SM2 scalar) and the public key (32 or 65 bytes). */
export interface StaffKey {
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** The 32 zero bytes that stand for the manifest hash while there is no manifest. */
export const noManifest: Uint8Array = new Uint8Array(32);

export function makeStaffKey(suite: Suite, random: Random): StaffKey {
  if (suite.staff === 'Ed25519') {
    const secret = random(32);
    return { secret, publicKey: ed25519PublicKey(secret) };
  }
  let sk = randomScalar(suite, random);
  while (sk === suite.q - 1n) sk = randomScalar(suite, random);
  return { secret: encodeScalar(sk), publicKey: sm2PublicKey(sk) };
}

/** The public key of a restored secret. */
export function staffPublicKey(suite: Suite, secret: Uint8Array): Uint8Array {
  return suite.staff === 'Ed25519' ? ed25519PublicKey(secret) : sm2PublicKey(os2ip(secret));
}

/** "RV1-entry" || 00 || type || 00 || manifest hash || body. */
export function entryMessage(type: string, manifestHash: Uint8Array, body: Uint8Array): Uint8Array {
  const zero = Uint8Array.of(0);
  return concat(utf8('RV1-entry'), zero, utf8(type), zero, manifestHash, body);
}

/** Signs any message with the suite's staff algorithm: entries (through `entryMessage`) and checkpoint texts. */
export function staffSign(suite: Suite, secret: Uint8Array, message: Uint8Array, random: Random): Uint8Array {
  return suite.staff === 'Ed25519' ? ed25519Sign(secret, message) : sm2Sign(os2ip(secret), message, random);
}

/** Never throws on bad data. */
export function staffVerify(suite: Suite, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return suite.staff === 'Ed25519' ? ed25519Verify(publicKey, message, signature) : sm2Verify(publicKey, message, signature);
}

/** True for a valid public key of the suite's staff algorithm. */
export function isStaffKey(suite: Suite, publicKey: Uint8Array): boolean {
  return suite.staff === 'Ed25519' ? isEd25519Key(publicKey) : attempt(() => decodePoint(suite, publicKey)).ok;
}
