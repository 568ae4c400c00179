import { useState } from 'preact/hooks';
import type { common } from '../text/zh.json';

type Common = keyof typeof common;
const least = 12;

interface Props {
  readonly t: (key: Common, values?: Readonly<Record<string, string | number>>) => string;
  /** Asks twice and for a minimum length. */
  readonly fresh: boolean;
  /** Also asks for a sealed file. */
  readonly withFile: boolean;
  readonly submit: string;
  readonly busy: boolean;
  /** Code of the last failure, told in words of its own. */
  readonly problem: string | null;
  /** Says whether a code has such words. */
  readonly has: (key: string) => boolean;
  readonly onSubmit: (passphrase: string, file: Uint8Array | null) => void;
}

const fileLimit = 1 << 25;

/** Passphrase, and where needed the sealed file. Both stay in this page; the fields are emptied as soon as they are used. */
export function PassphraseForm({ t, fresh, withFile, submit, busy, problem, has, onSubmit }: Props) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [file, setFile] = useState<{ name: string; bytes: Uint8Array } | null>(null);
  const [said, setSaid] = useState<Common | null>(null);
  const problemKey = problem === null ? '' : `sealed.${problem}`;
  const shown = said ?? (has(problemKey) ? (problemKey as Common) : problem === null ? null : 'sealed.file-damaged');

  const missing = (): Common | null => {
    if (fresh && [...first].length < least) return 'passphraseShort';
    if (fresh && first !== second) return 'passphraseDiffers';
    return withFile && file === null ? 'chooseFile' : null;
  };
  const go = (event: Event): void => {
    event.preventDefault();
    if (busy) return;
    const lacking = missing();
    setSaid(lacking);
    if (lacking !== null) return;
    onSubmit(first, file?.bytes ?? null);
    setFirst('');
    setSecond('');
  };
  const choose = async (input: HTMLInputElement): Promise<void> => {
    const chosen = input.files?.[0];
    if (chosen === undefined) return;
    setSaid(null);
    const bytes = new Uint8Array(await chosen.slice(0, fileLimit + 1).arrayBuffer());
    setFile({ name: chosen.name, bytes });
  };

  return (
    <form class="card-form" onSubmit={go} autoComplete="off">
      {withFile && (
        <div class="field">
          <label class="button file-button">
            {t('chooseFile')}
            <input type="file" accept=".json,application/json" onChange={(event) => void choose(event.currentTarget)} />
          </label>
          {file !== null && (
            <p class="small code" role="status">
              {file.name}
            </p>
          )}
        </div>
      )}
      <div class="field">
        <label for="passphrase">{t('passphrase')}</label>
        <input
          id="passphrase"
          type="password"
          value={first}
          autoComplete="new-password"
          aria-describedby={fresh ? 'passphrase-hint' : undefined}
          onInput={(event) => setFirst(event.currentTarget.value)}
        />
      </div>
      {fresh && (
        <>
          <div class="field">
            <label for="passphrase-again">{t('passphraseAgain')}</label>
            <input
              id="passphrase-again"
              type="password"
              value={second}
              autoComplete="new-password"
              onInput={(event) => setSecond(event.currentTarget.value)}
            />
          </div>
          <p id="passphrase-hint" class="quiet small">
            {t('passphraseHint')}
          </p>
        </>
      )}
      {shown !== null && !busy && (
        <p class="note bad" role="alert" data-code={problem ?? shown}>
          {t(shown)}
        </p>
      )}
      <button type="submit" class="main" aria-disabled={busy}>
        {busy ? <span class="working">{t(fresh ? 'sealing' : 'opening')}</span> : submit}
      </button>
    </form>
  );
}
