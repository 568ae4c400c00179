import { equalBytes } from './bytes.ts';
import { bytes, type Decoded, decodeJson, encodeJson, list, object, oneOf, pattern } from './canonical-json.ts';
import { type BodyOf, type EntryType, entryTypes } from './entry-bodies.ts';
import type { Random } from './random.ts';
import { Refusal, require } from './refusal.ts';
import { entryMessage, staffSign, staffVerify } from './staff-signature.ts';
import type { Suite } from './suite.ts';
import { trusteeSign, trusteeVerify } from './trustee-signature.ts';

const signerName = /^(organizer|issuer|server|(officer|teller|trustee)-[1-9][0-9]?)$/;
const signature = object({ key: pattern(signerName), sig: bytes() });
const names = Object.keys(entryTypes) as EntryType[];
const envelope = object({ type: oneOf(...names), body: bytes(), sigs: list(signature) });
type Envelope = Decoded<typeof envelope>;
export type EntrySignature = Decoded<typeof signature>;

/** A decoded enveloped entry; `body` is typed by `type`. Signatures are checked apart, by `verifySignatures`. */
export type EnvelopedEntry = {
  [T in EntryType]: {
    readonly type: T;
    readonly body: BodyOf<T>;
    readonly bodyBytes: Uint8Array;
    readonly sigs: readonly EntrySignature[];
  };
}[EntryType];

/** The largest legal entry of any type (`mixed`), in bytes; a reader need not keep more of a line. */
export const LARGEST_ENTRY = 32 << 20;

/** Entries of cards, which have no envelope. */
export type BallotType = 'ballot' | 'ballot-audited';

/** The `type` of an entry, without decoding the rest: entries begin with `{"type":"..."`. Refuses with `entry-malformed`. */
export function entryTypeOf(entry: Uint8Array): EntryType | BallotType {
  const head = new TextDecoder().decode(entry.subarray(0, 64));
  const type = /^\{"type":"([a-z-]{1,32})",/.exec(head)?.[1];
  if (type === undefined) throw new Refusal('entry-malformed', 'type');
  if (type === 'ballot' || type === 'ballot-audited') return type;
  const known = names.find((candidate) => candidate === type);
  if (known === undefined) throw new Refusal('entry-malformed', type);
  return known;
}

/** Decodes an enveloped entry with its body, both canonical. Refuses with `entry-malformed` (V02). */
export function decodeEntry(entry: Uint8Array): EnvelopedEntry {
  const type = entryTypeOf(entry);
  if (type === 'ballot' || type === 'ballot-audited') throw new Refusal('entry-malformed', 'a ballot has no envelope');
  const { body: codec, limit } = entryTypes[type];
  try {
    const read: Envelope = decodeJson(envelope, entry, limit);
    const body = decodeJson(codec as { read(v: unknown, p: string): unknown; write(v: unknown): string }, read.body, limit);
    return { type, body, bodyBytes: read.body, sigs: read.sigs } as EnvelopedEntry;
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('entry-malformed', `${type}: ${error.message}`);
    throw error;
  }
}

/** The bytes of an entry from its finished parts. */
export function encodeEntry(type: EntryType, bodyBytes: Uint8Array, sigs: readonly EntrySignature[]): Uint8Array {
  return encodeJson(envelope, { type, body: bodyBytes, sigs: [...sigs] });
}

export function encodeBody<T extends EntryType>(type: T, body: BodyOf<T>): Uint8Array {
  const codec = entryTypes[type].body as unknown as { write(value: BodyOf<T>): string };
  return new TextEncoder().encode(codec.write(body));
}

/** One staff signature over an entry body; `manifestHash` is 32 zero bytes for the manifest itself. */
export function signBody(
  suite: Suite,
  type: string,
  body: Uint8Array,
  manifestHash: Uint8Array,
  secret: Uint8Array,
  random: Random,
): Uint8Array {
  return staffSign(suite, secret, entryMessage(type, manifestHash, body), random);
}

/** A whole trustee entry, signed with k_i as `trustee-I`. */
export function signTrusteeEntry(
  suite: Suite,
  type: string,
  body: Uint8Array,
  manifestHash: Uint8Array,
  trustee: number,
  k: bigint,
  random: Random,
): Uint8Array {
  const sig = trusteeSign(suite, k, type, manifestHash, body, random);
  return encodeEntry(type as EntryType, body, [{ key: `trustee-${trustee}`, sig }]);
}

/** Who signs with which key: the manifest's keys under the names that `sigs` uses. */
export interface SignerKeys {
  readonly organizer: Uint8Array;
  readonly issuer: Uint8Array;
  readonly server: Uint8Array;
  readonly officers: readonly Uint8Array[];
  readonly tellers: readonly Uint8Array[];
  readonly trustees: readonly Uint8Array[];
}

type Rule = 'organizer' | 'issuer' | 'server' | 'officer' | 'teller' | 'trustee';
const signers: Record<EntryType, readonly Rule[]> = {
  manifest: ['organizer', 'officer'],
  contests: ['organizer'],
  'trustee-commit': ['trustee'],
  'trustee-key': ['trustee'],
  'trustee-shares': ['trustee'],
  'trustee-ready': ['trustee'],
  'trustee-complaint': ['trustee'],
  rehearsal: ['trustee'],
  cards: ['issuer'],
  'cards-voided': ['organizer'],
  opened: ['organizer', 'officer'],
  'card-replaced': ['organizer', 'officer'],
  cancelled: ['organizer', 'officer'],
  closed: ['organizer', 'officer'],
  'paper-count': ['teller', 'teller', 'officer'],
  mixed: ['trustee'],
  'tally-ready': ['trustee'],
  decryption: ['trustee'],
  result: ['server'],
  attestation: ['officer'],
};

/**
 * Checks that an entry carries exactly the signatures its type needs, in their order, and that they verify (V04).
 * A trustee entry must be signed by the trustee that its body names, two tellers sign in ascending order. Returns the names of the signers.
 * Refuses with `signature-invalid`.
 */
export function verifySignatures(suite: Suite, entry: EnvelopedEntry, manifestHash: Uint8Array, keys: SignerKeys): string[] {
  const rules = signers[entry.type];
  require(entry.sigs.length === rules.length, 'signature-invalid', 'number of signatures');
  entry.sigs.forEach(({ key: name, sig }, i) => {
    const rule = rules[i]!;
    const key = keyNamed(keys, rule, name);
    require(key !== null, 'signature-invalid', `signer ${name}`);
    if (rule === 'trustee')
      require('trustee' in entry.body && name === `trustee-${entry.body.trustee}`, 'signature-invalid', 'another trustee');
    const holds =
      rule === 'trustee'
        ? trusteeVerify(suite, key, entry.type, manifestHash, entry.bodyBytes, sig)
        : staffVerify(suite, key, entryMessage(entry.type, manifestHash, entry.bodyBytes), sig);
    require(holds, 'signature-invalid', name);
  });
  const places = entry.sigs.filter((_, i) => rules[i] === 'teller').map(({ key }) => Number(key.slice('teller-'.length)));
  require(places.every((place, i) => i === 0 || places[i - 1]! < place), 'signature-invalid', 'order of tellers');
  return entry.sigs.map(({ key }) => key);
}

function keyNamed(keys: SignerKeys, rule: Rule, name: string): Uint8Array | null {
  if (rule === 'organizer' || rule === 'issuer' || rule === 'server') return name === rule ? keys[rule] : null;
  const place = new RegExp(`^${rule}-([1-9][0-9]?)$`).exec(name)?.[1];
  const list = { officer: keys.officers, teller: keys.tellers, trustee: keys.trustees }[rule];
  return place === undefined ? null : (list[Number(place) - 1] ?? null);
}

/** True when the same bytes are among the list. */
export function includesBytes(list: readonly Uint8Array[], bytesWanted: Uint8Array): boolean {
  return list.some((item) => equalBytes(item, bytesWanted));
}
