import { useEffect, useState } from 'preact/hooks';
import { systemRandom } from '../protocol/random.ts';
import { t } from '../text/audit-page-words.ts';
import { Heading } from '../ui/heading.tsx';
import type { Contest } from '../voting/ballot-form.ts';
import type { Marks } from '../voting/marks.ts';
import { ReviewList } from '../voting/review-list.tsx';
import type { AuditCode } from './audit-code.ts';
import type { AuditResult } from './audit-flow.ts';
import { type Check, CodeForm } from './audit-page.tsx';
import { type ChallengeForm, detectionChance, differences, type LoadForm, propose } from './challenge.ts';
import type { ChallengeMemory } from './challenge-memory.ts';

/** The share of changed ballots in the sentence about the chance of finding one. */
const examined = 0.05;

type Step =
  | { readonly at: 'loading' | 'failed' }
  | { readonly at: 'proposed'; readonly problem: AuditResult | null }
  | { readonly at: 'checking' }
  | { readonly at: 'again' }
  | { readonly at: 'compared'; readonly held: Extract<AuditResult, { at: 'held' }>; readonly different: readonly Contest[] };

/** Trackers of the ballots counted so far. */
type Counted = Readonly<Record<'same' | 'different', readonly string[]>>;

/** The appointed challenger's page, on the challenger's own device: proposes marks, checks what was sealed, counts. */
export function ChallengePage({ load, check, memory }: { load: LoadForm; check: Check; memory: ChallengeMemory }) {
  const [form, setForm] = useState<ChallengeForm | null>(null);
  const [step, set] = useState<Step>({ at: 'loading' });
  const [proposed, setProposed] = useState<Marks>({});
  const [counted, setCounted] = useState<Counted>({ same: [], different: [] });
  // A new draw is a new screen: it begins at its head, where the count and what was found stand.
  const [draws, setDraws] = useState(0);
  const draw = (from: ChallengeForm, now: Counted): void => {
    const marks = propose(from, systemRandom);
    memory.save({ form: from.entry, proposed: marks, ...now });
    setCounted(now);
    setProposed(marks);
    setDraws((before) => before + 1);
    set({ at: 'proposed', problem: null });
  };
  const begin = (): void => {
    set({ at: 'loading' });
    void load().then((found) => {
      setForm(found);
      if (found === null) {
        set({ at: 'failed' });
        return;
      }
      const kept = memory.load(found.entry, found.contests);
      if (kept === null) draw(found, counted);
      else {
        setCounted({ same: kept.same, different: kept.different });
        setProposed(kept.proposed);
        set({ at: 'proposed', problem: null });
      }
    });
  };
  useEffect(begin, []);
  const enter = (code: AuditCode): void => {
    set({ at: 'checking' });
    void check(code).then((result) => {
      if (result.at !== 'held') set({ at: 'proposed', problem: result });
      else if ([...counted.same, ...counted.different].includes(result.ballot.tracker)) set({ at: 'again' });
      else set({ at: 'compared', held: result, different: differences(result.contests, proposed, result.marks) });
    });
  };
  const next = (found: 'same' | 'different' | null): void => {
    const now = found === null || step.at !== 'compared' ? counted : { ...counted, [found]: [...counted[found], step.held.ballot.tracker] };
    if (form !== null) draw(form, now);
  };
  return (
    <div class="card" id="challenge" data-at={step.at}>
      <Heading key={draws}>{t('challenge.title')}</Heading>
      <Tally same={counted.same.length} different={counted.different.length} />
      {step.at === 'loading' && (
        <p class="working" role="status">
          {t('working')}
        </p>
      )}
      {step.at === 'failed' && (
        <>
          <p class="note warn">{t('unreachable.lead')}</p>
          <button type="button" class="main" onClick={begin}>
            {t('retry')}
          </button>
        </>
      )}
      {step.at === 'checking' && (
        <p class="working" role="status">
          {t('working')}
        </p>
      )}
      {(step.at === 'proposed' || step.at === 'again') && (
        <>
          <p>{t('challenge.lead')}</p>
          <ReviewList contests={form?.contests ?? []} marks={proposed} />
          <button type="button" class="plain" onClick={() => next(null)}>
            {t('challenge.redraw')}
          </button>
          {step.at === 'again' && (
            <p class="note warn" role="alert">
              {t('challenge.again')}
            </p>
          )}
          {step.at === 'proposed' && step.problem !== null && <Problem result={step.problem} />}
          <CodeForm label="challenge.code" enter={enter} />
        </>
      )}
      {step.at === 'compared' && <Compared step={step} proposed={proposed} next={next} />}
    </div>
  );
}

/** How many were checked, and what that says, in one plain sentence. */
function Tally({ same, different }: { same: number; different: number }) {
  const percent = Math.floor(100 * detectionChance(examined, same));
  return (
    <div id="tally" aria-live="polite">
      <p>
        <strong>{t('challenge.count', { n: same + different, same })}</strong>
      </p>
      {different > 0 ? (
        <p class="note bad">{t('challenge.found', { n: different })}</p>
      ) : (
        <p class="quiet">{same === 0 ? t('challenge.none') : t('challenge.chance', { percent })}</p>
      )}
    </div>
  );
}

function Problem({ result }: { result: AuditResult }) {
  const key = result.at === 'unknown' ? 'unknown.lead' : result.at === 'unreachable' ? 'unreachable.lead' : 'bad.lead';
  return (
    <p class={result.at === 'bad' ? 'note bad' : 'note warn'} role="alert">
      {t(key)} {result.at === 'bad' ? t('errorCode', { code: result.code }) : ''}
    </p>
  );
}

interface ComparedProps {
  readonly step: Extract<Step, { at: 'compared' }>;
  readonly proposed: Marks;
  readonly next: (found: 'same' | 'different' | null) => void;
}

function Compared({ step, proposed, next }: ComparedProps) {
  const { held, different } = step;
  if (different.length === 0) {
    return (
      <>
        <p class="note good" role="status">
          {t('challenge.same')}
        </p>
        <button type="button" class="main" onClick={() => next('same')}>
          {t('challenge.next')}
        </button>
      </>
    );
  }
  return (
    <>
      <p class="note bad" role="alert">
        {t('challenge.different')}
      </p>
      <h2>{t('challenge.proposed')}</h2>
      <ReviewList contests={held.contests} only={different} marks={proposed} />
      <h2>{t('challenge.held')}</h2>
      <ReviewList contests={held.contests} only={different} marks={held.marks} />
      <div class="row">
        <button type="button" onClick={() => next('different')}>
          {t('challenge.report')}
        </button>
        <button type="button" class="plain" onClick={() => next(null)}>
          {t('challenge.mistake')}
        </button>
      </div>
    </>
  );
}
