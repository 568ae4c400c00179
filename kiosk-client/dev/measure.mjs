// Requests and bytes before the ballot can be used, and of the whole way to the receipt; time from tap to sent. Development only.
import { gzipSync } from 'node:zlib';
import { dev, launch, pageFor } from './drive.mjs';

const browser = await launch();
const id = `me-${Date.now().toString(36)}`;
const { cards } = await dev('add', { meeting: id });
await dev('open', { meeting: id });
const page = await pageFor(browser, 'phone', 'zh');
const seen = [];
page.on('response', async (response) => {
  const entry = { url: new URL(response.url()).pathname, at: Date.now(), bytes: 0 };
  seen.push(entry);
  entry.bytes = gzipSync(await response.body().catch(() => Buffer.alloc(0)), { level: 9 }).length;
});
const cdp = await page.context().newCDPSession(page);
if (process.argv[2]) await cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(process.argv[2]) });
await page.addInitScript(() => {
  new MutationObserver((_, observer) => {
    if (document.querySelector('.option') === null) return;
    observer.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.usableAt = { ms: Math.round(performance.now()), urls: performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname) };
      }, 0),
    );
  }).observe(document, { childList: true, subtree: true });
});
const start = Date.now();
await page.goto(cards[0], { waitUntil: 'commit' });
await page.locator('#contest-P1 .option').first().waitFor();
await page.waitForFunction(() => window.usableAt !== undefined);
const usable = await page.evaluate(() => window.usableAt);
const pageUrl = new URL(cards[0]).pathname;
await page.waitForTimeout(300);
const before = seen.filter(({ url }) => url === pageUrl || usable.urls.includes(url));
await page.locator('#contest-P1 .option').nth(2).click();
await page.getByRole('button', { name: '核对选票' }).waitFor();
const ready = Date.now();
await page.waitForTimeout(3000);
const review = Date.now();
await page.getByRole('button', { name: '核对选票' }).click();
await page.locator('#check-code').waitFor();
const sealed = Date.now();
await page.getByRole('button', { name: '投出选票' }).click();
await page.locator('#received').waitFor();
const received = Date.now();
await page.waitForTimeout(1000);
const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);
console.log(`painted and usable after ${usable.ms} ms, ${before.length} requests, ${sum(before)} bytes gzip`);
for (const { url, bytes } of before) console.log(`   ${bytes} ${url}`);
console.log(`card verified after ${ready - start} ms; seal (tap to check code) ${sealed - review} ms; cast to receipt ${received - sealed} ms`);
const assets = seen.filter(({ url }) => !url.startsWith('/api') && !url.startsWith('/hub'));
console.log(`whole way: ${sum(assets)} bytes gzip in ${assets.length} files`);
for (const { url, bytes } of assets) console.log(`   ${bytes} ${url}`);
await browser.close();
