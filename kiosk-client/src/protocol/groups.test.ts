import { describe, expect, it } from 'vitest';
import { groupBallots } from './groups.ts';

/** `counts[c]` ballots of category c. */
const ballots = (...counts: number[]): { category: number }[] =>
  counts.flatMap((count, category) => Array.from({ length: count }, () => ({ category })));
const grouped = (counts: number[], min: number, allowSmall = false) =>
  groupBallots(ballots(...counts), min, allowSmall).map(({ categories, ballots: own }) => [categories.join('+'), own.length]);

describe('groups', () => {
  it.each<[number[], number, unknown]>([
    [
      [7, 22, 27],
      5,
      [
        ['0', 7],
        ['1', 22],
        ['2', 27],
      ],
    ],
    [
      [4, 22, 27],
      5,
      [
        ['0+1', 26],
        ['2', 27],
      ],
    ],
    [
      [22, 27, 4],
      5,
      [
        ['0+2', 26],
        ['1', 27],
      ],
    ],
    [[3, 3, 3], 5, [['0+1+2', 9]]],
    [
      [2, 2, 9],
      4,
      [
        ['0+1', 4],
        ['2', 9],
      ],
    ],
    [[0, 6, 0], 5, [['1', 6]]],
    [[1, 1, 1, 1], 3, [['0+1+2+3', 4]]],
    [[2, 1], 5, []],
    [[0, 0], 5, []],
  ])('%j with at least %i', (counts, min, expected) => {
    expect(grouped(counts, min)).toEqual(expected);
  });

  it('opens a small meeting as one group only where the manifest said so', () => {
    expect(grouped([2, 1], 5, true)).toEqual([['0+1', 3]]);
    expect(grouped([0, 0], 5, true)).toEqual([]);
  });
});
