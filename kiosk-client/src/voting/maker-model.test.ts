import { describe, expect, it } from 'vitest';
import { BallotBundle, type BundleSecrets } from '../protocol/ballot-bundle.ts';
import type { SealedBallot } from '../protocol/ballot-seal.ts';
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { i2osp, utf8 } from '../protocol/bytes.ts';
import { cardKey, organizerFingerprint, seedText } from '../protocol/card.ts';
import { systemRandom } from '../protocol/random.ts';
import { P256_SHA256 as suite } from '../protocol/suite.ts';
import { SimulatedMeeting } from '../protocol/testing/simulated-meeting.ts';
import type { CardStatus, ReceiptAnswer } from '../server/messages.ts';
import { lost, type Outcome, ok, refused } from '../server/outcome.ts';
import type { BallotMaker, Checked } from './ballot-maker.ts';
import { MakerCore, type Tools } from './maker-core.ts';
import { FakeMemory, publicMeeting, receiptFor } from './testing.ts';
import { verifyMeeting } from './verified-meeting.ts';
import { VotingFlow } from './voting-flow.ts';

/** One real meeting whose entries every run verifies. */
const seed = new Uint8Array(16).fill(5);
const meeting = new SimulatedMeeting({ suite, manifest: { acknowledgedSmallClass: true } });
meeting.begin().trusteesAct();
meeting.issueCards();
meeting.open();
const entry = (at: number): string => toBase64Url(meeting.entries[at]!);
const shown = publicMeeting({
  meeting: meeting.meeting,
  suite: suite.name,
  manifest: entry(0),
  contests: entry(1),
  opened: entry(meeting.entries.length - 1),
});
const code = `#${seedText(seed)}.${toBase64Url(organizerFingerprint(suite, meeting.organizer.publicKey))}`;

const verified = verifyMeeting(shown, null);
const key = cardKey(suite, seed, meeting.meeting);
const card = toBase64Url(key.pk);

/**
 * Bundles are numbered, and everything made with one says its number. Storing and taking them is the real thing; the sealed ballot
 * would here let itself be cast and audited both, so that only the page's own order prevents it (the real one refuses, see below).
 */
const tools: Tools = {
  verifyMeeting: () => verified,
  cardKey: () => key,
  prepareBundle: (of, h, layout) => new BallotBundle(of, h, layout, { rhoA: BigInt(++bundles) } as unknown as BundleSecrets),
  sealBallot: (_context, bundle) => {
    const number = Number(bundle.take().rhoA);
    const tracker = new Uint8Array(32);
    tracker.set(i2osp(number, 4));
    let discarded = false;
    const made = (type: string) => (): Uint8Array => {
      if (discarded) throw new Error('discarded');
      return utf8(JSON.stringify({ type, alpha: number }));
    };
    const sealed = {
      tracker,
      cast: made('ballot'),
      audit: made('ballot-audited'),
      discard: (): void => {
        discarded = true;
      },
    };
    return sealed as unknown as SealedBallot;
  },
};
let bundles = 0;

const bundleOf = (ballot: string): string =>
  String((JSON.parse(new TextDecoder().decode(fromBase64Url(ballot))) as { alpha: unknown }).alpha);

/** The core without a worker. */
function makerOf(core: MakerCore): BallotMaker {
  const done = <T>(value: T): Promise<Checked<T>> => Promise.resolve({ ok: true, value });
  return {
    begin: (read, of) => done(core.begin(read, of)),
    prepare: async (...args) => core.prepare(...args),
    seal: (choices) => done(core.seal(choices)),
    cast: () => done(core.cast()),
    audit: () => done(core.audit()),
    directory: () => Promise.resolve({ ok: false, code: 'directory-differs' }),
    unseal: async () => core.unseal(),
    checkReceipt: (answer) => done({ tracker: answer.receipt.tracker, short: 'SHORT', size: answer.receipt.size }),
    checkCounted: () => done({ counted: true }),
    receiptLink: async () => 'link',
    forget: () => core.forget(),
  };
}

const actions = ['review', 'edit', 'audit', 'go on', 'cast', 'reload', 'other tab'] as const;
type Action = (typeof actions)[number];

/** The server as far as it matters: one ballot per card, the same bytes again get the same answer; a bad network loses first answers. */
class Log {
  readonly casts: string[] = [];
  readonly audits: string[] = [];
  readonly trackers: Record<'cast' | 'audit', Set<string>> = { cast: new Set(), audit: new Set() };
  readonly lossy: boolean;
  requests = 0;
  constructor(lossy: boolean) {
    this.lossy = lossy;
  }
  get status(): CardStatus {
    const received = this.casts.length > 0;
    const contests = ['p1', 'p2'];
    return {
      class: 'B',
      category: 'b',
      contests,
      status: received ? 'received' : 'unused',
      tracker: received ? 'AAAA' : null,
      index: received ? 9 : null,
    };
  }
  take(list: string[], ballot: string): Outcome<ReceiptAnswer> {
    this.requests++;
    if (list === this.casts && this.casts.length > 0 && !this.casts.includes(ballot)) return refused('already-cast');
    if (list === this.audits && this.casts.length > 0 && !this.audits.includes(ballot)) return refused('already-cast');
    const first = !list.includes(ballot);
    if (first) list.push(ballot);
    return first && this.lossy ? lost : ok(receiptFor(1));
  }
}

class Tab {
  readonly memory = new FakeMemory();
  readonly log: Log;
  flow: VotingFlow;
  constructor(log: Log) {
    this.log = log;
    this.flow = this.fresh();
  }
  fresh(): VotingFlow {
    const { log } = this;
    const api = {
      public: async () => ok(shown),
      card: async () => ok(log.status),
      cast: async (ballot: string) => log.take(log.casts, ballot),
      receipt: async () => (log.casts.length === 0 ? refused('card-has-no-ballot') : ok(receiptFor(1))),
      counted: async () => lost,
      consistency: async () => lost,
      audit: async (ballot: string) => log.take(log.audits, ballot),
      audited: async () => refused('audit-unknown'),
      directory: async () => refused('directory-unknown'),
    };
    return new VotingFlow(meeting.meeting, {
      api,
      cast: api.cast,
      newMaker: () => makerOf(new MakerCore(systemRandom, tools)),
      memory: this.memory,
      pause: async () => undefined,
      wake: () => undefined,
      now: () => 0,
      origin: 'https://host',
    });
  }
}

interface Run {
  readonly log: Log;
  readonly tabs: readonly Tab[];
  /** Whether the last action changed anything. */
  readonly changed: boolean;
}

async function run(sequence: readonly Action[], lossy: boolean): Promise<Run> {
  const log = new Log(lossy);
  const tabs = [new Tab(log), new Tab(log)];
  let active = 0;
  await tabs[0]!.flow.start(code);
  let changed = true;
  for (const action of sequence) {
    const tab = tabs[active]!;
    const before = [tab.flow.state, log.requests, active];
    switch (action) {
      case 'review':
        await tab.flow.review();
        break;
      case 'edit':
        await tab.flow.back();
        break;
      case 'audit':
        await tab.flow.audit();
        break;
      case 'go on':
        tab.flow.afterAudit(true);
        break;
      case 'cast':
        await tab.flow.cast();
        break;
      case 'reload':
        tab.flow = tab.fresh();
        await tab.flow.start('');
        if (tab.flow.state.at === 'scan') await tab.flow.enterCode(code.slice(1));
        break;
      case 'other tab':
        active = 1 - active;
        if (tabs[active]!.flow.state.at === 'starting') await tabs[active]!.flow.start(code);
        break;
    }
    changed = before[0] !== tabs[active]!.flow.state || before[1] !== log.requests || before[2] !== active;
  }
  return { log, tabs, changed };
}

function check({ log, tabs }: Run, sequence: readonly Action[]): void {
  const said = sequence.join(', ');
  const published = [...new Set([...log.casts, ...log.audits])];
  const used = published.map(bundleOf);
  // No bundle in two different entries: neither a cast and an audit, nor two audits, nor a retry made anew.
  expect([said, new Set(used).size]).toEqual([said, published.length]);
  expect([said, log.casts.length <= sequence.filter((action) => action === 'cast').length]).toEqual([said, true]);
  expect([said, log.audits.length <= sequence.filter((action) => action === 'audit').length]).toEqual([said, true]);
  for (const tab of tabs) {
    const written = tab.memory.written.join('\n');
    expect([said, log.audits.some((ballot) => written.includes(ballot)), written.includes(seedText(seed))]).toEqual([said, false, false]);
  }
}

describe('every way through the page, up to six steps (A59, B3)', () => {
  it.each([false, true])(
    'never uses one bundle twice nor opens what is cast (answers lost: %s)',
    async (lossy) => {
      let runs = 0;
      const ends = new Set<string>();
      const explore = async (sequence: readonly Action[]): Promise<void> => {
        for (const action of actions) {
          const longer = [...sequence, action];
          const made = await run(longer, lossy);
          runs++;
          check(made, longer);
          ends.add(made.tabs.map(({ flow }) => flow.state.at).join('+'));
          // A step that changed nothing leads to the very ways that were explored without it.
          if (made.changed && longer.length < 6) await explore(longer);
        }
      };
      await explore([]);
      expect(runs).toBeGreaterThan(1000);
      for (const end of ['audited+starting', 'received+starting', 'review+starting', 'audited+received']) expect([...ends]).toContain(end);
    },
    300_000,
  );
});

describe('a sealed ballot', () => {
  const core = new MakerCore();
  core.begin({ seed: seedText(seed), fingerprint: null }, shown);
  core.prepare('B', ['p1', 'p2'], null);
  const choices = [
    { options: [0], abstain: false },
    { options: [], abstain: false },
  ];

  it('is cast or audited, never both; the same again gives the same bytes', () => {
    const first = core.seal(choices);
    const audited = core.audit();
    expect(core.audit()).toEqual(audited);
    expect(() => core.cast()).toThrow('already-finished');
    core.unseal();
    expect(() => core.audit()).toThrow();
    expect(() => core.cast()).toThrow();
    const second = core.seal(choices);
    expect(second.tracker).not.toBe(first.tracker);
    const cast = core.cast();
    expect(core.cast()).toEqual(cast);
    expect(() => core.audit()).toThrow('already-finished');
    expect(bundleOf(cast.ballot)).not.toBe(bundleOf(audited.ballot));
    expect(card).toHaveLength(87);
  });
});
