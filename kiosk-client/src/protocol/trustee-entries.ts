import type { EnvelopedEntry } from './entry-envelope.ts';

/**
 * Under which name a trustee's entry is looked up: its type, but `decryption-2` for the texts and `mixed-C` for the mix of contest C,
 * because a trustee may make several of these.
 */
export function trusteeEntryName(entry: EnvelopedEntry): string {
  if (entry.type === 'decryption' && entry.body.phase !== 1) return `decryption-${entry.body.phase}`;
  return entry.type === 'mixed' ? `mixed-${entry.body.contest}` : entry.type;
}

/** The type that such a name stands for. */
export function typeOfName(name: string): string {
  return name.startsWith('decryption-') ? 'decryption' : name.startsWith('mixed-') ? 'mixed' : name;
}
