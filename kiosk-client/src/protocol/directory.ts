import { equalBytes } from './bytes.ts';
import { type Decoded, decodeJson, encodeJson, list, object, pattern, text } from './canonical-json.ts';
import { attempt, Refusal, type Result, require } from './refusal.ts';
import type { Suite } from './suite.ts';

/** Bytes of a directory at most. */
export const DIRECTORY_LIMIT = 1 << 20;
/** Ids as those of options, but short enough that `#` and the id fit the 30 bytes of a write-in. */
const id = pattern(/^[A-Za-z0-9][A-Za-z0-9-]{0,28}$/);
const directoryBody = object({ entries: list(object({ id, name: text(100, 1), detail: text(200) }), 10_000) });

export type DirectoryEntry = Decoded<typeof directoryBody>['entries'][number];

/**
 * The people who may be written in (`server-api.md`, "Directory"): the bytes as the server sent them, against the manifest's hash.
 * Refuses with `directory-differs` for any other list than the one that was signed, `directory-invalid` for one that breaks a rule.
 */
export function readDirectory(suite: Suite, bytes: Uint8Array, signed: Uint8Array | undefined): Result<DirectoryEntry[]> {
  return attempt(() => {
    require(signed !== undefined && equalBytes(suite.hash(bytes), signed), 'directory-differs');
    let entries: DirectoryEntry[];
    try {
      entries = decodeJson(directoryBody, bytes, DIRECTORY_LIMIT).entries;
    } catch (error) {
      throw error instanceof Refusal ? new Refusal('directory-invalid', error.message) : error;
    }
    const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;
    const rules = entries.length > 0 && distinct(entries.map((one) => one.id)) && distinct(entries.map(sameness));
    require(rules, 'directory-invalid', 'rules');
    return entries;
  });
}

const sameness = ({ name, detail }: DirectoryEntry): string => JSON.stringify([name, detail]);

/** Canonical bytes of a directory, for tests and tools that make one. */
export function directoryBytes(entries: readonly DirectoryEntry[]): Uint8Array {
  return encodeJson(directoryBody, { entries: [...entries] });
}
