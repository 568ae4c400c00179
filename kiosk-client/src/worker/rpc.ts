import { Refusal, type Result } from '../protocol/refusal.ts';

/** A core whose methods may be called through a worker: plain data in, plain data out, expected failures thrown as `Refusal`. */
export type Verbs<C> = { [K in keyof C]: C[K] extends (...args: infer A) => infer R ? (...args: A) => R : never };

export interface Call {
  readonly id: number;
  readonly verb: string;
  readonly args: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly code: string; readonly detail: string }
  | { readonly id: number; readonly fault: string }
  | { readonly id: number; readonly done: number; readonly total: number };

export type Progress = (done: number, total: number) => void;

/** What both sides need of a worker's port; tests join two ends of a channel. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

/**
 * Answers calls on `port` with the methods of a core, one at a time and in order. `make` gets a function that reports the progress
 * of the call being answered. A secret must never be part of a returned value: that is the core's duty, not this file's.
 */
export function serve<C extends object>(port: Port, make: (report: Progress) => C): void {
  let current = 0;
  const core = make((done, total) => port.postMessage({ id: current, done, total } satisfies Answer)) as Verbs<C>;
  port.addEventListener('message', ({ data }) => {
    const { id, verb, args } = data as Call;
    current = id;
    port.postMessage(answer(core, id, verb, args));
  });
}

function answer<C>(core: Verbs<C>, id: number, verb: string, args: readonly unknown[]): Answer {
  try {
    const run = core[verb as keyof C] as (...all: readonly unknown[]) => unknown;
    return { id, value: run.apply(core, [...args]) };
  } catch (error) {
    if (error instanceof Refusal) return { id, code: error.code, detail: error.message };
    return { id, fault: error instanceof Error ? error.message : 'unknown' };
  }
}

/** The caller's side: a refusal is a value, a fault of the program rejects. */
export interface Client<C> {
  call<K extends keyof Verbs<C>>(verb: K, args: Parameters<Verbs<C>[K]>, progress?: Progress): Promise<Result<ReturnType<Verbs<C>[K]>>>;
}

interface Waiting {
  readonly resolve: (result: Result<unknown>) => void;
  readonly reject: (error: Error) => void;
  readonly progress: Progress | undefined;
}

export function connect<C>(port: Port): Client<C> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  port.addEventListener('message', ({ data }) => {
    const message = data as Answer;
    const call = waiting.get(message.id);
    if (call === undefined) return;
    if ('total' in message) {
      call.progress?.(message.done, message.total);
      return;
    }
    waiting.delete(message.id);
    if ('fault' in message) call.reject(new Error(message.fault));
    else if ('code' in message) call.resolve({ ok: false, code: message.code, detail: message.detail });
    else call.resolve({ ok: true, value: message.value });
  });
  return {
    call(verb, args, progress) {
      const id = ++last;
      const done = new Promise<Result<unknown>>((resolve, reject) => waiting.set(id, { resolve, reject, progress }));
      port.postMessage({ id, verb: String(verb), args } satisfies Call);
      return done as ReturnType<Client<C>['call']> as never;
    },
  };
}
