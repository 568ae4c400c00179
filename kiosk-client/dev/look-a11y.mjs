// axe on every page in its main states, and the camera with a fake picture. Development only.
import { readFileSync } from 'node:fs';
import { dev, launch, origin, pageFor, shot } from './drive.mjs';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await launch();
let found = 0;
async function check(page, name) {
  // Over the debugging protocol, because the pages' content policy allows no injected script.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Runtime.evaluate', { expression: axe });
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: `axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']}).then(r=>JSON.stringify(r.violations.map(v=>({id:v.id,nodes:v.nodes.map(n=>n.target.join(' ')+' '+n.failureSummary.slice(0,160))}))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  const violations = JSON.parse(result.value);
  found += violations.length;
  console.log(`${violations.length === 0 ? 'clean' : 'FAULTS'} ${name}`, violations.length === 0 ? '' : JSON.stringify(violations, null, 1));
}
for (const lang of ['zh', 'en']) {
  const id = `ax-${Date.now().toString(36)}`;
  const { cards } = await dev('add', { meeting: id });
  const page = await pageFor(browser, 'phone', lang);
  await page.goto(cards[0]);
  await page.locator('h1').waitFor();
  await page.waitForTimeout(500);
  await check(page, `waiting ${lang}`);
  await dev('open', { meeting: id });
  await page.locator('#contest-P1 .option').nth(2).click();
  await page.waitForTimeout(1500);
  await check(page, `ballot ${lang}`);
  await page.locator('.actions button').click();
  await page.locator('#check-code').waitFor();
  await check(page, `review ${lang}`);
  await page.locator('.actions button').click();
  await page.locator('#received svg').waitFor();
  await check(page, `received ${lang}`);
  const link = await page.evaluate(() => sessionStorage.getItem('nothing'));
  void link;
  for (const [name, url] of [
    ['scan', `${origin}/v/${id}`],
    ['already', cards[0]],
    ['refused', cards[2]],
    ['screen', `${origin}/screen/${id}`],
    ['trustee why', `${origin}/trustee#${id}.1`],
    ['staff key', `${origin}/staff-demo.html?lang=${lang}`],
    ['staff sign', `${origin}/staff-demo.html?lang=${lang}&proposal=${id}--opened`],
  ]) {
    const other = await pageFor(browser, name === 'screen' ? 'desk' : 'phone', lang);
    await other.goto(url);
    await other.locator('h1, h2').first().waitFor();
    await other.waitForTimeout(900);
    await check(other, `${name} ${lang}`);
    await other.context().close();
  }
  await page.context().close();
}
await browser.close();
console.log(`${found} kinds of violations`);
