import { makeWords } from './words.ts';
import { common, screen } from './zh.json';

/** Wording of the big screen. */
export const words = makeWords({ ...common, ...screen }, async () => {
  const en = await import('./en.json');
  return { ...en.common, ...en.screen };
});
export type ScreenKey = Parameters<typeof words.t>[0];
export const t = words.t;
