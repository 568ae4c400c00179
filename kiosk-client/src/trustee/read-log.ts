import { fromBase64Url } from '../protocol/base64url.ts';
import type { Result } from '../protocol/refusal.ts';
import type { LogView } from '../worker/trustee-core.ts';
import type { TrusteePorts } from './trustee-flow.ts';

/** Entries per call into the worker, so that progress shows and the page stays alive. */
const slice = 8;

/** From so many new entries on, progress is shown. */
const worthShowing = 24;

/** Reads the log from where the worker stands to its end. The worker checks every entry; ballot proofs are checked with `closed`. */
export async function readLog(
  ports: Pick<TrusteePorts, 'api' | 'core' | 'pause'>,
  known: LogView | null,
  tell: { offline(): void; progress(done: number, total: number): void },
): Promise<Result<{ view: LogView | null; checkpoint: string }>> {
  let view = known;
  for (;;) {
    const from = view?.size ?? 0;
    const page = await ports.api.entries(from);
    if (page.kind === 'refused') return { ok: false, code: page.code, detail: '' };
    if (page.kind === 'lost') {
      tell.offline();
      await ports.pause(2000);
      continue;
    }
    const { entries, size, checkpoint } = page.value;
    if (page.value.from !== from || size < from) return { ok: false, code: 'log-forked', detail: `${size} after ${from}` };
    for (let at = 0; at < entries.length; at += slice) {
      if (size - from >= worthShowing) tell.progress(from + at, size);
      const decoded = entries.slice(at, at + slice).map(fromBase64Url);
      const read = await ports.core.call('readLog', [from + at, decoded], (done) => {
        if (size - from >= worthShowing) tell.progress(from + at + done, size);
      });
      if (!read.ok) return read;
      view = read.value;
    }
    if (entries.length === 0 || from + entries.length >= size) return { ok: true, value: { view, checkpoint: checkpoint ?? '' } };
  }
}
