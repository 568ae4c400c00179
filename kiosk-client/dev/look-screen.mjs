// The big screen through a meeting's states. Development only.
import { mkdirSync } from 'node:fs';
import { dev, launch, origin, out, pageFor, shot } from './drive.mjs';

mkdirSync(out, { recursive: true });
const browser = await launch();
for (const lang of ['zh', 'en']) {
  for (const size of ['desk', 'phone']) {
    const id = `sc-${Date.now().toString(36)}`;
    await dev('add', { meeting: id, options: { policy: 'announced' } });
    const name = (state) => `screen-${state}-${size}-${lang}`;
    const page = await pageFor(browser, size, lang);
    await page.goto(`${origin}/screen/${id}`);
    await page.locator('h1').waitFor();
    await shot(page, name('welcome'));
    await page.keyboard.press('ArrowRight');
    await shot(page, name('text'));
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    await shot(page, name('how'));
    await dev('open', { meeting: id });
    await dev('cast-many', { meeting: id, count: 7 });
    await page.waitForTimeout(800);
    await shot(page, name('open'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(400);
    await shot(page, name('checkpoint'));
    await dev('countdown', { meeting: id });
    await page.waitForTimeout(600);
    await shot(page, name('countdown'));
    await dev('state', { meeting: id, state: 'paused' });
    await dev('close', { meeting: id });
    await page.waitForTimeout(800);
    await shot(page, name('closed'));
    await dev('result', {
      meeting: id,
      body: { contests: [{ id: 'P1', groups: [{ categories: ['A', 'B'], ballots: 28, options: [9, 8, 5, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], abstain: 4 }, { categories: ['C'], ballots: 27, options: [9, 4, 3, 3, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], abstain: 2 }], writeIns: [{ text: '#N31', count: 2 }, { text: '赵示例', count: 3 }], otherWriteIns: 2, voidWriteIns: 1, unreadableWriteIns: 1 }, { id: 'P2', groups: [] }] },
    });
    await dev('state', { meeting: id, state: 'tallied' });
    await page.waitForTimeout(600);
    await page.keyboard.press('ArrowRight');
    await shot(page, name('result'));
    await page.keyboard.press('ArrowRight');
    await shot(page, name('result-small'));
    await page.keyboard.press('ArrowRight');
    await shot(page, name('result-write-ins'));
    await dev('state', { meeting: id, state: 'cancelled' });
    await page.waitForTimeout(500);
    await shot(page, name('cancelled'));
    await page.context().close();
  }
}
await browser.close();
