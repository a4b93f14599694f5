#!/usr/bin/env bash
# Measures what docs/performance.md reports: import, start, and HTTP under load, on one machine with the load generator.
# Usage: bench/load.sh [--secs N] [--runs N]; needs the shared folder (HAVEL_SHARED, else ../shared) and Node 18 or newer.
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${HAVEL_SHARED:-../shared}
secs=10 runs=3
while [ $# -gt 0 ]; do
  case "$1" in
    --secs) secs=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
done

[ -f "$shared/bench/bench.mjs" ] || { echo "no load generator in $shared/bench" >&2; exit 2; }
dotnet build src/Havel.Server --configuration Release -v quiet
havel() { dotnet artifacts/bin/Havel.Server/release/havel.dll "$@"; }

work=$(mktemp -d)
server=
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; server=; }; }
trap 'stop; rm -rf "$work"' EXIT
url=http://127.0.0.1:8391

echo "== import of synthea-79, $runs times into an empty folder"
for run in $(seq "$runs"); do
  rm -rf "$work/data"
  havel import "$shared/data/synthea-79" --data "$work/data" 2>/dev/null | tail -n 1
done
echo "$(du -k "$work/data/havel.db" | cut -f1) kB on disk"

echo "== start to first answer, $runs times, on the store just filled"
for run in $(seq "$runs"); do
  begin=$(date +%s%N)
  dotnet artifacts/bin/Havel.Server/release/havel.dll serve --data "$work/data" --urls "$url" >/dev/null 2>&1 &
  server=$!
  until curl -sf -o /dev/null "$url/fhir/metadata"; do sleep 0.01; done
  echo "$((($(date +%s%N) - begin) / 1000000)) ms"
  [ "$run" = "$runs" ] || stop
done

echo "== load, verify, then read, search, create and transactions with 8 clients, $runs runs of $secs s each"
FHIR_TOKEN=$(havel token --data "$work/data" --system)
export FHIR_TOKEN
bench() { node "$shared/bench/bench.mjs" "$@" --base "$url/fhir" --state "$work/state.json" --pids "havel=$server"; }
bench load --patients 600 --load-conc 8 | grep -E 'perSec|failed'
bench verify
bench all --conc 8 --secs "$secs" --runs "$runs" --out "$work/result.json" >/dev/null
node "$shared/bench/report.mjs" "$work/result.json"
echo "resident memory after the run: $(($(ps -o rss= -p "$server") / 1024)) MB"

echo "== the same search as a clinician bound by the patients' decisions"
FHIR_TOKEN=$(havel token --data "$work/data" --practitioner bench --organization bench)
bench search --conc 8 --secs "$secs" --runs "$runs" 2>&1 >/dev/null | grep -o '"perSec":[0-9.]*'
