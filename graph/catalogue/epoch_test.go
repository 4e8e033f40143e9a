package catalogue_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
)

// The total processing performance that is computed from the facts is that of Epoch AI's file within one percent, or the row says
// why it is not, and then what ours is.
func TestPerformanceBesideEpoch(t *testing.T) {
	file, err := os.Open("testdata/epoch-tpp.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.Comment, r.LazyQuotes, r.FieldsPerRecord = '\t', '#', true, 5
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	s := builtInFacts(t)
	claims, err := s.ClaimMask(graph.Filter{AsOf: mustDay(t, "2026-11-28")})
	if err != nil {
		t.Fatal(err)
	}
	near := func(x, y float64) bool { return math.Abs(x-y) <= 0.01*math.Abs(y) }
	compared := 0
	for _, row := range rows[1:] {
		id, verdict := row[0], row[4]
		n, ok := s.Lookup(id)
		if !ok {
			t.Errorf("there is no %s", id)
			continue
		}
		theirs, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			continue // the file gives none
		}
		ours := criteria.Of(s, n, claims.Admits).Best("tpp")
		if ours == nil {
			t.Errorf("no TPP of %s follows from the facts", id)
			continue
		}
		compared++
		if verdict == "ok" && !near(ours.Value, theirs) {
			t.Errorf("%s: %v, Epoch has %v", id, ours.Value, theirs)
		}
		if recorded, err := strconv.ParseFloat(row[3], 64); verdict != "ok" && (err != nil || !near(ours.Value, recorded) || near(ours.Value, theirs)) {
			t.Errorf("%s: %v, Epoch has %v; the row says %s (%s)", id, ours.Value, theirs, row[3], verdict)
		}
	}
	if compared < 60 {
		t.Errorf("only %d chips were compared", compared)
	}
}
