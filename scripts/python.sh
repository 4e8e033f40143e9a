#!/bin/sh
# Runs a command with Python and what the client, the notebooks and schemathesis need: python.sh [CMD [ARG…]]. Without a command it
# only sets that up.
#
# A virtual environment in .venv of this repository gets the versions of scripts/python/requirements.txt and the client of
# clients/python as it stands here; the command finds its programs first in $PATH. It is made once, and again when the pins, the
# client's own description or the Python change. PYTHON, if set, names the Python (3.11 or later) to make it with.
# Where there is none the command does not run and this script says so loudly; with REQUIRE_PYTHON=1 it fails instead.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
pins=$root/scripts/python/requirements.txt
venv=$root/.venv

# find prints the path of the first Python that will do.
find_python() {
  for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && "$candidate" -c 'import ensurepip, sys, venv
if sys.version_info < (3, 11): sys.exit(1)' 2>/dev/null; then
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
  return 1
}

if ! python=$(find_python); then
  echo "" >&2
  echo "******************************************************************************" >&2
  echo "*  NOT RUN: the Python client's tests, the notebooks, schemathesis.          *" >&2
  echo "*  There is no Python 3.11 or later with venv; install one, or set PYTHON.   *" >&2
  echo "******************************************************************************" >&2
  echo "" >&2
  if [ "${REQUIRE_PYTHON:-}" = 1 ]; then
    echo "python: REQUIRE_PYTHON=1 asks for it" >&2
    exit 1
  fi
  exit 0
fi

# install puts the pinned versions into the environment: with uv, which takes seconds, else with pip, which takes minutes.
install() {
  "$python" -m venv --clear "$venv"
  uv=$(grep '^uv==' "$pins")
  if "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$uv" &&
    UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-}}" "$venv/bin/uv" pip install --quiet --no-deps --python "$venv/bin/python" --requirement "$pins"; then
    :
  else
    echo "python: uv could not install them; once more with pip" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --requirement "$pins"
  fi
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable "$root/clients/python"
}

# wanted is what the environment has to have been made of; the stamp in it says what it was made of.
stamp=$venv/made-of
wanted=$("$python" --version; echo "$root"; cat "$pins" "$root/clients/python/pyproject.toml")
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
  echo "python: installing what the client, the notebooks and schemathesis need into .venv, with $("$python" --version)" >&2
  install
  printf '%s\n' "$wanted" >"$stamp"
else
  echo "python: using .venv, with $("$python" --version)" >&2
fi

if [ $# -gt 0 ]; then
  VIRTUAL_ENV=$venv
  PATH=$venv/bin:$PATH
  export VIRTUAL_ENV PATH
  unset PYTHONHOME
  exec "$@"
fi
