// Counts of a mutation report and every mutant that nobody noticed: node tests/mutation/survivors.mjs test-output/mutation/log.json [STATUS ...]
import { readFileSync } from "node:fs";

const [path, ...wanted] = process.argv.slice(2);
const shown = wanted.length > 0 ? wanted : ["Survived", "NoCoverage"];
const counts = new Map();
const add = (key) => counts.set(key, (counts.get(key) ?? 0) + 1);
for (const [name, file] of Object.entries(JSON.parse(readFileSync(path, "utf8")).files)) {
  const lines = file.source.split("\n");
  for (const mutant of file.mutants) {
    add(mutant.status);
    if (!shown.includes(mutant.status)) continue;
    const { start, end } = mutant.location;
    const old = start.line === end.line ? lines[start.line - 1].slice(start.column - 1, end.column - 1) : `${lines[start.line - 1].slice(start.column - 1)} ..`;
    const short = (text) => text.replace(/\s+/g, " ").slice(0, 150);
    console.log(`${name.split("/").slice(-2).join("/")}:${start.line} ${mutant.status} [${mutant.mutatorName}] ${short(old)}  =>  ${short(mutant.replacement ?? "")}`);
  }
}
const of = (...names) => names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
const [noticed, tried] = [of("Killed", "Timeout"), of("Killed", "Timeout", "Survived", "NoCoverage")];
console.log([...counts].map(([status, count]) => `${status} ${count}`).join(", "));
console.log(`score ${((100 * noticed) / tried).toFixed(1)} % (${noticed} of ${tried})`);
