import { late as audit, lateWords, useLateWords } from '../text/late-words.ts';
import { t, words } from '../text/voting-words.ts';
import { Heading } from '../ui/heading.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { ReviewList } from './review-list.tsx';
import type { VotingFlow } from './voting-flow.ts';
import type { VotingState } from './voting-state.ts';

export type AuditScreenState = Extract<VotingState, { at: 'auditing' | 'audited' }>;

/** The screens from the decision to audit until the attendee goes on. They speak the page's language. */
export function AuditScreens({ flow, state }: { flow: VotingFlow; state: AuditScreenState }) {
  useLateWords();
  return state.at === 'auditing' ? <Auditing flow={flow} state={state} /> : <Audited flow={flow} state={state} />;
}

/** What an audit means, before anything is made public. */
export function AuditAsk({ flow, close }: { flow: VotingFlow; close: () => void }) {
  useLateWords();
  return (
    <section class="note warn audit-offer" aria-labelledby="audit-ask">
      <h2 id="audit-ask" tabIndex={-1} ref={showAsk}>
        {audit('ask.title')}
      </h2>
      <p>{audit('ask.public')}</p>
      <p>{audit('ask.noteCode')}</p>
      <div class="row">
        <button type="button" onClick={() => void flow.audit()}>
          {audit('ask.publish')}
        </button>
        <button type="button" class="plain" onClick={close}>
          {audit('ask.notNow')}
        </button>
      </div>
    </section>
  );
}

/** A stable function, so that only the section's appearing takes the focus. */
function showAsk(heading: HTMLElement | null): void {
  heading?.focus();
  heading?.parentElement?.scrollIntoView({ block: 'end' });
}

const steps = {
  signing: 'doing',
  sending: 'doing',
  confirming: 'confirming',
  lost: 'lost',
  busy: 'busy',
  paused: 'paused',
} as const;

function Auditing({ flow, state }: { flow: VotingFlow; state: Extract<AuditScreenState, { at: 'auditing' }> }) {
  const step = steps[state.step];
  const waits = step === 'lost' || step === 'busy' || step === 'paused';
  return (
    <div class="card" id="auditing" aria-live="polite">
      <Heading>{audit('working.title')}</Heading>
      <p class={waits ? 'note warn' : 'working'}>{audit(`working.${step}`)}</p>
      <p class="quiet small">
        {t('review.code', { code: '' })}
        <span class="code">{state.short}</span>
      </p>
      {waits && (
        <button type="button" onClick={() => flow.afterAudit(true)}>
          {audit('working.leave')}
        </button>
      )}
    </div>
  );
}

function Audited({ flow, state }: { flow: VotingFlow; state: Extract<AuditScreenState, { at: 'audited' }> }) {
  const { outcome } = state;
  return (
    <div class="card receipt audited" id="audited">
      <div>
        {outcome.kind === 'published' ? (
          <>
            <Heading>{audit('done.title')}</Heading>
            <p>
              <strong>{audit('done.notCast')}</strong> {audit('done.check')}
            </p>
            <div>
              <p class="quiet">{t('received.code')}</p>
              <p class="code big-code" id="check-code">
                {state.short}
              </p>
            </div>
          </>
        ) : (
          <Refused outcome={outcome} />
        )}
        <section aria-labelledby="audit-held">
          <h2 id="audit-held">{audit('done.held')}</h2>
          <ReviewList contests={state.contests} marks={state.marks} />
        </section>
      </div>
      <div>
        {outcome.kind === 'published' && (
          <>
            <QrCode text={outcome.link} label={audit('done.qr')} />
            <p class="quiet">{audit('done.qrHint')}</p>
            <p class="quiet small">{audit('done.included', { size: outcome.size })}</p>
            {state.count > 1 && <p class="quiet">{audit('done.count', { n: state.count })}</p>}
          </>
        )}
        <p>{audit('done.next')}</p>
        <button type="button" class="main" onClick={() => flow.afterAudit(false)}>
          {audit('done.clear')}
        </button>
        <button type="button" onClick={() => flow.afterAudit(true)}>
          {audit('done.keep')}
        </button>
      </div>
    </div>
  );
}

function Refused({ outcome }: { outcome: Extract<Extract<AuditScreenState, { at: 'audited' }>['outcome'], { kind: 'refused' }> }) {
  const known = `refused.${outcome.code}`;
  const sentence = lateWords.has(known) ? audit(known) : (outcome.server?.[words.lang] ?? '');
  return (
    <>
      <Heading>{audit('refused.title')}</Heading>
      <p class="note bad" role="alert">
        {sentence === '' ? audit('refused.other') : sentence}
      </p>
      <p class="quiet small">{t('errorCode', { code: outcome.code })}</p>
    </>
  );
}
