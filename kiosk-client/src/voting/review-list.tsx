import { t } from '../text/voting-words.ts';
import type { Contest } from './ballot-form.ts';
import { judgedTitle } from './judged-title.ts';
import { type Mark, type Marks, markOf } from './marks.ts';
import { type ReadPerson, type ReadSection, readSections } from './sections.ts';

/** What one judgement says: a grade, an answer, or in neutral words that it is blank. */
function answerOf(mark: Mark, contest: Contest): { text: string; blank: boolean } {
  const place = mark.options[0];
  if (place !== undefined) return { text: contest.options[place]!.name, blank: false };
  if (mark.abstain) return { text: t('review.abstain'), blank: false };
  return { text: t(contest.kind === 'grade' ? 'review.blankGrade' : 'review.blank'), blank: true };
}

/** Everything marked, by section, or `only` these contests. `change` leads back to a contest; without it the list is only read. */
export function ReviewList({
  contests,
  only,
  marks,
  change,
}: {
  contests: readonly Contest[];
  only?: readonly Contest[];
  marks: Marks;
  change?: (contest: string) => void;
}) {
  return (
    <ul class="review-list">
      {readSections(contests, only).map((section) =>
        section.kind === 'choice' ? (
          <li key={section.contest.id}>
            <h2>{section.contest.title}</h2>
            {change !== undefined && <Change title={section.contest.title} go={() => change(section.contest.id)} />}
            <Chosen contest={section.contest} mark={markOf(marks, section.contest)} />
          </li>
        ) : (
          <Judged key={section.people[0]!.contests[0]!.id} section={section} marks={marks} change={change} />
        ),
      )}
    </ul>
  );
}

function Change({ title, go }: { title: string; go: () => void }) {
  return (
    <button type="button" aria-label={t('review.changeLabel', { title })} onClick={go}>
      {t('review.change')}
    </button>
  );
}

function Chosen({ contest, mark }: { contest: Contest; mark: Mark }) {
  return (
    <div>
      {mark.options.map((place) => (
        <p key={place}>
          <span class="who">{contest.options[place]!.name}</span> <span class="quiet">{contest.options[place]!.detail}</span>
        </p>
      ))}
      {mark.writeIns.map((person) => (
        <p key={person.text}>
          <span class="who">{person.name}</span>{' '}
          <span class="quiet">{person.detail === '' ? t('writeIn.typed') : `${t('writeIn.listed')} · ${person.detail}`}</span>
        </p>
      ))}
      {mark.abstain && <p class="who">{t('review.abstain')}</p>}
      {mark.options.length + mark.writeIns.length === 0 && !mark.abstain && (
        <p class="blank">{t(contest.abstain ? 'review.blank' : 'review.blankNone')}</p>
      )}
    </div>
  );
}

interface JudgedProps {
  readonly section: Exclude<ReadSection, { kind: 'choice' }>;
  readonly marks: Marks;
  readonly change: ((contest: string) => void) | undefined;
}

function Judged({ section, marks, change }: JudgedProps) {
  return (
    <li class="judged">
      <h2>{judgedTitle(section)}</h2>
      <ul>
        {section.people.map((person) => (
          <li key={person.subject}>
            <PersonLine person={person} marks={marks} />
            {change !== undefined && <Change title={`${person.name} ${person.unit}`.trim()} go={() => change(person.contests[0]!.id)} />}
          </li>
        ))}
      </ul>
    </li>
  );
}

function PersonLine({ person, marks }: { person: ReadPerson; marks: Marks }) {
  return (
    <p>
      <span class="who">{person.name}</span>
      {person.unit !== '' && <span class="quiet"> {person.unit}</span>}
      {person.contests.map((contest) => {
        const { text, blank } = answerOf(markOf(marks, contest), contest);
        const named = person.byDimension ? `${contest.dimension ?? t('grade.overall')} ${text}` : text;
        return (
          <span key={contest.id} class={blank ? 'said blank' : 'said'}>
            {named}
          </span>
        );
      })}
    </p>
  );
}
