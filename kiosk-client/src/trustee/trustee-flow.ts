import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import type { Result } from '../protocol/refusal.ts';
import type { SuiteName } from '../protocol/suite.ts';
import type { TrusteeApi, TrusteeInfo } from '../server/trustee-api.ts';
import { shortCode } from '../ui/short-code.ts';
import type { Client } from '../worker/rpc.ts';
import type { LogView, StepView, TrusteeCore } from '../worker/trustee-core.ts';
import type { DeviceMemory } from './device-memory.ts';
import { type Given, gate } from './human-gates.ts';
import { readLog } from './read-log.ts';
import type { TrusteeState, WorkStep } from './trustee-state.ts';

export interface TrusteePorts {
  readonly api: TrusteeApi;
  readonly core: Client<TrusteeCore>;
  memory(info: TrusteeInfo): DeviceMemory;
  pause(milliseconds: number): Promise<void>;
  wake(): void;
}

/** Milliseconds between two looks at the log; a push shortens them. */
const poll = 4000;

/** The trustee's way as one state at a time; DOM-free. The worker replays and checks the log in full, whatever the server says. */
export class TrusteeFlow {
  readonly #ports: TrusteePorts;
  readonly #listeners = new Set<() => void>();
  #state: TrusteeState = { at: 'starting' };
  #info: TrusteeInfo | null = null;
  #memory: DeviceMemory | null = null;
  #view: LogView | null = null;
  #checkpoint = '';
  /** Note over the tree of `tally-ready`, with the officers' lines. */
  #tallyCheckpoint: string | null = null;
  #given: Given = { backedUp: false, consent: false, complained: false };
  #signed = new Set<string>();
  #complaint: Extract<StepView, { kind: 'send' }> | null = null;
  #publicKey = '';
  #fromFile = false;
  #sealed = '';
  #working = false;
  #refusals = 0;
  /** Size of the log at the last refusal. */
  #refusedAt = 0;

  constructor(ports: TrusteePorts) {
    this.#ports = ports;
  }

  get state(): TrusteeState {
    return this.#state;
  }

  get info(): TrusteeInfo | null {
    return this.#info;
  }

  /** This device's last view of the log. */
  get view(): LogView | null {
    return this.#view;
  }

  get backedUp(): boolean {
    return this.#given.backedUp;
  }

  /** True once this trustee has consented to a tally, by the file. */
  get consented(): boolean {
    return this.#signed.has('tally-ready');
  }

  /** The sealed file as it was last stored, and the name it is saved under. */
  get sealedFile(): { readonly name: string; readonly content: Uint8Array } | null {
    const info = this.#info;
    return info === null || this.#sealed === ''
      ? null
      : { name: `${info.meeting}-trustee-${info.index}.sealed.json`, content: fromBase64Url(this.#sealed) };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The page was opened without an invitation link. */
  withoutToken(): void {
    this.#set({ at: 'no-token' });
  }

  async start(): Promise<void> {
    const info = await this.#invitation();
    if (info === null) return;
    this.#info = info;
    this.#memory = this.#ports.memory(info);
    const kept = this.#memory.load();
    const tally = info.state === 'closed' || info.state === 'tallied';
    if (kept !== null) {
      this.#sealed = kept.sealed;
      this.#given = { ...this.#given, backedUp: kept.backedUp };
      this.#set({ at: 'unlock', from: 'device', tally, busy: false, problem: null });
    } else if (info.keyRegistered) this.#set({ at: 'unlock', from: 'file', tally, busy: false, problem: null });
    else this.#set({ at: 'why' });
  }

  begin(): void {
    if (this.#state.at === 'why') this.#set({ at: 'make-key', busy: false, problem: null });
  }

  async makeKey(passphrase: string): Promise<void> {
    const info = this.#info;
    if (this.#state.at !== 'make-key' || this.#state.busy || info === null) return;
    this.#set({ at: 'make-key', busy: true, problem: null });
    const made = await this.#ports.core.call('create', [info.suite as SuiteName, info.meeting, passphrase]);
    if (!made.ok) return void this.#stop(made.code, made.detail);
    this.#publicKey = toBase64Url(made.value.publicKey);
    if (this.#store(made.value.sealed)) await this.#register();
  }

  useFile(): void {
    if (this.#state.at === 'unlock') this.#set({ ...this.#state, from: 'file', problem: null });
  }

  /** Opens the file kept on this device, or the one chosen. */
  async unlock(passphrase: string, file: Uint8Array | null): Promise<void> {
    const state = this.#state;
    const info = this.#info;
    if (state.at !== 'unlock' || state.busy || info === null) return;
    const sealed = state.from === 'device' ? fromBase64Url(this.#sealed) : file;
    if (sealed === null) return;
    this.#set({ ...state, busy: true, problem: null });
    const opened = await this.#ports.core.call('open', [sealed, passphrase]);
    if (!opened.ok) return this.#set({ ...state, busy: false, problem: opened.code });
    if (opened.value.meeting !== info.meeting || opened.value.suite !== info.suite)
      return this.#set({ ...state, busy: false, problem: 'file-of-other' });
    this.#publicKey = toBase64Url(opened.value.publicKey);
    this.#signed = new Set(opened.value.signed);
    if (state.from === 'file') {
      this.#fromFile = this.#memory?.load() === null;
      this.#given = { ...this.#given, backedUp: this.#signed.has('trustee-shares') };
      if (!this.#store(sealed)) return;
    }
    await this.#register();
  }

  /** The backup was saved; now it has to be loaded back. */
  backupSaved(): void {
    if (this.#state.at === 'backup') this.#set({ ...this.#state, saved: true });
  }

  /** The work goes on with what came out of the file, so the rehearsal proves that the backup opens the totals. */
  async restore(passphrase: string, file: Uint8Array): Promise<void> {
    const state = this.#state;
    if (state.at !== 'backup' || state.busy) return;
    this.#set({ ...state, busy: true, problem: null });
    const restored = await this.#ports.core.call('open', [file, passphrase]);
    if (!restored.ok) return this.#set({ ...state, busy: false, problem: restored.code });
    // A wrong file stays without effect: nothing is signed until the right one has been loaded.
    if (toBase64Url(restored.value.publicKey) !== this.#publicKey) return this.#set({ ...state, busy: false, problem: 'file-of-other' });
    if (!restored.value.signed.includes('trustee-shares')) return this.#set({ ...state, busy: false, problem: 'file-old' });
    this.#signed = new Set(restored.value.signed);
    this.#given = { ...this.#given, backedUp: true };
    if (this.#store(file)) this.#resume();
  }

  async complain(): Promise<void> {
    const complaint = this.#complaint;
    if (this.#state.at !== 'complaint' || complaint === null) return;
    this.#given = { ...this.#given, complained: true };
    if (await this.#deliver(complaint)) this.#resume();
  }

  /** One tap: the checkpoint agrees. On a device that has no note of an earlier consent, a person is asked first. */
  consent(): void {
    const state = this.#state;
    if (state.at !== 'consent') return;
    if (this.#fromFile && state.ask === null) this.#set({ ...state, ask: 'device' });
    else {
      this.#given = { ...this.#given, consent: true };
      this.#resume();
    }
  }

  consentedElsewhere(): void {
    if (this.#state.at === 'consent') this.#set({ ...this.#state, ask: 'stop' });
  }

  /** A push: the log has grown. */
  logChanged(): void {
    this.#ports.wake();
  }

  async #invitation(): Promise<TrusteeInfo | null> {
    for (;;) {
      const outcome = await this.#ports.api.info();
      if (outcome.kind === 'ok') return outcome.value;
      if (outcome.kind === 'refused') {
        this.#stop('token', outcome.code);
        return null;
      }
      await this.#ports.pause(3000);
    }
  }

  async #register(): Promise<void> {
    const registration = await this.#ports.core.call('registration', []);
    if (!registration.ok) return void this.#stop(registration.code, registration.detail);
    const { key, proof } = registration.value;
    for (;;) {
      const outcome = await this.#ports.api.registerKey(toBase64Url(key), toBase64Url(proof));
      if (outcome.kind === 'ok') break;
      // Once the manifest stands, the log says whose key it is; the server may then refuse any registration.
      if (outcome.kind === 'refused' && outcome.code !== 'key-already-registered' && this.#info!.size > 0) break;
      if (outcome.kind === 'refused') return void this.#stop(outcome.code, '');
      await this.#ports.pause(2000);
    }
    const fingerprint = this.#info!.organizerFingerprint;
    const seen = this.#memory?.load()?.seen ?? null;
    const pinned = fingerprint === '' ? null : fromBase64Url(fingerprint);
    await this.#ports.core.call('startLog', [pinned, seen === null ? null : { size: seen.size, root: fromBase64Url(seen.root) }]);
    await this.#work();
  }

  /** Reads on, decides, acts; until a person is needed or all is done. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      let going = true;
      while (going) going = (await this.#catchUp()) && (await this.#act());
    } finally {
      this.#working = false;
    }
  }

  /** Reads the log to its end and checks it. False when something does not hold. */
  async #catchUp(): Promise<boolean> {
    const seen = this.#memory?.load()?.seen ?? null;
    const read = await readLog(this.#ports, this.#view, {
      offline: () => this.#unlessAsked({ at: 'working', view: this.#view, step: 'sending', offline: true }),
      progress: (done, total) => this.#unlessAsked({ at: 'verifying', done, total }),
    });
    if (!read.ok) return this.#stop(read.code, read.detail);
    if (read.value.view === null) return true;
    this.#view = read.value.view;
    this.#checkpoint = read.value.checkpoint;
    if (seen !== null && this.#view.size < seen.size) return this.#stop('log-forked', '');
    const kept = this.#memory?.load() ?? null;
    if (kept !== null) this.#memory?.save({ ...kept, seen: { size: this.#view.size, root: toBase64Url(this.#view.root) } });
    return true;
  }

  async #act(): Promise<boolean> {
    const view = this.#view;
    if (view === null) return this.#wait('manifest');
    const held = gate(view, this.#signed, this.#given);
    if (held === 'backup') return this.#hold({ at: 'backup', saved: false, busy: false, problem: null });
    if (held === 'consent') return this.#askConsent();
    if (held !== null) {
      this.#set({ at: 'finished', how: held === 'aborted' && this.#given.complained ? 'complained' : held });
      if (held !== 'not-needed') return false;
      await this.#ports.pause(poll);
      return true;
    }
    if (view.closed) await this.#announceMix();
    const step = await this.#step();
    if (!step.ok) return this.#stop(step.code, step.detail);
    if (step.value.kind === 'send') {
      if (step.value.type !== 'trustee-complaint') return this.#deliver(step.value);
      this.#complaint = step.value;
      return this.#hold({ at: 'complaint' });
    }
    if (step.value.sealed !== null && !this.#store(step.value.sealed)) return false;
    const waiting = step.value.for;
    return this.#wait(waiting === 'ended' ? 'others' : waiting === 'closing' && !view.opened ? 'opening' : waiting);
  }

  /** Says which write-ins are about to be mixed: the worker is busy with them for a while. */
  async #announceMix(): Promise<void> {
    const due = await this.#ports.core.call('mixDue', []);
    if (due.ok && due.value !== null) this.#set({ at: 'mixing', ...due.value, done: 0, total: 1 });
  }

  #mixing(done: number, total: number): void {
    if (this.#state.at === 'mixing') this.#set({ ...this.#state, done, total });
  }

  /** The worker's next step; under a witnessed quorum with the newest note that the server has, asked for once a round. */
  async #step(): Promise<Result<StepView>> {
    const ask = () => this.#ports.core.call('step', [this.#checkpoint, this.#tallyCheckpoint], (done, total) => this.#mixing(done, total));
    const step = await ask();
    const witness = step.ok && step.value.kind === 'wait' && step.value.for === 'witness';
    return witness && (await this.#askWitness()) ? ask() : step;
  }

  /** Asks for the note with the officers' lines. True when it has changed, so that the worker looks at it. */
  async #askWitness(): Promise<boolean> {
    const outcome = await this.#ports.api.info();
    if (outcome.kind !== 'ok' || outcome.value.tallyCheckpoint === this.#tallyCheckpoint) return false;
    this.#tallyCheckpoint = outcome.value.tallyCheckpoint;
    return true;
  }

  async #askConsent(): Promise<boolean> {
    const tally = await this.#ports.core.call('tallyView', []);
    if (!tally.ok) return this.#stop(tally.code, tally.detail);
    const { ballots, contests, tree } = tally.value;
    const mixed = contests.filter((contest) => contest.mixed).length;
    return this.#hold({
      at: 'consent',
      summary: { ballots, positions: contests.length, mixed, checkpoint: shortCode(tree.root) },
      ask: null,
    });
  }

  /** Waits for a person, with an eye on the log: it may end the matter meanwhile. What the person has begun on the screen stays. */
  async #hold(state: TrusteeState): Promise<boolean> {
    if (this.#state.at !== state.at) this.#set(state);
    await this.#ports.pause(poll);
    return true;
  }

  /** A person has acted: the loop goes on at once. */
  #resume(): void {
    this.#setWorking('sending', false);
    this.#ports.wake();
    void this.#work();
  }

  /** The file is stored before the entry is sent (sealed-file.md, rule 1); the same entry again gives its place again. */
  async #deliver(step: Extract<StepView, { kind: 'send' }>): Promise<boolean> {
    if (step.sealed !== null && !this.#store(step.sealed)) return false;
    this.#signed.add(step.type);
    this.#setWorking(step.type === 'mixed' ? 'sending-mix' : 'sending', false);
    const outcome = await this.#ports.api.append(toBase64Url(step.entry));
    if (outcome.kind === 'ok') {
      this.#refusals = 0;
      return true;
    }
    if (outcome.kind === 'lost') {
      this.#setWorking('sending', true);
      await this.#ports.pause(2000);
      return true;
    }
    // Someone else's entry may have come first, as often as the log has grown: read on and decide again, but not for ever.
    const size = this.#view?.size ?? 0;
    if (size !== this.#refusedAt) this.#refusals = 0;
    this.#refusedAt = size;
    if (++this.#refusals > 5) return this.#stop(outcome.code, '');
    await this.#ports.pause(500);
    return true;
  }

  async #wait(step: WorkStep): Promise<boolean> {
    this.#setWorking(step, false);
    await this.#ports.pause(poll);
    return true;
  }

  /** Keeps the sealed file on this device; false (and a stop) when the browser refuses. */
  #store(sealed: Uint8Array): boolean {
    this.#sealed = toBase64Url(sealed);
    try {
      this.#memory?.save({ sealed: this.#sealed, backedUp: this.#given.backedUp, seen: this.#memory.load()?.seen ?? null });
      return true;
    } catch {
      return this.#stop('storage', '');
    }
  }

  /** Does not take a form away from a person who is filling it in. */
  #unlessAsked(state: TrusteeState): void {
    const { at } = this.#state;
    if (at !== 'backup' && at !== 'consent' && at !== 'complaint') this.#set(state);
  }

  #setWorking(step: WorkStep, offline: boolean): void {
    this.#set({ at: 'working', view: this.#view, step, offline });
  }

  #stop(code: string, detail: string): false {
    this.#set({ at: 'problem', code, detail });
    return false;
  }

  #set(state: TrusteeState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
