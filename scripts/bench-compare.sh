#!/bin/sh
# Compares the benchmarks of this tree with those of an earlier state: bench-compare.sh [REF]. Without REF it is the last release, the
# last tag that leads here. It fails where a benchmark, or all of them on average (the geometric mean), takes over 10 % more time than
# then, by benchstat with p < 0.05.
#
# PACKAGES are those with the benchmarks, BENCH says which of them (a regular expression), COUNT how often each is run (6 or more), and
# BENCHTIME how long. Both trees are built first, then run in turn, so that what else the machine does meets both.
set -eu

cd "$(dirname -- "$0")/.."
PACKAGES=${PACKAGES:-./graph/walk ./graph/catalogue ./graph/names ./graph/load ./graph/format ./graph/sqlite ./api}
BENCH=${BENCH:-.} COUNT=${COUNT:-8} BENCHTIME=${BENCHTIME:-0.3s}

ref=${1:-$(git describe --tags --abbrev=0 2>/dev/null || true)}
if [ -z "$ref" ]; then
  echo "bench-compare: there is no release to compare with, as there is no tag; name a commit: make bench-compare REF=…" >&2
  exit 2
fi
if ! commit=$(git rev-parse --verify --quiet "$ref^{commit}"); then
  echo "bench-compare: there is no commit $ref" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'git worktree remove --force "$work/old" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 143' TERM INT
git worktree add --quiet --detach "$work/old" "$commit"

# build compiles the benchmarks of a package of a tree; what a tree does not have is not compared.
build() { # TREE PACKAGE BINARY
  [ -d "$1/$2" ] || return 0
  (cd "$1" && go test -c -o "$3" "$2")
}

# measure runs them once, where their files are.
measure() { # TREE PACKAGE BINARY
  [ -x "$3" ] || return 0
  (cd "$1/$2" && "$3" -test.run '^$' -test.bench "$BENCH" -test.benchtime "$BENCHTIME" -test.benchmem)
}

for package in $PACKAGES; do
  name=$(echo "$package" | tr ./ __)
  build "$work/old" "$package" "$work/old$name"
  build "$PWD" "$package" "$work/new$name"
done
round=0
while [ "$round" -lt "$COUNT" ]; do
  round=$((round + 1))
  echo "bench-compare: round $round of $COUNT" >&2
  for package in $PACKAGES; do
    name=$(echo "$package" | tr ./ __)
    measure "$work/old" "$package" "$work/old$name" >>"$work/then.txt"
    measure "$PWD" "$package" "$work/new$name" >>"$work/now.txt"
  done
done

was=$(git describe --tags --always "$commit")
go tool benchstat "$was=$work/then.txt" "now=$work/now.txt"
# benchstat gives a difference to what is unlikely to be chance, and to the mean of all.
if ! go tool benchstat -format csv "$work/then.txt" "$work/now.txt" 2>/dev/null | awk -F, '
  /^pkg: / { package = substr($0, 6) }
  /^,sec\/op,/ { time = 1; next }
  /^,[^,]*\/(op|s),/ { time = 0 }
  time && match($0, /,\+[0-9.]+%/) && substr($0, RSTART + 2, RLENGTH - 3) + 0 > 10 {
    name = $0; sub(/,[0-9.e+-]*,.*/, "", name)
    print "bench-compare: slower than then: " package " " name " " substr($0, RSTART + 1, RLENGTH - 1)
    slower = 1
  }
  END { exit slower }' >&2; then
  exit 1
fi
