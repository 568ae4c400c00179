import { bool, bytes, type Decoded, int, list, nonEmpty, object, oneOf, optional, pattern, text, vector } from './canonical-json.ts';
import { POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import { idForm, isTime, meetingIdForm } from './names.ts';
import { Refusal } from './refusal.ts';

/**
 * Bodies of entries in the member order of `record.md`. Forms only (V02): how many there may be of something, and every rule that
 * needs more than one member, stands in `rules.ts` and `replay-*.ts`. Points and scalars are decoded by `entry-elements.ts`.
 */
const point = bytes(POINT_BYTES);
const points = vector(POINT_BYTES);
const scalar = bytes(SCALAR_BYTES);
const scalars = vector(SCALAR_BYTES);
const hash = bytes(32);
const nonce = bytes(16);
const id = pattern(idForm);
const name = text(4000, 1);
const free = text();

const time = {
  read(value: unknown, path: string): string {
    if (typeof value !== 'string' || !isTime(value)) throw new Refusal('json-invalid', `${path} is not a time`);
    return value;
  },
  write: (value: string) => JSON.stringify(value),
};

/** A statement that only has this one form. */
const onlyTrue = {
  read(value: unknown, path: string): true {
    if (value !== true) throw new Refusal('json-invalid', `${path} is not true`);
    return value;
  },
  write: () => 'true',
};

const marks = list(oneOf('demo', 'practice', 'simulated'));
const ascendingMarks: typeof marks = {
  read(value, path) {
    const read = marks.read(value, path);
    if (read.some((mark, i) => i > 0 && read[i - 1]! >= mark)) throw new Refusal('json-invalid', `${path} are not ascending`);
    return read;
  },
  write: marks.write,
};

const signer = object({ name, key: bytes() });
const attendance = list(object({ category: id, expected: int, present: int }));

export const manifestBody = object({
  version: oneOf('RV1'),
  suite: oneOf('P256-SHA256', 'SM2-SM3'),
  meeting: pattern(meetingIdForm),
  nonce,
  title: name,
  place: free,
  time,
  kind: oneOf('recommendation', 'assessment', 'vote', 'other'),
  marks: ascendingMarks,
  categories: list(object({ id, name })),
  trustees: list(object({ name, key: bytes() })),
  threshold: int,
  allTrusteesAcknowledged: bool,
  minGroupSize: int,
  allowSmall: bool,
  acknowledgedSmallClass: bool,
  revoting: bool,
  policy: oneOf('sealed', 'announced'),
  singleWriteIns: oneOf('shown', 'other'),
  tallyQuorum: oneOf('trustees', 'witnessed'),
  witnessQuorum: int,
  quorum: object({ need: int, of: int }),
  directory: optional(hash),
  organizer: signer,
  issuer: signer,
  officers: list(signer),
  tellers: optional(nonEmpty(list(signer))),
  server: object({ key: bytes() }),
});
export type Manifest = Decoded<typeof manifestBody>;

export const contestsBody = object({
  nonce,
  contests: list(
    object({
      id,
      title: name,
      position: free,
      kind: optional(oneOf('grade', 'vote')),
      subject: optional(id),
      dimension: optional(name),
      options: list(object({ id, name, detail: free })),
      slots: int,
      min: int,
      max: int,
      abstain: bool,
    }),
  ),
  announcement: object({ principles: free, positions: free, conditions: free, scope: free, requirements: free }),
});
export type Contests = Decoded<typeof contestsBody>;
export type Contest = Contests['contests'][number];

export const trusteeCommitBody = object({ trustee: int, commit: hash });
export const trusteeKeyBody = object({ trustee: int, name, key: point, nonce: hash, A: points, R: points, z: scalars });
export type TrusteeKeyBody = Decoded<typeof trusteeKeyBody>;
export const trusteeSharesBody = object({ trustee: int, E: point, c: scalars });
export type TrusteeSharesBody = Decoded<typeof trusteeSharesBody>;
export const trusteeReadyBody = object({ trustee: int, size: int, root: hash, h: point });
export const trusteeComplaintBody = object({ trustee: int, dealer: int, S: point, c: scalar, z: scalar });
export type TrusteeComplaintBody = Decoded<typeof trusteeComplaintBody>;
export const rehearsalBody = object({ trustee: int, size: int, root: hash, d: point, Tg: point, Ta: point, z: scalar });
export type RehearsalBody = Decoded<typeof rehearsalBody>;
export const tallyReadyBody = object({ trustee: int, size: int, root: hash });
export const decryptionBody = object({ phase: int, size: int, root: hash, trustee: int, d: points, Tg: point, Ta: point, z: scalar });
export type DecryptionBody = Decoded<typeof decryptionBody>;

export const mixedBody = object({
  contest: int,
  mix: int,
  trustee: int,
  size: int,
  root: hash,
  outputs: points,
  c: points,
  cHat: points,
  t1: point,
  t2: point,
  t3: point,
  t4: points,
  tHat: points,
  s1: scalar,
  s2: scalar,
  s3: scalar,
  s4: scalars,
  sHat: scalars,
  sPrime: scalars,
});
export type MixedBody = Decoded<typeof mixedBody>;

export const cardsBody = object({ nonce, class: id, category: id, contests: list(id), cards: points });
export type CardsBody = Decoded<typeof cardsBody>;
export const cardsVoidedBody = object({ nonce, reason: oneOf('not-handed-out', 'spoilt', 'returned-unused'), cards: points });

export const openedBody = object({
  nonce,
  h: point,
  contests: hash,
  size: int,
  root: hash,
  attendance,
  announced: onlyTrue,
});
export type Opened = Decoded<typeof openedBody>;

export const closedBody = object({
  nonce,
  size: int,
  root: hash,
  attendance,
  counts: list(object({ category: id, cards: int, voided: int, handedOut: int, ballots: int })),
  countedRoot: hash,
  challengeCards: points,
});
export type Closed = Decoded<typeof closedBody>;

export const cardReplacedBody = object({ nonce, card: point, reason: oneOf('lost', 'unreadable', 'other'), text: free });
export type CardReplacedBody = Decoded<typeof cardReplacedBody>;

export const paperCountBody = object({
  nonce,
  forms: list(object({ category: id, handedOut: int, returned: int, invalid: int })),
  contests: list(
    object({
      id,
      ballots: int,
      invalid: int,
      options: list(int),
      abstain: optional(int),
      writeIns: optional(list(object({ text: name, count: int }))),
    }),
  ),
});
export type PaperCountBody = Decoded<typeof paperCountBody>;

export const cancelledBody = object({ nonce, reason: oneOf('quorum', 'texts', 'emergency', 'other'), text: free });
export const attestationBody = object({ nonce, verdict: oneOf('verified', 'objection'), size: int, root: hash, text: free });

const group = object({
  categories: list(id),
  ballots: int,
  options: list(int),
  used: optional(list(int)),
  abstain: optional(int),
});
const writeIn = object({ text: free, count: int });
export const resultBody = object({
  salt: hash,
  contests: list(
    object({
      id,
      groups: list(group),
      writeIns: optional(list(writeIn)),
      otherWriteIns: optional(int),
      voidWriteIns: optional(int),
      unreadableWriteIns: optional(int),
    }),
  ),
});
export type ResultBody = Decoded<typeof resultBody>;

/** Every enveloped type with its body and its size limit in bytes of the whole entry. */
export const entryTypes = {
  manifest: { body: manifestBody, limit: 256 << 10 },
  contests: { body: contestsBody, limit: 2 << 20 },
  'trustee-commit': { body: trusteeCommitBody, limit: 64 << 10 },
  'trustee-key': { body: trusteeKeyBody, limit: 64 << 10 },
  'trustee-shares': { body: trusteeSharesBody, limit: 64 << 10 },
  'trustee-ready': { body: trusteeReadyBody, limit: 64 << 10 },
  'trustee-complaint': { body: trusteeComplaintBody, limit: 64 << 10 },
  rehearsal: { body: rehearsalBody, limit: 64 << 10 },
  cards: { body: cardsBody, limit: 8 << 20 },
  'cards-voided': { body: cardsVoidedBody, limit: 8 << 20 },
  opened: { body: openedBody, limit: 64 << 10 },
  'card-replaced': { body: cardReplacedBody, limit: 64 << 10 },
  cancelled: { body: cancelledBody, limit: 64 << 10 },
  closed: { body: closedBody, limit: 8 << 20 },
  'paper-count': { body: paperCountBody, limit: 2 << 20 },
  mixed: { body: mixedBody, limit: 32 << 20 },
  'tally-ready': { body: tallyReadyBody, limit: 64 << 10 },
  decryption: { body: decryptionBody, limit: 8 << 20 },
  result: { body: resultBody, limit: 8 << 20 },
  attestation: { body: attestationBody, limit: 64 << 10 },
} as const;

export type EntryType = keyof typeof entryTypes;
export type BodyOf<T extends EntryType> = Decoded<(typeof entryTypes)[T]['body']>;
