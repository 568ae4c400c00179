import { toHex } from '../protocol/bytes.ts';
import { t, words } from '../text/verify-words.ts';
import { Heading } from '../ui/heading.tsx';
import { MarksBanner } from '../ui/marks-banner.tsx';
import type { RecordView } from '../worker/record-core.ts';
import type { Totals } from '../worker/record-view.ts';
import type { People } from './verify-flow.ts';

interface ReportProps {
  readonly view: RecordView;
  readonly people: People;
  readonly anchored: boolean;
  readonly seconds: number;
}

const tone = { holds: 'good', fails: 'bad', incomplete: 'warn', 'no-record': 'warn', unreadable: 'warn' } as const;
const checkWords = (check: string): string => {
  const key = `verify.V.${check}`;
  return words.has(key) ? t(key) : check;
};

/** What came out: marks, verdict and anchors first, then the fault, the hashes to compare, every check, and the totals folded away. */
export function Report({ view, people, anchored, seconds }: ReportProps) {
  const { verdict, failure } = view;
  if (verdict === 'no-record' || verdict === 'unreadable') return <NotRead verdict={verdict} detail={failure?.detail ?? ''} />;
  return (
    <>
      <MarksBanner marks={view.marks} t={(key) => t(key)} />
      <div class="card" id="report" data-verdict={verdict} data-check={failure?.check ?? ''}>
        <Heading>{t(`verify.verdict.${verdict}`)}</Heading>
        <div class={`note ${tone[verdict]}`} role={verdict === 'holds' ? 'status' : 'alert'}>
          {verdict === 'holds' && <p>{t(anchored ? 'verify.anchored' : 'verify.notAnchored')}</p>}
          {failure !== null && <p>{t('verify.fault', { check: failure.check, words: checkWords(failure.check) })}</p>}
          {failure?.index !== undefined && <p>{t('verify.where', { index: failure.index, type: failure.type ?? '' })}</p>}
          {failure?.check === 'V06' && <p>{t('verify.anchorsDiffer')}</p>}
          {failure !== null && <p class="small code">{failure.detail}</p>}
        </div>
        <Facts view={view} seconds={seconds} />
      </div>
      <section class="card">
        <h2>{t('verify.checks')}</h2>
        <ol class="checks">
          {view.checks.map(({ check, outcome }) => (
            <li key={check} data-outcome={outcome}>
              <span class="code">{check}</span> <span>{checkWords(check)}</span>{' '}
              <strong>
                {t(`verify.outcome.${outcome}`)}
                {outcome === 'passed' && (view.counts[check] ?? 0) > 0 ? ` · ${t('verify.count', { n: view.counts[check]! })}` : ''}
              </strong>
            </li>
          ))}
        </ol>
      </section>
      {view.totals !== null && <TotalsCard totals={view.totals} people={people} />}
    </>
  );
}

/** Nothing was verified, so there is neither a verdict nor a list of checks: only which file to look for. */
function NotRead({ verdict, detail }: { verdict: 'no-record' | 'unreadable'; detail: string }) {
  return (
    <div class="card" id="report" data-verdict={verdict} data-check="V01">
      <Heading>{t(`verify.verdict.${verdict}`)}</Heading>
      <div class={`note ${tone[verdict]}`} role="alert">
        <p>{t(`verify.lead.${verdict}`)}</p>
        {verdict === 'unreadable' && <p class="small code">{detail}</p>}
      </div>
    </div>
  );
}

function Facts({ view, seconds }: { view: RecordView; seconds: number }) {
  return (
    <>
      <dl class="facts">
        {view.title !== null && (
          <div>
            <dt>{t('verify.meeting')}</dt>
            <dd>{view.title}</dd>
          </div>
        )}
        {view.manifestHash !== null && (
          <div>
            <dt>{t('verify.manifestIs')}</dt>
            <dd class="code">{toHex(view.manifestHash)}</dd>
          </div>
        )}
        {view.root !== null && (
          <div>
            <dt>{t('verify.rootIs', { size: view.size })}</dt>
            <dd class="code">{toHex(view.root)}</dd>
          </div>
        )}
      </dl>
      {view.title !== null && <p>{t('verify.countsLine', { ballots: view.ballots, audits: view.audits })}</p>}
      <p class="quiet small">{t('verify.seconds', { n: seconds })}</p>
    </>
  );
}

function TotalsCard({ totals, people }: { totals: Totals; people: People }) {
  return (
    <details class="card" id="totals">
      <summary>{t('verify.totals')}</summary>
      <p class="note warn">{t('verify.totalsLead')}</p>
      {totals.map((contest, i) => (
        // Two contests may have one title.
        <section key={i}>
          <h3>{contest.kind === 'choice' ? contest.title : `${t(`verify.kind.${contest.kind}`)} · ${contest.title}`}</h3>
          {contest.groups.length === 0 && <p class="quiet">{t('verify.notOpened')}</p>}
          {contest.groups.map((group) => (
            <div key={group.categories.join()}>
              <p class="quiet">{t('verify.groupLine', { names: group.categories.join(t('verify.comma')), ballots: group.ballots })}</p>
              <ul>
                {group.options.map(({ name, count }, k) => (
                  // Two people may have one name and no unit.
                  <li key={k}>{t('verify.optionLine', { name, n: count })}</li>
                ))}
                {group.abstain !== null && <li>{t('verify.abstain', { n: group.abstain })}</li>}
              </ul>
            </div>
          ))}
          {contest.writeIns.length > 0 && (
            <p class="quiet">
              {t('verify.writeIns')}{' '}
              {contest.writeIns.some(({ text }) => text.startsWith('#') && !people.has(text)) && t('verify.writeInIds')}
            </p>
          )}
          <ul>
            {contest.writeIns.map(({ text, count }) => (
              <li key={text}>{t('verify.optionLine', { name: people.get(text) ?? text, n: count })}</li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
