import { MakerCore } from './maker-core.ts';
import type { MakerAnswer, MakerCall } from './worker-maker.ts';

/** The worker of the attendee's page: answers one call at a time with one `MakerCore`. */
const core = new MakerCore();

self.addEventListener('message', ({ data }: MessageEvent<MakerCall>) => {
  const { id, verb, args } = data;
  let answer: MakerAnswer;
  try {
    // The two sides are built from one type: `MakerCall` pairs every verb with its arguments.
    const run = core[verb] as (...all: readonly unknown[]) => unknown;
    answer = { id, value: run.apply(core, [...args]) };
  } catch (error) {
    answer = { id, fault: error instanceof Error ? error.message : 'unknown' };
  }
  self.postMessage(answer);
});
