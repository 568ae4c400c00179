import { useEffect, useState } from 'preact/hooks';

export type Lang = 'zh' | 'en';
export type Values = Readonly<Record<string, string | number>>;
type Table = Readonly<Record<string, string>>;

/** The wording of one page in the language chosen. Chinese is in the page itself; English is fetched on the first tap. */
export interface Words<K extends string> {
  readonly lang: Lang;
  t(key: K, values?: Values): string;
  /** True for a key of this page, so that a server's code can be looked up without guessing. */
  has(key: string): key is K;
  setLang(lang: Lang): Promise<void>;
  subscribe(listener: () => void): () => void;
}

/** Replaces `{name}` by the value of that name; a name without a value stays as it is, so that a test or a reader sees the fault. */
export function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

export function makeWords<Z extends Table>(zh: Z, loadEnglish: () => Promise<Table>): Words<keyof Z & string> {
  type K = keyof Z & string;
  let lang: Lang = 'zh';
  let english: Table | null = null;
  const listeners = new Set<() => void>();
  return {
    get lang() {
      return lang;
    },
    t(key: K, values?: Values) {
      const table: Table = lang === 'en' && english !== null ? english : zh;
      return fill(table[key] ?? zh[key] ?? key, values);
    },
    has: (key: string): key is K => key in zh && typeof zh[key] === 'string',
    async setLang(next) {
      if (next === 'en' && english === null) english = await loadEnglish();
      lang = next;
      if (typeof document !== 'undefined') document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Re-renders the calling component when the language changes. */
export function useLang<K extends string>(words: Words<K>): Lang {
  const [lang, set] = useState(words.lang);
  useEffect(() => words.subscribe(() => set(words.lang)), [words]);
  return lang;
}

/** The language asked for by `?lang=en` or kept from this tab. */
export function wantedLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang');
  return (asked ?? readTab('rv-lang')) === 'en' ? 'en' : 'zh';
}

export function keepLang(lang: Lang): void {
  try {
    sessionStorage.setItem('rv-lang', lang);
  } catch {
    // A browser may forbid storage; the choice then lasts until a reload.
  }
}

function readTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
