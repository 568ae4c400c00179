import type { BallotContext } from '../protocol/ballot-body.ts';
import { type BallotBundle, prepareBundle } from '../protocol/ballot-bundle.ts';
import { type SealedBallot, sealBallot } from '../protocol/ballot-seal.ts';
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { type CardKey, cardKey, parseSeedText } from '../protocol/card.ts';
import { shortTracker } from '../protocol/crockford.ts';
import { type DirectoryEntry, readDirectory } from '../protocol/directory.ts';
import { layoutOf } from '../protocol/layout.ts';
import { type Random, systemRandom } from '../protocol/random.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { ConsistencyAnswer, CountedAnswer, PublicMeeting, ReceiptAnswer } from '../server/messages.ts';
import { fingerprintCode } from '../ui/short-code.ts';
import type { Against, CardCode, Sealed, VerifiedCard, VerifiedReceipt } from './ballot-maker.ts';
import type { Choice } from './marks.ts';
import { inGroups, readReceiptLink, receiptLink, verifyCounted, verifyReceipt } from './receipt-check.ts';
import { need, type VerifiedMeeting, verifyMeeting } from './verified-meeting.ts';

interface Prepared {
  readonly context: BallotContext;
  readonly supersedes: Uint8Array | undefined;
  bundle: BallotBundle;
}

/** The long computations; a test of all ways through a page counts them, or makes them once. */
export interface Tools {
  readonly verifyMeeting: typeof verifyMeeting;
  readonly cardKey: typeof cardKey;
  readonly prepareBundle: typeof prepareBundle;
  readonly sealBallot: typeof sealBallot;
}

/** The maker itself, as it runs inside the worker: all secrets of one card, and the checks of its receipts. */
export class MakerCore {
  readonly #random: Random;
  readonly #tools: Tools;
  #meeting: VerifiedMeeting | null = null;
  #key: CardKey | null = null;
  #prepared: Prepared | null = null;
  #sealed: SealedBallot | null = null;

  constructor(random: Random = systemRandom, tools: Tools = { verifyMeeting, cardKey, prepareBundle, sealBallot }) {
    this.#random = random;
    this.#tools = tools;
  }

  begin(code: CardCode, meeting: PublicMeeting): VerifiedCard {
    const seed = parseSeedText(code.seed);
    const verified = this.#tools.verifyMeeting(meeting, code.fingerprint);
    this.#meeting = verified;
    this.#key = this.#tools.cardKey(verified.trusted.suite, seed, verified.trusted.manifest.meeting);
    seed.fill(0);
    return {
      card: toBase64Url(this.#key.pk),
      organizerFingerprint: fingerprintText(verified),
      pinned: code.fingerprint !== null,
    };
  }

  prepare(classId: string, contests: readonly string[], supersedes: string | null): void {
    const meeting = this.#meeting;
    if (meeting?.opening == null || meeting.contests === null) throw new Error('the meeting has not been opened');
    const shapes = meeting.contests.contests
      .map((contest, index) => ({ ...contest, index, options: contest.options.length }))
      .filter(({ id }) => contests.includes(id));
    const { suite, manifestHash } = meeting.trusted;
    const { openedHash, h } = meeting.opening;
    const context = { suite, manifestHash, openedHash, h, classId, layout: layoutOf(shapes) };
    this.#sealed?.discard();
    this.#sealed = null;
    this.#prepared?.bundle.discard();
    this.#prepared = { context, supersedes: supersedes === null ? undefined : fromBase64Url(supersedes), bundle: this.#bundle(context) };
  }

  seal(choices: readonly Choice[]): Sealed {
    const prepared = this.#prepared;
    if (prepared === null || this.#key === null) throw new Refusal('wrong-contests', 'nothing prepared');
    if (prepared.bundle.used) prepared.bundle = this.#bundle(prepared.context);
    this.#sealed?.discard();
    this.#sealed = this.#tools.sealBallot(prepared.context, prepared.bundle, choices, this.#key, prepared.supersedes);
    return { tracker: toBase64Url(this.#sealed.tracker), short: inGroups(shortTracker(this.#sealed.tracker)) };
  }

  cast(): { ballot: string; tracker: string } {
    if (this.#sealed === null) throw new Refusal('wrong-contests', 'nothing sealed');
    return { ballot: toBase64Url(this.#sealed.cast(this.#random)), tracker: toBase64Url(this.#sealed.tracker) };
  }

  audit(): { ballot: string; tracker: string } {
    if (this.#sealed === null) throw new Refusal('wrong-contests', 'nothing sealed');
    return { ballot: toBase64Url(this.#sealed.audit(this.#random)), tracker: toBase64Url(this.#sealed.tracker) };
  }

  directory(bytes: Uint8Array): readonly DirectoryEntry[] {
    if (this.#meeting === null) throw new Error('no meeting was verified');
    const { suite, manifest } = this.#meeting.trusted;
    return need(readDirectory(suite, bytes, manifest.directory));
  }

  unseal(): void {
    this.#sealed?.discard();
    this.#sealed = null;
    if (this.#prepared?.bundle.used) this.#prepared.bundle = this.#bundle(this.#prepared.context);
  }

  checkReceipt(answer: ReceiptAnswer, against: Against, ballot: { bytes: string; tracker: string } | null): VerifiedReceipt {
    return verifyReceipt(this.#against(against), answer, against.card, ballot);
  }

  checkCounted(answer: CountedAnswer, consistency: ConsistencyAnswer | null, kept: ReceiptAnswer, against: Against): { counted: boolean } {
    verifyCounted(this.#against(against), answer, consistency, kept.receipt);
    return { counted: true };
  }

  receiptLink(answer: ReceiptAnswer, origin: string): string {
    if (this.#meeting === null) throw new Error('no meeting was verified');
    return receiptLink(this.#meeting, answer, origin);
  }

  organizer(): string {
    return this.#meeting === null ? '' : fingerprintText(this.#meeting);
  }

  readLink(meeting: string, fragment: string): ReceiptAnswer {
    return readReceiptLink(meeting, fragment);
  }

  forget(): void {
    this.#sealed?.discard();
    this.#prepared?.bundle.discard();
    this.#sealed = null;
    this.#prepared = null;
    this.#key = null;
  }

  #bundle(context: BallotContext): BallotBundle {
    return this.#tools.prepareBundle(context.suite, context.h, context.layout, this.#random);
  }

  #against(against: Against): VerifiedMeeting {
    this.#meeting = verifyMeeting(against.meeting, against.fingerprint);
    return this.#meeting;
  }
}

const fingerprintText = ({ fingerprint }: VerifiedMeeting): string => fingerprintCode(fingerprint);
