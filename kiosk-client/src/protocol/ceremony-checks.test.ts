import { describe, expect, it } from 'vitest';
import { concat } from './bytes.ts';
import { encodePoint, encodeScalar } from './encoding.ts';
import type { BodyOf, EntryType } from './entry-bodies.ts';
import { decodeEntry, encodeBody, signTrusteeEntry } from './entry-envelope.ts';
import { timesBase } from './group.ts';
import { systemRandom } from './random.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { byTrustee, failureOf, meeting, zero32 } from './testing/altered-meeting.ts';
import type { SimulatedMeeting } from './testing/simulated-meeting.ts';
import { commitTo, makePolynomial, makeTrusteeKey } from './trustee-key.ts';
import { makeComplaint } from './trustee-shares.ts';

describe('ceremony', () => {
  /** Every trustee's commit and, from the given one on, other key bodies than planned. */
  function withKeys(change: (body: BodyOf<'trustee-key'>) => BodyOf<'trustee-key'>, commitToChanged: boolean): SimulatedMeeting {
    const m = meeting().begin();
    const { manifestHash, manifest } = m.replay.state;
    const bodies = m.files.map(({ k }, i) => {
      const identity = { suite, manifestHash, trustee: i + 1, k };
      const bytes = makeTrusteeKey(identity, manifest.trustees[i]!.name, makePolynomial(suite, manifest.threshold, m.random), m.random);
      const body = JSON.parse(new TextDecoder().decode(bytes)) as object;
      expect(Object.keys(body)).toContain('nonce');
      return decodeEntry(signTrusteeEntry(suite, 'trustee-key', bytes, manifestHash, i + 1, k, m.random)).body as BodyOf<'trustee-key'>;
    });
    const changed = bodies.map(change);
    bodies.forEach((body, i) => {
      const committed = encodeBody('trustee-key', commitToChanged ? changed[i]! : body);
      m.append(
        byTrustee(m, i + 1, 'trustee-commit', { trustee: i + 1, commit: commitTo(suite, manifestHash, i + 1, body.nonce, committed) }),
      );
    });
    m.append(byTrustee(m, 1, 'trustee-key', changed[0]!));
    return m;
  }

  const swappedA = (body: BodyOf<'trustee-key'>) => ({ ...body, A: concat(body.A.subarray(65), body.A.subarray(0, 65)) });

  it('V09 a key that the commit did not hide', () => {
    expect(failureOf(() => withKeys(swappedA, false))).toEqual(['V09', 'commit-differs']);
  });

  it('V10 a key without proof, with a further coefficient, or with another name', () => {
    expect(failureOf(() => withKeys(swappedA, true))).toEqual(['V10', 'trustee-key-invalid']);
    const longer = (body: BodyOf<'trustee-key'>) => ({ ...body, A: concat(body.A, body.A.subarray(0, 65)) });
    expect(failureOf(() => withKeys(longer, true))).toEqual(['V10', 'trustee-key-invalid']);
    expect(failureOf(() => withKeys((body) => ({ ...body, name: 'x' }), true))).toEqual(['V10', 'trustee-key-invalid']);
    expect(failureOf(() => withKeys((body) => body, true))).toBe('passed');
  });

  /** The whole ceremony's entries, to be replayed up to some place. */
  const complete = meeting().begin().trusteesAct();
  const upTo = (type: EntryType): SimulatedMeeting => {
    const m = meeting();
    for (const entry of complete.entries) {
      if (decodeEntry(entry).type === type) break;
      m.append(entry);
    }
    m.files = complete.files.map((file) => file);
    return m;
  };
  const first = <T extends EntryType>(type: T): BodyOf<T> =>
    complete.entries.map(decodeEntry).find((entry) => entry.type === type)!.body as unknown as BodyOf<T>;

  it('V11 too few shares, or a used E', () => {
    const shares = first('trustee-shares');
    const short = { ...shares, c: shares.c.subarray(32) };
    expect(failureOf(() => upTo('trustee-shares').append(byTrustee(complete, 1, 'trustee-shares', short)))).toEqual([
      'V11',
      'trustee-shares-invalid',
    ]);
    const stale = { ...shares, E: complete.replay.state.keys.trustees[0]! };
    expect(failureOf(() => upTo('trustee-shares').append(byTrustee(complete, 1, 'trustee-shares', stale)))).toEqual([
      'V11',
      'trustee-shares-invalid',
    ]);
  });

  it('V12 another h or tree', () => {
    const ready = first('trustee-ready');
    for (const change of [{ h: encodePoint(timesBase(suite, 3n)) }, { root: zero32 }, { size: ready.size - 1 }]) {
      const entry = byTrustee(complete, 1, 'trustee-ready', { ...ready, ...change });
      expect(failureOf(() => upTo('trustee-ready').append(entry))).toEqual(['V12', 'ready-differs']);
    }
  });

  it('V13 a complaint without proof; a proven one ends the ceremony and names who is at fault', () => {
    const m = upTo('trustee-ready');
    const { state } = m.replay;
    const identity = { suite, manifestHash: state.manifestHash, trustee: 2, k: m.files[1]!.k };
    const bytes = makeComplaint(identity, state.shares.get(1)!, systemRandom);
    const entry = signTrusteeEntry(suite, 'trustee-complaint', bytes, state.manifestHash, 2, m.files[1]!.k, systemRandom);
    const body = decodeEntry(entry).body as BodyOf<'trustee-complaint'>;
    const forged = byTrustee(m, 2, 'trustee-complaint', { ...body, S: encodePoint(timesBase(suite, 5n)) });
    expect(failureOf(() => upTo('trustee-ready').append(forged))).toEqual(['V13', 'complaint-invalid']);
    m.append(entry);
    expect([state.ended, state.faulty]).toEqual(['aborted', 2]);
    expect(failureOf(() => m.append(byTrustee(complete, 1, 'trustee-ready', first('trustee-ready'))))).toEqual([
      'V03',
      'entry-out-of-order',
    ]);
  });

  it('V14 a rehearsal with another response or tree', () => {
    const rehearsal = first('rehearsal');
    for (const change of [{ z: encodeScalar(1n) }, { root: zero32 }]) {
      const entry = byTrustee(complete, 1, 'rehearsal', { ...rehearsal, ...change });
      expect(failureOf(() => upTo('rehearsal').append(entry))).toEqual(['V14', 'rehearsal-invalid']);
    }
  });
});
