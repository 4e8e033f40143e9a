package load

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"chokepoint/graph"
)

// The files of a graph in CSV, with their columns. nodes.csv: id, kind, and optionally name. edges.csv: subject, predicate,
// object (an entity id or a value), and optionally share, quantity, item, purpose, note, valid_from, valid_to, confidence and
// source. Where edges.csv has no source column, all its claims cite the file itself.
const (
	NodesName = "nodes.csv"
	EdgesName = "edges.csv"
)

// ownSource is the id of the source that stands for a file without sources of its own.
const ownSource = "edges-csv"

// CSV reads a graph from nodes.csv and edges.csv.
func CSV(files []File) *Draft {
	d := &Draft{}
	for _, f := range files {
		switch filepath.Base(f.Name) {
		case NodesName:
			d.table(f, []string{"id", "kind"}, []string{"name"}, d.node)
		case EdgesName:
			d.table(f, []string{"subject", "predicate", "object"},
				[]string{"share", "quantity", "item", "for", "purpose", "note", "valid_from", "valid_to", "confidence", "source"}, d.edge)
		default:
			d.fault(Place{File: f.Name}, "a graph in CSV is a %s and an %s", NodesName, EdgesName)
		}
	}
	return d
}

// row gives the cells of a line by column, and the place of each.
type row func(column string) word

// table reads a file whose first line names its columns.
func (d *Draft) table(f File, needed, optional []string, read func(f File, at Place, cell row)) {
	r := csv.NewReader(bytes.NewReader(f.text()))
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		d.csvFault(f.Name, err)
		return
	}
	columns := map[string]int{}
	for i, name := range header {
		columns[strings.Clone(name)] = i
		if !slices.Contains(needed, name) && !slices.Contains(optional, name) {
			d.fault(Place{f.Name, 1, 1}, "there is no column %q%s; there are %s", name, didYouMean(name, slices.Concat(needed, optional)), strings.Join(slices.Concat(needed, optional), ", "))
		}
	}
	for _, name := range needed {
		if _, ok := columns[name]; !ok {
			d.fault(Place{f.Name, 1, 1}, "the column %s is missing", name)
			return
		}
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			d.csvFault(f.Name, err)
			return
		}
		line, _ := r.FieldPos(0)
		if empty := slices.IndexFunc(needed, func(name string) bool { return record[columns[name]] == "" }); empty >= 0 {
			line, at := r.FieldPos(columns[needed[empty]])
			d.fault(Place{f.Name, line, at}, "the %s is empty", needed[empty])
			continue
		}
		read(f, Place{f.Name, line, 1}, func(column string) word {
			i, ok := columns[column]
			if !ok || record[i] == "" {
				return word{}
			}
			line, at := r.FieldPos(i)
			return word{record[i], Place{f.Name, line, at}}
		})
	}
}

func (d *Draft) csvFault(file string, err error) {
	var located *csv.ParseError
	if errors.As(err, &located) {
		d.fault(Place{file, located.Line, located.Column}, "this is not CSV: %v", located.Err)
		return
	}
	d.fault(Place{File: file}, "the file is empty: its first line names its columns")
}

func (d *Draft) node(_ File, at Place, cell row) {
	id, kind, name := cell("id"), cell("kind"), cell("name")
	e := DraftEntity{Entity: graph.Entity{ID: id.text, Kind: kind.text, Name: name.text}, At: at, KindAt: at}
	if e.Name == "" {
		e.Name = e.ID
	}
	d.Entities = append(d.Entities, e)
}

func (d *Draft) edge(f File, at Place, cell row) {
	c := DraftClaim{At: at, predicate: cell("predicate"), object: cell("object"), Entity: cell("subject").text,
		from: cell("valid_from"), to: cell("valid_to"), grade: cell("confidence"), share: cell("share"), quantity: cell("quantity"),
		item: cell("item"), limit: cell("for"), purpose: cell("purpose").text, note: cell("note").text}
	if source := cell("source"); source.text != "" {
		c.sources = []draftCitation{{word: source}}
	} else {
		c.sources = []draftCitation{{word: word{ownSource, at}}}
		if !slices.ContainsFunc(d.Sources, func(s DraftSource) bool { return s.ID == ownSource }) {
			d.Sources = append(d.Sources, DraftSource{At: at, own: true, Source: graph.Source{ID: ownSource, Title: filepath.Base(f.Name),
				Publisher: "the file itself", Kind: datasetSource, Published: graph.Beginning}})
		}
	}
	d.Claims = append(d.Claims, c)
}
