import { encode } from 'uqr';
import { cardUrl, seedText } from '../protocol/card.ts';
import type { CardPlan, MadeCard, PlannedClass } from '../protocol/cards-file.ts';
import enAll from '../text/en.json';
import zhAll from '../text/zh.json';

/** Colours that classes get in turn, as on cards that the console prints (Okabe and Ito: told apart with colour-blindness too). */
const colours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#F0E442', '#555555'];
const PER_PAGE = 8;

// Printed cards bear both languages, whatever language the page is in.
const [zh, en] = [zhAll.cards, enAll.cards];
type Key = keyof typeof zh;

/** Everything that is printed: a cover with the counts, then eight cards a page; classes never share a page. */
export function CardSheet({ plan, cards }: { plan: CardPlan; cards: readonly MadeCard[] }) {
  return (
    <div class="sheet" id="sheet">
      <Cover plan={plan} />
      {plan.classes.map((item, i) => (
        <ClassPages
          key={item.class}
          plan={plan}
          cards={cards.filter((card) => card.planned === item)}
          colour={colours[i % colours.length]!}
        />
      ))}
    </div>
  );
}

function ClassPages({ plan, cards, colour }: { plan: CardPlan; cards: readonly MadeCard[]; colour: string }) {
  const pages = Array.from({ length: Math.ceil(cards.length / PER_PAGE) }, (_, page) =>
    cards.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
  );
  return (
    <>
      {pages.map((page, number) => (
        <section class="sheet-page cards-page" key={number}>
          {page.map((card) => (
            <Card key={seedText(card.seed)} plan={plan} card={card} colour={colour} />
          ))}
        </section>
      ))}
    </>
  );
}

function Card({ plan, card, colour }: { plan: CardPlan; card: MadeCard; colour: string }) {
  const { manifest } = plan.meeting;
  const url = cardUrl(plan.address, { meeting: manifest.meeting, seed: card.seed, fingerprint: plan.fingerprint });
  return (
    <article class="printed-card" data-class={card.planned.class}>
      <svg class="band" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="8" fill={colour} />
      </svg>
      <p class={`class-name ${isDark(colour) ? 'on-dark' : ''}`}>{card.planned.name}</p>
      <Marks plan={plan} />
      <p class="title">{manifest.title}</p>
      <div class="middle">
        <Qr text={url} />
        <ol>
          {(['cards.sheet.steps1', 'cards.sheet.steps2', 'cards.sheet.steps3', 'cards.sheet.care'] as const).map((key) => (
            <li key={key}>
              {zh[key]}
              <span lang="en">{en[key]}</span>
            </li>
          ))}
        </ol>
      </div>
      <p class="seed">{seedText(card.seed).match(/.{4}/g)!.join(' ')}</p>
      <p class="address">
        {plan.address}/v/{manifest.meeting} <span>{zh['cards.sheet.typed']}</span>
      </p>
    </article>
  );
}

function Qr({ text }: { text: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg class="card-qr" viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function Marks({ plan }: { plan: CardPlan }) {
  const marks = plan.meeting.manifest.marks;
  if (marks.length === 0) return null;
  return <p class="marks">{marks.map((mark) => `${zhAll.common[`mark.${mark}`].split('：')[0]} ${mark.toUpperCase()}`).join('　')}</p>;
}

function Cover({ plan }: { plan: CardPlan }) {
  const { manifest } = plan.meeting;
  return (
    <section class="sheet-page cover">
      <h2>票卡清单与发放说明 Cards: counts, and how to shuffle and draw them</h2>
      <Marks plan={plan} />
      <p>
        {manifest.title}（{manifest.meeting}）{manifest.place}
      </p>
      <CountTable classes={plan.classes} both />
      <ol>
        {(['cards.sheet.count', 'cards.sheet.shuffle', 'cards.sheet.draw', 'cards.sheet.rest'] as const satisfies readonly Key[]).map(
          (key) => (
            <li key={key}>
              {zh[key]}
              <span lang="en">{en[key]}</span>
            </li>
          ),
        )}
      </ol>
      <p class="signatures">{zh['cards.sheet.signatures']}</p>
    </section>
  );
}

/** How many cards of each class; on paper in both languages. */
export function CountTable({
  classes,
  both = false,
  english = false,
}: {
  classes: readonly PlannedClass[];
  both?: boolean;
  english?: boolean;
}) {
  const word = (key: Key): string => (both ? `${zh[key]} ${en[key]}` : (english ? en : zh)[key]);
  const sum = (pick: (item: PlannedClass) => number): number => classes.reduce((total, item) => total + pick(item), 0);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{word('cards.class')}</th>
          <th scope="col">{word('cards.count')}</th>
          <th scope="col">{word('cards.spares')}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((item) => (
          <tr key={item.class}>
            <th scope="row">{item.name}</th>
            <td>{item.cards}</td>
            <td>{item.spares}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{word('cards.total')}</th>
          <td>{sum((item) => item.cards)}</td>
          <td>{sum((item) => item.spares)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Whether white text reads better on it (relative luminance after WCAG). */
function isDark(colour: string): boolean {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! <= 0.18;
}
