import type { Mark } from '../server/messages.ts';

/** The line that no page of a demo, rehearsal or simulated meeting is without. */
export function MarksBanner({ marks, t }: { marks: readonly Mark[]; t: (key: `mark.${Mark}`) => string }) {
  if (marks.length === 0) return null;
  return (
    <div class="banner" role="note">
      {marks.map((mark) => (
        <div key={mark}>{t(`mark.${mark}`)}</div>
      ))}
    </div>
  );
}
