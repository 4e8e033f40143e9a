package load

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"chokepoint/graph"
)

// YAML reads seed files: an entity or a source each, told apart by the fields that they have. done is called after each
// file, from several goroutines, or is nil.
func YAML(files []File, done func()) *Draft {
	drafts := make([]*Draft, len(files))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				drafts[i] = readYAML(files[i])
				if done != nil {
					done()
				}
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	workers.Wait()
	all := &Draft{}
	for _, d := range drafts {
		all.Add(d)
	}
	return all
}

// document reads one file.
type document struct {
	*Draft
	file string
}

func readYAML(f File) *Draft {
	d := document{&Draft{}, f.Name}
	if p := readable(f.Name, f.Text()); p != nil {
		d.Problems = append(d.Problems, *p)
		return d.Draft
	}
	parsed, err := parser.ParseBytes(withoutDirective(f.Text()), 0)
	if err != nil {
		d.Problems = append(d.Problems, yamlProblem(f.Name, err))
		return d.Draft
	}
	for _, doc := range parsed.Docs {
		if doc.Body == nil {
			continue
		}
		if fields, ok := d.fields(doc.Body); ok && len(fields) > 0 {
			d.read(fields)
		}
	}
	if len(d.Entities)+len(d.Sources)+len(d.Problems) == 0 {
		d.Fault(Place{File: f.Name}, "the file is empty: write an entity (id, kind, name, claims) or a source (id, title, publisher, url), or remove it")
	}
	return d.Draft
}

// field is a key and its value.
type field struct {
	key   string
	at    Place
	value ast.Node
}

// fields reads a mapping; ok is false, and a problem noted, if the node is none.
func (d document) fields(n ast.Node) (fs []field, ok bool) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		d.Fault(d.place(n), "fields are expected here, as name: value")
		return nil, false
	}
	for _, v := range values {
		fs = append(fs, field{v.Key.GetToken().Value, d.place(v.Key), v.Value})
	}
	return fs, true
}

// place is where a node begins; the library puts a mapping at its first colon.
func (d document) place(n ast.Node) Place {
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) > 0 && !m.IsFlowStyle {
			n = m.Values[0].Key
		}
	case *ast.MappingValueNode:
		n = m.Key
	}
	at := n.GetToken().Position
	return Place{d.file, at.Line, at.Column}
}

var entityFields = []string{"id", "kind", "name", "aliases", "identifiers", "claims"}
var sourceFields = []string{"id", "title", "publisher", "url", "published", "language", "kind", "copy_of"}

func (d document) read(fs []field) {
	isSource := slices.ContainsFunc(fs, func(f field) bool { return f.key == "title" || f.key == "publisher" || f.key == "url" })
	known, what := entityFields, "an entity"
	if isSource {
		known, what = sourceFields, "a source"
	}
	for _, f := range fs {
		if !slices.Contains(known, f.key) {
			d.Fault(f.at, "%s has no field %q%s; there are %s", what, f.key, DidYouMean(f.key, known), strings.Join(known, ", "))
		}
	}
	if isSource {
		d.readSource(fs)
	} else {
		d.readEntity(fs)
	}
}

func (d document) readEntity(fs []field) {
	e := DraftEntity{At: fs[0].at, KindAt: fs[0].at}
	var claims []ast.Node
	for _, f := range fs {
		switch f.key {
		case "id":
			e.ID, e.At = d.text(f), d.place(f.value)
		case "kind":
			e.Kind, e.KindAt = d.text(f), d.place(f.value)
		case "name":
			e.Name = d.text(f)
		case "aliases":
			e.Aliases = d.aliases(f)
		case "identifiers":
			e.Identifiers = d.identifiers(f)
		case "claims":
			claims = d.list(f)
		}
	}
	d.Entities = append(d.Entities, e)
	for _, c := range claims {
		if fs, ok := d.fields(c); ok {
			d.readClaim(e.ID, d.place(c), fs)
		}
	}
}

func (d document) aliases(f field) (aliases []graph.Alias) {
	for _, n := range d.list(f) {
		if _, ok := n.(ast.ScalarNode); ok {
			aliases = append(aliases, graph.Alias{Name: d.text(field{"an alias", d.place(n), n})})
			continue
		}
		fs, ok := d.fields(n)
		if !ok {
			continue
		}
		var a graph.Alias
		for _, f := range fs {
			switch f.key {
			case "name":
				a.Name = d.text(f)
			case "lang":
				a.Lang = d.text(f)
			default:
				d.Fault(f.at, "an alias has no field %q: write name and lang", f.key)
			}
		}
		aliases = append(aliases, a)
	}
	return aliases
}

func (d document) identifiers(f field) map[string]string {
	fs, ok := d.fields(f.value)
	if !ok {
		return nil
	}
	m := make(map[string]string, len(fs))
	for _, f := range fs {
		m[f.key] = d.text(f)
	}
	return m
}

func (d document) readSource(fs []field) {
	s := DraftSource{At: fs[0].at, Source: graph.Source{Published: graph.Beginning}}
	for _, f := range fs {
		switch f.key {
		case "id":
			s.ID, s.At = d.text(f), d.place(f.value)
		case "title":
			s.Title = d.text(f)
		case "publisher":
			s.Publisher = d.text(f)
		case "url":
			s.URL = d.text(f)
		case "language":
			s.Language = d.text(f)
		case "kind":
			s.Kind = d.text(f)
			if !slices.Contains(graph.SourceKinds(), s.Kind) {
				d.Fault(d.place(f.value), "%q is no kind of source%s; there are %s", s.Kind, DidYouMean(s.Kind, graph.SourceKinds()), strings.Join(graph.SourceKinds(), ", "))
			}
		case "copy_of":
			s.CopyOf, s.CopyAt = d.text(f), d.place(f.value)
		case "published":
			published, err := graph.ParseDate(d.text(f))
			if err != nil {
				d.Fault(d.place(f.value), "%v", err)
				continue
			}
			s.Published = published
		}
	}
	d.Sources = append(d.Sources, s)
}

// claimFields are the keys of a claim beside its predicate.
var claimFields = []string{"source", "valid_from", "valid_to", "since", "confidence", "share", "quantity", "item", "for", "purpose", "note"}

func (d document) readClaim(entity string, at Place, fs []field) {
	c := DraftClaim{Entity: entity, At: at}
	for _, f := range fs {
		switch f.key {
		case "source":
			c.Sources = d.citations(f)
		case "valid_from":
			c.From = d.word(f)
		case "valid_to":
			c.To = d.word(f)
		case "since":
			c.Since = d.word(f)
		case "confidence":
			c.Grade = d.word(f)
		case "share":
			c.Share = d.word(f)
		case "quantity":
			c.Quantity = d.word(f)
		case "item":
			c.Item = d.word(f)
		case "for":
			c.Limit = d.word(f)
		case "purpose":
			c.Purpose = d.text(f)
		case "note":
			c.Note = d.text(f)
		default:
			if c.Predicate.Text != "" {
				d.Fault(f.at, "%q is no field of a claim%s (there are %s), and no second predicate beside %q: one claim says one thing",
					f.key, DidYouMean(f.key, claimFields), strings.Join(claimFields, ", "), c.Predicate.Text)
				continue
			}
			c.Predicate, c.Object = Word{f.key, f.at}, d.word(f)
		}
	}
	if c.Predicate.Text == "" {
		d.Fault(at, "the claim says nothing: write a relation or an attribute of the ontology and its object, as designed_by: nvidia")
		return
	}
	d.Claims = append(d.Claims, c)
}

// citations reads a source id, {id, locator}, or a list of either.
func (d document) citations(f field) (cited []DraftCitation) {
	nodes := []ast.Node{f.value}
	if _, ok := f.value.(*ast.SequenceNode); ok {
		nodes = d.list(f)
	}
	for _, n := range nodes {
		if _, ok := n.(ast.ScalarNode); ok {
			if id := d.word(field{"source", d.place(n), n}); id.Text != "" {
				cited = append(cited, DraftCitation{Word: id})
			}
			continue
		}
		fs, ok := d.fields(n)
		if !ok {
			continue
		}
		c := DraftCitation{}
		for _, f := range fs {
			switch f.key {
			case "id":
				c.Word = d.word(f)
			case "locator":
				c.Locator = d.text(f)
			default:
				d.Fault(f.at, "a source of a claim has no field %q: write id and locator", f.key)
			}
		}
		if c.At.Line == 0 {
			d.Fault(d.place(n), "a source of a claim needs an id: write {id: …, locator: …}")
			continue
		}
		cited = append(cited, c)
	}
	return cited
}

func (d document) list(f field) []ast.Node {
	switch n := f.value.(type) {
	case *ast.SequenceNode:
		return n.Values
	case *ast.NullNode:
		return nil
	}
	d.Fault(d.place(f.value), "%s is a list: begin each item with a dash", f.key)
	return nil
}

func (d document) word(f field) Word { return Word{d.text(f), d.place(f.value)} }

// text reads one value as it is written. If it is empty, that is noted.
func (d document) text(f field) string {
	switch f.value.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		d.Fault(d.place(f.value), "%s takes the value itself: seed files have no anchors, aliases and tags; quote it if it begins with a special character", f.key)
		return ""
	}
	if _, ok := f.value.(ast.ScalarNode); !ok {
		d.Fault(d.place(f.value), "%s takes one value; quote it if it has a colon or begins with a special character", f.key)
		return ""
	}
	text := scalar(f.value)
	if text == "" {
		d.Fault(f.at, "%s is empty: give it a value or remove it", f.key)
	}
	return text
}

func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.NullNode:
		return ""
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	}
	return n.GetToken().Value
}
