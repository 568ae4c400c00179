import { useEffect, useState } from 'preact/hooks';
import { audit, writeIn } from './late-zh.json';
import { words } from './voting-words.ts';
import { makeWords } from './words.ts';

/** Wording of what an attendee's page fetches only when it is needed: writing people in, and audits. */
export const lateWords = makeWords({ ...audit, ...writeIn }, async () => {
  const en = await import('./late-en.json');
  return { ...en.audit, ...en.writeIn };
});
export type LateKey = Parameters<typeof lateWords.t>[0];
export const late = lateWords.t;

/** Keeps the late wording in the language of the page; the caller is drawn again with each change. */
export function useLateWords(): void {
  const [, drawn] = useState(0);
  useEffect(() => {
    const follow = (): void => void lateWords.setLang(words.lang).then(() => drawn((count) => count + 1));
    follow();
    return words.subscribe(follow);
  }, []);
}
