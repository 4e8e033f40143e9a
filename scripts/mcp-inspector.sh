#!/bin/sh
# Calls the tools of the MCP server with the command line of the MCP inspector, a client that is not ours: over standard input and output, and over
# HTTP. It fails where one of the calls does, or does not answer as it should.
#
# The inspector, pinned in scripts/inspector/package-lock.json, is installed there once, and again when that changes. CHOKEPOINT_BIN, if set, is the program
# to call; else it is built. Where there is no Node 20 or later nothing runs and this script says so loudly; with REQUIRE_NODE=1 it fails instead.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
inspector=$root/scripts/inspector

if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then
  echo "" >&2
  echo "******************************************************************************" >&2
  echo "*  NOT RUN: the MCP inspector. There is no Node 20 or later with npm.        *" >&2
  echo "******************************************************************************" >&2
  echo "" >&2
  if [ "${REQUIRE_NODE:-}" = 1 ]; then
    echo "mcp-inspector: REQUIRE_NODE=1 asks for it" >&2
    exit 1
  fi
  exit 0
fi

stamp=$inspector/node_modules/made-of
if ! cmp -s "$stamp" "$inspector/package-lock.json"; then
  echo "mcp-inspector: installing the inspector into scripts/inspector/node_modules, with Node $(node --version)" >&2
  (cd "$inspector" && npm ci --silent)
  cp "$inspector/package-lock.json" "$stamp"
fi

folder=$(mktemp -d)
server=
# finish ends the server, if it was started, and removes what was made.
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

bin=${CHOKEPOINT_BIN:-}
if [ -z "$bin" ]; then
  bin=$folder/chokepoint
  (cd "$root" && go build -o "$bin" ./cmd/chokepoint)
fi
store=$folder/facts.db
: >"$folder/said"

"$bin" serve --quiet --store "$store" --addr 127.0.0.1:0 >"$folder/said" 2>"$folder/log" &
server=$!
tries=0
until address=$(sed -n 's/.*answers at \(http:[^ ]*\).*/\1/p' "$folder/said") && [ -n "$address" ]; do
  tries=$((tries + 1))
  if [ $tries -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "mcp-inspector: the server does not start" >&2
    cat "$folder/log" >&2
    exit 1
  fi
  sleep 0.2
done

# inspect LABEL TEXT ARG…: makes a call over each transport, and wants a text in its answer.
calls=0
inspect() {
  label=$1 text=$2
  shift 2
  for transport in stdio http; do
    case $transport in
    stdio) set -- "$bin" mcp --store "$store" "$@" ;;
    http)
      shift 4
      set -- "$address/mcp" --transport http "$@"
      ;;
    esac
    # The inspector looks for its own package.json beside the folder that it is run in.
    if ! (cd "$inspector/node_modules" && node @modelcontextprotocol/inspector-cli/build/index.js "$@") >"$folder/answer" 2>"$folder/complaint"; then
      echo "mcp-inspector: $label over $transport failed" >&2
      cat "$folder/complaint" "$folder/answer" >&2
      exit 1
    fi
    if ! grep -qF -- "$text" "$folder/answer"; then
      echo "mcp-inspector: $label over $transport does not answer $text" >&2
      cat "$folder/answer" >&2
      exit 1
    fi
    calls=$((calls + 1))
  done
}

inspect "the list of tools" '"name": "chokepoints"' --method tools/list
inspect "the list of resources" 'chokepoint://ontology' --method resources/list
inspect "the list of templates" 'chokepoint://source/{id}' --method resources/templates/list
inspect "the list of prompts" '"name": "export-check"' --method prompts/list
inspect "find" '"id": "huawei"' --method tools/call --tool-name find --tool-arg name=华为
inspect "dependence" '"next": "' --method tools/call --tool-name dependence --tool-arg ref=nvidia --tool-arg direction=dependents
inspect "check" '"outcome": "licence-required"' --method tools/call --tool-name check --tool-arg item=nvidia-h20 --tool-arg to=china --tool-arg as_of=2025-06-01
inspect "screen" '"listed": true' --method tools/call --tool-name screen --tool-arg 'queries=["Huawei Tech"]'
inspect "coverage" '"laws": [' --method tools/call --tool-name coverage
inspect "an unknown name" '"isError": true' --method tools/call --tool-name entity --tool-arg ref=nvida
inspect "a source" 'chokepoint://source/nvidia-8k-2025-04-15' --method resources/read --uri chokepoint://source/nvidia-8k-2025-04-15
inspect "a prompt" 'not legal advice' --method prompts/get --prompt-name export-check --prompt-args item=H20 --prompt-args destination=China

echo "mcp-inspector: $calls calls answered, over standard input and output and over HTTP"
