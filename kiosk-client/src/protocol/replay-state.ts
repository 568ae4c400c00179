import type { AuditedBallot, BallotContext, CastBallot } from './ballot-body.ts';
import type { BallotEquations } from './ballot-equations.ts';
import type { Closed, Contests, Manifest, Opened, PaperCountBody, TrusteeKeyBody, TrusteeSharesBody } from './entry-bodies.ts';
import type { SignerKeys } from './entry-envelope.ts';
import type { Layout } from './layout.ts';
import { GrowingTree } from './merkle.ts';
import type { SeenTree } from './receipt.ts';
import type { ContestMixes } from './replay-mixes.ts';
import type { Point, Suite } from './suite.ts';

/** A card class with its ballot layout, known once the meeting is opened. */
export interface CardClass {
  readonly id: string;
  /** Place of its category in the manifest. */
  readonly category: number;
  readonly contests: readonly string[];
  readonly cards: number;
  context?: BallotContext;
}

/** An accepted ballot or audited ballot. Its equations are checked in a batch by whoever drives the replay. */
export interface ReplayedBallot {
  readonly index: number;
  readonly card: string;
  readonly class: CardClass;
  readonly category: number;
  readonly context: BallotContext;
  readonly stated: BallotEquations;
  readonly ballot: CastBallot | AuditedBallot;
}

export interface CardState {
  readonly class: CardClass;
  voided: boolean;
  audits: number;
  latest?: ReplayedBallot;
}

/** Everything the replay knows of a meeting after some entries. Changed by the `replay-*.ts` files only. */
export interface ReplayState {
  readonly suite: Suite;
  readonly manifest: Manifest;
  readonly manifestHash: Uint8Array;
  readonly keys: SignerKeys;
  readonly tree: GrowingTree;
  /** Root of the tree of each size, from the empty tree on. */
  readonly roots: Uint8Array[];
  contests?: { body: Contests; hash: Uint8Array };
  /** Trustees' entries by `name place` (`trustee-entries.ts`). */
  readonly trusteeEntries: Map<string, Uint8Array>;
  readonly commits: Map<number, Uint8Array>;
  readonly keyBodies: Map<number, TrusteeKeyBody>;
  readonly commitments: Map<number, Point[]>;
  readonly shares: Map<number, TrusteeSharesBody>;
  /** Tree right after the last `trustee-shares`. */
  afterShares?: SeenTree;
  readonly ready: Set<number>;
  h?: Point;
  /** X_1..X_n, once all shares stand. */
  publicShares: Point[];
  beforeRehearsal?: SeenTree;
  readonly rehearsed: Set<number>;
  readonly classes: Map<string, CardClass>;
  readonly cards: Map<string, CardState>;
  opened?: { body: Opened; hash: Uint8Array };
  readonly ballots: ReplayedBallot[];
  /** Opened, never counted. */
  readonly audits: ReplayedBallot[];
  /** Cards of `card-replaced` (hex). */
  readonly replacements: Set<string>;
  /** Points and trackers that may occur once in the whole log (B3). */
  readonly singleUse: Set<string>;
  /** Body of `closed` from its checks until it is in the tree. */
  closing?: Closed;
  closed?: { body: Closed; after: SeenTree };
  paper?: PaperCountBody;
  /** The contests that need mixes, from `closed` on. */
  mixes?: ContestMixes[];
  /** Tree that `tally-ready` names: right after `closed`, or right after the last mix. */
  tallyTree?: SeenTree;
  readonly tallyReady: Set<number>;
  /** Phase 1, by trustee in log order. */
  readonly decryptions: Map<number, { entry: Uint8Array; d: readonly Point[] }>;
  /** Phase 2: the texts of used slots. */
  readonly textDecryptions: Map<number, { entry: Uint8Array; d: readonly Point[] }>;
  /** Body of the result entry. */
  result?: Uint8Array;
  verifiedAttestations: number;
  objections: number;
  ended?: 'cancelled' | 'aborted';
  faulty?: number;
}

/** Layout of a class, once opened. */
export function layoutOfClass(cardClass: CardClass): Layout {
  if (cardClass.context === undefined) throw new Error('class-not-opened');
  return cardClass.context.layout;
}

export function newState(suite: Suite, manifest: Manifest, manifestHash: Uint8Array, keys: SignerKeys): ReplayState {
  return {
    suite,
    manifest,
    manifestHash,
    keys,
    tree: new GrowingTree(suite),
    roots: [suite.hash()],
    trusteeEntries: new Map(),
    commits: new Map(),
    keyBodies: new Map(),
    commitments: new Map(),
    shares: new Map(),
    ready: new Set(),
    publicShares: [],
    rehearsed: new Set(),
    classes: new Map(),
    cards: new Map(),
    ballots: [],
    audits: [],
    replacements: new Set(),
    singleUse: new Set(),
    tallyReady: new Set(),
    decryptions: new Map(),
    textDecryptions: new Map(),
    verifiedAttestations: 0,
    objections: 0,
  };
}

/** Tree over the entries applied so far. */
export function currentTree(state: ReplayState): SeenTree {
  return { size: state.tree.size, root: state.roots[state.tree.size]! };
}

/** The ballots that count: the last of each card, in log order. */
export function countedBallots(state: ReplayState): ReplayedBallot[] {
  return state.ballots.filter((ballot) => state.cards.get(ballot.card)?.latest === ballot);
}
