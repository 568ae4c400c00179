import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Pages and modules of the client. An entry is built once its source exists; `staff-signing` keeps a stable
 * file name because a console page imports it by address, everything else is hashed and listed in the manifest.
 * `scripts/build.mjs` builds them one by one and names the page in RV_PAGE.
 */
const entries: Record<string, string> = {
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

const input = Object.fromEntries(
  Object.entries(entries)
    .map(([name, file]) => [name, resolve(import.meta.dirname, file)] as const)
    .filter(([name, file]) => existsSync(file) && (process.env['RV_PAGE'] ?? name) === name),
);

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    target: 'es2020',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input,
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: (chunk) => (chunk.name === 'staff-signing' ? '[name].js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], testTimeout: 60_000 },
});
