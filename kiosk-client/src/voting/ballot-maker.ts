import type { DirectoryEntry } from '../protocol/directory.ts';
import type { ConsistencyAnswer, CountedAnswer, PublicMeeting, ReceiptAnswer } from '../server/messages.ts';
import type { Choice } from './marks.ts';

/** Bad data is a value with a stable code. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string };

/** The card and the meeting after the worker has verified both. */
export interface VerifiedCard {
  /** The card's public key, base64url of 65 bytes. */
  readonly card: string;
  /** Grouped for people. */
  readonly organizerFingerprint: string;
  /** False when the code was typed and so named no organizer. */
  readonly pinned: boolean;
}

export interface CardCode {
  /** SEED in whatever form it was read. */
  readonly seed: string;
  /** FP of the card's address, or null when only SEED was typed. */
  readonly fingerprint: string | null;
}

export interface Sealed {
  /** base64url of 32 bytes. */
  readonly tracker: string;
  /** Short tracker in groups of 4. */
  readonly short: string;
}

/** A verified receipt in what the page shows of it. */
export interface VerifiedReceipt {
  readonly tracker: string;
  readonly short: string;
  readonly size: number;
}

/**
 * Everything of the attendee's page that needs the protocol. It runs in a worker; seed, card key and encryption randomness never
 * leave it. One maker serves one card; `forget` destroys what it holds.
 */
export interface BallotMaker {
  /** Verifies manifest, contests and (once there) `opened`, and derives the card's key. Codes: `card-unreadable`, `organizer-differs`, `manifest-invalid`. */
  begin(code: CardCode, meeting: PublicMeeting): Promise<Checked<VerifiedCard>>;
  /** Computes a bundle for these contests while the attendee reads. `supersedes` is the tracker of the card's latest ballot. */
  prepare(cardClass: string, contests: readonly string[], supersedes: string | null): Promise<void>;
  /** Seals the choices with a bundle that is used up by it. */
  seal(choices: readonly Choice[]): Promise<Checked<Sealed>>;
  /** Signs the sealed ballot for casting; the same bytes on every call. Both base64url. */
  cast(): Promise<Checked<{ ballot: string; tracker: string }>>;
  /** Opens the sealed ballot instead of casting it, which it never can be then; the same bytes on every call. Both base64url. */
  audit(): Promise<Checked<{ ballot: string; tracker: string }>>;
  /** The list of people to write in, against the manifest's hash. Codes: `directory-differs`, `directory-invalid`. */
  directory(bytes: Uint8Array): Promise<Checked<readonly DirectoryEntry[]>>;
  /** Destroys the sealed ballot after an edit or an audit and prepares the next bundle. */
  unseal(): Promise<void>;
  /** Signature of the checkpoint, inclusion of the leaf, card and tracker; and that leaf and tracker are this ballot's where it is known. */
  checkReceipt(
    answer: ReceiptAnswer,
    against: Against,
    ballot: { bytes: string; tracker: string } | null,
  ): Promise<Checked<VerifiedReceipt>>;
  /** `tracker` of the kept receipt is in the counted set of a `closed` entry that is signed, in the log, and in a log that extends the kept checkpoint. */
  checkCounted(
    answer: CountedAnswer,
    consistency: ConsistencyAnswer | null,
    kept: ReceiptAnswer,
    against: Against,
  ): Promise<Checked<{ counted: boolean }>>;
  /** The text of the receipt's QR code: an address of the check page. */
  receiptLink(answer: ReceiptAnswer, origin: string): Promise<string>;
  /** Destroys seed, keys and randomness; receipts can still be checked. */
  forget(): void;
}

/** What a receipt is verified against: the meeting's entries, the organizer's fingerprint from the card, and the card itself. */
export interface Against {
  readonly meeting: PublicMeeting;
  readonly fingerprint: string | null;
  readonly card: string;
}
