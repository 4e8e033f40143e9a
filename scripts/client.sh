#!/bin/sh
# Tests the Python client against a server that is built here: layout and lint, types, models and methods against the OpenAPI document,
# the questions, and that a wheel can be built of it. Where there is no Python, scripts/python.sh says so.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root/clients/python"
exec "$root/scripts/python.sh" sh -euc '
  echo "client: ruff, mypy, basedpyright" >&2
  ruff format --quiet --check . ../../scripts/python
  ruff check --quiet . ../../scripts/python
  mypy --no-error-summary
  basedpyright --level error
  built=$(mktemp -d)
  trap "rm -rf \"$built\"" EXIT
  python -m hatchling build --target wheel --directory "$built" >/dev/null
  python -m zipfile --list "$built"/chokepoint-*.whl | grep chokepoint/py.typed >/dev/null
  echo "client: pytest, against a server" >&2
  python -m pytest
'
