import { checkOpening } from './ballot-audit.ts';
import { type AuditedBallot, type CastBallot, decodeAuditedBallot, decodeCastBallot } from './ballot-body.ts';
import { type BallotElements, ballotElements, ballotEquations } from './ballot-equations.ts';
import { equalBytes, toHex } from './bytes.ts';
import { CheckFailure, holds, under } from './check-failure.ts';
import { chunks, POINT_BYTES } from './encoding.ts';
import { Refusal } from './refusal.ts';
import { checkBallotOrder } from './replay-order.ts';
import type { CardState, ReplayedBallot, ReplayState } from './replay-state.ts';

interface Decoded {
  readonly ballot: CastBallot | AuditedBallot;
  readonly elements: BallotElements;
}

/**
 * V02 to V22 of a `ballot` or `ballot-audited`. Its equations (V23 to V26) are checked in batches by whoever drives the replay;
 * `finishBallot` does what comes after them.
 */
export function applyBallot(state: ReplayState, entry: Uint8Array, type: 'ballot' | 'ballot-audited', index: number): ReplayedBallot {
  const { ballot, elements } = under('V02', 'entry-malformed', (): Decoded => {
    const read = type === 'ballot' ? decodeCastBallot(entry) : decodeAuditedBallot(entry);
    return { ballot: read, elements: ballotElements(state.suite, read) };
  });
  checkBallotOrder(state, type);
  const key = toHex(ballot.card);
  const card = state.cards.get(key);
  holds(card !== undefined, 'V18', 'card-unknown');
  holds(!card.voided, 'V18', 'card-voided');
  checkSupersedes(state, card, ballot.supersedes);
  const context = card.class.context!;
  const stated = equationsOf(() => ballotEquations(context, ballot, elements, type === 'ballot' ? 'cast' : 'audit'));
  return { index, card: key, class: card.class, category: card.class.category, context, stated, ballot };
}

function checkSupersedes(state: ReplayState, card: CardState, supersedes: Uint8Array | undefined): void {
  const latest = card.latest?.stated.tracker;
  const again = latest !== undefined && (supersedes === undefined || !state.manifest.revoting);
  holds(!again, 'V19', 'already-cast');
  const none = latest === undefined && supersedes === undefined;
  const named = latest !== undefined && supersedes !== undefined && equalBytes(latest, supersedes);
  holds(none || named, 'V19', 'supersedes-wrong');
}

/** V35 and V21, which count only for a ballot whose equations hold; then the ballot is the card's latest, an audit one more of it. */
export function finishBallot(state: ReplayState, accepted: ReplayedBallot): void {
  const { ballot, stated, context } = accepted;
  const card = state.cards.get(accepted.card)!;
  if (ballot.type === 'ballot-audited') under('V35', 'opening-invalid', () => checkOpening(context, ballot, stated));
  const points = [...chunks(ballot.alpha, POINT_BYTES), ...chunks(ballot.textAlpha ?? new Uint8Array(0), POINT_BYTES)];
  const values = [...points, ballot.B, ballot.A, ballot.T1, ballot.R, stated.tracker].map(toHex);
  const fresh = new Set(values).size === values.length && !values.some((value) => state.singleUse.has(value));
  holds(fresh, 'V21', 'repeated-value');
  for (const value of values) state.singleUse.add(value);
  if (ballot.type === 'ballot-audited') {
    card.audits++;
    state.audits.push(accepted);
  } else {
    card.latest = accepted;
    state.ballots.push(accepted);
  }
}

function equationsOf<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof CheckFailure) throw error;
    throw new CheckFailure(error.code === 'wrong-contests' ? 'V20' : 'V22', error.code, error.message);
  }
}

/** Check and code for an equation that does not hold. */
export function checkOfEquation(name: string): { check: string; code: string } {
  if (name === 'E6') return { check: 'V26', code: 'signature-invalid' };
  const check = name === 'E1' || name === 'E2' ? 'V23' : name === 'E5' ? 'V25' : 'V24';
  return { check, code: 'proof-invalid' };
}
