import { writtenAs } from '../voting/write-in.ts';
import type { RecordCore, RecordView } from '../worker/record-core.ts';
import type { Client } from '../worker/rpc.ts';
import { typedCheckpoint, typedHash } from './anchors.ts';

/** Names of people by what the record says when they are written in; a map, because a text of the record may be any word, `constructor` too. */
export type People = ReadonlyMap<string, string>;

/** Where a page stands that verifies one record. */
export type VerifyState =
  | { readonly at: 'choose'; readonly fault: 'anchor' | 'fetch' | null }
  | { readonly at: 'working'; readonly done: number; readonly total: number }
  | { readonly at: 'done'; readonly view: RecordView; readonly people: People; readonly anchored: boolean; readonly seconds: number }
  | { readonly at: 'crashed'; readonly detail: string };

export interface VerifyParts {
  /** A fresh worker for each record, ended afterwards. */
  start(): Client<RecordCore> & { stop(): void };
  /** The meeting's directory as the server of this page has it; null when it has none, or there is no connection. */
  directory(meeting: string): Promise<Uint8Array | null>;
  now(): number;
}

/** Verifies one file in a worker; `show` is called with every state on the way. */
export async function verifyFile(
  parts: VerifyParts,
  read: () => Promise<Uint8Array | null>,
  noted: { readonly hash: string; readonly checkpoint: string },
  show: (state: VerifyState) => void,
): Promise<void> {
  const manifestHash = typedHash(noted.hash);
  if (manifestHash === null) return show({ at: 'choose', fault: 'anchor' });
  const notedCheckpoint = typedCheckpoint(noted.checkpoint);
  show({ at: 'working', done: 0, total: 0 });
  const file = await read();
  if (file === null) return show({ at: 'choose', fault: 'fetch' });
  const anchors = {
    ...(manifestHash === undefined ? {} : { manifestHash }),
    ...(notedCheckpoint === undefined ? {} : { notedCheckpoint }),
  };
  const began = parts.now();
  const worker = parts.start();
  try {
    const checked = await worker.call('checkFile', [file, anchors], (done, total) => show({ at: 'working', done, total }));
    if (!checked.ok) return show({ at: 'crashed', detail: checked.code });
    const seconds = Math.round((parts.now() - began) / 100) / 10;
    const people = await peopleOf(parts, worker, checked.value);
    show({ at: 'done', view: checked.value, people, anchored: Object.keys(anchors).length > 0, seconds });
  } catch (error) {
    show({ at: 'crashed', detail: error instanceof Error ? error.message : 'unknown' });
  } finally {
    worker.stop();
  }
}

/** The record holds ids and the directory's hash; the list itself is asked for once everything else has been verified. */
async function peopleOf(parts: VerifyParts, worker: Client<RecordCore>, { directory }: RecordView): Promise<People> {
  const bytes = directory === null ? null : await parts.directory(directory.meeting);
  if (directory === null || bytes === null) return new Map();
  const read = await worker.call('people', [directory, bytes]);
  if (!read.ok || read.value === null) return new Map();
  return new Map(
    read.value.map((person) => [writtenAs(person), person.detail === '' ? person.name : `${person.name}（${person.detail}）`]),
  );
}
