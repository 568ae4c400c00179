import { useEffect, useState } from 'preact/hooks';
import type { DirectoryEntry } from '../protocol/directory.ts';
import type { PublicMeeting } from '../server/messages.ts';
import { t, words } from '../text/screen-words.ts';
import { useLang } from '../text/words.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { MarksBanner } from '../ui/marks-banner.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { HowToVote } from './how-to-pictures.tsx';
import { type Slide, slidesOf } from './screen-model.ts';

/** Seconds that a page of words stays. */
const turn = 12;

export interface ScreenData {
  readonly meeting: PublicMeeting | null;
  readonly unknown: boolean;
  readonly offline: boolean;
  /** Milliseconds since 1970 at which voting closes, on this machine's clock. */
  readonly closesAt: number | null;
  /** People who could be written in, once some of them are shown. */
  readonly directory: readonly DirectoryEntry[];
}

/** The big screen: one slide at a time, turning by itself; arrow keys and a click turn it by hand. */
export function ScreenPage({ data, address }: { data: ScreenData; address: string }) {
  useLang(words);
  const [now, setNow] = useState(Date.now());
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const state = data.meeting?.state;
  useEffect(() => {
    setAt(0);
    const timer = setInterval(() => setAt((place) => place + 1), turn * 1000);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'ArrowRight' || event.key === 'PageDown' || event.key === ' ') setAt((place) => place + 1);
      if (event.key === 'ArrowLeft' || event.key === 'PageUp') setAt((place) => Math.max(0, place - 1));
    };
    document.addEventListener('keydown', onKey);
    return () => {
      clearInterval(timer);
      document.removeEventListener('keydown', onKey);
    };
  }, [state]);

  const left = data.closesAt === null ? null : Math.max(0, Math.ceil((data.closesAt - now) / 1000));
  const slides = data.meeting === null ? [] : slidesOf(data.meeting, left, data.directory);
  const slide = slides[at % Math.max(slides.length, 1)];
  return (
    <div class="screen">
      <MarksBanner marks={data.meeting?.marks ?? []} t={t} />
      <div class="corner">
        <LanguageButton words={words} />
      </div>
      <main aria-live="polite">
        {data.unknown && <Plain title={t('unknown')} lead="" />}
        {!data.unknown && slide === undefined && <p class="working">{t('loading')}</p>}
        {slide !== undefined && <SlideView slide={slide} address={address} />}
      </main>
      {data.offline && <p class="offline">{t('offline')}</p>}
    </div>
  );
}

function SlideView({ slide, address }: { slide: Slide; address: string }) {
  switch (slide.kind) {
    case 'welcome':
      return (
        <section class="slide center">
          <p>{t('welcome')}</p>
          <h1 class="huge">{slide.title}</h1>
          {slide.place !== '' && <p>{t('place', { place: slide.place })}</p>}
          <p class="quiet">{t('waiting')}</p>
        </section>
      );
    case 'text':
      return (
        <section class="slide">
          <h1>
            {t(`announce.${slide.part}`)}
            {slide.of > 1 && <small> {`${slide.page}/${slide.of}`}</small>}
          </h1>
          <p class="body">{slide.text}</p>
        </section>
      );
    case 'how':
      return <HowToVote address={address} />;
    case 'open':
      return (
        <section class="slide center">
          <h1>{t('open.title')}</h1>
          <p class="huge">{t('turnout', { returned: slide.returned, handedOut: slide.handedOut })}</p>
          <p class="quiet">{t('turnoutHint')}</p>
        </section>
      );
    case 'paused':
      return <Plain title={t('paused')} lead={t('pausedLead')} />;
    case 'countdown':
      return (
        <section class="slide center">
          <h1>{t('countdown', { n: slide.seconds })}</h1>
          <p class="count" aria-hidden="true">
            {slide.seconds}
          </p>
        </section>
      );
    case 'closing':
      return <Plain title={t('closing')} lead="" />;
    case 'closed':
      return <Plain title={t('closed')} lead={t('closedLead', { returned: slide.returned })} />;
    case 'tallied':
      return <Plain title={t('tallied')} lead={slide.announced ? '' : t('talliedSealed')} />;
    case 'checkpoint':
      return (
        <section class="slide two">
          <div>
            <h1>{t('checkpoint')}</h1>
            <p class="huge code">{slide.code}</p>
            <p>{t('checkpointHint', { size: slide.size, code: slide.code })}</p>
            {slide.key !== null && <p>{t('key', { code: slide.key })}</p>}
            {slide.organizer !== null && <p>{t('organizer', { code: slide.organizer })}</p>}
          </div>
          <QrCode text={slide.note} label={t('checkpoint')} />
        </section>
      );
    case 'result':
      return <ResultSlide slide={slide} />;
    case 'cancelled':
      return <Plain title={t('cancelled')} lead="" />;
    case 'aborted':
      return <Plain title={t('aborted')} lead="" />;
  }
}

function Plain({ title, lead }: { title: string; lead: string }) {
  return (
    <section class="slide center">
      <h1 class="huge">{title}</h1>
      {lead !== '' && <p>{lead}</p>}
    </section>
  );
}

function ResultSlide({ slide }: { slide: Extract<Slide, { kind: 'result' }> }) {
  const { result, page, of } = slide;
  return (
    <section class="slide">
      <h1>
        {[
          t(result.kind === 'choice' ? 'result.title' : `result.title.${result.kind}`),
          result.title,
          ...(result.dimension === undefined ? [] : [result.dimension ?? t('result.overall')]),
        ].map((part, i, { length }) => (
          <span key={i} class="part">
            {i < length - 1 ? `${part} ·` : part}
          </span>
        ))}
        {of > 1 && <small> {`${page}/${of}`}</small>}
      </h1>
      {!result.opened && <p class="body">{t('result.notOpened')}</p>}
      {result.opened && (
        <>
          <p>
            {result.writtenIn
              ? t('result.writtenIn')
              : `${t('result.group', { names: result.categories.join('、') })} · ${t('result.ballots', { n: result.ballots })}`}
          </p>
          <ul class="votes">
            {result.rows.map(({ name, votes }) => (
              <li key={name}>
                <span>{name}</span>
                <span>{t('result.votes', { n: votes })}</span>
              </li>
            ))}
            {result.abstain !== null && (
              <li>
                <span>{t('result.abstain')}</span>
                <span>{t('result.votes', { n: result.abstain })}</span>
              </li>
            )}
            {(['other', 'void', 'unreadable'] as const)
              .filter((kind) => (result.unnamed?.[kind] ?? 0) > 0)
              .map((kind) => (
                <li key={kind}>
                  <span>{t(`result.${kind}`)}</span>
                  <span>{t('result.votes', { n: result.unnamed![kind] })}</span>
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
}
