import { Refusal } from './refusal.ts';

/** A numbered check of `verification-checks.md` that does not hold. */
export class CheckFailure extends Refusal {
  readonly check: string;

  constructor(check: string, code: string, detail = '') {
    super(code, detail);
    this.name = 'CheckFailure';
    this.check = check;
  }
}

/** Throws a `CheckFailure` unless the condition holds. */
export function holds(condition: boolean, check: string, code: string, detail = ''): asserts condition {
  if (!condition) throw new CheckFailure(check, code, detail);
}

/** Runs `work`; a refusal inside becomes a failure of `check`, with `code` or else its own code. */
export function under<T>(check: string, code: string | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CheckFailure || !(error instanceof Refusal)) throw error;
    throw new CheckFailure(check, code ?? error.code, error.message);
  }
}
