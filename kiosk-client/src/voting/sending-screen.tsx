import { t } from '../text/voting-words.ts';
import { useSecondsLeft } from '../ui/countdown.tsx';
import { Heading } from '../ui/heading.tsx';
import type { VotingState } from './voting-state.ts';

type Sending = Extract<VotingState, { at: 'sending' }>;

const titles = {
  lost: 'sending.lostTitle',
  busy: 'sending.busyTitle',
  paused: 'sending.pausedTitle',
  closing: 'sending.closingTitle',
} as const;
const leads = { lost: 'sending.lost', busy: 'sending.busy', paused: 'sending.paused', closing: 'sending.closing' } as const;

/** Quiet while all goes well; says what is known while it does not. Never a word of success. */
export function SendingScreen({ state }: { state: Sending }) {
  const { step } = state;
  const plain = step === 'signing' || step === 'sending' || step === 'confirming';
  return (
    <div class="card" aria-live="polite">
      <Heading>{plain ? t('sending.title') : t(titles[step])}</Heading>
      {plain ? (
        <p class="working">{t(step === 'signing' ? 'sending.signing' : step === 'sending' ? 'sending.sending' : 'sending.confirming')}</p>
      ) : (
        <p class={step === 'lost' ? 'note warn' : 'note'}>{t(leads[step])}</p>
      )}
      {state.queue !== null && <p>{t('sending.queue', { n: state.queue })}</p>}
      {state.next !== null && <NextAttempt key={state.next.attempt} attempt={state.next.attempt} seconds={state.next.seconds} />}
      <p class="quiet small">
        {t('review.code', { code: '' })}
        <span class="code">{state.short}</span>
      </p>
    </div>
  );
}

function NextAttempt({ attempt, seconds }: { attempt: number; seconds: number }) {
  const left = useSecondsLeft(Date.now() + seconds * 1000);
  return (
    <p class="quiet working" aria-live="off">
      {t('sending.attempt', { n: attempt, s: left })}
    </p>
  );
}
