import { decodeMaybeIdentity } from './decryption.ts';
import { chunks, decodePoint, decodePoints, decodeScalar, decodeScalars, POINT_BYTES } from './encoding.ts';
import type { EntryType } from './entry-bodies.ts';
import type { EnvelopedEntry } from './entry-envelope.ts';
import { Refusal } from './refusal.ts';
import type { Suite } from './suite.ts';

type Decoder = (suite: Suite, bytes: Uint8Array) => unknown;

/** A vector in which 65 zero bytes may stand for the identity. */
const maybeIdentities: Decoder = (suite, bytes) => chunks(bytes, POINT_BYTES).map((chunk) => decodeMaybeIdentity(suite, chunk));

/** Members that hold points and scalars, by type. Keys in the manifest are no such members: their rule is V07's. */
const members: { readonly [T in EntryType]?: Readonly<Record<string, Decoder>> } = {
  'trustee-key': { key: decodePoint, A: decodePoints, R: decodePoints, z: decodeScalars },
  'trustee-shares': { E: decodePoint, c: decodeScalars },
  'trustee-ready': { h: decodePoint },
  'trustee-complaint': { S: decodePoint, c: decodeScalar, z: decodeScalar },
  rehearsal: { d: decodePoint, Tg: decodePoint, Ta: decodePoint, z: decodeScalar },
  cards: { cards: decodePoints },
  'cards-voided': { cards: decodePoints },
  opened: { h: decodePoint },
  'card-replaced': { card: decodePoint },
  closed: { challengeCards: decodePoints },
  mixed: {
    outputs: decodePoints,
    c: decodePoints,
    cHat: decodePoints,
    t1: decodePoint,
    t2: decodePoint,
    t3: decodePoint,
    t4: decodePoints,
    tHat: decodePoints,
    s1: decodeScalar,
    s2: decodeScalar,
    s3: decodeScalar,
    s4: decodeScalars,
    sHat: decodeScalars,
    sPrime: decodeScalars,
  },
  decryption: { d: maybeIdentities, Tg: decodePoint, Ta: decodeMaybeIdentity, z: decodeScalar },
};

/** Checks that every point is on the curve and every scalar below the order, in an entry of any type (V02). Refuses with `entry-malformed`. */
export function checkElements(suite: Suite, entry: EnvelopedEntry): void {
  for (const [name, decode] of Object.entries(members[entry.type] ?? {})) {
    const bytes = (entry.body as unknown as Readonly<Record<string, Uint8Array>>)[name]!;
    try {
      decode(suite, bytes);
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal('entry-malformed', `${entry.type}.${name}: ${error.message}`);
      throw error;
    }
  }
}
