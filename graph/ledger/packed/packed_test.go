package packed

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
)

// few are texts that often come again.
var few = rapid.SampledFrom([]string{"", "nvidia", "h200", "輝達", "a text that is longer than a byte can say: " + string(make([]byte, 300))})

func claims() *rapid.Generator[graph.Claim] {
	number := rapid.Int32()
	return rapid.Custom(func(t *rapid.T) graph.Claim {
		c := graph.Claim{Subject: few.Draw(t, "subject"), Predicate: few.Draw(t, "predicate"), Object: few.Draw(t, "object"), Item: few.Draw(t, "item"),
			Role: few.Draw(t, "role"), Purpose: few.Draw(t, "purpose"), Note: few.Draw(t, "note"), Share: graph.NoShare, Valid: graph.Always,
			Confidence: graph.Confidence(number.Draw(t, "confidence"))}
		for range rapid.IntRange(0, 3).Draw(t, "sources") {
			c.Sources = append(c.Sources, graph.Citation{Source: few.Draw(t, "source"), Locator: few.Draw(t, "locator")})
		}
		if rapid.Bool().Draw(t, "has value") {
			c.Value = graph.Value{Type: graph.ValueType(few.Draw(t, "type")), Number: rapid.Float64().Draw(t, "number"), Unit: few.Draw(t, "unit"), Text: few.Draw(t, "text"),
				Date: graph.Date(number.Draw(t, "date")), Bool: rapid.Bool().Draw(t, "bool")}
		}
		if rapid.Bool().Draw(t, "has shares") {
			c.Share, c.ShareMost = graph.Share(number.Draw(t, "share")), graph.Share(number.Draw(t, "most"))
		}
		if rapid.Bool().Draw(t, "has quantity") {
			c.Quantity = graph.Quantity{Number: rapid.Float64().Draw(t, "quantity"), Unit: few.Draw(t, "of")}
		}
		if rapid.Bool().Draw(t, "is bounded") {
			c.Valid = graph.Interval{From: graph.Date(number.Draw(t, "from")), To: graph.Date(number.Draw(t, "to"))}
		}
		return c
	})
}

func entities() *rapid.Generator[graph.Entity] {
	return rapid.Custom(func(t *rapid.T) graph.Entity {
		e := graph.Entity{ID: few.Draw(t, "id"), Kind: few.Draw(t, "kind"), Name: few.Draw(t, "name")}
		for range rapid.IntRange(0, 3).Draw(t, "aliases") {
			e.Aliases = append(e.Aliases, graph.Alias{Name: few.Draw(t, "alias"), Lang: few.Draw(t, "lang")})
		}
		if n := rapid.IntRange(0, 3).Draw(t, "identifiers"); n > 0 {
			e.Identifiers = rapid.MapOfN(few, few, n, n).Draw(t, "identifiers")
		}
		return e
	})
}

func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cs, es := rapid.SliceOfN(claims(), 1, 5).Draw(t, "claims"), rapid.SliceOfN(entities(), 1, 5).Draw(t, "entities")
		source := graph.Source{ID: few.Draw(t, "id"), Title: few.Draw(t, "title"), Publisher: few.Draw(t, "publisher"), URL: few.Draw(t, "url"),
			Published: graph.Date(rapid.Int32().Draw(t, "published")), Language: few.Draw(t, "language"), Kind: few.Draw(t, "kind"), CopyOf: few.Draw(t, "copy of")}
		var w Writer
		for i := range cs {
			w.Claim(&cs[i])
		}
		for i := range es {
			w.Entity(&es[i])
		}
		w.Source(&source)
		r := NewReader(w.Bytes())
		for _, want := range cs {
			if diff := cmp.Diff(want, r.Claim()); diff != "" {
				t.Fatal(diff)
			}
		}
		for _, want := range es {
			if diff := cmp.Diff(want, r.Entity()); diff != "" {
				t.Fatal(diff)
			}
		}
		if diff := cmp.Diff(source, r.Source()); diff != "" || r.More() || r.Err() != nil {
			t.Fatal(diff, r.More(), r.Err())
		}
	})
}

// What is cut short is damaged, and reading it ends.
func TestDamaged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := claims().Draw(t, "claim")
		var w Writer
		w.Claim(&c)
		r := NewReader(w.Bytes()[:rapid.IntRange(0, len(w.Bytes())-1).Draw(t, "length")])
		r.Claim()
		if !errors.Is(r.Err(), ErrDamaged) {
			t.Fatal("part of a claim was read as if it was one")
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		r := NewReader(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		for r.More() {
			r.Claim()
			r.Entity()
			r.Source()
		}
	})
}
