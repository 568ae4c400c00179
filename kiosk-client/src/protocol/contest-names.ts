import type { Contests } from './entry-bodies.ts';

type Asked = Contests['contests'][number];

/** Of whoever or whatever a contest asks about, what tells it apart; `kind` is absent or `choice` for positions. */
type Titled = Pick<Asked, 'title' | 'position'> & { readonly kind?: string | undefined; readonly subject?: string | null | undefined };

/** The position; or the person who is judged, with unit and post where another of the same name is judged too. */
export function subjectName({ kind, title, subject, position }: Titled, all: readonly Titled[]): string {
  if (kind === undefined || kind === 'choice') return title;
  return inFull(
    title,
    position,
    all.some((other) => other.title === title && other.subject !== subject),
  );
}

/** As {@link subjectName}, with the dimension in which the person is judged. */
export function contestName(asked: Asked, all: readonly Asked[]): string {
  const name = subjectName(asked, all);
  return asked.dimension === undefined ? name : `${name} · ${asked.dimension}`;
}

/** Two people of one name are told apart by unit and post. */
export function optionName<T extends { readonly name: string; readonly detail: string }>({ name, detail }: T, among: readonly T[]): string {
  return inFull(name, detail, among.filter((one) => one.name === name).length > 1);
}

function inFull(name: string, detail: string, alike: boolean): string {
  return alike && detail !== '' ? `${name}（${detail}）` : name;
}
