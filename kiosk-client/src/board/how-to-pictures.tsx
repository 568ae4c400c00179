import { t } from '../text/screen-words.ts';

/** How to vote in three pictures: scan, choose, done. Lines only, so that they read from the last row. */
export function HowToVote({ address }: { address: string }) {
  return (
    <section class="slide">
      <h1>{t('how.title')}</h1>
      <ol class="pictures">
        <li>
          <ScanPicture />
          <p>{t('how.1')}</p>
        </li>
        <li>
          <ChoosePicture />
          <p>{t('how.2')}</p>
        </li>
        <li>
          <DonePicture />
          <p>{t('how.3')}</p>
        </li>
      </ol>
      <p class="address">{t('how.address', { address })}</p>
    </section>
  );
}

function ScanPicture() {
  return (
    <svg viewBox="0 0 120 120" aria-hidden="true">
      <rect x="12" y="54" width="56" height="56" rx="4" class="paper" />
      <path
        d="M20 62h14v14h-14z M46 62h14v14h-14z M20 88h14v14h-14z M24 66h6v6h-6z M50 66h6v6h-6z M24 92h6v6h-6z"
        class="dark"
        fill-rule="evenodd"
      />
      <path d="M46 88h6v6h-6z M54 96h6v6h-6z M38 78h6v6h-6z" class="dark" />
      <g transform="rotate(18 84 46)">
        <rect x="62" y="8" width="42" height="74" rx="7" class="phone" />
        <rect x="68" y="16" width="30" height="54" class="paper" />
        <path d="M72 26v-5h6 M94 26v-5h-6 M72 60v5h6 M94 60v5h-6" class="line" />
      </g>
    </svg>
  );
}

function ChoosePicture() {
  return (
    <svg viewBox="0 0 120 120" aria-hidden="true">
      <rect x="30" y="6" width="60" height="108" rx="9" class="phone" />
      <rect x="37" y="16" width="46" height="86" class="paper" />
      {[26, 44, 62, 80].map((y, i) => (
        <g key={y}>
          <rect x="42" y={y} width="11" height="11" class={i === 1 ? 'dark' : 'box'} />
          <path d={`M58 ${y + 6}h20`} class="line" />
        </g>
      ))}
      <path d="M44 50l3 3 5-6" class="tick" />
    </svg>
  );
}

function DonePicture() {
  return (
    <svg viewBox="0 0 120 120" aria-hidden="true">
      <path d="M22 58h76v50h-76z" class="paper" />
      <path d="M40 58h40" class="slot" />
      <rect x="44" y="14" width="32" height="40" class="paper" />
      <path d="M51 34l7 7 12-14" class="good" />
      <path d="M60 74v20 M52 86l8 8 8-8" class="line" />
    </svg>
  );
}
