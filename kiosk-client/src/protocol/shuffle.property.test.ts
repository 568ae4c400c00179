import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixedBody } from './entry-bodies.ts';
import { decodeEntry, encodeBody, encodeEntry } from './entry-envelope.ts';
import { times, timesBase } from './group.ts';
import { randomScalar, systemRandom } from './random.ts';
import { Refusal } from './refusal.ts';
import { type ShuffleProof, type ShuffleStatement, shuffleMembers } from './shuffle.ts';
import { makeShuffle } from './shuffle-make.ts';
import { verifyShuffle } from './shuffle-verify.ts';
import { type Point, type Suite, suites } from './suite.ts';

/** Mixes of any size: small messages, so that a plaintext is a number again. */
const secret = 271828182845904523536n;

function statementOf(suite: Suite, slots: number, messages: readonly number[]): ShuffleStatement {
  const h = timesBase(suite, secret);
  const inputs = messages.flatMap((message) => {
    const r = randomScalar(suite, systemRandom);
    return [timesBase(suite, r), times(suite, h, r).add(timesBase(suite, BigInt(message)))];
  });
  const where = { size: 9, root: suite.hash(), contest: 0, mix: 1, trustee: 1 };
  return { suite, manifestHash: suite.hash(), h, slots, inputs, ...where };
}

/** Plaintext tuples as texts, sorted. */
function tuplesIn({ suite, slots }: ShuffleStatement, points: readonly Point[]): string[] {
  const plain = points.flatMap((alpha, i) => (i % 2 === 0 ? [points[i + 1]!.subtract(times(suite, alpha, secret))] : []));
  const texts = plain.map((message) => (message.is0() ? '0' : message.toHex()));
  return Array.from({ length: texts.length / (2 * slots) }, (_, i) => texts.slice(i * 2 * slots, (i + 1) * 2 * slots).join(' ')).sort();
}

const shapes = fc.record({ slots: fc.integer({ min: 1, max: 3 }), tuples: fc.integer({ min: 1, max: 6 }) }).chain(({ slots, tuples }) =>
  fc.record({
    slots: fc.constant(slots),
    messages: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2 * slots * tuples, maxLength: 2 * slots * tuples }),
  }),
);

describe.each(suites)('any shuffle in $name', (suite) => {
  it('of any tuples is accepted and keeps them whole', () => {
    fc.assert(
      fc.property(shapes, ({ slots, messages }) => {
        const statement = statementOf(suite, slots, messages);
        const result = verifyShuffle(statement, makeShuffle(statement, systemRandom), systemRandom);
        expect(result.ok && tuplesIn(statement, result.value)).toEqual(tuplesIn(statement, statement.inputs));
      }),
      { numRuns: 12 },
    );
  });

  const statement = statementOf(suite, 2, [1, 3, 0, 0, 1, 2, 1, 2, 0, 1, 0, 3]);
  const proof = makeShuffle(statement, systemRandom);
  const bits = fc
    .constantFrom(...shuffleMembers)
    .chain((member) => fc.record({ member: fc.constant(member), bit: fc.nat({ max: 8 * proof[member].length - 1 }) }));

  it('is refused with any one bit of its proof changed', () => {
    fc.assert(
      fc.property(bits, ({ member, bit }) => {
        const changed: ShuffleProof = { ...proof, [member]: flipped(proof[member], bit) };
        expect(verifyShuffle(statement, changed, systemRandom).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is decoded strictly: any one bit of its entry changed gives a refusal or another entry, never a fault', () => {
    const { contest, mix, trustee, size, root } = statement;
    const body = encodeBody('mixed', { contest, mix, trustee, size, root, ...proof });
    const entry = encodeEntry('mixed', body, [{ key: 'trustee-1', sig: systemRandom(97) }]);
    expect(decodeEntry(entry).type).toBe('mixed');
    fc.assert(
      fc.property(fc.nat({ max: 8 * entry.length - 1 }), (bit) => {
        const changed = flipped(entry, bit);
        try {
          const decoded = decodeEntry(changed);
          expect(encodeEntry(decoded.type, decoded.bodyBytes, decoded.sigs)).toEqual(changed);
          if (decoded.type === 'mixed') expect(new TextEncoder().encode(mixedBody.write(decoded.body))).toEqual(decoded.bodyBytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const out = bytes.slice();
  out[bit >> 3]! ^= 1 << (bit & 7);
  return out;
}
