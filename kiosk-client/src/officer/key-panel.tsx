import { useEffect, useState } from 'preact/hooks';
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { equalBytes, utf8 } from '../protocol/bytes.ts';
import { signBody } from '../protocol/entry-envelope.ts';
import { systemRandom } from '../protocol/random.ts';
import { openStaffKey, sealStaffKey } from '../protocol/staff-file.ts';
import { makeStaffKey, noManifest, type StaffKey } from '../protocol/staff-signature.ts';
import { type Suite, suiteByName } from '../protocol/suite.ts';
import type { StaffApi, StaffKeyLine } from '../server/staff-api.ts';
import { t, words } from '../text/officer-words.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { PassphraseForm } from '../ui/passphrase-form.tsx';
import { saveFile } from '../ui/save-file.ts';
import { keyCode } from '../ui/short-code.ts';

interface Made {
  readonly suite: Suite;
  readonly key: StaffKey;
  readonly sealed: Uint8Array;
}

type Step =
  | { readonly at: 'list' }
  | { readonly at: 'passphrase'; readonly suite: string }
  | { readonly at: 'download'; readonly made: Made }
  | { readonly at: 'restore'; readonly made: Made }
  | { readonly at: 'done' };

/** Makes a signing key in this browser, saves it sealed, and registers the public half only after the file has been loaded back. */
export function KeyPanel({ api, account, suites }: { api: StaffApi; account: string; suites: readonly string[] }) {
  const [keys, setKeys] = useState<readonly StaffKeyLine[] | null>(null);
  const [step, setStep] = useState<Step>({ at: 'list' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async (): Promise<void> => {
    const outcome = await api.keys();
    setKeys(outcome.kind === 'ok' ? outcome.value : []);
  };
  useEffect(() => void load(), []);

  const make = async (suiteName: string, passphrase: string): Promise<void> => {
    setBusy(true);
    await afterPaint();
    const suite = suiteByName(suiteName);
    const key = makeStaffKey(suite, systemRandom);
    setStep({ at: 'download', made: { suite, key, sealed: sealStaffKey(suite, key, passphrase, systemRandom) } });
    setBusy(false);
  };

  /** What is registered is the key that came out of the file. */
  const restore = async (made: Made, passphrase: string, file: Uint8Array): Promise<void> => {
    setBusy(true);
    setProblem(null);
    await afterPaint();
    const opened = openStaffKey(file, passphrase);
    if (!opened.ok) setProblem(opened.code);
    else if (!equalBytes(opened.value.key.publicKey, made.key.publicKey)) setProblem('differs');
    else {
      const { suite, key } = opened.value;
      const proof = signBody(suite, 'staff-key', utf8(account), noManifest, key.secret, systemRandom);
      const outcome = await api.registerKey(suite.name, toBase64Url(key.publicKey), toBase64Url(proof));
      if (outcome.kind === 'ok') {
        made.key.secret.fill(0);
        key.secret.fill(0);
        setStep({ at: 'done' });
        await load();
      } else setProblem(outcome.kind === 'lost' ? 'network' : outcome.code);
    }
    setBusy(false);
  };

  return (
    <section class="card">
      <h2>{t('key.title')}</h2>
      <p class="quiet">{t('key.account', { account })}</p>
      {step.at === 'list' && <p>{t('key.lead')}</p>}
      {(step.at === 'list' || step.at === 'done') && <RegisteredKeys keys={keys} />}
      {step.at === 'list' && (
        <div class="row">
          {suites.map((suite) => (
            <button key={suite} type="button" onClick={() => setStep({ at: 'passphrase', suite })}>
              {t('key.make')} · {suiteLabel(suite)}
            </button>
          ))}
        </div>
      )}
      {step.at === 'passphrase' && (
        <PassphraseForm
          t={t}
          has={words.has}
          fresh
          withFile={false}
          submit={t('key.make')}
          busy={busy}
          problem={null}
          onSubmit={(passphrase) => void make(step.suite, passphrase)}
        />
      )}
      {(step.at === 'download' || step.at === 'restore') && (
        <>
          <p>{t('key.downloadLead')}</p>
          <button
            type="button"
            class={step.at === 'download' ? 'main' : ''}
            onClick={() => {
              saveFile(`${account}-${step.made.suite.name}-${keyCode(step.made.key.publicKey)}.sealed.json`, step.made.sealed);
              setStep({ at: 'restore', made: step.made });
            }}
          >
            {t('key.download')}
          </button>
        </>
      )}
      {step.at === 'restore' && (
        <>
          <p>{t('key.restoreLead')}</p>
          <PassphraseForm
            t={t}
            has={words.has}
            fresh={false}
            withFile
            submit={t('key.restore')}
            busy={busy}
            problem={problem !== null && words.has(`sealed.${problem}`) ? problem : null}
            onSubmit={(passphrase, file) => {
              if (file !== null) void restore(step.made, passphrase, file);
            }}
          />
          {problem !== null && !words.has(`sealed.${problem}`) && (
            <p class="note bad" role="alert" data-code={problem}>
              {problemText(problem, step.made)}
            </p>
          )}
        </>
      )}
      {step.at === 'done' && (
        <p class="note good" role="status" id="key-done">
          {t('key.done')}
        </p>
      )}
    </section>
  );
}

function problemText(code: string, made: Made): string {
  if (code === 'differs') return t('key.differs', { fingerprint: keyCode(made.key.publicKey) });
  if (code === 'key-already-registered') return t('key.already');
  return t('sign.failed', { reason: code === 'network' ? t('sign.network') : code });
}

const suiteLabel = (suite: string): string => {
  const key = `key.suite.${suite}`;
  return words.has(key) ? t(key) : suite;
};

function RegisteredKeys({ keys }: { keys: readonly StaffKeyLine[] | null }) {
  if (keys === null) return <p class="working">{t('loading')}</p>;
  if (keys.length === 0) return <p>{t('key.none')}</p>;
  return (
    <dl class="facts">
      <dt>{t('key.have')}</dt>
      {keys.map(({ suite, key }) => (
        <dd key={suite}>
          {suiteLabel(suite)} · <span class="code">{keyCode(fromBase64Url(key))}</span>
        </dd>
      ))}
    </dl>
  );
}
