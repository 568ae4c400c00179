// Reads the receipt's QR code from the screen and checks it on a second device. Development only.
import { readFileSync } from 'node:fs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { dev, launch, origin, pageFor, shot } from './drive.mjs';

prepareZXingModule({ overrides: { wasmBinary: readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm').buffer } });
const browser = await launch();
for (const lang of ['zh', 'en']) {
  const id = `ck-${Date.now().toString(36)}`;
  const { cards } = await dev('add', { meeting: id });
  await dev('open', { meeting: id });
  await dev('cast-many', { meeting: id, count: 8 });
  const page = await pageFor(browser, 'phone', lang, { deviceScaleFactor: 2 });
  await page.goto(cards[0]);
  await page.locator('#contest-P1 .option').nth(2).click();
  await page.locator('.actions button').click();
  await page.locator('#check-code').waitFor();
  await page.locator('.actions button').click();
  await page.locator('#received svg').waitFor();
  const picture = await page.locator('.qr').screenshot();
  const [code] = await readBarcodes(new Blob([picture]), { formats: ['QRCode'] });
  console.log('QR says', code?.text.slice(0, 60), `${code?.text.length} characters`);
  const second = await pageFor(browser, 'phone', lang);
  await second.goto(code.text);
  await second.locator('#check[data-at=ok]').waitFor({ timeout: 20000 });
  await shot(second, `check-open-phone-${lang}`);
  await dev('close', { meeting: id });
  const third = await pageFor(browser, 'desk', lang);
  await third.goto(code.text);
  await third.locator('#check[data-at=ok]').waitFor({ timeout: 20000 });
  await shot(third, `check-counted-desk-${lang}`);
  const changed = code.text.slice(0, -40) + (code.text.at(-40) === 'A' ? 'B' : 'A') + code.text.slice(-39);
  await third.goto('about:blank');
  await third.goto(changed);
  await third.locator('#check[data-at=bad]').waitFor({ timeout: 20000 });
  await shot(third, `check-bad-desk-${lang}`);
  console.log('check page ok', lang);
}
void origin;
await browser.close();
