#!/usr/bin/env bash
# The one test command: installs what is missing, builds, and runs every suite, one at a time.
#
#   bash tests/run.sh            all suites
#   bash tests/run.sh --full     larger counts (sets RV_FULL=1 for the tests); the fuzzers alone take 30 minutes for each decoder, two at a time
#   RV_FAIL_SKIPS=0              report skipped tests as skipped (on a CI machine they are always failures)
#   RV_APT=0                     install nothing; a missing program is named and ends the run
#
# Logs go to test-output/. The last line is "N passed, N failed, N skipped"; the exit code is 0 only if nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

for option in "$@"; do
  case "$option" in
    --full) export RV_FULL=1 ;;
    *) echo "unknown option $option (only --full)" >&2; exit 2 ;;
  esac
done

# shellcheck source=tests/run/tools.sh
. tests/run/tools.sh
# shellcheck source=tests/run/suites.sh
. tests/run/suites.sh

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1
# English, because counts and outcomes are read from what the runners print.
export MSBUILDDISABLENODEREUSE=1 NO_COLOR=1 DOTNET_CLI_UI_LANGUAGE=en LC_ALL="${LC_ALL:-C.UTF-8}"
configuration=Release
fail_skips="${RV_FAIL_SKIPS:-1}"
[ "${CI:-}" = true ] && fail_skips=1
logs=test-output
rm -rf "$logs" && mkdir -p "$logs" || { echo "cannot write $logs" >&2; exit 1; }
passed=0 failed=0 skipped=0 started=$SECONDS

install_missing || stop_here
step restore 600 dotnet restore RecommendVote.sln --locked-mode --disable-build-servers || { explain_locked_restore; stop_here; }
step build 1200 dotnet build RecommendVote.sln -c "$configuration" --no-restore -warnaserror --disable-build-servers -v minimal || stop_here
built || stop_here
step format 600 dotnet format RecommendVote.sln --verify-no-changes --no-restore
client_suite
# The full run verifies 10,000 changed records with both implementations and fuzzes every decoder for half an hour.
limit=1500
[ "${RV_FULL:-}" = 1 ] && limit=$((24 * 3600))
for project in tests/RecommendVote.*.Tests; do
  [ "$project" = tests/RecommendVote.EndToEnd.Tests ] || dotnet_suite "$project" "$limit"
done
dotnet_suite tests/RecommendVote.EndToEnd.Tests 1500
advisories
summary
