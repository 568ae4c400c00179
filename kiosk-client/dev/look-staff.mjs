// The signing module on a bare page: making a key, and every kind of proposal. Development only.
import { mkdirSync } from 'node:fs';
import { dev, launch, origin, out, pageFor, shot } from './drive.mjs';

mkdirSync(out, { recursive: true });
const browser = await launch();
const pass = 'correct horse battery';
for (const [size, lang] of [['phone', 'zh'], ['desk', 'en'], ['desk', 'zh'], ['phone', 'en']].slice(0, Number(process.argv[2] ?? 4))) {
  const w = lang === 'zh' ? { make: '制作签名密钥', save: '保存密封文件', back: '装回并登记', sign: '签署', read: '我已看过以上内容' } : { make: 'Make signing key', save: 'Save sealed file', back: 'Load back and register', sign: 'Sign', read: 'I have read the above' };
  const id = `st-${Date.now().toString(36)}`;
  await dev('add', { meeting: id });
  await dev('open', { meeting: id });
  await dev('cast-many', { meeting: id, count: 4 });
  const name = (state) => `staff-${state}-${size}-${lang}`;
  const page = await pageFor(browser, size, lang);
  await page.goto(`${origin}/staff-demo.html?lang=${lang}`);
  await page.getByRole('button', { name: w.make }).first().waitFor();
  await shot(page, name('key'));
  await page.getByRole('button', { name: w.make }).first().click();
  await page.locator('#passphrase').fill(pass);
  await page.locator('#passphrase-again').fill(pass);
  await page.getByRole('button', { name: w.make }).click();
  await page.getByRole('button', { name: w.save }).waitFor({ timeout: 20000 });
  await shot(page, name('key-download'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: w.save }).click()]);
  const file = `${out}/${id}-staff.json`;
  await download.saveAs(file);
  console.log('saved', download.suggestedFilename());
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('#passphrase').fill('not the passphrase');
  await page.getByRole('button', { name: w.back }).click();
  await page.locator('[data-code=passphrase-wrong]').waitFor({ timeout: 20000 });
  await shot(page, name('key-wrong'));
  await page.locator('#passphrase').fill(pass);
  await page.getByRole('button', { name: w.back }).click();
  await page.locator('#key-done').waitFor({ timeout: 20000 });
  await shot(page, name('key-done'));
  for (const type of ['manifest', 'contests', 'cards', 'cards-voided', 'opened', 'closed', 'cancelled', 'attestation']) {
    await page.goto(`${origin}/staff-demo.html?lang=${lang}&proposal=${id}--${type}`);
    await page.locator('h2').waitFor({ timeout: 10000 });
    await page.waitForTimeout(150);
    await shot(page, name(`sign-${type}`), true);
    if (type !== 'opened' && type !== 'cards') continue;
    await page.getByText(w.read).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.locator('#passphrase').fill(pass);
    await shot(page, name(`sign-${type}-form`), true);
    await page.locator('button.main').click();
    await page.locator('#signed').waitFor({ timeout: 20000 });
    await shot(page, name(`signed-${type}`), true);
  }
  await page.context().close();
}
await browser.close();
