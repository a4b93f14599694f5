#!/usr/bin/env bash
# FHIRPath against npm fhirpath in one run: the same expressions, resources and rounds, one after the other, one thread.
# Usage: bench/fhirpath.sh --module DIR --data DIR --expressions FILE [--secs N] [--rounds N]
#   --module       folder whose node_modules has the npm package fhirpath
#   --data         folder with Patient.ndjson and Observation.ndjson, at least 500 lines each
#   --expressions  JSON array of {"type", "name", "expr"}
# Prints the medians of the rounds and their ratio; the last line is all expressions mixed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
module= data= expressions= secs=0.5 rounds=3
while [ $# -gt 0 ]; do
  case "$1" in
    --module) module=$(realpath "$2"); shift 2 ;;
    --data) data=$(realpath "$2"); shift 2 ;;
    --expressions) expressions=$(realpath "$2"); shift 2 ;;
    --secs) secs=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
done
[ -n "$module" ] && [ -n "$data" ] && [ -n "$expressions" ] || { sed -n '3,6p' "$0" >&2; exit 2; }

cd "$here/.."
dotnet build bench/Havel.Bench --configuration Release -v quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for round in $(seq "$rounds"); do
  node bench/fhirpath.mjs --module "$module" --data "$data" --expressions "$expressions" --secs "$secs" >>"$work/js"
  dotnet artifacts/bin/Havel.Bench/release/Havel.Bench.dll fhirpath \
    --data "$data" --expressions "$expressions" --secs "$secs" >>"$work/net"
done

awk -F '\t' '
  function median(list,   n, parts, i, j, t) {
    n = split(list, parts, " ")
    for (i = 2; i <= n; i++) for (j = i; j > 1 && parts[j] + 0 < parts[j - 1] + 0; j--) {
      t = parts[j]; parts[j] = parts[j - 1]; parts[j - 1] = t
    }
    return parts[int((n + 1) / 2)]
  }
  FNR == 1 { file++ }
  file == 1 { js[$1] = js[$1] " " $2; found[$1] = $3; next }
  { if (!($1 in net)) order[++count] = $1; net[$1] = net[$1] " " $2; mine[$1] = $3; bytes[$1] = $4 }
  END {
    printf "%-22s %12s %12s %7s %8s %8s %6s\n", "expression", "npm/s", "havel/s", "ratio", "values", "same", "bytes"
    for (i = 1; i <= count; i++) {
      name = order[i]; a = median(js[name]); b = median(net[name])
      printf "%-22s %12d %12d %7.1f %8d %8s %6s\n", name, a, b, b / a, mine[name],
        (mine[name] == found[name] ? "yes" : "no:" found[name]), bytes[name]
    }
  }' "$work/js" "$work/net"
