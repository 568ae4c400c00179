import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import { afterPaint } from '../ui/after-paint.ts';
import type { Contest } from './ballot-form.ts';
import { Late, loadLate } from './late.tsx';
import { type Mark, marked } from './marks.ts';
import type { VotingFlow } from './voting-flow.ts';
import type { Directory } from './voting-state.ts';

export interface WriteInProps {
  readonly flow: VotingFlow;
  readonly contest: Contest;
  readonly mark: Mark;
  readonly directory: Directory;
  /** Brings a row of the ballot into view. */
  readonly jump: (place: number) => void;
}

/** People beside those on the ballot: whoever was written in, and a way to write in another while there is a slot. */
export function WriteInFields({ flow, contest, mark, directory, jump }: WriteInProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => void afterPaint().then(loadLate), []);
  const free = mark.writeIns.length < contest.slots;
  const blocked = mark.abstain || marked(mark) >= contest.max;
  const done = (): void => {
    setOpen(false);
    document.getElementById(`write-in-${contest.id}`)?.focus();
  };
  return (
    <fieldset class="write-ins" id={`write-in-${contest.id}`} tabIndex={-1}>
      <legend class="hidden-visually">{t('writeIn.group', { title: contest.title })}</legend>
      {mark.writeIns.map((person, slot) => (
        <div key={person.text} class="option chosen written">
          <span>
            <span class="who">{person.name}</span>
            <span class="detail">{person.detail === '' ? t('writeIn.typed') : `${t('writeIn.listed')} · ${person.detail}`}</span>
          </span>
          <button
            type="button"
            aria-label={t('writeIn.eraseLabel', { name: person.name })}
            onClick={() => flow.eraseWriteIn(contest.id, slot)}
          >
            {t('writeIn.erase')}
          </button>
        </div>
      ))}
      {free && !open && (
        <button type="button" class="add" aria-disabled={blocked} onClick={() => (blocked ? flow.noRoom(contest.id) : setOpen(true))}>
          {t('writeIn.open')}
        </button>
      )}
      {free && open && (
        <Late
          draw={(parts) => <parts.WriteInPanel flow={flow} contest={contest} mark={mark} directory={directory} jump={jump} close={done} />}
        />
      )}
    </fieldset>
  );
}
