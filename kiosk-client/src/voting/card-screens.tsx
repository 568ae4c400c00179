import { t, type VotingKey, words } from '../text/voting-words.ts';
import { Heading } from '../ui/heading.tsx';
import { Announcements } from './announcements.tsx';
import { save } from './receipt-screen.tsx';
import type { VotingFlow } from './voting-flow.ts';
import type { VotingState } from './voting-state.ts';

type At<K extends VotingState['at']> = Extract<VotingState, { at: K }>;

/** Opens the ballot by itself; meanwhile the announced texts can be read. */
export function WaitingScreen({ state }: { state: At<'waiting'> }) {
  return (
    <div class="card">
      {state.title !== '' && <p class="quiet">{state.title}</p>}
      <Heading>{t(state.reason === 'paused' ? 'waiting.pausedTitle' : 'waiting.title')}</Heading>
      <p class="working" role="status">
        {t(state.reason === 'paused' ? 'waiting.paused' : 'waiting.preparing')}
      </p>
      {state.announcement !== null && <Announcements announcement={state.announcement} folded={false} />}
    </div>
  );
}

/** A ballot of this card is in the record. No time and no choices. */
export function AlreadyScreen({ flow, state }: { flow: VotingFlow; state: At<'already'> }) {
  return (
    <div class="card">
      <Heading>{t('already.title')}</Heading>
      <p>{t('already.lead')}</p>
      {state.short !== null && (
        <div>
          <p class="quiet">{t('already.code')}</p>
          <p class="code big-code" id="check-code">
            {state.short}
          </p>
        </div>
      )}
      <p class="note warn">{t('already.notYou')}</p>
      <button type="button" disabled={state.checked === 'checking'} onClick={() => void flow.checkReceipt()}>
        {t('already.check')}
      </button>
      {state.checked === 'failed' && <p role="alert">{t('refused.unreachable')}</p>}
      {state.canRevote && (
        <>
          <p>{t('already.revoteHint')}</p>
          <button type="button" class="main" onClick={() => void flow.revote()}>
            {t('already.revote')}
          </button>
        </>
      )}
    </div>
  );
}

/** Refusals after which the card can be scanned again without harm. */
const scanAgain = new Set([
  'card-unknown',
  'card-voided',
  'card-unreadable',
  'other-meeting',
  'wrong-contests',
  'proof-invalid',
  'other',
  'signature-invalid',
  'repeated-value',
  'entry-malformed',
]);

/** Each refusal in its own words, with the next step; a code without words of its own gets the server's sentence. */
export function RefusedScreen({ flow, state }: { flow: VotingFlow; state: At<'refused'> }) {
  const known = `refused.${state.code}`;
  const key: VotingKey = words.has(known) ? known : 'refused.other';
  const next = `${key}.next`;
  const sentence = state.server === null || words.has(known) ? null : state.server[words.lang];
  return (
    <div class="card" id="refused" data-code={state.code}>
      <Heading>{t(key)}</Heading>
      {sentence !== null && <p>{sentence}</p>}
      <div class="note bad" role="alert">
        <p>
          <strong>{t('refused.next')}</strong>
        </p>
        <p>{words.has(next) ? t(next) : t('refused.other.next')}</p>
      </div>
      <p class="quiet small">{t('errorCode', { code: state.code })}</p>
      {state.savable && (
        <button type="button" onClick={() => save(flow, '')}>
          {t('refused.saveProof')}
        </button>
      )}
      {scanAgain.has(state.code) && (
        <button type="button" onClick={() => flow.reset()}>
          {t('refused.scanAgain')}
        </button>
      )}
    </div>
  );
}

export function UnreachableScreen({ flow }: { flow: VotingFlow }) {
  return (
    <div class="card">
      <Heading>{t('refused.unreachable')}</Heading>
      <p class="note warn">{t('refused.unreachable.next')}</p>
      <button type="button" class="main" onClick={() => flow.retry()}>
        {t('retry')}
      </button>
    </div>
  );
}
