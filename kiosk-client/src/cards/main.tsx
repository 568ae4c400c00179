import { sha256 } from '@noble/hashes/sha2.js';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { toBase64Url } from '../protocol/base64url.ts';
import { CARDS_FILE_LIMIT, type CardPlan, cardList, type MadeCard, makeCards, readCardPlan } from '../protocol/cards-file.ts';
import { systemRandom } from '../protocol/random.ts';
import { attempt } from '../protocol/refusal.ts';
import { sm3 } from '../protocol/sm3.ts';
import { t, words } from '../text/cards-words.ts';
import { useLang } from '../text/words.ts';
import { Heading } from '../ui/heading.tsx';
import { LanguageButton } from '../ui/language-button.tsx';
import { MarksBanner } from '../ui/marks-banner.tsx';
import { saveFile } from '../ui/save-file.ts';
import { CardSheet, CountTable } from './card-sheet.tsx';
import css from './cards.css?inline';

type State =
  | { at: 'choose'; refused: string | null }
  | { at: 'plan'; plan: CardPlan }
  | { at: 'making'; plan: CardPlan; done: number }
  | { at: 'made'; plan: CardPlan; cards: readonly MadeCard[]; list: Uint8Array }
  | { at: 'wiped' };

const hex = (value: Uint8Array): string => [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const total = (plan: CardPlan): number => plan.classes.reduce((sum, item) => sum + item.cards, 0);

/** Makes the cards a few at a time, so that the page stays alive; nothing leaves it but what the issuer prints and saves. */
async function makeAll(plan: CardPlan, onDone: (done: number) => void): Promise<MadeCard[]> {
  const cards: MadeCard[] = [];
  for (const planned of plan.classes) {
    for (const card of makeCards(plan, planned, systemRandom)) {
      cards.push(card);
      if (cards.length % 10 !== 0) continue;
      onDone(cards.length);
      await new Promise((resume) => setTimeout(resume));
    }
  }
  return cards;
}

function Page() {
  useLang(words);
  const [state, set] = useState<State>({ at: 'choose', refused: null });
  useEffect(() => {
    if (state.at !== 'made') return;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [state.at]);
  const choose = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const data = file.size > CARDS_FILE_LIMIT ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
    // The same file, mended meanwhile, can be chosen again.
    input.value = '';
    const plan = attempt(() => readCardPlan(data));
    set(plan.ok ? { at: 'plan', plan: plan.value } : { at: 'choose', refused: plan.code });
  };
  const make = async (plan: CardPlan): Promise<void> => {
    set({ at: 'making', plan, done: 0 });
    const cards = await makeAll(plan, (done) => set({ at: 'making', plan, done }));
    set({ at: 'made', plan, cards, list: cardList(plan, cards) });
  };
  return (
    <>
      <div class="page screen-only">
        <header class="topbar">
          <LanguageButton words={words} keep={false} />
        </header>
        {'plan' in state && <MarksBanner marks={state.plan.meeting.manifest.marks} t={t} />}
        <main>
          <div class="card" data-at={state.at} id="cards">
            {state.at === 'choose' && <Choose refused={state.refused} onFile={(file) => void choose(file)} />}
            {state.at === 'plan' && <Plan plan={state.plan} onMake={() => void make(state.plan)} />}
            {state.at === 'making' && (
              <p class="working" role="status">
                {t('cards.making', { n: state.done, total: total(state.plan) })}
              </p>
            )}
            {state.at === 'made' && <Made state={state} onWipe={() => set({ at: 'wiped' })} />}
            {state.at === 'wiped' && <Heading>{t('cards.wiped')}</Heading>}
          </div>
        </main>
      </div>
      {state.at === 'made' && <CardSheet plan={state.plan} cards={state.cards} />}
    </>
  );
}

function Choose({ refused, onFile }: { refused: string | null; onFile: (input: HTMLInputElement) => void }) {
  return (
    <>
      <Heading focus={false}>{t('cards.title')}</Heading>
      <p>{t('cards.lead')}</p>
      <p class="note warn">{t('cards.integrity')}</p>
      {/* The browser's own field speaks the browser's language, whatever this page speaks. */}
      <label class="button main file-button">
        {t('cards.choosePlan')}
        <input id="plan" type="file" accept="application/json,.json" onChange={(event) => onFile(event.currentTarget)} />
      </label>
      {refused !== null && (
        <p class="note bad" role="alert">
          {t('cards.refused')} <span class="small">{t('errorCode', { code: refused })}</span>
        </p>
      )}
    </>
  );
}

function Plan({ plan, onMake }: { plan: CardPlan; onMake: () => void }) {
  const lang = useLang(words);
  const [compared, set] = useState(false);
  const { manifest } = plan.meeting;
  return (
    <>
      <Heading>{t('cards.title')}</Heading>
      <dl class="facts">
        <dt>{t('cards.planOf')}</dt>
        <dd>
          {manifest.title}（{manifest.meeting}，{manifest.suite}）
        </dd>
        <dt>{t('cards.organizer')}</dt>
        <dd>{manifest.organizer.name}</dd>
        <dt>{t('cards.fingerprint')}</dt>
        <dd class="code" id="fingerprint">
          {toBase64Url(plan.fingerprint)}
        </dd>
      </dl>
      <p class="note warn">{t('cards.compare')}</p>
      <h2>{t('cards.classes')}</h2>
      <CountTable classes={plan.classes} english={lang === 'en'} />
      <label class="check">
        <input id="compared" type="checkbox" checked={compared} onChange={(event) => set(event.currentTarget.checked)} />{' '}
        {t('cards.compared')}
      </label>
      <button id="make" type="button" class="main" disabled={!compared} onClick={onMake}>
        {t('cards.make')}
      </button>
    </>
  );
}

function Made({ state, onWipe }: { state: Extract<State, { at: 'made' }>; onWipe: () => void }) {
  const { plan, cards, list } = state;
  return (
    <>
      <Heading>{t('cards.made', { total: cards.length })}</Heading>
      <p class="note warn">{t('cards.leave')}</p>
      <p>{t('cards.printStep')}</p>
      <button id="print" type="button" class="main" onClick={() => print()}>
        {t('cards.print')}
      </button>
      <p>{t('cards.saveStep')}</p>
      <button id="save" type="button" class="main" onClick={() => saveFile(`cards-${plan.meeting.manifest.meeting}.json`, list)}>
        {t('cards.save')}
      </button>
      <p class="small">{t('cards.listSums')}</p>
      <p class="code small sums">
        SM3 {hex(sm3(list))}
        <br />
        SHA-256 {hex(sha256(list))}
      </p>
      <p>{t('cards.wipeStep')}</p>
      <button id="wipe" type="button" class="plain" onClick={onWipe}>
        {t('cards.wipe')}
      </button>
    </>
  );
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [sheet];
const title = (): void => {
  document.title = t('cards.title');
};
title();
words.subscribe(title);
render(<Page />, document.getElementById('app')!);
