package format

import (
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// The files of a graph in tables. entities.csv: id, kind, and optionally name, aliases, identifiers. claims.csv: subject, predicate,
// object (an entity id or a value), and optionally what else a claim says. sources.csv describes the sources that claims cite; where
// claims.csv has no column of sources, all its claims cite the file itself. The first two may be called nodes.csv and edges.csv.
const (
	EntitiesName = "entities.csv"
	ClaimsName   = "claims.csv"
	SourcesName  = "sources.csv"
	NodesName    = "nodes.csv"
	EdgesName    = "edges.csv"
)

// The columns of the three tables. Exports write what readers ignore: it is derived, or is decided by the load.
var (
	EntityColumns = []string{"id", "kind", "name", "aliases", "identifiers"}
	ClaimColumns  = []string{"subject", "predicate", "object", "share", "quantity", "item", "for", "purpose", "note", "valid_from", "valid_to", "since", "confidence", "source"}
	SourceColumns = []string{"id", "title", "publisher", "url", "published", "language", "kind", "copy_of"}
)

// The heads of the three tables.
var (
	entityHeads = heads{needed: EntityColumns[:2], optional: EntityColumns[2:], ignored: []string{"country", "dataset", "recorded_from", "recorded_to"}}
	claimHeads  = heads{needed: ClaimColumns[:3], optional: append(ClaimColumns[3:], "sources", "share_most", "unit"), ignored: []string{"id", "dataset", "recorded_from", "recorded_to"}}
	sourceHeads = heads{needed: SourceColumns[:2], optional: SourceColumns[2:], ignored: []string{"dataset", "recorded_from", "recorded_to"}}
)

// fileSource is the id of the source that stands for a file without sources of its own.
const fileSource = "edges-csv"

// tables is a graph in CSV: tables of entities, claims and sources, by ids.
var tables = Format{
	Name: "csv", Title: "tables of entities, claims and sources in CSV", Extensions: []string{".csv", ".tsv"}, Own: true,
	knows: func(files []load.File, _ []byte) bool {
		return slices.ContainsFunc(files, func(f load.File) bool { return isNamed(f, EntitiesName, ClaimsName, SourcesName, NodesName, EdgesName) })
	},
	read: func(r *Reading) {
		for _, f := range r.Files {
			switch {
			case isNamed(f, EntitiesName, NodesName):
				r.table(f, entityHeads, bounds, r.entity)
			case isNamed(f, ClaimsName, EdgesName):
				r.table(f, claimHeads, bounds, (&claimReader{Reading: r}).row)
			case isNamed(f, SourcesName):
				r.table(f, sourceHeads, bounds, r.source)
			default:
				r.Fault(load.Place{File: f.Name}, "a graph in CSV is %s, %s and %s, or %s and %s", EntitiesName, ClaimsName, SourcesName, NodesName, EdgesName)
			}
		}
	},
}

// Tables reads a graph in CSV under an ontology.
func Tables(files []load.File, o *graph.Ontology) *load.Draft {
	return tables.Read(files, Options{Ontology: o})
}

func (r *Reading) entity(row *row) {
	id, kind, name := row.word("id"), row.word("kind"), row.word("name")
	e := load.DraftEntity{Entity: graph.Entity{ID: tidy(id.Text), Kind: kind.Text, Name: name.Text}, At: row.at(), KindAt: row.at()}
	if e.Name == "" {
		e.Name = e.ID
	}
	e.Aliases = aliasesIn(row.text("aliases"))
	for _, part := range parts(row.text("identifiers")) {
		scheme, value, ok := strings.Cut(part, "=")
		if !ok || scheme == "" || value == "" {
			r.Fault(row.word("identifiers").At, "%q is no identifier: write scheme=value, several with ; between them", part)
			continue
		}
		if e.Identifiers == nil {
			e.Identifiers = map[string]string{}
		}
		e.Identifiers[strings.TrimSpace(scheme)] = strings.TrimSpace(value)
	}
	r.Entities = append(r.Entities, e)
}

// tidy writes an id as ours are: in small letters, with hyphens for what parts words. What is no id even so is left for whoever checks it.
func tidy(id string) string {
	if isTidy(id) {
		return id
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("_. /:", r) {
			return '-'
		}
		return unicode.ToLower(r)
	}, id)
}

// isTidy reports whether an id is of small letters, figures and hyphens alone, as nearly all are.
func isTidy(id string) bool {
	for i := range len(id) {
		if c := id[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-') {
			return false
		}
	}
	return true
}

// aliasesIn reads aliases with ; between them, each with its language after @ if that is said: 英伟达@zh.
func aliasesIn(text string) (aliases []graph.Alias) {
	for _, part := range parts(text) {
		a := graph.Alias{Name: part}
		if at := strings.LastIndexByte(part, '@'); at > 0 && isLanguage(part[at+1:]) {
			a = graph.Alias{Name: strings.TrimSpace(part[:at]), Lang: part[at+1:]}
		}
		aliases = append(aliases, a)
	}
	return aliases
}

// isLanguage reports whether a text may be a tag of a language: two or three small letters, and perhaps more after a hyphen.
func isLanguage(tag string) bool {
	first, _, _ := strings.Cut(tag, "-")
	return (len(first) == 2 || len(first) == 3) && strings.Trim(first, "abcdefghijklmnopqrstuvwxyz") == "" && !strings.ContainsAny(tag, " .")
}

// parts are texts with ; between them; of an empty one there are none. A ; that belongs to a text stands twice.
func parts(text string) []string { return slices.Collect(partsOf(text)) }

func partsOf(text string) iter.Seq[string] {
	const twice = "\x00"
	return func(yield func(string) bool) {
		if !strings.Contains(text, ";") { // most often
			if text = strings.TrimSpace(strings.ReplaceAll(text, twice, ";")); text != "" {
				yield(text)
			}
			return
		}
		for part := range strings.SplitSeq(strings.ReplaceAll(text, ";;", twice), ";") {
			if part = strings.TrimSpace(strings.ReplaceAll(part, twice, ";")); part != "" && !yield(part) {
				return
			}
		}
	}
}

// claimReader reads the rows of claims.csv. Files have millions of them: it looks its columns up once, and makes each claim in one place.
type claimReader struct {
	*Reading
	looked bool // where the columns of the table stand
	claim  load.DraftClaim

	subject, predicate, object, share, shareMost, quantity, unit, item, limit, purpose, note, from, to, since, grade int
	sources                                                                                                          [2]int
}

// look looks up the columns of a table.
func (r *claimReader) look(of columns) {
	r.looked = true
	for name, place := range map[string]*int{"subject": &r.subject, "predicate": &r.predicate, "object": &r.object, "share": &r.share, "share_most": &r.shareMost,
		"quantity": &r.quantity, "unit": &r.unit, "item": &r.item, "for": &r.limit, "purpose": &r.purpose, "note": &r.note, "valid_from": &r.from, "valid_to": &r.to,
		"since": &r.since, "confidence": &r.grade, "source": &r.sources[0], "sources": &r.sources[1]} {
		*place = of.place(name)
	}
}

func (r *claimReader) row(row *row) {
	if !r.looked {
		r.look(row.columns)
	}
	c := &r.claim
	*c = load.DraftClaim{At: row.at(), Entity: tidy(row.textAt(r.subject)), Predicate: row.wordAt(r.predicate), Object: row.wordAt(r.object),
		From: row.wordAt(r.from), To: row.wordAt(r.to), Since: row.wordAt(r.since), Grade: row.wordAt(r.grade), Share: share(row.wordAt(r.share)),
		Quantity: row.wordAt(r.quantity), Item: row.wordAt(r.item), Limit: row.wordAt(r.limit), Purpose: row.textAt(r.purpose), Note: row.textAt(r.note), Sources: c.Sources[:0]}
	c.Item.Text, c.Limit.Text = tidy(c.Item.Text), tidy(c.Limit.Text)
	if r.attribute(c.Predicate.Text) == nil && r.Ontology != nil {
		c.Object.Text = tidy(c.Object.Text)
	}
	if most := share(row.wordAt(r.shareMost)); most.Text != "" {
		c.Share.Text += "-" + most.Text
	}
	if unit := row.textAt(r.unit); unit != "" && c.Quantity.Text != "" {
		c.Quantity.Text += " " + unit
	}
	for _, column := range r.sources {
		w := row.wordAt(column)
		for part := range partsOf(w.Text) {
			id, locator, _ := strings.Cut(part, "#")
			c.Sources = append(c.Sources, load.DraftCitation{Word: load.Word{Text: id, At: w.At}, Locator: locator})
		}
	}
	if len(c.Sources) == 0 {
		c.Sources = append(c.Sources, r.citeFile(row)...)
	}
	r.Say(c)
}

// citeFile cites the file itself.
func (r *Reading) citeFile(row *row) []load.DraftCitation {
	return []load.DraftCitation{{Word: load.Word{Text: r.ownSource(row.at()), At: row.at()}}}
}

// ownSource is the id of the source that stands for the file itself.
func (r *Reading) ownSource(at load.Place) string {
	if !slices.ContainsFunc(r.Sources, func(s load.DraftSource) bool { return s.ID == fileSource }) {
		r.Sources = append(r.Sources, load.DraftSource{At: at, Own: true, Source: graph.Source{ID: fileSource, Title: filepath.Base(at.File),
			Publisher: "the file itself", Kind: "dataset", Published: graph.Beginning}})
	}
	return fileSource
}

func (r *Reading) source(row *row) {
	id := row.word("id")
	s := load.DraftSource{At: id.At, CopyAt: row.word("copy_of").At, Source: graph.Source{ID: id.Text, Title: row.text("title"), Publisher: row.text("publisher"),
		URL: row.text("url"), Language: row.text("language"), Kind: row.text("kind"), CopyOf: row.text("copy_of"), Published: graph.Beginning}}
	if kind := row.word("kind"); kind.Text != "" && !slices.Contains(graph.SourceKinds(), kind.Text) {
		r.Fault(kind.At, "%q is no kind of source%s; there are %s", kind.Text, load.DidYouMean(kind.Text, graph.SourceKinds()), strings.Join(graph.SourceKinds(), ", "))
	}
	if published := row.word("published"); published.Text != "" {
		date, err := graph.ParseDate(published.Text)
		if err != nil {
			r.Fault(published.At, "%v", err)
		}
		s.Published = date
	}
	r.Sources = append(r.Sources, s)
}
