/**
 * What a trustee's browser keeps of one invitation, in local storage, so that a reload or a pause of days costs nothing:
 * the sealed file as it was last stored (useless without the passphrase), whether a backup has been loaded back here, and the
 * last tree this device has seen (the log must always extend it). The passphrase and open secrets are never stored; the token of
 * the invitation is kept for the tab only.
 */
export interface DeviceRecord {
  readonly sealed: string;
  readonly backedUp: boolean;
  readonly seen: { readonly size: number; readonly root: string } | null;
}

export interface DeviceMemory {
  load(): DeviceRecord | null;
  save(record: DeviceRecord): void;
}

export function deviceMemory(meeting: string, trustee: number, storage: Storage): DeviceMemory {
  const name = `rv-trustee:${meeting}:${trustee}`;
  return {
    load() {
      try {
        const kept: unknown = JSON.parse(storage.getItem(name) ?? 'null');
        return typeof kept === 'object' && kept !== null && typeof (kept as DeviceRecord).sealed === 'string'
          ? (kept as DeviceRecord)
          : null;
      } catch {
        return null;
      }
    },
    // Not being able to store is not swallowed: an entry must not be sent before its file is stored (sealed-file.md, rule 1).
    save: (record) => storage.setItem(name, JSON.stringify(record)),
  };
}
