import { useState } from 'preact/hooks';
import { toBase64Url } from '../protocol/base64url.ts';
import { cardKey, seedInTyped } from '../protocol/card.ts';
import { suiteByName } from '../protocol/suite.ts';
import { t } from '../text/officer-words.ts';

interface Props {
  readonly meeting: string;
  readonly suite: string;
  /** At most one card. */
  readonly single: boolean;
  readonly label: string;
  /** Public keys, base64url, ascending, or null while a line is no card. */
  readonly onCards: (cards: readonly string[] | null) => void;
}

/**
 * Cards that lie on the table: a scanner types their codes here, one a line. The codes stay in this browser; only public keys leave it.
 */
export function CardScanPanel({ meeting, suite, single, label, onCards }: Props) {
  const [typed, setTyped] = useState('');
  const [bad, setBad] = useState<readonly number[]>([]);
  const [count, setCount] = useState(0);
  const read = (text: string): void => {
    setTyped(text);
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const keys = lines.map((line) => keyOf(suite, meeting, line));
    const wrong = keys.flatMap((key, i) => (key === null ? [i + 1] : []));
    const cards = [...new Set(keys.filter((key) => key !== null))];
    setBad(wrong);
    setCount(cards.length);
    onCards(wrong.length > 0 || (single && cards.length > 1) ? null : cards);
  };
  return (
    <div class="field">
      <label for="cards">{label}</label>
      <textarea
        id="cards"
        rows={single ? 2 : 5}
        spellcheck={false}
        autoComplete="off"
        value={typed}
        aria-describedby="cards-hint"
        onInput={(event) => read(event.currentTarget.value)}
      />
      <p id="cards-hint" class="quiet small">
        {t('cards.hint')}
      </p>
      <p role="status" data-count={count}>
        {t('cards.read', { n: count })}
      </p>
      {bad.length > 0 && (
        <p class="note bad" role="alert">
          {t('cards.bad', { lines: bad.join('、') })}
        </p>
      )}
      {single && count > 1 && (
        <p class="note bad" role="alert">
          {t('cards.one')}
        </p>
      )}
    </div>
  );
}

/** The public key of a card's code, or the key itself when that is what was pasted; null when the line is neither. */
function keyOf(suiteName: string, meeting: string, line: string): string | null {
  if (/^[A-Za-z0-9_-]{87}$/.test(line) && seedInTyped(line) === null) return line;
  const seed = seedInTyped(line);
  if (seed === null) return null;
  const key = toBase64Url(cardKey(suiteByName(suiteName), seed, meeting).pk);
  seed.fill(0);
  return key;
}
