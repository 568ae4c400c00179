// Walks three trustees through a tally with write-ins under a witnessed quorum, takes pictures, counts taps, and times the mix. Development only.
// node dev/look-mixing.mjs [zh|en] [phone|desk] [suite] [ballots]
import { mkdirSync } from 'node:fs';
import { dev, launch, origin, out, pageFor, shot } from './drive.mjs';

mkdirSync(out, { recursive: true });
const browser = await launch();
let failed = false;
process.on('uncaughtException', async (error) => {
  if (failed) process.exit(1);
  failed = true;
  console.log(error.message.split('\n')[0]);
  for (const [i, page] of pages.entries()) await shot(page, name(`FAILED-${i + 1}`), true).catch(() => undefined);
  process.exit(1);
});
const pass = 'correct horse battery';
const [lang = 'zh', size = 'phone', suite = 'SM2-SM3', ballots = '12'] = process.argv.slice(2);
const name = (state) => `mixing-${state}-${size}-${lang}`;
const w =
  lang === 'zh'
    ? { start: '开始', make: '制作密钥', save: '保存密封文件', back: '装回', unlock: '打开', sign: '核对一致，同意开箱' }
    : { start: 'Start', make: 'Make key', save: 'Save sealed file', back: 'Load back', unlock: 'Open', sign: 'They agree: consent to open' };

const id = `mx-${Date.now().toString(36)}`;
await dev('add', { meeting: id, bare: true, options: { suite, slots: 1, tallyQuorum: 'witnessed' } });
const pages = [];
for (let i = 1; i <= 3; i++) {
  const page = await pageFor(browser, size, lang);
  pages.push(page);
  await page.goto(`${origin}/trustee#${id}.${i}`);
  await page.getByRole('button', { name: w.start }).click();
  await page.locator('#passphrase').fill(pass);
  await page.locator('#passphrase-again').fill(pass);
  await page.getByRole('button', { name: w.make }).click();
  await page.locator('#working[data-step=manifest]').waitFor({ timeout: 60000 });
}
await dev('prepare', { meeting: id, cards: Number(ballots) + 3 });
for (const [i, page] of pages.entries()) {
  await page.getByRole('button', { name: w.save }).waitFor({ timeout: 120000 });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: w.save }).click()]);
  const file = `${out}/${id}-${i + 1}.json`;
  await download.saveAs(file);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('#passphrase').fill(pass);
  await page.getByRole('button', { name: w.back }).click();
}
for (const page of pages) await page.locator('#working[data-step=opening]').waitFor({ timeout: 120000 });
await dev('open', { meeting: id });
await dev('cast-many', { meeting: id, count: Number(ballots) });
await dev('close', { meeting: id });

let taps = 0;
const tap = async (page, label) => {
  taps++;
  await page.getByRole('button', { name: label }).click();
};
const [one, two, three] = pages;
await one.reload();
await one.locator('#passphrase').fill(pass);
await tap(one, w.unlock);
await one.locator('#consent').waitFor({ timeout: 180000 });
await shot(one, name('consent'), true);
const began = Date.now();
await tap(one, w.sign);
await one.locator('#mixing').waitFor({ timeout: 20000 });
await one.waitForTimeout(100);
await shot(one, name('mixing'), true);
await one.locator('#working[data-step=mixes]').waitFor({ timeout: 180000 });
console.log(`mix of ${ballots} ballots, from the tap until it stands: ${Date.now() - began} ms`);
await shot(one, name('mixes'), true);
await two.locator('#consent').waitFor({ timeout: 180000 });
await two.getByRole('button', { name: w.sign }).click();
await one.locator('#working[data-step=witness]').waitFor({ timeout: 40000 });
await shot(one, name('witness'), true);
await dev('witness', { meeting: id });
await one.locator('#working[data-step=others]').waitFor({ timeout: 180000 });
await shot(one, name('others'), true);
await three.waitForTimeout(12000);
console.log('steps:', await Promise.all(pages.map((page) => page.locator('[data-step], #consent, #finished').first().evaluate((at) => at.dataset.step ?? at.id))));
await dev('tally', { meeting: id });
await one.locator('#finished').waitFor({ timeout: 30000 });
await shot(one, name('finished'), true);
console.log(`taps of trustee 1 at the tally: ${taps}`);
await browser.close();
