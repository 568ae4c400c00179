import * as english from './en.json';
import { makeWords } from './words.ts';
import { common, officer } from './zh.json';

/** Wording of the signing module. English comes with it: the module is one file under a fixed name. */
export const words = makeWords({ ...common, ...officer }, () => Promise.resolve({ ...english.common, ...english.officer }));
export type OfficerKey = Parameters<typeof words.t>[0];
export const t = words.t;
