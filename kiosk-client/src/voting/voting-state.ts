import type { DirectoryEntry } from '../protocol/directory.ts';
import type { Announcement, Contest } from './ballot-form.ts';
import type { Hint, Marks } from './marks.ts';

/** What a card screen has to say about the last code read. */
export type CodeProblem = 'damaged' | 'other-meeting';

export type SendStep = 'signing' | 'sending' | 'confirming' | 'lost' | 'busy' | 'paused' | 'closing';

/** People who may be written in. `none`: the meeting has no list, or this card no slots. */
export type Directory =
  | { readonly kind: 'none' | 'loading' | 'failed' }
  | { readonly kind: 'ready'; readonly people: readonly DirectoryEntry[] };

export type AuditStep = 'signing' | 'sending' | 'confirming' | 'lost' | 'busy' | 'paused';

export type Counted = 'later' | 'checking' | 'counted' | 'not-counted' | 'replaced' | 'failed' | 'cancelled';

/** One value per screen of the attendee's page; a screen shows exactly what its state holds. */
export type VotingState =
  | { readonly at: 'starting' }
  | { readonly at: 'unreachable' }
  | { readonly at: 'scan'; readonly problem: CodeProblem | null; readonly returning: boolean }
  | { readonly at: 'waiting'; readonly reason: 'preparing' | 'paused'; readonly title: string; readonly announcement: Announcement | null }
  | BallotState
  | ReviewState
  | {
      readonly at: 'auditing';
      readonly step: AuditStep;
      readonly contests: readonly Contest[];
      readonly marks: Marks;
      readonly short: string;
      readonly revoting: boolean;
    }
  | AuditedState
  | {
      readonly at: 'sending';
      readonly step: SendStep;
      readonly short: string;
      /** Next attempt and seconds until it, while waiting. */
      readonly next: { readonly attempt: number; readonly seconds: number } | null;
      readonly queue: number | null;
    }
  | {
      readonly at: 'received';
      readonly short: string;
      readonly size: number;
      readonly counted: Counted;
      readonly link: string;
    }
  | { readonly at: 'already'; readonly short: string | null; readonly canRevote: boolean; readonly checked: 'no' | 'checking' | 'failed' }
  | {
      readonly at: 'refused';
      readonly code: string;
      readonly server: { readonly zh: string; readonly en: string } | null;
      readonly savable: boolean;
    };

export interface BallotState {
  readonly at: 'ballot';
  readonly contests: readonly Contest[];
  readonly announcement: Announcement | null;
  readonly marks: Marks;
  readonly hint: Hint | null;
  /** True once card and meeting are verified. */
  readonly cardReady: boolean;
  /** Titles of contests that the card's class leaves out. */
  readonly excluded: readonly string[];
  /** Contest that stops the review. */
  readonly incomplete: string | null;
  /** Contest to bring into view, after "change" on the review. */
  readonly show: string | null;
  readonly revoting: boolean;
  readonly directory: Directory;
}

export interface ReviewState {
  readonly at: 'review';
  readonly contests: readonly Contest[];
  readonly marks: Marks;
  /** Grades not given yet: nothing is sealed while there are any. */
  readonly missing: readonly Contest[];
  /** Check code, null while sealing. */
  readonly short: string | null;
  /** Organizer's fingerprint to compare by eye, when the card code was typed. */
  readonly unpinned: string | null;
  readonly revoting: boolean;
}

/** An audit that came to an end. The sealed ballot is opened for all who may see the record, and was not cast. */
export interface AuditedState {
  readonly at: 'audited';
  readonly contests: readonly Contest[];
  /** What the ballot was to hold: a second device must show the same. */
  readonly marks: Marks;
  /** The check code shown before the decision. */
  readonly short: string;
  readonly outcome:
    | { readonly kind: 'published'; readonly link: string; readonly size: number }
    | { readonly kind: 'refused'; readonly code: string; readonly server: { readonly zh: string; readonly en: string } | null };
  /** Audits of this person so far. */
  readonly count: number;
  readonly revoting: boolean;
}

/** What the room needs to know beside the form; kept apart, so that live data never re-renders a ballot. */
export type Notice = { readonly kind: 'closing'; readonly at: number } | { readonly kind: 'paused' } | null;
