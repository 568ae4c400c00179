import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import { Heading } from '../ui/heading.tsx';
import { Announcements } from './announcements.tsx';
import type { Contest } from './ballot-form.ts';
import { ContestFields, counter } from './contest-fields.tsx';
import type { VotingFlow } from './voting-flow.ts';
import type { BallotState } from './voting-state.ts';

/** The ballot: the first screen after the scan. It depends on the form's own state alone, never on live data. */
export function BallotScreen({ flow, state, title }: { flow: VotingFlow; state: BallotState; title: string }) {
  const { contests, cardReady } = state;
  const stopped = contests.find(({ id }) => id === state.incomplete);
  const first = useRef(true);
  useEffect(() => {
    if (state.show !== null) showContest(state.show);
  }, [state.show]);
  useEffect(() => {
    first.current = false;
  }, []);
  return (
    <>
      <Heading focus={state.show === null && first.current}>{title}</Heading>
      {state.revoting && <p class="note warn">{t('ballot.revoting')}</p>}
      {state.excluded.length > 0 && <p class="note">{t('ballot.excluded', { titles: state.excluded.join('、') })}</p>}
      {state.announcement !== null && <Announcements announcement={state.announcement} folded />}
      {contests.length > 1 && <ContestNav state={state} />}
      {contests.map((contest) => (
        <ContestFields key={contest.id} flow={flow} contest={contest} marks={state.marks} hint={state.hint} />
      ))}
      <div class="actions">
        <p class="hint" role="alert">
          {stopped === undefined
            ? ''
            : t(stopped.abstain ? 'ballot.tooFew' : 'ballot.tooFewNoAbstain', { title: stopped.title, min: stopped.min })}
        </p>
        <button type="button" class="main" aria-disabled={!cardReady} onClick={() => void flow.review()}>
          {cardReady ? t('ballot.review') : <span class="working">{t('ballot.reviewWait')}</span>}
        </button>
      </div>
    </>
  );
}

export const contestElementId = (id: string): string => `contest-${id}`;

function showContest(id: string): void {
  const element = document.getElementById(contestElementId(id));
  element?.scrollIntoView({ block: 'start' });
  element?.focus({ preventScroll: true });
}

function ContestNav({ state }: { state: BallotState }) {
  const [at, setAt] = useState(state.contests[0]?.id ?? '');
  const go = (contest: Contest): void => {
    setAt(contest.id);
    showContest(contest.id);
  };
  return (
    <nav class="contest-nav" aria-label={t('ballot.jump')}>
      {state.contests.map((contest) => {
        const { label, full } = counter(state.marks, contest);
        return (
          <button key={contest.id} type="button" class={full ? 'full' : ''} aria-current={contest.id === at} onClick={() => go(contest)}>
            {contest.title}
            <span class="count">{label}</span>
          </button>
        );
      })}
    </nav>
  );
}
