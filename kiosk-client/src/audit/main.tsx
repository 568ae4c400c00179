import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { meetingApi } from '../server/meeting-api.ts';
import type { Mark } from '../server/messages.ts';
import { auditPageWords } from '../text/audit-page-words.ts';
import { words } from '../text/voting-words.ts';
import { useLang, wantedLang } from '../text/words.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { MarksBanner } from '../ui/marks-banner.tsx';
import { adoptStyles } from '../ui/styles.ts';
import { readBallotForm } from '../voting/ballot-form.ts';
import css from '../voting/page.css?inline';
import cssUrl from '../voting/page.css?url';
import { needsDirectory } from '../voting/screens.ts';
import { connect, type Port } from '../worker/rpc.ts';
import { readAuditCode } from './audit-code.ts';
import { type AuditChecks, checkAudit, signedPeople } from './audit-flow.ts';
import { AuditPage } from './audit-page.tsx';
import type { AuditCore } from './audit-worker.ts';
import type { LoadForm } from './challenge.ts';
import { challengeMemory } from './challenge-memory.ts';
import { ChallengePage } from './challenge-page.tsx';

const fragment = location.hash;
history.replaceState(null, '', location.pathname + location.search);
adoptStyles(css, cssUrl);
const parameters = new URLSearchParams(location.search);
const meetingId = /^\/audit\/([^/]+)/.exec(location.pathname)?.[1] ?? parameters.get('meeting') ?? '';
const api = meetingApi(meetingId);

function startChecks(): AuditChecks {
  const core = connect<AuditCore>(new Worker(new URL('./audit-worker.ts', import.meta.url), { type: 'module' }) as Port);
  return {
    cardOf: (answer) => core.call('cardOf', [answer]),
    check: (meeting, answer, card, code) => core.call('check', [meeting, answer, card, code]),
    directory: (meeting, bytes) => core.call('directory', [meeting, bytes]),
  };
}
const checks = startChecks();

const load: LoadForm = async () => {
  const meeting = await api.public();
  if (meeting.kind !== 'ok') return null;
  const entry = meeting.value.contests;
  const contests = readBallotForm(entry)?.contests;
  if (entry === null || contests === undefined) return null;
  return { entry, contests, people: needsDirectory(meeting.value, contests) ? await signedPeople(meeting.value, api, checks) : [] };
};

function Page() {
  useLang(words);
  useLang(auditPageWords);
  const [challenger, setChallenger] = useState(parameters.has('challenge'));
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  useEffect(() => {
    void api.public().then((meeting) => meeting.kind === 'ok' && setMarks(meeting.value.marks));
  }, []);
  const check: Parameters<typeof AuditPage>[0]['check'] = (code) => checkAudit(code, api, checks);
  return (
    <>
      <MarksBanner marks={marks} t={words.t} />
      <div class="page">
        <header class="topbar">
          <LanguageButton words={words} />
        </header>
        <main>
          {challenger ? (
            <ChallengePage load={load} check={check} memory={challengeMemory(meetingId, () => localStorage)} />
          ) : (
            <AuditPage first={readAuditCode(fragment)} check={check} challenge={() => setChallenger(true)} />
          )}
        </main>
      </div>
    </>
  );
}

const root = document.getElementById('app');
if (root !== null) {
  words.subscribe(() => {
    void auditPageWords.setLang(words.lang).then(() => {
      document.title = auditPageWords.t('title');
    });
  });
  if (wantedLang() === 'en') void words.setLang('en');
  render(<Page />, root);
}
