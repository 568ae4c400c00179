import { equalBytes, toHex } from './bytes.ts';
import { holds } from './check-failure.ts';
import { type DecryptionStatement, verifyDecryption } from './decryption.ts';
import { chunks, encodePoint, POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import type { RehearsalBody, TrusteeComplaintBody, TrusteeKeyBody, TrusteeSharesBody } from './entry-bodies.ts';
import { times, timesBase } from './group.ts';
import { hashToScalar } from './hash-to-curve.ts';
import type { SeenTree } from './receipt.ts';
import { Refusal } from './refusal.ts';
import { currentTree, type ReplayState } from './replay-state.ts';
import type { Point } from './suite.ts';
import { commitTo, meetingKey, publicShare, verifyTrusteeKey } from './trustee-key.ts';
import { judgeComplaint } from './trustee-shares.ts';

const sameTree = (tree: SeenTree | undefined, body: SeenTree): boolean =>
  tree !== undefined && tree.size === body.size && equalBytes(tree.root, body.root);

const trusteesOf = (state: ReplayState): number => state.manifest.trustees.length;

export function applyCommit(state: ReplayState, body: { trustee: number; commit: Uint8Array }): void {
  state.commits.set(body.trustee, body.commit);
}

export function applyKey(state: ReplayState, body: TrusteeKeyBody, bodyBytes: Uint8Array): void {
  const { suite, manifest, manifestHash } = state;
  const commit = commitTo(suite, manifestHash, body.trustee, body.nonce, bodyBytes);
  holds(equalBytes(commit, state.commits.get(body.trustee)!), 'V09', 'commit-differs', `trustee ${body.trustee}`);
  const expected = { ...manifest.trustees[body.trustee - 1]!, threshold: manifest.threshold };
  const verified = verifyTrusteeKey(suite, manifestHash, body, expected);
  holds(verified.ok, 'V10', 'trustee-key-invalid', verified.ok ? '' : verified.detail);
  state.keyBodies.set(body.trustee, body);
  state.commitments.set(body.trustee, verified.value);
}

export function applyShares(state: ReplayState, body: TrusteeSharesBody): void {
  const { manifest } = state;
  const n = trusteesOf(state);
  const code = 'trustee-shares-invalid';
  holds(body.c.length === n * SCALAR_BYTES, 'V11', code, 'number of shares');
  const taken = [
    ...manifest.trustees.map(({ key }) => key),
    ...[...state.keyBodies.values()].flatMap(({ A }) => chunks(A, POINT_BYTES)),
    ...[...state.shares.values()].map(({ E }) => E),
  ];
  holds(!taken.some((bytes) => equalBytes(bytes, body.E)), 'V11', code, 'E is not fresh');
  state.shares.set(body.trustee, body);
}

/** Called once the entry is in the tree: after the last shares, h and every X_j follow. */
export function noteLastShares(state: ReplayState): void {
  if (state.shares.size !== trusteesOf(state) || state.afterShares !== undefined) return;
  const all = commitmentsInOrder(state);
  state.afterShares = currentTree(state);
  state.h = meetingKey(state.suite, all);
  state.publicShares = all.map((_, i) => publicShare(state.suite, all, i + 1));
}

/** A_(i,m) by trustee. */
export function commitmentsInOrder(state: ReplayState): Point[][] {
  return state.manifest.trustees.map((_, i) => state.commitments.get(i + 1)!);
}

export function applyReady(state: ReplayState, body: SeenTree & { trustee: number; h: Uint8Array }): void {
  holds(sameTree(state.afterShares, body), 'V12', 'ready-differs', 'tree');
  const { h } = state;
  const usable = h !== undefined && !h.is0() && state.publicShares.every((X) => !X.is0());
  holds(usable && equalBytes(encodePoint(h), body.h), 'V12', 'ready-differs', 'h');
  state.ready.add(body.trustee);
}

export function applyComplaint(state: ReplayState, body: TrusteeComplaintBody): void {
  const shares = state.shares.get(body.dealer);
  holds(shares !== undefined, 'V13', 'complaint-invalid', 'dealer');
  const K = state.manifest.trustees[body.trustee - 1]!.key;
  const commitments = state.commitments.get(body.dealer)!;
  const judged = judgeComplaint(state.suite, state.manifestHash, body, shares, commitments, K);
  holds(judged.ok, 'V13', 'complaint-invalid', judged.ok ? '' : judged.detail);
  state.ended = 'aborted';
  state.faulty = judged.value.atFault;
}

/** The dummy that nobody chose (B20): rho = hash_to_scalar(root, DST("rehearsal")), ciphertext (g^rho, h^rho g). */
export function rehearsalItem(state: ReplayState, root: Uint8Array): { alpha: Point; beta: Point } {
  const { suite, h } = state;
  if (h === undefined) throw new Refusal('entry-out-of-order', 'no key yet');
  const rho = hashToScalar(suite, root, 'rehearsal');
  return { alpha: timesBase(suite, rho), beta: times(suite, h, rho).add(suite.Point.BASE) };
}

/** What trustee j's rehearsal proves, over the tree right before the first rehearsal. */
export function rehearsalStatement(state: ReplayState, trustee: number): DecryptionStatement {
  const { size, root } = state.beforeRehearsal ?? currentTree(state);
  const { suite, manifestHash } = state;
  const X = state.publicShares[trustee - 1]!;
  return { suite, manifestHash, phase: 0, size, root, trustee, X, alpha: [rehearsalItem(state, root).alpha] };
}

export function applyRehearsal(state: ReplayState, body: RehearsalBody): void {
  state.beforeRehearsal ??= currentTree(state);
  holds(sameTree(state.beforeRehearsal, body), 'V14', 'rehearsal-invalid', 'tree');
  const verified = verifyDecryption(rehearsalStatement(state, body.trustee), body);
  holds(verified.ok, 'V14', 'rehearsal-invalid', verified.ok ? '' : verified.detail);
  state.rehearsed.add(body.trustee);
}

/** Keys that no card may have: identity keys, share keys, h and staff keys (hex). */
export function reservedKeys(state: ReplayState): Set<string> {
  const { keys, suite } = state;
  const points = [...state.publicShares, ...(state.h === undefined ? [] : [state.h])].filter((point) => !point.is0());
  const staff = [keys.organizer, keys.issuer, keys.server, ...keys.officers, ...keys.tellers, ...keys.trustees];
  return new Set([...staff, ...points.map((point) => encodePoint(suite.Point.fromAffine(point.toAffine())))].map(toHex));
}
