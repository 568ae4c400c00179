import { makeWords } from './words.ts';
import { common, voting } from './zh.json';

/** Wording of the attendee's pages. */
export const words = makeWords({ ...common, ...voting }, async () => {
  const en = await import('./en.json');
  return { ...en.common, ...en.voting };
});
export type VotingKey = Parameters<typeof words.t>[0];
export const t = words.t;
