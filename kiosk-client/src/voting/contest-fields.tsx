import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import type { Contest, Option } from './ballot-form.ts';
import { contestElementId } from './ballot-screen.tsx';
import { type Hint, type Marks, markOf } from './marks.ts';
import type { Initials } from './pinyin-initials.ts';
import type { VotingFlow } from './voting-flow.ts';

/** Rosters from this length on get a search field. */
const searchFrom = 10;

export function counter(marks: Marks, contest: Contest): { label: string; full: boolean } {
  const mark = markOf(marks, contest);
  if (mark.abstain) return { label: t('ballot.counterAbstain'), full: true };
  return { label: t('ballot.counter', { n: mark.options.length, max: contest.max }), full: mark.options.length === contest.max };
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
}

/** One position: rule, counter, search, rows, abstention. */
export function ContestFields({ flow, contest, marks, hint }: Props) {
  const mark = markOf(marks, contest);
  const { label, full } = counter(marks, contest);
  const mine = hint !== null && hint.contest === contest.id ? hint.kind : null;
  const said = mine === 'full' ? t('ballot.full', { max: contest.max }) : mine === 'abstained' ? t('ballot.abstainFirst') : '';
  const { query, setQuery, shown } = useSearch(contest.options);
  const name = `options-${contest.id}`;
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
          <OptionRow
            key={contest.options[place]!.id}
            option={contest.options[place]!}
            chosen={mark.options.includes(place)}
            blocked={(full || mark.abstain) && !mark.options.includes(place)}
            toggle={() => flow.toggle(contest.id, place)}
          />
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

function OptionRow({ option, chosen, blocked, toggle }: { option: Option; chosen: boolean; blocked: boolean; toggle: () => void }) {
  const row = (
    <label class={chosen ? 'option chosen' : 'option'}>
      <input
        type="checkbox"
        checked={chosen}
        aria-disabled={blocked}
        onChange={(event) => {
          toggle();
          // A tap that was refused must leave the box as it was; the new state is drawn from the flow.
          event.currentTarget.checked = chosen;
        }}
      />
      <span>
        <span class="who">{option.name}</span>
        {option.detail !== '' && <span class="detail">{option.detail}</span>}
      </span>
    </label>
  );
  return option.id === 'abstain' ? row : <li>{row}</li>;
}

/** Rows that fit the query, by name, detail or pinyin initials (whose table is loaded with the first letter typed). */
function useSearch(options: readonly Option[]): { query: string; setQuery: (query: string) => void; shown: readonly number[] } {
  const [query, setQuery] = useState('');
  const [initials, setInitials] = useState<Initials | null>(null);
  const letters = /[a-z]/i.test(query);
  useEffect(() => {
    if (letters && initials === null) void import('./pinyin-initials.ts').then((loaded) => setInitials(loaded));
  }, [letters, initials]);
  const shown = useMemo(() => {
    const wanted = query.replace(/\s/g, '').toLowerCase();
    const all = options.map((_, place) => place);
    if (wanted === '') return all;
    return all.filter((place) => {
      const { name, detail } = options[place]!;
      return `${name} ${detail}`.replace(/\s/g, '').toLowerCase().includes(wanted) || initials?.matchesInitials(name, wanted) === true;
    });
  }, [options, query, initials]);
  return { query, setQuery, shown };
}
