import { decodeCastBallot } from './ballot-body.ts';
import { ballotEquations } from './ballot-equations.ts';
import { equalBytes, toHex } from './bytes.ts';
import { CheckFailure, holds, under } from './check-failure.ts';
import { chunks, POINT_BYTES } from './encoding.ts';
import { Refusal } from './refusal.ts';
import type { ReplayedBallot, ReplayState } from './replay-state.ts';

/** Everything about a `ballot` entry but its equations (V23 to V26), which are checked in batches. */
export function applyBallot(state: ReplayState, entry: Uint8Array, index: number): ReplayedBallot {
  holds(state.opened !== undefined && state.closed === undefined, 'V03', 'entry-out-of-order', 'ballot before opened or after closed');
  const ballot = under('V02', 'entry-malformed', () => decodeCastBallot(entry));
  const key = toHex(ballot.card);
  const card = state.cards.get(key);
  holds(card !== undefined, 'V18', 'card-unknown');
  holds(!card.voided, 'V18', 'card-voided');
  const latest = card.latest?.stated.tracker;
  holds(latest === undefined || state.manifest.revoting, 'V19', 'already-cast');
  const { supersedes } = ballot;
  const named =
    latest === undefined || supersedes === undefined ? latest === undefined && supersedes === undefined : equalBytes(latest, supersedes);
  holds(named, 'V19', 'supersedes-wrong');

  const context = card.class.context!;
  const stated = equationsOf(() => ballotEquations(context, ballot, 'cast'));
  const points = [...chunks(ballot.alpha, POINT_BYTES), ...chunks(ballot.textAlpha ?? new Uint8Array(0), POINT_BYTES)];
  const values = [...points, ballot.B, ballot.A, ballot.T1, ballot.R, stated.tracker].map(toHex);
  const fresh = new Set(values).size === values.length && !values.some((value) => state.singleUse.has(value));
  holds(fresh, 'V21', 'repeated-value');
  for (const value of values) state.singleUse.add(value);

  const accepted = { index, card: key, class: card.class, category: card.class.category, context, stated };
  card.latest = accepted;
  state.ballots.push(accepted);
  return accepted;
}

function equationsOf<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof CheckFailure) throw error;
    const check = error.code === 'wrong-contests' ? 'V20' : error.code === 'proof-invalid' ? 'V22' : 'V02';
    throw new CheckFailure(check, check === 'V02' ? 'entry-malformed' : error.code, error.message);
  }
}

/** Check and code for an equation that does not hold. */
export function checkOfEquation(name: string): { check: string; code: string } {
  if (name === 'E6') return { check: 'V26', code: 'signature-invalid' };
  const check = name === 'E1' || name === 'E2' ? 'V23' : name === 'E5' ? 'V25' : 'V24';
  return { check, code: 'proof-invalid' };
}
