// Write-ins, grades, votes, audits, the second device and the challenger: a picture and an axe run of each state. Development only.
import { mkdirSync, readFileSync } from 'node:fs';
import { dev, launch, origin, out, pageFor, shot } from './drive.mjs';

mkdirSync(out, { recursive: true });
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await launch();
const only = process.argv[2];
let serial = 0;
let found = 0;

async function look(page, name, full = false) {
  await shot(page, name, full);
  // Over the debugging protocol, because the pages' content policy allows no injected script.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Runtime.evaluate', { expression: axe });
  const expression = `axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']}).then(r=>JSON.stringify(r.violations.map(v=>v.id+': '+v.nodes.map(n=>n.target.join(' ')+' '+n.failureSummary.slice(0,140)).slice(0,3).join(' | '))))`;
  const { result } = await cdp.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  const faults = JSON.parse(result.value);
  found += faults.length;
  console.log(faults.length === 0 ? 'clean' : 'FAULTS', name, ...faults);
}

async function opened(form, size, lang, query = '') {
  const id = `lb-${Date.now().toString(36)}-${serial++}`;
  const { cards } = await dev('add', { meeting: id, options: { form, marks: ['demo'], revoting: false } });
  await dev('open', { meeting: id });
  const page = await pageFor(browser, size, lang);
  if (query === '') await page.goto(cards[0]);
  else {
    await page.goto(`${origin}/v/${id}?kiosk`);
    await page.locator('#scan').waitFor();
    await page.locator('body').click({ position: { x: 5, y: 5 } });
    await page.keyboard.type(cards[0]);
    await page.keyboard.press('Enter');
  }
  await page.locator('.actions button.main[aria-disabled=false]').waitFor({ timeout: 30000 });
  return { page, id, cards };
}
const run = async (name, work) => {
  if (only !== undefined && !name.includes(only)) return;
  try {
    await work();
  } catch (error) {
    found++;
    console.log(`FAILED ${name}:`, error.message.split('\n').slice(0, 5).join(' | '));
  }
};
const review = (page) => page.locator('.actions button.main').click();

for (const size of process.env.SIZES?.split(' ') ?? ['phone', 'desk']) {
  for (const lang of process.env.LANGS?.split(' ') ?? ['zh', 'en']) {
    const name = (state) => `ballots-${state}-${size}-${lang}`;
    await run('write-in', async () => {
      const { page } = await opened('write-in', size, lang, size === 'desk' ? 'kiosk' : '');
      await page.locator('#contest-P2 .add').click();
      const field = page.locator('#write-in-name-P2');
      await field.waitFor();
      await page.waitForTimeout(1500);
      await look(page, name('write-in-open'));
      await field.fill('示例');
      await look(page, name('write-in-hits'));
      await field.fill('丁示例');
      await look(page, name('write-in-on-ballot'));
      await field.fill('赵！六');
      await look(page, name('write-in-characters'));
      await field.fill('欧阳');
      await page.locator('.hit').first().click();
      await page.locator('#contest-P2 .add').click();
      await field.fill('慕容　新人');
      await page.locator('.write-in-panel .row button').first().click();
      await page.locator('#contest-P2 .option').first().click();
      await page.locator('#write-in-P2').scrollIntoViewIfNeeded();
      await look(page, name('write-in-two'));
      await review(page);
      await page.locator('#check-code').waitFor();
      await look(page, name('write-in-review'), true);
      await page.context().close();
    });
    await run('grade', async () => {
      const { page } = await opened('grade', size, lang);
      await look(page, name('grade'));
      for (let i = 0; i < 12; i++) await page.locator('.person').nth(i).locator('.answer').nth(i % 5).click();
      await page.locator('.contest-nav button').click();
      await look(page, name('grade-next'));
      await review(page);
      await page.locator('#missing').waitFor();
      await look(page, name('grade-missing'));
      await page.locator('.actions button.main').click();
      for (let i = 12; i < 30; i++) await page.locator('.person').nth(i).locator('.answer').nth(i % 5).click();
      await review(page);
      await page.locator('#check-code').waitFor();
      await look(page, name('grade-review'));
      await page.context().close();
    });
    await run('mixed', async () => {
      const { page } = await opened('mixed', size, lang);
      await page.locator('.contest-nav button').nth(1).click();
      await page.locator('.person').first().locator('.answer').nth(1).click();
      await page.locator('.person').first().locator('.answers').nth(2).locator('.answer').nth(2).click();
      await look(page, name('mixed-dimensions'));
      await page.locator('.contest-nav button').nth(2).click();
      await page.locator('.person').nth(4).locator('.answer').nth(3).click();
      await look(page, name('mixed-vote'));
      for (let i = 0; i < 4; i++) for (let k = 0; k < 6; k++) await page.locator('.person').nth(i).locator('.answers').nth(k).locator('.answer').nth(k % 5).click();
      await review(page);
      await page.locator('#check-code').waitFor();
      await look(page, name('mixed-review'), true);
      await page.context().close();
    });
    await run('sections', async () => {
      const { page } = await opened('sections', size, lang);
      await look(page, name('sections'), true);
      const people = await page.locator('.person').count();
      for (let i = 0; i < people; i++)
        for (const row of await page.locator('.person').nth(i).locator('.answers').all()) await row.locator('.answer').nth(i % 3).click();
      await review(page);
      await page.locator('#check-code').waitFor();
      await look(page, name('sections-review'), true);
      await page.context().close();
    });
    await run('audit', async () => {
      const { page, id, cards } = await opened('write-in', size, lang, size === 'desk' ? 'kiosk' : '');
      await page.locator('#contest-P1 .option').nth(2).click();
      await page.locator('#contest-P2 .add').click();
      await page.locator('#write-in-name-P2').fill('阿依');
      await page.locator('.hit').first().click();
      await review(page);
      await page.locator('#check-code').waitFor();
      const code = (await page.locator('#check-code').textContent()).trim();
      await look(page, name('audit-offer'), true);
      await page.locator('.audit-offer button').click();
      await page.locator('#audit-ask').waitFor();
      await look(page, name('audit-ask'));
      await dev('fault', { auditLost: 4 });
      await page.locator('.audit-offer button').first().click();
      await page.locator('#auditing .note').waitFor();
      await look(page, name('audit-lost'));
      await page.locator('#audited svg').waitFor({ timeout: 20000 });
      await look(page, name('audited'), true);
      const second = await pageFor(browser, 'phone', lang);
      await second.goto(`${origin}/audit/${id}`);
      await second.locator('#audit-code').waitFor();
      await look(second, name('second-ask'));
      await second.locator('#audit-code').fill(code);
      await second.keyboard.press('Enter');
      await second.locator('#audit[data-at=held]').waitFor({ timeout: 30000 });
      await look(second, name('second-held'), true);
      const text = await second.locator('#audit').textContent();
      console.log(name('second shows'), text.includes('阿依古丽·买买提艾力·吐尔逊'), text.replace(/\s/g, '').includes(code.replace(/\s/g, '')));
      await second.locator('#audit-code').fill('0000 0000 0000 0000');
      await second.keyboard.press('Enter');
      await second.locator('#audit[data-at=unknown]').waitFor();
      await look(second, name('second-unknown'));
      await page.locator('#audited button.main').click();
      await page.locator('#contest-P1').waitFor();
      console.log(name('cleared'), await page.locator('.option input:checked').count());
      await page.locator('#contest-P1 .option').first().click();
      await review(page);
      await page.locator('#check-code').waitFor();
      await page.locator('.actions button.main').click();
      await page.locator('#received').waitFor({ timeout: 20000 });
      void cards;
      await second.context().close();
      await page.context().close();
    });
    await run('challenge', async () => {
      const { page, id, cards } = await opened('plain', size, lang);
      const phone = await pageFor(browser, 'phone', lang);
      await phone.goto(`${origin}/audit/${id}?challenge`);
      await phone.locator('#challenge[data-at=proposed]').waitFor();
      await look(phone, name('challenge-proposed'), true);
      const marks = async () => {
        for (const contest of ['P1', 'P2']) {
          const wanted = await phone.locator('.review-list > li').nth(contest === 'P1' ? 0 : 1).locator('p').allTextContents();
          for (const text of wanted) {
            const row = page.locator(`#contest-${contest} .option`).filter({ hasText: text.trim().split(' ')[0] });
            const exact = (await row.count()) === 1 ? row : row.filter({ hasText: text.trim().split(' ').slice(1).join(' ') });
            await exact.first().click();
          }
        }
      };
      const audit = async () => {
        await review(page);
        await page.locator('#check-code').waitFor();
        const code = (await page.locator('#check-code').textContent()).trim();
        await page.locator('.audit-offer button').click();
        await page.locator('#audit-ask').waitFor();
        await page.locator('.audit-offer button').first().click();
        await page.locator('#audited svg').waitFor({ timeout: 20000 });
        await phone.locator('#audit-code').fill(code);
        await phone.keyboard.press('Enter');
        await phone.locator('#challenge[data-at=compared]').waitFor({ timeout: 20000 });
      };
      await marks();
      await audit();
      await look(phone, name('challenge-compared'));
      await phone.locator('button.main').click();
      await page.locator('#audited button.main').click();
      await audit();
      await look(phone, name('challenge-different'), true);
      await phone.locator('#challenge .row button').first().click();
      await look(phone, name('challenge-found'));
      void cards;
      await phone.context().close();
      await page.context().close();
    });
  }
}
await browser.close();
console.log(`${found} faults`);
