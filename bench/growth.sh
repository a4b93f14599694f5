#!/usr/bin/env bash
# Measures how the time of each query shape in bench/growth.shapes grows with the data (docs/performance.md).
# Usage: bench/growth.sh [--patients "1000 8000"] [--runs N] [--keep FOLDER]; needs the shared folder (HAVEL_SHARED, else
# ../shared) and Node 20 or newer. A folder that is kept is used again: the import of 64,000 patients takes minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${HAVEL_SHARED:-../shared}
sizes="1000 8000" runs=20 keep=
while [ $# -gt 0 ]; do
  case "$1" in
    --patients) sizes=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --keep) keep=$2; shift 2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
done

[ -f "$shared/bench/gen.mjs" ] || { echo "no generator in $shared/bench" >&2; exit 2; }
dotnet build src/Havel.Server --configuration Release -v quiet
havel() { dotnet artifacts/bin/Havel.Server/release/havel.dll "$@"; }

work=${keep:-$(mktemp -d)}
mkdir -p "$work"
server=
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; server=; }; }
trap 'stop; [ -n "$keep" ] || rm -rf "$work"' EXIT
url=http://127.0.0.1:8392

for size in $sizes; do
  data=$work/data-$size
  if [ ! -d "$data" ]; then
    node "$shared/bench/gen.mjs" ndjson --patients "$size" --out "$work/source-$size" >/dev/null
    havel import "$work/source-$size" --data "$data" 2>/dev/null | tail -n 1
    rm -rf "$work/source-$size"
  fi

  dotnet artifacts/bin/Havel.Server/release/havel.dll serve --data "$data" --urls "$url" >/dev/null 2>&1 &
  server=$!
  until curl -sf -o /dev/null "$url/fhir/metadata"; do sleep 0.05; done
  echo "== $size patients, as a clinician whose every row is decided"
  FHIR_TOKEN=$(havel token --data "$data" --practitioner bench --organization bench)
  export FHIR_TOKEN
  node bench/growth.mjs --base "$url/fhir" --shapes bench/growth.shapes --runs "$runs" --out "$work/result-$size.json"
  stop
done

echo "== growth from the first size to each other one"
node -e '
  const { readFileSync } = require("node:fs");
  const [folder, ...sizes] = process.argv.slice(1);
  const results = sizes.map(size => JSON.parse(readFileSync(`${folder}/result-${size}.json`, "utf8")));
  console.log("| shape | " + sizes.map(size => `${size} | `).join("") + "growth |");
  for (const name of Object.keys(results[0])) {
    const times = results.map(result => result[name].median);
    const growth = (times.at(-1) / times[0]).toFixed(2);
    console.log(`| ${name} | ${times.map(time => time.toFixed(2) + " ms | ").join("")}${growth} |`);
  }' "$work" $sizes
