import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes, i2osp, utf8 } from './bytes.ts';
import { bytes, type Decoded, decodeJson, encodeJson, int, object, oneOf, text } from './canonical-json.ts';
import type { Random } from './random.ts';
import { attempt, Refusal, type Result } from './refusal.ts';

const SEALED_LIMIT = 1 << 25;
const cost = { N: 1 << 15, r: 8, p: 1 } as const;

const codec = object({
  format: oneOf('RV1-sealed'),
  content: text(64, 1),
  kdf: object({ name: oneOf('scrypt'), N: int, r: int, p: int, salt: bytes(16) }),
  cipher: oneOf('XChaCha20-Poly1305'),
  nonce: bytes(24),
  ciphertext: bytes(),
  checksum: bytes(16),
});
type SealedFile = Decoded<typeof codec>;

/**
 * First 16 bytes of SHA-256 over everything else. An AEAD cannot tell a wrong passphrase from damage; this tells the owner which
 * of the two it is. It protects nothing: whoever changes the file can recompute it, and the AEAD then refuses.
 */
function checksumOf(file: Omit<SealedFile, 'checksum'>): Uint8Array {
  const { salt, N, r, p } = file.kdf;
  const header = concat(header0(file), i2osp(N, 4), i2osp(r, 4), i2osp(p, 4), salt, file.nonce);
  return sha256(concat(header, file.ciphertext)).subarray(0, 16);
}

const header0 = (file: { content: string }): Uint8Array =>
  concat(utf8('RV1-sealed'), Uint8Array.of(0), utf8(file.content), Uint8Array.of(0));

function fileKey(passphrase: string, kdf: { salt: Uint8Array; N: number; r: number; p: number }): Uint8Array {
  const { N, r, p } = kdf;
  return scrypt(utf8(passphrase.normalize('NFKC')), kdf.salt, { N, r, p, dkLen: 32 });
}

/** Seals secret bytes under a passphrase. `content` says what is inside (for example `trustee-key`) and is authenticated. */
export function sealSecret(content: string, secret: Uint8Array, passphrase: string, random: Random): Uint8Array {
  const kdf = { name: 'scrypt', ...cost, salt: random(16) } as const;
  const nonce = random(24);
  const ciphertext = xchacha20poly1305(fileKey(passphrase, kdf), nonce, header0({ content })).encrypt(secret);
  const file = { format: 'RV1-sealed', content, kdf, cipher: 'XChaCha20-Poly1305', nonce, ciphertext } as const;
  return encodeJson(codec, { ...file, checksum: checksumOf(file) });
}

/**
 * Opens a sealed file. Refuses with `file-damaged` (not a sealed file, or changed), `file-of-another-kind` (whole, but not
 * `content`), or `passphrase-wrong`.
 */
export function openSecret(content: string, file: Uint8Array, passphrase: string): Result<Uint8Array> {
  return attempt(() => {
    const parsed = attempt(() => decodeJson(codec, file, SEALED_LIMIT));
    if (!parsed.ok || !equalBytes(checksumOf(parsed.value), parsed.value.checksum)) throw new Refusal('file-damaged');
    const { kdf, nonce, ciphertext } = parsed.value;
    if (kdf.N !== cost.N || kdf.r !== cost.r || kdf.p !== cost.p || ciphertext.length < 16) throw new Refusal('file-damaged', 'cost');
    if (parsed.value.content !== content) throw new Refusal('file-of-another-kind', parsed.value.content);
    try {
      return xchacha20poly1305(fileKey(passphrase, kdf), nonce, header0({ content })).decrypt(ciphertext);
    } catch {
      throw new Refusal('passphrase-wrong');
    }
  });
}
