import type { Contests } from './entry-bodies.ts';

type Asked = Contests['contests'][number];

/** The position; or the person who is judged, with the dimension, and with unit and post where another of the same name is judged too. */
export function contestName(asked: Asked, all: readonly Asked[]): string {
  if (asked.kind === undefined) return asked.title;
  const alike = all.some(({ title, subject }) => title === asked.title && subject !== asked.subject);
  const name = alike && asked.position !== '' ? `${asked.title}（${asked.position}）` : asked.title;
  return asked.dimension === undefined ? name : `${name} · ${asked.dimension}`;
}

/** Two people of one name are told apart by unit and post. */
export function optionName({ name, detail }: Asked['options'][number], among: Asked['options']): string {
  return detail !== '' && among.filter((one) => one.name === name).length > 1 ? `${name}（${detail}）` : name;
}
