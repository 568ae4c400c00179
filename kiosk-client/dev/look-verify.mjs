// Verifies a record in Chromium from the built page, in both languages and sizes: pictures, axe, seconds. Development only.
//   node dev/look-verify.mjs RECORD.zip [BROKEN.zip]
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { launch, pageFor, shot } from './drive.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const server = createServer((request, response) => {
  const path = request.url === '/verify' ? '/verify.html' : request.url.split('?')[0];
  try {
    const body = readFileSync(join('dist', path));
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream').end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(5241, done));
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await launch();
for (const size of ['phone', 'desk'])
  for (const lang of ['zh', 'en']) {
    const page = await pageFor(browser, size, lang);
    await page.goto('http://localhost:5241/verify');
    await page.locator('#record-file').waitFor();
    await shot(page, `verify-choose-${size}-${lang}`);
    const judge = async (where) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      console.log(size, lang, where, 'axe', violations.map(({ id, nodes }) => `${id} x${nodes.length}`).join(', ') || 'clean');
    };
    await judge('choose');
    for (const [i, file] of process.argv.slice(2).entries()) {
      const began = Date.now();
      await page.locator('#record-file').setInputFiles(file);
      let steps = 0;
      while ((await page.locator('#verify').getAttribute('data-at')) === 'working') {
        if (steps++ === 3) await shot(page, `verify-working-${size}-${lang}`);
        await page.waitForTimeout(200);
      }
      const report = page.locator('#report');
      await report.waitFor();
      console.log(size, lang, file, await report.getAttribute('data-verdict'), await report.getAttribute('data-check'), `${Date.now() - began} ms`);
      if (await page.locator('#totals').count()) await page.locator('#totals summary').click();
      await shot(page, `verify-report${i}-${size}-${lang}`, true);
      await judge(`report${i}`);
      await page.locator('main > button').click();
    }
    await page.context().close();
  }
await browser.close();
server.close();
