#!/bin/sh
# Asks a server of its own mixed questions at rates, cold (nothing is kept) and warm (each question of scripts/load/questions.txt was asked), and writes
# a table: load.sh [RATE…], in requests a second, by default 500 1000 2000 4000. SECONDS_EACH (15) is how long at each rate, UNIQUE (20) what percentage of
# the questions nobody asked before. CHOKEPOINT, if set, names the server's program and VEGETA that of vegeta. CPU and memory are the
# server's alone, as Linux tells them.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
seconds=${SECONDS_EACH:-15}
unique=${UNIQUE:-20}
[ $# -gt 0 ] || set -- 500 1000 2000 4000

chokepoint=${CHOKEPOINT:-$folder/chokepoint}
if [ -z "${CHOKEPOINT:-}" ]; then
  (cd "$root" && go build -o "$chokepoint" ./cmd/chokepoint)
fi
vegeta=${VEGETA:-$folder/vegeta}
if [ -z "${VEGETA:-}" ]; then
  GOBIN=$folder go install github.com/tsenart/vegeta/v12@v12.13.0
fi

# targets COUNT SEED UNIQUE writes requests of the given mix, so many percent of them about a day that is most likely nobody else's.
targets() {
  awk -v count="$1" -v seed="$2" -v unique="$3" -v url="$url" -v folder="$folder" '
    function day() { return sprintf("%d-%02d-%02d", 2020 + int(rand() * 6), 1 + int(rand() * 12), 1 + int(rand() * 28)) }
    /^#/ { next }
    { n++; often[n] = $1; total += $1; method[n] = $2; address[n] = $3; varies[n] = $NF == "@"
      body[n] = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ ?/, "", body[n]); sub(/ ?@$/, "", body[n]) }
    function ask(i, varied,   a, b, file) {
      a = address[i]; b = body[i]
      if (varied && b != "") sub(/}$/, ",\"as_of\":\"" day() "\"}", b)
      else if (varied) a = a (index(a, "?") ? "&" : "?") "as_of=" day() "&min_share=0." int(1 + rand() * 1000)
      print method[i] " " url a
      if (b != "") {
        file = folder "/body-" (varied ? seed "-" ++bodies : i)
        print b >file; close(file)
        print "Content-Type: application/json\n@" file
      }
      print ""
    }
    END {
      srand(seed)
      if (count == 0) { for (i = 1; i <= n; i++) ask(i, 0); exit }
      while (asked < count) {
        r = rand() * total; i = 1
        while (r >= often[i]) r -= often[i++]
        if (rand() * 100 < unique) { while (!varies[i]) i = 1 + int(rand() * n); ask(i, 1) } else ask(i, 0)
        asked++
      }
    }' "$root/scripts/load/questions.txt"
}

start() {
  "$chokepoint" serve --store memory --addr 127.0.0.1:0 --quiet >"$folder/out" 2>"$folder/log" &
  server=$!
  tries=0
  until url=$(sed -n 's/.* at \(http:[^ ]*\) .*/\1/p' "$folder/out") && [ -n "$url" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
      echo "load: the server does not start:" >&2
      cat "$folder/log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

stop() {
  kill "$server"
  wait "$server" || true
  server=
  rm -f "$folder"/body-* "$folder/out"
}

cpu() { awk '{ print ($14 + $15) * 10 }' "/proc/$server/stat"; } # milliseconds, at 100 ticks a second

# attack RATE NAME SEED asks at a rate and writes a row.
attack() {
  targets $(($1 * seconds)) "$3" "$unique" >"$folder/targets"
  before=$(cpu)
  "$vegeta" attack -targets "$folder/targets" -header "Accept-Encoding: gzip" -rate "$1" -duration "${seconds}s" -timeout 10s >"$folder/results"
  after=$(cpu)
  memory=$(awk '/VmRSS/ { print int($2 / 1024) } ' "/proc/$server/status")
  "$vegeta" report "$folder/results" | awk -v rate="$1" -v name="$2" -v used=$((after - before)) -v memory="$memory" '
    { gsub(/[\[\],]/, "") }
    /^Requests/ { requests = $(NF - 2) }
    /^Latencies/ { p50 = $(NF - 4); p95 = $(NF - 2); p99 = $(NF - 1) }
    /^Status/ { for (i = 1; i <= NF; i++) if (split($i, code, ":") == 2) { if (code[1] == 503) refused = code[2]; else if (code[1] != 200) failed += code[2] } }
    END { printf "| %d | %s | %s | %s | %s | %d | %d | %.2f ms | %d MB |\n", rate, name, p50, p95, p99, refused, failed, used / requests, memory }'
}

echo "| requests/s | answers | p50 | p95 | p99 | refused | failed | CPU a request | memory |"
echo "|---|---|---|---|---|---|---|---|---|"
for rate in "$@"; do
  start
  attack "$rate" cold 1
  targets 0 1 0 >"$folder/targets"
  "$vegeta" attack -targets "$folder/targets" -header "Accept-Encoding: gzip" -rate 20 -duration 2s >/dev/null
  attack "$rate" warm 2
  stop
done
