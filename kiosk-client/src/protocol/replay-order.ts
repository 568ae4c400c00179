import { holds } from './check-failure.ts';
import type { DecryptionBody, EntryType } from './entry-bodies.ts';
import type { EnvelopedEntry } from './entry-envelope.ts';
import { mixesMissing } from './replay-mixes.ts';
import type { ReplayState } from './replay-state.ts';
import { isTallied } from './replay-tally.ts';

/** True when the named trustee (or the class, for `cards`) has not yet made an entry of that type. */
type Place = { readonly trustee: number };

const n = (state: ReplayState): number => state.manifest.trustees.length;
const isClosed = (state: ReplayState): boolean => state.closed !== undefined;
const isOpened = (state: ReplayState): boolean => state.opened !== undefined;
const voting = (state: ReplayState): boolean => isOpened(state) && !isClosed(state);
const issuedAndNotClosed = (state: ReplayState): boolean => state.classes.size > 0 && !isClosed(state);

/** May this entry follow what is before it? One rule per type, as the table of `record.md` gives them. */
const rules: { readonly [T in EntryType]: (state: ReplayState, body: Extract<EnvelopedEntry, { type: T }>['body']) => boolean } = {
  manifest: () => false,
  contests: (state) => !isOpened(state),
  'trustee-commit': (state, { trustee }: Place) => !state.commits.has(trustee),
  'trustee-key': (state, { trustee }: Place) => state.commits.size === n(state) && !state.keyBodies.has(trustee),
  'trustee-shares': (state, { trustee }: Place) => state.keyBodies.size === n(state) && !state.shares.has(trustee),
  'trustee-ready': (state, { trustee }: Place) => state.afterShares !== undefined && !state.ready.has(trustee),
  'trustee-complaint': (state, { trustee }: Place) => state.afterShares !== undefined && !state.ready.has(trustee),
  rehearsal: (state, { trustee }: Place) => state.ready.size === n(state) && !state.rehearsed.has(trustee),
  cards: (state, body) => !isOpened(state) && !state.classes.has(body.class),
  'cards-voided': issuedAndNotClosed,
  opened: (state) => !isOpened(state) && state.rehearsed.size === n(state) && state.contests !== undefined && state.classes.size > 0,
  'card-replaced': issuedAndNotClosed,
  cancelled: () => true,
  closed: voting,
  'paper-count': (state) =>
    isClosed(state) && state.paper === undefined && state.decryptions.size === 0 && state.manifest.tellers !== undefined,
  mixed: (state) => mixesMissing(state) > 0,
  'tally-ready': (state, { trustee }: Place) => state.tallyTree !== undefined && !state.tallyReady.has(trustee),
  decryption: mayDecrypt,
  result: isTallied,
  attestation: (state, body) => body.verdict === 'objection' || isOver(state),
};

/** Once per trustee and phase, phase 2 after t of phase 1; a phase that does not exist is V29's. */
function mayDecrypt(state: ReplayState, { trustee, phase }: DecryptionBody): boolean {
  if (phase === 2) return state.decryptions.size >= state.manifest.threshold && !state.textDecryptions.has(trustee);
  return isClosed(state) && !(phase === 1 && state.decryptions.has(trustee));
}

/** After a result, a cancellation or a complaint only attestations follow. */
function isOver(state: ReplayState): boolean {
  return state.result !== undefined || state.ended !== undefined;
}

const follows = (condition: boolean, type: string): void => holds(condition, 'V03', 'entry-out-of-order', type);

/** Judges the place of an enveloped entry (V03), before its signatures. */
export function checkOrder(state: ReplayState, entry: EnvelopedEntry): void {
  const rule = rules[entry.type] as (state: ReplayState, body: EnvelopedEntry['body']) => boolean;
  follows((!isOver(state) || entry.type === 'attestation') && rule(state, entry.body), entry.type);
}

/** Judges the place of a `ballot` or `ballot-audited` (V03). */
export function checkBallotOrder(state: ReplayState, type: string): void {
  follows(!isOver(state) && voting(state), type);
}
