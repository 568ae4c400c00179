import { makeWords } from './words.ts';
import { common, verify } from './zh.json';

/** Wording of the page that verifies whole records. */
export const words = makeWords({ ...common, ...verify }, async () => {
  const en = await import('./en.json');
  return { ...en.common, ...en.verify };
});
export type VerifyKey = Parameters<typeof words.t>[0];
export const t = words.t;
