import { type TrusteeKey, t, words } from '../text/trustee-words.ts';
import { Heading } from '../ui/heading.tsx';
import { saveFile } from '../ui/save-file.ts';
import { shortCode } from '../ui/short-code.ts';
import type { TrusteeFlow } from './trustee-flow.ts';
import type { TrusteeState } from './trustee-state.ts';

type At<K extends TrusteeState['at']> = Extract<TrusteeState, { at: K }>;

export function VerifyingScreen({ state }: { state: At<'verifying'> }) {
  const { done, total } = state;
  return (
    <div class="card">
      <Heading>{t('tally.verifying')}</Heading>
      <p>{t('tally.verifyingLead')}</p>
      <progress max={total} value={done} aria-label={t('tally.verifying')} />
      <p>{t('tally.progress', { n: done, of: total })}</p>
    </div>
  );
}

/** The worker permutes, encrypts anew and proves; nothing is asked of the person. */
export function MixingScreen({ state }: { state: At<'mixing'> }) {
  const { title, tuples, done, total } = state;
  return (
    <div class="card" id="mixing">
      <Heading>{t('mix.title')}</Heading>
      <p>{t('mix.lead', { title, n: tuples })}</p>
      <progress max={total} value={done} aria-label={t('mix.title')} />
      <p>{t('mix.progress', { n: Math.floor((100 * done) / total) })}</p>
    </div>
  );
}

/** What is to be opened, and one tap. */
export function ConsentScreen({ flow, state }: { flow: TrusteeFlow; state: At<'consent'> }) {
  const { ballots, positions, mixed, checkpoint } = state.summary;
  return (
    <div class="card" id="consent">
      <Heading>
        <span aria-hidden="true">✓ </span>
        {t('tally.verified')}
      </Heading>
      <p class="facts">
        {t('tally.summary', { ballots, positions, checkpoint: '' })}
        <span class="code">{checkpoint}</span>
      </p>
      <p>{t('tally.summaryHint')}</p>
      {mixed > 0 && <p class="quiet">{t('tally.mixNote', { n: mixed })}</p>}
      {state.ask === null && (
        <button type="button" class="main" onClick={() => flow.consent()}>
          {t('tally.sign')}
        </button>
      )}
      {state.ask === 'device' && (
        <div class="note warn" role="alert">
          <p>{t('tally.newDevice')}</p>
          <div class="row">
            <button type="button" onClick={() => flow.consentedElsewhere()}>
              {t('tally.newDeviceYes')}
            </button>
            <button type="button" onClick={() => flow.consent()}>
              {t('tally.newDeviceNo')}
            </button>
          </div>
        </div>
      )}
      {state.ask === 'stop' && (
        <p class="note bad" role="alert">
          {t('tally.newDeviceStop')}
        </p>
      )}
    </div>
  );
}

/** Waiting and sending, each with what is going on. */
export function WorkingScreen({ flow, state }: { flow: TrusteeFlow; state: At<'working'> }) {
  const { view, step, offline } = state;
  const [heading, lead] = wordsFor(state);
  return (
    <div class="card" id="working" data-step={step}>
      <Heading>{heading}</Heading>
      <p class={step === 'opening' || step === 'closing' ? '' : 'working'} role="status">
        {lead}
      </p>
      {step === 'witness' && view?.tallyTree != null && (
        <p class="facts">
          {t('witness.checkpoint')} <span class="code">{shortCode(view.tallyTree.root)}</span>
        </p>
      )}
      {offline && <p class="note warn">{t('wait.offline')}</p>}
      {view?.closed === true && flow.consented && (
        <div class="note">
          <p>{t('tally.saveSigned')}</p>
          <button
            type="button"
            onClick={() => {
              const file = flow.sealedFile;
              if (file !== null) saveFile(file.name, file.content);
            }}
          >
            {t('backup.download')}
          </button>
        </div>
      )}
    </div>
  );
}

function wordsFor({ view, step }: At<'working'>): [string, string] {
  switch (step) {
    case 'manifest':
      return [t('step.manifest'), t('wait.manifest')];
    case 'opening':
      return [t('done.title'), t('done.lead')];
    case 'closing':
      return [t('done.title'), t('done.meetingOpen')];
    case 'rehearsals':
      return [t('wait.title'), t('done.waiting')];
    case 'tally-ready':
      return [t('tally.title'), t('tally.waitQuorum', { n: view?.tallyReady ?? 0, q: view?.tallyQuorum ?? 0 })];
    case 'mixes':
      return [t('mix.wait', { n: view?.mixes ?? 0, of: view?.mixesNeeded ?? 0 }), t('mix.waitLead')];
    case 'sending-mix':
      return [t('mix.sending'), t('mix.sendingLead')];
    case 'witness':
      return [t('witness.title'), t('witness.lead')];
    case 'others': {
      const of = view?.threshold ?? 0;
      if (view?.texts === true) return [t('tally.waitTexts', { n: Math.min(view.textDecryptions, of), t: of }), t('tally.waitTextsLead')];
      return [t('tally.waitOthers', { n: Math.min(view?.decryptions ?? 0, of), t: of }), t('tally.waitOthersLead')];
    }
    case 'sending':
      return view?.closed === true ? [t('tally.title'), t('tally.decrypting')] : [t('wait.title'), t('wait.lead')];
    default:
      return [t('wait.title'), `${t('wait.others')}${words.lang === 'zh' ? '' : ' '}${t('wait.lead')}`];
  }
}

export function ComplaintScreen({ flow }: { flow: TrusteeFlow }) {
  return (
    <div class="card">
      <Heading>{t('complain.title')}</Heading>
      <p class="note bad" role="alert">
        {t('complain.lead')}
      </p>
      <button type="button" class="main" onClick={() => void flow.complain()}>
        {t('complain.send')}
      </button>
    </div>
  );
}

const endings: Readonly<Record<At<'finished'>['how'], readonly [TrusteeKey, TrusteeKey]>> = {
  result: ['tally.finished', 'tally.finishedLead'],
  'not-needed': ['tally.finished', 'tally.notNeeded'],
  cancelled: ['cancelled.title', 'cancelled.lead'],
  aborted: ['aborted.title', 'aborted.lead'],
  complained: ['aborted.title', 'complain.sent'],
};

export function FinishedScreen({ state }: { state: At<'finished'> }) {
  const [title, lead] = endings[state.how];
  return (
    <div class="card" id="finished" data-how={state.how}>
      <Heading>{t(title)}</Heading>
      <p>{t(lead)}</p>
    </div>
  );
}

/** A check's number (`V.. at entry N`) in a failure's detail means that the record did not verify. */
export function ProblemScreen({ state }: { state: At<'problem'> }) {
  const own = `problem.${state.code}`;
  const check = /\bV\d\d at entry \d+/.exec(state.detail)?.[0] ?? null;
  const key: TrusteeKey = words.has(own) ? own : check === null ? 'problem.refused' : 'problem.record-invalid';
  return (
    <div class="card" id="problem" data-code={state.code}>
      <Heading>{t('problem.title')}</Heading>
      <p class="note bad" role="alert">
        {t(key)}
      </p>
      <p class="quiet small">
        {t('errorCode', { code: state.code })}
        {check !== null && ` · ${t('problem.check', { check })}`}
      </p>
    </div>
  );
}
