// A pretended meeting for looking at the pages without the real server. Development only: never built into the bundle.
import { fromBase64Url, toBase64Url } from '../src/protocol/base64url.ts';
import { type BallotContext, decodeAuditedBallot, decodeCastBallot } from '../src/protocol/ballot-body.ts';
import { verifyAudit } from '../src/protocol/ballot-audit.ts';
import { shortTracker } from '../src/protocol/crockford.ts';
import { verifyBallot } from '../src/protocol/ballot-verify.ts';
import { compareBytes, concat, equalBytes } from '../src/protocol/bytes.ts';
import { cardKey, cardUrl, organizerFingerprint, seedText } from '../src/protocol/card.ts';
import { originOf, parseCheckpoint, signCheckpoint } from '../src/protocol/checkpoint.ts';
import { makeCosignature } from '../src/protocol/cosignature.ts';
import { directoryBytes } from '../src/protocol/directory.ts';
import { encodePoint } from '../src/protocol/encoding.ts';
import type { BodyOf, EntryType } from '../src/protocol/entry-bodies.ts';
import { decodeEntry, encodeBody, encodeEntry, signBody } from '../src/protocol/entry-envelope.ts';
import { timesBase } from '../src/protocol/group.ts';
import { layoutOf } from '../src/protocol/layout.ts';
import { consistencyProof, inclusionProof, leafHash, treeRoot } from '../src/protocol/merkle.ts';
import { randomScalar, systemRandom } from '../src/protocol/random.ts';
import { makeStaffKey, noManifest } from '../src/protocol/staff-signature.ts';
import { RecordReplay } from '../src/protocol/record-replay.ts';
import { recomputeResult } from '../src/protocol/replay-tally.ts';
import { classShapes } from '../src/protocol/rules.ts';
import { suiteByName } from '../src/protocol/suite.ts';
import type { PublicMeeting } from '../src/server/messages.ts';
import { type BallotForm, contestsOf, directory } from './mock-contests.ts';
import { MakerCore } from '../src/voting/maker-core.ts';

type State = 'draft' | 'preparing' | 'open' | 'paused' | 'closing' | 'closed' | 'tallied' | 'cancelled' | 'aborted';

const random = systemRandom;
const b64 = toBase64Url;

interface MockOptions {
  suite?: string;
  title?: string;
  revoting?: boolean;
  trustees?: number;
  marks?: ('demo' | 'practice' | 'simulated')[];
  policy?: 'sealed' | 'announced';
  slots?: number;
  form?: BallotForm;
  tallyQuorum?: 'trustees' | 'witnessed';
}

export class MockMeeting {
  readonly suite;
  readonly id;
  readonly title;
  readonly log: Uint8Array[] = [];
  readonly organizer;
  readonly officer;
  readonly issuer;
  readonly server;
  readonly trusteeKeys: (Uint8Array | null)[];
  readonly trusteeNames: string[];
  readonly cards: { seed: Uint8Array; pk: string; class: string; voided: boolean }[] = [];
  readonly ballots: { card: string; tracker: string; index: number }[] = [];
  readonly audits: { card: string; tracker: string; index: number }[] = [];
  readonly revoting: boolean;
  readonly marks: ('demo' | 'practice' | 'simulated')[];
  readonly policy: 'sealed' | 'announced';
  readonly form: BallotForm;
  /** Write-in slots of the first contest. */
  readonly slots: number;
  readonly tallyQuorum: 'trustees' | 'witnessed';
  witnessed = false;
  state: State = 'draft';
  closesAt: string | null = null;
  manifestHash = noManifest;
  h: Uint8Array | null = null;
  onChange: () => void = () => undefined;

  constructor(id: string, options: MockOptions = {}) {
    this.id = id;
    this.suite = suiteByName(options.suite ?? 'SM2-SM3');
    this.title = options.title ?? '示例市示范管理局 2026 年第四季度会议推荐';
    this.revoting = options.revoting ?? true;
    this.marks = options.marks ?? ['demo'];
    this.policy = options.policy ?? 'sealed';
    this.form = options.form ?? 'plain';
    this.slots = options.slots ?? 0;
    this.tallyQuorum = options.tallyQuorum ?? 'trustees';
    this.organizer = makeStaffKey(this.suite, random);
    this.officer = makeStaffKey(this.suite, random);
    this.issuer = makeStaffKey(this.suite, random);
    this.server = makeStaffKey(this.suite, random);
    const n = options.trustees ?? 3;
    this.trusteeKeys = Array.from({ length: n }, () => null);
    this.trusteeNames = Array.from({ length: n }, (_, i) => `监票人0${i + 1}`);
  }

  /** Bytes of the directory, where this meeting has write-ins. */
  get directory(): Uint8Array | null {
    return this.form === 'write-in' || this.form === 'mixed' ? directoryBytes(directory) : null;
  }

  get contestIds(): string[] {
    return contestsOf(this.form).map(({ id }) => id);
  }

  contestsOfClass(id: string): string[] {
    return id === 'B' || !this.contestIds.includes('P2') ? this.contestIds : ['P2'];
  }

  get fingerprint(): Uint8Array {
    return organizerFingerprint(this.suite, this.organizer.publicKey);
  }

  append(entry: Uint8Array): number {
    this.log.push(entry);
    this.onChange();
    return this.log.length - 1;
  }

  sign<T extends EntryType>(type: T, body: BodyOf<T>, signers: ('organizer' | 'officer-1' | 'issuer' | 'server')[]): Uint8Array {
    const bytes = encodeBody(type, body);
    const keyOf = { organizer: this.organizer, 'officer-1': this.officer, issuer: this.issuer, server: this.server };
    const sigs = signers.map((key) => ({ key, sig: signBody(this.suite, type, bytes, type === 'manifest' ? noManifest : this.manifestHash, keyOf[key].secret, random) }));
    return encodeEntry(type, bytes, sigs);
  }

  manifestBody(): BodyOf<'manifest'> {
    return {
      version: 'RV1',
      suite: this.suite.name,
      meeting: this.id,
      nonce: random(16),
      title: this.title,
      place: '示例市示范管理局三楼会议室',
      time: '2026-11-20T01:00:00Z',
      kind: this.form === 'grade' || this.form === 'dimensions' ? 'assessment' : this.form === 'vote' ? 'vote' : 'recommendation',
      marks: this.marks,
      categories: [
        { id: 'A', name: '领导班子成员' },
        { id: 'B', name: '内设机构和直属单位' },
        { id: 'C', name: '干部代表' },
      ],
      trustees: this.trusteeKeys.map((key, i) => ({ name: this.trusteeNames[i]!, key: key ?? encodePoint(timesBase(this.suite, randomScalar(this.suite, random))) })),
      threshold: 2,
      allTrusteesAcknowledged: false,
      minGroupSize: 5,
      allowSmall: true,
      acknowledgedSmallClass: true,
      revoting: this.revoting,
      policy: this.policy,
      singleWriteIns: 'shown',
      tallyQuorum: this.tallyQuorum,
      witnessQuorum: 0,
      quorum: { need: 2, of: 3 },
      ...(this.directory === null ? {} : { directory: this.suite.hash(this.directory) }),
      organizer: { name: '组织人事处', key: this.organizer.publicKey },
      issuer: { name: '发卡人', key: this.issuer.publicKey },
      officers: [{ name: '派驻纪检监察组', key: this.officer.publicKey }],
      server: { key: this.server.publicKey },
    };
  }

  contestsBody(): BodyOf<'contests'> {
    return {
      nonce: random(16),
      contests: contestsOf(this.form).map((contest, i) => (i === 0 && this.slots > 0 ? { ...contest, slots: this.slots } : contest)),
      announcement: {
        principles: '坚持党管干部；德才兼备、以德为先、五湖四海、任人唯贤；事业为上、人岗相适、人事相宜。',
        positions: '办公室副主任 1 名；业务二科科长 1 名。',
        conditions: '符合《党政领导干部选拔任用工作条例》规定的基本条件和资格。',
        scope: '全局符合条件的干部，名册已印发。',
        requirements: '独立填写，不交谈、不代填。每个职位最多推荐名册所列人数，可以少推，可以弃权。',
      },
    };
  }

  /** Manifest, contests and cards; `open` follows when h is known. */
  prepare(cards: number): void {
    const manifest = this.sign('manifest', this.manifestBody(), ['organizer', 'officer-1']);
    this.append(manifest);
    this.manifestHash = this.suite.hash(manifest);
    this.append(this.sign('contests', this.contestsBody(), ['organizer']));
    for (let i = 0; i < cards; i++) {
      const seed = random(16);
      this.cards.push({ seed, pk: b64(cardKey(this.suite, seed, this.id).pk), class: i === 1 ? 'A-avoid' : 'B', voided: i === 2 });
    }
    for (const id of ['A-avoid', 'B']) {
      const pks = this.cards.filter((card) => card.class === id).map(({ pk }) => fromBase64Url(pk));
      pks.sort(compareBytes);
      this.append(this.sign('cards', { nonce: random(16), class: id, category: id === 'B' ? 'B' : 'A', contests: this.contestsOfClass(id), cards: concat(...pks) }, ['issuer']));
    }
    const voided = concat(...this.cards.filter((card) => card.voided).map(({ pk }) => fromBase64Url(pk)));
    this.append(this.sign('cards-voided', { nonce: random(16), reason: 'not-handed-out', cards: voided }, ['organizer']));
    this.state = 'preparing';
    this.onChange();
  }

  open(h?: Uint8Array): void {
    const ready = this.last('trustee-ready');
    this.h = h ?? (ready === null ? null : (decodeEntry(ready).body as BodyOf<'trustee-ready'>).h) ?? encodePoint(timesBase(this.suite, randomScalar(this.suite, random)));
    const contests = this.last('contests')!;
    this.append(this.sign('opened', { nonce: random(16), h: this.h, contests: this.suite.hash(contests), size: this.log.length, root: this.root(), attendance: this.attendance(), announced: true }, ['organizer', 'officer-1']));
    this.set('open');
  }

  attendance() {
    return ['A', 'B', 'C'].map((category, i) => ({ category, expected: [7, 23, 30][i]!, present: [7, 22, 27][i]! }));
  }

  closedBody(): BodyOf<'closed'> {
    const counted = this.counted();
    return {
      nonce: random(16),
      size: this.log.length,
      root: this.root(),
      attendance: this.attendance(),
      counts: ['A', 'B', 'C'].map((category) => {
        const mine = this.cards.filter((card) => (card.class === 'B' ? 'B' : 'A') === category);
        const voided = mine.filter((card) => card.voided).length;
        const ballots = counted.filter((ballot) => mine.some((card) => card.pk === ballot.card)).length;
        return { category, cards: mine.length, voided, handedOut: mine.length - voided, ballots };
      }),
      countedRoot: treeRoot(this.suite, this.countedLeaves()),
      challengeCards: new Uint8Array(0),
    };
  }

  close(): void {
    this.append(this.sign('closed', this.closedBody(), ['organizer', 'officer-1']));
    this.closesAt = null;
    this.set('closed');
  }

  set(state: State): void {
    this.state = state;
    this.onChange();
  }

  last(type: string): Uint8Array | null {
    return [...this.log].reverse().find((entry) => new TextDecoder().decode(entry.subarray(0, 60)).startsWith(`{"type":"${type}"`)) ?? null;
  }

  root(): Uint8Array {
    return treeRoot(this.suite, this.leaves());
  }

  leaves(): Uint8Array[] {
    return this.log.map((entry) => leafHash(this.suite, entry));
  }

  checkpoint(size = this.log.length): string {
    const root = treeRoot(this.suite, this.leaves().slice(0, size));
    return signCheckpoint(this.suite, { origin: originOf(this.id), size, root }, originOf(this.id), this.server, random);
  }

  snapshot() {
    const entry = (type: string): string | null => {
      const found = this.last(type);
      return found === null ? null : b64(found);
    };
    return {
      meeting: this.id,
      suite: this.suite.name,
      state: this.state,
      marks: this.marks,
      revoting: this.revoting,
      policy: this.policy,
      checkpoint: this.log.length === 0 ? null : this.checkpoint(),
      turnout: { handedOut: this.cards.length, returned: Math.floor(this.counted().length / 5) * 5 },
      serverTime: new Date().toISOString().replace(/\.\d+Z/, 'Z'),
      ...(this.closesAt === null ? {} : { closesAt: this.closesAt }),
      ...(this.state === 'tallied' && this.policy === 'announced' ? { result: entry('result') } : {}),
    };
  }

  publicMeeting() {
    const entry = (type: string): string | null => {
      const found = this.last(type);
      return found === null ? null : b64(found);
    };
    return { ...this.snapshot(), manifest: entry('manifest'), contests: entry('contests'), opened: entry('opened'), closed: entry('closed') };
  }

  counted() {
    return this.ballots.filter((ballot, i) => !this.ballots.slice(i + 1).some((later) => later.card === ballot.card));
  }

  countedLeaves(): Uint8Array[] {
    return this.counted().map(({ tracker }) => leafHash(this.suite, fromBase64Url(tracker)));
  }

  cardStatus(pk: string) {
    const card = this.cards.find((one) => one.pk === pk);
    if (card === undefined) return null;
    const latest = [...this.ballots].reverse().find((ballot) => ballot.card === pk);
    const contests = this.contestsOfClass(card.class);
    const status = card.voided ? 'voided' : latest === undefined ? 'unused' : 'received';
    return { class: card.class, category: card.class === 'B' ? 'B' : 'A', contests, status, ...(latest === undefined ? {} : { tracker: latest.tracker, index: latest.index }) };
  }

  receipt(pk: string) {
    const latest = [...this.ballots].reverse().find((ballot) => ballot.card === pk);
    return latest === undefined ? null : this.receiptAt(latest);
  }

  receiptAt({ card, tracker, index }: { card: string; tracker: string; index: number }) {
    const leaves = this.leaves();
    return {
      receipt: { meeting: this.id, card, tracker, index, size: leaves.length, proof: inclusionProof(this.suite, leaves, index).map(b64), checkpoint: this.checkpoint() },
      leaf: b64(leaves[index]!),
    };
  }

  cast(bytes: Uint8Array): { refusal: string } | ReturnType<MockMeeting['receiptAt']> {
    const known = this.log.findIndex((entry) => equalBytes(entry, bytes));
    const ballot = decodeCastBallot(bytes);
    const card = b64(ballot.card);
    if (known >= 0) return this.receiptAt({ ...this.ballots.find(({ index }) => index === known)!, index: known });
    if (this.state !== 'open') return { refusal: `meeting-${this.state === 'preparing' ? 'not-open' : this.state}` };
    const status = this.cardStatus(card);
    if (status === null) return { refusal: 'card-unknown' };
    if (status.status === 'voided') return { refusal: 'card-voided' };
    const supersedes = ballot.supersedes === undefined ? undefined : b64(ballot.supersedes);
    if (supersedes !== status.tracker) return { refusal: status.tracker === undefined ? 'supersedes-wrong' : 'already-cast' };
    const verified = verifyBallot(this.context(status), ballot);
    if (!verified.ok) return { refusal: verified.code };
    const index = this.append(bytes);
    this.ballots.push({ card, tracker: b64(verified.value.tracker), index });
    this.onChange();
    return this.receiptAt(this.ballots[this.ballots.length - 1]!);
  }

  context(status: { class: string; contests: string[] }): BallotContext {
    const { contests } = decodeEntry(this.last('contests')!).body as BodyOf<'contests'>;
    const h = this.suite.Point.fromAffine(pointOf(this.h!));
    const layout = layoutOf(classShapes(contests, status.contests));
    return { suite: this.suite, manifestHash: this.manifestHash, openedHash: this.suite.hash(this.last('opened')!), h, classId: status.class, layout };
  }

  audit(bytes: Uint8Array): { refusal: string } | ReturnType<MockMeeting['receiptAt']> {
    const known = this.log.findIndex((entry) => equalBytes(entry, bytes));
    if (known >= 0) return this.receiptAt(this.audits.find(({ index }) => index === known)!);
    if (this.state !== 'open') return { refusal: `meeting-${this.state === 'preparing' ? 'not-open' : this.state}` };
    const card = b64(decodeAuditedBallot(bytes).card);
    const status = this.cardStatus(card);
    if (status === null) return { refusal: 'card-unknown' };
    if (status.status === 'received' && !this.revoting) return { refusal: 'already-cast' };
    const verified = verifyAudit(this.context(status), bytes);
    if (!verified.ok) return { refusal: verified.code };
    this.audits.push({ card, tracker: b64(verified.value.tracker), index: this.append(bytes) });
    return this.receiptAt(this.audits[this.audits.length - 1]!);
  }

  audited(code: string) {
    const found = this.audits.find(({ tracker }) => tracker === code || shortTracker(fromBase64Url(tracker)) === code);
    if (found === undefined) return null;
    const { receipt } = this.receiptAt(found);
    return { entry: b64(this.log[found.index]!), index: found.index, size: receipt.size, proof: receipt.proof, checkpoint: receipt.checkpoint };
  }

  /** Ballots of cards from number 3 on, each marking some name. */
  castMany(count: number): void {
    for (const card of this.cards.slice(3, 3 + count)) {
      const core = new MakerCore();
      const fingerprint = b64(this.fingerprint);
      core.begin({ seed: seedText(card.seed), fingerprint }, this.publicMeeting() as unknown as PublicMeeting);
      const { contests } = this.cardStatus(card.pk)!;
      core.prepare(card.class, contests, null);
      const writesIn = this.slots > 0 && this.ballots.length % 2 === 0;
      core.seal(contests.map((id, i) => (id === 'P1' && writesIn ? { options: [], writeIns: ['赵示例'] } : { options: [(this.ballots.length + i) % 3], abstain: false })));
      this.cast(fromBase64Url(core.cast().ballot));
    }
  }

  /** The number of the mix of a contest that may come next; the real server's gate checks all of it. */
  nextMix(contest: number): number {
    return 1 + this.log.map(mixOf).filter((mix) => mix?.contest === contest).length;
  }

  /** The note over the tree of `tally-ready`, with the officer's line once `witnessed` is set; null while mixes are missing. */
  tallyCheckpoint(): string | null {
    const closed = this.log.findIndex((entry) => typeOf(entry) === 'closed');
    const mixes = this.log.filter((entry) => typeOf(entry) === 'mixed').length;
    if (closed < 0 || mixes < (this.slots > 0 ? 2 : 0)) return null;
    const last = this.log.findLastIndex((entry) => typeOf(entry) === 'mixed' || typeOf(entry) === 'closed');
    const note = this.checkpoint(last + 1);
    const signer = { meeting: this.id, officer: 1, key: this.officer };
    return this.witnessed ? note + makeCosignature(this.suite, parseCheckpoint(note), signer, Math.floor(Date.now() / 1000), random) : note;
  }

  /** The result entry, once t decryptions are in. */
  tally(): void {
    const replay = new RecordReplay(random);
    for (const entry of this.log) replay.apply(entry);
    this.append(this.sign('result', recomputeResult(replay.state), ['server']));
    this.set('tallied');
  }

  countedProof(pk: string) {
    const counted = this.counted();
    const index = counted.findIndex(({ card }) => card === pk);
    const closed = this.last('closed');
    if (index < 0 || closed === null) return null;
    const at = this.log.findIndex((entry) => equalBytes(entry, closed));
    return {
      tracker: counted[index]!.tracker,
      index,
      size: counted.length,
      proof: inclusionProof(this.suite, this.countedLeaves(), index).map(b64),
      closed: { entry: b64(closed), index: at, proof: inclusionProof(this.suite, this.leaves(), at).map(b64) },
      checkpoint: this.checkpoint(),
    };
  }

  consistency(from: number, to: number) {
    return { proof: consistencyProof(this.suite, this.leaves().slice(0, to), from).map(b64), checkpoint: this.checkpoint(to) };
  }

  cardUrls(origin: string): string[] {
    return this.cards.map(({ seed }) => cardUrl(origin, { meeting: this.id, seed, fingerprint: this.fingerprint }));
  }
}

function typeOf(entry: Uint8Array): string {
  return /^\{"type":"([a-z-]+)"/.exec(new TextDecoder().decode(entry.subarray(0, 60)))?.[1] ?? '';
}

export function mixOf(entry: Uint8Array): BodyOf<'mixed'> | null {
  if (typeOf(entry) !== 'mixed') return null;
  const decoded = decodeEntry(entry);
  return decoded.type === 'mixed' ? decoded.body : null;
}

function pointOf(bytes: Uint8Array): { x: bigint; y: bigint } {
  const hex = (part: Uint8Array): bigint => BigInt(`0x${[...part].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
  return { x: hex(bytes.subarray(1, 33)), y: hex(bytes.subarray(33)) };
}
