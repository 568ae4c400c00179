import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { meetingApi } from '../server/meeting-api.ts';
import { t, words } from '../text/voting-words.ts';
import { useLang, wantedLang } from '../text/words.ts';
import { Heading } from '../ui/heading.tsx';
import { LanguageButton } from '../ui/language-button.tsx';
import { adoptStyles } from '../ui/styles.ts';
import { type CheckState, checkLink } from './check-flow.ts';
import css from './page.css?inline';
import cssUrl from './page.css?url';
import { countedSentence } from './receipt-screen.tsx';
import { workerMaker } from './worker-maker.ts';

// A receipt holds no choices and no secret, but it does name a card: it leaves the address bar like a card's code.
const fragment = location.hash;
history.replaceState(null, '', location.pathname + location.search);
adoptStyles(css, cssUrl);
const meeting = /^\/check\/([^/]+)/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get('meeting') ?? '';

function CheckPage() {
  useLang(words);
  const [state, set] = useState<CheckState>({ at: 'working' });
  const run = (): void => {
    set({ at: 'working' });
    void checkLink(meeting, fragment, meetingApi(meeting), workerMaker()).then(set);
  };
  useEffect(run, []);
  return (
    <div class="page">
      <header class="topbar">
        <LanguageButton words={words} />
      </header>
      <main>
        <div class="card" id="check" data-at={state.at}>
          <Outcome state={state} />
          {state.at === 'unreachable' && (
            <button type="button" class="main" onClick={run}>
              {t('retry')}
            </button>
          )}
        </div>
      </main>
    </div>
  );
}

function Outcome({ state }: { state: CheckState }) {
  switch (state.at) {
    case 'working':
      return (
        <>
          <Heading>{t('check.title')}</Heading>
          <p class="working" role="status">
            {t('check.working')}
          </p>
        </>
      );
    case 'none':
      return (
        <>
          <Heading>{t('check.title')}</Heading>
          <p>{t('check.none')}</p>
        </>
      );
    case 'unreachable':
      return (
        <>
          <Heading>{t('refused.unreachable')}</Heading>
          <p class="note warn">{t('refused.unreachable.next')}</p>
        </>
      );
    case 'ok':
      return (
        <>
          <Heading>
            <span class="done-mark" aria-hidden="true">
              ✓{' '}
            </span>
            {t('check.ok')}
          </Heading>
          <p>{t('check.okLead')}</p>
          <p class="code big-code" id="check-code">
            {state.short}
          </p>
          <p>{t('received.included', { size: state.size })}</p>
          <p class={state.counted === 'not-counted' ? 'note bad' : ''}>{countedSentence(state.counted)}</p>
          <p class="note small">{t('check.organizer', { fingerprint: state.organizer })}</p>
        </>
      );
    case 'replaced':
      return (
        <>
          <Heading>{t('check.bad')}</Heading>
          <p class="code big-code">{state.short}</p>
          <p class="note warn" role="alert">
            {t('check.replaced')}
          </p>
        </>
      );
    case 'bad':
      return (
        <>
          <Heading>{t('check.bad')}</Heading>
          <p class="note bad" role="alert">
            {t('check.badLead')}
          </p>
          <p class="quiet small">{t('errorCode', { code: state.code })}</p>
        </>
      );
  }
}

if (wantedLang() === 'en') void words.setLang('en');
const title = (): void => {
  document.title = t('check.title');
};
title();
words.subscribe(title);
const root = document.getElementById('app');
if (root !== null) render(<CheckPage />, root);
