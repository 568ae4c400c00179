import { t } from '../text/voting-words.ts';
import { type Announcement, announcementParts } from './ballot-form.ts';

/** 原则、职位、条件、范围、要求: the texts that were announced to the room. */
export function Announcements({ announcement, folded }: { announcement: Announcement; folded: boolean }) {
  const parts = announcementParts.filter((part) => announcement[part] !== '');
  if (parts.length === 0) return null;
  const list = (
    <dl class="announcement">
      {parts.map((part) => (
        <div key={part}>
          <dt>{t(`announce.${part}`)}</dt>
          <dd>{announcement[part]}</dd>
        </div>
      ))}
    </dl>
  );
  if (!folded) return list;
  return (
    <details>
      <summary>{t('waiting.announced')}</summary>
      {list}
    </details>
  );
}
