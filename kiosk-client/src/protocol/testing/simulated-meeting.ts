import { prepareBundle } from '../ballot-bundle.ts';
import { type SealedBallot, sealBallot } from '../ballot-seal.ts';
import { compareBytes, concat, toHex } from '../bytes.ts';
import { type CardKey, cardKey } from '../card.ts';
import { originOf, parseCheckpoint, signCheckpoint } from '../checkpoint.ts';
import type { ContestChoice } from '../choices.ts';
import { makeCosignature } from '../cosignature.ts';
import { encodePoint } from '../encoding.ts';
import type { BodyOf, Contest, EntryType } from '../entry-bodies.ts';
import { type EntrySignature, encodeBody, encodeEntry, signBody } from '../entry-envelope.ts';
import type { Random } from '../random.ts';
import { RecordReplay } from '../record-replay.ts';
import { countedRoot } from '../replay-cards.ts';
import { countedBallots, currentTree } from '../replay-state.ts';
import { recomputeResult } from '../replay-tally.ts';
import { makeStaffKey, noManifest, type StaffKey } from '../staff-signature.ts';
import type { Suite } from '../suite.ts';
import { makeTrusteeFile, type TrusteeFile, trusteePublicKey } from '../trustee-file.ts';
import { nextTrusteeStep } from '../trustee-steps.ts';
import { scriptedRandom } from './scripted-random.ts';

/** A card class of the simulated meeting. */
export interface SimulatedClass {
  readonly id: string;
  readonly category: string;
  readonly contests: readonly string[];
  readonly cards: number;
}

export interface SimulationPlan {
  readonly suite: Suite;
  readonly seed?: string;
  readonly trustees?: number;
  readonly threshold?: number;
  readonly contests?: readonly Contest[];
  readonly classes?: readonly SimulatedClass[];
  readonly manifest?: Partial<BodyOf<'manifest'>>;
  /** Two tellers in the manifest, for paper forms. */
  readonly withTellers?: boolean;
  /** Marks of card number i of a class, in the order of the class's contests; undefined: the card is not used. */
  readonly marks?: (classId: string, i: number) => readonly ContestChoice[] | undefined;
  /** Changes a staff entry's body before it is signed. */
  readonly alter?: <T extends EntryType>(type: T, body: BodyOf<T>) => BodyOf<T>;
}

const option = (id: string) => ({ id, name: `示例干部${id}`, detail: '' });

export const simulatedContests: readonly Contest[] = [
  { id: 'p1', title: '办公室副主任', position: '副处级', options: ['1', '2', '3'].map(option), slots: 0, min: 1, max: 1, abstain: true },
  { id: 'p2', title: '业务二科科长', position: '副处级', options: ['4', '5'].map(option), slots: 0, min: 0, max: 2, abstain: false },
];

const simulatedClasses: readonly SimulatedClass[] = [
  { id: 'A', category: 'a', contests: ['p1', 'p2'], cards: 4 },
  { id: 'B', category: 'b', contests: ['p1', 'p2'], cards: 5 },
  { id: 'B-r', category: 'b', contests: ['p2'], cards: 3 },
];

/**
 * A whole meeting in one process, every party with its own keys, every entry made by the same code that the pages use.
 * For tests and for measuring; the steps are public so that a test can stop anywhere and append something wrong.
 */
export class SimulatedMeeting {
  readonly plan: SimulationPlan;
  readonly suite: Suite;
  readonly random: Random;
  readonly organizer: StaffKey;
  readonly issuer: StaffKey;
  readonly officer: StaffKey;
  readonly tellers: readonly StaffKey[];
  readonly server: StaffKey;
  files: TrusteeFile[];
  readonly replay: RecordReplay;
  readonly entries: Uint8Array[] = [];
  readonly cards = new Map<string, CardKey[]>();
  readonly meeting = 'demo-meeting';

  constructor(plan: SimulationPlan) {
    this.plan = plan;
    this.suite = plan.suite;
    this.random = scriptedRandom(`meeting ${plan.seed ?? ''} ${plan.suite.name}`);
    this.replay = new RecordReplay(this.random);
    const staff = (): StaffKey => makeStaffKey(this.suite, this.random);
    this.organizer = staff();
    this.issuer = staff();
    this.officer = staff();
    this.server = staff();
    const later = scriptedRandom(`tellers ${plan.seed ?? ''} ${plan.suite.name}`);
    this.tellers = [0, 1].map(() => makeStaffKey(this.suite, later));
    this.files = Array.from({ length: plan.trustees ?? 3 }, () => makeTrusteeFile(this.suite, this.meeting, this.random));
  }

  /** Appends an entry and checks it. */
  append(entry: Uint8Array): void {
    this.replay.apply(entry);
    this.entries.push(entry);
  }

  /** The server's note over the entries so far. */
  checkpoint(): string {
    const { size, root } = currentTree(this.replay.state);
    const origin = originOf(this.meeting);
    return signCheckpoint(this.suite, { origin, size, root }, origin, this.server, this.random);
  }

  /** The server's note with the officer's cosignature. */
  cosignedCheckpoint(time = 1_780_000_000, note = this.checkpoint()): string {
    const signer = { meeting: this.meeting, officer: 1, key: this.officer };
    return note + makeCosignature(this.suite, parseCheckpoint(note), signer, time, this.random);
  }

  /** The note over the tree of `tally-ready`, cosigned; null while that tree is not there yet. */
  tallyCheckpoint(): string | null {
    const { tallyTree } = this.replay.state;
    if (tallyTree === undefined) return null;
    const origin = originOf(this.meeting);
    return this.cosignedCheckpoint(undefined, signCheckpoint(this.suite, { origin, ...tallyTree }, origin, this.server, this.random));
  }

  /** A staff entry, signed by the keys its type needs. */
  staffEntry<T extends EntryType>(type: T, body: BodyOf<T>): Uint8Array {
    const altered = this.plan.alter === undefined ? body : this.plan.alter(type, body);
    const bytes = encodeBody(type, altered);
    const hash = type === 'manifest' ? noManifest : this.replay.state.manifestHash;
    const both = ['manifest', 'opened', 'closed', 'cancelled', 'card-replaced'].includes(type);
    const first = { cards: ['issuer', this.issuer], result: ['server', this.server], attestation: ['officer-1', this.officer] } as const;
    const [name, key] = (first as Partial<Record<string, readonly [string, StaffKey]>>)[type] ?? (['organizer', this.organizer] as const);
    const sign = (signer: string, by: StaffKey): EntrySignature => ({
      key: signer,
      sig: signBody(this.suite, type, bytes, hash, by.secret, this.random),
    });
    if (type === 'paper-count') {
      const [one, two] = this.tellers as [StaffKey, StaffKey];
      return encodeEntry(type, bytes, [sign('teller-1', one), sign('teller-2', two), sign('officer-1', this.officer)]);
    }
    return encodeEntry(type, bytes, both ? [sign(name, key), sign('officer-1', this.officer)] : [sign(name, key)]);
  }

  staff<T extends EntryType>(type: T, body: BodyOf<T>): void {
    this.append(this.staffEntry(type, body));
  }

  nonce(): Uint8Array {
    return this.random(16);
  }

  /** Another meeting that stands where this one stands, with the same keys; `plan` may alter what comes next, a negative `end` drops last entries. */
  resume(plan: Partial<SimulationPlan> = {}, end = this.entries.length): SimulatedMeeting {
    const copy = new SimulatedMeeting({ ...this.plan, ...plan });
    for (const entry of this.entries.slice(0, end)) copy.append(entry);
    copy.files = [...this.files];
    for (const [id, keys] of this.cards) copy.cards.set(id, keys);
    return copy;
  }

  /** Manifest and contests. */
  begin(): this {
    const { plan } = this;
    const named = (name: string, key: StaffKey) => ({ name, key: key.publicKey });
    this.staff('manifest', {
      version: 'RV1',
      suite: this.suite.name,
      meeting: this.meeting,
      nonce: this.nonce(),
      title: '示例推荐会',
      place: '一号会议室',
      time: '2026-03-01T01:00:00Z',
      kind: 'recommendation',
      marks: ['simulated'],
      categories: [
        { id: 'a', name: '领导班子' },
        { id: 'b', name: '干部代表' },
      ],
      trustees: this.files.map((file, i) => ({ name: `监票人${i + 1}`, key: trusteePublicKey(file) })),
      threshold: plan.threshold ?? 2,
      allTrusteesAcknowledged: false,
      minGroupSize: 3,
      allowSmall: false,
      acknowledgedSmallClass: false,
      revoting: false,
      policy: 'sealed',
      singleWriteIns: 'other',
      tallyQuorum: 'trustees',
      witnessQuorum: 0,
      quorum: { need: 2, of: 3 },
      organizer: named('组织人事部门', this.organizer),
      issuer: named('发卡人', this.issuer),
      officers: [named('派驻纪检监察组', this.officer)],
      ...(plan.withTellers === true ? { tellers: this.tellers.map((key, i) => named(`计票人${i + 1}`, key)) } : {}),
      server: { key: this.server.publicKey },
      ...plan.manifest,
    });
    const announcement = { principles: '原则', positions: '职位', conditions: '条件', scope: '范围', requirements: '要求' };
    this.staff('contests', { nonce: this.nonce(), contests: [...(plan.contests ?? simulatedContests)], announcement });
    return this;
  }

  /** Made only where it is asked for: the signature would move the scripted randomness of every other record. */
  #witnessedNote(): string | null {
    return this.replay.state.manifest.tallyQuorum === 'witnessed' ? this.tallyCheckpoint() : null;
  }

  /** Lets every trustee do what it can, until all wait. */
  trusteesAct(): this {
    for (let acted = true; acted; ) {
      acted = false;
      this.files = this.files.map((file) => {
        const step = nextTrusteeStep(
          file,
          this.replay,
          { checkpoint: this.checkpoint(), tallyCheckpoint: this.#witnessedNote() },
          this.random,
        );
        if (step.kind === 'send') {
          this.append(step.entry);
          acted = true;
        }
        return step.file;
      });
    }
    return this;
  }

  issueCards(): this {
    for (const { id, category, contests, cards } of this.plan.classes ?? simulatedClasses) {
      const keys = Array.from({ length: cards }, () => cardKey(this.suite, this.random(16), this.meeting));
      keys.sort((a, b) => compareBytes(a.pk, b.pk));
      this.cards.set(id, keys);
      const body = { nonce: this.nonce(), class: id, category, contests: [...contests], cards: concat(...keys.map(({ pk }) => pk)) };
      this.staff('cards', body);
    }
    return this;
  }

  attendance() {
    const classes = this.plan.classes ?? simulatedClasses;
    return this.replay.state.manifest.categories.map(({ id }) => {
      const own = classes.filter(({ category }) => category === id).reduce((sum, { cards }) => sum + cards, 0);
      return { category: id, expected: own, present: own };
    });
  }

  open(): this {
    const { state } = this.replay;
    const { size, root } = currentTree(state);
    const h = encodePoint(state.h!);
    const attendance = this.attendance();
    this.staff('opened', { nonce: this.nonce(), h, contests: state.contests!.hash, size, root, attendance, announced: true });
    return this;
  }

  /** The entry of one ballot. */
  ballot(classId: string, card: CardKey, marks: readonly ContestChoice[], supersedes?: Uint8Array): Uint8Array {
    return this.#sealed(classId, card, marks, supersedes).cast(this.random);
  }

  /** The entry of one audited ballot. */
  audit(classId: string, card: CardKey, marks: readonly ContestChoice[], supersedes?: Uint8Array): Uint8Array {
    return this.#sealed(classId, card, marks, supersedes).audit(this.random);
  }

  #sealed(classId: string, card: CardKey, marks: readonly ContestChoice[], supersedes?: Uint8Array): SealedBallot {
    const { context } = this.replay.state.classes.get(classId)!;
    const bundle = prepareBundle(this.suite, context!.h, context!.layout, this.random);
    return sealBallot(context!, bundle, marks, card, supersedes);
  }

  vote(): this {
    for (const [id, keys] of this.cards) {
      keys.forEach((card, i) => {
        const marks = this.plan.marks === undefined ? defaultMarks(id, i) : this.plan.marks(id, i);
        if (marks !== undefined) this.append(this.ballot(id, card, marks));
      });
    }
    return this;
  }

  /** Closes; `challengers` are cards that are spent on audits. */
  close(challengers: readonly CardKey[] = []): this {
    const { state } = this.replay;
    const { size, root } = currentTree(state);
    const cards = [...state.cards.values()];
    const counted = countedBallots(state);
    const counts = state.manifest.categories.map(({ id }, place) => {
      const own = cards.filter((card) => card.class.category === place);
      const voided = own.filter((card) => card.voided).length;
      const ballots = counted.filter(({ category }) => category === place).length;
      const challenging = challengers.filter(({ pk }) => state.cards.get(toHex(pk))?.class.category === place).length;
      return { category: id, cards: own.length, voided, handedOut: own.length - voided - challenging, ballots };
    });
    const attendance = this.attendance();
    const challengeCards = concat(...challengers.map(({ pk }) => pk).sort(compareBytes));
    this.staff('closed', { nonce: this.nonce(), size, root, attendance, counts, countedRoot: countedRoot(state), challengeCards });
    return this;
  }

  result(): this {
    this.staff('result', recomputeResult(this.replay.state));
    return this;
  }

  attest(): this {
    const { size, root } = currentTree(this.replay.state);
    this.staff('attestation', { nonce: this.nonce(), verdict: 'verified', size, root, text: '' });
    return this;
  }

  /** Everything, in order. */
  wholeMeeting(): this {
    return this.begin().trusteesAct().issueCards().open().vote().close().trusteesAct().result().attest();
  }
}

function defaultMarks(classId: string, i: number): readonly ContestChoice[] {
  const second = { options: [[], [0], [0, 1]][i % 3]! };
  return classId === 'B-r' ? [second] : [{ options: i === 2 ? [] : [i % 3] }, second];
}
