import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { concat, equalBytes, utf8 } from '../protocol/bytes.ts';
import { originOf, parseCheckpoint, signCheckpoint, verifyCheckpoint } from '../protocol/checkpoint.ts';
import { verifyCosignatures } from '../protocol/cosignature.ts';
import { consistencyProof, consistencyRoots, leafHash, treeRoot, verifyConsistency } from '../protocol/merkle.ts';
import { systemRandom } from '../protocol/random.ts';
import { entryMessage, staffVerify } from '../protocol/staff-signature.ts';
import { type Suite, suites } from '../protocol/suite.ts';
import { SimulatedMeeting } from '../protocol/testing/simulated-meeting.ts';
import { lost, ok, refused } from '../server/outcome.ts';
import type { WitnessApi } from '../server/witness-api.ts';
import { look, type Witness } from './witness.ts';
import type { WitnessState } from './witness-memory.ts';

/** A server that shows one history after the other, each signed with its real key. */
class Server implements WitnessApi {
  leaves: Uint8Array[];
  shown: number;
  readonly lines: string[] = [];
  /** The line that stands under the checkpoint of a size. */
  readonly kept = new Map<number, string>();
  answers = true;
  proofs = true;
  readonly simulated: SimulatedMeeting;
  readonly suite: Suite;
  readonly entry: Uint8Array;

  constructor(suite: Suite) {
    this.suite = suite;
    this.simulated = new SimulatedMeeting({ suite });
    this.simulated.begin();
    this.entry = this.simulated.entries[0]!;
    this.leaves = [leafHash(suite, this.entry)];
    this.shown = 1;
  }

  grow(to: number, salt = ''): void {
    while (this.leaves.length < to) this.leaves.push(this.suite.hash(utf8(`${salt}${this.leaves.length}`)));
    this.shown = to;
  }

  /** From leaf `at` on the history is another. */
  rewrite(at: number): void {
    this.leaves = this.leaves.map((leaf, i) => (i < at ? leaf : this.suite.hash(concat(leaf, Uint8Array.of(1)))));
  }

  note(size = this.shown): string {
    const root = treeRoot(this.suite, this.leaves.slice(0, size));
    const origin = originOf(this.simulated.meeting);
    return signCheckpoint(this.suite, { origin, size, root }, origin, this.simulated.server, systemRandom);
  }

  async manifest() {
    return this.answers ? ok(toBase64Url(this.entry)) : lost;
  }
  async checkpoint() {
    return ok(`${this.note()}${this.kept.has(this.shown) ? `${this.kept.get(this.shown)}\n` : ''}`);
  }
  async consistency(from: number, to: number) {
    if (!this.proofs || from < 1 || to > this.leaves.length) return refused('sizes-invalid');
    const proof = consistencyProof(this.suite, this.leaves.slice(0, to), from);
    return ok({ proof: proof.map(toBase64Url), checkpoint: this.note() });
  }
  async cosignature(line: string, size: number) {
    const checkpoint = parseCheckpoint(`${this.note(size)}${line}\n`);
    const read = verifyCosignatures(this.suite, checkpoint, this.simulated.meeting, [this.simulated.officer.publicKey]);
    expect(read).toMatchObject({ ok: true, value: [{ officer: 1 }] });
    this.lines.push(line);
    this.kept.set(size, line);
    return ok(null);
  }
}

function witnessOf(server: Server): Witness & { state: () => WitnessState | null } {
  let kept: string | null = null;
  return {
    api: server,
    meeting: server.simulated.meeting,
    officer: 1,
    key: server.simulated.officer,
    memory: {
      load: () => (kept === null ? null : (JSON.parse(kept) as WitnessState)),
      save: (state) => {
        kept = JSON.stringify(state);
      },
    },
    random: systemRandom,
    now: () => 1_780_000_000,
    state: () => (kept === null ? null : (JSON.parse(kept) as WitnessState)),
  };
}

interface Evidence {
  kind: string;
  manifest: string;
  first: string;
  second: string;
  proof: string[];
  statement?: { time: number; text: string };
  sig?: { key: string; sig: string };
}

/** What `rv verify --fork` does with a fork file. */
function confirms(server: Server, text: string): boolean {
  const evidence = JSON.parse(text) as Evidence;
  const keys = server.simulated.server.publicKey;
  const first = verifyCheckpoint(server.suite, evidence.first, server.simulated.meeting, keys);
  const second = verifyCheckpoint(server.suite, evidence.second, server.simulated.meeting, keys);
  if (!first.ok || !second.ok || evidence.kind !== 'fork') return false;
  if (first.value.size === second.value.size) return evidence.proof.length === 0 && !equalBytes(first.value.root, second.value.root);
  const roots = consistencyRoots(server.suite, first.value.size, second.value.size, evidence.proof.map(fromBase64Url));
  return roots !== null && equalBytes(roots.grown, second.value.root) && !equalBytes(roots.old, first.value.root);
}

describe.each(suites)('a witness in $name', (suite) => {
  it('cosigns what extends the last, says when there is nothing new, and lets a lost answer be', async () => {
    const server = new Server(suite);
    const witness = witnessOf(server);
    server.answers = false;
    expect(await look(witness)).toEqual({ at: 'waiting', code: 'network' });
    expect(witness.state()).toBeNull();
    server.answers = true;
    expect(await look(witness)).toEqual({ at: 'cosigned', size: 1 });
    expect(await look(witness)).toEqual({ at: 'same', size: 1 });
    for (const size of [2, 3, 8, 21]) {
      server.grow(size);
      expect(await look(witness)).toEqual({ at: 'cosigned', size });
    }
    expect(server.lines.length).toBe(5);
    // Without a proof nothing is signed, and nothing is final.
    server.grow(30);
    server.proofs = false;
    expect(await look(witness)).toEqual({ at: 'waiting', code: 'proof' });
    expect(witness.state()?.size).toBe(21);
    server.proofs = true;
    expect(await look(witness)).toEqual({ at: 'cosigned', size: 30 });
  });

  it('sends a line again that was stored and then lost on its way, and only that one', async () => {
    const server = new Server(suite);
    const witness = witnessOf(server);
    server.grow(4);
    const lose: WitnessApi = {
      ...witness.api,
      checkpoint: () => server.checkpoint(),
      manifest: () => server.manifest(),
      consistency: (...sizes) => server.consistency(...sizes),
      cosignature: async () => lost,
    };
    expect(await look({ ...witness, api: lose })).toEqual({ at: 'waiting', code: 'network' });
    const stored = witness.state()!.note;
    expect(await look(witness)).toEqual({ at: 'cosigned', size: 4 });
    expect(server.lines.map((line) => stored.endsWith(`${line}\n`))).toEqual([true]);
    expect(await look(witness)).toEqual({ at: 'same', size: 4 });
    expect(server.lines.length).toBe(1);
  });

  it.each([2, 3, 4, 5, 7, 8, 11, 16])('stops at a fork after %i entries, with evidence that confirms', async (last) => {
    const server = new Server(suite);
    const witness = witnessOf(server);
    server.grow(last);
    await look(witness);
    server.rewrite(last - 1);
    server.grow(20);
    const found = await look(witness);
    expect(found).toMatchObject({ at: 'stopped', reason: 'fork' });
    if (found.at !== 'stopped') return;
    expect(confirms(server, found.files[0]!.text)).toBe(true);
    // For good: also when the server shows the old history again.
    server.proofs = false;
    expect(await look(witness)).toEqual(found);
    expect(server.lines.length).toBe(1);
  });

  it('stops at two roots of one size', async () => {
    const server = new Server(suite);
    const witness = witnessOf(server);
    server.grow(6);
    await look(witness);
    server.rewrite(3);
    const found = await look(witness);
    expect(found).toMatchObject({ at: 'stopped', reason: 'fork' });
    expect(found.at === 'stopped' && confirms(server, found.files[0]!.text)).toBe(true);
  });

  it('stops at a smaller checkpoint, and says on its word which came first', async () => {
    const server = new Server(suite);
    const witness = witnessOf(server);
    server.grow(9);
    await look(witness);
    server.shown = 5;
    const found = await look(witness);
    expect(found).toMatchObject({ at: 'stopped', reason: 'rollback' });
    if (found.at !== 'stopped') return;
    const evidence = JSON.parse(found.files[0]!.text) as Evidence;
    const [first, second] = [parseCheckpoint(evidence.first), parseCheckpoint(evidence.second)];
    expect([first.size, second.size]).toEqual([9, 5]);
    const proof = evidence.proof.map(fromBase64Url);
    expect(verifyConsistency(suite, 5, 9, proof, second.root, first.root)).toBe(true);
    const officers = [server.simulated.officer.publicKey];
    const cosigned = verifyCosignatures(suite, first, server.simulated.meeting, officers);
    expect(cosigned.ok && cosigned.value[0]!.time < evidence.statement!.time).toBe(true);
    const { sig, ...unsigned } = evidence;
    const message = entryMessage('evidence', suite.hash(server.entry), utf8(JSON.stringify(unsigned)));
    expect(staffVerify(suite, officers[0]!, message, fromBase64Url(sig!.sig))).toBe(true);
  });

  it('stops at a checkpoint that the server did not sign, and at another manifest', async () => {
    const server = new Server(suite);
    const witness = witnessOf(server);
    await look(witness);
    server.checkpoint = async () => ok(server.note().replace(/\n1\n/, '\n2\n'));
    expect(await look(witness)).toMatchObject({ at: 'stopped', reason: 'signature' });
    const other = witnessOf(new Server(suite));
    other.memory.save({ ...witness.state()!, manifest: toBase64Url(new Uint8Array(32)), stopped: null, files: [] });
    expect(await look(other)).toMatchObject({ at: 'stopped', reason: 'manifest' });
  });

  it('does not sign for an officer whose key the manifest does not name', async () => {
    const server = new Server(suite);
    const witness = { ...witnessOf(server), key: server.simulated.issuer };
    expect(await look(witness)).toEqual({ at: 'waiting', code: 'keyDiffers' });
    expect(server.lines).toEqual([]);
  });
});
