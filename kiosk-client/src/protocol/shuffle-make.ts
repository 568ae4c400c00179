import { encodePoint, encodePoints, encodeScalar, encodeScalars } from './encoding.ts';
import { dot, modQ, sumScalars, times, timesBase, u, withTable } from './group.ts';
import { generator } from './hash-to-curve.ts';
import { permutation, type Random, randomScalar } from './random.ts';
import { require } from './refusal.ts';
import { secretSums } from './secret-sums.ts';
import { appendShuffleCommitments, beginShuffle, column, type ShuffleProof, type ShuffleStatement, tuplesOf } from './shuffle.ts';
import type { Point, Suite } from './suite.ts';
import { weights } from './weights.ts';

/** Bits of the tables of multiples of g, h and u: a mix multiplies each of them hundreds of times. */
const TABLE = 8;

/** Re-encrypted tuples in their new order, with what only the mixer may know of them. */
export interface MixedTuples {
  /** Output i is the re-encryption of input pi[i]. */
  readonly pi: readonly number[];
  /** r_(i,l), tuple by tuple. */
  readonly r: readonly (readonly bigint[])[];
  readonly outputs: readonly Point[];
}

/**
 * Permutes and re-encrypts all tuples and proves it (`shuffle.md`, "Making"). `tell` hears of tuples worked through out of three times
 * their number. Refuses with `mix-input-identity`; permutation and randomness are gone when it returns.
 */
export function makeShuffle(
  statement: ShuffleStatement,
  random: Random,
  tell: (done: number, total: number) => void = () => {},
): ShuffleProof {
  const { inputs, slots } = statement;
  require(inputs.length > 0 && inputs.every((point) => !point.is0()), 'mix-input-identity');
  const n = tuplesOf(inputs, slots);
  withTable(statement.h, TABLE);
  const mixed = mixTuples(statement, random, (done) => tell(done, 3 * n));
  return proveShuffle(statement, mixed, random, (done) => tell(n + done, 3 * n));
}

/** Permutes and re-encrypts, before anything is proven. */
export function mixTuples(
  { suite, h, inputs, slots }: ShuffleStatement,
  random: Random,
  tell: (done: number) => void = () => {},
): MixedTuples {
  const n = tuplesOf(inputs, slots);
  const width = 2 * slots;
  const pi = permutation(n, random);
  const outputs: Point[] = [];
  const r = pi.map((source, i) => {
    const own = scalars(suite, width, random);
    own.forEach((scalar, l) => {
      const at = 2 * (source * width + l);
      outputs.push(inputs[at]!.add(timesBase(suite, scalar)), inputs[at + 1]!.add(times(suite, h, scalar)));
    });
    tell(i + 1);
    return own;
  });
  return { pi, r, outputs };
}

function scalars(suite: Suite, count: number, random: Random): bigint[] {
  return Array.from({ length: count }, () => randomScalar(suite, random));
}

/** Proves that `mixed` came from the inputs of the statement. */
export function proveShuffle(
  statement: ShuffleStatement,
  mixed: MixedTuples,
  random: Random,
  tell: (done: number) => void = () => {},
): ShuffleProof {
  const { suite, slots } = statement;
  const { pi } = mixed;
  const n = pi.length;
  const base = u(suite);
  const rho = scalars(suite, n, random);
  const c = new Array<Point>(n);
  pi.forEach((source, i) => {
    c[source] = timesBase(suite, rho[source]!).add(generator(suite, i + 1));
  });
  const stated = { outputs: encodePoints(suite, mixed.outputs), c: encodePoints(suite, c) };
  const transcript = beginShuffle(statement, stated);
  const v = weights(suite, transcript.challenge('y'), n);
  const permuted = pi.map((source) => v[source]!);

  const rhoHat = scalars(suite, n, random);
  const omegaHat = scalars(suite, n, random);
  const omegaPrime = scalars(suite, n, random);
  const cHat: Point[] = [];
  const tHat: Point[] = [];
  let R = 0n;
  let U = 1n;
  for (let i = 0; i < n; i++) {
    // cHat_(i-1) = R g + U u, so both new points are multiples of the two fixed points.
    const mask = omegaPrime[i]!;
    tHat.push(timesBase(suite, omegaHat[i]! + mask * R).add(times(suite, base, mask * U)));
    R = modQ(suite, rhoHat[i]! + permuted[i]! * R);
    U = modQ(suite, permuted[i]! * U);
    cHat.push(timesBase(suite, R).add(times(suite, base, U)));
    tell(i + 1);
  }

  const [omega1, omega2, omega3] = scalars(suite, 3, random) as [bigint, bigint, bigint];
  const omega4 = scalars(suite, 2 * slots, random);
  const columns = Array.from({ length: 4 * slots }, (_, place) => column(mixed.outputs, 4 * slots, place));
  const [blinding, ...sums] = secretSums(suite, [pi.map((_, i) => generator(suite, i + 1)), ...columns], omegaPrime, (done) =>
    tell(n + done),
  );
  const commitments = {
    cHat: encodePoints(suite, cHat),
    t1: encodePoint(timesBase(suite, omega1)),
    t2: encodePoint(timesBase(suite, omega2)),
    t3: encodePoint(timesBase(suite, omega3).add(blinding!)),
    t4: encodePoints(
      suite,
      sums.map((sum, place) => {
        const masked = place % 2 === 0 ? timesBase(suite, omega4[place >> 1]!) : times(suite, statement.h, omega4[place >> 1]!);
        return sum.subtract(masked);
      }),
    ),
    tHat: encodePoints(suite, tHat),
  };
  const x = appendShuffleCommitments(transcript, commitments).challenge('x');
  const response = (mask: bigint, secret: bigint): bigint => modQ(suite, mask + x * secret);
  return {
    ...stated,
    ...commitments,
    s1: encodeScalar(response(omega1, sumScalars(suite, rho))),
    s2: encodeScalar(response(omega2, R)),
    s3: encodeScalar(response(omega3, dot(suite, v, rho))),
    s4: encodeScalars(
      omega4.map((mask, l) =>
        response(
          mask,
          dot(
            suite,
            permuted,
            mixed.r.map((own) => own[l]!),
          ),
        ),
      ),
    ),
    sHat: encodeScalars(omegaHat.map((mask, i) => response(mask, rhoHat[i]!))),
    sPrime: encodeScalars(omegaPrime.map((mask, i) => response(mask, permuted[i]!))),
  };
}
