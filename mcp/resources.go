package mcp

import (
	"context"
	"errors"
	"net/url"
	"slices"
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
	asks        string   // the question
	by          string   // its parameter that takes the id; empty: there is one of it
	kind        string   // that the entity must be of; empty: any
	whole       bool     // it is short, and comes as the question answers; else in pages, with what it refers to as ids, as in answers of tools
	shows       tool     // how pages of it look
	leaves      []string // members of the answer that it leaves out
}

const scheme = "chokepoint://"

func resources() []resource {
	return []resource{
		{name: "ontology", title: "The ontology", asks: "ontology", leaves: []string{"languages", "binding", "units", "country"},
			shows: tool{order: []string{"strata", "kinds", "relations", "attributes", "rules"}, minor: map[string][]string{"kinds": {"name", "label"},
				"relations": {"name", "inverse", "from", "to", "stratum"}, "attributes": {"name", "on", "type", "terms", "label"}, "rules": {"name", "derive"}}},
			description: "The names of all kinds, relations and attributes (predicates) with what they stand between and which terms they take, in pages. The tool coverage counts what is recorded of each."},
		{name: "source", title: "A source", asks: "source", by: "id", leaves: []string{"names"},
			description: "A source by the id that answers cite: title, publisher, address, date and kind, and the claims that rest on it, in pages. Use it to cite: the first page has the source itself."},
		{name: "claim", title: "A claim", asks: "claim", by: "id", whole: true,
			description: "A claim by its id: subject, predicate, object or value, dates, confidence, sources in full, and what it was derived from."},
		{name: "decision", title: "A government decision", asks: "entity", by: "ref", kind: "decision", leaves: []string{"names", "uuid"},
			shows:       tool{grouped: map[string]bool{"claims": true}, order: []string{"status", "effect", "review_policy", "citation", "issued_by", "criterion", "condition"}},
			description: "A decision by its id: status with dates, effects, conditions, criteria, citations, and what it covers and applies to, in pages."},
		{name: "entity", title: "An entity", asks: "entity", by: "ref", leaves: []string{"names", "uuid"}, shows: tool{grouped: map[string]bool{"claims": true}},
			description: "An entity by its id, with all claims about it, in pages. For one attribute or relation of it use the tool entity with predicate."},
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
			case errors.Is(err, graph.ErrNotFound), errors.Is(err, graph.ErrAmbiguous), errors.Is(err, graph.ErrCursor):
				return nil, sdk.ResourceNotFoundError(q.Params.URI)
			case err != nil:
				s.Log.Error("reading a resource", "uri", clipped(q.Params.URI), "error", err)
				return nil, &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: say.Text("en", "problem.internal")}
			}
			return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: q.Params.URI, MIMEType: mediaJSON, Text: string(text)}}}, nil
		}
		if r.by == "" {
			s.sdk.AddResourceTemplate(&sdk.ResourceTemplate{URITemplate: scheme + r.name + "{?cursor}", Name: r.name + "-pages", Title: r.title, Description: r.description, MIMEType: mediaJSON}, read)
			s.sdk.AddResource(&sdk.Resource{URI: scheme + r.name, Name: r.name, Title: r.title, Description: r.description, MIMEType: mediaJSON}, read)
		} else {
			s.sdk.AddResourceTemplate(&sdk.ResourceTemplate{URITemplate: scheme + r.name + r.template(), Name: r.name, Title: r.title, Description: r.description, MIMEType: mediaJSON}, read)
		}
	}
}

// template is what follows the name of a resource that there are several of: its id and, where it comes in pages, the cursor of one.
func (r *resource) template() string {
	if r.whole {
		return "/{id}"
	}
	return "/{id}{?cursor}"
}

const mediaJSON = "application/json"

// read answers the question of a resource.
func (s *server) read(ctx context.Context, r resource, uri string) ([]byte, error) {
	address, query, _ := strings.Cut(uri, "?")
	cursor, wrong := url.ParseQuery(query)
	id, err := url.PathUnescape(strings.TrimPrefix(strings.TrimPrefix(address, scheme+r.name), "/"))
	if err != nil || wrong != nil {
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
	return r.page(reply, address, cursor.Get("cursor"))
}

// page is a part of a resource that a model has room for, of the rows from a cursor on, with the address of the next.
func (r *resource) page(reply *question.Reply, address, cursor string) ([]byte, error) {
	d, err := draftOf(&r.shows, reply, "")
	if err != nil {
		return nil, err
	}
	d.about, d.plain, d.short = refer(d.about, r.leaves), true, 0
	d.drop(r.leaves)
	from, err := offsetOf(reply.Version, address, cursor, len(d.rows))
	if err != nil {
		return nil, err
	}
	how, rows := d.best(span{from, len(d.rows), all})
	next := ""
	if rows.to < len(d.rows) {
		next = address + "?cursor=" + cursorOf(reply.Version, address, rows.to)
	}
	return plainJSON(d.page(rows, how, next).structured.without("summary")), nil
}

// drop leaves out the rows of some lists.
func (d *draft) drop(lists []string) {
	d.rows = slices.DeleteFunc(d.rows, func(r row) bool { return slices.Contains(lists, r.of) })
	d.lists = slices.DeleteFunc(d.lists, func(list string) bool { return slices.Contains(lists, list) })
}

// referred is how what a resource refers to is shown beside its rows: with nothing left out that is not behind an id.
var referred = terseness{list: graph.MaxLimit, sources: graph.MaxLimit, text: 4000}

// refer shows the members of a resource as they are, but for some, and in what they hold claims and sources by id.
func refer(root object, but []string) object {
	short := object{}
	for _, m := range root {
		switch m.value.(type) {
		case object, []any:
			m.value = compact{referred, root.text("id")}.value(m.name, m.value)
		}
		if !slices.Contains(but, m.name) {
			short = append(short, m)
		}
	}
	return short
}
