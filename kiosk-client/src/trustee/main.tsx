import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { trusteeApi } from '../server/trustee-api.ts';
import { t, words } from '../text/trustee-words.ts';
import { useLang, wantedLang } from '../text/words.ts';
import { Heading } from '../ui/heading.tsx';
import { LanguageButton } from '../ui/language-button.tsx';
import { MarksBanner } from '../ui/marks-banner.tsx';
import { WakeablePauses } from '../ui/pauses.ts';
import { adoptStyles } from '../ui/styles.ts';
import { startTrusteeWorker } from '../worker/clients.ts';
import { deviceMemory } from './device-memory.ts';
import { ProgressSteps } from './progress-steps.tsx';
import { BackupScreen, MakeKeyScreen, UnlockScreen, WhyScreen } from './setup-screens.tsx';
import {
  ComplaintScreen,
  ConsentScreen,
  FinishedScreen,
  MixingScreen,
  ProblemScreen,
  VerifyingScreen,
  WorkingScreen,
} from './tally-screens.tsx';
import css from './trustee.css?inline';
import cssUrl from './trustee.css?url';
import { TrusteeFlow } from './trustee-flow.ts';
import type { TrusteeState } from './trustee-state.ts';

const tokenKey = 'rv-trustee-token';

/** The token leaves the address bar at once; the tab keeps it, so that a reload does not need the link again. */
function takeToken(): string {
  const fromLink = location.hash.replace(/^#/, '');
  history.replaceState(null, '', location.pathname + location.search);
  try {
    if (fromLink !== '') sessionStorage.setItem(tokenKey, fromLink);
    return fromLink !== '' ? fromLink : (sessionStorage.getItem(tokenKey) ?? '');
  } catch {
    return fromLink;
  }
}

/** Screens on which progress would say nothing, or something that is not known yet. */
const withoutSteps = new Set<TrusteeState['at']>(['starting', 'why', 'unlock', 'verifying', 'problem', 'no-token']);

function TrusteePage({ flow }: { flow: TrusteeFlow }) {
  const [state, setState] = useState(flow.state);
  const lang = useLang(words);
  useEffect(() => {
    // The flow may have moved on before this effect ran, as it does at once without a token.
    setState(flow.state);
    return flow.subscribe(() => setState(flow.state));
  }, [flow]);
  const screen = useMemo(() => <Screen flow={flow} state={state} />, [flow, state, lang]);
  const steps = flow.info !== null && !withoutSteps.has(state.at);
  return (
    <>
      <MarksBanner marks={flow.info?.marks ?? []} t={t} />
      <div class={steps ? 'page two' : 'page'}>
        <header class="topbar">
          <span class="name">{t('role')}</span>
          <LanguageButton words={words} />
        </header>
        <main>
          {screen}
          {steps && <ProgressSteps state={state} flow={flow} />}
        </main>
      </div>
    </>
  );
}

function Screen({ flow, state }: { flow: TrusteeFlow; state: TrusteeState }) {
  const { info } = flow;
  if (state.at === 'no-token') return <NoToken />;
  if (state.at === 'problem') return <ProblemScreen state={state} />;
  if (info === null || state.at === 'starting') {
    return (
      <p class="working" role="status">
        {t('loading')}
      </p>
    );
  }
  switch (state.at) {
    case 'why':
      return <WhyScreen flow={flow} info={info} />;
    case 'make-key':
      return <MakeKeyScreen flow={flow} state={state} />;
    case 'unlock':
      return <UnlockScreen flow={flow} state={state} info={info} />;
    case 'verifying':
      return <VerifyingScreen state={state} />;
    case 'working':
      return <WorkingScreen flow={flow} state={state} />;
    case 'backup':
      return <BackupScreen flow={flow} state={state} />;
    case 'complaint':
      return <ComplaintScreen flow={flow} />;
    case 'consent':
      return <ConsentScreen flow={flow} state={state} />;
    case 'mixing':
      return <MixingScreen state={state} />;
    case 'finished':
      return <FinishedScreen state={state} />;
  }
}

function NoToken() {
  return (
    <div class="card">
      <Heading>{t('noToken.title')}</Heading>
      <p>{t('noToken.lead')}</p>
    </div>
  );
}

const token = takeToken();
adoptStyles(css, cssUrl);
if (wantedLang() === 'en') void words.setLang('en');
const title = (): void => {
  document.title = t('pageTitle');
};
title();
words.subscribe(title);

const pauses = new WakeablePauses();
const flow = new TrusteeFlow({
  api: trusteeApi(token),
  core: startTrusteeWorker(),
  memory: (info) => deviceMemory(info.meeting, info.index, localStorage),
  pause: (milliseconds) => pauses.pause(milliseconds),
  wake: () => pauses.wake(),
});

const root = document.getElementById('app');
if (root !== null) {
  render(<TrusteePage flow={flow} />, root);
  if (token === '') flow.withoutToken();
  else {
    void flow.start();
    void import('../server/log-watch.ts').then(({ watchLog }) => watchLog(token, () => flow.logChanged()));
  }
}
