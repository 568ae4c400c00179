import { useEffect, useMemo, useState } from 'preact/hooks';
import { t, words } from '../text/voting-words.ts';
import { useLang, wantedLang } from '../text/words.ts';
import { useSecondsLeft } from '../ui/countdown.tsx';
import { LanguageButton } from '../ui/language-button.tsx';
import { MarksBanner } from '../ui/marks-banner.tsx';
import { BallotScreen } from './ballot-screen.tsx';
import { AlreadyScreen, RefusedScreen, UnreachableScreen, WaitingScreen } from './card-screens.tsx';
import { IdleWatch } from './kiosk-session.ts';
import { Late } from './late.tsx';
import { ReceiptScreen } from './receipt-screen.tsx';
import { ReviewScreen } from './review-screen.tsx';
import { ScanScreen } from './scan-screen.tsx';
import { SendingScreen } from './sending-screen.tsx';
import { resetView, ViewButtons } from './view-buttons.tsx';
import type { VotingFlow } from './voting-flow.ts';
import type { Notice, VotingState } from './voting-state.ts';

/** The attendee's page: a top bar, what the room must know, and the one screen of the flow's state. */
export function VotingPage({ flow, kiosk }: { flow: VotingFlow; kiosk: boolean }) {
  const [state, setState] = useState(flow.state);
  const [notice, setNotice] = useState(flow.notice);
  const lang = useLang(words);
  const [person, setPerson] = useState(0);
  useEffect(
    () =>
      flow.subscribe(() => {
        setState(flow.state);
        setNotice(flow.notice);
      }),
    [flow],
  );
  // At a kiosk, text size, contrast and language go with the person who chose them.
  const between = kiosk && state.at === 'scan' && state.problem === null;
  useEffect(() => {
    if (!between) return;
    resetView();
    setPerson((before) => before + 1);
    void words.setLang(wantedLang());
  }, [between]);
  // The same element as long as state and language are the same: a push from the server cannot re-render a form.
  const screen = useMemo(() => <Screen flow={flow} state={state} kiosk={kiosk} />, [flow, state, lang, kiosk]);
  const form = state.at === 'ballot' || state.at === 'review' || state.at === 'auditing' || state.at === 'audited';
  return (
    <>
      <MarksBanner marks={flow.meeting?.marks ?? []} t={t} />
      {form && notice !== null && <NoticeStrip notice={notice} />}
      <div class={state.at === 'ballot' && kiosk ? 'page wide' : 'page'}>
        <header class="topbar">
          <ViewButtons key={person} />
          <LanguageButton words={words} keep={!kiosk} />
        </header>
        <main>{screen}</main>
        <footer>
          <p class="quiet small">{t('privacy')}</p>
        </footer>
      </div>
      {kiosk && (
        <KioskWatch
          flow={flow}
          active={state.at !== 'scan' && state.at !== 'starting' && state.at !== 'unreachable' && state.at !== 'sending'}
        />
      )}
    </>
  );
}

function Screen({ flow, state, kiosk }: { flow: VotingFlow; state: VotingState; kiosk: boolean }) {
  switch (state.at) {
    case 'starting':
      return (
        <p class="working" role="status">
          {t('starting')}
        </p>
      );
    case 'unreachable':
      return <UnreachableScreen flow={flow} />;
    case 'scan':
      return <ScanScreen flow={flow} state={state} kiosk={kiosk} />;
    case 'waiting':
      return <WaitingScreen state={state} />;
    case 'ballot':
      return <BallotScreen flow={flow} state={state} title={flow.title} />;
    case 'review':
      return <ReviewScreen flow={flow} state={state} />;
    case 'auditing':
    case 'audited':
      return <Late draw={(parts) => <parts.AuditScreens flow={flow} state={state} />} />;
    case 'sending':
      return <SendingScreen state={state} />;
    case 'received':
      return <ReceiptScreen flow={flow} state={state} kiosk={kiosk} />;
    case 'already':
      return <AlreadyScreen flow={flow} state={state} />;
    case 'refused':
      return <RefusedScreen flow={flow} state={state} />;
  }
}

function NoticeStrip({ notice }: { notice: NonNullable<Notice> }) {
  return notice.kind === 'paused' ? (
    <div class="strip" role="status">
      {t('notice.paused')}
    </div>
  ) : (
    <ClosingStrip at={notice.at} />
  );
}

function ClosingStrip({ at }: { at: number }) {
  const left = useSecondsLeft(at);
  return (
    <div class="strip">
      <span class="hidden-visually" role="status">
        {t('notice.closingNow')}
      </span>
      {left > 0 ? t('notice.closing', { n: left }) : t('notice.closingNow')}
    </div>
  );
}

function KioskWatch({ flow, active }: { flow: VotingFlow; active: boolean }) {
  const [until, setUntil] = useState<number | null>(null);
  const watch = useMemo(() => new IdleWatch({ now: () => Date.now(), warn: setUntil, reset: () => flow.reset() }), [flow]);
  useEffect(() => {
    const timer = setInterval(() => watch.tick(active), 500);
    const touched = (): void => watch.touched();
    const events = ['pointerdown', 'keydown', 'scroll'] as const;
    for (const name of events) document.addEventListener(name, touched, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const name of events) document.removeEventListener(name, touched, { capture: true });
    };
  }, [watch, active]);
  return until === null ? null : <IdleWarning until={until} />;
}

function IdleWarning({ until }: { until: number }) {
  const left = useSecondsLeft(until);
  return (
    <div class="dialog" role="alertdialog" aria-modal="true" aria-labelledby="idle-title">
      <div>
        <h2 id="idle-title">{t('idle.title')}</h2>
        <p>{t('idle.lead', { n: left })}</p>
        <button type="button" class="main" ref={(button) => button?.focus()}>
          {t('idle.stay')}
        </button>
      </div>
    </div>
  );
}
