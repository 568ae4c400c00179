import { useMemo } from 'preact/hooks';
import { t, type VotingKey } from '../text/voting-words.ts';
import { useSecondsLeft } from '../ui/countdown.tsx';
import { Heading } from '../ui/heading.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { saveFile } from '../ui/save-file.ts';
import type { VotingFlow } from './voting-flow.ts';
import type { Counted, VotingState } from './voting-state.ts';

type Received = Extract<VotingState, { at: 'received' }>;

const sentences: Readonly<Record<Counted, VotingKey>> = {
  later: 'received.countedLater',
  checking: 'received.countedChecking',
  counted: 'received.counted',
  'not-counted': 'received.notCounted',
  replaced: 'received.notCountedReplaced',
  failed: 'received.countedFailed',
  cancelled: 'received.cancelled',
};

export const countedSentence = (counted: Counted): string => t(sentences[counted]);

/** Shown only after the server has committed and the receipt was verified. Holds no trace of the choices. */
export function ReceiptScreen({ flow, state, kiosk }: { flow: VotingFlow; state: Received; kiosk: boolean }) {
  const bad = state.counted === 'not-counted' || state.counted === 'replaced';
  return (
    <div class="card receipt" id="received">
      <div>
        <Heading>
          <span class="done-mark" aria-hidden="true">
            ✓{' '}
          </span>
          {t('received.title')}
        </Heading>
        <p>{t('received.lead')}</p>
        <div>
          <p class="quiet">{t('received.code')}</p>
          <p class="code big-code" id="check-code">
            {state.short}
          </p>
        </div>
        <ul class="checks" aria-live="polite">
          <li>
            <span aria-hidden="true">✓</span>
            <span>{t('received.included', { size: state.size })}</span>
          </li>
          <li>
            <span aria-hidden="true">{state.counted === 'counted' ? '✓' : bad ? '!' : '·'}</span>
            <span class={bad ? 'note bad' : ''} role={bad ? 'alert' : undefined}>
              {countedSentence(state.counted)}
            </span>
          </li>
        </ul>
        {kiosk ? (
          <KioskDone flow={flow} />
        ) : (
          <div class="row">
            <button type="button" onClick={() => save(flow, state.short)}>
              {t('received.save')}
            </button>
            {state.counted === 'failed' && (
              <button type="button" onClick={() => void flow.checkCounted()}>
                {t('received.checkAgain')}
              </button>
            )}
          </div>
        )}
      </div>
      <div>
        <QrCode text={state.link} label={t('received.qr')} />
        <p class="quiet">{t('received.qrHint')}</p>
      </div>
    </div>
  );
}

export function save(flow: VotingFlow, short: string): void {
  const file = flow.proofFile();
  if (file !== null) saveFile(`receipt-${short.replace(/\s/g, '').slice(0, 8)}.json`, file);
}

/** A kiosk clears itself 8 seconds after a ballot. */
const resetAfter = 8000;

function KioskDone({ flow }: { flow: VotingFlow }) {
  const at = useMemo(() => Date.now() + resetAfter, []);
  const left = useSecondsLeft(at);
  if (left === 0) flow.reset();
  return (
    <>
      <button type="button" class="main" onClick={() => flow.reset()}>
        {t('received.done')}
      </button>
      <p class="quiet">{t('received.resetIn', { n: left })}</p>
    </>
  );
}
