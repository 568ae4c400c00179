// Writes tests/Vectors/ts-*.json and ts-record-*.zip: what this implementation publishes for the other one to verify. Deterministic.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const folder = resolve(import.meta.dirname, '../../tests/Vectors');
const { module } = await runnerImport(resolve(import.meta.dirname, '../src/protocol/vectors-make.ts'));
for (const [name, cases] of Object.entries(module.makeVectors())) {
  const lines = cases.map((item) => JSON.stringify(item));
  writeFileSync(resolve(folder, name), `[\n${lines.join(',\n')}\n]\n`);
  console.log(`${name}: ${cases.length} cases`);
}
for (const [name, record] of Object.entries(module.makeRecords())) {
  writeFileSync(resolve(folder, name), record);
  console.log(`${name}: ${record.length} bytes`);
}
