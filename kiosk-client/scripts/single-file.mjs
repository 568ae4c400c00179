// Turns a built page into one file that loads nothing: its script inside, and a content policy that allows that script alone.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `folder/target` from the page `folder/source`, removes the page, and returns the file's sums in hexadecimal. */
export function singleFile(folder, source, target) {
  const page = readFileSync(join(folder, source), 'utf8');
  const scripts = [...page.matchAll(/<script type="module"[^>]*src="\.\/([^"]+)"[^>]*><\/script>\s*/g)];
  if (scripts.length !== 1) throw new Error(`${source}: one script was expected, ${scripts.length} found`);
  const [tag, file] = scripts[0];
  const code = readFileSync(join(folder, file), 'utf8');
  if (/\bimport\s*\(|\bimport\s*["'{*]|new Worker\(/.test(code)) throw new Error(`${source}: the script loads something`);
  const inline = code.replaceAll('</script', '<\\/script').trim();
  const hash = createHash('sha256').update(inline).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const whole = page
    .replace(tag, '')
    .replace(/<link rel="modulepreload"[^>]*>\s*/g, '')
    .replace(
      '<meta charset="utf-8" />',
      () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    )
    .replace('</body>', () => `  <script type="module">${inline}</script>\n  </body>`);
  writeFileSync(join(folder, target), whole);
  rmSync(join(folder, source));
  rmSync(join(folder, file));
  return Object.fromEntries(['sm3', 'sha256'].map((name) => [name, createHash(name).update(whole).digest('hex')]));
}
