package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/snapshot"
)

// told is what answers and analysts see.
func told(t *testing.T, s *Store) []string {
	t.Helper()
	e, err := engine.New(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for st := range e.Current().Statements() {
		lines = append(lines, fmt.Sprint(st.Claim.String(), st.Dataset, st.AlsoIn, st.Recorded, st.Derived))
	}
	for d := range e.Current().Descriptions() {
		lines = append(lines, fmt.Sprint(d))
	}
	return lines
}

// analysed is what a plain query finds.
func analysed(t *testing.T, s *Store) []string {
	t.Helper()
	return slices.Concat(asked(t, s, `MATCH (n:CpEntity)-[r]->(o:CpEntity) RETURN [n.id, n.name, labels(n), type(r), r.id, o.id] AS x ORDER BY n.id, r.id`),
		asked(t, s, `MATCH (n:CpEntity)-[r]->(c:CpClaim|CpWithdrawnClaim) RETURN [n.id, type(r), c.id, c.value] ORDER BY n.id, c.id`),
		asked(t, s, `MATCH (n:CpAssertion|CpEntityRecord|CpSourceRecord) RETURN [labels(n), n.number, n.dataset, n.recorded_to] ORDER BY n.number`),
		asked(t, s, `MATCH (n:CpVersion) RETURN n.number`))
}

// second is a batch that follows the story: a claim goes, one comes, an entity gets another name, kind and source.
func second(t *testing.T) graph.Batch {
	batch := without(story(t))
	for i := range batch.Entities {
		if e := &batch.Entities[i]; e.ID == "deepseek" {
			e.Name = "DeepSeek"
		} else if e.ID == "h200" {
			e.Kind = "technology"
		}
	}
	batch.Entities = append(batch.Entities, graph.Entity{ID: "tsmc", Kind: "company", Name: "TSMC"})
	batch.Sources[0].Title = "Another title"
	made := graph.Claim{Subject: "h200", Predicate: "made_by", Object: "tsmc", Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Official,
		Sources: []graph.Citation{{Source: "press"}}}
	batch.Claims = slices.Values(append(slices.Collect(batch.Claims), made))
	batch.At = batch.At.AddDate(0, 0, 1)
	return batch
}

var errCrash = errors.New("the process ended")

// TestCrash cuts a load off after each of its transactions.
func TestCrash(t *testing.T) {
	ctx := context.Background()
	reference := emptyStore(t)
	mustLoad(t, reference, story(t))
	old := told(t, reference)
	mustLoad(t, reference, second(t))
	updated, last := told(t, reference), analysed(t, reference)
	for n := 1; ; n++ {
		s := emptyStore(t)
		mustLoad(t, s, story(t))
		version, err := s.Version(ctx)
		if err != nil {
			t.Fatal(err)
		}
		transactions := 0
		s.partSize = 6
		s.written = func() error { // from there on nothing is written
			if transactions++; transactions >= n {
				return errCrash
			}
			return nil
		}
		_, err = s.Load(ctx, second(t))
		s.written = nil
		done := err == nil
		if !done && !errors.Is(err, errCrash) {
			t.Fatalf("cut off after transaction %d: %v", n, err)
		}
		now, err := s.Version(ctx)
		if err != nil || done && now == version {
			t.Errorf("cut off after transaction %d: version %q after %q, %v", n, now, version, err)
		}
		want := old
		if now != version {
			want = updated
		}
		if diff := cmp.Diff(want, told(t, s)); diff != "" {
			t.Errorf("cut off after transaction %d, what is told (-want +got):\n%s", n, diff)
		}
		again := second(t)
		again.Dataset.Title = "again" // so that there is something to do, whatever the first did
		mustLoad(t, s, again)
		if diff := cmp.Diff(updated, told(t, s)); diff != "" {
			t.Errorf("after transaction %d and a load, what is told (-want +got):\n%s", n, diff)
		}
		got := analysed(t, s)
		if diff := cmp.Diff(last[:len(last)-1], got[:len(got)-1]); diff != "" {
			t.Errorf("after transaction %d and a load, what analysts find (-want +got):\n%s", n, diff)
		}
		if done && transactions < n {
			break
		}
	}
}

// TestReadersDoNotWait asks between the transactions of a load.
func TestReadersDoNotWait(t *testing.T) {
	ctx := context.Background()
	s := emptyStore(t)
	mustLoad(t, s, story(t))
	e, err := NewEngine(ctx, s, Cypher, 0)
	if err != nil {
		t.Fatal(err)
	}
	old := told(t, s)
	version, _ := s.Version(ctx)
	looked := 0
	s.partSize = 4
	s.written = func() error {
		now, err := s.Version(ctx)
		if err != nil || now != version {
			return err
		}
		looked++
		if diff := cmp.Diff(old, told(t, s)); diff != "" {
			t.Errorf("during a load (-old +got):\n%s", diff)
		}
		gathered, err := e.Part(ctx, nil, func(*snapshot.Snapshot) (snapshot.Need, error) {
			return snapshot.Need{Filter: graph.Filter{AsOf: graph.DayOf(story(t).At)}, About: []snapshot.NeededClaims{{Of: "h200"}}}, nil
		}, nil)
		if err != nil {
			return err
		}
		part := gathered.Facts
		var about []string
		for st := range part.Statements() {
			about = append(about, st.Subject+" "+st.Predicate+" "+st.Object)
		}
		slices.Sort(about)
		if diff := cmp.Diff([]string{"deepseek headquartered_in china", "deepseek seeks h200", "rule covers h200"}, about); diff != "" {
			t.Errorf("during a load, in Cypher (-old +got):\n%s", diff)
		}
		if n, ok := part.Lookup("deepseek"); !ok || part.Entity(n).Name != "DEEPSEEK" {
			t.Errorf("during a load the entity has the name %v", part.Entity(n))
		}
		return nil
	}
	mustLoad(t, s, second(t))
	if looked < 3 {
		t.Errorf("the load was looked at %d times before it was done", looked)
	}
}
