// Walks three trustees from invitation to tally and takes pictures. Development only.
import { mkdirSync } from 'node:fs';
import { dev, launch, origin, out, pageFor, shot } from './drive.mjs';

mkdirSync(out, { recursive: true });
const browser = await launch();
const pass = 'correct horse battery';
const lang = process.argv[2] ?? 'zh';
const size = process.argv[3] ?? 'phone';
const name = (state) => `trustee-${state}-${size}-${lang}`;
const w =
  lang === 'zh'
    ? { start: '开始', make: '制作密钥', save: '保存密封文件', back: '装回', unlock: '打开', sign: '核对一致，同意开箱', no: '没有，继续', lost: '我丢了密封文件', file: '改用密封文件' }
    : { start: 'Start', make: 'Make key', save: 'Save sealed file', back: 'Load back', unlock: 'Open', sign: 'They agree: consent to open', no: 'No, go on', lost: 'I lost my sealed file', file: 'Use a sealed file instead' };

const id = `tr-${Date.now().toString(36)}`;
await dev('add', { meeting: id, bare: true, options: { suite: process.argv[4] ?? 'SM2-SM3' } });
const pages = [];
for (let i = 1; i <= 3; i++) {
  const page = await pageFor(browser, size, lang);
  pages.push(page);
  await page.goto(`${origin}/trustee#${id}.${i}`);
  await page.getByRole('button', { name: w.start }).waitFor();
  if (i === 1) {
    console.log('address after load:', page.url());
    await shot(page, name('why'));
  }
  await page.getByRole('button', { name: w.start }).click();
  await page.locator('#passphrase').fill('short');
  await page.getByRole('button', { name: w.make }).click();
  if (i === 1) await shot(page, name('passphrase-short'));
  await page.locator('#passphrase').fill(pass);
  await page.locator('#passphrase-again').fill(pass);
  await page.getByRole('button', { name: w.make }).click();
  await page.locator('#working[data-step=manifest]').waitFor({ timeout: 20000 });
  if (i === 1) await shot(page, name('registered'));
}
await dev('prepare', { meeting: id });
const files = [];
for (const [i, page] of pages.entries()) {
  await page.getByRole('button', { name: w.save }).waitFor({ timeout: 60000 });
  if (i === 0) await shot(page, name('backup'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: w.save }).click()]);
  files[i] = `${out}/${id}-${i + 1}.json`;
  await download.saveAs(files[i]);
  console.log('saved', download.suggestedFilename());
  await page.locator('input[type=file]').setInputFiles(files[i === 0 ? 0 : i]);
  if (i === 0) {
    await page.locator('#passphrase').fill('wrong passphrase');
    await page.getByRole('button', { name: w.back }).click();
    await page.locator('[data-code=passphrase-wrong]').waitFor({ timeout: 20000 });
    await shot(page, name('wrong-passphrase'));
  }
  if (i === 1) {
    await page.locator('input[type=file]').setInputFiles(files[0]);
    await page.locator('#passphrase').fill(pass);
    await page.getByRole('button', { name: w.back }).click();
    await page.locator('[data-code=file-of-other]').waitFor({ timeout: 20000 });
    await shot(page, name('other-file'));
    await page.locator('input[type=file]').setInputFiles({ name: 'damaged.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"RV1-sealed"}') });
    await page.locator('#passphrase').fill(pass);
    await page.getByRole('button', { name: w.back }).click();
    await page.locator('[data-code=file-damaged]').waitFor({ timeout: 20000 });
    await shot(page, name('damaged-file'));
    await page.locator('input[type=file]').setInputFiles(files[1]);
  }
  await page.locator('#passphrase').fill(pass);
  await page.getByRole('button', { name: w.back }).click();
  if (i === 0) {
    await page.locator('#working').waitFor({ timeout: 20000 });
    await page.waitForTimeout(1500);
    await shot(page, name('waiting-ready'));
  }
}
for (const page of pages) await page.locator('#working[data-step=opening]').waitFor({ timeout: 60000 });
await shot(pages[0], name('ready'));
await dev('open', { meeting: id });
await dev('cast-many', { meeting: id, count: 7 });
await pages[0].locator('#working[data-step=closing]').waitFor({ timeout: 20000 });
await shot(pages[0], name('meeting-open'));
await dev('close', { meeting: id });

await pages[0].reload();
await pages[0].locator('#passphrase').waitFor().catch(async (e) => { await shot(pages[0], name('FAILED')); throw e; });
await pages[0].getByRole('button', { name: w.lost }).click();
await shot(pages[0], name('tally-unlock-lost'));
await pages[0].locator('#passphrase').fill(pass);
await pages[0].getByRole('button', { name: w.unlock }).click();
await pages[0].locator('progress').waitFor({ timeout: 20000 });
await shot(pages[0], name('verifying'));
await pages[0].locator('#consent').waitFor({ timeout: 60000 });
await shot(pages[0], name('consent'));
await pages[0].getByRole('button', { name: w.sign }).click();
await pages[0].locator('#working[data-step=tally-ready]').waitFor({ timeout: 20000 });
await shot(pages[0], name('wait-quorum'));

const fresh = await pageFor(browser, size, lang);
await fresh.goto(`${origin}/trustee#${id}.2`);
await fresh.locator('input[type=file]').setInputFiles(files[1]);
await shot(fresh, name('new-device'));
await fresh.locator('#passphrase').fill(pass);
await fresh.getByRole('button', { name: w.unlock }).click();
await fresh.locator('#consent').waitFor({ timeout: 60000 });
await fresh.getByRole('button', { name: w.sign }).click();
await shot(fresh, name('new-device-asked'));
await fresh.getByRole('button', { name: w.no }).click();
await fresh.locator('#working').waitFor({ timeout: 20000 });

await pages[2].locator('#consent').waitFor({ timeout: 60000 });
await pages[2].getByRole('button', { name: w.sign }).click();
await pages[0].locator('#working[data-step=others]').waitFor({ timeout: 60000 });
await shot(pages[0], name('others'));
await pages[2].waitForTimeout(6000);
await dev('tally', { meeting: id });
await pages[0].locator('#finished').waitFor({ timeout: 30000 });
await shot(pages[0], name('finished'));
const none = await pageFor(browser, size, lang);
await none.goto(`${origin}/trustee`);
await none.waitForTimeout(300);
await shot(none, name('no-token'));
await none.goto('about:blank');
await none.goto(`${origin}/trustee#nobody.9`);
await none.locator('#problem').waitFor();
await shot(none, name('bad-token'));
console.log('done');
await browser.close();
