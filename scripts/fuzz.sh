#!/usr/bin/env bash
# Runs every fuzz target for SECONDS of processor time each, starting from its kept corpus; a crasher is written into that corpus and fails
# the run. Ends with one line per target for docs/security.md: scripts/fuzz.sh [SECONDS [TARGET…]]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
wanted=("$@")
summary=build/fuzz/summary.md
TIMEFORMAT='%U %S'
cmake --build --preset fuzz
printf '| target | processor time | inputs | corpus | crashes |\n|---|---|---|---|---|\n' >"$summary"

is_wanted() {
  [ ${#wanted[@]} -eq 0 ] && return 0
  local name
  for name in "${wanted[@]}"; do [ "$name" = "$1" ] && return 0; done
  return 1
}

# libFuzzer counts by the clock: on a busy machine it is started again until the processor time has been used.
run_native() {
  local name=$1 kept=tests/fuzz/corpus/$1 found=build/fuzz/corpus/$1 log=build/fuzz/$1.log
  local spent=0 inputs=0 options=()
  mkdir -p "$kept" "$found"
  [ -f "tests/fuzz/$name.dict" ] && options+=("-dict=tests/fuzz/$name.dict")
  while [ "$spent" -lt "$seconds" ]; do
    if ! { time "build/fuzz/tests/fuzz/fuzz_$name" -max_total_time=$((seconds - spent)) -timeout=25 -rss_limit_mb=4096 \
      -print_final_stats=1 -artifact_prefix="$kept/crash-" "${options[@]}" "$found" "$kept" >"$log" 2>&1; } 2>"$log.time"; then
      tail -60 "$log" >&2
      exit 1
    fi
    inputs=$((inputs + $(awk '/number_of_executed_units/ { print $2 }' "$log")))
    spent=$((spent + $(awk '{ printf "%d", $1 + $2 + 1 }' "$log.time")))
  done
  printf '| %s | %d s | %d | %d | 0 |\n' "$name" "$spent" "$inputs" "$(find "$found" "$kept" -type f | wc -l)" >>"$summary"
}

run_script() {
  local name=$1 line
  line=$(node "tests/fuzz/$name-fuzz.js" "$seconds" | tail -1)
  printf '| %s | %d s | %s | seeded | 0 |\n' "$name" "$seconds" "$(sed -E 's/^[a-z]+: ([0-9]+) cases.*/\1/' <<<"$line")" >>"$summary"
}

for source in tests/fuzz/*.cpp; do
  name=$(basename "$source" .cpp)
  is_wanted "$name" || continue
  echo "== $name, $seconds s"
  run_native "$name"
done
for name in workbook container; do
  is_wanted "$name" || continue
  echo "== $name, $seconds s"
  run_script "$name"
done
cat "$summary"
