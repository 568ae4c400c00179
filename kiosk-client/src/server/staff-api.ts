import { exchange, type Request } from './http.ts';
import type { Outcome } from './outcome.ts';
import { count, flag, listOf, members, text, textOrNull } from './read.ts';

export interface StaffKeyLine {
  readonly suite: string;
  readonly key: string;
}

/** A proposal as the server composed it; the module parses `body` itself before anybody signs. */
export interface Proposal {
  readonly id: string;
  readonly meeting: string;
  readonly suite: string;
  readonly type: string;
  readonly manifestHash: string;
  readonly body: string;
  readonly required: readonly { readonly key: string; readonly name: string; readonly signed: boolean }[];
  readonly mine: string | null;
}

export interface StaffApi {
  keys(): Promise<Outcome<readonly StaffKeyLine[]>>;
  registerKey(suite: string, key: string, proof: string): Promise<Outcome<null>>;
  proposal(id: string): Promise<Outcome<Proposal>>;
  sign(id: string, key: string, sig: string): Promise<Outcome<{ readonly complete: boolean; readonly index: number | null }>>;
}

/** Calls with the console's cookie and the header that a foreign page cannot send. */
export function staffApi(): StaffApi {
  const ask = <T>(path: string, read: (value: unknown) => T, request: Request = {}): Promise<Outcome<T>> =>
    exchange(`/api/staff/${path}`, read, { ...request, headers: { 'X-RecommendVote': '1' }, credentials: 'same-origin' });
  return {
    keys: () => ask('keys', (value) => listOf({ list: value }, 'list', readKey)),
    registerKey: (suite, key, proof) => ask('keys', () => null, { method: 'PUT', body: { suite, key, proof } }),
    proposal: (id) => ask(`proposals/${encodeURIComponent(id)}`, readProposal),
    sign: (id, key, sig) =>
      ask(
        `proposals/${encodeURIComponent(id)}/signature`,
        (value) => ({
          complete: flag(members(value), 'complete'),
          index: typeof members(value)['index'] === 'number' ? count(members(value), 'index') : null,
        }),
        { method: 'POST', body: { key, sig } },
      ),
  };
}

function readKey(value: unknown): StaffKeyLine {
  const from = members(value);
  return { suite: text(from, 'suite'), key: text(from, 'key') };
}

function readProposal(value: unknown): Proposal {
  const from = members(value);
  return {
    id: text(from, 'id'),
    meeting: text(from, 'meeting'),
    suite: text(from, 'suite'),
    type: text(from, 'type'),
    manifestHash: text(from, 'manifestHash'),
    body: text(from, 'body'),
    required: listOf(from, 'required', (item) => {
      const signer = members(item);
      return { key: text(signer, 'key'), name: text(signer, 'name'), signed: flag(signer, 'signed') };
    }),
    mine: textOrNull(from, 'mine'),
  };
}
