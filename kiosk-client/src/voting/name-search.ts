import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Initials } from './pinyin-initials.ts';

interface Named {
  readonly name: string;
  readonly detail: string;
}

/** Places of the people that fit the query, by name, detail or pinyin initials (whose table is loaded with the first letter typed). */
export function useNameSearch(people: readonly Named[], query: string): readonly number[] {
  const [initials, setInitials] = useState<Initials | null>(null);
  const letters = /[a-z]/i.test(query);
  useEffect(() => {
    if (letters && initials === null) void import('./pinyin-initials.ts').then((loaded) => setInitials(loaded)).catch(() => undefined);
  }, [letters, initials]);
  return useMemo(() => {
    const wanted = query.replace(/\s/g, '').toLowerCase();
    const all = people.map((_, place) => place);
    if (wanted === '') return all;
    return all.filter((place) => {
      const { name, detail } = people[place]!;
      return `${name} ${detail}`.replace(/\s/g, '').toLowerCase().includes(wanted) || initials?.matchesInitials(name, wanted) === true;
    });
  }, [people, query, initials]);
}
