#!/usr/bin/env bash
# ./affect test [--soak] [PROJECT…]: builds everything with warnings as errors, runs every test project and checks the formatting.
# --soak runs the full counts of kills and fuzzing. PROJECT: Core, Cli, … runs those alone. The last line says what passed and failed.
set -Eeuo pipefail

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$ROOT/eng/common.sh"

only=()
for argument in "$@"; do
  case $argument in
    --soak) export AFFECT_SOAK=1 ;;
    -h | --help) sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) say "affect: unknown option '$argument'; ./affect test takes --soak and names of test projects."; exit 2 ;;
    *)
      [[ -d $ROOT/tests/ServerlessAffect.$argument.Tests ]] || { say "affect: there is no test project '$argument' under tests/."; exit 2; }
      only+=("$argument") ;;
  esac
done

. "$ROOT/eng/setup.sh"

# What only tests need; those that miss it are skipped, each with its reason, and fail on a build server.
want_apt_package '/usr/bin/sox' sox 'some odd recordings cannot be made to be tested; run'
want_apt_package '/usr/bin/chromium' chromium 'reports are not tested in a browser; run'

results="$ROOT/artifacts/test"
rm -rf "$results"
mkdir -p "$results"
started=$SECONDS
running=()

# Jobs in the background do not get Ctrl-C from the shell; `timeout` passes TERM on to everything under it.
stop_tests() {
  trap '' INT TERM
  [[ ${#running[@]} == 0 ]] || kill "${running[@]}" 2> /dev/null || true
  wait 2> /dev/null || true
  say ""
  say "affect: stopped."
  exit 130
}

bash "$ROOT/eng/build.sh"
trap stop_tests INT TERM

# Projects that start hosts, kill them or measure time have the machine to themselves, at the end.
alone=(Browser LocalHost Functions Integration EndToEnd)
together=()
for folder in "$ROOT"/tests/ServerlessAffect.*.Tests; do
  name=${folder##*/ServerlessAffect.}
  name=${name%.Tests}
  [[ " ${alone[*]} " == *" $name "* ]] || together+=("$name")
done

wanted() { [[ ${#only[@]} == 0 || " ${only[*]} " == *" $1 "* ]]; }

# A full run stays far below this; a hang must not cost the machine a day.
limit=900
[[ -z ${AFFECT_SOAK-} ]] || limit=14400

passed=0 failed=0 skipped=0

report() {
  local name=$1 status=$2 seconds=$3 trx="$results/$1.trx" total=0 executed=0 ok=0 bad=0
  local assembly="$ROOT/tests/ServerlessAffect.$name.Tests/bin/Release/net10.0/ServerlessAffect.$name.Tests.dll"
  if [[ -f $trx ]]; then
    local counters
    counters=$(grep -o -m 1 '<Counters [^>]*>' "$trx" || echo '<Counters total="0" executed="0" passed="0" failed="0" />')
    total=$(sed -E 's/.* total="([0-9]+)".*/\1/' <<< "$counters")
    executed=$(sed -E 's/.* executed="([0-9]+)".*/\1/' <<< "$counters")
    ok=$(sed -E 's/.* passed="([0-9]+)".*/\1/' <<< "$counters")
    bad=$(sed -E 's/.* failed="([0-9]+)".*/\1/' <<< "$counters")
  fi

  # A run that broke off or tested nothing is a failure, whatever was counted.
  local note=""
  if [[ $status == 124 ]]; then note=" (stopped after $limit s)"; fi
  if [[ $bad == 0 && ( $status != 0 || ! -f $assembly || $total == 0 ) ]]; then
    bad=1
    note="$note (broke off, or found no tests)"
  fi

  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
  printf '  %-14s %5d passed %3d failed %3d skipped  %4d s%s\n' "$name" "$ok" "$bad" "$((total - executed))" "$seconds" "$note" >&2
  if [[ $bad != 0 ]]; then sed 's/^/    /' "$results/$name.log" | { grep -v '^ *$' || true; } | tail -n 80 >&2; fi
}

# Runs in a subshell of its own and becomes `timeout`, so that its process id is the one to end.
run_project() {
  local name=$1
  local assembly="$ROOT/tests/ServerlessAffect.$name.Tests/bin/Release/net10.0/ServerlessAffect.$name.Tests.dll"
  export VSTEST_CONNECTION_TIMEOUT=300
  exec timeout -k 20 "$limit" dotnet test "$assembly" --nologo \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
    > "$results/$name.log" 2>&1 < /dev/null
}

# $1 how many at once, then names. Reports each as it ends.
run_projects() {
  local width=$1 name pid status
  local -A name_of=() start_of=()
  shift
  for name in "$@" ""; do
    while [[ ${#running[@]} -ge $width || ( -z $name && ${#running[@]} -gt 0 ) ]]; do
      status=0
      wait -n -p pid "${running[@]}" || status=$?
      report "${name_of[$pid]}" "$status" $((SECONDS - start_of[$pid]))
      local left=() other
      for other in "${running[@]}"; do [[ $other == "$pid" ]] || left+=("$other"); done
      running=("${left[@]}")
    done

    if [[ -n $name ]] && wanted "$name"; then
      run_project "$name" &
      name_of[$!]=$name start_of[$!]=$SECONDS
      running+=($!)
    fi
  done
}

say "Running the tests…"
run_projects 2 "${together[@]}"
run_projects 1 "${alone[@]}"

if [[ ${#only[@]} == 0 ]]; then
  if bash "$ROOT/eng/format.sh" --check > "$results/format.log" 2>&1; then
    say "  formatting     as .editorconfig asks"
  else
    failed=$((failed + 1))
    tail -n 20 "$results/format.log" >&2
    say "  formatting     differs from .editorconfig; run ./affect format"
  fi
fi

say "Took $(((SECONDS - started) / 60)) min $(((SECONDS - started) % 60)) s. Results: $results"
[[ $skipped == 0 ]] || say "$skipped skipped (each says why in its log)."
printf '%s\n' "$passed passed, $failed failed" | tee "$results/summary"
[[ $failed == 0 ]]
