import { equalBytes } from '../protocol/bytes.ts';
import { bytes, type Decoded, encodeJson, int, list, object, oneOf, optional, text } from '../protocol/canonical-json.ts';
import { NOTE_LIMIT } from '../protocol/checkpoint.ts';
import { signBody } from '../protocol/entry-envelope.ts';
import { consistencyRoots, leafHash, nodeHash } from '../protocol/merkle.ts';
import type { Random } from '../protocol/random.ts';
import type { StaffKey } from '../protocol/staff-signature.ts';
import type { Suite } from '../protocol/suite.ts';

/** An evidence file (`witnesses.md`), members in this order. */
const unsigned = {
  format: oneOf('RV1-evidence'),
  kind: oneOf('fork', 'rollback'),
  manifest: bytes(),
  first: text(NOTE_LIMIT),
  second: text(NOTE_LIMIT),
  proof: list(bytes(32), 64),
  statement: optional(object({ time: int, text: text(4000) })),
};
const unsignedCodec = object(unsigned);
const codec = object({ ...unsigned, sig: optional(object({ key: text(16, 1), sig: bytes(64) })) });
export type Evidence = Decoded<typeof codec>;

/** Both notes are the server's and contradict each other; nothing else is needed. */
export function forkEvidence(manifest: Uint8Array, first: string, second: string, proof: readonly Uint8Array[]): Uint8Array {
  return encodeJson(codec, { format: 'RV1-evidence', kind: 'fork', manifest, first, second, proof: [...proof] });
}

/** `second` was shown after `first` though it is smaller; the order in time is the officer's word, so the officer signs it. */
export function rollbackEvidence(
  suite: Suite,
  manifest: Uint8Array,
  notes: { readonly first: string; readonly second: string },
  proof: readonly Uint8Array[],
  officer: { readonly number: number; readonly key: StaffKey },
  statement: { readonly time: number; readonly text: string },
  random: Random,
): Uint8Array {
  const body: Decoded<typeof unsignedCodec> = {
    format: 'RV1-evidence',
    kind: 'rollback',
    manifest,
    ...notes,
    proof: [...proof],
    statement,
  };
  const sig = signBody(suite, 'evidence', encodeJson(unsignedCodec, body), suite.hash(manifest), officer.key.secret, random);
  return encodeJson(codec, { ...body, sig: { key: `officer-${officer.number}`, sig } });
}

const half = (value: number): number => Math.floor(value / 2);

/**
 * Evidence that the server signed two histories, from its own answers: the proof from `first.size` to `second.size` where that size is
 * no power of two, else the proof from one less, folded until the subtree of `first.size` leaves is complete. Null when the answers
 * prove nothing.
 */
export async function findFork(
  suite: Suite,
  manifest: Uint8Array,
  first: { readonly size: number; readonly root: Uint8Array; readonly note: string },
  second: { readonly size: number; readonly root: Uint8Array; readonly note: string },
  prove: (from: number, to: number) => Promise<readonly Uint8Array[] | null>,
): Promise<Uint8Array | null> {
  if (first.size === second.size) return equalBytes(first.root, second.root) ? null : forkEvidence(manifest, first.note, second.note, []);
  const path = isPowerOfTwo(first.size)
    ? await pathFromPowerOfTwo(suite, manifest, first.size, second.size, prove)
    : await prove(first.size, second.size);
  const roots = path === null ? null : consistencyRoots(suite, first.size, second.size, path);
  if (path === null || roots === null || !equalBytes(roots.grown, second.root) || equalBytes(roots.old, first.root)) return null;
  return forkEvidence(manifest, first.note, second.note, path);
}

const isPowerOfTwo = (value: number): boolean => value > 0 && Number.isInteger(Math.log2(value));

/** The path from 2^k leaves with the node it starts from: the other history's root at that size, found inside the proof from one leaf less. */
async function pathFromPowerOfTwo(
  suite: Suite,
  manifest: Uint8Array,
  from: number,
  to: number,
  prove: (from: number, to: number) => Promise<readonly Uint8Array[] | null>,
): Promise<readonly Uint8Array[] | null> {
  if (from === 1) return null;
  const proof = await prove(from - 1, to);
  if (proof === null) return null;
  // From 1 leaf the start is that leaf itself, the manifest's, and the proof leaves it out.
  const path = from === 2 ? [leafHash(suite, manifest), ...proof] : [...proof];
  let node = path.shift();
  // From leaf 2^k - 2, whose sibling is to the right; above it every sibling inside the subtree of 2^k leaves is to the left.
  for (let fn = from - 2, width = 1; width < from; width *= 2, fn = half(fn)) {
    const sibling = path.shift();
    if (node === undefined || sibling === undefined) return null;
    node = fn % 2 === 1 ? nodeHash(suite, sibling, node) : nodeHash(suite, node, sibling);
  }
  return node === undefined ? null : [node, ...path];
}
