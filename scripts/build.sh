#!/bin/sh
# Builds the program as it is released: build.sh [OUTPUT], ./chokepoint by default. The same sources and the same Go make the same bytes, in
# whatever folder. VERSION, if set, is what --version says; else it is what git describes.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
output=${1:-chokepoint}
case $output in
/*) ;;
*) output=$PWD/$output ;;
esac
version=${VERSION:-$(git -C "$root" describe --tags --always --dirty 2>/dev/null || echo unknown)}

cd "$root"
# nomsgpack: gin binds and renders msgpack, which nobody asks for here.
CGO_ENABLED=0 go build -trimpath -buildvcs=false -tags nomsgpack -ldflags "-s -w -X main.version=$version" -o "$output" ./cmd/chokepoint
