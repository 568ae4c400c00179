// Scans a card from a fake camera picture, with the WebAssembly reader. Development only.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { encode } from 'uqr';
import { dev, origin, out, sizes } from './drive.mjs';

const id = `ca-${Date.now().toString(36)}`;
const { cards } = await dev('add', { meeting: id });
await dev('open', { meeting: id });
const { size, data } = encode(cards[0], { ecc: 'M', border: 4 });
const pbm = `P1\n${size} ${size}\n${data.map((row) => row.map((dark) => (dark ? 1 : 0)).join(' ')).join('\n')}\n`;
const folder = mkdtempSync(join(tmpdir(), 'rv-camera-'));
writeFileSync(join(folder, 'card.pbm'), pbm);
execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-loop', '1', '-i', join(folder, 'card.pbm'), '-vf', 'scale=360:360:flags=neighbor,pad=640:480:140:60:white,format=yuvj420p', '-t', '1', '-r', '10', '-c:v', 'mjpeg', '-q:v', '3', join(folder, 'camera.mjpeg')]);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${join(folder, 'camera.mjpeg')}`],
});
const page = await (await browser.newContext({ viewport: sizes.desk })).newPage();
page.on('console', (message) => message.type() === 'error' && console.log(message.text()));
await page.goto(`${origin}/v/${id}?kiosk`);
const start = Date.now();
await page.locator('video').waitFor({ timeout: 10000 }).catch(() => undefined);
await page.screenshot({ path: `${out}/camera.png` });
await page.locator('#contest-P1').waitFor({ timeout: 30000 });
console.log(`scanned after ${Date.now() - start} ms, address ${page.url()}`);
await browser.close();
