#!/usr/bin/env bash
# Mutation testing of one group of files with Stryker.NET: bash tests/mutation/run.sh GROUP [FOLDER for the report]
#
# Works on a copy of the committed tree, in which the group's tests alone are left and, unless the group says "both", run with one suite (P-256), so that
# a mutant costs seconds. A mutant that lives here may still die in the whole test run; docs/design/mutation-testing.md says what lives and why.
# RV_MUTATION_PROCESSES: how many mutants are tried at a time (1). RV_COVERAGE: off tries every test against every mutant (perTest).
# RV_MUTATION_TIMEOUT: milliseconds that a mutant may take beyond the first run (120000): beside other work a short one kills mutants that live.
# RV_STRYKER: a folder with the tool, so that it is not fetched in every run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
group="${1:?a group of tests/mutation/groups.txt}"
out="$(realpath -m "${2:-test-output/mutation}")"
version=5.1.0
# name | library | test project | files to mutate | test files to keep | kinds of mutants to leave out | both (suites) | tests of those files to leave out
line="$(grep "^$group *|" tests/mutation/groups.txt)" || { echo "no group $group" >&2; exit 2; }
field() { echo "$line" | cut -d'|' -f"$1" | xargs -n1; }
library="$(field 2)" project="$(field 3)"

copy="$(mktemp -d)"
trap 'rm -rf "$copy"' EXIT
git archive HEAD | tar -x -C "$copy"
tool="${RV_STRYKER:-$copy/tool}"
[ -x "$tool/dotnet-stryker" ] || dotnet tool install dotnet-stryker --version "$version" --tool-path "$tool" >&2
cd "$copy/tests/$project"
keep="$(field 5)"
# Other tests stay as plain methods: helpers among them are used by the rest.
find . ../Shared -name '*.cs' -not -path './obj/*' | while read -r file; do
  kept=
  for pattern in $keep; do
    # shellcheck disable=SC2254
    case "${file#./}" in $pattern) kept=1 ;; esac
  done
  [ -n "$kept" ] || sed -i -E '/^ *\[(Fact|Theory|MemberData|InlineData|ClassData)\b.*\]$/d' "$file"
done
# Long tests that see nothing which a short one does not see as well.
slow="$(field 8 | paste -sd '|')"
[ -z "$slow" ] || find . -name '*.cs' -not -path './obj/*' -exec perl -0pi -e "s/^ *\\[(Fact|Theory)\\]\n(?:^ *\\[[^\n]*\\]\n)*(?=[^\n]*\\b(?:$slow)\\()//mg" {} +
sed -i 's/<TreatWarningsAsErrors>true/<TreatWarningsAsErrors>false/' "$copy/Directory.Build.props"
[ "$(field 7)" = both ] || find . -name '*.cs' -not -path './obj/*' -exec sed -i \
  's/\["P256-SHA256", "SM2-SM3"\]/["P256-SHA256"]/; s/new\[\] { "P256-SHA256", "SM2-SM3" }/new[] { "P256-SHA256" }/; s/\[Suite.P256.Name, Suite.Sm2.Name\]/[Suite.P256.Name]/' {} +
quoted() { printf '"%s",' "$@" | sed 's/,$//'; }
# The guards against null are left out: they are for whoever calls the library wrongly, and without them the call fails one line later. So are the texts of
# exceptions, which no program reads.
# shellcheck disable=SC2046
cat > stryker-config.json <<CONFIG
{"stryker-config":{"project":"$library.csproj","test-runner":"mtp","configuration":"Release","concurrency":${RV_MUTATION_PROCESSES:-1},
"coverage-analysis":"${RV_COVERAGE:-perTest}","additional-timeout":${RV_MUTATION_TIMEOUT:-120000},"mutate":[$(quoted $(field 4))],
"ignore-mutations":[$([ -z "$(field 6)" ] || quoted $(field 6))],"ignore-methods":["*ThrowIfNull","*Exception.ctor"],
"reporters":["json"],"verbosity":"info"}}
CONFIG
dotnet restore -v q --nologo >&2
"$tool/dotnet-stryker" --skip-version-check --output "$copy/report"
mkdir -p "$out"
cp "$copy/report/reports/mutation-report.json" "$out/$group.json"
