import type { LogView, TallyView } from '../worker/trustee-core.ts';

/** One value per screen of the trustee's page. */
export type TrusteeState =
  | { readonly at: 'starting' }
  | { readonly at: 'no-token' }
  | { readonly at: 'why' }
  | { readonly at: 'make-key'; readonly busy: boolean; readonly problem: string | null }
  | {
      readonly at: 'unlock';
      readonly from: 'device' | 'file';
      readonly tally: boolean;
      readonly busy: boolean;
      readonly problem: string | null;
    }
  | { readonly at: 'verifying'; readonly done: number; readonly total: number }
  | { readonly at: 'working'; readonly view: LogView | null; readonly step: WorkStep; readonly offline: boolean }
  | { readonly at: 'backup'; readonly saved: boolean; readonly busy: boolean; readonly problem: string | null }
  | { readonly at: 'complaint' }
  | { readonly at: 'consent'; readonly summary: TallySummary; readonly ask: 'device' | 'stop' | null }
  | { readonly at: 'mixing'; readonly title: string; readonly tuples: number; readonly done: number; readonly total: number }
  | { readonly at: 'finished'; readonly how: 'result' | 'not-needed' | 'cancelled' | 'aborted' | 'complained' }
  | { readonly at: 'problem'; readonly code: string; readonly detail: string };

export type WorkStep =
  | 'manifest'
  | 'commits'
  | 'keys'
  | 'shares'
  | 'ready'
  | 'rehearsals'
  | 'opening'
  | 'closing'
  | 'mixes'
  | 'tally-ready'
  | 'witness'
  | 'others'
  | 'sending'
  | 'sending-mix';

/** What the trustee compares before consenting: recomputed from the record by this device. */
export interface TallySummary extends Pick<TallyView, 'ballots'> {
  readonly positions: number;
  /** Positions whose write-ins are mixed before anything is opened. */
  readonly mixed: number;
  /** Short code of the tree right after the closing. */
  readonly checkpoint: string;
}
