import { render } from 'preact';
import { meetingApi } from '../server/meeting-api.ts';
import { t, words } from '../text/verify-words.ts';
import { wantedLang } from '../text/words.ts';
import { adoptStyles } from '../ui/styles.ts';
import { startRecordWorker } from '../worker/clients.ts';
import css from './verify.css?inline';
import cssUrl from './verify.css?url';
import type { VerifyParts } from './verify-flow.ts';
import { VerifyPage } from './verify-page.tsx';

adoptStyles(css, cssUrl);
const meeting = /^\/verify\/([^/]+)/.exec(location.pathname)?.[1] ?? '';
if (wantedLang() === 'en') void words.setLang('en');
const title = (): void => {
  document.title = t('pageTitle');
};
title();
words.subscribe(title);
const directory: VerifyParts['directory'] = async (meeting) => {
  const answer = await meetingApi(meeting).directory();
  return answer.kind === 'ok' ? answer.value : null;
};
const parts: VerifyParts = { start: startRecordWorker, directory, now: () => performance.now() };
const root = document.getElementById('app');
if (root !== null) render(<VerifyPage meeting={meeting} parts={parts} />, root);
