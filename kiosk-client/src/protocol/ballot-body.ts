import { bytes, type Decoded, decodeJson, encodeJson, list, object, oneOf, optional, text, vector } from './canonical-json.ts';
import { encodePoint, POINT_BYTES, SCALAR_BYTES } from './encoding.ts';
import type { Layout } from './layout.ts';
import type { Point, Suite } from './suite.ts';
import { Transcript } from './transcript.ts';

export const BALLOT_LIMIT = 1 << 20;
export const AUDIT_LIMIT = 2 << 20;
export type Domain = 'cast' | 'audit';

const point = bytes(POINT_BYTES);
const scalar = bytes(SCALAR_BYTES);
const points = vector(POINT_BYTES);
const scalars = vector(SCALAR_BYTES);

/** What an audit publishes: bits, their randomness, texts and theirs. Nothing else, above all no signature nonce. */
export const openingCodec = object({
  b: bytes(),
  r: scalars,
  texts: optional(list(text())),
  textR: optional(scalars),
});
export type Opening = Decoded<typeof openingCodec>;

const body = {
  card: point,
  supersedes: optional(bytes(32)),
  alpha: points,
  beta: points,
  textAlpha: optional(points),
  textBeta: optional(points),
  B: point,
  A: point,
  C: point,
  D: point,
  T1: point,
  T2: point,
  T3: optional(point),
  f: scalars,
  zA: scalar,
  zC: scalar,
  zT: scalar,
  zW: optional(scalar),
} as const;

const castCodec = object({ type: oneOf('ballot'), ...body, R: point, s: scalar });
const auditCodec = object({ type: oneOf('ballot-audited'), ...body, opening: openingCodec, R: point, s: scalar });

export type CastBallot = Decoded<typeof castCodec>;
export type AuditedBallot = Decoded<typeof auditCodec>;
/** Everything a tracker covers: a ballot without domain, opening and signature. */
export type BallotProof = Omit<CastBallot, 'type' | 'R' | 's'>;

export const encodeCastBallot = (ballot: CastBallot): Uint8Array => encodeJson(castCodec, ballot);
export const encodeAuditedBallot = (ballot: AuditedBallot): Uint8Array => encodeJson(auditCodec, ballot);
export const encodeOpening = (opening: Opening): Uint8Array => encodeJson(openingCodec, opening);

/** Decodes a `ballot` entry. Refuses with `json-invalid`, `json-not-canonical` or `base64url-invalid`; points are not looked at yet. */
export const decodeCastBallot = (data: Uint8Array): CastBallot => decodeJson(castCodec, data, BALLOT_LIMIT);
export const decodeAuditedBallot = (data: Uint8Array): AuditedBallot => decodeJson(auditCodec, data, AUDIT_LIMIT);

/** What a ballot is about and cannot choose: everything that Fiat-Shamir absorbs besides the ballot itself. */
export interface BallotContext {
  readonly suite: Suite;
  readonly manifestHash: Uint8Array;
  /** H of the `opened` entry. */
  readonly openedHash: Uint8Array;
  /** The meeting's encryption key. */
  readonly h: Point;
  readonly classId: string;
  readonly layout: Layout;
}

/** The transcript up to and with B; the caller draws `y`. */
export function beginTranscript(context: BallotContext, proof: Pick<BallotProof, StatementMember>): Transcript {
  return new Transcript(context.suite, 'RV1-ballot', context.manifestHash)
    .append('opened', context.openedHash)
    .append('h', encodePoint(context.h))
    .text('class', context.classId)
    .append('layout', context.layout.bytes)
    .append('card', proof.card)
    .append('supersedes', proof.supersedes ?? absent)
    .append('alpha', proof.alpha)
    .append('beta', proof.beta)
    .append('textAlpha', proof.textAlpha ?? absent)
    .append('textBeta', proof.textBeta ?? absent)
    .append('B', proof.B);
}

export type StatementMember = 'card' | 'supersedes' | 'alpha' | 'beta' | 'textAlpha' | 'textBeta' | 'B';
export type CommitmentMember = 'A' | 'C' | 'D' | 'T1' | 'T2' | 'T3';
export type ResponseMember = 'f' | 'zA' | 'zC' | 'zT' | 'zW';
const absent = new Uint8Array(0);

/** The commitments between the challenges `y` and `x`. */
export function appendCommitments(transcript: Transcript, proof: Pick<BallotProof, CommitmentMember>): Transcript {
  for (const name of ['A', 'C', 'D', 'T1', 'T2'] as const) transcript.append(name, proof[name]);
  return transcript.append('T3', proof.T3 ?? absent);
}

/** The responses; the digest after them is the tracker. */
export function appendResponses(transcript: Transcript, proof: Pick<BallotProof, ResponseMember>): Transcript {
  for (const name of ['f', 'zA', 'zC', 'zT'] as const) transcript.append(name, proof[name]);
  return transcript.append('zW', proof.zW ?? absent);
}

/** Domain and, for an audit, the opening: what is signed beyond the tracker. */
export function appendDomain(transcript: Transcript, domain: Domain, opening?: Opening): Transcript {
  transcript.text('domain', domain);
  return opening === undefined ? transcript : transcript.append('opening', encodeOpening(opening));
}
