#!/bin/sh
# Builds the explorer, or tests it: web.sh build writes web/dist; web.sh test checks the types, sees that web/dist is what the sources
# make, and runs the tests in a real Chromium.
#
# It needs Node.js 20 or later with npm, and to test a Chromium: $CHROMIUM, or the one in $PATH. Packages are installed in web/node_modules by
# the exact versions of web/package-lock.json. Where something is missing this script says so loudly and runs nothing; with
# REQUIRE_NODE=1 it fails instead.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root/web"

missing() {
  echo "" >&2
  echo "******************************************************************************" >&2
  echo "*  NOT RUN: the tests of the explorer.                                       *" >&2
  echo "*  $1" >&2
  echo "******************************************************************************" >&2
  echo "" >&2
  if [ "${REQUIRE_NODE:-}" = 1 ]; then
    echo "web: REQUIRE_NODE=1 asks for it" >&2
    exit 1
  fi
  exit 0
}

node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null ||
  missing "There is no Node.js 20 or later with npm; install it."

stamp=node_modules/.made-of
wanted=$(node --version; cat package.json package-lock.json)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
  echo "web: installing what the explorer is built with into web/node_modules, with Node.js $(node --version)" >&2
  npm ci --silent
  printf '%s\n' "$wanted" >"$stamp"
fi

npm run --silent check
case "${1:-}" in
build)
  node build.mjs dist
  ;;
test)
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  node build.mjs "$made"
  if ! diff -r "$made" dist >&2; then
    echo "web: web/dist is not what web/src makes; build it with make web, and commit it" >&2
    exit 1
  fi
  if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
      missing "There is no Chromium; install it, or set CHROMIUM."
    export CHROMIUM
  fi
  npx playwright test
  ;;
*)
  echo "web: say build or test" >&2
  exit 2
  ;;
esac
