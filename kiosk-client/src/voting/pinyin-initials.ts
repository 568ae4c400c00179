/**
 * Pinyin initials without a dictionary: browsers sort Chinese by pinyin, so a character's initial is that of the last boundary
 * character that sorts not after it. Characters with several readings (as surnames or in given names) list all initials, and any
 * of them is found.
 */
export interface Initials {
  matchesInitials(name: string, letters: string): boolean;
}

/** First characters of each initial in pinyin order; i, u and v begin no syllable. */
const boundaries = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀';
const initials = 'abcdefghjklmnopqrstwxyz';

/** Readings that sorting does not give: surnames first, then common characters of given names and units. */
const severalReadings: Readonly<Record<string, string>> = {
  单: 'sd',
  曾: 'zc',
  解: 'xj',
  仇: 'qc',
  查: 'zc',
  区: 'qo',
  朴: 'p',
  翟: 'zd',
  盖: 'g',
  乐: 'ly',
  长: 'cz',
  重: 'zc',
  覃: 'qt',
  尉: 'yw',
  沈: 's',
  种: 'zc',
  行: 'hx',
  朝: 'cz',
  盛: 's',
  车: 'cj',
  贾: 'jg',
  石: 's',
  宿: 's',
  谌: 'c',
  晟: 'sc',
  莘: 'sx',
  藏: 'zc',
  强: 'q',
  阚: 'k',
  隗: 'wk',
  缪: 'm',
  繁: 'fp',
  洗: 'x',
  冼: 'x',
  郗: 'xc',
  召: 'zs',
  能: 'n',
  员: 'y',
  会: 'hk',
  调: 'dt',
  处: 'c',
  参: 'cs',
  省: 's',
};

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');
const sortsByPinyin = collator.compare('阿', '八') < 0 && collator.compare('丁', '王') < 0 && collator.compare('赵', '丁') > 0;

function initialsOf(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase();
  const several = severalReadings[character];
  if (several !== undefined) return several;
  if (!sortsByPinyin || !/[\u3400-\u9fff\u{20000}-\u{323af}]/u.test(character)) return '';
  let found = '';
  for (let i = 0; i < boundaries.length; i++) {
    if (collator.compare(boundaries[i]!, character) > 0) break;
    found = initials[i]!;
  }
  return found;
}

/** True when the letters are the initials of neighbouring characters of the name, for example `zs` for 张三. */
export function matchesInitials(name: string, letters: string): boolean {
  const each = [...name].map(initialsOf);
  for (let start = 0; start + letters.length <= each.length; start++) {
    if ([...letters].every((letter, i) => each[start + i]!.includes(letter))) return true;
  }
  return false;
}
