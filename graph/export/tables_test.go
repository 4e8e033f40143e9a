package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/export"
	"chokepoint/graph/format"
	"chokepoint/graph/load"
)

func TestCSV(t *testing.T) {
	f := facts(t, stored(t))
	var all strings.Builder
	for _, file := range f.CSV() {
		all.WriteString("-- " + file.Name + " --\n" + written(t, file))
	}
	golden(t, "csv.txt", all.String())
	all.Reset()
	for _, file := range facts(t, stored(t), "other").CSV() {
		all.WriteString("-- " + file.Name + " --\n" + written(t, file))
	}
	golden(t, "other.txt", all.String())
}

// What load makes of the tables exports the same tables.
func TestCSVIsReadBack(t *testing.T) {
	s := empty(t)
	b := first()
	b.Ontology = ontology(t)
	reloaded := func(b graph.Batch) []export.File {
		fill(t, s, b)
		return facts(t, s).CSV()
	}
	before := reloaded(b)
	var files []load.File
	for _, f := range before {
		files = append(files, load.File{Name: f.Name, Data: []byte(written(t, f))})
	}
	again, err := format.Tables(files, b.Ontology).Batch(load.Options{Dataset: b.Dataset, Ontology: b.Ontology})
	if err != nil {
		t.Fatal(err)
	}
	again.At = day(9)
	report, err := s.Load(context.Background(), again)
	if err != nil {
		t.Fatal(err)
	}
	if want := (graph.Changes{Unchanged: 7}); report.Claims != want || report.Entities.Unchanged != 3 || report.Sources.Unchanged != 2 {
		t.Errorf("%+v", report)
	}
}

func TestParquet(t *testing.T) {
	f := facts(t, stored(t))
	tables := f.Parquet()
	data := []byte(written(t, tables[1]))
	claims, err := parquet.Read[export.Claim](bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(written(t, f.CSV()[1]))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(claims) != len(rows)-1 {
		t.Fatalf("%d claims in Parquet, %d in CSV", len(claims), len(rows)-1)
	}
	for i, c := range claims {
		if c.ID != rows[i+1][0] || c.Relation && c.Number != nil || c.Relation == strings.Contains(" motto founded height policy ", c.Predicate) {
			t.Errorf("row %d: %+v, in CSV %q", i, c, rows[i+1])
		}
	}
	i := slices.IndexFunc(claims, func(c export.Claim) bool { return c.Predicate == "owned_by" && c.Dataset == "curated" })
	c := claims[i]
	if *c.Share != 0.333333333 || c.ShareMost != nil || *c.Quantity != 1.5e-7 || *c.ValidFromDay != 18262 || len(c.Sources) != 2 || !c.RecordedFrom.Equal(day(2)) || !c.Relation {
		t.Errorf("%+v", c)
	}
	for i, table := range f.CSV() {
		heads, err := csv.NewReader(strings.NewReader(written(t, table))).Read()
		if err != nil {
			t.Fatal(err)
		}
		data := written(t, tables[i])
		file, err := parquet.OpenFile(strings.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, field := range file.Schema().Fields()[:len(heads)] {
			names = append(names, field.Name())
		}
		if diff := cmp.Diff(heads, names); diff != "" {
			t.Errorf("the columns of %s are others than those of %s:\n%s", table.Name, tables[i].Name, diff)
		}
	}
}

// graphML is what these tests read of it.
type graphML struct {
	Keys []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graph struct {
		Edges string `xml:"edgedefault,attr"`
		Node  []struct {
			ID   string `xml:"id,attr"`
			Data []data `xml:"data"`
		} `xml:"node"`
		Edge []struct {
			ID     string `xml:"id,attr"`
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
			Data   []data `xml:"data"`
		} `xml:"edge"`
	} `xml:"graph"`
}

type data struct {
	Key  string `xml:"key,attr"`
	Text string `xml:",chardata"`
}

func TestGraphML(t *testing.T) {
	text := written(t, facts(t, stored(t)).GraphML())
	golden(t, "graph.graphml", text)
	var g graphML
	if err := xml.Unmarshal([]byte(text), &g); err != nil {
		t.Fatal(err)
	}
	keys, ids := map[string]bool{}, map[string]bool{}
	for _, k := range g.Keys {
		if keys[k.ID] || k.For != "node" && k.For != "edge" {
			t.Errorf("key %+v", k)
		}
		keys[k.ID] = true
	}
	unique := func(id string) {
		if ids[id] {
			t.Errorf("id %s twice", id)
		}
		ids[id] = true
	}
	for _, n := range g.Graph.Node {
		unique(n.ID)
		for _, d := range n.Data {
			if !keys[d.Key] {
				t.Errorf("node %s has undeclared key %s", n.ID, d.Key)
			}
		}
	}
	for _, e := range g.Graph.Edge {
		if unique(e.ID); !ids[e.Source] || !ids[e.Target] {
			t.Errorf("edge %s from %s to %s, which are not both nodes", e.ID, e.Source, e.Target)
		}
		for _, d := range e.Data {
			if !keys[d.Key] {
				t.Errorf("edge %s has undeclared key %s", e.ID, d.Key)
			}
		}
	}
	if len(g.Graph.Node) != 4 || len(g.Graph.Edge) != 4 || g.Graph.Edges != "directed" {
		t.Errorf("%d nodes, %d edges, %s", len(g.Graph.Node), len(g.Graph.Edge), g.Graph.Edges)
	}
}

func TestChoosingEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := stored(t)
	m, err := engine.New(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	f, err := export.Choose(ctx, s, m.Current(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	for _, file := range append(append(f.CSV(), f.Parquet()...), f.GraphML()) {
		if err := file.Write(new(bytes.Buffer)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", file.Name, err)
		}
	}
	var notFound *graph.NotFound
	if _, err := export.Choose(context.Background(), s, m.Current(), []string{"none"}, 0); !errors.As(err, &notFound) {
		t.Errorf("a dataset that is not there: %v", err)
	}
}
