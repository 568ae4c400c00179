/**
 * What an officer's browser keeps of one meeting, in local storage, so that a reload forgets nothing: the manifest, and the checkpoint
 * that it cosigned last, with its own line. Nothing of it is secret. A witness that has stopped stays stopped.
 */
export interface WitnessState {
  /** Manifest hash, base64url. */
  readonly manifest: string;
  readonly size: number;
  /** Base64url of 32 bytes. */
  readonly root: string;
  /** The note cosigned last, with the officer's own line; empty before the first. */
  readonly note: string;
  /** Seconds since 1970 in that line; 0 before the first. */
  readonly time: number;
  readonly stopped: StopReason | null;
  /** What was found when it stopped, for downloading again. */
  readonly files: readonly EvidenceFile[];
}

/** `manifest`: another manifest than before; `signature`: not the server's; `fork`, `rollback`: see `witnesses.md`; `proof`: a proof that proves nothing. */
export type StopReason = 'manifest' | 'signature' | 'fork' | 'rollback' | 'proof';

export interface EvidenceFile {
  readonly name: string;
  readonly text: string;
}

export interface WitnessMemory {
  load(): WitnessState | null;
  save(state: WitnessState): void;
}

export function witnessMemory(meeting: string, officer: number, storage: Storage): WitnessMemory {
  const name = `rv-witness:${meeting}:${officer}`;
  return {
    load() {
      const kept = storage.getItem(name);
      if (kept === null) return null;
      const state = JSON.parse(kept) as WitnessState;
      if (typeof state.manifest !== 'string' || !Number.isSafeInteger(state.size) || !Array.isArray(state.files))
        throw new Error('damaged');
      return state;
    },
    // Not being able to store is not swallowed: what was not stored must not be signed.
    save: (state) => storage.setItem(name, JSON.stringify(state)),
  };
}
