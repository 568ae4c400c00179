import { type AuditedBallot, type BallotContext, decodeAuditedBallot } from './ballot-body.ts';
import type { BallotEquations } from './ballot-equations.ts';
import { verifyBallot } from './ballot-verify.ts';
import { decodeScalars, SCALAR_BYTES } from './encoding.ts';
import { times, timesBase } from './group.ts';
import { weightedPlaces } from './layout.ts';
import { attempt, Refusal, type Result, require } from './refusal.ts';
import { textToPoint, writeInBytes } from './text-point.ts';

/** What an audited ballot shows: its tracker, the bits by place, and one text per slot. */
export interface AuditedMarks {
  readonly tracker: Uint8Array;
  readonly bits: readonly number[];
  readonly texts: readonly string[];
}

/**
 * Verifies a `ballot-audited` entry: proof and signature, then re-encryption of every bit and text from the opening, and the
 * contest rules on the opened bits. Refuses as `verifyBallot` does, or with `opening-invalid`.
 */
export function verifyAudit(context: BallotContext, entry: Uint8Array): Result<AuditedMarks> {
  return attempt(() => {
    const ballot = decodeAuditedBallot(entry);
    const verified = verifyBallot(context, ballot, 'audit');
    if (!verified.ok) throw new Refusal(verified.code, verified.detail);
    return checkOpening(context, ballot, verified.value);
  });
}

/**
 * Re-encrypts every bit and text from the opening and applies the contest rules to the opened bits (V35), for a ballot whose
 * equations are checked apart. Refuses with `opening-invalid`.
 */
export function checkOpening(context: BallotContext, ballot: AuditedBallot, stated: BallotEquations): AuditedMarks {
  const { suite, layout, h } = context;
  const { opening } = ballot;
  const bits = [...opening.b];
  const texts = opening.texts ?? [];
  require(bits.length === layout.encrypted && bits.every((bit) => bit <= 1), 'opening-invalid', 'bits');
  require(opening.r.length === layout.encrypted * SCALAR_BYTES, 'opening-invalid', 'r');
  require(texts.length === layout.slots && (opening.textR?.length ?? 0) === layout.slots * SCALAR_BYTES, 'opening-invalid', 'texts');
  require((opening.texts !== undefined) === layout.slots > 0 &&
    (opening.textR !== undefined) === layout.slots > 0, 'opening-invalid', 'texts');
  decodeScalars(suite, opening.r).forEach((r, i) => {
    const beta = times(suite, h, r).add(bits[i] === 1 ? suite.Point.BASE : suite.Point.ZERO);
    require(timesBase(suite, r).equals(stated.alpha[i]!) && beta.equals(stated.beta[i]!), 'opening-invalid', `bit ${i}`);
  });
  decodeScalars(suite, opening.textR ?? new Uint8Array(0)).forEach((r, j) => {
    require(attempt(() => writeInBytes(texts[j]!)).ok, 'opening-invalid', `text ${j}`);
    const beta = times(suite, h, r).add(textToPoint(suite, texts[j]!));
    require(timesBase(suite, r).equals(stated.textAlpha[j]!) && beta.equals(stated.textBeta[j]!), 'opening-invalid', `text ${j}`);
  });
  for (const contest of layout.contests) {
    const sum = weightedPlaces(contest).reduce((total, { at, weight }) => total + Number(weight) * (bits[at] ?? 0), 0);
    require(sum <= contest.max && sum >= contest.min, 'opening-invalid', 'contest sum');
    for (let slot = 0; slot < contest.slots; slot++) {
      const used = bits[contest.first + contest.options + slot] === 1;
      require(used === (texts[contest.firstSlot + slot] !== ''), 'opening-invalid', 'used bit');
    }
  }
  return { tracker: stated.tracker, bits, texts };
}
