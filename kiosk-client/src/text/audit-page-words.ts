import { auditPage } from './late-zh.json';
import { makeWords } from './words.ts';
import { common } from './zh.json';

/** Wording of the page on which a second device checks an audited ballot, and of the challenger's. */
export const auditPageWords = makeWords({ ...common, ...auditPage }, async () => {
  const [en, late] = await Promise.all([import('./en.json'), import('./late-en.json')]);
  return { ...en.common, ...late.auditPage };
});
export const t = auditPageWords.t;
