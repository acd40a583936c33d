#!/usr/bin/env bash
# Runs every benchmark of bench/core natively and as WebAssembly; one JSON line per measurement, kept in build/bench/.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/bench
cmake --build --preset release --target benchmarks
cmake --build --preset wasm --target benchmarks
for source in bench/core/*_bench.cpp; do
  name=$(basename "$source" .cpp)
  echo "== $name (native)"
  "build/release/bench/core/$name" | tee "build/bench/$name.native.jsonl"
  echo "== $name (WebAssembly)"
  node "build/wasm/bench/core/$name.js" | tee "build/bench/$name.wasm.jsonl"
done
# The page with this many order lines, in Chromium: repaint after a filter, board by board. PAGE_ROWS=3000000 make bench
if [[ -n "${PAGE_ROWS:-}" ]]; then
  make -o setup site
  echo "== page, $PAGE_ROWS rows"
  node bench/page-interaction.js "$PAGE_ROWS" | tee "build/bench/page-$PAGE_ROWS.jsonl"
fi
