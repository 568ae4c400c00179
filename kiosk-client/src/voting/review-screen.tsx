import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import { Heading } from '../ui/heading.tsx';
import { Late, loadLate } from './late.tsx';
import { ReviewList } from './review-list.tsx';
import type { VotingFlow } from './voting-flow.ts';
import type { ReviewState } from './voting-state.ts';

/** The full list, the check code in small print, and one button. */
export function ReviewScreen({ flow, state }: { flow: VotingFlow; state: ReviewState }) {
  const ready = state.short !== null;
  // The receipt will need it, and the network may be gone by then.
  useEffect(() => void import('uqr').catch(() => undefined), []);
  const first = state.missing[0];
  return (
    <>
      <Heading>{t('review.title')}</Heading>
      {state.revoting && <p class="note warn">{t('ballot.revoting')}</p>}
      {first !== undefined && <Missing flow={flow} state={state} />}
      <ReviewList contests={state.contests} marks={state.marks} change={(contest) => void flow.back(contest)} />
      {first === undefined && (
        <p class="quiet small" aria-live="polite">
          {ready ? (
            <>
              {t('review.code', { code: '' })}
              <span class="code" id="check-code">
                {state.short}
              </span>
            </>
          ) : (
            t('review.codeWait')
          )}
        </p>
      )}
      {state.unpinned !== null && <p class="note small">{t('review.unpinned', { fingerprint: state.unpinned })}</p>}
      <div class="actions">
        {first === undefined ? (
          <button type="button" class="main" aria-disabled={!ready} onClick={() => void flow.cast()}>
            {t('review.cast')}
          </button>
        ) : (
          <button type="button" class="main" onClick={() => void flow.back(first.id)}>
            {t('review.goOn')}
          </button>
        )}
      </div>
      {first === undefined && <AuditOffer flow={flow} ready={ready} />}
    </>
  );
}

/** Everybody who has no grade yet, by name. */
function Missing({ flow, state }: { flow: VotingFlow; state: ReviewState }) {
  const people = state.missing.filter((contest, at) => state.missing.findIndex(({ subject }) => subject === contest.subject) === at);
  return (
    <div class="note warn" role="alert" id="missing">
      <p>
        <strong>{t('review.missing', { n: people.length })}</strong>
      </p>
      <div class="row names">
        {people.map((contest) => (
          <button key={contest.id} type="button" class="plain" onClick={() => void flow.back(contest.id)}>
            {contest.title}
            {people.filter(({ title }) => title === contest.title).length > 1 && `（${contest.position}）`}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The quiet second way: what it does is said before anything is made public. */
function AuditOffer({ flow, ready }: { flow: VotingFlow; ready: boolean }) {
  const [asked, ask] = useState(false);
  if (!asked) {
    return (
      <div class="audit-offer">
        <button
          type="button"
          class="plain"
          aria-disabled={!ready}
          onClick={() => {
            if (!ready) return;
            void loadLate();
            ask(true);
          }}
        >
          {t('audit.offer')}
        </button>
        <p class="quiet small">{t('audit.why')}</p>
      </div>
    );
  }
  return <Late draw={(parts) => <parts.AuditAsk flow={flow} close={() => ask(false)} />} />;
}
