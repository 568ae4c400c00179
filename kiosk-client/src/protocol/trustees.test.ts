import { describe, expect, it } from 'vitest';
import { equalBytes, toHex, utf8 } from './bytes.ts';
import { decodeJson, encodeJson } from './canonical-json.ts';
import { combine, type DecryptionStatement, proveDecryption, verifyDecryption } from './decryption.ts';
import { CountFinder } from './discrete-log.ts';
import { chunks, decodeScalar, encodePoint, encodeScalar, POINT_BYTES } from './encoding.ts';
import { type TrusteeSharesBody, trusteeComplaintBody, trusteeKeyBody, trusteeSharesBody } from './entry-bodies.ts';
import { modQ, times, timesBase } from './group.ts';
import { type Random, systemRandom } from './random.ts';
import { type Suite, suites } from './suite.ts';
import { scriptedRandom } from './testing/scripted-random.ts';
import {
  bindManifest,
  checkAgainstLog,
  makeTrusteeFile,
  openTrusteeFile,
  sealTrusteeFile,
  signOnce,
  trusteePublicKey,
} from './trustee-file.ts';
import {
  commitTo,
  makePolynomial,
  makeTrusteeKey,
  meetingKey,
  publicShare,
  type TrusteeIdentity,
  verifyTrusteeKey,
} from './trustee-key.ts';
import { judgeComplaint, makeComplaint, makeShares, openShare, secretShare } from './trustee-shares.ts';
import { trusteeSign, trusteeVerify } from './trustee-signature.ts';

function ceremony(suite: Suite, n = 3, t = 2) {
  const manifestHash = suite.hash(utf8('manifest'));
  const random = scriptedRandom('trustees');
  const files = Array.from({ length: n }, () => makeTrusteeFile(suite, 'demo-meeting', random));
  const secrets = files.map(({ k }, i) => ({ suite, manifestHash, trustee: i + 1, k }));
  const keys = files.map(trusteePublicKey);
  const polynomials = secrets.map(() => makePolynomial(suite, t, random));
  const bodies = secrets.map((secret, i) =>
    decodeJson(trusteeKeyBody, makeTrusteeKey(secret, `监票人${i + 1}`, polynomials[i]!, random), 65536),
  );
  const commitments = bodies.map((body, i) => {
    const verified = verifyTrusteeKey(suite, manifestHash, body, { name: `监票人${i + 1}`, key: keys[i]!, threshold: t });
    if (!verified.ok) throw new Error(verified.detail);
    return verified.value;
  });
  const shares = secrets.map((secret, i) => decodeJson(trusteeSharesBody, makeShares(secret, keys, polynomials[i]!, random), 65536));
  return { files, suite, manifestHash, secrets, keys, polynomials, bodies, commitments, shares, t };
}

describe.each(suites)('trustees in $name', (suite) => {
  const c = ceremony(suite);
  const x = c.secrets.map((secret) => {
    const share = secretShare(secret, c.shares, c.commitments);
    if (!share.ok) throw new Error(share.detail);
    return share.value;
  });
  const h = meetingKey(suite, c.commitments);
  const X = x.map((_, i) => publicShare(suite, c.commitments, i + 1));

  const statementOf = (j: number, alpha: DecryptionStatement['alpha']): DecryptionStatement => ({
    suite,
    manifestHash: c.manifestHash,
    phase: 1,
    size: 12,
    root: suite.hash(utf8('root')),
    trustee: j,
    X: X[j - 1]!,
    alpha,
  });

  it('gives every trustee the share that its public key says', () => {
    x.forEach((share, i) => {
      expect(timesBase(suite, share).equals(X[i]!)).toBe(true);
    });
  });

  it('commits to place, nonce and body', () => {
    const body = c.bodies[0]!;
    const bytes = encodeJson(trusteeKeyBody, body);
    const commit = commitTo(suite, c.manifestHash, 1, body.nonce, bytes);
    expect(equalBytes(commit, commitTo(suite, c.manifestHash, 2, body.nonce, bytes))).toBe(false);
    expect(equalBytes(commit, commitTo(suite, c.manifestHash, 1, c.manifestHash, bytes))).toBe(false);
  });

  it.each(['A', 'R', 'z'] as const)('refuses a key body with a changed %s', (member) => {
    const body = c.bodies[0]!;
    const changed = new Uint8Array(body[member]);
    changed.set(body[member].subarray(member === 'z' ? 32 : 65, member === 'z' ? 64 : 130));
    const result = verifyTrusteeKey(
      suite,
      c.manifestHash,
      { ...body, [member]: changed },
      { name: body.name, key: body.key, threshold: c.t },
    );
    expect(!result.ok && result.code).toBe('trustee-key-invalid');
  });

  it('refuses a key body of another degree, name or manifest', () => {
    const body = c.bodies[0]!;
    const expected = { name: body.name, key: body.key, threshold: c.t };
    expect(verifyTrusteeKey(suite, c.manifestHash, body, { ...expected, threshold: 3 }).ok).toBe(false);
    expect(verifyTrusteeKey(suite, c.manifestHash, body, { ...expected, name: 'x' }).ok).toBe(false);
    expect(verifyTrusteeKey(suite, suite.hash(utf8('second')), body, expected).ok).toBe(false);
  });

  it('any t of n open a count, t - 1 do not', () => {
    const r = 4242n;
    const alpha = [timesBase(suite, r), timesBase(suite, r + 1n)];
    const beta = [times(suite, h, r).add(timesBase(suite, 17n)), times(suite, h, r + 1n)];
    const parts = x.map((share, i) => {
      const statement = statementOf(i + 1, alpha);
      const proof = proveDecryption(statement, share, systemRandom);
      const verified = verifyDecryption(statement, proof);
      if (!verified.ok) throw new Error(verified.detail);
      return { trustee: i + 1, d: verified.value };
    });
    const finder = new CountFinder(suite, 60);
    for (const subset of [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 0],
    ]) {
      const counts = combine(
        suite,
        beta,
        subset.map((i) => parts[i]!),
      ).map((point) => finder.find(point));
      expect(counts).toEqual([17, 0]);
    }
    expect(combine(suite, beta, [parts[0]!]).map((point) => finder.find(point))).not.toEqual([17, 0]);
  });

  it('refuses a partial decryption with a changed item, key, root or response', () => {
    const alpha = [timesBase(suite, 5n), timesBase(suite, 6n)];
    const statement = statementOf(1, alpha);
    const proof = proveDecryption(statement, x[0]!, systemRandom);
    const d = new Uint8Array(proof.d);
    d.set(proof.d.subarray(65), 0);
    expect(verifyDecryption(statement, { ...proof, d }).ok).toBe(false);
    expect(verifyDecryption({ ...statement, X: X[1]! }, proof).ok).toBe(false);
    expect(verifyDecryption({ ...statement, root: suite.hash() }, proof).ok).toBe(false);
    expect(verifyDecryption(statement, { ...proof, z: encodeScalar(1n) }).ok).toBe(false);
    expect(verifyDecryption({ ...statement, alpha: alpha.slice(1) }, proof).ok).toBe(false);
  });

  it('takes an identity item exactly where alpha is the identity (B19)', () => {
    const alpha = [suite.Point.ZERO, timesBase(suite, 6n)];
    const statement = statementOf(2, alpha);
    const proof = proveDecryption(statement, x[1]!, systemRandom);
    expect(verifyDecryption(statement, proof).ok).toBe(true);
    const moved = proof.d.slice();
    moved.fill(0, 65);
    expect(verifyDecryption(statement, { ...proof, d: moved }).ok).toBe(false);
    const all = statementOf(2, [suite.Point.ZERO]);
    expect(verifyDecryption(all, proveDecryption(all, x[1]!, systemRandom)).ok).toBe(true);
  });

  it('names a dealer who sent a wrong share, and a complainer who lies', () => {
    const bad = { ...c.shares[0]!, c: new Uint8Array(c.shares[0]!.c) };
    bad.c.set(encodeScalar(7n), 32);
    const victim = c.secrets[1]!;
    const opened = openShare(victim, bad, c.commitments[0]!);
    expect(!opened.ok && opened.code).toBe('share-wrong');
    const complaint = decodeJson(trusteeComplaintBody, makeComplaint(victim, bad, systemRandom), 65536);
    expect(judgeComplaint(suite, c.manifestHash, complaint, bad, c.commitments[0]!, c.keys[1]!)).toEqual({
      ok: true,
      value: { atFault: 1 },
    });
    const lie = decodeJson(trusteeComplaintBody, makeComplaint(victim, c.shares[0]!, systemRandom), 65536);
    expect(judgeComplaint(suite, c.manifestHash, lie, c.shares[0]!, c.commitments[0]!, c.keys[1]!)).toEqual({
      ok: true,
      value: { atFault: 2 },
    });
    const forged = { ...lie, S: c.keys[2]! };
    expect(judgeComplaint(suite, c.manifestHash, forged, c.shares[0]!, c.commitments[0]!, c.keys[1]!).ok).toBe(false);
  });

  const stuck = (n: number): Uint8Array => new Uint8Array(n).fill(5);
  const second = { ...c.secrets[1]!, manifestHash: suite.hash(utf8('second')) };
  const commitmentsOf = (points: Uint8Array[]): string[] => points.flatMap((R) => chunks(R, POINT_BYTES)).map(toHex);

  it('A08 proves keys under a generator that repeats itself without repeating a commitment', () => {
    const [own, polynomial] = [c.secrets[1]!, c.polynomials[1]!];
    const prove = (identity: TrusteeIdentity, name: string, secret: readonly bigint[], random: Random) =>
      decodeJson(trusteeKeyBody, makeTrusteeKey(identity, name, secret, random), 65536);
    const proofs = [
      { identity: own, body: prove(own, 'x', polynomial, stuck) },
      { identity: second, body: prove(second, 'x', polynomial, stuck) },
      { identity: own, body: prove({ ...own, trustee: 1 }, 'x', polynomial, stuck) },
      { identity: own, body: prove(own, 'y', polynomial, stuck) },
      { identity: own, body: prove(own, 'x', [polynomial[0]!, c.polynomials[0]![1]!], stuck) },
    ];
    for (const { identity, body } of proofs) {
      expect(verifyTrusteeKey(suite, identity.manifestHash, body, { name: body.name, key: c.keys[1]!, threshold: c.t }).ok).toBe(true);
    }
    const commitments = commitmentsOf(proofs.map(({ body }) => body.R));
    expect(new Set(commitments).size).toBe(proofs.length * (1 + c.t));
    const [first] = proofs;
    expect(equalBytes(prove(own, 'x', polynomial, stuck).R, first!.body.R)).toBe(true);
    expect(commitments).not.toContain(commitmentsOf([prove(own, 'x', polynomial, systemRandom).R])[0]);
  });

  it('A08 complains under a generator that repeats itself without repeating a commitment', () => {
    const own = c.secrets[1]!;
    const shares = c.shares[0]!;
    // A dealer that wants the key may send the same E twice: in a second meeting, or under another number.
    const statements: [TrusteeIdentity, TrusteeSharesBody][] = [
      [own, shares],
      [second, shares],
      [own, { ...shares, trustee: 3 }],
      [{ ...own, trustee: 3 }, shares],
      [own, c.shares[2]!],
    ];
    const K = timesBase(suite, own.k);
    const commitment = ([identity, about]: (typeof statements)[number], random: Random): string => {
      const body = decodeJson(trusteeComplaintBody, makeComplaint(identity, about, random), 65536);
      expect(judgeComplaint(suite, identity.manifestHash, body, about, c.commitments[0]!, c.keys[1]!).ok).toBe(true);
      const [z, minusC] = [decodeScalar(suite, body.z), modQ(suite, -decodeScalar(suite, body.c))];
      return toHex(encodePoint(suite.Point.BASE.mulAddUnsafe(z, K, minusC)));
    };
    const commitments = statements.map((statement) => commitment(statement, stuck));
    expect(new Set(commitments).size).toBe(statements.length);
    expect(commitment(statements[0]!, stuck)).toBe(commitments[0]);
    expect(commitment(statements[0]!, systemRandom)).not.toBe(commitments[0]);
  });

  it('signs entry bodies with the identity key', () => {
    const body = utf8('{"trustee":1}');
    const signature = trusteeSign(suite, c.secrets[0]!.k, 'trustee-ready', c.manifestHash, body, systemRandom);
    const verify = (key: Uint8Array, type: string, bytes: Uint8Array, sig: Uint8Array) =>
      trusteeVerify(suite, key, type, c.manifestHash, bytes, sig);
    expect(verify(c.keys[0]!, 'trustee-ready', body, signature)).toBe(true);
    expect(verify(c.keys[1]!, 'trustee-ready', body, signature)).toBe(false);
    expect(verify(c.keys[0]!, 'tally-ready', body, signature)).toBe(false);
    expect(verify(c.keys[0]!, 'trustee-ready', utf8('{"trustee":2}'), signature)).toBe(false);
    expect(verify(c.keys[0]!, 'trustee-ready', body, signature.subarray(1))).toBe(false);
  });

  it('keeps what it signed, and signs a type once (B1)', () => {
    const file = bindManifest(c.files[0]!, c.manifestHash);
    const first = signOnce(file, 1, 'tally-ready', () => utf8('{"trustee":1}'), systemRandom);
    const second = signOnce(first.file, 1, 'tally-ready', () => utf8('{"trustee":1,"other":2}'), systemRandom);
    expect(second.entry).toBe(first.entry);
    const restored = openTrusteeFile(sealTrusteeFile({ ...first.file, polynomial: [5n, 6n] }, 'passphrase', systemRandom), 'passphrase');
    if (!restored.ok) throw new Error(restored.detail);
    expect(restored.value).toEqual({ ...first.file, polynomial: [5n, 6n] });
    expect(signOnce(restored.value, 1, 'tally-ready', () => utf8('{}'), systemRandom).entry).toEqual(first.entry);
    expect(() => checkAgainstLog(restored.value, 'tally-ready', first.entry)).not.toThrow();
    expect(() => checkAgainstLog(restored.value, 'tally-ready', utf8('{}'))).toThrow('entry-differs');
    expect(() => checkAgainstLog(restored.value, 'decryption', first.entry)).toThrow('entry-not-in-file');
    expect(() => bindManifest(restored.value, suite.hash(utf8('second')))).toThrow('file-of-another-manifest');
  });
});

describe('counts', () => {
  it('are found up to the bound and not beyond', () => {
    for (const suite of suites) {
      const finder = new CountFinder(suite, 1000);
      for (const count of [0, 1, 31, 32, 999, 1000]) expect(finder.find(timesBase(suite, BigInt(count)))).toBe(count);
      expect(finder.find(timesBase(suite, 1001n))).toBeNull();
      expect(finder.find(timesBase(suite, -1n))).toBeNull();
    }
  });
});
