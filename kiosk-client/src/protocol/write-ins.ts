import { compareBytes, utf8 } from './bytes.ts';
import type { Contest } from './entry-bodies.ts';
import type { Point, Suite } from './suite.ts';
import { pointToText } from './text-point.ts';

/** The write-in members of a contest in the result. */
export interface CountedWriteIns {
  readonly writeIns: { text: string; count: number }[];
  readonly otherWriteIns: number;
  readonly voidWriteIns: number;
  readonly unreadableWriteIns: number;
}

/**
 * Counts the opened texts of one contest (`record.md`, "Write-ins of the result"). `tuples` holds, per mixed tuple, the points of its
 * used slots in slot order.
 */
export function countWriteIns(
  suite: Suite,
  options: readonly Pick<Contest['options'][number], 'id' | 'name'>[],
  single: 'shown' | 'other',
  tuples: readonly (readonly Point[])[],
): CountedWriteIns {
  const taken = new Set(options.flatMap(({ id, name }) => [name, `#${id}`]));
  const counts = new Map<string, number>();
  let voidWriteIns = 0;
  let unreadableWriteIns = 0;
  for (const tuple of tuples) {
    const earlier = new Set<string>();
    for (const point of tuple) {
      const text = pointToText(suite, point);
      if (text === null || text === '') unreadableWriteIns++;
      else if (earlier.has(text) || taken.has(text)) voidWriteIns++;
      else counts.set(text, (counts.get(text) ?? 0) + 1);
      if (text !== null) earlier.add(text);
    }
  }
  const all = [...counts].map(([text, count]) => ({ text, count }));
  const shown = single === 'other' ? all.filter(({ count }) => count > 1) : all;
  shown.sort((a, b) => compareBytes(utf8(a.text), utf8(b.text)));
  return { writeIns: shown, otherWriteIns: all.length - shown.length, voidWriteIns, unreadableWriteIns };
}
