// Helpers to drive the pages in Chromium against the mock server. Development only.
import { chromium } from 'playwright-core';

export const origin = process.env.ORIGIN ?? 'http://localhost:5199';
export const out = process.env.SHOTS ?? 'test-output/shots';
export const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', ...(process.env.CHROMIUM_ARGS?.split(' ') ?? [])] });

export async function dev(verb, body = {}) {
  const response = await fetch(`${origin}/dev/${verb}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

/** One fresh context per size and language, with console errors shown. */
export async function pageFor(browser, size, lang, options = {}) {
  const context = await browser.newContext({ viewport: sizes[size], locale: lang === 'zh' ? 'zh-CN' : 'en-GB', acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(`  PAGE ERROR [${size} ${lang}]`, error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.log(`  console ${message.type()} [${size} ${lang}]`, message.text());
  });
  await page.addInitScript((wanted) => location.origin !== 'null' && sessionStorage.setItem('rv-lang', wanted), lang);
  return page;
}

export async function shot(page, name, full = false) {
  await page.waitForTimeout(150);
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: full });
}
