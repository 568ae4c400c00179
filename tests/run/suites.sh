# Running one suite, reading its counts from the runner's own report, and adding them up. Sourced by tests/run.sh.

report() { printf '%-36s %5ss  %s\n' "$1" "$2" "$3"; }

show_end() { sed -e 's/\x1b\[[0-9;]*m//g' "$1" | grep -v '^ *$' | tail -n "${2:-40}" | sed -e 's/^/    | /'; }

# step NAME SECONDS COMMAND...: something that holds or not; it adds a failure, never a pass.
step() {
  local name=$1 limit=$2 begin=$SECONDS
  shift 2
  if timeout --kill-after=10 "$limit" "$@" >"$logs/$name.log" 2>&1; then
    report "$name" $((SECONDS - begin)) ok
    return 0
  fi
  failed=$((failed + 1))
  report "$name" $((SECONDS - begin)) FAILED
  show_end "$logs/$name.log" 30
  return 1
}

# A build that was interrupted can end with exit code 0: every test project must have its program.
built() {
  local project name
  for project in tests/RecommendVote.*.Tests; do
    name=$(basename "$project")
    if [ ! -x "$project/bin/$configuration/net10.0/$name" ]; then
      echo "the build ended without $name"
      show_end "$logs/build.log" 20
      return 1
    fi
  done
}

# count NAME BEGIN PASSED FAILED SKIPPED EXIT: a runner that ended badly without naming a failure, or that ran nothing, is one failure.
count() {
  local name=$1 begin=$2 p=${3:-0} f=${4:-0} s=${5:-0} code=$6
  if [ "$fail_skips" != 0 ] && [ "$s" -gt 0 ]; then
    grep -hE '^ *(skipped|.*\[SKIP\])' "$logs/$name.log" | head -n 20 | sed -e 's/^/    | skipped counts as failed: /'
    f=$((f + s)) s=0
  fi
  if [ "$f" = 0 ] && { [ "$code" != 0 ] || [ "$p" = 0 ]; }; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  report "$name" $((SECONDS - begin)) "$p passed, $f failed, $s skipped"
  [ "$f" = 0 ] || show_end "$logs/$name.log" 60
}

# The counts of Microsoft.Testing.Platform's closing summary.
dotnet_suite() {
  local project=$1 limit=$2 name begin=$SECONDS code
  name=$(basename "$project")
  timeout --kill-after=20 "$limit" dotnet test --project "$project" -c "$configuration" --no-build --no-progress --output Normal >"$logs/$name.log" 2>&1
  code=$?
  [ "$code" != 124 ] || echo "stopped after $limit s" >>"$logs/$name.log"
  field() { sed -nE "s/^ *$1: ([0-9]+).*/\1/p" "$logs/$name.log" | tail -n 1; }
  count "$name" "$begin" "$(field succeeded)" "$(field failed)" "$(field skipped)" "$code"
}

# The client: the server's build has run `npm ci` already when its lock file was new; here it runs only if that did not happen.
client_suite() {
  local begin code numbers
  if [ ! -x kiosk-client/node_modules/.bin/vitest ]; then
    step npm-ci 600 npm --prefix kiosk-client ci --no-audit --no-fund || return 1
  fi
  step client-types 300 npm --prefix kiosk-client run --silent check
  step client-lint 300 npm --prefix kiosk-client run --silent lint
  begin=$SECONDS
  (cd kiosk-client && timeout --kill-after=20 1500 npx --no-install vitest run --reporter=default --reporter=json --outputFile.json=../"$logs"/client.json) >"$logs/client.log" 2>&1
  code=$?
  numbers=$(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(r.numPassedTests, r.numFailedTests, r.numPendingTests + (r.numTodoTests ?? 0));' "$logs/client.json" 2>/dev/null) || numbers="0 0 0"
  # shellcheck disable=SC2086
  set -- $numbers
  count client "$begin" "$1" "$2" "$3" "$code"
}

explain_locked_restore() {
  echo "The lock files name the SDK patch that the Blazor packages came with. If 'dotnet --version' differs from the one in docs/guides/develop.md,"
  echo "install that SDK, or run 'dotnet restore --force-evaluate' and look at what changes in packages.lock.json."
}

# For information only: whether the configured feed serves advisories is its own matter.
advisories() {
  local begin=$SECONDS
  timeout 120 dotnet list RecommendVote.sln package --vulnerable --include-transitive --no-restore >"$logs/advisories.log" 2>&1 \
    || { report advisories $((SECONDS - begin)) "not available (for information only)"; return 0; }
  report advisories $((SECONDS - begin)) "$(grep -cE '^ +> ' "$logs/advisories.log") named (for information only)"
}

summary() {
  echo "total $((SECONDS - started)) s"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ]
  exit $?
}

# Ends the run where nothing after makes sense.
stop_here() {
  [ "$failed" -gt 0 ] || failed=1
  summary
}
