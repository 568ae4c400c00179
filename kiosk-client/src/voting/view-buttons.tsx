import { useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';

const sizes = ['1', '1.2', '1.45', '1.75'] as const;
const contrasts = ['', 'strong', 'dark'] as const;

function apply(size: number, contrast: number): void {
  const root = document.documentElement;
  root.style.setProperty('--scale', sizes[size]!);
  root.dataset['contrast'] = contrasts[contrast]!;
}

/** Four text sizes and three contrasts. They last as long as the page, so a kiosk forgets them with the person. */
export function ViewButtons() {
  const [view, set] = useState({ size: 0, contrast: 0 });
  const change = (size: number, contrast: number): void => {
    apply(size, contrast);
    set({ size, contrast });
  };
  return (
    <>
      <button type="button" class="plain size-button" onClick={() => change((view.size + 1) % sizes.length, view.contrast)}>
        {t('textSize')}
      </button>
      <button type="button" class="plain" onClick={() => change(view.size, (view.contrast + 1) % contrasts.length)}>
        {t('contrast')}
      </button>
    </>
  );
}

/** Back to the first size and contrast, for the next person at a kiosk. */
export function resetView(): void {
  apply(0, 0);
}
