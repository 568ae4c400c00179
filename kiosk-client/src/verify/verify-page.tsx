import { useRef, useState } from 'preact/hooks';
import { t, words } from '../text/verify-words.ts';
import { useLang } from '../text/words.ts';
import { Heading } from '../ui/heading.tsx';
import { LanguageButton } from '../ui/language-button.tsx';
import { Report } from './report.tsx';
import { type VerifyParts, type VerifyState, verifyFile } from './verify-flow.ts';

/** Choose a record, watch it being verified, read what came out. */
export function VerifyPage({ meeting, parts }: { meeting: string; parts: VerifyParts }) {
  useLang(words);
  const [state, set] = useState<VerifyState>({ at: 'choose', fault: null });
  const [hash, setHash] = useState('');
  const [checkpoint, setCheckpoint] = useState('');
  const run = (read: () => Promise<Uint8Array | null>): void => void verifyFile(parts, read, { hash, checkpoint }, set);
  return (
    <div class="page">
      <header class="topbar">
        <LanguageButton words={words} />
      </header>
      <main id="verify" data-at={state.at}>
        {state.at === 'choose' && (
          <Choose
            fault={state.fault}
            meeting={meeting}
            hash={hash}
            checkpoint={checkpoint}
            onHash={setHash}
            onCheckpoint={setCheckpoint}
            onRead={run}
          />
        )}
        {state.at === 'working' && <Working done={state.done} total={state.total} />}
        {state.at === 'done' && <Report {...state} />}
        {state.at === 'crashed' && (
          <p class="note bad" role="alert">
            {t('verify.fault.crash', { detail: state.detail })}
          </p>
        )}
        {(state.at === 'done' || state.at === 'crashed') && (
          <button type="button" class="main" onClick={() => set({ at: 'choose', fault: null })}>
            {t('verify.again')}
          </button>
        )}
      </main>
    </div>
  );
}

interface ChooseProps {
  readonly fault: 'anchor' | 'fetch' | null;
  readonly meeting: string;
  readonly hash: string;
  readonly checkpoint: string;
  onHash(value: string): void;
  onCheckpoint(value: string): void;
  onRead(read: () => Promise<Uint8Array | null>): void;
}

function Choose({ fault, meeting, hash, checkpoint, onHash, onCheckpoint, onRead }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = (): void => {
    const file = input.current?.files?.[0];
    if (file !== undefined) onRead(async () => new Uint8Array(await file.arrayBuffer()));
  };
  return (
    <div class="card">
      <Heading>{t('verify.title')}</Heading>
      <p>{t('verify.lead')}</p>
      {fault !== null && (
        <p class="note bad" role="alert">
          {fault === 'anchor' ? t('verify.anchorForm') : t('verify.fetchFailed')}
        </p>
      )}
      <details open={hash !== '' || checkpoint !== '' || fault === 'anchor'}>
        <summary>{t('verify.anchors')}</summary>
        <div class="field">
          <label for="manifest-hash">{t('verify.manifestHash')}</label>
          <input
            id="manifest-hash"
            class="code"
            autocomplete="off"
            spellcheck={false}
            value={hash}
            onInput={(event) => onHash(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="noted-checkpoint">{t('verify.checkpoint')}</label>
          <textarea
            id="noted-checkpoint"
            class="code"
            rows={4}
            spellcheck={false}
            value={checkpoint}
            onInput={(event) => onCheckpoint(event.currentTarget.value)}
          />
        </div>
      </details>
      <label class="button main file-button">
        {t('verify.choose')}
        <input id="record-file" ref={input} type="file" accept=".zip,application/zip" onChange={chosen} />
      </label>
      {meeting !== '' && (
        <button type="button" onClick={() => onRead(() => fetchRecord(meeting))}>
          {t('verify.fetch')}
        </button>
      )}
    </div>
  );
}

/** The console's download, with the session of whoever is signed in on this device; null when there is none. */
async function fetchRecord(meeting: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(`/console/meetings/${encodeURIComponent(meeting)}/record.zip`, { credentials: 'same-origin' });
    const isZip = response.ok && (response.headers.get('content-type') ?? '').startsWith('application/zip');
    return isZip ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

function Working({ done, total }: { done: number; total: number }) {
  return (
    <div class="card">
      <Heading>{t('verify.title')}</Heading>
      <p class="working" role="status">
        {total === 0 ? t('verify.reading') : t('verify.progress', { done, total })}
      </p>
      <progress aria-label={t('verify.title')} max={Math.max(total, 1)} value={total === 0 ? undefined : done} />
    </div>
  );
}
