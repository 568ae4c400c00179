import { toBase64Url } from '../protocol/base64url.ts';
import { utf8 } from '../protocol/bytes.ts';
import { encodeJson, text } from '../protocol/canonical-json.ts';
import type { MeetingApi } from '../server/meeting-api.ts';
import type { CardStatus, PublicMeeting, ReceiptAnswer } from '../server/messages.ts';
import { lost, type Outcome, ok, refused } from '../server/outcome.ts';
import type { BallotMaker } from './ballot-maker.ts';
import type { PhoneMemory, PhoneRecord } from './phone-memory.ts';
import { VotingFlow } from './voting-flow.ts';

/** An entry with the given body, unsigned: for pages that only display. */
export function displayEntry(body: unknown): string {
  const raw = toBase64Url(utf8(JSON.stringify(body)));
  return toBase64Url(utf8(`{"type":"x","body":${new TextDecoder().decode(encodeJson(text(1 << 20), raw))},"sigs":[]}`));
}

const option = (id: string, name: string) => ({ id, name, detail: '' });
export const contestsBody = {
  nonce: '',
  contests: [
    {
      id: 'P1',
      title: '办公室副主任',
      position: '',
      options: [option('a', '丁一'), option('b', '王二'), option('c', '张三')],
      slots: 0,
      min: 1,
      max: 1,
      abstain: true,
    },
    {
      id: 'P2',
      title: '业务二科科长',
      position: '',
      options: [option('a', '丁一'), option('d', '李四'), option('e', '赵五')],
      slots: 0,
      min: 1,
      max: 2,
      abstain: true,
    },
  ],
  announcement: { principles: '原则', positions: '职位', conditions: '条件', scope: '范围', requirements: '要求' },
};

export function publicMeeting(change: Partial<PublicMeeting> = {}): PublicMeeting {
  return {
    meeting: 'demo-meeting',
    suite: 'SM2-SM3',
    state: 'open',
    marks: [],
    revoting: false,
    policy: 'sealed',
    checkpoint: null,
    turnout: { handedOut: 10, returned: 0 },
    serverTime: '2026-11-20T01:00:00Z',
    closesAt: null,
    result: null,
    manifest: displayEntry({ title: '会议推荐' }),
    contests: displayEntry(contestsBody),
    opened: displayEntry({}),
    closed: null,
    ...change,
  };
}

/** Trackers are 32 bytes; the fake maker numbers them. */
export const tracker = (n: number): string => toBase64Url(new Uint8Array(32).fill(n));

export function receiptFor(n: number, size = 20): ReceiptAnswer {
  const checkpoint = `recommendvote/demo-meeting\n${size}\nAAAA\n\n— x y\n`;
  return {
    receipt: { meeting: 'demo-meeting', card: 'CARD', tracker: tracker(n), index: 15, size, proof: [], checkpoint },
    leaf: `leaf-${n}`,
  };
}

export class FakeServer {
  meeting = publicMeeting();
  status: CardStatus = { class: 'B', category: 'B', contests: ['P1', 'P2'], status: 'unused', tracker: null, index: null };
  /** Answers to casts, in turn; afterwards the ballot is received. */
  casts: (Outcome<ReceiptAnswer> | 'commit-then-lose')[] = [];
  readonly sent: string[] = [];
  /** Answers to audits, in turn; afterwards they are published. */
  audits: Outcome<ReceiptAnswer>[] = [];
  readonly audited: string[] = [];
  directory: Outcome<Uint8Array> = refused('directory-unknown');
  received: ReceiptAnswer | null = null;
  publicLost = 0;
  countedTracker: string | null = null;

  readonly api: MeetingApi = {
    public: async () => (this.publicLost-- > 0 ? lost : ok(this.meeting)),
    card: async () => ok(this.status),
    cast: (ballot) => this.cast(ballot),
    receipt: async () => (this.received === null ? refused('card-has-no-ballot') : ok(this.received)),
    counted: async () =>
      this.countedTracker === null
        ? refused('card-has-no-ballot')
        : ok({
            tracker: this.countedTracker,
            index: 0,
            size: 1,
            proof: [],
            closed: { entry: '', index: 30, proof: [] },
            checkpoint: 'o\n31\nAAAA\n',
          }),
    consistency: async () => ok({ proof: [], checkpoint: '' }),
    audit: async (ballot) => {
      this.audited.push(ballot);
      return this.audits.shift() ?? ok(receiptFor(Number(/\d+/.exec(ballot)?.[0] ?? 0)));
    },
    audited: async () => refused('audit-unknown'),
    directory: async () => this.directory,
  };

  async cast(ballot: string): Promise<Outcome<ReceiptAnswer>> {
    this.sent.push(ballot);
    const answer = this.casts.shift();
    const receipt = receiptFor(Number(/\d+/.exec(ballot)?.[0] ?? 0));
    if (answer === undefined || answer === 'commit-then-lose') {
      this.received = receipt;
      this.status = { ...this.status, status: 'received', tracker: receipt.receipt.tracker, index: 15 };
    }
    return answer === undefined ? ok(receipt) : answer === 'commit-then-lose' ? lost : answer;
  }
}

/** A maker that counts seals instead of sealing. */
export class FakeMaker implements BallotMaker {
  seals = 0;
  unseals = 0;
  forgotten = false;
  readonly prepared: (string | null)[] = [];
  readonly choices: unknown[] = [];
  refuseBegin: string | null = null;
  receiptHolds = true;
  countedHolds = true;

  async begin() {
    return this.refuseBegin === null
      ? ({ ok: true, value: { card: 'CARD', organizerFingerprint: 'AAAA', pinned: true } } as const)
      : ({ ok: false, code: this.refuseBegin } as const);
  }
  async prepare(_class: string, _contests: readonly string[], supersedes: string | null) {
    this.prepared.push(supersedes);
  }
  async seal(choices: unknown) {
    this.choices.push(choices);
    this.seals++;
    return { ok: true, value: { tracker: tracker(this.seals), short: `SEAL ${this.seals}` } } as const;
  }
  async cast() {
    return { ok: true, value: { ballot: `ballot-${this.seals}`, tracker: tracker(this.seals) } } as const;
  }
  async audit() {
    return { ok: true, value: { ballot: `audit-${this.seals}`, tracker: tracker(this.seals) } } as const;
  }
  async directory(bytes: Uint8Array) {
    return bytes.length === 0
      ? ({ ok: false, code: 'directory-differs' } as const)
      : ({ ok: true, value: [{ id: 'D7', name: '阿依古丽·买买提', detail: '规划科科长' }] } as const);
  }
  async unseal() {
    this.unseals++;
  }
  async checkReceipt(answer: ReceiptAnswer) {
    const { tracker: value, size } = answer.receipt;
    return this.receiptHolds
      ? ({ ok: true, value: { tracker: value, short: 'SHORT', size } } as const)
      : ({ ok: false, code: 'receipt-invalid' } as const);
  }
  async checkCounted() {
    return this.countedHolds ? ({ ok: true, value: { counted: true } } as const) : ({ ok: false, code: 'not-counted' } as const);
  }
  async receiptLink() {
    return 'https://host/check/demo-meeting#x';
  }
  forget() {
    this.forgotten = true;
  }
}

export class FakeMemory implements PhoneMemory {
  record: PhoneRecord | null = null;
  readonly written: string[] = [];
  load() {
    return this.record;
  }
  save(record: PhoneRecord) {
    this.record = record;
    this.written.push(JSON.stringify(record));
  }
  clear() {
    this.record = null;
  }
}

export const fragment = '#0123456789ABCDEFGHJKMNPQRSTV.AAAAAAAAAAAAAAAA';

/** A flow on fakes; pauses pass at once and are counted. */
export function setUp(memory = new FakeMemory()) {
  const server = new FakeServer();
  const makers: FakeMaker[] = [];
  const pauses: number[] = [];
  const states: string[] = [];
  const flow = new VotingFlow('demo-meeting', {
    api: server.api,
    cast: (ballot) => server.cast(ballot),
    newMaker: () => {
      const maker = new FakeMaker();
      makers.push(maker);
      return maker;
    },
    memory,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      if (pauses.length > 200) throw new Error('the flow does not come to rest');
    },
    wake: () => undefined,
    now: () => 1_000_000,
    origin: 'https://host',
  });
  flow.subscribe(() => states.push(flow.state.at === 'sending' ? `sending ${flow.state.step}` : flow.state.at));
  return { flow, server, makers, memory, pauses, states };
}
