import { equalBytes } from './bytes.ts';
import type { Suite } from './suite.ts';

/** RFC 6962 section 2.1 hashing with the suite's hash. */
export function leafHash(suite: Suite, entry: Uint8Array): Uint8Array {
  return suite.hash(Uint8Array.of(0), entry);
}

export function nodeHash(suite: Suite, left: Uint8Array, right: Uint8Array): Uint8Array {
  return suite.hash(Uint8Array.of(1), left, right);
}

/** Append-only tree that knows its root after every leaf; keeps the roots of the perfect subtrees on the right edge only. */
export class GrowingTree {
  readonly #suite: Suite;
  readonly #edge: { height: number; hash: Uint8Array }[] = [];
  #size = 0;

  constructor(suite: Suite) {
    this.#suite = suite;
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let node = { height: 0, hash: leaf };
    for (let last = this.#edge[this.#edge.length - 1]; last?.height === node.height; last = this.#edge[this.#edge.length - 1]) {
      this.#edge.pop();
      node = { height: node.height + 1, hash: nodeHash(this.#suite, last.hash, node.hash) };
    }
    this.#edge.push(node);
    this.#size++;
  }

  root(): Uint8Array {
    const [last, ...rest] = [...this.#edge].reverse();
    if (last === undefined) return this.#suite.hash();
    return rest.reduce((right, node) => nodeHash(this.#suite, node.hash, right), last.hash);
  }
}

/** Root over leaf hashes; the empty tree's root is H(""). */
export function treeRoot(suite: Suite, leaves: readonly Uint8Array[]): Uint8Array {
  const tree = new GrowingTree(suite);
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

function splitPoint(size: number): number {
  let k = 1;
  while (2 * k < size) k *= 2;
  return k;
}

/** Inclusion path of leaf `index` in the tree over `leaves` (RFC 6962 section 2.1.1). */
export function inclusionProof(suite: Suite, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = splitPoint(leaves.length);
  return index < k
    ? [...inclusionProof(suite, leaves.slice(0, k), index), treeRoot(suite, leaves.slice(k))]
    : [...inclusionProof(suite, leaves.slice(k), index - k), treeRoot(suite, leaves.slice(0, k))];
}

/** Consistency proof from the first `from` leaves to all of them (RFC 6962 section 2.1.2). */
export function consistencyProof(suite: Suite, leaves: readonly Uint8Array[], from: number): Uint8Array[] {
  return from === 0 ? [] : subproof(suite, leaves, from, true);
}

function subproof(suite: Suite, leaves: readonly Uint8Array[], from: number, whole: boolean): Uint8Array[] {
  if (from === leaves.length) return whole ? [] : [treeRoot(suite, leaves)];
  const k = splitPoint(leaves.length);
  return from <= k
    ? [...subproof(suite, leaves.slice(0, k), from, whole), treeRoot(suite, leaves.slice(k))]
    : [...subproof(suite, leaves.slice(k), from - k, false), treeRoot(suite, leaves.slice(0, k))];
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const half = (value: number): number => Math.floor(value / 2);

/** Verifies an inclusion path (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(
  suite: Suite,
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(suite, sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      hash = nodeHash(suite, hash, sibling);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && equalBytes(hash, root);
}

/** Verifies a consistency proof (RFC 9162 section 2.1.4.2); from size 0 only the empty proof holds. */
export function verifyConsistency(
  suite: Suite,
  from: number,
  to: number,
  proof: readonly Uint8Array[],
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
): boolean {
  if (!isSize(from) || !isSize(to) || from > to) return false;
  if (from === to) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (from === 0) return proof.length === 0 && equalBytes(oldRoot, suite.hash());
  // A perfect old tree is its own first node, which the proof then leaves out.
  const roots = consistencyRoots(suite, from, to, firstNode(from, to).fn === 0 ? [oldRoot, ...proof] : proof);
  return roots !== null && equalBytes(roots.old, oldRoot) && equalBytes(roots.grown, newRoot);
}

/** Where a path from the first `from` leaves begins: the two numbers of the computation of RFC 9162, 2.1.4.2. */
function firstNode(from: number, to: number): { fn: number; sn: number } {
  let fn = from - 1;
  let sn = to - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  return { fn, sn };
}

/**
 * The two roots that a consistency path leads to, the node it starts from included (also where RFC 9162 leaves it out). Null when the
 * path has a wrong length.
 */
export function consistencyRoots(
  suite: Suite,
  from: number,
  to: number,
  path: readonly Uint8Array[],
): { readonly old: Uint8Array; readonly grown: Uint8Array } | null {
  let { fn, sn } = firstNode(from, to);
  const [first, ...rest] = path;
  if (first === undefined) return null;
  let old = first;
  let grown = first;
  for (const sibling of rest) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      old = nodeHash(suite, sibling, old);
      grown = nodeHash(suite, sibling, grown);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      grown = nodeHash(suite, grown, sibling);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 ? { old, grown } : null;
}
