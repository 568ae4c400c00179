/**
 * Why untrusted input was refused. `code` is stable (kebab case, shown through the text tables), `detail` is for logs and tests
 * and never carries a secret.
 */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** Outcome of reading or verifying untrusted data: bad data is a value, never an exception. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly detail: string };

/** Runs `work` and turns a `Refusal` into a result; any other exception is a fault of the program and passes through. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
}

/** Throws a `Refusal` unless the condition holds. */
export function require(condition: boolean, code: string, detail = ''): asserts condition {
  if (!condition) throw new Refusal(code, detail);
}
