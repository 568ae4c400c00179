import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/audit-page-words.ts';
import { Heading } from '../ui/heading.tsx';
import { ReviewList } from '../voting/review-list.tsx';
import { type AuditCode, readAuditCode, sameShort } from './audit-code.ts';
import type { AuditResult } from './audit-flow.ts';

export type Check = (code: AuditCode) => Promise<AuditResult>;
type State = { readonly at: 'ask' } | { readonly at: 'working' } | AuditResult;

export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** One audited ballot, looked up and verified on this device. */
export function AuditPage({ first, check, challenge }: { first: AuditCode | null; check: Check; challenge: () => void }) {
  const [state, set] = useState<State>({ at: first === null ? 'ask' : 'working' });
  const [code, setCode] = useState(first);
  useEffect(() => {
    if (code === null) return;
    set({ at: 'working' });
    void check(code).then(set);
  }, [code]);
  return (
    <div class="card" id="audit" data-at={state.at}>
      {state.at === 'held' ? <Held result={state} typed={code?.kind === 'short'} /> : <Other state={state} />}
      {state.at === 'unreachable' && (
        <button type="button" class="main" onClick={() => code !== null && setCode({ ...code })}>
          {t('retry')}
        </button>
      )}
      {state.at !== 'working' && state.at !== 'unreachable' && (
        <CodeForm label={state.at === 'ask' ? 'ask.code' : 'ask.another'} enter={setCode} />
      )}
      {state.at !== 'working' && (
        <button type="button" class="plain" onClick={challenge}>
          {t('ask.challenge')}
        </button>
      )}
    </div>
  );
}

/** Typed or scanned check code. */
export function CodeForm({ label, enter }: { label: 'ask.code' | 'ask.another' | 'challenge.code'; enter: (code: AuditCode) => void }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        const code = readAuditCode(typed);
        setWrong(code === null);
        if (code !== null) enter(code);
      }}
    >
      <label for="audit-code">{t(label)}</label>
      <input
        id="audit-code"
        class="code"
        type="text"
        value={typed}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p role="alert" class="hint">
        {wrong ? t('ask.damaged') : ''}
      </p>
      <button type="submit">{t('ask.submit')}</button>
    </form>
  );
}

function Other({ state }: { state: Exclude<State, { at: 'held' }> }) {
  switch (state.at) {
    case 'ask':
      return (
        <>
          <Heading>{t('title')}</Heading>
          <p>{t('ask.lead')}</p>
        </>
      );
    case 'working':
      return (
        <>
          <Heading>{t('title')}</Heading>
          <p class="working" role="status">
            {t('working')}
          </p>
        </>
      );
    case 'unreachable':
      return (
        <>
          <Heading>{t('unreachable')}</Heading>
          <p class="note warn">{t('unreachable.lead')}</p>
        </>
      );
    case 'unknown':
      return (
        <>
          <Heading>{t('unknown')}</Heading>
          <p class="note warn">{t('unknown.lead')}</p>
        </>
      );
    case 'bad':
      return (
        <>
          <Heading>{t('bad')}</Heading>
          <p class="note bad" role="alert">
            {t('bad.lead')}
          </p>
          <p class="quiet small">{t('errorCode', { code: state.code })}</p>
        </>
      );
  }
}

/** What it really held. The person compares two things: the check code and the marks. */
function Held({ result, typed }: { result: Extract<AuditResult, { at: 'held' }>; typed: boolean }) {
  const { ballot, contests, marks } = result;
  return (
    <>
      <Heading>{t('held')}</Heading>
      <p class="quiet">{result.title}</p>
      <p>{t('held.lead')}</p>
      <div>
        <p class="quiet">{t('held.code')}</p>
        <p class="code big-code" id="check-code">
          {inGroups(ballot.short)}
        </p>
        {typed ? <p class="note good">{t('held.codeTyped')}</p> : <Noted short={ballot.short} />}
      </div>
      <ReviewList contests={contests} marks={marks} />
      <ul class="checks">
        <li>
          <span aria-hidden="true">✓</span>
          <span>{t('held.verified', { size: ballot.size })}</span>
        </li>
      </ul>
      <p class="quiet small">{t('held.organizer', { fingerprint: ballot.organizer })}</p>
    </>
  );
}

/** The code noted before the decision, compared letter by letter: a device could show another ballot's QR code. */
function Noted({ short }: { short: string }) {
  const [noted, set] = useState('');
  const whole = noted.replace(/[\s-]/g, '').length >= 16;
  return (
    <div class="field">
      <label for="noted-code">{t('held.noted')}</label>
      <input
        id="noted-code"
        class="code"
        type="text"
        value={noted}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <p role="status" class={whole ? (sameShort(noted, short) ? 'note good' : 'note bad') : 'hidden-visually'}>
        {whole ? t(sameShort(noted, short) ? 'held.same' : 'held.differs') : ''}
      </p>
    </div>
  );
}
