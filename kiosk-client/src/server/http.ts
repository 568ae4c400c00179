import { lost, type Outcome, ok, refused } from './outcome.ts';
import { members, WrongForm } from './read.ts';

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds after which the answer counts as lost. */
  readonly timeout?: number;
  readonly credentials?: RequestCredentials;
}

/**
 * One exchange in JSON. A refusal of the server becomes `refused`; a broken or late connection, a proxy's error page or an answer
 * of a wrong form becomes `lost`, because then nobody knows what the server did.
 */
export async function exchange<T>(path: string, read: (value: unknown) => T, request: Request = {}): Promise<Outcome<T>> {
  return await ask(path, async (response) => read(response.status === 204 ? null : ((await response.json()) as unknown)), request);
}

/** The exact bytes of an answer, for what is compared with a signed hash. */
export async function exchangeBytes(path: string): Promise<Outcome<Uint8Array>> {
  return await ask(path, async (response) => new Uint8Array(await response.arrayBuffer()), {});
}

async function ask<T>(path: string, read: (response: Response) => Promise<T>, request: Request): Promise<Outcome<T>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), request.timeout ?? 15_000);
  try {
    const response = await fetch(path, {
      method: request.method ?? 'GET',
      headers: {
        Accept: 'application/json',
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      cache: 'no-store',
      credentials: request.credentials ?? 'omit',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    return response.ok ? ok(await read(response)) : readRefusal((await response.json()) as unknown, response.headers.get('Retry-After'));
  } catch (error) {
    if (error instanceof WrongForm) console.warn(error.message);
    return lost;
  } finally {
    clearTimeout(timer);
  }
}

/** A problem+json answer, or the `refusal` member of a hub answer. Without a code it says nothing, so the answer counts as lost. */
export function readRefusal(value: unknown, retryAfter: string | null = null): Outcome<never> {
  const from = members(value, 'refusal');
  const code = from['code'];
  if (typeof code !== 'string') return lost;
  const seconds = Number(retryAfter);
  const queue = from['queue'];
  return refused(
    code,
    typeof from['zh'] === 'string' ? from['zh'] : '',
    typeof from['en'] === 'string' ? from['en'] : '',
    retryAfter !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : null,
    typeof queue === 'number' ? queue : null,
  );
}
