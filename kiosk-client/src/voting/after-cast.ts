import type { ReceiptAnswer } from '../server/messages.ts';
import type { Against, BallotMaker } from './ballot-maker.ts';
import { checkCounted } from './check-counted.ts';
import { type Pending, type SendResult, sendBallot } from './send-ballot.ts';
import type { VotingPorts } from './voting-flow.ts';
import type { Counted, VotingState } from './voting-state.ts';

/** What this part needs of the flow that owns it. */
export interface Stage {
  readonly ports: VotingPorts;
  state(): VotingState;
  set(state: VotingState): void;
  refuse(code: string, server: { readonly zh: string; readonly en: string } | null, savable: boolean): void;
  against(card: string, fingerprint: string | null): Against | null;
}

/** The holder of a card without its secrets: who is checked for. */
export interface Holder {
  readonly card: string;
  readonly fingerprint: string | null;
  readonly maker: BallotMaker;
}

/** From the signed ballot to the verified receipt, and to the check at closing. `going` ends with the person's session. */
export class AfterCast {
  readonly #stage: Stage;
  #kept: (Holder & { readonly answer: ReceiptAnswer }) | null = null;
  #lastAnswer: ReceiptAnswer | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Sends until answered. A receipt is confirmed here; a refusal is handed back. */
  async send(pending: Pending, holder: Holder, going: () => boolean): Promise<Extract<SendResult, { kind: 'refused' }> | null> {
    const { ports } = this.#stage;
    const { short } = pending;
    const result = await sendBallot(pending, holder.card, {
      cast: (ballot) => ports.cast(ballot),
      api: ports.api,
      pause: (milliseconds) => ports.pause(milliseconds),
      stopped: () => !going(),
      report: (step, next, queue) => this.#stage.set({ at: 'sending', step, short, next, queue }),
    });
    if (result === null || !going()) return null;
    if (result.kind === 'refused') return result;
    this.#stage.set({ at: 'sending', step: 'confirming', short, next: null, queue: null });
    await this.confirm(result.answer, pending, holder, going);
    return null;
  }

  /** Success is said only here: after the server has answered and the receipt holds. */
  async confirm(answer: ReceiptAnswer, pending: Pending | null, holder: Holder, going: () => boolean): Promise<void> {
    const { ports } = this.#stage;
    const { card, fingerprint, maker } = holder;
    const against = this.#stage.against(card, fingerprint);
    if (against === null) return;
    this.#lastAnswer = answer;
    const checked = await maker.checkReceipt(
      answer,
      against,
      pending === null ? null : { bytes: pending.ballot, tracker: pending.tracker },
    );
    if (!going()) return;
    if (!checked.ok) return this.#stage.refuse(checked.code === 'browser-too-old' ? checked.code : 'receipt-invalid', null, true);
    const link = await maker.receiptLink(answer, ports.origin);
    if (!going()) return;
    maker.forget();
    this.#kept = { ...holder, answer };
    ports.memory.save({ card, fingerprint, pending: null, receipt: answer });
    const { meeting } = against;
    const counted: Counted = meeting.state === 'cancelled' ? 'cancelled' : 'later';
    this.#stage.set({ at: 'received', short: checked.value.short, size: checked.value.size, counted, link });
    const now = this.#stage.against(card, fingerprint)?.meeting.state;
    if (now === 'closed' || now === 'tallied') await this.checkCounted(going);
  }

  /** Membership in the counted set; asked again until there is an answer. */
  async checkCounted(going: () => boolean): Promise<void> {
    const kept = this.#kept;
    const state = this.#stage.state();
    if (state.at !== 'received' || kept === null || state.counted === 'checking') return;
    const against = this.#stage.against(kept.card, kept.fingerprint);
    if (against === null) return;
    this.setCounted('checking');
    const counted = await checkCounted(this.#stage.ports.api, kept.maker, kept.answer, against);
    if (!going()) return;
    this.setCounted(counted);
    if (counted !== 'failed') return;
    await this.#stage.ports.pause(20_000);
    if (going()) await this.checkCounted(going);
  }

  setCounted(counted: Counted): void {
    const state = this.#stage.state();
    if (state.at === 'received') this.#stage.set({ ...state, counted });
  }

  /** The receipt file, or the answer that did not verify. */
  proofFile(): string | null {
    const answer = this.#kept?.answer ?? this.#lastAnswer;
    return answer === null ? null : JSON.stringify({ ...answer.receipt, leaf: answer.leaf });
  }

  reset(): void {
    this.#kept?.maker.forget();
    this.#kept = null;
    this.#lastAnswer = null;
  }
}
