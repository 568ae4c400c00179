import type { RecordCore } from './record-core.ts';
import { type Client, connect, type Port } from './rpc.ts';
import type { TrusteeCore } from './trustee-core.ts';

/** A worker that keeps a trustee's secrets and its own replay of the log; end it with `stop` to wipe them. */
export function startTrusteeWorker(): Client<TrusteeCore> & { stop(): void } {
  const worker = new Worker(new URL('./trustee-worker.ts', import.meta.url), { type: 'module' });
  return { ...connect<TrusteeCore>(worker as Port), stop: () => worker.terminate() };
}

/** A worker that verifies whole records. */
export function startRecordWorker(): Client<RecordCore> & { stop(): void } {
  const worker = new Worker(new URL('./record-worker.ts', import.meta.url), { type: 'module' });
  return { ...connect<RecordCore>(worker as Port), stop: () => worker.terminate() };
}
