import { encodePoint, encodePoints, encodeScalar, encodeScalars } from '../encoding.ts';
import { dot, modQ, sumPoints, sumScalars, times, timesBase, u } from '../group.ts';
import { generator } from '../hash-to-curve.ts';
import { type Random, randomScalar } from '../random.ts';
import { appendShuffleCommitments, beginShuffle, column, type ShuffleProof, type ShuffleStatement } from '../shuffle.ts';
import { weights } from '../weights.ts';

/**
 * A mixer that knows the weakness: it "permutes" by any invertible matrix M (row i makes output i) with `inverse` = M^-1, and proves it
 * as well as can be. Every equation holds but those that only permutation matrices pass: F1 wants row sums of 1, F2 wants the product
 * of M v to be the product of v.
 */
export function forgeShuffle(
  statement: ShuffleStatement,
  M: readonly (readonly bigint[])[],
  inverse: readonly (readonly bigint[])[],
  random: Random,
): ShuffleProof {
  const { suite, h, inputs, slots } = statement;
  const n = M.length;
  const width = 4 * slots;
  const scalars = (count: number): bigint[] => Array.from({ length: count }, () => randomScalar(suite, random));
  const places = Array.from({ length: n }, (_, i) => i);
  const r = places.map(() => scalars(2 * slots));
  // sum_i M[i][j] a'_i = a_j, up to re-encryption.
  const outputs = places.flatMap((i) =>
    Array.from({ length: width }, (_, place) => {
      const combined = sumPoints(
        suite,
        column(inputs, width, place).map((point, j) => times(suite, point, inverse[j]![i]!)),
      );
      const key = place % 2 === 0 ? suite.Point.BASE : h;
      return combined.add(times(suite, key, r[i]![place >> 1]!));
    }),
  );
  const rho = scalars(n);
  const c = places.map((j) =>
    sumPoints(suite, [timesBase(suite, rho[j]!), ...places.map((i) => times(suite, generator(suite, i + 1), M[i]![j]!))]),
  );
  const stated = { outputs: encodePoints(suite, outputs), c: encodePoints(suite, c) };
  const transcript = beginShuffle(statement, stated);
  const v = weights(suite, transcript.challenge('y'), n);
  const mapped = M.map((row) => dot(suite, row, v));

  const rhoHat = scalars(n);
  const omegaHat = scalars(n);
  const omegaPrime = scalars(n);
  let link = u(suite);
  let R = 0n;
  const cHat = [];
  const tHat = [];
  for (const i of places) {
    tHat.push(timesBase(suite, omegaHat[i]!).add(times(suite, link, omegaPrime[i]!)));
    link = timesBase(suite, rhoHat[i]!).add(times(suite, link, mapped[i]!));
    R = modQ(suite, rhoHat[i]! + mapped[i]! * R);
    cHat.push(link);
  }
  const [omega1, omega2, omega3] = scalars(3) as [bigint, bigint, bigint];
  const omega4 = scalars(2 * slots);
  const masked = places.map((i) => times(suite, generator(suite, i + 1), omegaPrime[i]!));
  const t4 = Array.from({ length: width }, (_, place) => {
    const sum = sumPoints(
      suite,
      column(outputs, width, place).map((point, i) => times(suite, point, omegaPrime[i]!)),
    );
    return sum.subtract(times(suite, place % 2 === 0 ? suite.Point.BASE : h, omega4[place >> 1]!));
  });
  const commitments = {
    cHat: encodePoints(suite, cHat),
    t1: encodePoint(timesBase(suite, omega1)),
    t2: encodePoint(timesBase(suite, omega2)),
    t3: encodePoint(sumPoints(suite, [timesBase(suite, omega3), ...masked])),
    t4: encodePoints(suite, t4),
    tHat: encodePoints(suite, tHat),
  };
  const x = appendShuffleCommitments(transcript, commitments).challenge('x');
  const response = (mask: bigint, secret: bigint): bigint => modQ(suite, mask + x * secret);
  const s4 = omega4.map((mask, l) =>
    response(
      mask,
      dot(
        suite,
        mapped,
        r.map((own) => own[l]!),
      ),
    ),
  );
  return {
    ...stated,
    ...commitments,
    s1: encodeScalar(response(omega1, sumScalars(suite, rho))),
    s2: encodeScalar(response(omega2, R)),
    s3: encodeScalar(response(omega3, dot(suite, v, rho))),
    s4: encodeScalars(s4),
    sHat: encodeScalars(omegaHat.map((mask, i) => response(mask, rhoHat[i]!))),
    sPrime: encodeScalars(omegaPrime.map((mask, i) => response(mask, mapped[i]!))),
  };
}
