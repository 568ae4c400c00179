import { equalBytes } from './bytes.ts';
import { bytes, type Decoded, decodeJson, encodeJson, list, object, oneOf, optional, pattern, text, vector } from './canonical-json.ts';
import { decodeScalar, decodeScalars, encodePoint, encodeScalar, encodeScalars, SCALAR_BYTES } from './encoding.ts';
import { decodeEntry, signTrusteeEntry } from './entry-envelope.ts';
import { timesBase } from './group.ts';
import { meetingIdForm } from './names.ts';
import { type Random, randomScalar } from './random.ts';
import { attempt, Refusal, type Result, require } from './refusal.ts';
import { openSecret, sealSecret } from './sealed-file.ts';
import { type Suite, suiteByName } from './suite.ts';
import { trusteeEntryName, typeOfName } from './trustee-entries.ts';

const CONTENT = 'trustee-key';
/** Sealing adds a third (base64url) to what is sealed. */
const LIMIT = 24 << 20;

const codec = object({
  suite: oneOf('P256-SHA256', 'SM2-SM3'),
  meeting: pattern(meetingIdForm),
  key: bytes(SCALAR_BYTES),
  manifest: optional(bytes(32)),
  polynomial: optional(vector(SCALAR_BYTES)),
  signed: list(object({ type: text(32, 1), entry: bytes() }), 16),
});
type Stored = Decoded<typeof codec>;

/** What a trustee keeps from the invitation to the tally (`sealed-file.md`, content `trustee-key`). Never changed in place. */
export interface TrusteeFile {
  readonly suite: Suite;
  readonly meeting: string;
  /** k_i. */
  readonly k: bigint;
  /** Hash of the one manifest this trustee takes part in; absent before the first step. */
  readonly manifest?: Uint8Array;
  /** a_0..a_(t-1), from the commit until the shares stand in the log. */
  readonly polynomial?: readonly bigint[];
  /** Every entry this trustee signed but its mixes, at most one of a name (`trustee-entries.ts`). */
  readonly signed: readonly { readonly name: string; readonly entry: Uint8Array }[];
}

export function makeTrusteeFile(suite: Suite, meeting: string, random: Random): TrusteeFile {
  return { suite, meeting, k: randomScalar(suite, random), signed: [] };
}

/** K_i as 65 bytes. */
export function trusteePublicKey(file: Pick<TrusteeFile, 'suite' | 'k'>): Uint8Array {
  return encodePoint(timesBase(file.suite, file.k));
}

/** Seals the file under a passphrase; slow on purpose (scrypt), best in a worker. */
export function sealTrusteeFile(file: TrusteeFile, passphrase: string, random: Random): Uint8Array {
  const stored: Stored = {
    suite: file.suite.name,
    meeting: file.meeting,
    key: encodeScalar(file.k),
    ...(file.manifest === undefined ? {} : { manifest: file.manifest }),
    ...(file.polynomial === undefined ? {} : { polynomial: encodeScalars(file.polynomial) }),
    signed: file.signed.map(({ name, entry }) => ({ type: typeOfName(name), entry })),
  };
  return sealSecret(CONTENT, encodeJson(codec, stored), passphrase, random);
}

/** Opens a sealed trustee file. Refuses with `file-damaged`, `file-of-another-kind` or `passphrase-wrong`. */
export function openTrusteeFile(sealed: Uint8Array, passphrase: string): Result<TrusteeFile> {
  const opened = openSecret(CONTENT, sealed, passphrase);
  if (!opened.ok) return opened;
  const read = attempt(() => {
    const stored = decodeJson(codec, opened.value, LIMIT);
    const suite = suiteByName(stored.suite);
    const k = decodeScalar(suite, stored.key);
    const signed = stored.signed.map(({ type, entry }) => ({ name: nameOfSigned(type, entry), entry }));
    require(k !== 0n && new Set(signed.map(({ name }) => name)).size === signed.length, 'file-damaged');
    return {
      suite,
      meeting: stored.meeting,
      k,
      ...(stored.manifest === undefined ? {} : { manifest: stored.manifest }),
      ...(stored.polynomial === undefined ? {} : { polynomial: decodeScalars(suite, stored.polynomial) }),
      signed,
    };
  });
  return read.ok ? read : { ok: false, code: 'file-damaged', detail: read.detail };
}

function nameOfSigned(type: string, entry: Uint8Array): string {
  if (type !== 'decryption') return type;
  const decoded = decodeEntry(entry);
  require(decoded.type === type, 'file-damaged', type);
  return trusteeEntryName(decoded);
}

/** Binds the file to a manifest. Refuses with `file-of-another-manifest` when it is bound to a different one. */
export function bindManifest(file: TrusteeFile, manifestHash: Uint8Array): TrusteeFile {
  require(file.manifest === undefined || equalBytes(file.manifest, manifestHash), 'file-of-another-manifest');
  return { ...file, manifest: manifestHash };
}

/** The entry of a name that this trustee has signed already, or null. */
export function signedEntry(file: TrusteeFile, name: string): Uint8Array | null {
  return file.signed.find((item) => item.name === name)?.entry ?? null;
}

/**
 * Signs an entry body of a name once: a name signed before gives the stored entry whatever the body is now, because two
 * different entries of one type are what B1 and B16 forbid. Store the returned file before the entry is sent.
 */
export function signOnce(
  file: TrusteeFile,
  trustee: number,
  name: string,
  makeBody: () => Uint8Array,
  random: Random,
): { file: TrusteeFile; entry: Uint8Array } {
  const stored = signedEntry(file, name);
  if (stored !== null) return { file, entry: stored };
  if (file.manifest === undefined) throw new Error('file-without-manifest');
  const entry = signTrusteeEntry(file.suite, typeOfName(name), makeBody(), file.manifest, trustee, file.k, random);
  return { file: { ...file, signed: [...file.signed, { name, entry }] }, entry };
}

/** Compares what the log holds of this trustee with the file (rule 2). Refuses with `entry-not-in-file` or `entry-differs`. */
export function checkAgainstLog(file: TrusteeFile, type: string, inLog: Uint8Array): void {
  const stored = signedEntry(file, type);
  if (stored === null) throw new Refusal('entry-not-in-file', type);
  require(equalBytes(stored, inLog), 'entry-differs', type);
}
