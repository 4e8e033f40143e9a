# make without a target lists the targets.
.DEFAULT_GOAL := help
.PHONY: help build run reproducible load-test test test-fast test-client test-notebooks test-web web lint check vuln bench bench-peers bench-compare neo4j schema schemathesis openapi client-models notebooks python-pins mcp-inspector clean

help: ## List the targets
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

build: ## Build the binary as it is released, ./chokepoint
	./scripts/build.sh

run: ## Answer questions at http://127.0.0.1:8080
	go run ./cmd/chokepoint serve

reproducible: ## Build it twice, and see that the two are the same
	./scripts/reproducible.sh

load-test: ## Ask a server mixed questions at 500, 1000, 2000 and 4000 a second (installs vegeta), and show how it does
	./scripts/load.sh

# The suite on Neo4j first: it takes longest, and mostly waits for the server.
test: ## Run all tests, on a real Neo4j server too (that of NEO4J_URI, else by Docker, else by Java and Maven), those in a browser and those in Python
	./scripts/neo4j/with.sh sh -c 'go test -race -timeout 20m ./graph/neo4j ./... && ./scripts/web.sh test && ./scripts/mcp-inspector.sh && ./scripts/client.sh && ./scripts/notebooks.sh && ./scripts/schemathesis.sh'

test-fast: ## Run the tests that need no Neo4j
	env -u NEO4J_URI go test ./...

test-web: ## See that the explorer was built from its sources, and test it in Chromium
	./scripts/web.sh test

web: ## Build the explorer, web/dist, from web/src (needs Node.js 20 or later)
	./scripts/web.sh build

test-client: ## Run the tests of the Python client
	./scripts/client.sh

test-notebooks: ## Execute the notebooks, and compare what they say with what is kept
	./scripts/neo4j/with.sh ./scripts/notebooks.sh

lint: ## Check every seed file
	go run ./cmd/chokepoint lint seeds

check: ## Vet and staticcheck
	go vet ./...
	go tool staticcheck ./...

vuln: ## Look for known vulnerabilities (asks vuln.go.dev)
	go tool govulncheck ./...

bench: ## Measure all questions on generated graphs beside a bare search
	go run ./cmd/chokepoint bench --sizes 100k/1m

bench-peers: ## The same beside igraph and Neo4j too: ARGS are those of the command
	NEO4J_JVM= NEO4J_HEAP=4g ./scripts/neo4j/with.sh ./scripts/python.sh sh -c 'go run ./cmd/chokepoint bench --sizes 100k/1m $${NEO4J_URI:+--neo4j "$$NEO4J_URI"} $(ARGS)'

bench-compare: ## Compare the benchmarks with those of the last release, or of REF; fails where one takes 10 % longer
	./scripts/bench-compare.sh $(REF)

neo4j: ## Run a Neo4j server for trying things, until interrupted
	./scripts/neo4j/start.sh

schema: ## Write seeds/schema.json, with which an editor completes seed files
	go run ./cmd/chokepoint lint --schema seeds > schema.json.new && mv schema.json.new seeds/schema.json

mcp-inspector: ## Call the MCP server with the MCP inspector
	./scripts/mcp-inspector.sh

schemathesis: ## Put all that the description allows, and what it does not, to a server
	./scripts/schemathesis.sh

openapi: ## Write api/openapi.json, the description of the interface
	go test ./api -run TestOpenAPIIsCurrent -update

client-models: ## Make the models and methods of the Python client from the OpenAPI document
	./scripts/python.sh python clients/python/generate.py

notebooks: ## Execute the notebooks, and keep what they say
	./scripts/neo4j/with.sh ./scripts/notebooks.sh --write

python-pins: ## Write the versions that scripts/python.sh installs, the newest that scripts/python/requirements.in allows
	./scripts/python.sh uv pip compile --quiet --universal --python-version 3.11 --no-annotate --upgrade \
		--custom-compile-command "make python-pins" scripts/python/requirements.in --output-file scripts/python/requirements.txt

clean: ## Remove what was built
	rm -f chokepoint schema.json.new
	rm -rf .venv
