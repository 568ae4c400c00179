import { describe, expect, it } from 'vitest';
import { timesBase } from './group.ts';
import { P256_SHA256 as suite } from './suite.ts';
import { textToPoint } from './text-point.ts';
import { countWriteIns } from './write-ins.ts';

const options = [
  { id: 'N1', name: '王一', detail: '' },
  { id: 'N2', name: '李二', detail: '' },
];
const count = (tuples: readonly (readonly string[])[], single: 'shown' | 'other' = 'shown') =>
  countWriteIns(
    suite,
    options,
    single,
    tuples.map((tuple) => tuple.map((text) => textToPoint(suite, text))),
  );

describe('counting write-ins', () => {
  it('counts texts by their exact bytes, in the order of their bytes', () => {
    const { writeIns } = count([['赵四'], ['#D9'], ['赵四', 'ab'], ['张三'], ['赵四']]);
    expect(writeIns).toEqual([
      { text: '#D9', count: 1 },
      { text: 'ab', count: 1 },
      { text: '张三', count: 1 },
      { text: '赵四', count: 3 },
    ]);
  });

  it('counts texts that occur once as others where the manifest says so', () => {
    expect(count([['赵四'], ['张三'], ['赵四']], 'other')).toEqual({
      writeIns: [{ text: '赵四', count: 2 }],
      otherWriteIns: 1,
      voidWriteIns: 0,
      unreadableWriteIns: 0,
    });
  });

  it('voids an option by name or number, and the second time within one ballot, and no more than that', () => {
    const counted = count([['王一'], ['#N2'], ['赵四', '赵四'], ['赵四'], ['王一 '.trim(), '孙六'], ['#N3']]);
    expect(counted).toEqual({
      writeIns: [
        { text: '#N3', count: 1 },
        { text: '孙六', count: 1 },
        { text: '赵四', count: 2 },
      ],
      otherWriteIns: 0,
      voidWriteIns: 4,
      unreadableWriteIns: 0,
    });
  });

  it('calls an empty text and a point that is no text unreadable', () => {
    const points = [[textToPoint(suite, '')], [timesBase(suite, 5n)], [suite.Point.ZERO]];
    expect(countWriteIns(suite, options, 'shown', points)).toMatchObject({ writeIns: [], unreadableWriteIns: 3 });
  });
});
