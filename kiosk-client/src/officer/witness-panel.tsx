import { useEffect, useRef, useState } from 'preact/hooks';
import { systemRandom } from '../protocol/random.ts';
import { openStaffKey } from '../protocol/staff-file.ts';
import type { StaffKey } from '../protocol/staff-signature.ts';
import { witnessApi } from '../server/witness-api.ts';
import { t, words } from '../text/officer-words.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { PassphraseForm } from '../ui/passphrase-form.tsx';
import { saveFile } from '../ui/save-file.ts';
import { type Look, look, type Witness } from './witness.ts';
import { witnessMemory } from './witness-memory.ts';

/** Milliseconds between two looks. */
const PAUSE = 4000;

interface Props {
  readonly meeting: string;
  /** K of `officer-K`. */
  readonly officer: number;
  readonly suite: string;
}

/** While it is open it cosigns by itself every checkpoint that extends the last one, and stops in red at one that does not. */
export function WitnessPanel({ meeting, officer, suite }: Props) {
  const [witness, setWitness] = useState<Witness | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [last, setLast] = useState<Look | null>(null);
  const [count, setCount] = useState(0);
  const open = useRef<StaffKey | null>(null);

  useEffect(() => () => void open.current?.secret.fill(0), []);
  useEffect(() => {
    if (witness === null) return;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = async (): Promise<void> => {
      const found = await lookSafely(witness);
      if (stopped) return;
      setLast(found);
      if (found.at === 'cosigned') setCount((before) => before + 1);
      if (found.at !== 'stopped') timer = setTimeout(() => void turn(), PAUSE);
    };
    void turn();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [witness]);

  const unlock = async (passphrase: string, file: Uint8Array): Promise<void> => {
    setBusy(true);
    setProblem(null);
    await afterPaint();
    const opened = openStaffKey(file, passphrase);
    setBusy(false);
    if (!opened.ok) return setProblem(opened.code);
    if (opened.value.suite.name !== suite) return setProblem('suiteDiffers');
    open.current = opened.value.key;
    setWitness(makeWitness(meeting, officer, opened.value.key));
  };
  const lock = (): void => {
    open.current?.secret.fill(0);
    open.current = null;
    setWitness(null);
    setLast(null);
  };

  return (
    <section class="card" id="witness" data-at={last?.at ?? (witness === null ? 'locked' : 'starting')}>
      <h2>{t('witness.title')}</h2>
      {last?.at === 'stopped' && <Stopped look={last} />}
      {last?.at !== 'stopped' && witness !== null && <Running look={last} count={count} suite={suite} />}
      {witness === null && (
        <>
          <p>{t('witness.lead')}</p>
          <PassphraseForm
            t={t}
            has={words.has}
            fresh={false}
            withFile
            submit={t('witness.start')}
            busy={busy}
            problem={problem !== null && words.has(`sealed.${problem}`) ? problem : null}
            onSubmit={(passphrase, file) => {
              if (file !== null) void unlock(passphrase, file);
            }}
          />
          {problem === 'suiteDiffers' && (
            <p class="note bad" role="alert" data-code={problem}>
              {t('sign.suiteDiffers', { suite })}
            </p>
          )}
        </>
      )}
      {witness !== null && (
        <button type="button" onClick={lock}>
          {t('witness.lock')}
        </button>
      )}
    </section>
  );
}

export const makeWitness = (meeting: string, officer: number, key: StaffKey): Witness => ({
  api: witnessApi(meeting),
  meeting,
  officer,
  key,
  memory: witnessMemory(meeting, officer, localStorage),
  random: systemRandom,
  now: () => Math.floor(Date.now() / 1000),
});

/** A browser that cannot store, or whose store is damaged, witnesses nothing, and says so. */
export async function lookSafely(witness: Witness): Promise<Look> {
  try {
    return await look(witness);
  } catch (error) {
    console.warn(error instanceof Error ? error.message : 'witness');
    return { at: 'waiting', code: 'storage' };
  }
}

function Running({ look: found, count, suite }: { look: Look | null; count: number; suite: string }) {
  if (found === null) return <p class="working">{t('witness.looking')}</p>;
  if (found.at === 'waiting') {
    const key = `witness.wait.${found.code}`;
    const bad = found.code === 'proof' || found.code === 'storage' || found.code === 'keyDiffers';
    return (
      <p class={bad ? 'note bad' : 'note'} role="status" data-code={found.code}>
        {found.code === 'keyDiffers'
          ? t('sign.keyDiffers', { suite })
          : words.has(key)
            ? t(key)
            : t('witness.wait.other', { code: found.code })}
      </p>
    );
  }
  if (found.at === 'stopped') return null;
  return (
    <p class="note good" role="status" data-size={found.size}>
      {t('witness.holds', { size: found.size, n: count })}
    </p>
  );
}

function Stopped({ look: found }: { look: Look & { readonly at: 'stopped' } }) {
  return (
    <div class="note bad stop" role="alert" data-code={found.reason}>
      <p>
        <strong>{t('witness.stop')}</strong>
      </p>
      <p>{t(`witness.stop.${found.reason}`)}</p>
      <p>{t('witness.stop.do')}</p>
      <div class="row">
        {found.files.map(({ name, text }) => (
          <button key={name} type="button" onClick={() => saveFile(name, text, name.endsWith('.json') ? 'application/json' : 'text/plain')}>
            {t('witness.save', { name })}
          </button>
        ))}
      </div>
    </div>
  );
}
