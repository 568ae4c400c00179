import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64url.ts';
import { originOf, parseCheckpoint, type SignedCheckpoint, signCheckpoint } from './checkpoint.ts';
import { cosignatureKeyId, cosignatureMessage, cosignerName, makeCosignature, verifyCosignatures } from './cosignature.ts';
import { systemRandom } from './random.ts';
import { makeStaffKey } from './staff-signature.ts';
import { suites } from './suite.ts';

const meeting = 'demo-meeting';
const at = 1_780_000_000;

describe.each(suites)('cosignatures in $name', (suite) => {
  const server = makeStaffKey(suite, systemRandom);
  const officers = [0, 1].map(() => makeStaffKey(suite, systemRandom));
  const keys = officers.map(({ publicKey }) => publicKey);
  const noteOf = (size: number): string =>
    signCheckpoint(suite, { origin: originOf(meeting), size, root: new Uint8Array(32) }, originOf(meeting), server, systemRandom);
  const note = noteOf(7);
  const line = (officer: number, time = at, over: string = note): string =>
    makeCosignature(suite, parseCheckpoint(over), { meeting, officer, key: officers[officer - 1]! }, time, systemRandom);
  const verify = (lines: string, allowed = keys) => verifyCosignatures(suite, parseCheckpoint(note + lines), meeting, allowed);
  const code = (lines: string): string | null => {
    const read = verify(lines);
    return read.ok ? null : read.code;
  };
  /** The line with its base64 part (key id, time, signature) changed. */
  const patched = (text: string, change: (bytes: Uint8Array) => Uint8Array): string => {
    const [dash, name, data] = text.trimEnd().split(' ') as [string, string, string];
    return `${dash} ${name} ${toBase64(change(fromBase64(data)))}\n`;
  };
  const flip = (text: string, place: number): string =>
    patched(text, (bytes) => {
      bytes[place]! ^= 1;
      return bytes;
    });

  it('verify, in the order of the note', () => {
    expect(verify('')).toEqual({ ok: true, value: [] });
    expect(verify(line(2, at + 5) + line(1))).toEqual({
      ok: true,
      value: [
        { officer: 2, time: at + 5 },
        { officer: 1, time: at },
      ],
    });
  });

  it('sign the ASCII header, the decimal time and the whole note text', () => {
    const { text }: SignedCheckpoint = parseCheckpoint(note);
    expect(new TextDecoder().decode(cosignatureMessage(text, at))).toBe(`cosignature/v1\ntime ${at}\n${text}`);
    expect(cosignerName(meeting, 2)).toBe('recommendvote/demo-meeting/officer-2');
  });

  it('are refused with any byte of time or signature changed, cut, or a time of 2^53', () => {
    for (const place of [4, 9, 11, 12, 40, 75]) expect(code(flip(line(1), place))).toBe('cosignature-invalid');
    expect(code(patched(line(1), (bytes) => bytes.subarray(0, -1)))).toBe('cosignature-invalid');
    expect(code(patched(line(1), (bytes) => Uint8Array.of(...bytes, 0)))).toBe('cosignature-invalid');
    expect(code(patched(line(1), (bytes) => bytes.fill(0xff, 4, 12)))).toBe('cosignature-invalid');
  });

  it('are refused when one officer signed twice, another tree, or with the wrong key', () => {
    expect(code(line(1) + line(1, at + 1))).toBe('cosignature-invalid');
    expect(code(line(1, at, noteOf(8)))).toBe('cosignature-invalid');
    const name = cosignerName(meeting, 1);
    const own = cosignatureKeyId(suite, name, keys[0]!);
    const forged = makeCosignature(suite, parseCheckpoint(note), { meeting, officer: 1, key: officers[1]! }, at, systemRandom);
    expect(code(patched(forged, (bytes) => Uint8Array.of(...own, ...bytes.subarray(4))))).toBe('cosignature-invalid');
  });

  it('of unknown names and key ids are ignored', () => {
    expect(verify(flip(line(1), 0))).toEqual({ ok: true, value: [] });
    expect(verify(line(2), keys.slice(0, 1))).toEqual({ ok: true, value: [] });
    expect(verify(line(1).replace('officer-1', 'officer-3'))).toEqual({ ok: true, value: [] });
  });
});
