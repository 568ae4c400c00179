import { useEffect } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import { Heading } from '../ui/heading.tsx';
import { markOf } from './marks.ts';
import type { VotingFlow } from './voting-flow.ts';
import type { ReviewState } from './voting-state.ts';

/** The full list, the check code in small print, and one button. */
export function ReviewScreen({ flow, state }: { flow: VotingFlow; state: ReviewState }) {
  const ready = state.short !== null;
  // The receipt will need it, and the network may be gone by then.
  useEffect(() => void import('uqr').catch(() => undefined), []);
  return (
    <>
      <Heading>{t('review.title')}</Heading>
      {state.revoting && <p class="note warn">{t('ballot.revoting')}</p>}
      <ul class="review-list">
        {state.contests.map((contest) => {
          const mark = markOf(state.marks, contest);
          return (
            <li key={contest.id}>
              <h2>{contest.title}</h2>
              <button
                type="button"
                aria-label={t('review.changeLabel', { title: contest.title })}
                onClick={() => void flow.back(contest.id)}
              >
                {t('review.change')}
              </button>
              <div>
                {mark.options.map((place) => (
                  <p key={place}>
                    <span class="who">{contest.options[place]!.name}</span> <span class="quiet">{contest.options[place]!.detail}</span>
                  </p>
                ))}
                {mark.abstain && <p class="who">{t('review.abstain')}</p>}
                {mark.options.length === 0 && !mark.abstain && (
                  <p class="blank">{t(contest.abstain ? 'review.blank' : 'review.blankNone')}</p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
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
      {state.unpinned !== null && <p class="note small">{t('review.unpinned', { fingerprint: state.unpinned })}</p>}
      <div class="actions">
        <button type="button" class="main" aria-disabled={!ready} onClick={() => void flow.cast()}>
          {t('review.cast')}
        </button>
      </div>
    </>
  );
}
