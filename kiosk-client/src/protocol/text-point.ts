import { bigToBytes, concat, equalBytes, os2ip, utf8 } from './bytes.ts';
import { Refusal } from './refusal.ts';
import type { Point, Suite } from './suite.ts';

export const TEXT_BYTES = 30;

/** The code points a write-in may hold; stable under NFKC, so texts can be grouped by their exact bytes. */
const allowed = /^[A-Za-z0-9#\-\u{B7}\u{3007}\u{3400}-\u{4DBF}\u{4E00}-\u{9FFF}\u{20000}-\u{2F7FF}\u{30000}-\u{323AF}]*$/u;

/** NFKC and removal of white space: what the client does to typed text before encoding. */
export function normalizeWriteIn(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '');
}

/** Bytes of a write-in text. Refuses with `write-in-characters` or `write-in-too-long`. */
export function writeInBytes(text: string): Uint8Array {
  if (!allowed.test(text)) throw new Refusal('write-in-characters');
  const bytes = utf8(text);
  if (bytes.length > TEXT_BYTES) throw new Refusal('write-in-too-long');
  return bytes;
}

function squareOf(suite: Suite, x: bigint): bigint {
  const { Fp } = suite.Point;
  const { a, b } = suite.Point.CURVE();
  return Fp.add(Fp.mul(Fp.add(Fp.sqr(x), a), x), b);
}

/** Square root with even representative, or null when there is none. Both primes are 3 mod 4. */
function evenRoot(suite: Suite, square: bigint): bigint | null {
  const { Fp } = suite.Point;
  const root = Fp.pow(square, (suite.p + 1n) / 4n);
  if (Fp.sqr(root) !== square) return null;
  return root % 2n === 0n ? root : Fp.neg(root);
}

function pointAt(suite: Suite, padded: Uint8Array, counter: number): Point | null {
  const x = os2ip(concat(padded, Uint8Array.of(counter)));
  const y = evenRoot(suite, squareOf(suite, x));
  return y === null || y === 0n ? null : suite.Point.fromAffine({ x, y });
}

/** The point of a text: x = 00 || text padded to 30 || smallest counter that is on the curve, y even. */
export function textToPoint(suite: Suite, text: string): Point {
  const bytes = writeInBytes(text);
  const padded = new Uint8Array(TEXT_BYTES + 1);
  padded.set(bytes, 1);
  for (let counter = 0; counter < 256; counter++) {
    const point = pointAt(suite, padded, counter);
    if (point !== null) return point;
  }
  throw new Refusal('write-in-characters', 'no point');
}

/** The text of a decrypted point, or null for "unreadable". */
export function pointToText(suite: Suite, point: Point): string | null {
  if (point.is0()) return null;
  const { x, y } = point.toAffine();
  if (x >= 1n << 248n || y % 2n !== 0n) return null;
  const bytes = bigToBytes(x, TEXT_BYTES + 2);
  const padded = bytes.subarray(0, TEXT_BYTES + 1);
  const counter = bytes[TEXT_BYTES + 1]!;
  for (let smaller = 0; smaller < counter; smaller++) if (pointAt(suite, padded, smaller) !== null) return null;
  const body = padded.subarray(1);
  const end = body.indexOf(0);
  const used = end < 0 ? body : body.subarray(0, end);
  if (!equalBytes(body.subarray(used.length), new Uint8Array(TEXT_BYTES - used.length))) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(used);
    return allowed.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** beta' = r' h + P for a text whose r' h is already known. */
export function sealText(suite: Suite, maskedBy: Point, text: string): Point {
  return maskedBy.add(textToPoint(suite, text));
}
