import { describe, expect, it } from 'vitest';
import { readBallotForm } from './ballot-form.ts';
import { choicesOf, firstIncomplete, type Marks, toggleAbstain, toggleOption } from './marks.ts';
import { contestsBody, displayEntry } from './testing.ts';

const [one, two] = readBallotForm(displayEntry(contestsBody))!.contests as [never, never];
const exact = { ...(two as object), id: 'P3', min: 2, max: 2, abstain: false } as never;

describe('marking', () => {
  it('cannot mark too many, and says why', () => {
    const first = toggleOption({}, one, 0);
    expect(first).toEqual({ marks: { P1: { options: [0], writeIns: [], abstain: false } }, hint: null });
    expect(toggleOption(first.marks, one, 1)).toEqual({ marks: first.marks, hint: { kind: 'full', contest: 'P1' } });
    expect(toggleOption(first.marks, one, 0).marks).toEqual({ P1: { options: [], writeIns: [], abstain: false } });
  });

  it('keeps ballot order whatever the order of taps', () => {
    const marks = toggleOption(toggleOption({}, two, 2).marks, two, 0).marks;
    expect(choicesOf(marks, [two])).toEqual([{ options: [0, 2], writeIns: [], abstain: false }]);
  });

  it('takes names or the abstention, never both', () => {
    const named = toggleOption({}, one, 0).marks;
    const abstained = toggleAbstain(named, one);
    expect(abstained).toEqual({ P1: { options: [], writeIns: [], abstain: true } });
    expect(toggleOption(abstained, one, 1)).toEqual({ marks: abstained, hint: { kind: 'abstained', contest: 'P1' } });
    expect(toggleAbstain(abstained, one)).toEqual({ P1: { options: [], writeIns: [], abstain: false } });
  });

  it('lets a form be blank only where that means something', () => {
    expect(firstIncomplete({}, [one, two])).toBeNull();
    expect(firstIncomplete({}, [one, exact])).toMatchObject({ id: 'P3' });
    const half: Marks = { P3: { options: [1], writeIns: [], abstain: false } };
    expect(firstIncomplete(half, [exact])).toMatchObject({ id: 'P3' });
    expect(firstIncomplete({ P3: { options: [0, 1], writeIns: [], abstain: false } }, [exact])).toBeNull();
  });
});
