import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import { Heading } from '../ui/heading.tsx';
import { Announcements } from './announcements.tsx';
import { ContestFields, counter } from './contest-fields.tsx';
import { JudgedPeople, progressLabel } from './judged-people.tsx';
import { judgedTitle } from './judged-title.ts';
import { progressOf, type Section, sectionsOf } from './sections.ts';
import type { VotingFlow } from './voting-flow.ts';
import type { BallotState } from './voting-state.ts';

/** The ballot: the first screen after the scan. It depends on the form's own state alone, never on live data. */
export function BallotScreen({ flow, state, title }: { flow: VotingFlow; state: BallotState; title: string }) {
  const { contests, cardReady } = state;
  const sections = useMemo(() => sectionsOf(contests), [contests]);
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
      {(sections.length > 1 || sections[0]?.kind !== 'choice') && <SectionNav state={state} sections={sections} />}
      {sections.map((section) =>
        section.kind === 'choice' ? (
          <ContestFields
            key={section.contest.id}
            flow={flow}
            contest={section.contest}
            marks={state.marks}
            hint={state.hint}
            directory={state.directory}
          />
        ) : (
          <JudgedPeople key={firstOf(section)} flow={flow} section={section} marks={state.marks} />
        ),
      )}
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
  (element?.closest('.person') ?? element)?.scrollIntoView({ block: 'start' });
  element?.focus({ preventScroll: true });
}

/** Id of the contest at which a section begins. */
const firstOf = (section: Section): string => (section.kind === 'choice' ? section.contest.id : section.people[0]!.contests[0]!.id);

/** One button per section; where people are judged it leads to the next one who is still open. */
function SectionNav({ state, sections }: { state: BallotState; sections: readonly Section[] }) {
  const [at, setAt] = useState(sections.length === 0 ? '' : firstOf(sections[0]!));
  const go = (section: Section, contest: string): void => {
    setAt(firstOf(section));
    showContest(contest);
  };
  return (
    <nav class="contest-nav" aria-label={t('ballot.jump')}>
      {sections.map((section) => {
        const current = firstOf(section) === at;
        if (section.kind === 'choice') {
          const { contest } = section;
          const { label, full } = counter(state.marks, contest);
          return (
            <button
              key={contest.id}
              type="button"
              class={full ? 'full' : ''}
              aria-current={current}
              onClick={() => go(section, contest.id)}
            >
              {contest.title}
              <span class="count">{label}</span>
            </button>
          );
        }
        const { next } = progressOf(state.marks, section);
        return (
          <button
            key={firstOf(section)}
            type="button"
            class={next === null ? 'full' : ''}
            aria-current={current}
            onClick={() => go(section, next?.id ?? firstOf(section))}
          >
            {next === null || section.place !== null ? judgedTitle(section) : t(section.kind === 'grade' ? 'grade.next' : 'vote.next')}
            <span class="count">{progressLabel(state.marks, section)}</span>
          </button>
        );
      })}
    </nav>
  );
}
