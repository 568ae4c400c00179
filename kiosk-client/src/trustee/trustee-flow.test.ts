import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64, toBase64Url } from '../protocol/base64url.ts';
import { equalBytes } from '../protocol/bytes.ts';
import { organizerFingerprint } from '../protocol/card.ts';
import { encodeScalar, SCALAR_BYTES } from '../protocol/encoding.ts';
import type { BodyOf } from '../protocol/entry-bodies.ts';
import { decodeEntry, encodeBody, signTrusteeEntry } from '../protocol/entry-envelope.ts';
import { randomScalar, systemRandom } from '../protocol/random.ts';
import { Refusal } from '../protocol/refusal.ts';
import { P256_SHA256 as suite } from '../protocol/suite.ts';
import { SimulatedMeeting, type SimulationPlan } from '../protocol/testing/simulated-meeting.ts';
import { makeTrusteeFile, trusteePublicKey } from '../protocol/trustee-file.ts';
import { nextTrusteeStep } from '../protocol/trustee-steps.ts';
import { lost, ok, refused } from '../server/outcome.ts';
import type { TrusteeApi, TrusteeInfo } from '../server/trustee-api.ts';
import { connect, type Port, serve } from '../worker/rpc.ts';
import { TrusteeCore } from '../worker/trustee-core.ts';
import type { DeviceMemory, DeviceRecord } from './device-memory.ts';
import { TrusteeFlow } from './trustee-flow.ts';

const passphrase = 'twelve characters';

function channel(): [Port, Port] {
  const listeners: ((event: { data: unknown }) => void)[][] = [[], []];
  const end = (own: number): Port => ({
    postMessage: (message) => {
      const data: unknown = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of listeners[1 - own]!) listener({ data });
      });
    },
    addEventListener: (_, listener) => void listeners[own]!.push(listener),
  });
  return [end(0), end(1)];
}

/** The server's part: one log behind the gate, one trustee's view of it. */
class Room {
  meeting: SimulatedMeeting | null = null;
  readonly keys: (string | null)[] = [null, null, null];
  /** Loses this many answers to appends, after committing them. */
  loseAnswers = 0;
  /** An officer has cosigned the tree of the tally. */
  witnessed = false;
  /** Bytes of entries that were sent, whatever became of them. */
  readonly sent: string[] = [];
  readonly appended: string[] = [];
  readonly waiting: (() => void)[] = [];

  wakeAll(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  info(index: number): TrusteeInfo {
    const names = ['甲', '乙', '丙'];
    const fingerprint = this.meeting === null ? '' : toBase64Url(organizerFingerprint(suite, this.meeting.organizer.publicKey));
    return {
      meeting: 'demo-meeting',
      title: '示例推荐会',
      suite: suite.name,
      marks: [],
      index,
      name: names[index - 1]!,
      trustees: names.map((name, i) => ({ index: i + 1, name, hasKey: this.keys[i] !== null })),
      threshold: 2,
      state: this.meeting?.replay.state.closed === undefined ? 'preparing' : 'closed',
      keyRegistered: this.keys[index - 1] !== null,
      size: this.meeting?.entries.length ?? 0,
      organizerFingerprint: fingerprint,
      tallyCheckpoint: this.tallyNote(),
    };
  }

  /** Signed anew for every asker, as a server may; before an officer has cosigned it, with a line of somebody unknown. */
  tallyNote(): string | null {
    const note = this.meeting?.tallyCheckpoint() ?? null;
    if (note === null || this.witnessed) return note;
    return `${note.slice(0, note.indexOf('— recommendvote/demo-meeting/officer-1'))}— nobody ${toBase64(systemRandom(40))}\n`;
  }

  api(index: number): TrusteeApi {
    return {
      info: async () => ok(this.info(index)),
      registerKey: async (key) => {
        if (this.keys[index - 1] !== null && this.keys[index - 1] !== key) return refused('key-already-registered');
        this.keys[index - 1] = key;
        return ok(null);
      },
      entries: async (from) => {
        const entries = this.meeting?.entries ?? [];
        return ok({
          from,
          size: entries.length,
          entries: entries.slice(from).map(toBase64Url),
          checkpoint: this.meeting?.checkpoint() ?? null,
        });
      },
      append: async (text) => {
        this.sent.push(text);
        const entry = fromBase64Url(text);
        const known = this.meeting!.entries.findIndex((one) => equalBytes(one, entry));
        if (known >= 0) return ok(known);
        try {
          this.meeting!.append(entry);
        } catch (error) {
          if (error instanceof Refusal) return refused(error.code);
          throw error;
        }
        this.appended.push(decodeEntry(entry).type);
        this.wakeAll();
        if (this.loseAnswers-- > 0) return lost;
        return ok(this.meeting!.entries.length - 1);
      },
    };
  }

  /** Starts the meeting with the registered keys. */
  begin(plan: Partial<SimulationPlan> = {}): void {
    const trustees = this.keys.map((key, i) => ({ name: ['甲', '乙', '丙'][i]!, key: fromBase64Url(key!) }));
    this.meeting = new SimulatedMeeting({ suite, trustees: 3, threshold: 2, ...plan, manifest: { trustees, ...plan.manifest } });
    this.meeting.begin();
    this.wakeAll();
  }
}

class Device implements DeviceMemory {
  record: DeviceRecord | null = null;
  readonly saved: DeviceRecord[] = [];
  load(): DeviceRecord | null {
    return this.record;
  }
  save(record: DeviceRecord): void {
    this.record = record;
    this.saved.push(record);
  }
}

function person(room: Room, index: number, device = new Device()) {
  const [page, worker] = channel();
  serve(worker, (report) => new TrusteeCore(systemRandom, report));
  const pauses = new Set<() => void>();
  const flow = new TrusteeFlow({
    api: room.api(index),
    core: connect<TrusteeCore>(page),
    memory: () => device,
    pause: () =>
      new Promise((resolve) => {
        pauses.add(resolve);
        room.waiting.push(resolve);
      }),
    wake: () => {
      for (const end of pauses) end();
    },
  });
  return { flow, device };
}

type Person = ReturnType<typeof person>;

/** Waits until the flow shows one of the states. */
function until({ flow }: Person, ...wanted: string[]): Promise<void> {
  const name = (): string => (flow.state.at === 'working' ? flow.state.step : flow.state.at);
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (wanted.includes(name())) {
        stop();
        resolve();
      } else if (name() === 'problem' && !wanted.includes('problem')) {
        stop();
        reject(new Error(JSON.stringify(flow.state)));
      }
    };
    const stop = flow.subscribe(look);
    look();
  });
}

async function invited(room: Room): Promise<Person[]> {
  const people = [1, 2, 3].map((index) => person(room, index));
  for (const one of people) {
    await one.flow.start();
    one.flow.begin();
    void one.flow.makeKey(passphrase);
    await until(one, 'manifest');
  }
  return people;
}

async function ready(room: Room, plan: Partial<SimulationPlan> = {}): Promise<Person[]> {
  const people = await invited(room);
  room.begin(plan);
  for (const one of people) {
    await until(one, 'backup');
    one.flow.backupSaved();
    void one.flow.restore(passphrase, one.flow.sealedFile!.content);
  }
  for (const one of people) await until(one, 'opening');
  return people;
}

describe('three trustees', () => {
  it('make a key together, open the totals together, and nobody signs before a person has agreed', async () => {
    const room = new Room();
    const people = await ready(room);
    expect(room.appended.filter((type) => type === 'trustee-ready')).toHaveLength(3);
    expect(room.appended.filter((type) => type === 'rehearsal')).toHaveLength(3);
    room.meeting!.issueCards().open().vote().close();
    room.wakeAll();
    for (const one of people) await until(one, 'consent');
    expect(people[0]!.flow.state).toMatchObject({
      summary: { positions: 2, checkpoint: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/) },
    });
    expect(room.appended).not.toContain('tally-ready');

    people[0]!.flow.consent();
    await until(people[0]!, 'tally-ready');
    expect(room.appended).not.toContain('decryption');
    people[1]!.flow.consent();
    people[2]!.flow.consent();
    await Promise.all(people.map((one) => until(one, 'others', 'finished')));
    room.meeting!.result();
    room.wakeAll();
    for (const one of people) {
      while (one.flow.state.at !== 'finished' || one.flow.state.how !== 'result') {
        room.wakeAll();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    expect(room.meeting!.replay.state.result).toBeDefined();
  });

  it('store the sealed file before an entry is sent, and send the same entry again after a lost answer', async () => {
    const room = new Room();
    const people = await invited(room);
    const device = people[0]!.device;
    room.loseAnswers = 1;
    room.begin();
    const pump = setInterval(() => room.wakeAll(), 5);
    await until(people[0]!, 'backup');
    clearInterval(pump);
    expect(room.appended.filter((type) => type === 'trustee-commit')).toHaveLength(3);
    expect(device.saved.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(device.saved)).not.toContain(passphrase);
  });
});

const slotted = (id: string) => ({
  ...{ id, title: `职位${id}`, position: '', options: [{ id: '1', name: '示例干部1', detail: '' }] },
  ...{ slots: 1, min: 0, max: 1, abstain: false },
});
const withWriteIns: Partial<SimulationPlan> = {
  contests: [slotted('p1'), slotted('p2')],
  classes: [{ id: 'A', category: 'a', contests: ['p1', 'p2'], cards: 4 }],
  marks: (_, i) => [
    { options: [], writeIns: ['赵四'] },
    { options: i % 2 === 0 ? [0] : [], writeIns: [] },
  ],
};

async function finish(room: Room, people: readonly Person[]): Promise<void> {
  room.meeting!.result();
  for (const one of people) {
    while (one.flow.state.at !== 'finished') {
      room.wakeAll();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

describe('write-ins', () => {
  it('are mixed by t trustees after one tap each, and nothing else is asked of a person', async () => {
    const room = new Room();
    const people = await ready(room, withWriteIns);
    room.meeting!.issueCards().open().vote().close();
    room.wakeAll();
    for (const one of people) await until(one, 'consent');
    expect(people[0]!.flow.state).toMatchObject({ summary: { positions: 2, mixed: 2 } });
    expect(room.appended).not.toContain('mixed');
    const seen: string[] = [];
    people[0]!.flow.subscribe(() => {
      const { state } = people[0]!.flow;
      if (state.at === 'mixing') seen.push(`${state.title} ${state.tuples} ${state.done}/${state.total}`);
    });
    people[0]!.flow.consent();
    await until(people[0]!, 'mixes');
    expect(seen).toContain('职位p1 4 12/12');
    expect(seen).toContain('职位p2 4 12/12');
    const pump = setInterval(() => room.wakeAll(), 5);
    people[1]!.flow.consent();
    people[2]!.flow.consent();
    await Promise.all(people.map((one) => until(one, 'others', 'finished')));
    while (room.meeting!.replay.state.textDecryptions.size < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    clearInterval(pump);
    expect(room.appended.filter((type) => type === 'mixed')).toHaveLength(4);
    await finish(room, people);
    expect(people.map(({ device }) => JSON.stringify(device.saved)).join()).not.toContain('"mixed"');
  });

  it('are mixed once: a mix whose answer was lost is not made a second time', async () => {
    const room = new Room();
    const people = await ready(room, withWriteIns);
    room.meeting!.issueCards().open().vote().close();
    room.wakeAll();
    await until(people[0]!, 'consent');
    room.sent.length = 0;
    room.loseAnswers = 1;
    const pump = setInterval(() => room.wakeAll(), 5);
    people[0]!.flow.consent();
    await until(people[0]!, 'mixes');
    clearInterval(pump);
    expect(room.sent).toHaveLength(2);
  });

  it('are not opened before an officer has cosigned, where the manifest says so', async () => {
    const room = new Room();
    const people = await ready(room, { ...withWriteIns, manifest: { tallyQuorum: 'witnessed', witnessQuorum: 1 } });
    room.meeting!.issueCards().open().vote().close();
    const pump = setInterval(() => room.wakeAll(), 5);
    for (const one of people) await until(one, 'consent');
    people[0]!.flow.consent();
    people[1]!.flow.consent();
    await until(people[0]!, 'witness');
    await until(people[1]!, 'witness');
    expect(room.appended).not.toContain('decryption');
    room.witnessed = true;
    await Promise.all(people.slice(0, 2).map((one) => until(one, 'others')));
    while (room.meeting!.replay.state.textDecryptions.size < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    clearInterval(pump);
    await finish(room, people);
  });
});

describe('the backup', () => {
  it('is refused with its own code when it is wrong, and nothing is confirmed meanwhile', async () => {
    const room = new Room();
    const people = await invited(room);
    const early = people[0]!.flow.sealedFile!.content;
    room.begin();
    for (const one of people) await until(one, 'backup');
    const { flow } = people[0]!;
    const attempt = async (file: Uint8Array, word: string): Promise<unknown> => {
      await flow.restore(word, file);
      return flow.state.at === 'backup' ? flow.state.problem : flow.state.at;
    };
    const good = flow.sealedFile!.content;
    expect(await attempt(good, 'another passphrase')).toBe('passphrase-wrong');
    expect(await attempt(good.slice(0, 200), passphrase)).toBe('file-damaged');
    expect(await attempt(people[1]!.flow.sealedFile!.content, passphrase)).toBe('file-of-other');
    expect(await attempt(early, passphrase)).toBe('file-old');
    expect(room.appended).not.toContain('trustee-ready');
    void flow.restore(passphrase, good);
    await until(people[0]!, 'ready', 'sending');
  });

  it('opens the tally on another device, where a person is asked first', async () => {
    const room = new Room();
    const people = await ready(room);
    const file = people[1]!.flow.sealedFile!.content;
    room.meeting!.issueCards().open().vote().close();
    const other = person(room, 2);
    await other.flow.start();
    expect(other.flow.state).toMatchObject({ at: 'unlock', from: 'file', tally: true });
    await other.flow.unlock('wrong passphrase', file);
    expect(other.flow.state).toMatchObject({ at: 'unlock', problem: 'passphrase-wrong' });
    void other.flow.unlock(passphrase, file);
    await until(other, 'consent');
    other.flow.consent();
    expect(other.flow.state).toMatchObject({ at: 'consent', ask: 'device' });
    expect(room.appended).not.toContain('tally-ready');
    other.flow.consentedElsewhere();
    expect(other.flow.state).toMatchObject({ at: 'consent', ask: 'stop' });
  });
});

describe('a dishonest log', () => {
  it('stops a device that has seen a longer one', async () => {
    const room = new Room();
    const people = await ready(room);
    const { device } = people[0]!;
    device.record = { ...device.record!, seen: { size: 99, root: toBase64Url(new Uint8Array(32)) } };
    const again = person(room, 1, device);
    await again.flow.start();
    void again.flow.unlock(passphrase, null);
    await until(again, 'problem');
    expect(again.flow.state).toMatchObject({ at: 'problem', code: 'log-forked' });
  });
});

/** A dealer who sends trustee 2 a share that contradicts its own commitments; everything else it does by the book. */
function dishonestDealer(room: Room) {
  let file = makeTrusteeFile(suite, 'demo-meeting', systemRandom);
  room.keys[0] = toBase64Url(trusteePublicKey(file));
  const spoil = (entry: Uint8Array): Uint8Array => {
    const { body } = decodeEntry(entry) as { body: BodyOf<'trustee-shares'> };
    const c = body.c.slice();
    c.set(encodeScalar(randomScalar(suite, systemRandom)), SCALAR_BYTES);
    const { manifestHash } = room.meeting!.replay.state;
    return signTrusteeEntry(suite, 'trustee-shares', encodeBody('trustee-shares', { ...body, c }), manifestHash, 1, file.k, systemRandom);
  };
  return {
    act(): void {
      const meeting = room.meeting!;
      if (meeting.replay.state.shares.has(1)) return;
      const step = nextTrusteeStep(file, meeting.replay, { checkpoint: meeting.checkpoint() }, systemRandom);
      file = step.file;
      if (step.kind === 'send') meeting.append(step.type === 'trustee-shares' ? spoil(step.entry) : step.entry);
      room.wakeAll();
    },
  };
}

describe('a wrong share', () => {
  it('is shown to the trustee, whose complaint ends the ceremony and names the dealer', async () => {
    const room = new Room();
    const dealer = dishonestDealer(room);
    const people = [person(room, 2), person(room, 3)];
    for (const one of people) {
      await one.flow.start();
      one.flow.begin();
      void one.flow.makeKey(passphrase);
      await until(one, 'manifest');
    }
    room.begin();
    const pump = setInterval(() => dealer.act(), 5);
    await until(people[0]!, 'backup');
    void people[0]!.flow.restore(passphrase, people[0]!.flow.sealedFile!.content);
    await until(people[0]!, 'complaint');
    expect(room.appended).not.toContain('trustee-complaint');
    void people[0]!.flow.complain();
    await until(people[0]!, 'finished');
    clearInterval(pump);
    expect(people[0]!.flow.state).toEqual({ at: 'finished', how: 'complained' });
    expect(room.meeting!.replay.state).toMatchObject({ ended: 'aborted', faulty: 1 });
    room.wakeAll();
    await until(people[1]!, 'finished');
    expect(people[1]!.flow.state).toEqual({ at: 'finished', how: 'aborted' });
  });
});
