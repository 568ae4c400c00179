import { type TrusteeKey, t } from '../text/trustee-words.ts';
import type { LogView } from '../worker/trustee-core.ts';
import type { TrusteeFlow } from './trustee-flow.ts';
import type { TrusteeState } from './trustee-state.ts';

interface Step {
  readonly key: TrusteeKey;
  /** How many of all are through, or null where only this trustee counts. */
  readonly n: number | null;
  readonly of: number;
  readonly done: boolean;
}

function stepsOf(view: LogView | null, registered: boolean, backedUp: boolean): Step[] {
  const n = view?.trustees ?? 0;
  const all = (key: TrusteeKey, through: number): Step => ({ key, n: through, of: n, done: n > 0 && through === n });
  return [
    { key: 'step.key', n: null, of: 0, done: registered },
    { key: 'step.register', n: null, of: 0, done: registered },
    { key: 'step.manifest', n: null, of: 0, done: view !== null },
    all('step.commit', view?.commits ?? 0),
    all('step.keys', view?.keys ?? 0),
    all('step.shares', view?.shares ?? 0),
    { key: 'step.backup', n: null, of: 0, done: backedUp },
    all('step.ready', view?.ready ?? 0),
    all('step.rehearsal', view?.rehearsed ?? 0),
    ...mixStep(view),
    {
      key: 'step.tally',
      n: view?.closed ? Math.min(view.texts ? view.textDecryptions : view.decryptions, view.threshold) : null,
      of: view?.threshold ?? 0,
      done: view?.result === true,
    },
  ];
}

/** Only where write-ins are possible, which is known for certain once the meeting is closed. */
function mixStep(view: LogView | null): Step[] {
  if (view === null || view.mixesNeeded === 0) return [];
  return [{ key: 'step.mix', n: view.mixes, of: view.mixesNeeded, done: view.mixes === view.mixesNeeded }];
}

/** The ceremony with the others, as it stands in this device's own replay of the record. */
export function ProgressSteps({ state, flow }: { state: TrusteeState; flow: TrusteeFlow }) {
  const { view } = flow;
  const registered = state.at !== 'why' && state.at !== 'make-key';
  const steps = stepsOf(view, registered, view !== null && flow.backedUp);
  const now = steps.findIndex(({ done }) => !done);
  return (
    <section class="card" aria-labelledby="steps-title">
      <h2 id="steps-title">{t('steps.title')}</h2>
      <ol class="steps">
        {steps.map((step, i) => {
          const word = step.done ? 'done' : i === now ? 'now' : 'later';
          return (
            <li key={step.key} class={word}>
              <span class="mark" aria-hidden="true">
                {step.done ? '✓' : i === now ? '▸' : '·'}
              </span>
              <span>
                {t(step.key)}
                <span class="hidden-visually"> {t(`step.state.${word}`)}</span>
              </span>
              <span class="quiet">{step.n !== null && step.of > 0 ? `${step.n}/${step.of}` : ''}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
