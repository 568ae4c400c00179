import type { ContestPlaces, Layout } from './layout.ts';
import { Refusal } from './refusal.ts';
import { normalizeWriteIn, writeInBytes } from './text-point.ts';

/** What the voter marked in one contest. `options` are places of marked options; an empty form abstains where that is possible. */
export interface ContestChoice {
  readonly options: readonly number[];
  readonly writeIns?: readonly string[];
  readonly abstain?: boolean;
}

/** Bits of the whole class (N encrypted, then slack) and one text per slot, empty when unused. */
export interface MarkedBits {
  readonly bits: readonly number[];
  readonly texts: readonly string[];
}

/**
 * Turns choices, one per contest of the layout in its order, into bits. Refuses with `choice-invalid`, `choice-too-many`,
 * `choice-too-few`, `write-in-characters` or `write-in-too-long`; never changes what the voter marked.
 */
export function markBits(layout: Layout, choices: readonly ContestChoice[]): MarkedBits {
  if (choices.length !== layout.contests.length) throw new Refusal('choice-invalid', 'number of contests');
  const bits = new Array<number>(layout.total).fill(0);
  const texts = new Array<string>(layout.slots).fill('');
  layout.contests.forEach((contest, i) => {
    markContest(contest, choices[i]!, bits, texts);
  });
  return { bits, texts };
}

function markContest(contest: ContestPlaces, choice: ContestChoice, bits: number[], texts: string[]): void {
  const options = new Set(choice.options);
  if (options.size !== choice.options.length) throw new Refusal('choice-invalid', 'option marked twice');
  for (const option of options) {
    if (!Number.isInteger(option) || option < 0 || option >= contest.options) throw new Refusal('choice-invalid', 'unknown option');
    bits[contest.first + option] = 1;
  }
  const writeIns = (choice.writeIns ?? []).map(normalizeWriteIn).filter((text) => text !== '');
  if (writeIns.length > contest.slots) throw new Refusal('choice-too-many', 'write-ins');
  writeIns.forEach((text, slot) => {
    writeInBytes(text);
    texts[contest.firstSlot + slot] = text;
    bits[contest.first + contest.options + slot] = 1;
  });
  const marked = options.size + writeIns.length;
  const abstain = choice.abstain === true || (marked === 0 && contest.abstainAt !== null);
  if (abstain) {
    if (contest.abstainAt === null || marked > 0) throw new Refusal('choice-invalid', 'abstention beside marks');
    bits[contest.abstainAt] = 1;
    return;
  }
  if (marked > contest.max) throw new Refusal('choice-too-many');
  if (marked < contest.min) throw new Refusal('choice-too-few');
  for (let i = 0; i < contest.max - marked; i++) bits[contest.firstSlack + i] = 1;
}
