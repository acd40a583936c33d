#!/usr/bin/env bash
# Runs every fuzz target for SECONDS each, starting from its kept corpus; a crasher is written into that corpus and fails the run.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
cmake --build --preset fuzz
for source in tests/fuzz/*.cpp; do
  name=$(basename "$source" .cpp)
  kept=tests/fuzz/corpus/$name
  found=build/fuzz/corpus/$name
  mkdir -p "$kept" "$found"
  echo "== $name, $seconds s"
  "build/fuzz/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$kept/crash-" "$found" "$kept"
done
echo "== workbook, $seconds s"
node tests/fuzz/workbook-fuzz.js "$seconds"
echo "== container, $seconds s"
node tests/fuzz/container-fuzz.js "$seconds"
