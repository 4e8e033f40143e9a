package mcp

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// resource declares what an id in an answer leads to.
type resource struct {
	name, title string // chokepoint://NAME/{id}
	description string
	asks        string // the question
	by          string // its parameter that takes the id; empty: there is one of it
	kind        string // that the entity must be of; empty: any
	whole       bool   // as the question answers; else what it refers to stands as ids, as in answers of tools
}

const scheme = "chokepoint://"

func resources() []resource {
	return []resource{
		{name: "ontology", title: "The ontology", asks: "ontology", whole: true,
			description: "All kinds, attributes, relations, strata and rules with their meanings, about 75 kB. The tool coverage lists kinds and predicates in brief."},
		{name: "source", title: "A source", asks: "source", by: "id",
			description: "A source by the id that answers cite: title, publisher, address, date and kind, and the claims that rest on it. Use it to cite."},
		{name: "claim", title: "A claim", asks: "claim", by: "id", whole: true,
			description: "A claim by its id: subject, predicate, object or value, dates, confidence, sources in full, and what it was derived from."},
		{name: "decision", title: "A government decision", asks: "entity", by: "ref", kind: "decision",
			description: "A decision by its id: status with dates, effects, conditions, criteria, citations, and what it covers and applies to."},
		{name: "entity", title: "An entity", asks: "entity", by: "ref",
			description: "An entity by its id, with all claims about it."},
	}
}

func (s *server) addResources() {
	for _, r := range resources() {
		read := func(ctx context.Context, q *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
			var text []byte
			err := safely(func() (err error) {
				text, err = s.read(ctx, r, q.Params.URI)
				return err
			})
			switch {
			case errors.Is(err, graph.ErrNotFound), errors.Is(err, graph.ErrAmbiguous):
				return nil, sdk.ResourceNotFoundError(q.Params.URI)
			case err != nil:
				s.Log.Error("reading a resource", "uri", clipped(q.Params.URI), "error", err)
				return nil, &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: say.Text("en", "problem.internal")}
			}
			return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: q.Params.URI, MIMEType: mediaJSON, Text: string(text)}}}, nil
		}
		if r.by == "" {
			s.sdk.AddResource(&sdk.Resource{URI: scheme + r.name, Name: r.name, Title: r.title, Description: r.description, MIMEType: mediaJSON}, read)
		} else {
			s.sdk.AddResourceTemplate(&sdk.ResourceTemplate{URITemplate: scheme + r.name + "/{id}", Name: r.name, Title: r.title, Description: r.description, MIMEType: mediaJSON}, read)
		}
	}
}

const mediaJSON = "application/json"

// read answers the question of a resource.
func (s *server) read(ctx context.Context, r resource, uri string) ([]byte, error) {
	id, err := url.PathUnescape(strings.TrimPrefix(strings.TrimPrefix(uri, scheme+r.name), "/"))
	if err != nil {
		return nil, &graph.NotFound{What: r.name, Ref: uri}
	}
	values := question.Values{}
	if r.by != "" {
		values[r.by] = []string{id}
	}
	q := named(r.asks)
	for _, p := range q.Info().Parameters {
		if p.Name == "detail" {
			values["detail"] = []string{"full"}
		}
	}
	asked, err := q.Read(values)
	var invalid *question.Invalid
	if errors.As(err, &invalid) { // no id is like that
		return nil, &graph.NotFound{What: r.name, Ref: id}
	}
	if err != nil {
		return nil, err
	}
	reply, err := s.Ask(ctx, asked)
	if err != nil {
		return nil, err
	}
	root, err := treeOf(reply.Answer)
	if err != nil {
		return nil, err
	}
	if r.by == "ref" && root.text("id") != id || r.kind != "" && root.text("kind") != r.kind { // a name is no id
		return nil, &graph.NotFound{What: r.name, Ref: id}
	}
	if r.whole {
		return plainJSON(root), nil
	}
	return plainJSON(refer(root)), nil
}

// referred is how what a resource refers to is shown: with nothing left out that is not behind an id.
var referred = terseness{list: graph.MaxLimit, sources: graph.MaxLimit, text: 4000}

// refer shows the members of a resource as they are, and in what they hold claims and sources by id.
func refer(root object) object {
	short := object{}
	for _, m := range root {
		c := compact{referred, root.text("id")}
		switch m.value.(type) {
		case object, []any:
			m.value = c.value(m.name, m.value)
		}
		short = append(short, m)
	}
	return short
}
