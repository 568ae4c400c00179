import { describe, expect, it } from 'vitest';
import { matchesInitials } from './pinyin-initials.ts';

describe('pinyin initials', () => {
  it.each([
    ['张三', 'zs'],
    ['李建国', 'ljg'],
    ['李建国', 'jg'],
    ['欧阳晓明', 'oyxm'],
    ['曾志强', 'zzq'],
    ['单丽华', 'slh'],
    ['解海燕', 'xhy'],
    ['仇文博', 'qwb'],
    ['区雪梅', 'oxm'],
    ['示例干部01', 'slgb01'],
    ['阿依古丽·买买提', 'aygl'],
    ['𠮷田', 't'],
  ])('%s is found by %s', (name, letters) => {
    expect(matchesInitials(name, letters)).toBe(true);
  });

  it.each([
    ['张三', 'zl'],
    ['张三', 'zsx'],
    ['李建国', 'lg'],
  ])('%s is not found by %s', (name, letters) => {
    expect(matchesInitials(name, letters)).toBe(false);
  });
});
