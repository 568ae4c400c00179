import { useState } from 'preact/hooks';
import { fromBase64Url } from '../protocol/base64url.ts';
import type { TrusteeInfo } from '../server/trustee-api.ts';
import { t, words } from '../text/trustee-words.ts';
import { Heading } from '../ui/heading.tsx';
import { PassphraseForm } from '../ui/passphrase-form.tsx';
import { saveFile } from '../ui/save-file.ts';
import { fingerprintCode } from '../ui/short-code.ts';
import type { TrusteeFlow } from './trustee-flow.ts';
import type { TrusteeState } from './trustee-state.ts';

type At<K extends TrusteeState['at']> = Extract<TrusteeState, { at: K }>;

/** Why the duty matters, in two sentences. */
export function WhyScreen({ flow, info }: { flow: TrusteeFlow; info: TrusteeInfo }) {
  return (
    <div class="card">
      <p>{t('invited', { name: info.name, title: info.title })}</p>
      <Heading>{t('why.title')}</Heading>
      <p>{t('why.lead', { n: info.trustees.length, t: info.threshold })}</p>
      <Fingerprint info={info} />
      <button type="button" class="main" onClick={() => flow.begin()}>
        {t('why.start')}
      </button>
    </div>
  );
}

function Fingerprint({ info }: { info: TrusteeInfo }) {
  return (
    <p class="note small">
      {t('suite', { suite: info.suite })}
      {info.organizerFingerprint !== '' && (
        <>
          <br />
          {t('fingerprint', { fingerprint: '' })}
          <span class="code">{fingerprintCode(fromBase64Url(info.organizerFingerprint))}</span>
          <br />
          {t('fingerprintHint')}
        </>
      )}
    </p>
  );
}

export function MakeKeyScreen({ flow, state }: { flow: TrusteeFlow; state: At<'make-key'> }) {
  return (
    <div class="card">
      <Heading>{t('key.title')}</Heading>
      <p>{t('key.lead')}</p>
      <PassphraseForm
        t={t}
        has={words.has}
        fresh
        withFile={false}
        submit={t('key.make')}
        busy={state.busy}
        problem={state.problem}
        onSubmit={(passphrase) => void flow.makeKey(passphrase)}
      />
    </div>
  );
}

/** Opens the file of this device or a chosen one; who has lost it learns what that means. */
export function UnlockScreen({ flow, state, info }: { flow: TrusteeFlow; state: At<'unlock'>; info: TrusteeInfo }) {
  const [lost, setLost] = useState(false);
  const left = info.trustees.filter(({ hasKey }) => hasKey).length - 1;
  const beforeOpen = info.state === 'draft' || info.state === 'preparing';
  const device = state.from === 'device';
  return (
    <div class="card">
      <p class="quiet">{t('invited', { name: info.name, title: info.title })}</p>
      <Heading>{state.tally ? t('tally.title') : t(device ? 'key.unlockTitle' : 'key.noneHere')}</Heading>
      <p>{state.tally ? t('tally.lead') : t(device ? 'key.unlockLead' : 'key.noneHereLead')}</p>
      <PassphraseForm
        key={state.from}
        t={t}
        has={words.has}
        fresh={false}
        withFile={!device}
        submit={t('key.unlock')}
        busy={state.busy}
        problem={state.problem}
        onSubmit={(passphrase, file) => void flow.unlock(passphrase, file)}
      />
      <div class="row">
        {device && (
          <button type="button" onClick={() => flow.useFile()}>
            {t('key.fromFile')}
          </button>
        )}
        <button type="button" onClick={() => setLost(!lost)} aria-expanded={lost}>
          {t('lost.button')}
        </button>
      </div>
      {lost && (
        <div class="note warn" role="status">
          <h2>{t('lost.title')}</h2>
          <p>
            {beforeOpen ? t('lost.beforeOpen') : t(left >= info.threshold ? 'lost.stillMet' : 'lost.notMet', { left, t: info.threshold })}
          </p>
        </div>
      )}
    </div>
  );
}

/** Save, then load back: only a backup that loads is a backup. */
export function BackupScreen({ flow, state }: { flow: TrusteeFlow; state: At<'backup'> }) {
  const save = (): void => {
    const file = flow.sealedFile;
    if (file === null) return;
    saveFile(file.name, file.content);
    flow.backupSaved();
  };
  return (
    <div class="card">
      <Heading>{t(state.saved ? 'backup.restoreTitle' : 'backup.title')}</Heading>
      <p>{t(state.saved ? 'backup.restoreLead' : 'backup.lead')}</p>
      <button type="button" class={state.saved ? '' : 'main'} onClick={save}>
        {t('backup.download')}
      </button>
      {state.saved && (
        <PassphraseForm
          t={t}
          has={words.has}
          fresh={false}
          withFile
          submit={t('backup.restore')}
          busy={state.busy}
          problem={state.problem}
          onSubmit={(passphrase, file) => {
            if (file !== null) void flow.restore(passphrase, file);
          }}
        />
      )}
      <p class="quiet small">{t('backup.skipped')}</p>
    </div>
  );
}
