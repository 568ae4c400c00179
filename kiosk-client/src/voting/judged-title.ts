import { t } from '../text/voting-words.ts';

/** What a section of judgements is called; where several are of one kind, with its number. */
export function judgedTitle({ kind, place }: { readonly kind: 'grade' | 'vote'; readonly place: number | null }): string {
  return numbered(t(kind === 'grade' ? 'grade.title' : 'vote.title'), place);
}

/** Words about one of several sections of a kind. */
export const numbered = (words: string, place: number | null): string => (place === null ? words : `${words} ${place}`);
