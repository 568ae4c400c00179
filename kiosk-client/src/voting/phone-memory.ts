import type { ReceiptAnswer } from '../server/messages.ts';

/**
 * What a phone keeps of a meeting, so that a reload can say "received" or "not received". It lives in the tab's session storage,
 * is gone with the tab, and is never written on a kiosk.
 *
 * Kept: the card's public key and the organizer's fingerprint; from "投出选票" until the server has answered, the sealed ballot
 * (the ciphertexts and proof that become public in the log, so that a reload resends the very same bytes); then the receipt.
 * Never kept: the card code (whoever holds the phone could cast with it), the choices, and any randomness. So a reload before
 * casting asks for the card to be scanned again.
 */
export interface PhoneRecord {
  readonly card: string;
  readonly fingerprint: string | null;
  readonly pending: { readonly ballot: string; readonly tracker: string; readonly short: string } | null;
  readonly receipt: ReceiptAnswer | null;
}

export interface PhoneMemory {
  load(): PhoneRecord | null;
  save(record: PhoneRecord): void;
  clear(): void;
}

/** Memory of a kiosk, or of a browser that forbids storage: none. */
export const noMemory: PhoneMemory = { load: () => null, save: () => undefined, clear: () => undefined };

export function phoneMemory(meeting: string, storage: Storage): PhoneMemory {
  const key = `rv-card:${meeting}`;
  return {
    load() {
      try {
        const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null');
        return isRecord(kept) ? kept : null;
      } catch {
        return null;
      }
    },
    save(record) {
      try {
        storage.setItem(key, JSON.stringify(record));
      } catch {
        // Full or forbidden storage must not stop a cast; a reload then asks for the card again.
      }
    },
    clear() {
      try {
        storage.removeItem(key);
      } catch {
        // Nothing was kept in that case.
      }
    },
  };
}

function isRecord(value: unknown): value is PhoneRecord {
  return typeof value === 'object' && value !== null && typeof (value as PhoneRecord).card === 'string';
}
