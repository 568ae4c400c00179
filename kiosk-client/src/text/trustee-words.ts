import { makeWords } from './words.ts';
import { common, trustee } from './zh.json';

/** Wording of the trustee's page. */
export const words = makeWords({ ...common, ...trustee }, async () => {
  const en = await import('./en.json');
  return { ...en.common, ...en.trustee };
});
export type TrusteeKey = Parameters<typeof words.t>[0];
export const t = words.t;
