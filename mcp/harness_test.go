package mcp_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/api"
	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/load"
	"chokepoint/graph/sqlite"
	"chokepoint/mcp"
	"chokepoint/seeds"
)

// today is the day on which the tests ask; the facts were loaded on the day before.
var today = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

var facts struct {
	sync.Once
	*engine.Memory
	err error
}

// builtIn answers from the facts of the project. They are read once.
func builtIn(t testing.TB) *engine.Memory {
	t.Helper()
	facts.Do(func() { facts.Memory, facts.err = readBuiltIn(context.Background()) })
	if facts.err != nil {
		t.Fatal(facts.err)
	}
	return facts.Memory
}

func readBuiltIn(ctx context.Context) (*engine.Memory, error) {
	data, err := seeds.FS.ReadFile(load.OntologyName)
	if err != nil {
		return nil, err
	}
	ontology, err := load.Ontology(load.File{Name: load.OntologyName, Data: data})
	if err != nil {
		return nil, err
	}
	files, err := load.FilesIn(seeds.FS, load.YAMLExtensions...)
	if err != nil {
		return nil, err
	}
	_, files = load.CutOntology(files)
	batch, err := load.YAML(files, nil).Batch(load.Options{Dataset: graph.Dataset{Name: graph.CuratedDataset, Title: "Facts", Licence: "CC0-1.0"}, Ontology: ontology})
	if err != nil {
		return nil, err
	}
	batch.At = today.AddDate(0, 0, -1)
	store, err := sqlite.Open(ctx, "memory")
	if err != nil {
		return nil, err
	}
	if _, err := store.Load(ctx, batch); err != nil {
		return nil, err
	}
	return engine.New(ctx, store)
}

// serve starts the whole server, as it is configured.
func serve(t testing.TB, configure func(*api.Config)) *httptest.Server {
	t.Helper()
	c := api.Config{Source: builtIn(t), Questions: catalogue.All(), Now: func() time.Time { return today },
		MCP: func(ask api.Ask) http.Handler { return mcp.Handler(mcp.Config{Program: "test", Ask: mcp.Ask(ask)}) }}
	if configure != nil {
		configure(&c)
	}
	server := httptest.NewServer(api.New(c))
	t.Cleanup(server.Close)
	return server
}

// connect is a client of the SDK at a server.
func connect(t testing.TB, server *httptest.Server) *sdk.ClientSession {
	t.Helper()
	return connectBy(t, &sdk.StreamableClientTransport{Endpoint: server.URL + "/mcp", HTTPClient: server.Client(), DisableStandaloneSSE: true})
}

func connectBy(t testing.TB, transport sdk.Transport) *sdk.ClientSession {
	t.Helper()
	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// reply is the result of a call: its text, and its structured content as it came.
type reply struct {
	text       string
	json       string
	structured map[string]any
	failed     bool
}

// call calls a tool with arguments as JSON.
func call(t testing.TB, session *sdk.ClientSession, tool, arguments string) reply {
	t.Helper()
	r, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: json.RawMessage(arguments)})
	if err != nil {
		t.Fatalf("%s %s: %v", tool, arguments, err)
	}
	if len(r.Content) != 1 {
		t.Fatalf("%s %s: %d contents", tool, arguments, len(r.Content))
	}
	var out reply
	out.text, out.failed = r.Content[0].(*sdk.TextContent).Text, r.IsError
	out.structured, _ = r.StructuredContent.(map[string]any)
	var data strings.Builder
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r.StructuredContent); err != nil {
		t.Fatal(err)
	}
	out.json = strings.TrimSpace(data.String())
	return out
}

// answered is call that fails if there is no answer.
func answered(t testing.TB, session *sdk.ClientSession, tool, arguments string) reply {
	t.Helper()
	r := call(t, session, tool, arguments)
	if r.failed {
		t.Fatalf("%s %s has no answer: %s", tool, arguments, r.text)
	}
	return r
}
