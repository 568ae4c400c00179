import type { LogView } from '../worker/trustee-core.ts';

/** What the person at this device has already done. */
export interface Given {
  /** The backup has been loaded back. */
  readonly backedUp: boolean;
  /** The checkpoint was compared and agrees. */
  readonly consent: boolean;
  /** A complaint was sent from here. */
  readonly complained: boolean;
}

/**
 * Where the trustee's way stops for a person, or ends; null when the worker may take its next step by itself. Nothing of the
 * ceremony is confirmed before a backup has been loaded back, and nothing of the tally is signed before a person has consented.
 */
export function gate(
  view: LogView,
  signed: ReadonlySet<string>,
  given: Given,
): 'backup' | 'consent' | 'result' | 'not-needed' | 'cancelled' | 'aborted' | null {
  if (view.ended !== null) return view.ended;
  if (view.result) return 'result';
  if (view.closed) {
    if (view.tallied && !signed.has('decryption')) return 'not-needed';
    return signed.has('tally-ready') || given.consent ? null : 'consent';
  }
  return view.shares === view.trustees && !given.backedUp ? 'backup' : null;
}
