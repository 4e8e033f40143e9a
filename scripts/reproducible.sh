#!/bin/sh
# Builds a release twice, in two folders and with a cache of its own each, and fails if the two differ by a byte.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

for name in one another/below; do
  mkdir -p "$folder/$name"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar -cf - --null -T -) | tar -xf - -C "$folder/$name"
  GOCACHE=$folder/cache VERSION=test "$folder/$name/scripts/build.sh" "$folder/$name/chokepoint"
  rm -rf "$folder/cache"
done
cmp "$folder/one/chokepoint" "$folder/another/below/chokepoint"
echo "$(wc -c <"$folder/one/chokepoint") bytes, the same twice"
