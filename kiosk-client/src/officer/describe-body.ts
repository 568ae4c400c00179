import { type Codec, decodeJson } from '../protocol/canonical-json.ts';
import { contestName, optionName } from '../protocol/contest-names.ts';
import { POINT_BYTES } from '../protocol/encoding.ts';
import { type BodyOf, type Contests, type EntryType, entryTypes } from '../protocol/entry-bodies.ts';
import { attempt, Refusal, type Result } from '../protocol/refusal.ts';
import { t, words } from '../text/officer-words.ts';
import { keyCode, shortCode } from '../ui/short-code.ts';

/** One fact in plain words; `lines` stand below each other, `quiet` ones are folded away. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
  readonly folded?: boolean;
  readonly code?: boolean;
}

/** The types that staff sign. */
const staffTypes = [
  'manifest',
  'contests',
  'cards',
  'cards-voided',
  'card-replaced',
  'opened',
  'closed',
  'paper-count',
  'cancelled',
  'attestation',
] as const;
export type StaffType = (typeof staffTypes)[number];

/** A body decoded strictly, as every verifier will decode it. */
export type StaffBody = { [T in StaffType]: { readonly type: T; readonly body: BodyOf<T> } }[StaffType];

/** Decodes a proposal's body. Refuses anything that is not canonical, unknown, or not staff's to sign. */
export function readStaffBody(type: string, bytes: Uint8Array): Result<StaffBody> {
  return attempt(() => {
    const known = staffTypes.find((candidate) => candidate === type);
    if (known === undefined) throw new Refusal('entry-malformed', type);
    const { body, limit } = entryTypes[known as EntryType];
    return { type: known, body: decodeJson(body as Codec<unknown>, bytes, limit) } as StaffBody;
  });
}

const fact = (label: string, ...lines: string[]): Fact => ({ label, lines });
const coded = (label: string, bytes: Uint8Array): Fact => ({ label, lines: [shortCode(bytes)], code: true });
const named = (name: string, value: string): string => `${name}${words.lang === 'zh' ? '：' : ': '}${value}`;
const yesNo = (value: boolean): string => t(value ? 'f.yes' : 'f.no');
const keyLine = (name: string, key: Uint8Array): string => `${name}${name === '' ? '' : ' · '}${t('f.keyShort', { key: keyCode(key) })}`;
const pointCode = (label: string, point: Uint8Array): Fact => ({ label, lines: [keyCode(point)], code: true });

/**
 * Everything that the signature will cover, in words for people; nothing of the body is left out but nonces.
 * `contests` are those that the meeting has signed: a body that names contests by id alone is told in their words.
 */
export function describeBody(read: StaffBody, contests: Contests | null = null): Fact[] {
  switch (read.type) {
    case 'manifest':
      return describeManifest(read.body);
    case 'contests':
      return describeContests(read.body);
    case 'cards':
      return [
        fact(t('f.class'), read.body.class),
        fact(t('f.category'), read.body.category),
        fact(t('f.contestsOf'), read.body.contests.join('、')),
        fact(t('f.cards'), t('f.cardsValue', { n: read.body.cards.length / POINT_BYTES })),
      ];
    case 'cards-voided':
      return [
        fact(t('f.reason'), t(`f.reason.${read.body.reason}`)),
        fact(t('f.cards'), t('f.cardsValue', { n: read.body.cards.length / POINT_BYTES })),
      ];
    case 'card-replaced':
      return [
        fact(t('f.reason'), t(`f.reason.${read.body.reason}`)),
        fact(t('f.text'), read.body.text),
        pointCode(t('f.replacement'), read.body.card),
      ];
    case 'paper-count':
      return describePaper(read.body, contests?.contests ?? []);
    case 'opened':
      return [
        pointCode(t('f.h'), read.body.h),
        ...describeAttendance(read.body.attendance),
        fact(t('f.announced'), read.body.announced ? t('f.announced.yes') : t('f.no')),
        coded(t('f.contestsHash'), read.body.contests),
        fact(t('f.size'), String(read.body.size)),
        coded(t('f.root'), read.body.root),
      ];
    case 'closed':
      return describeClosed(read.body);
    case 'cancelled':
      return [fact(t('f.reason'), t(`f.reason.${read.body.reason}`)), fact(t('f.text'), read.body.text)];
    case 'attestation':
      return [
        fact(t('f.verdict'), t(`f.verdict.${read.body.verdict}`)),
        fact(t('f.text'), read.body.text),
        fact(t('f.size'), String(read.body.size)),
        coded(t('f.root'), read.body.root),
      ];
  }
}

function describeManifest(body: BodyOf<'manifest'>): Fact[] {
  const { trustees, threshold, marks } = body;
  return [
    fact(t('f.title'), body.title),
    fact(t('f.meeting'), body.meeting),
    fact(t('f.place'), body.place),
    fact(t('f.time'), localTime(body.time)),
    fact(t('f.kind'), t(`f.kind.${body.kind}`)),
    fact(t('f.marks'), ...(marks.length === 0 ? [t('f.marks.none')] : marks.map((mark) => t(`f.marks.${mark}`)))),
    fact(t('f.suite'), body.suite),
    fact(t('f.categories'), ...body.categories.map(({ id, name }) => `${id} ${name}`)),
    fact(t('f.threshold'), t('f.thresholdValue', { n: trustees.length, t: threshold })),
    fact(t('f.trustees'), ...trustees.map(({ name, key }) => keyLine(name, key))),
    fact(t('f.allTrustees'), t(body.allTrusteesAcknowledged ? 'f.allTrustees.yes' : 'f.no')),
    fact(t('f.quorum'), t('f.quorumValue', body.quorum)),
    fact(t('f.minGroupSize'), String(body.minGroupSize)),
    fact(t('f.allowSmall'), yesNo(body.allowSmall)),
    fact(t('f.acknowledgedSmallClass'), yesNo(body.acknowledgedSmallClass)),
    fact(t('f.revoting'), yesNo(body.revoting)),
    fact(t('f.policy'), t(`f.policy.${body.policy}`)),
    fact(t('f.singleWriteIns'), t(`f.singleWriteIns.${body.singleWriteIns}`)),
    fact(t('f.tallyQuorum'), t(`f.tallyQuorum.${body.tallyQuorum}`)),
    fact(t('f.witnessQuorum'), String(body.witnessQuorum)),
    ...(body.directory === undefined ? [] : [coded(t('f.directory'), body.directory)]),
    fact(t('f.organizer'), keyLine(body.organizer.name, body.organizer.key)),
    fact(t('f.issuer'), keyLine(body.issuer.name, body.issuer.key)),
    fact(t('f.officers'), ...body.officers.map(({ name, key }) => keyLine(name, key))),
    ...(body.tellers === undefined ? [] : [fact(t('f.tellers'), ...body.tellers.map(({ name, key }) => keyLine(name, key)))]),
    fact(t('f.server'), keyLine('', body.server.key)),
    fact(t('f.version'), body.version),
  ];
}

/** Minutes east of UTC in which times are shown; the console says which zone it uses. */
let zone: number | null = null;
export const setZone = (minutes: number | null): void => {
  zone = minutes;
};

/** The time of the place, with its zone, and as it stands in the body. */
export function localTime(utc: string): string {
  const at = new Date(utc);
  const minutes = zone ?? -at.getTimezoneOffset();
  const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${local} (UTC${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')})`;
}

/** Grades and votes of many people with the same answers are one fact with a line each. */
function describeJudgements(contests: readonly BodyOf<'contests'>['contests'][number][]): Fact[] {
  const groups = new Map<string, BodyOf<'contests'>['contests'][number][]>();
  for (const contest of contests) {
    const key = JSON.stringify([contest.kind, contest.options, contest.abstain, contest.min, contest.max, contest.slots]);
    groups.set(key, [...(groups.get(key) ?? []), contest]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0]!;
    return [
      fact(
        t(`f.contestKind.${first.kind ?? 'vote'}`),
        first.options.map(({ id, name, detail }) => `${name}${detail === '' ? '' : ` · ${detail}`} (${id})`).join('、'),
        t('f.contestRule', { min: first.min, max: first.max, abstain: yesNo(first.abstain) }),
      ),
      {
        label: t('f.contestPeople', { n: group.length }),
        lines: group.map(({ id, title, position, subject, dimension }) =>
          [title, position, dimension, `${id} / ${subject ?? ''}`].filter((one) => one !== undefined && one !== '').join(' · '),
        ),
        folded: true,
      },
    ];
  });
}

function describePaper(body: BodyOf<'paper-count'>, asked: Contests['contests']): Fact[] {
  return [
    fact(t('f.paperForms'), ...body.forms.map((one) => named(one.category, t('f.paperFormsValue', one)))),
    ...body.contests.map((one) => {
      const contest = asked.find(({ id, options }) => id === one.id && options.length === one.options.length);
      const kind = t(contest?.kind === undefined ? 'f.contest' : `f.paperKind.${contest.kind}`);
      const counts =
        contest === undefined
          ? t('f.paperOptions', { counts: one.options.join('、') })
          : contest.options.map((option, i) => `${optionName(option, contest.options)} ${one.options[i]}`).join('、');
      return fact(
        contest === undefined ? `${kind} ${one.id}` : `${kind} · ${contestName(contest, asked)}`,
        t('f.paperVotes', { ballots: one.ballots, invalid: one.invalid }),
        counts,
        ...(one.abstain === undefined ? [] : [t('f.paperAbstain', { n: one.abstain })]),
        ...(one.writeIns ?? []).map(({ text, count }) => named(text, String(count))),
      );
    }),
  ];
}

function describeContests(body: BodyOf<'contests'>): Fact[] {
  const contests = body.contests
    .filter(({ kind }) => kind === undefined)
    .flatMap((contest) => [
      fact(
        `${t('f.contest')} ${contest.id}`,
        `${contest.title}${contest.position === '' ? '' : ` · ${contest.position}`}`,
        t('f.contestRule', { min: contest.min, max: contest.max, abstain: yesNo(contest.abstain) }),
        ...(contest.slots > 0 ? [t('f.contestSlots', { n: contest.slots })] : []),
      ),
      {
        label: t('f.contestNames', { n: contest.options.length }),
        lines: contest.options.map(({ name, detail }, i) => `${i + 1}. ${name}${detail === '' ? '' : ` · ${detail}`}`),
        folded: true,
      },
    ]);
  const { principles, positions, conditions, scope, requirements } = body.announcement;
  return [
    ...contests,
    ...describeJudgements(body.contests.filter(({ kind }) => kind !== undefined)),
    { label: t('f.announced'), lines: [principles, positions, conditions, scope, requirements].filter((one) => one !== ''), folded: true },
  ];
}

function describeAttendance(attendance: BodyOf<'opened'>['attendance']): Fact[] {
  const total = attendance.reduce((sum, { expected, present }) => ({ expected: sum.expected + expected, present: sum.present + present }), {
    expected: 0,
    present: 0,
  });
  const lines = attendance.map(({ category, expected, present }) => named(category, t('f.attendanceValue', { expected, present })));
  return [fact(t('f.attendance'), ...lines, named(t('f.attendanceTotal'), t('f.attendanceValue', total)))];
}

function describeClosed(body: BodyOf<'closed'>): Fact[] {
  const counts = body.counts.map((one) => named(one.category, t('f.countsValue', { ...one, unreturned: one.handedOut - one.ballots })));
  const sum = (name: 'cards' | 'voided' | 'handedOut' | 'ballots'): number => body.counts.reduce((total, one) => total + one[name], 0);
  const handedOut = sum('handedOut');
  const ballots = sum('ballots');
  const total = t('f.countsValue', { cards: sum('cards'), voided: sum('voided'), handedOut, ballots, unreturned: handedOut - ballots });
  return [
    fact(t('f.counts'), ...counts, named(t('f.attendanceTotal'), total)),
    ...describeAttendance(body.attendance),
    fact(t('f.challengeCards'), t('f.cardsValue', { n: body.challengeCards.length / POINT_BYTES })),
    coded(t('f.countedRoot'), body.countedRoot),
    fact(t('f.size'), String(body.size)),
    coded(t('f.root'), body.root),
  ];
}
