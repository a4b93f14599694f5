#!/usr/bin/env bash
# Measures on PostgreSQL what docs/postgres.md reports: import, disk, and HTTP under load with 8 clients; database, server
# and generator share the machine. The database is the system's own, in a temporary folder, with durable commits.
# Usage: bench/postgres.sh [--secs N] [--runs N] [--socket]; --socket: Havel connects by a Unix socket, not TCP. Needs
# the shared folder (HAVEL_SHARED, else ../shared), Node 18 and PostgreSQL 15 or newer. Run as root it starts PostgreSQL under the account postgres.
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${HAVEL_SHARED:-../shared}
secs=10 runs=3 socket=
while [ $# -gt 0 ]; do
  case "$1" in
    --secs) secs=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --socket) socket=1; shift ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
done

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v postgres)")
[ -n "${NOBUILD:-}" ] || dotnet build src/Havel.Server --configuration Release -v quiet
havel() { dotnet artifacts/bin/Havel.Server/release/havel.dll "$@"; }
as=
[ "$(id -u)" != 0 ] || as="setpriv --reuid postgres --regid postgres --clear-groups"

work=$(mktemp -d /tmp/havel-pg-bench-XXXXXX)
chmod 755 "$work"
mkdir "$work/pg"
[ -z "$as" ] || chown postgres "$work/pg"
server=
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; server=; }; }
end() { stop; $as "$bin/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap end EXIT
port=5499 url=http://127.0.0.1:8392
cd "$work/pg"
$as "$bin/initdb" -D "$work/pg/data" -U havel -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
$as "$bin/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" -o "-p $port -k $work/pg -c listen_addresses=127.0.0.1 \
  -c shared_buffers=1GB -c max_wal_size=4GB -c fsync=on -c synchronous_commit=on" start >/dev/null
cd - >/dev/null
sql() { "$bin/psql" -h 127.0.0.1 -p $port -U havel -d "$1" -Atqc "$2"; }
store() { echo "Host=$([ -n "$socket" ] && echo "$work/pg" || echo 127.0.0.1);Port=$port;Username=havel;Database=$1;SSL Mode=Disable"; }

echo "== import of synthea-79, $runs times into an empty database"
for run in $(seq "$runs"); do
  sql postgres "DROP DATABASE IF EXISTS synthea" 2>/dev/null
  sql postgres "CREATE DATABASE synthea"
  havel import "$shared/data/synthea-79" --data "$work/data" --store "$(store synthea)" 2>/dev/null | tail -n 1
done
resources=$(sql synthea "SELECT count(*) FROM resource")
bytes=$(sql synthea "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE nspname = 'public' AND relkind = 'r'")
echo "$bytes bytes on disk, $((bytes / resources)) a resource"
sql synthea "SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relkind IN ('r', 'i')
  AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 16"

sql postgres "CREATE DATABASE load"
dotnet artifacts/bin/Havel.Server/release/havel.dll serve --data "$work/data" --store "$(store load)" --urls "$url" >/dev/null 2>&1 &
server=$!
for attempt in $(seq 300); do curl -sf -o /dev/null "$url/fhir/metadata" && break; sleep 0.1; done
FHIR_TOKEN=$(havel token --data "$work/data" --system)
export FHIR_TOKEN
bench() {
  node "$shared/bench/bench.mjs" "$@" --base "$url/fhir" --state "$work/state.json" \
    --pids "havel=$server,postgres=$(head -n 1 "$work/pg/data/postmaster.pid")"
}
echo "== load, verify, then read, search, create and transactions with 8 clients, $runs runs of $secs s each"
bench load --patients 600 --load-conc 8 | grep -E 'perSec|failed'
bench verify
sql load "VACUUM ANALYZE"
bench all --conc 8 --secs "$secs" --runs "$runs" --out "$work/result.json" >/dev/null
node "$shared/bench/report.mjs" "$work/result.json"
