import type { ReceiptAnswer } from '../server/messages.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { type Client, connect, type Port } from '../worker/rpc.ts';
import type { BallotMaker, Checked } from './ballot-maker.ts';
import type { MakerCore } from './maker-core.ts';

export interface WorkerMaker extends BallotMaker {
  readLink(meeting: string, fragment: string): Promise<Checked<ReceiptAnswer>>;
  /** Fingerprint of the organizer whose meeting was verified last, in groups. */
  organizer(): Promise<string>;
}

/** Decoders' own codes all mean the same to an attendee: the meeting's entries are not what they claim to be. */
const decoders = /^(json|base64|point|scalar|suite|crockford|checkpoint|entry|signature|manifest|contests|opened|meeting)-/;

function told<T>(result: Checked<T>): Checked<T> {
  return result.ok || !decoders.test(result.code) ? result : { ok: false, code: 'manifest-invalid' };
}

/** A ballot maker in a worker of its own. The worker is started with the first call, after first paint. */
export function workerMaker(): WorkerMaker {
  let client: Client<MakerCore> | null = null;
  const core = (): Client<MakerCore> => {
    client ??= connect<MakerCore>(new Worker(new URL('./maker-worker.ts', import.meta.url), { type: 'module' }) as Port);
    return client;
  };
  return {
    begin: async (code, meeting) => {
      await afterPaint();
      return told(await core().call('begin', [code, meeting]));
    },
    prepare: async (classId, contests, supersedes) => void (await core().call('prepare', [classId, contests, supersedes])),
    seal: async (choices) => told(await core().call('seal', [choices])),
    cast: async () => told(await core().call('cast', [])),
    unseal: async () => void (await core().call('unseal', [])),
    checkReceipt: async (answer, against, ballot) => told(await core().call('checkReceipt', [answer, against, ballot])),
    checkCounted: async (answer, consistency, kept, against) =>
      told(await core().call('checkCounted', [answer, consistency, kept, against])),
    receiptLink: async (answer, origin) => {
      const link = await core().call('receiptLink', [answer, origin]);
      return link.ok ? link.value : '';
    },
    readLink: async (meeting, fragment) => told(await core().call('readLink', [meeting, fragment])),
    organizer: async () => {
      const organizer = await core().call('organizer', []);
      return organizer.ok ? organizer.value : '';
    },
    forget: () => {
      if (client !== null) void client.call('forget', []);
    },
  };
}
