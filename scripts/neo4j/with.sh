#!/bin/sh
# Runs a command with a Neo4j server: with.sh CMD [ARG…]. The command finds the server in $NEO4J_URI.
#
# NEO4J_URI, if set, names a server to use as it is. Otherwise start.sh starts one, which ends with the command.
# Where no server can be had, the command runs without and this script says so loudly; with REQUIRE_NEO4J=1 it fails instead.
set -eu

if [ $# -eq 0 ]; then
  echo "usage: with.sh CMD [ARG…]" >&2
  exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

if [ "${REQUIRE_NEO4J:-}" = 1 ]; then
  export CHOKEPOINT_REQUIRE_NEO4J=1
fi
if [ -n "${NEO4J_URI:-}" ]; then
  echo "neo4j: using the server of NEO4J_URI, $NEO4J_URI" >&2
  exec "$@"
fi
if [ -z "${NEO4J_PASSWORD:-}" ]; then # of the throw-away server that Docker Compose starts
  NEO4J_PASSWORD=chokepoint-test
fi
export NEO4J_PASSWORD

# Tests ask thousands of different things a few times each: compiling quickly beats compiling well. Benchmarks set it empty.
export NEO4J_JVM="${NEO4J_JVM--XX:TieredStopAtLevel=1}"

work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 143' TERM INT

mkfifo "$work/uri"
"$here/start.sh" >"$work/uri" &
server=$!
# The end of the file without a line means that start.sh gave up.
if IFS= read -r NEO4J_URI <"$work/uri"; then
  export NEO4J_URI
  echo "neo4j: ready at $NEO4J_URI" >&2
elif wait "$server"; [ "${REQUIRE_NEO4J:-}" = 1 ]; then
  server=
  echo "neo4j: no server could be started, and REQUIRE_NEO4J=1 asks for one" >&2
  exit 1
else
  server=
  unset NEO4J_URI NEO4J_PASSWORD
  echo "" >&2
  echo "******************************************************************************" >&2
  echo "*  THE NEO4J SUITE DOES NOT RUN: there is no server to run it on.            *" >&2
  echo "*  Start Docker, or install Java 17 and Maven, or set NEO4J_URI.             *" >&2
  echo "******************************************************************************" >&2
  echo "" >&2
fi

"$@"
