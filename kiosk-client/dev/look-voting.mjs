// Walks the attendee's page through its states and takes a picture of each. Development only.
import { mkdirSync } from 'node:fs';
import { dev, launch, origin, out, pageFor, shot } from './drive.mjs';

mkdirSync(out, { recursive: true });
const browser = await launch();
const only = process.argv[2];
const run = async (name, work) => {
  if (only !== undefined && !name.includes(only)) return;
  try {
    await work();
  } catch (error) {
    console.log(`FAILED ${name}:`, error.message.split('\n').slice(0, 4).join(' | '));
  }
};
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor({ timeout: 15000 });
const words = {
  zh: { review: '核对选票', cast: '投出选票', received: '选票已收到', closed: '投票已截止', already: '这张票卡的选票已收到', unconfirmed: '尚未确认' },
  en: { review: 'Review ballot', cast: 'Cast ballot', received: 'Ballot received', closed: 'Voting is closed', already: 'A ballot from this card was received', unconfirmed: 'Not confirmed yet' },
};
let serial = 0;
const fresh = async (options) => {
  const id = `look-${Date.now().toString(36)}-${serial++}`;
  const { cards } = await dev('add', { meeting: id, options });
  return { id, cards };
};
const fill = async (page) => {
  await page.locator('#contest-P2 .option').first().click();
  if ((await page.locator('#contest-P1').count()) > 0) await page.locator('#contest-P1 .option').nth(2).click();
};

for (const size of ['phone', 'desk']) {
  for (const lang of ['zh', 'en']) {
    const w = words[lang];
    const name = (state) => `voting-${state}-${size}-${lang}`;
    await run(name('main'), async () => {
      const { id, cards } = await fresh();
      const page = await pageFor(browser, size, lang);
      await page.goto(cards[0]);
      await page.locator('h1').waitFor();
      await page.waitForTimeout(400);
      await shot(page, name('waiting'));
      await dev('open', { meeting: id });
      await page.getByRole('button', { name: w.review }).waitFor();
      await page.waitForTimeout(600);
      await shot(page, name('ballot'));
      console.log(name('url'), page.url());
      await page.locator('#contest-P1 .option').nth(2).click();
      await page.locator('#contest-P1 .option').nth(4).click({ force: true });
      await shot(page, name('full-hint'));
      await page.locator('#contest-P1 input[type=search]').fill('wxm');
      await page.waitForTimeout(300);
      await shot(page, name('search'));
      await page.locator('#contest-P1 input[type=search]').fill('');
      await dev('countdown', { meeting: id });
      await page.waitForTimeout(900);
      await shot(page, name('closing-notice'));
      await page.getByRole('button', { name: w.review }).click();
      await page.locator('#check-code').waitFor();
      await shot(page, name('review'));
      await page.getByRole('button', { name: w.cast }).click();
      await heading(page, w.received);
      await page.waitForTimeout(400);
      await shot(page, name('received'), true);
      await dev('close', { meeting: id });
      await page.waitForTimeout(1500);
      await shot(page, name('counted'), true);
      await page.reload();
      await heading(page, w.received);
      await page.waitForTimeout(800);
      await shot(page, name('reload-received'));
      const late = await pageFor(browser, size, lang);
      await late.goto(cards[4]);
      await heading(late, w.closed);
      await shot(late, name('closed'));
      await late.context().close();
      await page.context().close();
    });
    await run(name('lost'), async () => {
      const { id, cards } = await fresh();
      await dev('open', { meeting: id });
      const page = await pageFor(browser, size, lang);
      await page.goto(cards[0]);
      await fill(page);
      await page.getByRole('button', { name: w.review }).click();
      await page.locator('#check-code').waitFor();
      await dev('fault', { offline: true });
      await page.getByRole('button', { name: w.cast }).click();
      await page.getByRole('heading', { level: 1, name: w.unconfirmed }).waitFor({ timeout: 20000 });
      await page.waitForTimeout(300);
      await shot(page, name('sending-lost'));
      await dev('fault', { offline: false });
      await heading(page, w.received);
      const again = await pageFor(browser, size, lang);
      await again.goto(cards[0]);
      await heading(again, w.already);
      await shot(again, name('already'));
      await again.context().close();
      await page.context().close();
    });
    await run(name('refusals'), async () => {
      const { id, cards } = await fresh();
      await dev('open', { meeting: id });
      const other = await fresh();
      const page = await pageFor(browser, size, lang);
      const foreign = cards[0].replace(/#.*/, other.cards[3].slice(other.cards[3].indexOf('#')));
      await page.goto(foreign);
      await page.locator('#refused').waitFor();
      await shot(page, name('refused-organizer'));
      await page.goto('about:blank');
      await page.goto(cards[2]);
      await page.locator('#refused').waitFor();
      await shot(page, name('refused-voided'));
      await page.goto('about:blank');
      await page.goto(cards[0].replace(/#../, '#00'));
      await page.locator('#scan').waitFor();
      await shot(page, name('scan-damaged'), true);
      const seed = /#([^.]+)/.exec(cards[1])[1];
      await page.locator('#card-code').fill(seed.replace(/(.{4})/g, '$1 ').toLowerCase());
      await page.keyboard.press('Enter');
      await page.locator('#contest-P2').waitFor();
      await page.waitForTimeout(1200);
      await shot(page, name('typed-recusal'));
      await page.getByRole('button', { name: w.review }).click();
      await page.locator('#check-code').waitFor();
      await shot(page, name('review-blank-unpinned'));
      await dev('fault', { overloaded: 2 });
      await page.getByRole('button', { name: w.cast }).click();
      await page.waitForTimeout(700);
      await shot(page, name('sending-busy'));
      await heading(page, w.received);
      await page.goto('about:blank');
      await page.goto(`${origin}/v/no-such-meeting#x`);
      await page.locator('#refused').waitFor();
      await shot(page, name('refused-meeting-unknown'));
      const lone = await pageFor(browser, size, lang);
      await lone.goto(`${origin}/v/${id}`);
      await lone.locator('#scan').waitFor();
      await shot(lone, name('scan'));
      await dev('fault', { offline: true });
      await lone.reload();
      await lone.locator('h1').waitFor();
      await shot(lone, name('unreachable'));
      await dev('fault', { offline: false });
      await lone.context().close();
      const bad = await pageFor(browser, size, lang);
      await bad.goto(cards[5]);
      await fill(bad);
      await bad.getByRole('button', { name: w.review }).click();
      await bad.locator('#check-code').waitFor();
      await dev('fault', { badReceipt: true });
      await bad.getByRole('button', { name: w.cast }).click();
      await bad.locator('#refused').waitFor();
      await shot(bad, name('refused-receipt'));
      await dev('fault', { badReceipt: false });
      await dev('state', { meeting: id, state: 'paused' });
      const paused = await pageFor(browser, size, lang);
      await paused.goto(cards[6]);
      await paused.waitForTimeout(900);
      await shot(paused, name('paused'));
      await dev('state', { meeting: id, state: 'cancelled' });
      await paused.locator('#refused').waitFor();
      await shot(paused, name('refused-cancelled'));
      await paused.context().close();
      await bad.context().close();
      await page.context().close();
    });
    if (size === 'desk') {
      await run(name('kiosk'), async () => {
        const { id, cards } = await fresh({ marks: [] });
        await dev('open', { meeting: id });
        const page = await pageFor(browser, size, lang);
        await page.goto(`${origin}/v/${id}?kiosk`);
        await page.locator('#scan').waitFor();
        await page.waitForTimeout(500);
        await shot(page, name('kiosk-scan'));
        await page.locator('body').click({ position: { x: 5, y: 5 } });
        await page.keyboard.type(cards[0]);
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: w.review }).waitFor();
        await page.waitForTimeout(800);
        await shot(page, name('kiosk-ballot'));
        await fill(page);
        await page.getByRole('button', { name: w.review }).click();
        await page.locator('#check-code').waitFor();
        await page.getByRole('button', { name: w.cast }).click();
        await heading(page, w.received);
        await page.waitForTimeout(300);
        await shot(page, name('kiosk-received'));
        await page.locator('#scan').waitFor({ timeout: 12000 });
        await page.context().close();
      });
    }
  }
}
await browser.close();
