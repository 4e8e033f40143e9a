#!/bin/sh
# Asks a server of its own all that its description allows and much that it does not, with all checks of schemathesis, and by following
# answers too: schemathesis.sh [ARG…], the arguments being those of "schemathesis run", as --max-examples 200 --seed 7. It fails if anything is not as
# described. SCHEMATHESIS, if set, names the program; else it is the one that scripts/python.sh sets up. CHOKEPOINT, if set, names the server's.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

chokepoint=${CHOKEPOINT:-$folder/chokepoint}
if [ -z "${CHOKEPOINT:-}" ]; then
  (cd "$root" && go build -o "$chokepoint" ./cmd/chokepoint)
fi
"$chokepoint" serve --store "$folder/facts.db" --addr 127.0.0.1:0 --quiet >"$folder/out" 2>"$folder/log" &
server=$!
tries=0
until url=$(sed -n 's/.* at \(http:[^ ]*\) .*/\1/p' "$folder/out") && [ -n "$url" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "schemathesis: the server does not start:" >&2
    cat "$folder/log" >&2
    exit 1
  fi
  sleep 0.2
done

cd "$folder" # where it keeps what it needs
set -- --config-file "$root/scripts/schemathesis.toml" run "$url/openapi.json" --checks all --max-examples 20 --workers 1 --seed 1 --no-color "$@"
if [ -n "${SCHEMATHESIS:-}" ]; then
  "$SCHEMATHESIS" "$@"
else
  "$root/scripts/python.sh" schemathesis "$@"
fi
