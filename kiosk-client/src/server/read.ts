/** Readers for what a server sends: exact about what is used, silent about members that are not. A wrong form throws `WrongForm`. */
export class WrongForm extends Error {
  constructor(what: string) {
    super(`the server's answer has a wrong form: ${what}`);
    this.name = 'WrongForm';
  }
}

export type Members = Readonly<Record<string, unknown>>;

export function members(value: unknown, what = 'object'): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongForm(what);
  return value as Members;
}

export function text(from: Members, name: string): string {
  const value = from[name];
  if (typeof value !== 'string') throw new WrongForm(name);
  return value;
}

export function textOrNull(from: Members, name: string): string | null {
  return from[name] === undefined || from[name] === null ? null : text(from, name);
}

/** A non-negative whole number. */
export function count(from: Members, name: string): number {
  const value = from[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new WrongForm(name);
  return value;
}

export function countOrNull(from: Members, name: string): number | null {
  return from[name] === undefined || from[name] === null ? null : count(from, name);
}

export function flag(from: Members, name: string): boolean {
  const value = from[name];
  if (typeof value !== 'boolean') throw new WrongForm(name);
  return value;
}

export function oneOf<const T extends string>(from: Members, name: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === from[name]);
  if (found === undefined) throw new WrongForm(name);
  return found;
}

export function listOf<T>(from: Members, name: string, read: (item: unknown) => T): T[] {
  const value = from[name];
  if (!Array.isArray(value)) throw new WrongForm(name);
  return value.map(read);
}

export function aText(value: unknown): string {
  if (typeof value !== 'string') throw new WrongForm('text');
  return value;
}
