import { render } from 'preact';
import { meetingApi } from '../server/meeting-api.ts';
import type { MeetingHub } from '../server/meeting-hub.ts';
import type { ReceiptAnswer } from '../server/messages.ts';
import type { Outcome } from '../server/outcome.ts';
import { words } from '../text/voting-words.ts';
import { wantedLang } from '../text/words.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { WakeablePauses } from '../ui/pauses.ts';
import { adoptStyles } from '../ui/styles.ts';
import css from './page.css?inline';
import cssUrl from './page.css?url';
import { noMemory, phoneMemory } from './phone-memory.ts';
import { VotingFlow } from './voting-flow.ts';
import { VotingPage } from './voting-page.tsx';
import { workerMaker } from './worker-maker.ts';

// The card code leaves the address bar, and so history and screenshots, before anything else happens.
const fragment = location.hash;
history.replaceState(null, '', location.pathname + location.search);

adoptStyles(css, cssUrl);
const meeting = /^\/v\/([^/]+)/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get('meeting') ?? '';
const kiosk = new URLSearchParams(location.search).has('kiosk');
const api = meetingApi(meeting);
const pauses = new WakeablePauses();
let hub: MeetingHub | null = null;
let hubFailed = false;

const flow = new VotingFlow(meeting, {
  api,
  cast,
  newMaker: workerMaker,
  memory: kiosk ? noMemory : phoneMemory(meeting, sessionStorage),
  pause: (milliseconds) => pauses.pause(milliseconds),
  wake: () => pauses.wake(),
  now: () => Date.now(),
  origin: location.origin,
});

/** Over the hub; the attempt after one that the hub left unanswered goes over HTTP, for networks that break WebSockets. */
async function cast(ballot: string): Promise<Outcome<ReceiptAnswer>> {
  if (hub === null || !hub.connected || hubFailed) {
    hubFailed = false;
    return api.cast(ballot);
  }
  const outcome = await hub.cast(ballot);
  hubFailed = outcome.kind === 'lost';
  return outcome;
}

const root = document.getElementById('app');
if (root !== null) {
  if (wantedLang() === 'en') void words.setLang('en');
  document.title = words.t('pageTitle');
  words.subscribe(() => {
    document.title = words.t('pageTitle');
  });
  render(<VotingPage flow={flow} kiosk={kiosk} />, root);
  void flow.start(fragment);
  listen();
}

/** Live data: the hub once the first screen stands, and a slow poll while it is not connected. */
function listen(): void {
  let up = false;
  const open = async (): Promise<void> => {
    if (flow.meeting === null) return;
    stop();
    await afterPaint();
    const { openMeetingHub } = await import('../server/meeting-hub.ts');
    hub = openMeetingHub(meeting, {
      changed: (snapshot) => flow.changed(snapshot),
      connection: (now) => {
        if (now && !up) pauses.wake();
        up = now;
      },
    });
  };
  // Without the hub's code (the network failed just then) the page polls and casts over HTTP.
  const stop = flow.subscribe(() => void open().catch(() => undefined));
  setInterval(async () => {
    if (up || flow.meeting === null) return;
    const outcome = await api.public();
    if (outcome.kind === 'ok') flow.changed(outcome.value);
  }, 10_000);
}
