import { fromBase64Url } from '../base64url.ts';
import { systemRandom } from '../random.ts';
import { checkRecord } from '../record-check.ts';
import { readRecordFile, writeRecordFile } from '../record-file.ts';

interface Base {
  readonly base: string;
  readonly entries: readonly string[];
}

interface MutantLine {
  readonly id: number;
  readonly base?: string;
  /** Ranges of the base's entries, and new entries. */
  readonly entries?: readonly (readonly [number, number] | string)[];
  readonly checkpoint?: string;
  readonly zip?: string;
  readonly manifestHash?: string;
  readonly noted?: string;
}

/** What this implementation says of one mutant: the first check that does not hold. */
interface Opinion {
  readonly id: number;
  readonly check: string | null;
  readonly code: string | null;
  readonly index: number | null;
  readonly detail: string | null;
  readonly ms: number;
}

/** Puts mutants together from their bases and verifies each as a file, as any verifier would. */
export class MutantVerifier {
  readonly #bases = new Map<string, readonly Uint8Array[]>();

  addBase({ base, entries }: Base): void {
    this.#bases.set(base, entries.map(fromBase64Url));
  }

  verify(line: MutantLine): Opinion {
    const begin = performance.now();
    const file = line.zip === undefined ? this.#file(line) : fromBase64Url(line.zip);
    const read = readRecordFile(file);
    const failure = read.ok ? checkOf(read.value, line) : { check: 'V01', code: read.code, detail: read.detail };
    const { check = null, code = null, detail = null } = failure ?? {};
    const index = failure !== null && 'index' in failure ? (failure.index ?? null) : null;
    return { id: line.id, check, code, index, detail, ms: Math.round(performance.now() - begin) };
  }

  #file(line: MutantLine): Uint8Array {
    const base = this.#bases.get(line.base!)!;
    const entries = line.entries!.flatMap((item) => (typeof item === 'string' ? [fromBase64Url(item)] : base.slice(item[0], item[1])));
    return writeRecordFile({ entries, checkpoint: line.checkpoint! });
  }
}

function checkOf(record: Extract<ReturnType<typeof readRecordFile>, { ok: true }>['value'], line: MutantLine) {
  const { failure } = checkRecord(record.entries, {
    checkpoint: record.checkpoint,
    damaged: record.damaged,
    random: systemRandom,
    ...(line.manifestHash === undefined ? {} : { manifestHash: fromBase64Url(line.manifestHash) }),
    ...(line.noted === undefined ? {} : { notedCheckpoint: line.noted }),
  });
  return failure;
}
