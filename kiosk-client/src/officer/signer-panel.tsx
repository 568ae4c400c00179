import { useEffect, useState } from 'preact/hooks';
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { equalBytes } from '../protocol/bytes.ts';
import type { Contests } from '../protocol/entry-bodies.ts';
import { signBody } from '../protocol/entry-envelope.ts';
import { systemRandom } from '../protocol/random.ts';
import { openStaffKey } from '../protocol/staff-file.ts';
import { suiteByName } from '../protocol/suite.ts';
import { meetingApi } from '../server/meeting-api.ts';
import type { Proposal, StaffApi } from '../server/staff-api.ts';
import { t, words } from '../text/officer-words.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { PassphraseForm } from '../ui/passphrase-form.tsx';
import { shortCode } from '../ui/short-code.ts';
import { describeBody, type Fact, readStaffBody, type StaffBody } from './describe-body.ts';
import { signedContests } from './signed-contests.ts';
import { lookSafely, makeWitness } from './witness-panel.tsx';

type Loaded =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly reason: string }
  | { readonly at: 'unreadable' }
  | {
      readonly at: 'ready';
      readonly proposal: Proposal;
      readonly read: StaffBody;
      readonly bytes: Uint8Array;
      readonly contests: Contests | null;
    };

/** Shows in plain words what is to be signed, as parsed here, and signs it with the sealed key. */
export function SignerPanel({ api, proposalId, onSigned }: { api: StaffApi; proposalId: string; onSigned: (complete: boolean) => void }) {
  const [loaded, setLoaded] = useState<Loaded>({ at: 'loading' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [seen, setSeen] = useState(false);
  const [done, setDone] = useState<'complete' | 'more' | null>(null);
  useEffect(() => {
    let current = true;
    void api.proposal(proposalId).then((outcome) => {
      if (!current) return;
      if (outcome.kind === 'lost') setLoaded({ at: 'failed', reason: t('sign.network') });
      else if (outcome.kind === 'refused') setLoaded({ at: 'failed', reason: outcome[words.lang] || outcome.code });
      else
        void readProposal(outcome.value).then((read) => {
          if (current) setLoaded(read);
        });
    });
    return () => {
      current = false;
    };
  }, [api, proposalId]);

  if (loaded.at === 'loading') return <p class="working">{t('sign.loading')}</p>;
  if (loaded.at === 'failed') {
    return (
      <p class="note bad" role="alert">
        {t('sign.failed', { reason: loaded.reason })}
      </p>
    );
  }
  if (loaded.at === 'unreadable') {
    return (
      <p class="note bad" role="alert" data-code="entry-malformed">
        {t('sign.unreadable')}
      </p>
    );
  }
  const { proposal, read, bytes, contests } = loaded;
  const mine = proposal.required.find(({ key }) => key === proposal.mine);
  const signed = done !== null || mine?.signed === true;

  const sign = async (passphrase: string, file: Uint8Array): Promise<void> => {
    if (proposal.mine === null) return;
    setBusy(true);
    setProblem(null);
    await afterPaint();
    const failed = await signProposal(api, proposal, read, bytes, passphrase, file);
    setBusy(false);
    if (typeof failed === 'string') return setProblem(failed);
    setDone(failed.complete ? 'complete' : 'more');
    onSigned(failed.complete);
  };

  return (
    <section class="card">
      <p class="quiet">{t('sign.what')}</p>
      <h2>{t(`type.${read.type}`)}</h2>
      <Facts facts={describeBody(read, contests)} />
      <p class="quiet small">
        {t('sign.hash', { hash: '' })}
        <span class="code">{shortCode(suiteByName(proposal.suite).hash(bytes))}</span>
      </p>
      <Signers proposal={proposal} signedNow={done !== null} />
      {proposal.mine === null && <p class="note">{t('sign.notMine')}</p>}
      {proposal.mine !== null && signed && (
        <p class="note good" role="status" id="signed">
          {done === 'complete' ? t('sign.done') : done === 'more' ? t('sign.doneMore') : t('sign.alreadyMine')}
        </p>
      )}
      {proposal.mine !== null && !signed && (
        <>
          <label class="check">
            <input type="checkbox" checked={seen} onChange={(event) => setSeen(event.currentTarget.checked)} />
            <span>{t('sign.read')}</span>
          </label>
          {seen && (
            <PassphraseForm
              t={t}
              has={words.has}
              fresh={false}
              withFile
              submit={`${t('sign.button')}（${t('sign.as', { role: roleName(proposal.mine) })}）`}
              busy={busy}
              problem={problem !== null && words.has(`sealed.${problem}`) ? problem : null}
              onSubmit={(passphrase, file) => {
                if (file !== null) void sign(passphrase, file);
              }}
            />
          )}
          {problem !== null && !words.has(`sealed.${problem}`) && (
            <p class="note bad" role="alert" data-code={problem}>
              {words.has(`sign.${problem}`)
                ? t(`sign.${problem}` as 'sign.keyDiffers', { suite: proposal.suite })
                : t('sign.failed', { reason: problem })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

async function readProposal(proposal: Proposal): Promise<Loaded> {
  try {
    const bytes = fromBase64Url(proposal.body);
    const read = readStaffBody(proposal.type, bytes);
    if (!read.ok) return { at: 'unreadable' };
    const contests = read.value.type === 'paper-count' ? await signedContests(meetingApi(proposal.meeting), proposal) : null;
    return { at: 'ready', proposal, read: read.value, bytes, contests };
  } catch {
    return { at: 'unreadable' };
  }
}

/** The outcome, or the code of what went wrong. The opened key lives in this call only. */
async function signProposal(
  api: StaffApi,
  proposal: Proposal,
  read: StaffBody,
  bytes: Uint8Array,
  passphrase: string,
  file: Uint8Array,
): Promise<string | { readonly complete: boolean }> {
  const opened = openStaffKey(file, passphrase);
  if (!opened.ok) return opened.code;
  const { suite, key } = opened.value;
  if (suite.name !== proposal.suite) return 'suiteDiffers';
  const registered = await api.keys();
  if (registered.kind === 'lost') return 'network';
  if (registered.kind === 'refused') return 'notPermitted';
  const known = registered.value.some((line) => line.suite === suite.name && line.key === toBase64Url(key.publicKey));
  if (!known || !isNamedKey(read, proposal.mine, key.publicKey)) return 'keyDiffers';
  const sig = signBody(suite, proposal.type, bytes, fromBase64Url(proposal.manifestHash), key.secret, systemRandom);
  const outcome = await api.sign(proposal.id, proposal.mine ?? '', toBase64Url(sig));
  const officer = /^officer-(\d+)$/.exec(proposal.mine ?? '');
  // An officer whose signature completed an entry witnesses the checkpoint over it with the key that is open anyway.
  if (officer !== null && outcome.kind === 'ok' && outcome.value.complete)
    await lookSafely(makeWitness(proposal.meeting, Number(officer[1]), key));
  key.secret.fill(0);
  if (outcome.kind === 'lost') return 'network';
  return outcome.kind === 'ok' ? outcome.value : outcome[words.lang] || outcome.code;
}

/** A manifest must name, for the role that signs it, the very key that signs. */
function isNamedKey(read: StaffBody, mine: string | null, key: Uint8Array): boolean {
  if (read.type !== 'manifest') return true;
  if (mine === 'organizer') return equalBytes(read.body.organizer.key, key);
  const place = /^officer-(\d+)$/.exec(mine ?? '');
  const named = place === null ? undefined : read.body.officers[Number(place[1]) - 1]?.key;
  return named !== undefined && equalBytes(named, key);
}

function roleName(mine: string): string {
  if (mine === 'organizer' || mine === 'issuer') return t(`sign.role.${mine}`);
  if (mine.startsWith('teller-')) return t('sign.role.teller');
  return t('sign.role.officer');
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map((one, i) => (
        <div key={i}>
          {one.folded === true ? (
            <dd class="whole">
              <details>
                <summary>{one.label}</summary>
                {one.lines.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </details>
            </dd>
          ) : (
            <>
              <dt>{one.label}</dt>
              <dd class={one.code === true ? 'code' : ''}>
                {one.lines.map((line, place) => (
                  <p key={place}>{line}</p>
                ))}
              </dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}

function Signers({ proposal, signedNow }: { proposal: Proposal; signedNow: boolean }) {
  return (
    <dl class="facts">
      <div>
        <dt>{t('sign.signers')}</dt>
        <dd>
          {proposal.required.map(({ key, name, signed }) => (
            <p key={key}>
              {roleName(key)} {name} · {signed || (signedNow && key === proposal.mine) ? `✓ ${t('sign.signed')}` : t('sign.unsigned')}
            </p>
          ))}
        </dd>
      </div>
    </dl>
  );
}
