import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { meetingApi } from '../server/meeting-api.ts';
import { openMeetingHub } from '../server/meeting-hub.ts';
import type { PublicMeeting, Snapshot } from '../server/messages.ts';
import { t, words } from '../text/screen-words.ts';
import { wantedLang } from '../text/words.ts';
import { adoptStyles } from '../ui/styles.ts';
import css from './screen.css?inline';
import cssUrl from './screen.css?url';
import { namesPeople, peopleOf } from './screen-model.ts';
import { type ScreenData, ScreenPage } from './screen-page.tsx';

adoptStyles(css, cssUrl);
const meeting = /^\/screen\/([^/]+)/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get('meeting') ?? '';
const api = meetingApi(meeting);
const address = `${location.origin}/v/${meeting}`;

/** When voting closes on this machine's clock, whatever the server's clock says. */
function closingTime(snapshot: Snapshot): number | null {
  const left = Date.parse(snapshot.closesAt ?? '') - Date.parse(snapshot.serverTime);
  return Number.isFinite(left) ? Date.now() + left : null;
}

function Screen() {
  const [data, set] = useState<ScreenData>({ meeting: null, unknown: false, offline: false, closesAt: null, directory: [] });
  useEffect(() => {
    let asked = false;
    const load = async (): Promise<void> => {
      const outcome = await api.public();
      if (outcome.kind === 'ok')
        set((before) => ({
          meeting: holdCheckpoint(before.meeting, outcome.value),
          unknown: false,
          offline: false,
          closesAt: closingTime(outcome.value),
          directory: before.directory,
        }));
      else if (outcome.kind === 'refused') set((before) => ({ ...before, unknown: outcome.code === 'meeting-unknown' }));
      else set((before) => ({ ...before, offline: true }));
      if (outcome.kind === 'ok' && !asked && namesPeople(outcome.value)) {
        const bytes = await api.directory();
        asked = bytes.kind !== 'lost';
        if (bytes.kind === 'ok') set((before) => ({ ...before, directory: peopleOf(outcome.value, bytes.value) }));
      }
    };
    void load();
    let up = false;
    const hub = openMeetingHub(meeting, {
      changed(snapshot) {
        set((before) => ({ ...before, offline: false, closesAt: closingTime(snapshot), meeting: merge(before.meeting, snapshot) }));
        // A new state may bring new entries: texts, the key, the closing.
        void load();
      },
      connection(now) {
        up = now;
        set((before) => ({ ...before, offline: !now && before.meeting !== null }));
      },
    });
    const timer = setInterval(() => {
      if (!up) void load();
    }, 5000);
    return () => {
      clearInterval(timer);
      hub.stop();
    };
  }, []);
  return <ScreenPage data={data} address={address} />;
}

function merge(before: PublicMeeting | null, snapshot: Snapshot): PublicMeeting | null {
  return before === null ? null : holdCheckpoint(before, { ...before, ...snapshot });
}

const over = (meeting: PublicMeeting | null): boolean => meeting?.state === 'closed' || meeting?.state === 'tallied';

/** The checkpoint of the closing stays on the screen: it is what the room notes and what trustees compare before they consent. */
function holdCheckpoint(before: PublicMeeting | null, now: PublicMeeting): PublicMeeting {
  return over(before) && over(now) && before !== null && before.checkpoint !== null ? { ...now, checkpoint: before.checkpoint } : now;
}

if (wantedLang() === 'en') void words.setLang('en');
const title = (): void => {
  document.title = t('pageTitle');
};
title();
words.subscribe(title);
const root = document.getElementById('app');
if (root !== null) render(<Screen />, root);
