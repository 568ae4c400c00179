import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';

type Parts = typeof import('./late-parts.ts');
let loaded: Parts | null = null;

/** Writing people in and auditing: fetched after the first paint, because the first screen may cost 40 KB at most. */
export async function loadLate(): Promise<Parts | null> {
  try {
    loaded ??= await import('./late-parts.ts');
  } catch {
    // The network failed just then; whoever waits tries again.
  }
  return loaded;
}

/** Draws a late part once it is there. */
export function Late({ draw }: { draw: (parts: Parts) => VNode }) {
  const [parts, set] = useState(loaded);
  useEffect(() => {
    if (parts !== null) return;
    let waiting = true;
    const load = async (): Promise<void> => {
      const found = await loadLate();
      if (!waiting) return;
      if (found !== null) set(found);
      else setTimeout(() => void load(), 2000);
    };
    void load();
    return () => {
      waiting = false;
    };
  }, [parts]);
  if (parts !== null) return draw(parts);
  return (
    <p class="working" role="status">
      {t('loading')}
    </p>
  );
}
