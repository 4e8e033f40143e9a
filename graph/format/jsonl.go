package format

import (
	"bytes"

	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/load"
)

// jsonl are the lines of JSON that an export writes, or somebody in their form: a thing a line. What was withdrawn is history, which a
// load does not make: only what stands is read.
var jsonl = Format{
	Name: "jsonl", Title: "lines of JSON, as export writes them", Extensions: []string{".jsonl", ".ndjson"}, Own: true, Tells: true,
	knows: func(_ []load.File, begin []byte) bool {
		line, _, _ := bytes.Cut(begin, []byte("\n"))
		return bytes.HasPrefix(bytes.TrimSpace(line), []byte("{")) && export.IsLine(line)
	},
	read: func(r *Reading) {
		for _, f := range r.Files {
			r.lines(f)
		}
	},
}

// lines reads one file.
func (r *Reading) lines(f load.File) {
	in, err := f.Open()
	if err != nil {
		r.Fault(load.Place{File: f.Name}, "%v", err)
		return
	}
	defer in.Close()
	for line, err := range export.ReadLines(in) {
		if err != nil {
			r.Fault(load.Place{File: f.Name, Line: line.Number}, "%v", err)
			return // what a line is broken off at, the next may be too
		}
		if r.Only != "" && line.SaidBy != r.Only || !line.Recorded.Stands() {
			continue
		}
		at := load.Place{File: f.Name, Line: line.Number, Column: 1}
		switch {
		case line.Entity != nil:
			r.Entities = append(r.Entities, load.DraftEntity{Entity: *line.Entity, At: at, KindAt: at})
		case line.Source != nil:
			r.Sources = append(r.Sources, load.DraftSource{Source: *line.Source, At: at, CopyAt: at})
		case line.Claim != nil:
			r.Say(r.inWords(line.Claim, at))
		}
	}
}

// inWords writes a claim as files have it, so that it is checked as all are.
func (r *Reading) inWords(c *graph.Claim, at load.Place) *load.DraftClaim {
	word := func(text string) load.Word {
		if text == "" {
			return load.Word{}
		}
		return load.Word{Text: text, At: at}
	}
	d := &load.DraftClaim{Entity: c.Subject, At: at, Predicate: word(c.Predicate), Object: word(c.Object), From: word(c.Valid.From.String()), To: word(c.Valid.To.String()),
		Grade: word(c.Confidence.String()), Share: word(c.Shares().String()), Purpose: c.Purpose, Note: c.Note}
	if c.Object == "" {
		d.Object = word(c.Value.String())
	}
	if !c.Quantity.IsZero() {
		d.Quantity = word(c.Quantity.String())
	}
	if a := r.attribute(c.Predicate); a != nil && a.Limited {
		d.Limit = word(c.Item)
	} else {
		d.Item = word(c.Item)
	}
	for _, cited := range c.Sources {
		d.Sources = append(d.Sources, load.DraftCitation{Word: word(cited.Source), Locator: cited.Locator})
	}
	return d
}

func (r *Reading) attribute(name string) *graph.Attribute {
	if r.Ontology == nil {
		return nil
	}
	return r.Ontology.Attribute(name)
}

// Told is what a file of lines tells beside its things.
type Told struct {
	Ontology *graph.Ontology
	Datasets []graph.Dataset // that its lines describe, or name, in order
}

// Tells reads what lines tell beside their things. The error is that of a line, or wraps export.ErrCut.
func Tells(files []load.File) (Told, error) {
	var t Told
	at, counted := map[string]int{}, export.Counts{}
	note := func(d graph.Dataset) {
		if i, ok := at[d.Name]; !ok {
			at[d.Name] = len(t.Datasets)
			t.Datasets = append(t.Datasets, d)
		} else if d.Title+d.Licence+d.Origin != "" {
			t.Datasets[i] = d
		}
	}
	for _, f := range files {
		in, err := f.Open()
		if err != nil {
			return t, err
		}
		for line, err := range export.ReadLines(in) {
			counted.Add(&line)
			switch {
			case err != nil:
				in.Close()
				return t, load.Problems{{Place: load.Place{File: f.Name, Line: line.Number}, Message: err.Error()}}
			case line.Ontology != nil:
				t.Ontology = line.Ontology
			case line.Dataset != nil:
				note(line.Dataset.Dataset)
			case line.SaidBy != "":
				note(graph.Dataset{Name: line.SaidBy})
			}
		}
		in.Close()
	}
	return t, counted.Check()
}
