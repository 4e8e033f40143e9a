package neo4j

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"chokepoint/graph"
)

// statement draws one of few that differ in little.
func statement(t *rapid.T) graph.Statement {
	word := rapid.SampledFrom([]string{"", "a", "b"})
	words := rapid.SliceOfN(word, 0, 2)
	day := rapid.Map(rapid.IntRange(0, 1), func(n int) graph.Date { return graph.DateOf(graph.Day(20000 + n)) })
	at := rapid.Map(rapid.IntRange(0, 1), func(n int) time.Time { return time.Unix(int64(1_700_000_000+n), 0).UTC() })
	recording := func(name string) graph.Recording {
		r := graph.Recording{From: at.Draw(t, name)}
		if rapid.Bool().Draw(t, name+" ended") {
			r.To = r.From.Add(time.Hour)
		}
		return r
	}
	interval := func(name string) graph.Interval {
		return graph.Interval{From: day.Draw(t, name+" from"), To: graph.Always.To}
	}
	st := graph.Statement{Effective: interval("effective"), Said: recording("said"), Stratum: rapid.IntRange(-1, 1).Draw(t, "stratum"), Own: rapid.Bool().Draw(t, "own"),
		Primary: rapid.Bool().Draw(t, "primary"), AlsoIn: words.Draw(t, "also in"), Derived: rapid.Bool().Draw(t, "derived")}
	st.Claim = graph.Claim{Subject: "s", Predicate: "p", Object: "o", Item: word.Draw(t, "item"), Purpose: word.Draw(t, "purpose"), Note: word.Draw(t, "note"),
		Share: graph.Share(rapid.IntRange(-1, 1).Draw(t, "share")), Valid: interval("valid"), Confidence: graph.Confidence(rapid.IntRange(1, 2).Draw(t, "confidence")),
		Quantity: graph.Quantity{Number: float64(rapid.IntRange(1, 2).Draw(t, "quantity")), Unit: word.Draw(t, "unit")}, Role: word.Draw(t, "role")}
	for _, w := range words.Draw(t, "sources") {
		st.Sources = append(st.Sources, graph.Citation{Source: w, Locator: word.Draw(t, "locator")})
	}
	st.Dataset, st.Recorded = word.Draw(t, "dataset"), recording("recorded")
	for range rapid.IntRange(0, 1).Draw(t, "rests on") {
		st.DerivedFrom = append(st.DerivedFrom, uuid.UUID{1})
	}
	return st
}

// terms draws what an ontology may say of a relation.
func terms(t *rapid.T) relationTerms {
	word := rapid.SampledFrom([]string{"", "a", "b"})
	return relationTerms{word.Draw(t, "channel"), word.Draw(t, "need"), []string{word.Draw(t, "first stratum"), word.Draw(t, "second stratum")}}
}

// A mark stands for what would be published: it differs where that does. One thing is changed at a time, or most pairs would differ in many.
func TestMarks(t *testing.T) {
	var m marker
	rapid.Check(t, func(t *rapid.T) {
		x, inX := statement(t), terms(t)
		y, inY := x, inX
		other, inOther := statement(t), terms(t)
		for _, change := range []func(){
			func() { inY.channel = inOther.channel }, func() { inY.need = inOther.need }, func() { inY.strata = inOther.strata }, func() { y.Item = other.Item },
			func() { y.Note = other.Note }, func() { y.Sources = other.Sources }, func() { y.Share = other.Share }, func() { y.Quantity = other.Quantity },
			func() { y.Purpose = other.Purpose }, func() { y.Role = other.Role }, func() { y.Valid = other.Valid }, func() { y.Effective = other.Effective },
			func() { y.Said = other.Said }, func() { y.Recorded = other.Recorded }, func() { y.Stratum = other.Stratum }, func() { y.Own = other.Own },
			func() { y.Primary = other.Primary }, func() { y.AlsoIn = other.AlsoIn }, func() { y.Derived = other.Derived },
			func() { y.DerivedFrom = other.DerivedFrom }, func() { y.Dataset = other.Dataset }, func() { y.Confidence = other.Confidence },
		} {
			change()
			differ := !reflect.DeepEqual(encodeStatement(&x, inX), encodeStatement(&y, inY))
			if a, b := m.mark(&x, inX), m.mark(&y, inY); differ && a == b {
				t.Fatalf("two statements with one mark: %+v %+v and %+v %+v", x, inX, y, inY)
			}
			y, inY = x, inX
		}
		if first := m.mark(&x, inX); first != m.mark(&y, inY) {
			t.Fatal("one statement with two marks")
		}
	})
}
