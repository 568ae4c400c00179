import { keepLang, useLang, type Words } from '../text/words.ts';

/** The other language, one tap away, named in that language. */
export function LanguageButton<K extends string>({ words, keep = true }: { words: Words<K | 'switchLanguage'>; keep?: boolean }) {
  const lang = useLang(words);
  const other = lang === 'zh' ? 'en' : 'zh';
  const change = (): void => {
    if (keep) keepLang(other);
    void words.setLang(other);
  };
  return (
    <button type="button" class="plain" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={change}>
      {words.t('switchLanguage')}
    </button>
  );
}
