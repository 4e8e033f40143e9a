#!/bin/sh
# Runs a Neo4j server for tests until it is told to end (TERM or INT), and prints its Bolt URI on standard output when it
# answers. It uses Docker Compose where a Docker daemon answers, else Java and Maven; it says on standard error which.
# Where it runs on Java, NEO4J_HEAP is the server's heap (1g) and NEO4J_JVM further options. Exit status 3: there is neither. The data is thrown away at the end.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")
version=$(sed -n 's|.*<neo4j.version>\(.*\)</neo4j.version>.*|\1|p' "$here/pom.xml")

say() { echo "neo4j: $*" >&2; }

# A Compose project of its own, so that no test ever meets the data of the server that people use.
compose() { NEO4J_HTTP_PORT=0 NEO4J_BOLT_PORT=0 docker compose --project-directory "$root" --project-name chokepoint-test "$@"; }

with_docker() {
  say "using Docker Compose"
  trap 'compose down --volumes --timeout 5 >&2' EXIT
  trap 'exit 143' TERM INT
  compose up --detach --wait neo4j >&2
  address=$(compose port neo4j 7687)
  echo "bolt://$address"
  # A wait that a signal ends at once.
  compose wait neo4j >&2 &
  wait $!
}

# fetch_jars fills the cache; the folder appears under its name only when it is whole.
fetch_jars() {
  [ -d "$jars" ] && return
  say "fetching Neo4j $version from Maven Central, once (about 125 MB)"
  mkdir -p "$cache"
  partial=$(mktemp -d "$cache/partial.XXXXXX")
  mvn --quiet --batch-mode --file "$here/pom.xml" dependency:copy-dependencies \
    -DoutputDirectory="$partial" -DincludeScope=runtime >&2
  mv "$partial" "$jars"
}

with_java() {
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/chokepoint
  jars=$cache/neo4j-$version
  say "using Java, with Neo4j $version of $jars"
  fetch_jars
  home=$(mktemp -d "${TMPDIR:-/tmp}/chokepoint-neo4j.XXXXXX")
  server=
  trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$home"' EXIT
  trap 'exit 143' TERM INT
  java "-Xmx${NEO4J_HEAP:-1g}" -XX:+UseSerialGC ${NEO4J_JVM:-} \
    --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
    -cp "$jars/*" "$here/RunNeo4j.java" "$home" "$here/neo4j.conf" 2>"$home/stderr.log" &
  server=$!
  wait "$server" || { status=$?; cat "$home/stderr.log" >&2; exit "$status"; }
}

if docker info >/dev/null 2>&1; then
  with_docker
elif command -v java >/dev/null && command -v mvn >/dev/null; then
  with_java
else
  say "neither a Docker daemon nor Java with Maven is here"
  exit 3
fi
