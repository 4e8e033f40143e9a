package format

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/delimited"
	"chokepoint/graph/fold"
	"chokepoint/graph/load"
)

// flat is one table of any form, as people have them: a row says of one party what joins it to another. Which column is what, Options.Map
// says; a column that is called like a field needs no saying. Parties are named, not numbered, and looked for among those known.
var flat = Format{
	Name: "csv", Title: "one table of any form, with a map of its columns", Extensions: []string{".csv", ".tsv", ".txt"},
	knows: func(files []load.File, begin []byte) bool {
		return hasExtension(files, ".csv", ".tsv", ".txt") || isTable(begin)
	},
	read: func(r *Reading) {
		for _, f := range r.Files {
			t := &flatTable{Reading: r, file: f.Name, seen: map[string]string{}}
			if t.prepare(f) {
				r.table(f, heads{open: true}, bounds, t.row)
			}
		}
	},
}

// isTable reports whether a text without a name looks like a table: its first row has several cells.
func isTable(begin []byte) bool {
	rows, err := delimited.NewReader(strings.NewReader(string(begin)), bounds)
	return err == nil && len(rows.Head) > 1
}

// The fields of a row. Those of a party begin with subject_ or object_; whatever else is mapped is the predicate of a further claim on
// the subject, whose object or value stands in the column.
var (
	partyFields = []string{"id", "kind", "country", "aliases"}
	claimFields = []string{"predicate", "share", "quantity", "item", "for", "purpose", "note", "valid_from", "valid_to", "since", "confidence", "source", "source_title", "source_date"}
)

const identifierField = "identifier." // subject_identifier.lei

// usualKind is the kind of a party of which the table says none.
const usualKind = "company"

// flatTable is one such table being read.
type flatTable struct {
	*Reading
	file    string
	columns map[string]string // by field
	always  map[string]string // by field: what it is in every row
	further []string          // predicates of further claims
	seen    map[string]string // ids by what tells parties of one name apart
}

// prepare finds out in which columns the fields stand.
func (t *flatTable) prepare(f load.File) bool {
	in, err := f.Open()
	if err != nil {
		t.Fault(load.Place{File: f.Name}, "%v", err)
		return false
	}
	defer in.Close()
	rows, err := delimited.NewReader(in, bounds)
	if err != nil {
		t.tableFault(f.Name, err)
		return false
	}
	t.columns, t.always = map[string]string{}, map[string]string{}
	head := make([]string, len(rows.Head))
	for i, name := range rows.Head {
		head[i] = strings.ToLower(name)
		if field := strings.ReplaceAll(head[i], " ", "_"); isField(field) {
			t.columns[field] = head[i]
		}
	}
	before := len(t.Problems)
	for _, field := range slices.Sorted(maps.Keys(t.Map)) {
		t.mapField(field, t.Map[field], head, rows.Head)
	}
	if !t.has("subject") {
		t.Fault(load.Place{File: f.Name, Line: 1, Column: 1}, "no column is the subject; say which, as --map subject=%s (the columns are %s)", rows.Head[0], strings.Join(rows.Head, ", "))
	}
	if t.has("object") != t.has("predicate") {
		t.Fault(load.Place{File: f.Name, Line: 1, Column: 1}, "subject and object need a predicate between them, and a predicate an object; say what joins them, as --map predicate==supplied_by --map object=Supplier")
	}
	return len(t.Problems) == before
}

// isField reports whether a name is that of a field.
func isField(name string) bool {
	if name == "subject" || name == "object" || slices.Contains(claimFields, name) {
		return true
	}
	_, of, ok := strings.Cut(name, "_")
	return ok && (strings.HasPrefix(name, "subject_") || strings.HasPrefix(name, "object_")) && (slices.Contains(partyFields, of) || strings.HasPrefix(of, identifierField))
}

// mapField takes in one line of the map: the column of a field, or after = what it always is.
func (t *flatTable) mapField(field, to string, head, written []string) {
	if !isField(field) {
		t.further = append(t.further, field)
	}
	if value, always := strings.CutPrefix(to, "="); always {
		t.always[field] = value
		delete(t.columns, field)
		return
	}
	if column := strings.ToLower(to); slices.Contains(head, column) {
		t.columns[field] = column
		return
	}
	if field == "predicate" || field == "confidence" || strings.HasSuffix(field, "_kind") { // words of ours, which no column is called
		t.always[field] = to
		delete(t.columns, field)
		return
	}
	t.Fault(load.Place{File: t.file, Line: 1, Column: 1}, "there is no column %q%s for %s; there are %s. What is the same in every row is written with two signs: %s==%s",
		to, load.DidYouMean(to, written), field, strings.Join(written, ", "), field, to)
}

func (t *flatTable) has(field string) bool {
	_, always := t.always[field]
	_, column := t.columns[field]
	return always || column
}

// word is what a row says of a field.
func (t *flatTable) word(row *row, field string) load.Word {
	if value, ok := t.always[field]; ok {
		return load.Word{Text: value, At: row.at()}
	}
	if column, ok := t.columns[field]; ok {
		return row.word(column)
	}
	return load.Word{}
}

func (t *flatTable) row(row *row) {
	if t.word(row, "subject").Text == "" {
		line, at := row.cells.At(row.columns[t.columns["subject"]])
		t.Fault(load.Place{File: t.file, Line: line, Column: at}, "the subject is empty")
		return
	}
	subject, sources := t.party(row, "subject"), t.sources(row)
	if state := t.word(row, "subject_country"); state.Text != "" {
		t.Say(&load.DraftClaim{At: row.at(), Entity: subject, Object: state, Seat: true, Sources: sources})
	}
	if t.has("predicate") {
		if t.word(row, "object").Text == "" {
			t.Fault(row.at(), "the object is empty")
			return
		}
		t.say(row, subject, t.word(row, "predicate"), "object", sources)
	}
	for _, predicate := range t.further {
		if t.word(row, predicate).Text != "" {
			t.say(row, subject, load.Word{Text: predicate, At: row.at()}, predicate, sources)
		}
	}
}

// say adds the claim of a row, whose object or value stands in a field.
func (t *flatTable) say(row *row, subject string, predicate load.Word, field string, sources []load.DraftCitation) {
	c := load.DraftClaim{At: row.at(), Entity: subject, Predicate: predicate, Object: t.word(row, field), Sources: sources}
	if t.joins(predicate.Text) {
		c.Object.Text = t.party(row, field)
		if state := t.word(row, field+"_country"); state.Text != "" {
			t.Say(&load.DraftClaim{At: row.at(), Entity: c.Object.Text, Object: state, Seat: true, Sources: sources})
		}
	}
	if field == "object" {
		c.From, c.To, c.Since, c.Grade = t.word(row, "valid_from"), t.word(row, "valid_to"), t.word(row, "since"), t.word(row, "confidence")
		c.Share, c.Quantity, c.Item, c.Limit = share(t.word(row, "share")), t.word(row, "quantity"), t.word(row, "item"), t.word(row, "for")
		c.Purpose, c.Note = t.word(row, "purpose").Text, t.word(row, "note").Text
		if c.Item.Text != "" {
			c.Item.Text = idOf(c.Item.Text)
		}
	}
	t.Say(&c)
}

// joins reports whether a predicate is a relation, whose object is a party.
func (t *flatTable) joins(predicate string) bool {
	o := t.Ontology
	return o == nil || o.Attribute(predicate) == nil
}

// party adds the party that a field names, if it is not there yet, and returns its id.
func (t *flatTable) party(row *row, field string) string {
	name := t.word(row, field)
	given, state := t.word(row, field+"_id").Text, t.word(row, field+"_country")
	key := given + "\x00" + fold.Typed(name.Text) + "\x00" + fold.Typed(state.Text)
	if id, ok := t.seen[key]; ok {
		return id
	}
	kind := t.word(row, field+"_kind")
	if kind.Text == "" {
		kind.Text = usualKind
	}
	e := load.DraftEntity{Entity: graph.Entity{ID: given, Kind: kind.Text, Name: name.Text, Aliases: aliasesIn(t.word(row, field+"_aliases").Text)},
		At: name.At, KindAt: kind.At, Found: given == "", Country: state}
	for _, of := range slices.Sorted(maps.Keys(t.columns)) {
		scheme, ok := strings.CutPrefix(of, field+"_"+identifierField)
		if value := row.text(t.columns[of]); ok && value != "" {
			if e.Identifiers == nil {
				e.Identifiers = map[string]string{}
			}
			e.Identifiers[scheme] = value
		}
	}
	if given == "" {
		e.ID = t.nameID(name.Text, state.Text, "")
	}
	t.seen[key] = e.ID
	t.Entities = append(t.Entities, e)
	return e.ID
}

// sources are what a row cites: an address, a sentence, or the file itself.
func (t *flatTable) sources(row *row) []load.DraftCitation {
	cited := t.word(row, "source")
	if cited.Text == "" {
		return t.citeFile(row)
	}
	s := graph.Source{ID: idOf(cited.Text), Title: cited.Text, Publisher: "as the table says", Kind: "dataset", Published: graph.Beginning}
	if address, err := url.Parse(cited.Text); err == nil && address.Host != "" && (address.Scheme == "http" || address.Scheme == "https") {
		s.URL, s.Publisher, s.Kind = cited.Text, strings.TrimPrefix(address.Host, "www."), "press"
		s.ID = idOf(s.Publisher + address.Path + " " + address.RawQuery)
	}
	if title := t.word(row, "source_title").Text; title != "" {
		s.Title = title
	}
	if day := t.word(row, "source_date"); day.Text != "" {
		date, err := graph.ParseDate(day.Text)
		if err != nil {
			t.Fault(day.At, "%v", err)
		} else {
			s.Published = date
		}
	}
	if _, there := t.seen["source "+s.ID]; !there {
		t.seen["source "+s.ID] = s.ID
		t.Sources = append(t.Sources, load.DraftSource{Source: s, At: cited.At})
	}
	return []load.DraftCitation{{Word: load.Word{Text: s.ID, At: cited.At}}}
}
