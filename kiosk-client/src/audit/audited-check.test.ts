import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../protocol/base64url.ts';
import { concat } from '../protocol/bytes.ts';
import { cardKey, organizerFingerprint, seedText } from '../protocol/card.ts';
import { originOf, signCheckpoint } from '../protocol/checkpoint.ts';
import { directoryBytes } from '../protocol/directory.ts';
import { inclusionProof, leafHash, treeRoot } from '../protocol/merkle.ts';
import { systemRandom } from '../protocol/random.ts';
import { attempt } from '../protocol/refusal.ts';
import { P256_SHA256 as suite } from '../protocol/suite.ts';
import { SimulatedMeeting, simulatedContests } from '../protocol/testing/simulated-meeting.ts';
import type { AuditedAnswer, CardStatus } from '../server/messages.ts';
import { lost, ok, refused } from '../server/outcome.ts';
import { MakerCore } from '../voting/maker-core.ts';
import { type Choice, noMark } from '../voting/marks.ts';
import { publicMeeting } from '../voting/testing.ts';
import { type AuditCode, readAuditCode, sameShort } from './audit-code.ts';
import { type AuditChecks, checkAudit } from './audit-flow.ts';
import { cardOf, checkAudited, checkDirectory } from './audited-check.ts';
import { below, detectionChance, differences, propose } from './challenge.ts';

const directory = directoryBytes([{ id: 'D7', name: '阿依古丽·买买提', detail: '规划科科长' }]);
const contests = simulatedContests.map((contest, i) => ({ ...contest, slots: 2 - i, max: 2, min: i === 0 ? 1 : 0 }));
const seed = new Uint8Array(16).fill(7);
const meeting = new SimulatedMeeting({ suite, contests, manifest: { acknowledgedSmallClass: true, directory: suite.hash(directory) } });
meeting.begin().trusteesAct();
const pk = cardKey(suite, seed, meeting.meeting).pk;
meeting.issueCards();
meeting.staff('cards', { nonce: meeting.nonce(), class: 'X', category: 'a', contests: ['p1', 'p2'], cards: concat(pk) });
meeting.open();
const entry = (at: number): string => toBase64Url(meeting.entries[at]!);
const shown = publicMeeting({
  meeting: meeting.meeting,
  suite: suite.name,
  manifest: entry(0),
  contests: entry(1),
  opened: entry(meeting.entries.length - 1),
});
const card: CardStatus = { class: 'X', category: 'a', contests: ['p1', 'p2'], status: 'unused', tracker: null, index: null };

/** What the page under check seals and opens; the real maker, as a page that cheats would use it too. */
const core = new MakerCore();
core.begin({ seed: seedText(seed), fingerprint: toBase64Url(organizerFingerprint(suite, meeting.organizer.publicKey)) }, shown);
core.prepare('X', ['p1', 'p2'], null);
function published(choices: readonly Choice[]): { answer: AuditedAnswer; tracker: string; short: string } {
  const { short } = core.seal(choices);
  const { ballot, tracker } = core.audit();
  core.unseal();
  meeting.append(fromBase64Url(ballot));
  const leaves = meeting.entries.map((one) => leafHash(suite, one));
  const index = leaves.length - 1;
  const proof = inclusionProof(suite, leaves, index).map(toBase64Url);
  return { answer: { entry: ballot, index, size: leaves.length, proof, checkpoint: meeting.checkpoint() }, tracker, short };
}

const choices: Choice[] = [
  { options: [1], writeIns: ['#D7'], abstain: false },
  { options: [], writeIns: ['钱六'], abstain: false },
];
const made = published(choices);
const byTracker: AuditCode = { kind: 'tracker', text: made.tracker };
const codeOf = (answer: AuditedAnswer, code: AuditCode = byTracker, of = card) => {
  const checked = attempt(() => checkAudited(shown, answer, of, code));
  return checked.ok ? 'holds' : checked.code;
};

describe('an audited ballot on a second device', () => {
  it('shows what was sealed, with the people written in', () => {
    const held = checkAudited(shown, made.answer, card, readAuditCode(made.short)!);
    expect(held).toMatchObject({ tracker: made.tracker, size: meeting.entries.length });
    expect(sameShort(made.short.toLowerCase(), held.short)).toBe(true);
    expect(held.contests).toEqual([
      { id: 'p1', options: [1], texts: ['#D7'], abstain: false },
      { id: 'p2', options: [], texts: ['钱六'], abstain: false },
    ]);
    expect(cardOf(made.answer)).toBe(toBase64Url(pk));
  });

  it('is refused when anything about it is changed', () => {
    expect(codeOf(made.answer)).toBe('holds');
    expect(codeOf(made.answer, { kind: 'short', text: '0'.repeat(16) })).toBe('audit-differs');
    expect(codeOf(made.answer, { kind: 'tracker', text: 'A'.repeat(43) })).toBe('audit-differs');
    expect(codeOf({ ...made.answer, index: made.answer.index - 1 })).toBe('audit-not-in-record');
    expect(codeOf({ ...made.answer, size: made.answer.size - 1 })).toBe('audit-not-in-record');
    const json = new TextDecoder().decode(fromBase64Url(made.answer.entry));
    const texts = toBase64Url(new TextEncoder().encode(json.replace('钱六', '孙七')));
    expect(codeOf({ ...made.answer, entry: texts })).toBe('audit-not-in-record');
    expect(codeOf(made.answer, byTracker, { ...card, class: 'B' })).toMatch(/proof-invalid|signature-invalid/);
    expect(attempt(() => cardOf({ ...made.answer, entry: 'AAAA' }))).toMatchObject({ ok: false, code: 'entry-malformed' });
  });

  it('is refused when the server logs an opening that does not fit the ciphertexts', () => {
    const json = new TextDecoder().decode(fromBase64Url(made.answer.entry));
    const changed = new TextEncoder().encode(json.replace('钱六', '孙七'));
    const leaves = [...meeting.entries.slice(0, made.answer.index), changed].map((one) => leafHash(suite, one));
    const index = leaves.length - 1;
    const note = { origin: originOf(meeting.meeting), size: leaves.length, root: treeRoot(suite, leaves) };
    const forged = {
      entry: toBase64Url(changed),
      index,
      size: leaves.length,
      proof: inclusionProof(suite, leaves, index).map(toBase64Url),
      checkpoint: signCheckpoint(suite, note, note.origin, meeting.server, systemRandom),
    };
    // The card signed the opening as well, so that a server cannot blame a device for texts that were never sealed.
    expect(codeOf(forged)).toMatch(/signature-invalid|opening-invalid/);
  });
});

const checks: AuditChecks = {
  cardOf: async (answer) => attempt(() => cardOf(answer)),
  check: async (...args) => attempt(() => checkAudited(...args)),
  directory: async (...args) => attempt(() => checkDirectory(...args)),
};
const api = {
  public: async () => ok(shown),
  card: async () => ok(card),
  audited: async () => ok(made.answer),
  directory: async () => ok(directory),
};

describe('the page of the second device', () => {
  it('names people of the directory', async () => {
    const found = await checkAudit(byTracker, api, checks);
    expect(found).toMatchObject({ at: 'held', marks: { p1: { writeIns: [{ name: '阿依古丽·买买提', detail: '规划科科长' }] } } });
  });

  it('tells "not there", "no answer" and "does not hold" apart', async () => {
    expect(await checkAudit(byTracker, { ...api, audited: async () => refused('audit-unknown') }, checks)).toEqual({ at: 'unknown' });
    expect(await checkAudit(byTracker, { ...api, audited: async () => lost }, checks)).toEqual({ at: 'unreachable' });
    const wrong: AuditCode = { kind: 'short', text: '0'.repeat(16) };
    expect(await checkAudit(wrong, api, checks)).toEqual({ at: 'bad', code: 'audit-differs' });
  });

  it.each([
    [`#${'A'.repeat(43)}`, { kind: 'tracker', text: 'A'.repeat(43) }],
    [`https://host/audit/demo#${'b'.repeat(43)}`, { kind: 'tracker', text: 'b'.repeat(43) }],
    ['0123 4567-89ab cdeo', { kind: 'short', text: '0123456789ABCDE0' }],
    ['0123 4567 89ab cde', null],
    ['0123 4567 89ab cdeu', null],
    ['', null],
  ])('reads %s', (text, code) => {
    expect(readAuditCode(text)).toEqual(code);
  });
});

/** Reproducible bytes; a linear generator is enough to look at frequencies. */
function scripted(state: number) {
  let next = state >>> 0;
  return (n: number): Uint8Array =>
    Uint8Array.from({ length: n }, () => {
      next = (Math.imul(next, 1664525) + 1013904223) >>> 0;
      return next >>> 24;
    });
}

describe('a challenger', () => {
  const form = contests.map((contest) => ({ ...contest, kind: 'choice' as const, subject: null, dimension: null, position: '' }));

  it('is proposed marks that every rule allows, and all kinds of them', () => {
    const random = scripted(1);
    const seen = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const marks = propose({ contests: form, people: [] }, random);
      for (const contest of form) {
        const mark = marks[contest.id] ?? noMark;
        const names = mark.options.length + mark.writeIns.length;
        expect(names <= contest.max && (mark.abstain ? names === 0 && contest.abstain : names >= contest.min)).toBe(true);
        seen.add(`${contest.id} ${mark.options.join()} ${mark.writeIns.length} ${mark.abstain}`);
      }
    }
    // Three single names, three pairs and the abstention; two single names and their pair. These names give nobody to write in.
    expect(seen.size).toBe(10);
  });

  it('finds a device that changes a mark, a write-in or an abstention, from what the ballot really held', async () => {
    const proposed = {
      p1: { ...noMark, options: [1], writeIns: [{ text: '#D7', name: '', detail: '' }] },
      p2: { ...noMark, writeIns: [{ text: '钱六', name: '', detail: '' }] },
    };
    const held = await checkAudit(byTracker, api, checks);
    expect(held.at === 'held' && differences(held.contests, proposed, held.marks)).toEqual([]);
    const cheated = published([choices[0]!, { options: [], writeIns: ['孙七'], abstain: false }]);
    const found = await checkAudit({ kind: 'tracker', text: cheated.tracker }, { ...api, audited: async () => ok(cheated.answer) }, checks);
    expect(found.at === 'held' && differences(found.contests, proposed, found.marks).map(({ id }) => id)).toEqual(['p2']);
  });

  it('finds a device that changes a share p of the ballots with chance 1-(1-p)^c (A59)', () => {
    const random = scripted(7);
    for (const [p, c] of [
      [0.1, 5],
      [0.3, 4],
      [0.05, 20],
    ] as const) {
      let caught = 0;
      for (let meetings = 0; meetings < 2000; meetings++) {
        let found = false;
        for (let audit = 0; audit < c; audit++) {
          const wanted = propose({ contests: form, people: [] }, random);
          const cheats = below(10_000, random) < p * 10_000;
          const sealed = cheats ? { ...wanted, p2: { ...noMark, options: wanted['p2']!.options.length === 0 ? [0] : [] } } : wanted;
          if (differences(form, wanted, sealed).length > 0) found = true;
        }
        if (found) caught++;
      }
      expect(Math.abs(caught / 2000 - detectionChance(p, c))).toBeLessThan(0.04);
    }
    expect(detectionChance(0.05, 0)).toBe(0);
  });
});
