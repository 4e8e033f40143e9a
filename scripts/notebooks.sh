#!/bin/sh
# Executes the notebooks from top to bottom against a server that is built and started here: notebooks.sh [--write] [NOTEBOOK…].
# With --write their outputs are kept. Where there is no Python, scripts/python.sh says so. The one on Neo4j needs NEO4J_URI.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
echo "notebooks: executing them, against a server" >&2
exec "$root/scripts/python.sh" python "$root/scripts/python/server.py" python "$root/scripts/python/notebooks.py" "$@"
