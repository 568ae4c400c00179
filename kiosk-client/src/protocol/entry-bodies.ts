import { bool, bytes, type Decoded, int, list, object, oneOf, optional, pattern, text, vector } from './canonical-json.ts';
import { POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import { idForm, isTime, meetingIdForm } from './names.ts';
import { Refusal } from './refusal.ts';

/** Bodies of entries in the member order of `record.md`. Forms only; rules that need more than one member stand in `rules-*.ts`. */
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

const signer = object({ name, key: bytes() });
const attendance = list(object({ category: id, expected: int, present: int }), 26);

export const manifestBody = object({
  version: oneOf('RV1'),
  suite: oneOf('P256-SHA256', 'SM2-SM3'),
  meeting: pattern(meetingIdForm),
  nonce,
  title: name,
  place: free,
  time,
  kind: oneOf('recommendation'),
  marks: list(oneOf('demo', 'practice', 'simulated'), 3),
  categories: list(object({ id, name }), 26),
  trustees: list(object({ name, key: point }), 15),
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
  officers: list(signer, 15),
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
      options: list(object({ id, name, detail: free }), 4096),
      slots: int,
      min: int,
      max: int,
      abstain: bool,
    }),
    200,
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

export const cardsBody = object({ nonce, class: id, category: id, contests: list(id, 200), cards: points });
export type CardsBody = Decoded<typeof cardsBody>;
export const cardsVoidedBody = object({ nonce, reason: oneOf('not-handed-out', 'spoilt', 'returned-unused'), cards: points });

export const openedBody = object({
  nonce,
  h: point,
  contests: hash,
  size: int,
  root: hash,
  attendance,
  announced: bool,
});
export type Opened = Decoded<typeof openedBody>;

export const closedBody = object({
  nonce,
  size: int,
  root: hash,
  attendance,
  counts: list(object({ category: id, cards: int, voided: int, handedOut: int, ballots: int }), 26),
  countedRoot: hash,
  challengeCards: points,
});
export type Closed = Decoded<typeof closedBody>;

export const cancelledBody = object({ nonce, reason: oneOf('quorum', 'texts', 'emergency', 'other'), text: free });
export const attestationBody = object({ nonce, verdict: oneOf('verified', 'objection'), size: int, root: hash, text: free });

const group = object({
  categories: list(id, 26),
  ballots: int,
  options: list(int, 4096),
  used: optional(list(int, 4096)),
  abstain: optional(int),
});
const writeIn = object({ text: free, count: int });
export const resultBody = object({
  salt: hash,
  contests: list(
    object({
      id,
      groups: list(group, 26),
      writeIns: optional(list(writeIn, 10_000)),
      otherWriteIns: optional(int),
      voidWriteIns: optional(int),
      unreadableWriteIns: optional(int),
    }),
    200,
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
  cancelled: { body: cancelledBody, limit: 64 << 10 },
  closed: { body: closedBody, limit: 8 << 20 },
  'tally-ready': { body: tallyReadyBody, limit: 64 << 10 },
  decryption: { body: decryptionBody, limit: 8 << 20 },
  result: { body: resultBody, limit: 8 << 20 },
  attestation: { body: attestationBody, limit: 64 << 10 },
} as const;

export type EntryType = keyof typeof entryTypes;
export type BodyOf<T extends EntryType> = Decoded<(typeof entryTypes)[T]['body']>;

/** Types that the protocol knows and this version refuses with `not-yet-supported`. */
export const laterTypes: readonly string[] = ['ballot-audited', 'paper-count', 'mixed', 'card-replaced'];
