import { useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import type { Contest } from './ballot-form.ts';
import { contestElementId } from './ballot-screen.tsx';
import { type Hint, type Marks, marked, markOf } from './marks.ts';
import { useNameSearch } from './name-search.ts';
import { OptionRow } from './option-row.tsx';
import type { VotingFlow } from './voting-flow.ts';
import type { Directory } from './voting-state.ts';
import { WriteInFields } from './write-in-fields.tsx';

/** Rosters from this length on get a search field. */
const searchFrom = 10;

export function counter(marks: Marks, contest: Contest): { label: string; full: boolean } {
  const mark = markOf(marks, contest);
  if (mark.abstain) return { label: t('ballot.counterAbstain'), full: true };
  return { label: t('ballot.counter', { n: marked(mark), max: contest.max }), full: marked(mark) === contest.max };
}

function rule({ min, max, abstain }: Contest): string {
  const least = abstain && min === 1 ? 0 : min;
  if (max === 1) return t('ballot.rule.one');
  if (least === max) return t('ballot.rule.exact', { max });
  return least <= 1 ? t('ballot.rule.upTo', { max }) : t('ballot.rule.range', { min: least, max });
}

interface Props {
  readonly flow: VotingFlow;
  readonly contest: Contest;
  readonly marks: Marks;
  readonly hint: Hint | null;
  readonly directory: Directory;
}

/** One position: rule, counter, search, rows, people written in, abstention. */
export function ContestFields({ flow, contest, marks, hint, directory }: Props) {
  const mark = markOf(marks, contest);
  const { label, full } = counter(marks, contest);
  const mine = hint !== null && hint.contest === contest.id ? hint.kind : null;
  const said = mine === 'full' ? t('ballot.full', { max: contest.max }) : mine === 'abstained' ? t('ballot.abstainFirst') : '';
  const [query, setQuery] = useState('');
  const shown = useNameSearch(contest.options, query);
  const name = `options-${contest.id}`;
  const rowId = (place: number): string => `${name}-${contest.options[place]!.id}`;
  const jump = (place: number): void => {
    setQuery('');
    // After the search has been cleared and all rows stand again.
    setTimeout(() => showRow(rowId(place)), 0);
  };
  return (
    <section class="contest" aria-labelledby={`${name}-title`} id={contestElementId(contest.id)} tabIndex={-1}>
      <div class="contest-head">
        <h2 id={`${name}-title`}>{contest.title}</h2>
        <span class="count" aria-live="polite">
          {label}
        </span>
        <p class="quiet">
          {rule(contest)}
          {contest.position !== '' && contest.position !== contest.title ? ` · ${contest.position}` : ''}
        </p>
      </div>
      {contest.options.length >= searchFrom && (
        <div class="field">
          <label for={`${name}-search`} class="hidden-visually">
            {t('ballot.search')}
          </label>
          <input
            id={`${name}-search`}
            type="search"
            placeholder={t('ballot.search')}
            autoComplete="off"
            spellcheck={false}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </div>
      )}
      <p class="hint" role="alert">
        {said}
      </p>
      <ul class="options" aria-label={t('ballot.optionsLabel', { title: contest.title })}>
        {shown.map((place) => (
          <li key={contest.options[place]!.id}>
            <OptionRow
              id={rowId(place)}
              option={contest.options[place]!}
              chosen={mark.options.includes(place)}
              blocked={(full || mark.abstain) && !mark.options.includes(place)}
              toggle={() => flow.toggle(contest.id, place)}
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <div class="row">
          <p role="status">{t('ballot.searchNone', { query })}</p>
          <button type="button" onClick={() => setQuery('')}>
            {t('ballot.searchClear')}
          </button>
        </div>
      )}
      {contest.slots > 0 && <WriteInFields flow={flow} contest={contest} mark={mark} directory={directory} jump={jump} />}
      {contest.abstain && (
        <OptionRow
          option={{ id: 'abstain', name: t('ballot.abstain'), detail: t('ballot.abstainDetail') }}
          chosen={mark.abstain}
          blocked={false}
          toggle={() => flow.abstain(contest.id)}
        />
      )}
    </section>
  );
}

function showRow(id: string): void {
  const row = document.getElementById(id);
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector('input')?.focus({ preventScroll: true });
}
