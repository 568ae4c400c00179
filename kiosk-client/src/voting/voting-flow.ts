import { fromBase64Url } from '../protocol/base64url.ts';
import { shortTracker } from '../protocol/crockford.ts';
import type { MeetingApi } from '../server/meeting-api.ts';
import type { CardStatus, PublicMeeting, ReceiptAnswer, Snapshot } from '../server/messages.ts';
import type { Outcome } from '../server/outcome.ts';
import { type BallotForm, type Contest, readBallotForm, readEntryBody } from './ballot-form.ts';
import type { Against, BallotMaker, CardCode, VerifiedCard } from './ballot-maker.ts';
import { readCode, readFragment } from './card-code.ts';
import { checkCounted } from './check-counted.ts';
import { choicesOf, firstIncomplete, toggleAbstain, toggleOption } from './marks.ts';
import type { PhoneMemory, PhoneRecord } from './phone-memory.ts';
import { type Pending, sendBallot } from './send-ballot.ts';
import type { BallotState, CodeProblem, Counted, Notice, VotingState } from './voting-state.ts';

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

export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');
const shortOf = (tracker: string): string => grouped(shortTracker(fromBase64Url(tracker)));

/**
 * The attendee's way from card to receipt as one state at a time. It knows no DOM; pages render `state`, call the verbs, and pass
 * the server's snapshots to `changed`. Every wait carries the run it belongs to, so that a reset leaves nothing of the last person.
 */
export class VotingFlow {
  readonly #ports: VotingPorts;
  readonly #meetingId: string;
  readonly #listeners = new Set<() => void>();
  #state: VotingState = { at: 'starting' };
  #notice: Notice = null;
  #run = 0;
  #meeting: PublicMeeting | null = null;
  #form: BallotForm | null = null;
  #card: Card | null = null;
  #code: CardCode | null = null;
  #sealing: Promise<void> = Promise.resolve();
  #kept: {
    readonly answer: ReceiptAnswer;
    readonly card: string;
    readonly fingerprint: string | null;
    readonly maker: BallotMaker;
  } | null = null;
  #lastAnswer: ReceiptAnswer | null = null;

  constructor(meetingId: string, ports: VotingPorts) {
    this.#meetingId = meetingId;
    this.#ports = ports;
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
    const title = readEntryBody(this.#meeting?.manifest ?? '')?.['title'];
    return typeof title === 'string' ? title : '';
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
    const state = this.#state;
    if (state.at !== 'ballot') return;
    const contest = state.contests.find(({ id }) => id === contestId);
    if (contest === undefined) return;
    this.#set({ ...state, ...toggleOption(state.marks, contest, place), incomplete: null });
  }

  abstain(contestId: string): void {
    const state = this.#state;
    if (state.at !== 'ballot') return;
    const contest = state.contests.find(({ id }) => id === contestId);
    if (contest !== undefined) this.#set({ ...state, marks: toggleAbstain(state.marks, contest), hint: null, incomplete: null });
  }

  /** Shows the whole list; the choices are sealed meanwhile, so that the check code stands there before the decision. */
  async review(): Promise<void> {
    const state = this.#state;
    const card = this.#card;
    if (state.at !== 'ballot' || !state.cardReady || card === null) return;
    const incomplete = firstIncomplete(state.marks, state.contests);
    if (incomplete !== null) return this.#set({ ...state, incomplete: incomplete.id });
    const run = this.#run;
    const { contests, marks, revoting } = state;
    const { pinned, organizerFingerprint } = card.verified;
    this.#set({ at: 'review', contests, marks, short: null, unpinned: pinned ? null : organizerFingerprint, revoting });
    const sealing = this.#sealing.then(async () => {
      if (this.#state.at !== 'review' || run !== this.#run) return;
      const sealed = await card.maker.seal(choicesOf(marks, contests));
      const now = this.#state;
      if (run !== this.#run || now.at !== 'review') return;
      if (sealed.ok) this.#set({ ...now, short: sealed.value.short });
      else this.#refuse(sealed.code);
    });
    this.#sealing = sealing;
    await sealing;
  }

  /** Back to the form. The sealed ballot is destroyed: an edit must never reuse its randomness. */
  async back(contestToShow?: string): Promise<void> {
    const state = this.#state;
    const card = this.#card;
    if (state.at !== 'review' || card === null) return;
    this.#set(
      this.#ballot(card.status, state.revoting, { marks: state.marks, cardReady: true, hint: null, incomplete: contestToShow ?? null }),
    );
    this.#sealing = this.#sealing.then(() => card.maker.unseal());
    await this.#sealing;
  }

  /** The one final button. */
  async cast(): Promise<void> {
    const state = this.#state;
    const card = this.#card;
    if (state.at !== 'review' || state.short === null || card === null) return;
    const run = this.#run;
    const { short } = state;
    this.#set({ at: 'sending', step: 'signing', short, next: null, queue: null });
    const signed = await card.maker.cast();
    if (run !== this.#run) return;
    if (!signed.ok) return this.#refuse(signed.code);
    const pending = { ballot: signed.value.ballot, tracker: signed.value.tracker, short };
    this.#remember({ pending });
    await this.#send(pending, card.verified.card, card.code.fingerprint, card.maker, run);
  }

  /** 改票: fills in again; the new ballot supersedes the one received. */
  async revote(): Promise<void> {
    const card = this.#card;
    if (this.#state.at !== 'already' || !this.#state.canRevote || card === null) return;
    this.#set(this.#ballot(card.status, true, { marks: {}, cardReady: true, hint: null, incomplete: null }));
    await card.maker.prepare(card.status.class, card.status.contests, card.status.tracker);
  }

  /** Asks the log for the card's receipt and verifies it (from the "already received" screen). */
  async checkReceipt(): Promise<void> {
    const state = this.#state;
    const card = this.#card ?? null;
    const kept = this.#ports.memory.load();
    const key = card?.verified.card ?? kept?.card ?? null;
    if (state.at !== 'already' || key === null) return;
    const run = this.#run;
    this.#set({ ...state, checked: 'checking' });
    const outcome = await this.#ports.api.receipt(key);
    if (run !== this.#run) return;
    if (outcome.kind !== 'ok') return this.#set({ ...state, checked: 'failed' });
    await this.#confirm(
      outcome.value,
      null,
      key,
      card?.code.fingerprint ?? kept?.fingerprint ?? null,
      card?.maker ?? this.#ports.newMaker(),
      run,
    );
  }

  /** Membership in the counted set, now if the meeting is closed; also called by itself at closing. */
  async checkCounted(): Promise<void> {
    const kept = this.#kept;
    if (this.#state.at !== 'received' || kept === null || this.#meeting === null || this.#state.counted === 'checking') return;
    const run = this.#run;
    this.#setCounted('checking');
    const against = { meeting: this.#meeting, fingerprint: kept.fingerprint, card: kept.card };
    const counted = await checkCounted(this.#ports.api, kept.maker, kept.answer, against);
    if (run !== this.#run) return;
    this.#setCounted(counted);
    if (counted === 'failed') {
      await this.#ports.pause(20_000);
      if (run === this.#run) await this.checkCounted();
    }
  }

  /** The receipt file, or the answer that did not verify. */
  proofFile(): string | null {
    const answer = this.#kept?.answer ?? this.#lastAnswer;
    return answer === null ? null : JSON.stringify({ ...answer.receipt, leaf: answer.leaf });
  }

  /** Clears the page for the next person: secrets, marks, receipt and what the tab kept. */
  reset(): void {
    this.#run++;
    this.#card?.maker.forget();
    this.#kept?.maker.forget();
    this.#card = null;
    this.#kept = null;
    this.#code = null;
    this.#lastAnswer = null;
    this.#sealing = Promise.resolve();
    this.#ports.memory.clear();
    this.#ports.wake();
    this.#ask(null);
  }

  async retry(): Promise<void> {
    if (this.#state.at !== 'unreachable') return;
    this.#ports.wake();
  }

  /** A snapshot from hub or poll. Never touches a form that is being filled in, but for the end of voting. */
  changed(snapshot: Snapshot): void {
    if (snapshot.meeting !== this.#meetingId || this.#meeting === null) return;
    const before = this.#meeting.state;
    this.#meeting = { ...this.#meeting, ...snapshot };
    this.#updateNotice(snapshot);
    if (snapshot.state === before) {
      this.#notify();
      return;
    }
    this.#ports.wake();
    const { at } = this.#state;
    const over = snapshot.state === 'closed' || snapshot.state === 'tallied';
    if (snapshot.state === 'cancelled' && at !== 'received' && at !== 'sending') this.#refuse('meeting-cancelled');
    else if (snapshot.state === 'cancelled' && at === 'received') this.#setCounted('cancelled');
    else if (snapshot.state === 'aborted' && at === 'waiting') this.#refuse('meeting-aborted');
    else if (at === 'waiting') void this.#reopen();
    else if (over && (at === 'ballot' || at === 'review')) this.#refuse('meeting-closed');
    else if (over && at === 'received') void this.#afterClosing();
    else this.#notify();
  }

  async #afterClosing(): Promise<void> {
    const run = this.#run;
    await this.#fetch(run, false);
    if (run === this.#run) await this.checkCounted();
  }

  async #reopen(): Promise<void> {
    const run = ++this.#run;
    const code = this.#code;
    if (code !== null && (await this.#fetch(run, false))) await this.#open(code, run);
  }

  /** Loads the meeting, again and again while nothing answers. False when this run is over or the meeting does not exist. */
  async #fetch(run: number, show = true): Promise<boolean> {
    for (let pause = 2000; run === this.#run; pause = Math.min(pause * 2, 15_000)) {
      const outcome = await this.#ports.api.public();
      if (run !== this.#run) return false;
      if (outcome.kind === 'ok') {
        this.#meeting = outcome.value;
        this.#form = readBallotForm(outcome.value.contests);
        this.#updateNotice(outcome.value);
        return true;
      }
      if (outcome.kind === 'refused' && outcome.code !== 'overloaded' && outcome.code !== 'too-many-requests') {
        this.#refuse(outcome.code, outcome);
        return false;
      }
      if (show) this.#set({ at: 'unreachable' });
      await this.#ports.pause(pause);
      if (show && run === this.#run) this.#set({ at: 'starting' });
    }
    return false;
  }

  async #open(code: CardCode, run: number): Promise<void> {
    const meeting = this.#meeting;
    if (meeting === null) return;
    this.#code = code;
    if (meeting.state === 'cancelled' || meeting.state === 'aborted') return this.#refuse(`meeting-${meeting.state}`);
    if (meeting.state === 'draft' || meeting.state === 'preparing' || meeting.state === 'paused') this.#wait();
    else if (meeting.state === 'open') this.#set(this.#ballot(null, false, { marks: {}, cardReady: false, hint: null, incomplete: null }));
    if (meeting.manifest === null) return;

    const maker = this.#card?.maker ?? this.#ports.newMaker();
    const verified = await maker.begin(code, meeting);
    if (run !== this.#run) return;
    if (!verified.ok) return verified.code === 'card-unreadable' ? this.#ask('damaged') : this.#refuse(verified.code);
    const status = await this.#askCard(verified.value.card, run);
    if (status === null) return;
    this.#card = { code, maker, verified: verified.value, status };
    this.#remember({ pending: null });
    if (status.status === 'voided') return this.#refuse('card-voided');
    if (status.status === 'received') return this.#already(status);
    if (meeting.state === 'closing' || meeting.state === 'closed' || meeting.state === 'tallied') return this.#refuse('meeting-closed');
    if (this.#state.at !== 'ballot') return;
    this.#set(this.#ballot(status, false, { ...this.#state, cardReady: true }));
    await maker.prepare(status.class, status.contests, null);
  }

  /** Status of the card; null when this run is over or the card was refused. */
  async #askCard(card: string, run: number): Promise<CardStatus | null> {
    for (let pause = 1000; run === this.#run; pause = Math.min(pause * 2, 10_000)) {
      const outcome = await this.#ports.api.card(card);
      if (run !== this.#run) return null;
      if (outcome.kind === 'ok') return outcome.value;
      if (outcome.kind === 'refused' && outcome.code !== 'overloaded' && outcome.code !== 'too-many-requests') {
        if (this.#state.at === 'waiting' && outcome.code === 'meeting-not-open') return null;
        this.#refuse(outcome.code, outcome);
        return null;
      }
      await this.#ports.pause(pause);
    }
    return null;
  }

  async #resume(kept: PhoneRecord, run: number): Promise<void> {
    const maker = this.#ports.newMaker();
    if (kept.pending !== null) return this.#send(kept.pending, kept.card, kept.fingerprint, maker, run);
    if (kept.receipt !== null) return this.#confirm(kept.receipt, null, kept.card, kept.fingerprint, maker, run);
    const status = await this.#askCard(kept.card, run);
    if (status === null) return;
    if (status.status === 'received') this.#already(status);
    else if (status.status === 'voided') this.#refuse('card-voided');
    else this.#set({ at: 'scan', problem: null, returning: true });
  }

  async #send(pending: Pending, card: string, fingerprint: string | null, maker: BallotMaker, run: number): Promise<void> {
    const { short } = pending;
    const result = await sendBallot(pending, card, {
      cast: (ballot) => this.#ports.cast(ballot),
      api: this.#ports.api,
      pause: (milliseconds) => this.#ports.pause(milliseconds),
      stopped: () => run !== this.#run,
      report: (step, next, queue) => this.#set({ at: 'sending', step, short, next, queue }),
    });
    if (result === null || run !== this.#run) return;
    if (result.kind === 'answered') return this.#confirm(result.answer, pending, card, fingerprint, maker, run);
    this.#remember({ pending: null });
    if (result.code === 'already-cast' || result.code === 'supersedes-wrong') {
      const status = await this.#askCard(card, run);
      if (status?.status === 'received') this.#already(status);
      else if (status !== null) this.#refuse(result.code, result);
      return;
    }
    this.#refuse(result.code === 'meeting-closed' ? 'late' : result.code, result);
  }

  /** Success is said only here: after the server has answered and the receipt holds. */
  async #confirm(
    answer: ReceiptAnswer,
    pending: Pending | null,
    card: string,
    fingerprint: string | null,
    maker: BallotMaker,
    run: number,
  ): Promise<void> {
    const meeting = this.#meeting;
    if (meeting === null) return;
    if (pending !== null) this.#set({ at: 'sending', step: 'confirming', short: pending.short, next: null, queue: null });
    this.#lastAnswer = answer;
    const against: Against = { meeting, fingerprint, card };
    const checked = await maker.checkReceipt(
      answer,
      against,
      pending === null ? null : { bytes: pending.ballot, tracker: pending.tracker },
    );
    if (run !== this.#run) return;
    if (!checked.ok) return this.#refuse('receipt-invalid', null, true);
    const link = await maker.receiptLink(answer, this.#ports.origin);
    if (run !== this.#run) return;
    maker.forget();
    this.#card = null;
    this.#kept = { answer, card, fingerprint, maker };
    this.#ports.memory.save({ card, fingerprint, pending: null, receipt: answer });
    const counted: Counted = meeting.state === 'cancelled' ? 'cancelled' : 'later';
    this.#set({ at: 'received', short: checked.value.short, size: checked.value.size, counted, link, revoting: meeting.revoting });
    const now = this.#meeting?.state;
    if (now === 'closed' || now === 'tallied') await this.checkCounted();
  }

  #already(status: CardStatus): void {
    const open = this.#meeting?.state === 'open';
    const canRevote = open && this.#meeting?.revoting === true && this.#card !== null;
    if (this.#card !== null) this.#card = { ...this.#card, status };
    this.#set({ at: 'already', short: status.tracker === null ? null : shortOf(status.tracker), canRevote, checked: 'no' });
  }

  #ballot(
    status: CardStatus | null,
    revoting: boolean,
    rest: Pick<BallotState, 'marks' | 'cardReady' | 'hint' | 'incomplete'>,
  ): BallotState {
    const all: readonly Contest[] = this.#form?.contests ?? [];
    const mine = status === null ? all : all.filter(({ id }) => status.contests.includes(id));
    const excluded = all.filter((contest) => !mine.includes(contest)).map(({ title }) => title);
    const { marks, cardReady, hint, incomplete } = rest;
    return {
      at: 'ballot',
      contests: mine,
      announcement: this.#form?.announcement ?? null,
      marks,
      hint,
      cardReady,
      excluded,
      incomplete,
      revoting,
    };
  }

  #wait(): void {
    const reason = this.#meeting?.state === 'paused' ? 'paused' : 'preparing';
    this.#set({ at: 'waiting', reason, title: this.title, announcement: this.#form?.announcement ?? null });
  }

  #ask(problem: CodeProblem | null): void {
    this.#set({ at: 'scan', problem, returning: false });
  }

  #refuse(code: string, server: { readonly zh: string; readonly en: string } | null = null, savable = false): void {
    const sentences = server === null || server.zh === '' ? null : { zh: server.zh, en: server.en };
    this.#set({ at: 'refused', code, server: sentences, savable });
  }

  #remember(change: { pending: Pending | null }): void {
    const card = this.#card;
    const kept = this.#ports.memory.load();
    const key = card?.verified.card ?? kept?.card;
    if (key !== undefined)
      this.#ports.memory.save({ card: key, fingerprint: card?.code.fingerprint ?? kept?.fingerprint ?? null, receipt: null, ...change });
  }

  #updateNotice(snapshot: Snapshot): void {
    if (snapshot.state === 'paused') this.#notice = { kind: 'paused' };
    else if (snapshot.closesAt !== null && (snapshot.state === 'open' || snapshot.state === 'closing')) {
      const left = Date.parse(snapshot.closesAt) - Date.parse(snapshot.serverTime);
      this.#notice = { kind: 'closing', at: this.#ports.now() + (Number.isFinite(left) ? Math.max(left, 0) : 0) };
    } else this.#notice = snapshot.state === 'closing' ? { kind: 'closing', at: this.#ports.now() } : null;
  }

  #setCounted(counted: Counted): void {
    if (this.#state.at === 'received') this.#set({ ...this.#state, counted });
  }

  #set(state: VotingState): void {
    this.#state = state;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
