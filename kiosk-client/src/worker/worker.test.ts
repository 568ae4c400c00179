import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../protocol/base64url.ts';
import { utf8 } from '../protocol/bytes.ts';
import { encodeScalar } from '../protocol/encoding.ts';
import { systemRandom } from '../protocol/random.ts';
import { noManifest } from '../protocol/staff-signature.ts';
import { P256_SHA256 as suite } from '../protocol/suite.ts';
import { SimulatedMeeting } from '../protocol/testing/simulated-meeting.ts';
import { openTrusteeFile, sealTrusteeFile } from '../protocol/trustee-file.ts';
import { trusteeVerify } from '../protocol/trustee-signature.ts';
import { RecordCore } from './record-core.ts';
import { connect, type Port, serve } from './rpc.ts';
import { TrusteeCore } from './trustee-core.ts';

/** Two ends of one channel; messages are cloned as between threads. */
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

function trustee() {
  const [page, worker] = channel();
  const sent: unknown[] = [];
  serve(
    {
      ...worker,
      postMessage: (message) => {
        sent.push(message);
        worker.postMessage(message);
      },
    },
    (report) => new TrusteeCore(systemRandom, report),
  );
  return { client: connect<TrusteeCore>(page), sent };
}

describe('trustee worker', () => {
  it('makes a key, registers it, and restores it from the backup', async () => {
    const { client } = trustee();
    const made = await client.call('create', ['P256-SHA256', 'demo-meeting', 'passphrase']);
    if (!made.ok) throw new Error(made.detail);
    const registration = await client.call('registration', []);
    if (!registration.ok) throw new Error(registration.detail);
    const { key, proof } = registration.value;
    expect(trusteeVerify(suite, key, 'trustee-invitation', noManifest, utf8('demo-meeting'), proof)).toBe(true);

    const other = trustee().client;
    const wrong = await other.call('open', [made.value.sealed, 'wrong']);
    expect(!wrong.ok && wrong.code).toBe('passphrase-wrong');
    const opened = await other.call('open', [made.value.sealed, 'passphrase']);
    expect(opened.ok && opened.value.publicKey).toEqual(key);
  });

  it('walks a whole meeting, each step with a new backup, and never posts the key', async () => {
    const whole = new SimulatedMeeting({ suite });
    const { client, sent } = trustee();
    const first = whole.files[0]!;
    const sealed = sealTrusteeFile(first, 'passphrase', systemRandom);
    expect((await client.call('open', [sealed, 'passphrase'])).ok).toBe(true);
    await client.call('startLog', [null, null]);
    const sentTypes: string[] = [];
    let known = 0;
    const act = async (): Promise<void> => {
      for (;;) {
        const read = await client.call('readLog', [known, whole.entries.slice(known)]);
        if (!read.ok) throw new Error(read.detail);
        known = whole.entries.length;
        const step = await client.call('step', [whole.checkpoint()]);
        if (!step.ok) throw new Error(step.detail);
        if (step.value.kind === 'wait') return;
        sentTypes.push(step.value.type);
        whole.append(step.value.entry);
      }
    };
    const others = whole.files.slice(1);
    const round = async (): Promise<void> => {
      for (let before = -1; before !== whole.entries.length; ) {
        before = whole.entries.length;
        await act();
        whole.files = others;
        whole.trusteesAct();
        others.splice(0, others.length, ...whole.files);
      }
    };
    whole.begin();
    await round();
    whole.issueCards().open().vote().close();
    await act();
    const tally = await client.call('tallyView', []);
    expect(tally.ok && [tally.value.ballots, tally.value.contests.map(({ mixed }) => mixed)]).toEqual([12, [false, false]]);
    await round();
    expect(sentTypes).toEqual([
      'trustee-commit',
      'trustee-key',
      'trustee-shares',
      'trustee-ready',
      'rehearsal',
      'tally-ready',
      'decryption',
    ]);
    expect(whole.replay.state.decryptions.size).toBe(3);
    const posted = JSON.stringify(sent, (_, value: unknown) => (value instanceof Uint8Array ? toBase64Url(value) : value));
    expect(posted).not.toContain(toBase64Url(encodeScalar(first.k)));
    const backups = sent.flatMap((message) =>
      'value' in (message as object) ? [(message as { value: { sealed?: Uint8Array } }).value] : [],
    );
    const last = backups.filter((value) => value?.sealed instanceof Uint8Array).pop()!.sealed!;
    const restored = openTrusteeFile(last, 'passphrase');
    expect(restored.ok && restored.value.signed.map(({ name }) => name).sort()).toEqual([...sentTypes].sort());
    expect(restored.ok && restored.value.polynomial).toBeUndefined();
  });

  it('names the check that a log breaks, a fork of what it saw, and another organizer', async () => {
    const whole = new SimulatedMeeting({ suite }).begin();
    const { client } = trustee();
    await client.call('startLog', [new Uint8Array(12), null]);
    const organizer = await client.call('readLog', [0, whole.entries]);
    expect(!organizer.ok && organizer.code).toBe('organizer-differs');
    await client.call('startLog', [null, { size: 2, root: new Uint8Array(32) }]);
    const forked = await client.call('readLog', [0, whole.entries]);
    expect(!forked.ok && forked.code).toBe('log-forked');
    await client.call('startLog', [null, null]);
    const broken = await client.call('readLog', [0, [whole.entries[0]!, whole.entries[0]!]]);
    expect(!broken.ok && broken.detail).toMatch(/V03 at entry 1/);
    const gap = await client.call('readLog', [7, []]);
    expect(!gap.ok && gap.code).toBe('log-gap');
  });
});

describe('record worker', () => {
  it('verifies a whole record with progress', async () => {
    const whole = new SimulatedMeeting({ suite }).wholeMeeting();
    const [page, worker] = channel();
    serve(worker, (report) => new RecordCore(systemRandom, report));
    const seen: number[] = [];
    const record = { entries: whole.entries, checkpoint: whole.checkpoint() };
    const checked = await connect<RecordCore>(page).call('check', [record], (done) => seen.push(done));
    if (!checked.ok) throw new Error(checked.detail);
    expect(checked.value.failure).toBeNull();
    expect(checked.value.ballots).toBe(12);
    expect(seen).toHaveLength(whole.entries.length);
  });
});
