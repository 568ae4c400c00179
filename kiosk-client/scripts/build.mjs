// Builds each page by itself. One build of all pages would put shared code into further files, and the attendee's page may cost
// at most three requests before it can be used.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { singleFile } from './single-file.mjs';

const pages = {
  voting: 'index.html',
  trustee: 'trustee.html',
  officer: 'officer.html',
  check: 'check.html',
  verify: 'verify.html',
  audit: 'audit.html',
  screen: 'screen.html',
  cards: 'cards.html',
  vectors: 'vectors.html',
  'staff-signing': 'src/officer/staff-signing.ts',
};

rmSync('dist', { recursive: true, force: true });
const manifest = {};
for (const [page, file] of Object.entries(pages)) {
  if (!existsSync(file)) continue;
  process.env.RV_PAGE = page;
  await build({ logLevel: 'warn', build: { emptyOutDir: false } });
  // Styles imported by address are listed under their full path; the built files must not depend on where they were built.
  const listed = readFileSync('dist/manifest.json', 'utf8').replaceAll(`${process.cwd()}/`, '');
  // The offline card page is one file, kept apart from what the server's pages load.
  if (page === 'cards') {
    const sums = singleFile('dist', file, 'cards-offline.html');
    console.log(`cards-offline.html\nSM3        ${sums.sm3}\nSHA-256    ${sums.sha256}`);
    continue;
  }
  Object.assign(manifest, { [page]: JSON.parse(listed) });
}
writeFileSync('dist/manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);

// The best compression takes seconds, which no server shall spend at every start: on the first screen it is a tenth of all bytes.
for (const name of readdirSync('dist/assets')) {
  if (!/\.(js|css|wasm)$/.test(name)) continue;
  const bytes = readFileSync(`dist/assets/${name}`);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`dist/assets/${name}.br`, brotliCompressSync(bytes, { params }));
}
