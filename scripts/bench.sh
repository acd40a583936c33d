#!/usr/bin/env bash
# Measures: scripts/bench.sh [core|page|peers]; everything is kept in build/bench/.
# core: every benchmark of bench/core natively and as WebAssembly, one JSON line per measurement.
# page: the page with PAGE_ROWS=3000000 order lines, repaint after a filter, board by board (by itself, or when PAGE_ROWS is set).
# peers: the engine against others in Chromium, SIZES="100000 1000000" rows (3000000 and 10000000 on request),
#   ENGINES="sandtable duckdb …", and the tables of docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/bench
only=${1:-core ${PAGE_ROWS:+page} peers}
vite="node node_modules/vite/bin/vite.js build --logLevel warn"

core() {
  cmake --build --preset release --target benchmarks
  cmake --build --preset wasm --target benchmarks
  for source in bench/core/*_bench.cpp; do
    name=$(basename "$source" .cpp)
    echo "== $name (native)"
    "build/release/bench/core/$name" | tee "build/bench/$name.native.jsonl"
    echo "== $name (WebAssembly)"
    node "build/wasm/bench/core/$name.js" | tee "build/bench/$name.wasm.jsonl"
  done
}

page() {
  make -o setup site
  node bench/page-interaction.js "${PAGE_ROWS:=3000000}" | tee "build/bench/page-$PAGE_ROWS.jsonl"
}

peers() {
  stamp=bench/peers/node_modules/.installed-lockfile
  if ! cmp -s bench/peers/package-lock.json "$stamp"; then
    echo "Installing the peers"
    (cd bench/peers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    cp bench/peers/package-lock.json "$stamp"
  fi
  $vite --config scripts/vite/engine.config.js
  $vite --config bench/peers/vite.config.js
  status=0
  node bench/peers/run.js || status=$? # a peer that failed is told in the tables too
  node bench/peers/report.js
  return "$status"
}

for part in $only; do "$part"; done
