import { useMemo } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import type { Contest } from './ballot-form.ts';
import { contestElementId } from './ballot-screen.tsx';
import { judgedTitle } from './judged-title.ts';
import { type Mark, type Marks, markOf } from './marks.ts';
import { isJudged, type JudgedSection, type Person, progressOf } from './sections.ts';
import type { VotingFlow } from './voting-flow.ts';

export function progressLabel(marks: Marks, section: JudgedSection): string {
  const { done, total } = progressOf(marks, section);
  return t(section.kind === 'grade' ? 'grade.progress' : 'vote.progress', { n: done, total });
}

/** People to grade or to vote on: one compact table each, nothing chosen beforehand. */
export function JudgedPeople({ flow, section, marks }: { flow: VotingFlow; section: JudgedSection; marks: Marks }) {
  const id = `${section.kind}-${section.people[0]!.subject}`;
  return (
    <section class="contest" aria-labelledby={id}>
      <div class="contest-head">
        <h2 id={id}>{judgedTitle(section)}</h2>
        <span class="count" aria-live="polite">
          {progressLabel(marks, section)}
        </span>
        <p class="quiet">{t(section.kind === 'grade' ? 'grade.rule' : 'vote.rule')}</p>
      </div>
      <div class="people">
        {section.people.map((person) => (
          <PersonTable key={person.subject} flow={flow} person={person} marks={marks} />
        ))}
      </div>
    </section>
  );
}

/** Drawn anew only when one of the person's own marks has changed: a meeting may grade hundreds of them. */
function PersonTable({ flow, person, marks }: { flow: VotingFlow; person: Person; marks: Marks }) {
  const own = person.contests.map((contest) => markOf(marks, contest));
  const language = t('grade.title');
  return useMemo(() => {
    const done = isJudged(marks, person);
    return (
      <div class={done ? 'person done' : 'person'}>
        <h3>
          <span class="who">{person.name}</span> <span class="detail">{person.position}</span>
          {done && <span class="hidden-visually">{t('judged.done')}</span>}
        </h3>
        {person.contests.map((contest, i) => (
          <AnswerRow key={contest.id} flow={flow} contest={contest} mark={own[i]!} many={person.contests.length > 1} />
        ))}
      </div>
    );
  }, [flow, language, ...own]);
}

function AnswerRow({ flow, contest, mark, many }: { flow: VotingFlow; contest: Contest; mark: Mark; many: boolean }) {
  const dimension = contest.dimension ?? t('grade.overall');
  const label = many ? t('grade.rowLabel', { name: contest.title, dimension }) : contest.title;
  const cell = (answer: number | 'abstain', name: string, detail: string) => {
    const chosen = answer === 'abstain' ? mark.abstain : mark.options.includes(answer);
    return (
      <label key={answer} class={chosen ? 'answer chosen' : 'answer'} title={detail === '' ? undefined : detail}>
        <input type="radio" name={contest.id} checked={chosen} onChange={() => flow.judge(contest.id, answer)} />
        <span>{name}</span>
      </label>
    );
  };
  return (
    <div
      class={many ? `answers many${/\w{4}/.test(dimension) ? ' tall' : ''}` : 'answers'}
      role="radiogroup"
      aria-label={label}
      id={contestElementId(contest.id)}
      tabIndex={-1}
    >
      {many && (
        <span class="dimension" aria-hidden="true">
          {dimension}
        </span>
      )}
      <div class="cells">
        {contest.options.map((option, place) => cell(place, option.name, option.detail))}
        {contest.abstain && cell('abstain', t('ballot.abstain'), '')}
      </div>
    </div>
  );
}
