import { fromBase64Url, toBase64Url } from './base64url.ts';
import { equalBytes, isWellFormed, utf8 } from './bytes.ts';
import { Refusal } from './refusal.ts';

/**
 * One shape of canonical JSON. `read` takes what JSON.parse gave and refuses with `json-invalid`; `write` gives the one text.
 * `decodeJson` compares the rewritten text with the bytes, which excludes white space, other orders, unknown or double members,
 * other number forms and other escapes.
 */
export interface Codec<T> {
  read(value: unknown, path: string): T;
  write(value: T): string;
}

export type Decoded<C> = C extends Codec<infer T> ? T : never;

function fail(path: string, what: string): never {
  throw new Refusal('json-invalid', `${path} ${what}`);
}

/** 0..2147483647. */
export const int: Codec<number> = {
  read: (value, path) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0x7fffffff && !Object.is(value, -0)
      ? value
      : fail(path, 'is not an integer in range'),
  write: (value) => String(value),
};

export const bool: Codec<boolean> = {
  read: (value, path) => (typeof value === 'boolean' ? value : fail(path, 'is not true or false')),
  write: (value) => String(value),
};

/** A text of `min`..`max` UTF-16 units without lone surrogates. */
export function text(max = 4000, min = 0): Codec<string> {
  return {
    read(value, path) {
      if (typeof value !== 'string') fail(path, 'is not a text');
      if (value.length < min || value.length > max) fail(path, 'has a wrong length');
      if (!isWellFormed(value)) fail(path, 'has a lone surrogate');
      return value;
    },
    write: (value) => JSON.stringify(value),
  };
}

/** A text that must match the whole pattern. */
export function pattern(regex: RegExp): Codec<string> {
  return {
    read: (value, path) => (typeof value === 'string' && regex.test(value) ? value : fail(path, 'has a wrong form')),
    write: (value) => JSON.stringify(value),
  };
}

/** One of fixed texts. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Codec<T> {
  return {
    read: (value, path) => allowed.find((candidate) => candidate === value) ?? fail(path, `is not one of ${allowed.join(', ')}`),
    write: (value) => JSON.stringify(value),
  };
}

/** base64url of exactly `length` bytes, or of any length when omitted. */
export function bytes(length?: number): Codec<Uint8Array> {
  return {
    read(value, path) {
      if (typeof value !== 'string') fail(path, 'is not base64url');
      const out = fromBase64Url(value);
      if (length !== undefined && out.length !== length) fail(path, `is not ${length} bytes`);
      return out;
    },
    write: (value) => `"${toBase64Url(value)}"`,
  };
}

/** A vector of elements of `size` bytes each. */
export function vector(size: number): Codec<Uint8Array> {
  const any = bytes();
  return {
    read(value, path) {
      const out = any.read(value, path);
      if (out.length % size !== 0) fail(path, `is not a vector of ${size}-byte elements`);
      return out;
    },
    write: any.write,
  };
}

export function list<T>(item: Codec<T>, max = 100_000): Codec<T[]> {
  return {
    read(value, path) {
      if (!Array.isArray(value)) fail(path, 'is not a list');
      if (value.length > max) fail(path, 'is too long');
      return value.map((element, i) => item.read(element, `${path}[${i}]`));
    },
    write: (value) => `[${value.map((element) => item.write(element)).join(',')}]`,
  };
}

/** The same list, which must not be empty. */
export function nonEmpty<T>(codec: Codec<T[]>): Codec<T[]> {
  return {
    read(value, path) {
      const out = codec.read(value, path);
      if (out.length === 0) fail(path, 'is empty');
      return out;
    },
    write: codec.write,
  };
}

/** Marks a member that may be missing; written only when it is there. */
export interface Optional<T> extends Codec<T> {
  readonly optional: true;
}

export function optional<T>(codec: Codec<T>): Optional<T> {
  return { ...codec, optional: true };
}

type Members = Readonly<Record<string, Codec<never> | Optional<never>>>;
type OptionalKeys<M> = { [K in keyof M]: M[K] extends { readonly optional: true } ? K : never }[keyof M];
export type ObjectOf<M> = { readonly [K in Exclude<keyof M, OptionalKeys<M>>]: Decoded<M[K]> } & {
  readonly [K in OptionalKeys<M>]?: Decoded<M[K]>;
};

/** An object with exactly these members in this order (names must not look like integers, whose order JavaScript changes). */
export function object<M extends { readonly [K in keyof M]: Codec<unknown> }>(members: M): Codec<ObjectOf<M>> {
  const entries = Object.entries(members as unknown as Members) as [string, Codec<unknown> & { optional?: true }][];
  return {
    read(value, path) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(path, 'is not an object');
      const source = value as Record<string, unknown>;
      const names = new Set(Object.keys(source));
      const out: Record<string, unknown> = {};
      for (const [name, codec] of entries) {
        const present = names.has(name);
        if (present) out[name] = codec.read(source[name], `${path}.${name}`);
        else if (codec.optional !== true) fail(`${path}.${name}`, 'is missing');
      }
      return out as ObjectOf<M>;
    },
    write(value) {
      const source = value as Record<string, unknown>;
      const parts = entries.filter(([name]) => source[name] !== undefined).map(([name, codec]) => `"${name}":${codec.write(source[name])}`);
      return `{${parts.join(',')}}`;
    },
  };
}

/** The canonical bytes of a value. */
export function encodeJson<T>(codec: Codec<T>, value: T): Uint8Array {
  return utf8(codec.write(value));
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses, rewrites, and refuses with `json-invalid` or `json-not-canonical` unless the bytes are equal. `limit` in bytes. */
export function decodeJson<T>(codec: Codec<T>, data: Uint8Array, limit: number): T {
  if (data.length > limit) throw new Refusal('json-invalid', 'over the size limit');
  const value = codec.read(parseJson(data), '$');
  if (!equalBytes(encodeJson(codec, value), data)) throw new Refusal('json-not-canonical');
  return value;
}

/** JSON.parse of strict UTF-8, every failure a `json-invalid`. */
export function parseJson(data: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(data)) as unknown;
  } catch {
    throw new Refusal('json-invalid', 'not JSON');
  }
}
