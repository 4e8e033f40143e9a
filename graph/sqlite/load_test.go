package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

var first = []string{"@press", "@filing", "nvidia", "amd", "chip-a", "chip-b",
	"chip-a designed_by nvidia press share=0.3 from=2024-05",
	"chip-b designed_by nvidia press note=hearsay",
	"nvidia founded 1993-04-05 filing",
	"chip-a memory_bandwidth 4800 filing to=2026",
	"nvidia public true filing"}

func TestLoadRecordsEverything(t *testing.T) {
	s := openStore(t, filePath(t))
	r := load(t, s, 1, batch(t, "curated", first...))
	want := []string{
		"curated claim: chip-a designed_by nvidia share 0.3 from 2024-05 press [1,)",
		"curated claim: chip-a memory_bandwidth 4800 GB/s to 2026 filing [1,)",
		"curated claim: chip-b designed_by nvidia note hearsay press [1,)",
		"curated claim: nvidia founded 1993-04-05 filing [1,)",
		"curated claim: nvidia public true filing [1,)",
		"curated entity: amd AMD [1,)", "curated entity: chip-a CHIP-A [1,)",
		"curated entity: chip-b CHIP-B [1,)", "curated entity: nvidia NVIDIA [1,)",
		"curated source: filing Title of filing [1,)", "curated source: press Title of press [1,)",
	}
	if diff := cmp.Diff(want, recorded(t, s)); diff != "" {
		t.Error(diff)
	}
	wantReport := graph.Report{Dataset: "curated", Version: r.Version,
		Entities: graph.Changes{Added: 4}, Sources: graph.Changes{Added: 2}, Claims: graph.Changes{Added: 5},
		Added: []string{"chip-a designed_by nvidia from 2024-05", "chip-b designed_by nvidia", "nvidia founded 1993-04-05",
			"chip-a memory_bandwidth 4800 GB/s", "nvidia public true"}}
	if diff := cmp.Diff(wantReport, r); diff != "" {
		t.Error(diff)
	}
}

func TestLoadTwiceChangesNothing(t *testing.T) {
	s := openStore(t, filePath(t))
	r := load(t, s, 1, batch(t, "curated", first...))
	before := recorded(t, s)
	again := load(t, s, 2, batch(t, "curated", first...))
	want := graph.Report{Dataset: "curated", Version: r.Version,
		Entities: graph.Changes{Unchanged: 4}, Sources: graph.Changes{Unchanged: 2}, Claims: graph.Changes{Unchanged: 5}}
	if diff := cmp.Diff(want, again); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, recorded(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestReload loads a second version after the first and looks at what became of the claims.
func TestReload(t *testing.T) {
	tests := []struct {
		name          string
		first, second []string
		claims        []string
		report        graph.Report
	}{{
		name:   "withdrawn claims are kept",
		first:  []string{"a designed_by b press", "a owned_by b press"},
		second: []string{"a owned_by b press"},
		claims: []string{"a designed_by b press [1,2)", "a owned_by b press [1,)"},
		report: graph.Report{Claims: graph.Changes{Withdrawn: 1, Unchanged: 1}, Withdrawn: []string{"a designed_by b"}},
	}, {
		name:   "other qualifiers make a new version of a claim",
		first:  []string{"a owned_by b press share=0.5", "b supplied_by a press share=0.25-0.5", "b owned_by a press to=2030", "a supplied_by b press note=x"},
		second: []string{"a owned_by b press share=0.6", "b supplied_by a press share=0.25-0.6", "b owned_by a press to=2031", "a supplied_by b press note=y"},
		claims: []string{"a owned_by b share 0.5 press [1,2)", "a owned_by b share 0.6 press [2,)", "a supplied_by b note x press [1,2)",
			"a supplied_by b note y press [2,)", "b owned_by a to 2030 press [1,2)", "b owned_by a to 2031 press [2,)",
			"b supplied_by a share 0.25 to 0.5 press [1,2)", "b supplied_by a share 0.25 to 0.6 press [2,)"},
		report: graph.Report{Claims: graph.Changes{Changed: 4}, Changed: []string{"a owned_by b", "b supplied_by a", "b owned_by a", "a supplied_by b"}},
	}, {
		name:   "another source makes a new version of a claim",
		first:  []string{"a owned_by b press"},
		second: []string{"a owned_by b press filing"},
		claims: []string{"a owned_by b press [1,2)", "a owned_by b press,filing [2,)"},
		report: graph.Report{Claims: graph.Changes{Changed: 1}, Changed: []string{"a owned_by b"}},
	}, {
		name:   "the start, the item and the value identify a claim",
		first:  []string{"a supplied_by b press item=c", "a owned_by b press from=2020", "a founded 1999 press"},
		second: []string{"a supplied_by b press", "a owned_by b press from=2020-01", "a founded 1998 press"},
		claims: []string{"a founded 1998 press [2,)", "a founded 1999 press [1,2)", "a owned_by b from 2020 press [1,2)",
			"a owned_by b from 2020-01 press [2,)", "a supplied_by b of c press [1,2)", "a supplied_by b press [2,)"},
		report: graph.Report{Claims: graph.Changes{Added: 3, Withdrawn: 3},
			Added:     []string{"a supplied_by b", "a owned_by b from 2020-01", "a founded 1998"},
			Withdrawn: []string{"a supplied_by b (item c)", "a owned_by b from 2020", "a founded 1999"}},
	}}
	common := []string{"@press", "@filing", "a", "b", "c"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := openStore(t, "memory")
			before := load(t, s, 1, batch(t, "d", append(slices.Clone(common), tt.first...)...)).Version
			r := load(t, s, 2, batch(t, "d", append(slices.Clone(common), tt.second...)...))
			got := claimsOnly(recorded(t, s))
			for i := range got {
				got[i] = strings.TrimPrefix(got[i], "d claim: ")
			}
			if diff := cmp.Diff(tt.claims, got); diff != "" {
				t.Error(diff)
			}
			if r.Version == before || r.Version == "" {
				t.Errorf("version %q after a change, %q before", r.Version, before)
			}
			tt.report.Dataset, tt.report.Version = "d", r.Version
			tt.report.Entities.Unchanged, tt.report.Sources.Unchanged = 3, 2
			r.Edited = nil // the conformance suite looks at them
			if diff := cmp.Diff(tt.report, r); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClaimSaidAgainIsRecordedAnew(t *testing.T) {
	s := openStore(t, "memory")
	with := []string{"@press", "a", "b", "a owned_by b press"}
	for n, lines := range [][]string{with, with[:2], with, with[:2], with} {
		load(t, s, n+1, batch(t, "d", lines...))
	}
	want := []string{"d claim: a owned_by b press [1,2)", "d claim: a owned_by b press [3,4)", "d claim: a owned_by b press [5,)"}
	if diff := cmp.Diff(want, claimsOnly(recorded(t, s))); diff != "" {
		t.Error(diff)
	}
	if got := recorded(t, s); !slices.Contains(got, "d entity: b B [3,4)") {
		t.Errorf("entity b is not recorded as withdrawn: %q", got)
	}
}

func TestClaimStandsWhileADatasetSaysIt(t *testing.T) {
	s := openStore(t, "memory")
	lines := []string{"@press", "a", "b", "a owned_by b press"}
	load(t, s, 1, batch(t, "x", lines...))
	load(t, s, 2, batch(t, "y", lines...))
	load(t, s, 3, batch(t, "x"))
	want := []string{"x claim: a owned_by b press [1,3)", "y claim: a owned_by b press [2,)"}
	if diff := cmp.Diff(want, claimsOnly(recorded(t, s))); diff != "" {
		t.Error(diff)
	}
}

func TestEntitiesAndSourcesChange(t *testing.T) {
	s := openStore(t, "memory")
	b := batch(t, "d", "@press", "a")
	load(t, s, 1, b)
	b.Entities = slices.Clone(b.Entities)
	b.Entities[0].Aliases = []graph.Alias{{Name: "甲", Lang: "zh"}}
	b.Entities[0].Identifiers = map[string]string{"lei": "529900T8BM49AURSDO55"}
	b.Sources = slices.Clone(b.Sources)
	b.Sources[0].Published = graph.DateOf(20000)
	r := load(t, s, 2, b)
	if want := (graph.Changes{Changed: 1}); r.Entities != want || r.Sources != want {
		t.Errorf("entities %+v, sources %+v; want %+v", r.Entities, r.Sources, want)
	}
	if r = load(t, s, 3, b); r.Entities.Unchanged != 1 || r.Sources.Unchanged != 1 {
		t.Errorf("loaded again: entities %+v, sources %+v", r.Entities, r.Sources)
	}
}

func TestDryRunChangesNothing(t *testing.T) {
	s := openStore(t, filePath(t))
	version := load(t, s, 1, batch(t, "d", first...)).Version
	before := recorded(t, s)
	b := batch(t, "d", first[:8]...)
	b.DryRun = true
	r := load(t, s, 2, b)
	if !r.DryRun || r.Claims != (graph.Changes{Withdrawn: 3, Unchanged: 2}) || len(r.Withdrawn) != 3 || r.Version != version {
		t.Errorf("report %+v", r)
	}
	if diff := cmp.Diff(before, recorded(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestReportIsLimited(t *testing.T) {
	s := openStore(t, "memory")
	lines := []string{"@press", "a", "b"}
	for i := range 2*graph.ReportLimit + blockSize {
		lines = append(lines, fmt.Sprintf("a motto word%d press", i))
	}
	r := load(t, s, 1, batch(t, "d", lines...))
	if len(r.Added) != graph.ReportLimit || r.Claims.Added != len(lines)-3 {
		t.Errorf("%d lines for %+v", len(r.Added), r.Claims)
	}
	r = load(t, s, 2, batch(t, "d", lines[:blockSize]...))
	if len(r.Withdrawn) != graph.ReportLimit || r.Claims.Withdrawn != len(lines)-blockSize {
		t.Errorf("%d lines for %+v", len(r.Withdrawn), r.Claims)
	}
}

func TestTimeOfRecordingOnlyGrows(t *testing.T) {
	s := openStore(t, "memory")
	load(t, s, 5, batch(t, "x", "a"))
	load(t, s, 3, batch(t, "y", "b"))
	b := batch(t, "z", "c")
	before := time.Now().UnixMicro()
	if _, err := s.Load(context.Background(), b); err != nil { // no time: now
		t.Fatal(err)
	}
	var times []int64
	if err := each(context.Background(), s.db, func(rows resultRow) error {
		var at int64
		err := rows.Scan(&at)
		times = append(times, at)
		return err
	}, `SELECT at FROM load ORDER BY number`); err != nil {
		t.Fatal(err)
	}
	if len(times) != 3 || times[1] != times[0]+1 || times[2] < before {
		t.Errorf("recorded at %v", times)
	}
}

func TestConcurrentLoadsTakeTurns(t *testing.T) {
	s := openStore(t, filePath(t))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			name := fmt.Sprint("d", i)
			if _, err := s.Load(context.Background(), batch(t, name, "@press", "a", "b", "a owned_by b press")); err != nil {
				t.Error(err)
			}
			if _, err := s.Read(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := claimsOnly(recorded(t, s)); len(got) != 8 {
		t.Errorf("ledger %q", got)
	}
}

func TestOntologyMustDeclareWhatStands(t *testing.T) {
	s := openStore(t, "memory")
	load(t, s, 1, batch(t, "d", first...))
	small := batch(t, "e")
	small.Ontology.Relations = small.Ontology.Relations[1:]
	if _, err := s.Load(context.Background(), small); err == nil || !strings.Contains(err.Error(), `predicate "designed_by"`) {
		t.Errorf("dropping a predicate in use: %v", err)
	}
	small = batch(t, "e")
	small.Ontology.Kinds = small.Ontology.Kinds[:1]
	if _, err := s.Load(context.Background(), small); err == nil || !strings.Contains(err.Error(), `kind "chip"`) {
		t.Errorf("dropping a kind in use: %v", err)
	}
	// Once withdrawn, what used them is history, and a replay leaves it out.
	load(t, s, 2, batch(t, "d"))
	small.Ontology.Relations = small.Ontology.Relations[1:]
	load(t, s, 3, small)
	if _, err := s.Read(context.Background()); err != nil {
		t.Error(err)
	}
	bare := batch(t, "d", first...)
	bare.Ontology = nil
	if _, err := s.Load(context.Background(), bare); err == nil || errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("a kind that the store's ontology lacks: %v", err)
	}
}
