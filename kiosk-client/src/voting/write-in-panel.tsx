import { useEffect, useRef, useState } from 'preact/hooks';
import { late, useLateWords } from '../text/late-words.ts';
import type { Contest } from './ballot-form.ts';
import { useNameSearch } from './name-search.ts';
import type { VotingFlow } from './voting-flow.ts';
import { judgeTyped, tidied, type WriteInProblem } from './write-in.ts';
import type { WriteInProps } from './write-in-fields.tsx';

/** People of the directory shown at once. */
const shownAtMost = 6;

/** Search in the directory first; what it does not have can be written, after it has been judged. */
export function WriteInPanel({ flow, contest, mark, directory, jump, close }: WriteInProps & { readonly close: () => void }) {
  useLateWords();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<WriteInProblem | null>(null);
  const people = directory.kind === 'ready' ? directory.people : [];
  const found = useNameSearch(people, typed);
  const judged = judgeTyped(typed, contest, mark, people);
  const hits = typed.trim() === '' ? [] : found.slice(0, shownAtMost);
  const id = `write-in-name-${contest.id}`;
  const problem = refused ?? (judged !== null && !judged.ok ? judged.problem : null);
  // While letters are typed to search by initials, only what can never be written in is told.
  const told = problem !== null && (problem.kind !== 'in-directory' || hits.length > 0) ? problem : null;
  // The button that leads on stays at the foot of the screen: what is found or refused must not come to lie under it.
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: 'start' }), [hits.length, told?.kind, judged?.ok]);
  const write = (who: Parameters<VotingFlow['writeIn']>[1]): void => {
    const against = flow.writeIn(contest.id, who);
    if (against === null) close();
    else setRefused(against);
  };
  return (
    <div class="write-in-panel" ref={panel}>
      <label for={id}>{late(people.length > 0 ? 'writeIn.search' : 'writeIn.name')}</label>
      <input
        id={id}
        type="text"
        value={typed}
        autoComplete="off"
        autoCorrect="off"
        spellcheck={false}
        aria-describedby={`${id}-rule`}
        ref={(input) => {
          if (input !== null && document.activeElement !== input && typed === '') input.focus();
        }}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setRefused(null);
        }}
      />
      <p class="quiet small" id={`${id}-rule`}>
        {directory.kind === 'loading' ? late('writeIn.loading') : directory.kind === 'failed' ? late('writeIn.noList') : ''}
        {late('writeIn.rule')}
      </p>
      <div role="alert">{told !== null && <Problem problem={told} contest={contest} jump={jump} />}</div>
      <div role="status" class="hits">
        {hits.map((place) => {
          const person = people[place]!;
          return (
            <button key={person.id} type="button" class="hit" onClick={() => write(person)}>
              <span class="who">{person.name}</span> <span class="detail">{person.detail}</span>
            </button>
          );
        })}
        {found.length > hits.length && hits.length > 0 && (
          <p class="quiet small">{late('writeIn.more', { n: found.length - hits.length })}</p>
        )}
        {people.length > 0 && hits.length === 0 && typed.trim() !== '' && told?.kind !== 'on-ballot' && (
          <p class="quiet small">{late('writeIn.notListed')}</p>
        )}
      </div>
      <div class="row">
        {judged?.ok && (
          <button type="button" onClick={() => write(typed)}>
            {late('writeIn.write', { name: tidied(typed) })}
          </button>
        )}
        <button type="button" class="plain" onClick={close}>
          {late('writeIn.cancel')}
        </button>
      </div>
    </div>
  );
}

function Problem({ problem, contest, jump }: { problem: WriteInProblem; contest: Contest; jump: (place: number) => void }) {
  switch (problem.kind) {
    case 'characters':
      return <p class="hint">{late('writeIn.characters', { which: problem.which })}</p>;
    case 'too-long':
      return <p class="hint">{late('writeIn.tooLong')}</p>;
    case 'twice':
      return <p class="hint">{late('writeIn.twice')}</p>;
    case 'in-directory':
      return <p class="hint">{late('writeIn.inDirectory')}</p>;
    case 'on-ballot':
      return (
        <div class="row">
          <p class="hint">{late('writeIn.onBallot', { name: contest.options[problem.place]!.name })}</p>
          <button type="button" onClick={() => jump(problem.place)}>
            {late('writeIn.jump')}
          </button>
        </div>
      );
  }
}
