// Verifies many changed records in one process: the second opinion of the agreement tests (tests/RecommendVote.Record.Tests/Mutants).
//   node scripts/verify-mutants.mjs IN.jsonl OUT.jsonl [PART PARTS]
// IN: {"base","entries":[b64u]} lines, then {"id","base","entries":[[from,to] | b64u],"checkpoint","manifestHash"?,"noted"?} or {"id","zip"}.
// OUT: {"id","check","code","index","ms"}; check is null when everything holds.
import { createReadStream, createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { runnerImport } from 'vite';

const [input, output, part = '0', parts = '1'] = process.argv.slice(2);
const { module } = await runnerImport(resolve(import.meta.dirname, '../src/protocol/testing/verify-mutants.ts'));
const verifier = new module.MutantVerifier();
const out = createWriteStream(output);
for await (const line of createInterface({ input: createReadStream(input), crlfDelay: Number.POSITIVE_INFINITY })) {
  const message = JSON.parse(line);
  if (message.id === undefined) verifier.addBase(message);
  else if (message.id % Number(parts) === Number(part)) out.write(`${JSON.stringify(verifier.verify(message))}\n`);
}
out.end();
await new Promise((done) => out.on('finish', done));
