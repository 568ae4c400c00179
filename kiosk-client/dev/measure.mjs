// node dev/measure.mjs [THROTTLE] [FORM]: requests and bytes before the ballot can be used, and of the whole way to the receipt; time from tap to sent. Development only.
import { gzipSync } from 'node:zlib';
import { dev, launch, pageFor } from './drive.mjs';

const browser = await launch();
const id = `me-${Date.now().toString(36)}`;
const form = process.argv[3] ?? 'plain';
const { cards } = await dev('add', { meeting: id, options: { form } });
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
    if (document.querySelector('.option, .answer') === null) return;
    observer.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.usableAt = { ms: Math.round(performance.now()), urls: performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname) };
      }, 0),
    );
  }).observe(document, { childList: true, subtree: true });
});
// What the worker is asked and when it answers, and when the check code stands on the page after the tap on review.
await page.addInitScript(() => {
  window.took = {};
  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(...all) {
      super(...all);
      const asked = new Map();
      this.addEventListener('message', ({ data }) => {
        const call = asked.get(data.id);
        if (call === undefined || 'total' in data) return;
        asked.delete(data.id);
        (window.took[call.verb] ??= []).push(Math.round(performance.now() - call.at));
      });
      const post = this.postMessage.bind(this);
      this.postMessage = (message, ...rest) => {
        asked.set(message.id, { verb: message.verb, at: performance.now() });
        post(message, ...rest);
      };
    }
  };
  addEventListener('click', (event) => {
    if (event.target.closest?.('.actions button.main') === null) return;
    const at = performance.now();
    new MutationObserver((_, observer) => {
      if (document.querySelector('#check-code') === null) return;
      observer.disconnect();
      window.tapToCode ??= Math.round(performance.now() - at);
    }).observe(document, { childList: true, subtree: true });
  }, true);
});
const start = Date.now();
await page.goto(cards[0], { waitUntil: 'commit' });
await page.locator('.option, .answer').first().waitFor();
await page.waitForFunction(() => window.usableAt !== undefined);
const usable = await page.evaluate(() => window.usableAt);
const pageUrl = new URL(cards[0]).pathname;
await page.waitForTimeout(300);
const before = seen.filter(({ url }) => url === pageUrl || usable.urls.includes(url));
await page.evaluate(() => {
  for (const row of document.querySelectorAll('.answers')) row.querySelector('input').click();
  document.querySelectorAll('.option input')[2]?.click();
});
await page.getByRole('button', { name: '核对选票' }).waitFor();
const ready = Date.now();
await page.waitForFunction(() => window.took.prepare !== undefined, null, { timeout: 120000 });
await page.waitForTimeout(1000);
const review = Date.now();
await page.getByRole('button', { name: '核对选票' }).click();
await page.locator('#check-code').waitFor({ timeout: 60000 });
const sealed = Date.now();
await page.getByRole('button', { name: '投出选票' }).click();
await page.locator('#received').waitFor();
const received = Date.now();
await page.waitForTimeout(1000);
const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);
console.log(`painted and usable after ${usable.ms} ms, ${before.length} requests, ${sum(before)} bytes gzip`);
for (const { url, bytes } of before) console.log(`   ${bytes} ${url}`);
const { took, tapToCode } = await page.evaluate(() => ({ took: window.took, tapToCode: window.tapToCode }));
console.log(`worker: ${JSON.stringify(took)} ms; tap on review to check code on the page ${tapToCode} ms`);
console.log(`card verified after ${ready - start} ms; seal (tap to check code) ${sealed - review} ms; cast to receipt ${received - sealed} ms`);
const assets = seen.filter(({ url }) => !url.startsWith('/api') && !url.startsWith('/hub'));
console.log(`whole way: ${sum(assets)} bytes gzip in ${assets.length} files`);
for (const { url, bytes } of assets) console.log(`   ${bytes} ${url}`);
await browser.close();
