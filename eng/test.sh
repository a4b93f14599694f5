#!/usr/bin/env bash
# Builds the house and runs every test; ends with the line "N passed, N failed, N skipped" taken from the result files.
# Needs the .NET 10 SDK. Options: --soak also runs the long soaks; anything else goes to `dotnet test`.
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=$PWD/artifacts/test-results
rm -rf "$results"

extra=()
for argument in "$@"; do
  case "$argument" in
    --soak) export HAVEL_SOAK=1 ;;
    *) extra+=("$argument") ;;
  esac
done

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is needed: there is no 'dotnet' on the PATH." >&2
  exit 2
fi

dotnet build Havel.slnx --configuration Release -v quiet || exit 1

status=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  dotnet test "$project" --configuration Release --no-build --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=normal" "${extra[@]}" \
    | grep -vE '^\s+Passed |^\s*$'
  [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
done

total=0 executed=0 passed=0 failed=0
for file in "$results"/*.trx; do
  [ -f "$file" ] || { echo "No test result was written." >&2; exit 1; }
  counters=$(grep -o '<Counters [^>]*>' "$file")
  value() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }
  total=$((total + $(value total)))
  executed=$((executed + $(value executed)))
  passed=$((passed + $(value passed)))
  failed=$((failed + $(value failed)))
done

projects=$(ls tests/*.Tests/*.csproj | wc -l)
written=$(ls "$results"/*.trx | wc -l)
if [ "$projects" -ne "$written" ]; then
  echo "$projects test projects, but only $written wrote results." >&2
  status=1
fi

[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] || status=1
echo "$passed passed, $failed failed, $((total - executed)) skipped"
exit "$status"
