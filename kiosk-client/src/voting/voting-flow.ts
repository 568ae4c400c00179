import type { DirectoryEntry } from '../protocol/directory.ts';
import type { MeetingApi } from '../server/meeting-api.ts';
import type { CardStatus, PublicMeeting, ReceiptAnswer, Snapshot } from '../server/messages.ts';
import type { Outcome } from '../server/outcome.ts';
import { AfterCast, type Holder } from './after-cast.ts';
import { askPatiently } from './ask-patiently.ts';
import { publishAudit } from './auditing.ts';
import { type BallotForm, type Contest, readBallotForm } from './ballot-form.ts';
import type { BallotMaker, CardCode, VerifiedCard } from './ballot-maker.ts';
import { readCode, readFragment } from './card-code.ts';
import {
  addWriteIn,
  choicesOf,
  firstIncomplete,
  judge,
  type Marks,
  markOf,
  notYetGraded,
  removeWriteIn,
  toggleAbstain,
  toggleOption,
} from './marks.ts';
import type { PhoneMemory, PhoneRecord } from './phone-memory.ts';
import { alreadyState, ballotState, needsDirectory, noticeOf, refusedState, titleOf, waitingState } from './screens.ts';
import type { Pending } from './send-ballot.ts';
import type { AuditStep, BallotState, CodeProblem, Directory, Notice, VotingState } from './voting-state.ts';
import { judgePerson, judgeTyped, type WriteInProblem } from './write-in.ts';

export interface VotingPorts {
  readonly api: MeetingApi;
  /** Casts over the hub when it is up, else over HTTP. */
  cast(ballot: string): Promise<Outcome<ReceiptAnswer>>;
  newMaker(): BallotMaker;
  readonly memory: PhoneMemory;
  /** Milliseconds; `wake` ends all running pauses. */
  pause(milliseconds: number): Promise<void>;
  wake(): void;
  now(): number;
  readonly origin: string;
}

interface Card {
  readonly code: CardCode;
  readonly maker: BallotMaker;
  readonly verified: VerifiedCard;
  readonly status: CardStatus;
}

const holderOf = ({ verified, code, maker }: Card): Holder => ({ card: verified.card, fingerprint: code.fingerprint, maker });

/**
 * The attendee's way from card to receipt as one state at a time. It knows no DOM; pages render `state`, call the verbs, and pass
 * the server's snapshots to `changed`. Every wait belongs to one run, so that a reset leaves nothing of the last person.
 */
export class VotingFlow {
  readonly #ports: VotingPorts;
  readonly #meetingId: string;
  readonly #listeners = new Set<() => void>();
  readonly #afterCast: AfterCast;
  #state: VotingState = { at: 'starting' };
  #notice: Notice = null;
  #run = 0;
  #meeting: PublicMeeting | null = null;
  #form: BallotForm | null = null;
  #card: Card | null = null;
  #code: CardCode | null = null;
  #sealing: Promise<void> = Promise.resolve();
  #directory: Directory = { kind: 'none' };
  #audits = 0;

  constructor(meetingId: string, ports: VotingPorts) {
    this.#meetingId = meetingId;
    this.#ports = ports;
    this.#afterCast = new AfterCast({
      ports,
      state: () => this.#state,
      set: (state) => this.#set(state),
      refuse: (code, server, savable) => this.#refuse(code, server, savable),
      against: (card, fingerprint) => (this.#meeting === null ? null : { meeting: this.#meeting, fingerprint, card }),
    });
  }

  get state(): VotingState {
    return this.#state;
  }

  get notice(): Notice {
    return this.#notice;
  }

  get meeting(): PublicMeeting | null {
    return this.#meeting;
  }

  /** The meeting's title as its manifest has it. */
  get title(): string {
    return titleOf(this.#meeting);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins from the address's fragment, which the page has already removed from the address bar. */
  async start(fragment: string): Promise<void> {
    const run = ++this.#run;
    const code = readFragment(fragment);
    if (!(await this.#fetch(run))) return;
    const kept = this.#ports.memory.load();
    if (code === 'damaged') this.#ask('damaged');
    else if (code !== 'none') await this.#open(code, run);
    else if (kept !== null) await this.#resume(kept, run);
    else this.#ask(null);
  }

  /** Text typed by a person or a scanner, or read by the camera. */
  async enterCode(typed: string): Promise<void> {
    if (this.#state.at !== 'scan' && this.#state.at !== 'refused') return;
    const read = readCode(typed);
    if (read === null) return this.#ask('damaged');
    if (read.meeting !== null && read.meeting !== this.#meetingId) return this.#ask('other-meeting');
    const run = ++this.#run;
    this.#set({ at: 'starting' });
    if (!(await this.#fetch(run))) return;
    const fingerprint = read.fingerprint ?? this.#code?.fingerprint ?? null;
    await this.#open({ seed: read.seed, fingerprint }, run);
  }

  toggle(contestId: string, place: number): void {
    this.#mark(contestId, (contest, { marks }) => toggleOption(marks, contest, place));
  }

  abstain(contestId: string): void {
    this.#mark(contestId, (contest, { marks }) => ({ marks: toggleAbstain(marks, contest), hint: null }));
  }

  /** Gives a grade or an answer; a tap on another one replaces it. */
  judge(contestId: string, answer: number | 'abstain'): void {
    this.#mark(contestId, (contest, { marks }) => ({ marks: judge(marks, contest, answer), hint: null }));
  }

  /** Writes in a person of the directory, or the text typed. What stands against it, or null. */
  writeIn(contestId: string, who: DirectoryEntry | string): WriteInProblem | null {
    let problem: WriteInProblem | null = null;
    this.#mark(contestId, (contest, { marks, hint, directory }) => {
      const mark = markOf(marks, contest);
      const people = directory.kind === 'ready' ? directory.people : [];
      const judged = typeof who === 'string' ? judgeTyped(who, contest, mark, people) : judgePerson(who, contest, mark);
      if (judged?.ok) return addWriteIn(marks, contest, judged.person);
      problem = judged?.problem ?? null;
      return { marks, hint };
    });
    return problem;
  }

  /** Says why nobody more can be written in. */
  noRoom(contestId: string): void {
    this.#mark(contestId, (contest, { marks }) => ({
      marks,
      hint: { kind: markOf(marks, contest).abstain ? 'abstained' : 'full', contest: contest.id },
    }));
  }

  eraseWriteIn(contestId: string, slot: number): void {
    this.#mark(contestId, (contest, { marks }) => ({ marks: removeWriteIn(marks, contest, slot), hint: null }));
  }

  #mark(contestId: string, change: (contest: Contest, state: BallotState) => Pick<BallotState, 'marks' | 'hint'>): void {
    const state = this.#state;
    if (state.at !== 'ballot') return;
    const contest = state.contests.find(({ id }) => id === contestId);
    if (contest !== undefined) this.#set({ ...state, ...change(contest, state), incomplete: null, show: null });
  }

  /** Shows the whole list; the choices are sealed meanwhile, so that the check code stands there before the decision. */
  async review(): Promise<void> {
    const state = this.#state;
    const card = this.#card;
    if (state.at !== 'ballot' || !state.cardReady || card === null) return;
    const { contests, marks, revoting } = state;
    const incomplete = firstIncomplete(marks, contests);
    if (incomplete !== null) return this.#set({ ...state, incomplete: incomplete.id, show: incomplete.id });
    const going = this.#going();
    const { pinned, organizerFingerprint } = card.verified;
    const missing = notYetGraded(marks, contests);
    this.#set({ at: 'review', contests, marks, missing, short: null, unpinned: pinned ? null : organizerFingerprint, revoting });
    if (missing.length > 0) return;
    this.#sealing = this.#sealing.then(async () => {
      if (!going() || this.#state.at !== 'review') return;
      const sealed = await card.maker.seal(choicesOf(marks, contests));
      const now = this.#state;
      if (!going() || now.at !== 'review') return;
      if (sealed.ok) this.#set({ ...now, short: sealed.value.short });
      else this.#refuse(sealed.code);
    });
    await this.#sealing;
  }

  /** Back to the form. The sealed ballot is destroyed: an edit must never reuse its randomness. */
  async back(contestToShow?: string): Promise<void> {
    const state = this.#state;
    const card = this.#card;
    if (state.at !== 'review' || card === null) return;
    this.#fill(card.status, state.revoting, state.marks, contestToShow ?? null);
    await this.#unseal(card);
  }

  /** 验证加密: publishes what this sealed ballot holds instead of casting it. The card is not used up by it. */
  async audit(): Promise<void> {
    const state = this.#state;
    const card = this.#card;
    const meeting = this.#meeting;
    if (state.at !== 'review' || state.short === null || card === null || meeting === null) return;
    const running = this.#going();
    const { short, contests, marks, revoting } = state;
    const going = (): boolean => running() && this.#state.at === 'auditing' && this.#state.short === short;
    const report = (step: AuditStep): void => this.#set({ at: 'auditing', step, contests, marks, short, revoting });
    report('signing');
    const opened = await card.maker.audit();
    if (!running()) return;
    if (!opened.ok) return this.#refuse(opened.code);
    const against = { meeting, fingerprint: card.code.fingerprint, card: card.verified.card };
    const outcome = await publishAudit(opened.value, card.maker, against, this.#ports.origin, {
      api: this.#ports.api,
      pause: (milliseconds) => this.#ports.pause(milliseconds),
      going,
      report,
    });
    if (outcome === null || !going()) return;
    if (outcome.kind === 'published') this.#audits++;
    this.#set({ at: 'audited', contests, marks, short, outcome, count: this.#audits, revoting });
    await this.#unseal(card);
  }

  /** On to a ballot of one's own after an audit (or without waiting for its answer), with the marks kept or cleared. */
  afterAudit(keep: boolean): void {
    const state = this.#state;
    const card = this.#card;
    if ((state.at !== 'audited' && state.at !== 'auditing') || card === null) return;
    const over = this.#meeting?.state;
    if (over === 'closing' || over === 'closed' || over === 'tallied') {
      this.#refuse('meeting-closed');
      return;
    }
    this.#fill(card.status, state.revoting, keep ? state.marks : {});
    if (state.at === 'audited') return;
    // Queued before any later seal, so that it can only destroy the ballot that was opened.
    void this.#unseal(card);
    this.#ports.wake();
  }

  /** The one final button. */
  async cast(): Promise<void> {
    const state = this.#state;
    const card = this.#card;
    if (state.at !== 'review' || state.short === null || card === null) return;
    const going = this.#going();
    const { short } = state;
    this.#set({ at: 'sending', step: 'signing', short, next: null, queue: null });
    const signed = await card.maker.cast();
    if (!going()) return;
    if (!signed.ok) return this.#refuse(signed.code);
    const pending = { ballot: signed.value.ballot, tracker: signed.value.tracker, short };
    this.#remember(pending);
    await this.#send(pending, holderOf(card), going);
  }

  /** 改票: fills in again; the new ballot supersedes the one received. */
  async revote(): Promise<void> {
    const card = this.#card;
    if (this.#state.at !== 'already' || !this.#state.canRevote || card === null) return;
    this.#fill(card.status, true, {});
    const loaded = this.#loadDirectory(card.maker, this.#run);
    await card.maker.prepare(card.status.class, card.status.contests, card.status.tracker);
    await loaded;
  }

  /** Asks the log for the card's receipt and verifies it (from the "already received" screen). */
  async checkReceipt(): Promise<void> {
    const state = this.#state;
    const kept = this.#ports.memory.load();
    const holder = this.#card !== null ? holderOf(this.#card) : kept === null ? null : { ...kept, maker: this.#ports.newMaker() };
    if (state.at !== 'already' || holder === null) return;
    const going = this.#going();
    this.#set({ ...state, checked: 'checking' });
    const outcome = await this.#ports.api.receipt(holder.card);
    if (!going()) return;
    if (outcome.kind !== 'ok') return this.#set({ ...state, checked: 'failed' });
    await this.#afterCast.confirm(outcome.value, null, holder, going);
  }

  checkCounted(): Promise<void> {
    return this.#afterCast.checkCounted(this.#going());
  }

  /** The receipt file, or the answer that did not verify. */
  proofFile(): string | null {
    return this.#afterCast.proofFile();
  }

  /** Clears the page for the next person: secrets, marks, receipt and what the tab kept. */
  reset(): void {
    this.#run++;
    this.#card?.maker.forget();
    this.#afterCast.reset();
    this.#card = null;
    this.#code = null;
    this.#directory = { kind: 'none' };
    this.#audits = 0;
    this.#sealing = Promise.resolve();
    this.#ports.memory.clear();
    this.#ports.wake();
    this.#ask(null);
  }

  retry(): void {
    this.#ports.wake();
  }

  /** A snapshot from hub or poll. Never touches a form that is being filled in, but for the end of voting. */
  changed(snapshot: Snapshot): void {
    if (snapshot.meeting !== this.#meetingId || this.#meeting === null) return;
    const before = this.#meeting.state;
    this.#meeting = { ...this.#meeting, ...snapshot };
    this.#notice = noticeOf(snapshot, this.#ports.now());
    if (snapshot.state !== before) {
      this.#ports.wake();
      this.#moved(snapshot.state);
    }
    this.#notify();
  }

  #moved(state: Snapshot['state']): void {
    const { at } = this.#state;
    const over = state === 'closed' || state === 'tallied';
    if (state === 'cancelled' && at === 'received') this.#afterCast.setCounted('cancelled');
    else if (state === 'cancelled' && at !== 'sending') this.#refuse('meeting-cancelled');
    else if (state === 'aborted' && at === 'waiting') this.#refuse('meeting-aborted');
    else if (at === 'waiting') void this.#reopen();
    else if (over && (at === 'ballot' || at === 'review')) this.#refuse('meeting-closed');
    else if (over && at === 'received') void this.#closed();
  }

  async #closed(): Promise<void> {
    const run = this.#run;
    if (await this.#fetch(run, false)) await this.checkCounted();
  }

  async #reopen(): Promise<void> {
    const run = ++this.#run;
    const code = this.#code;
    if (code !== null && (await this.#fetch(run, false))) await this.#open(code, run);
  }

  /** Loads the meeting. False when this run is over or the meeting does not exist. */
  async #fetch(run: number, show = true): Promise<boolean> {
    const told = show ? { lost: () => this.#set({ at: 'unreachable' }), again: () => this.#set({ at: 'starting' }) } : {};
    const outcome = await this.#patiently(() => this.#ports.api.public(), run, told);
    if (outcome === null) return false;
    this.#meeting = outcome;
    this.#form = readBallotForm(outcome.contests);
    this.#notice = noticeOf(outcome, this.#ports.now());
    return true;
  }

  async #open(code: CardCode, run: number): Promise<void> {
    const meeting = this.#meeting;
    if (meeting === null) return;
    this.#code = code;
    if (meeting.state === 'cancelled' || meeting.state === 'aborted') return this.#refuse(`meeting-${meeting.state}`);
    if (meeting.state === 'draft' || meeting.state === 'preparing' || meeting.state === 'paused')
      this.#set(waitingState(meeting, this.#form));
    else if (meeting.state === 'open')
      this.#set(ballotState(this.#form, null, false, { marks: {}, cardReady: false, directory: { kind: 'none' } }));
    if (meeting.manifest === null) return;

    const maker = this.#card?.maker ?? this.#ports.newMaker();
    const verified = await maker.begin(code, meeting);
    if (run !== this.#run) return;
    if (!verified.ok) return verified.code === 'card-unreadable' ? this.#ask('damaged') : this.#refuse(verified.code);
    const status = await this.#askCard(verified.value.card, run);
    if (status === null) return;
    this.#card = { code, maker, verified: verified.value, status };
    this.#remember(null);
    if (status.status === 'voided') return this.#refuse('card-voided');
    if (status.status === 'received') return this.#already(status);
    if (meeting.state === 'closing' || meeting.state === 'closed' || meeting.state === 'tallied') return this.#refuse('meeting-closed');
    if (this.#state.at !== 'ballot') return;
    this.#set(ballotState(this.#form, status, false, { ...this.#state, cardReady: true }));
    const loaded = this.#loadDirectory(maker, run);
    await maker.prepare(status.class, status.contests, null);
    await loaded;
  }

  /** Fetched whenever the card has slots, whatever the attendee does: asking only for a write-in would tell the server of it. */
  async #loadDirectory(maker: BallotMaker, run: number): Promise<void> {
    if (this.#state.at !== 'ballot' || !needsDirectory(this.#meeting, this.#state.contests)) return;
    const told = (directory: Directory): void => {
      this.#directory = directory;
      if (this.#state.at === 'ballot') this.#set({ ...this.#state, directory });
    };
    told({ kind: 'loading' });
    const ports = { going: () => run === this.#run, pause: (milliseconds: number) => this.#ports.pause(milliseconds) };
    const outcome = await askPatiently(() => this.#ports.api.directory(), ports, 1000, 15_000);
    if (outcome === null) return;
    const read = outcome.kind === 'ok' ? await maker.directory(outcome.value) : null;
    if (run === this.#run) told(read?.ok ? { kind: 'ready', people: read.value } : { kind: 'failed' });
  }

  #fill(status: CardStatus, revoting: boolean, marks: Marks, show: string | null = null): void {
    this.#set(ballotState(this.#form, status, revoting, { marks, cardReady: true, show, directory: this.#directory }));
  }

  async #unseal(card: Card): Promise<void> {
    this.#sealing = this.#sealing.then(() => card.maker.unseal());
    await this.#sealing;
  }

  #askCard(card: string, run: number): Promise<CardStatus | null> {
    return this.#patiently(() => this.#ports.api.card(card), run, {});
  }

  /** An answer, or null after a refusal (which is then shown) or when the run is over. */
  async #patiently<T>(ask: () => Promise<Outcome<T>>, run: number, told: { lost?(): void; again?(): void }): Promise<T | null> {
    const ports = { going: () => run === this.#run, pause: (milliseconds: number) => this.#ports.pause(milliseconds), ...told };
    const outcome = await askPatiently(ask, ports, 1000, 15_000);
    if (outcome === null) return null;
    if (outcome.kind === 'ok') return outcome.value;
    // Before opening a server may not answer for cards yet; the waiting room stays.
    if (this.#state.at !== 'waiting' || outcome.code !== 'meeting-not-open') this.#refuse(outcome.code, outcome);
    return null;
  }

  async #resume(kept: PhoneRecord, run: number): Promise<void> {
    const holder = { ...kept, maker: this.#ports.newMaker() };
    const going = this.#going();
    if (kept.pending !== null) return this.#send(kept.pending, holder, going);
    if (kept.receipt !== null) return this.#afterCast.confirm(kept.receipt, null, holder, going);
    const status = await this.#askCard(kept.card, run);
    if (status === null) return;
    if (status.status === 'received') this.#already(status);
    else if (status.status === 'voided') this.#refuse('card-voided');
    else this.#set({ at: 'scan', problem: null, returning: true });
  }

  async #send(pending: Pending, holder: Holder, going: () => boolean): Promise<void> {
    const refusal = await this.#afterCast.send(pending, holder, going);
    if (refusal === null || !going()) return;
    this.#remember(null);
    if (refusal.code !== 'already-cast' && refusal.code !== 'supersedes-wrong') {
      return this.#refuse(refusal.code === 'meeting-closed' ? 'late' : refusal.code, refusal);
    }
    const status = await this.#askCard(holder.card, this.#run);
    if (status?.status === 'received') this.#already(status);
    else if (status !== null) this.#refuse(refusal.code, refusal);
  }

  #already(status: CardStatus): void {
    const canRevote = this.#meeting?.state === 'open' && this.#meeting.revoting && this.#card !== null;
    if (this.#card !== null) this.#card = { ...this.#card, status };
    this.#set(alreadyState(status, canRevote));
  }

  #ask(problem: CodeProblem | null): void {
    this.#set({ at: 'scan', problem, returning: false });
  }

  #refuse(code: string, server: { readonly zh: string; readonly en: string } | null = null, savable = false): void {
    this.#set(refusedState(code, server, savable));
  }

  #remember(pending: Pending | null): void {
    const { memory } = this.#ports;
    const kept = this.#card === null ? memory.load() : { card: this.#card.verified.card, fingerprint: this.#card.code.fingerprint };
    if (kept !== null) memory.save({ card: kept.card, fingerprint: kept.fingerprint, pending, receipt: null });
  }

  /** True as long as nothing has begun anew. */
  #going(): () => boolean {
    const run = this.#run;
    return () => run === this.#run;
  }

  #set(state: VotingState): void {
    this.#state = state;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
