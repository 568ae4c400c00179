import en from './en.json';
import { makeWords } from './words.ts';
import { cards, common } from './zh.json';

/** Wording of the offline card page: both languages are in the page itself, since it can load nothing. */
export const words = makeWords({ ...common, ...cards }, async () => ({ ...en.common, ...en.cards }));
export const t = words.t;
