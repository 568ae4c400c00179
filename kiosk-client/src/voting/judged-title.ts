import { t } from '../text/voting-words.ts';

/** What a section of judgements is called; where several are of one kind, with its number. */
export function judgedTitle({ kind, place }: { readonly kind: 'grade' | 'vote'; readonly place: number | null }): string {
  const words = t(kind === 'grade' ? 'grade.title' : 'vote.title');
  return place === null ? words : `${words} ${place}`;
}
