// Builds each page by itself. One build of all pages would put shared code into further files, and the attendee's page may cost
// at most three requests before it can be used.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'vite';

const pages = {
  voting: 'index.html',
  trustee: 'trustee.html',
  officer: 'officer.html',
  check: 'check.html',
  screen: 'screen.html',
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
  Object.assign(manifest, { [page]: JSON.parse(listed) });
}
writeFileSync('dist/manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
