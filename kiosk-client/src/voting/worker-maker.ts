import type { BallotMaker } from './ballot-maker.ts';
import type { MakerCore } from './maker-core.ts';

type Verbs = Pick<MakerCore, 'begin' | 'prepare' | 'seal' | 'cast' | 'unseal' | 'checkReceipt' | 'checkCounted' | 'receiptLink' | 'readLink' | 'forget'>;
type Verb = keyof Verbs;

export type MakerCall = { [V in Verb]: { readonly id: number; readonly verb: V; readonly args: Parameters<Verbs[V]> } }[Verb];
export type MakerAnswer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly fault: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export interface WorkerMaker extends BallotMaker {
  readLink(meeting: string, fragment: string): Promise<ReturnType<MakerCore['readLink']>>;
}

/** A ballot maker in a worker of its own. The worker is started with the first call, after first paint. */
export function workerMaker(): WorkerMaker {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let worker: Worker | null = null;

  const start = (): Worker => {
    const started = new Worker(new URL('./maker-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<MakerAnswer>) => {
      const call = waiting.get(data.id);
      waiting.delete(data.id);
      if ('fault' in data) call?.reject(new Error(data.fault));
      else call?.resolve(data.value);
    });
    started.addEventListener('error', () => {
      for (const call of waiting.values()) call.reject(new Error('the worker stopped'));
      waiting.clear();
    });
    return started;
  };
  const call = <V extends Verb>(verb: V, ...args: Parameters<Verbs[V]>): Promise<ReturnType<Verbs[V]>> => {
    worker ??= start();
    const id = ++last;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    worker.postMessage({ id, verb, args });
    return answer as Promise<ReturnType<Verbs[V]>>;
  };

  return {
    begin: (code, meeting) => call('begin', code, meeting),
    prepare: (classId, contests, supersedes) => call('prepare', classId, contests, supersedes),
    seal: (choices) => call('seal', choices),
    cast: () => call('cast'),
    unseal: () => call('unseal'),
    checkReceipt: (answer, against, ballot) => call('checkReceipt', answer, against, ballot),
    checkCounted: (answer, consistency, kept, against) => call('checkCounted', answer, consistency, kept, against),
    receiptLink: (answer, origin) => call('receiptLink', answer, origin),
    readLink: (meeting, fragment) => call('readLink', meeting, fragment),
    forget: () => {
      if (worker !== null) void call('forget');
    },
  };
}
