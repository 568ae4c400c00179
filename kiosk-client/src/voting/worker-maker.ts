import type { ReceiptAnswer } from '../server/messages.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { type Client, connect, type Port, type Verbs } from '../worker/rpc.ts';
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

/** Tries to load the worker; between two tries pass two seconds, as the hall's network may have failed just then. */
const tries = 5;

/** A running worker, or null when this browser cannot load one. The first call answers at once, so it tells that the code is there. */
async function startWorker(): Promise<Client<MakerCore> | null> {
  for (let left = tries; left > 0; left--) {
    const worker = new Worker(new URL('./maker-worker.ts', import.meta.url), { type: 'module' });
    const failed = new Promise<null>((resolve) => worker.addEventListener('error', () => resolve(null)));
    const client = connect<MakerCore>(worker as Port);
    if ((await Promise.race([client.call('organizer', []), failed])) !== null) return client;
    worker.terminate();
    if (left > 1) await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  return null;
}

/** A ballot maker in a worker of its own. The worker is started with the first call, after first paint. */
export function workerMaker(): WorkerMaker {
  let client: Promise<Client<MakerCore> | null> | null = null;
  const call = async <K extends keyof Verbs<MakerCore>>(
    verb: K,
    ...args: Parameters<Verbs<MakerCore>[K]>
  ): Promise<Checked<ReturnType<Verbs<MakerCore>[K]>>> => {
    client ??= startWorker();
    const core = await client;
    return core === null ? { ok: false, code: 'browser-too-old' } : told(await core.call(verb, args));
  };
  return {
    begin: async (code, meeting) => {
      await afterPaint();
      return await call('begin', code, meeting);
    },
    prepare: async (classId, contests, supersedes) => void (await call('prepare', classId, contests, supersedes)),
    seal: async (choices) => await call('seal', choices),
    cast: async () => await call('cast'),
    audit: async () => await call('audit'),
    directory: async (bytes) => await call('directory', bytes),
    unseal: async () => void (await call('unseal')),
    checkReceipt: async (answer, against, ballot) => await call('checkReceipt', answer, against, ballot),
    checkCounted: async (answer, consistency, kept, against) => await call('checkCounted', answer, consistency, kept, against),
    receiptLink: async (answer, origin) => {
      const link = await call('receiptLink', answer, origin);
      return link.ok ? link.value : '';
    },
    readLink: async (meeting, fragment) => await call('readLink', meeting, fragment),
    organizer: async () => {
      const organizer = await call('organizer');
      return organizer.ok ? organizer.value : '';
    },
    forget: () => {
      if (client !== null) void call('forget');
    },
  };
}
