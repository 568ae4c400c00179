import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { originOf, signCheckpoint } from './checkpoint.ts';
import { decodeEntry, encodeEntry } from './entry-envelope.ts';
import { systemRandom } from './random.ts';
import { checkRecord } from './record-check.ts';
import { currentTree } from './replay-state.ts';
import { makeStaffKey } from './staff-signature.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { meeting, zero32 } from './testing/altered-meeting.ts';

const whole = meeting().wholeMeeting();

describe('form, order and signatures', () => {
  const [manifest, contests] = whole.entries as [Uint8Array, Uint8Array];
  const run = (...entries: Uint8Array[]): [string, string] | null => {
    const { failure } = checkRecord(entries, { random: systemRandom });
    return failure === null ? null : [failure.check, failure.code];
  };

  it('V05 nothing at all', () => expect(run()).toEqual(['V05', 'checkpoint-invalid']));
  it('V02 white space', () => expect(run(manifest, utf8(`${new TextDecoder().decode(contests)} `))).toEqual(['V02', 'entry-malformed']));
  it('V02 not JSON', () => expect(run(utf8('{"type":"manifest",'))).toEqual(['V02', 'entry-malformed']));
  it('V02 an unknown type', () => expect(run(manifest, utf8('{"type":"other","x":1}'))).toEqual(['V02', 'entry-malformed']));
  it('V03 no manifest first', () => expect(run(contests, manifest)).toEqual(['V03', 'entry-out-of-order']));
  it('V03 a second manifest', () => expect(run(manifest, manifest)).toEqual(['V03', 'entry-out-of-order']));
  it('V03 every truncation in the middle', () => {
    for (const left of [3, 6, 9, 12]) {
      const [check] = run(...whole.entries.slice(0, left), ...whole.entries.slice(left + 1))!;
      expect(['V03', 'V12', 'V14', 'V17']).toContain(check);
    }
  });

  const decoded = decodeEntry(contests);
  const resigned = (sigs: typeof decoded.sigs): Uint8Array => encodeEntry('contests', decoded.bodyBytes, sigs);
  it('V04 a changed signature', () => {
    const sig = decoded.sigs[0]!.sig.slice();
    sig[7]! ^= 1;
    expect(run(manifest, resigned([{ key: 'organizer', sig }]))).toEqual(['V04', 'signature-invalid']);
  });
  it('V04 missing, extra or other signers', () => {
    const [own] = decoded.sigs as [(typeof decoded.sigs)[number]];
    for (const sigs of [[], [own, own], [{ ...own, key: 'issuer' }], [{ ...own, key: 'officer-1' }]]) {
      expect(run(manifest, resigned(sigs))).toEqual(['V04', 'signature-invalid']);
    }
  });
  it('V04 a manifest hash of another meeting', () => {
    const other = meeting({ seed: 'other' }).begin();
    expect(run(other.entries[0]!, contests)).toEqual(['V04', 'signature-invalid']);
  });
});

describe('checkpoint and anchors', () => {
  const options = { checkpoint: whole.checkpoint(), random: systemRandom };
  const run = (more: object): string | undefined => checkRecord(whole.entries, { ...options, ...more }).failure?.check;
  const origin = originOf(whole.meeting);

  it('V05 a shorter tree, another root, another key', () => {
    const { size, root } = currentTree(whole.replay.state);
    const note = (tree: object, key = whole.server): string =>
      signCheckpoint(suite, { origin, size, root, ...tree }, origin, key, systemRandom);
    expect(run({ checkpoint: note({ size: size - 1, root: whole.replay.state.roots[size - 1] }) })).toBe('V05');
    expect(run({ checkpoint: note({ root: zero32 }) })).toBe('V05');
    expect(run({ checkpoint: note({}, makeStaffKey(suite, systemRandom)) })).toBe('V05');
    expect(run({})).toBeUndefined();
  });

  it('V06 another manifest, organizer or noted checkpoint', () => {
    expect(run({ manifestHash: zero32 })).toBe('V06');
    expect(run({ fingerprint: new Uint8Array(12) })).toBe('V06');
    expect(run({ notedCheckpoint: signCheckpoint(suite, { origin, size: 5, root: zero32 }, origin, whole.server, systemRandom) })).toBe(
      'V06',
    );
    const early = { origin, size: 5, root: whole.replay.state.roots[5]! };
    expect(run({ notedCheckpoint: signCheckpoint(suite, early, origin, whole.server, systemRandom) })).toBeUndefined();
  });
});
