package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

// ontology declares enough for these tests.
func ontology(t *testing.T) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Kinds:      []graph.Kind{{Name: "company"}},
		Attributes: []graph.Attribute{{Name: "motto", Type: graph.TextValue}},
		Relations:  []graph.Relation{{Name: "owned_by", Channel: graph.OwnershipChannel}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// batch makes a batch of one-word lines, which are companies, of lines @x, which are sources, and of claims: a owned_by b @x.
func batch(dataset string, lines ...string) *graph.Batch {
	b := &graph.Batch{Dataset: graph.Dataset{Name: dataset}}
	var claims []graph.Claim
	for _, line := range lines {
		words := strings.Fields(line)
		switch {
		case len(words) > 1:
			c := graph.Claim{Subject: words[0], Predicate: words[1], Valid: graph.Always, Share: graph.NoShare, Confidence: graph.Reported}
			for _, w := range words[2:] {
				switch source, cited := strings.CutPrefix(w, "@"); {
				case cited:
					c.Sources = append(c.Sources, graph.Citation{Source: source})
				case words[1] == "motto":
					c.Value = graph.Value{Type: graph.TextValue, Text: w}
				default:
					c.Object = w
				}
			}
			claims = append(claims, c)
		case line[0] == '@':
			b.Sources = append(b.Sources, graph.Source{ID: line[1:], Published: graph.Beginning})
		default:
			b.Entities = append(b.Entities, graph.Entity{ID: line, Kind: "company", Name: line})
		}
	}
	b.Claims = slices.Values(claims)
	return b
}

// load loads a batch into records on the n-th day and returns its report.
func load(t *testing.T, r *Records, n int, b *graph.Batch) (graph.Report, error) {
	t.Helper()
	b.At = day(n)
	l, err := Begin(b, "", day(n-1))
	if err == nil {
		err = r.Load(context.Background(), l, ontology(t))
	}
	if err != nil {
		return graph.Report{}, err
	}
	return l.Report, nil
}

func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

// claims lists the records of claims with the days of recording.
func claims(r *Records) []string {
	var lines []string
	for _, c := range r.Claims.Records {
		to := ""
		if !c.Recorded.Stands() {
			to = fmt.Sprint(c.Recorded.To.Day())
		}
		lines = append(lines, fmt.Sprintf("%s: %s [%d,%s)", c.Dataset, c.Said.String(), c.Recorded.From.Day(), to))
	}
	return lines
}

func TestRecords(t *testing.T) {
	r := &Records{}
	if _, err := load(t, r, 1, batch("d", "@x", "@y", "a", "b", "a owned_by b @x", "b owned_by a @x", "a motto one @x")); err != nil {
		t.Fatal(err)
	}
	report, err := load(t, r, 2, batch("d", "@x", "@y", "a", "b", "a owned_by b @x", "b owned_by a @x @y", "a motto two @x"))
	if err != nil {
		t.Fatal(err)
	}
	want := graph.Report{Dataset: "d", Entities: graph.Changes{Unchanged: 2}, Sources: graph.Changes{Unchanged: 2},
		Claims: graph.Changes{Added: 1, Changed: 1, Withdrawn: 1, Unchanged: 1},
		Added:  []string{"a motto two"}, Changed: []string{"b owned_by a"}, Withdrawn: []string{"a motto one"},
		Edited: []graph.Edit{{Claim: "b owned_by a", Fields: []graph.FieldEdit{{Field: "source", Before: "x", After: "x, y"}}}}}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"d: a owned_by b [1,)", "d: b owned_by a [1,2)", "d: a motto one [1,2)", "d: b owned_by a [2,)", "d: a motto two [2,)"}, claims(r)); diff != "" {
		t.Error(diff)
	}
	if r.Claims.Fresh != 3 || !slices.Equal(r.Claims.Ended, []int{1, 2}) {
		t.Errorf("fresh from %d, ended %v", r.Claims.Fresh, r.Claims.Ended)
	}
}

// What changes of a share, the upper end of a range included, is a new version of the claim.
func TestSharesAreContents(t *testing.T) {
	r, before := &Records{}, graph.ShareRange{}
	for n, shares := range []graph.ShareRange{{Least: graph.NoShare}, {Least: graph.Whole / 4}, {Least: graph.Whole / 4, Most: graph.Whole / 2}, {Least: graph.Whole / 4, Most: graph.Whole}, {Least: graph.Whole / 4, Most: graph.Whole}} {
		b := batch("d", "@x", "a", "b", "a owned_by b @x")
		said := slices.Collect(b.Claims)
		said[0].Share, said[0].ShareMost = shares.Least, shares.Most
		b.Claims = slices.Values(said)
		report, err := load(t, r, n+1, b)
		if err != nil {
			t.Fatal(err)
		}
		want := graph.Changes{Changed: 1}
		switch {
		case n == 0:
			want = graph.Changes{Added: 1}
		case shares == before:
			want = graph.Changes{Unchanged: 1}
		}
		if before = shares; report.Claims != want {
			t.Errorf("from then on %v: %+v, want %+v", shares, report.Claims, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	base := []string{"@x", "a", "b"}
	for _, c := range []struct {
		name string
		b    *graph.Batch
		want string
	}{
		{"no name", batch("", base...), "a dataset needs a name"},
		{"entity twice", batch("d", "a", "a"), `the batch has entity "a" twice`},
		{"source twice", batch("d", "@x", "@x"), `the batch has source "x" twice`},
		{"claim twice", batch("d", append(base, "a owned_by b @x", "b owned_by a @x", "a owned_by b @x")...), `the batch has claim "a owned_by b" twice`},
		{"no source", batch("d", append(base, "a owned_by b")...), `claim "a owned_by b": it has no source`},
		{"no object", batch("d", append(base, "a owned_by @x")...), `claim "a owned_by ": it has neither an object nor a value`},
		{"unknown predicate", batch("d", append(base, "a loves b @x")...),
			`the ontology does not declare predicate "loves", which the store's content uses; declare it or withdraw that content first`},
		{"unknown things", batch("d", append(base, "a owned_by c @x", "c owned_by d @y")...),
			`claims name things that are not there: no dataset has entity "c" (a owned_by c), entity "d" (c owned_by d), source "y" (c owned_by d); add what is missing or leave out the claims`},
		{"very many", batch("d", "a owned_by b @x", "c owned_by d @y", "e owned_by f @y"), `entity "d" (c owned_by d) and perhaps more;`},
		{"needed by another", batch("other", "b"), `entity "o" (o motto mine, says dataset another)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &Records{}
			if _, err := load(t, r, 1, batch("other", "o")); err != nil {
				t.Fatal(err)
			}
			if _, err := load(t, r, 2, batch("another", "@z", "o motto mine @z")); err != nil {
				t.Fatal(err)
			}
			if _, err := load(t, r, 3, c.b); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			} else if strings.Contains(c.want, "no dataset has") != errors.Is(err, graph.ErrDangling) && strings.HasPrefix(c.name, "unknown") {
				t.Errorf("%v is ErrDangling: %v", err, errors.Is(err, graph.ErrDangling))
			}
		})
	}
}

// TestClaimsThatAreAlike loads many claims that differ in one part each: none is the other.
func TestClaimsThatAreAlike(t *testing.T) {
	claims := func(yield func(graph.Claim) bool) {
		for i := range 20_000 {
			c := graph.Claim{Subject: "a", Predicate: "owned_by", Object: "b", Valid: graph.Always, Sources: []graph.Citation{{Source: "x"}}}
			switch i % 4 {
			case 0:
				c.Subject = fmt.Sprint(i)
			case 1:
				c.Item = fmt.Sprint(i)
			case 2:
				c.Valid.From = graph.Date(i)
			case 3:
				c.Object, c.Value = "", graph.Value{Type: graph.TextValue, Text: fmt.Sprint(i)}
			}
			if !yield(c) {
				return
			}
		}
	}
	each := func(claims iter.Seq[graph.Claim]) (n int, err error) {
		l := &Load{Batch: &graph.Batch{Claims: claims}}
		err = l.EachClaim(context.Background(), func(*graph.Claim) error { n++; return nil })
		return n, err
	}
	if n, err := each(claims); n != 20_000 || err != nil {
		t.Errorf("%d claims, %v", n, err)
	}
	twice := func(yield func(graph.Claim) bool) {
		claims(func(c graph.Claim) bool { return yield(c) })
		claims(func(c graph.Claim) bool { yield(c); return false })
	}
	if _, err := each(twice); err == nil || !strings.Contains(err.Error(), `"0 owned_by b" twice`) {
		t.Errorf("%v; want the first refused since it is said again", err)
	}
}

func TestEachClaimEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	l := &Load{Batch: &graph.Batch{Claims: func(yield func(graph.Claim) bool) {
		for i := 0; yield(graph.Claim{Subject: fmt.Sprint(i), Predicate: "p", Object: "o", Sources: []graph.Citation{{Source: "x"}}}); i++ {
		}
	}}}
	err := l.EachClaim(ctx, func(*graph.Claim) error {
		if n++; n == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 2*checkEvery {
		t.Errorf("%v after %d claims", err, n)
	}
}

func TestTimeOfRecording(t *testing.T) {
	for _, c := range []struct{ last, at, want time.Time }{
		{time.Time{}, day(2), day(2)},
		{day(1), day(2).Add(1500), day(2).Add(1000)}, // nanoseconds
		{day(2), day(2), day(2).Add(time.Microsecond)},
		{day(3), day(2), day(3).Add(time.Microsecond)},
	} {
		if got := TimeAfter(c.last, c.at); !got.Equal(c.want) {
			t.Errorf("after %v, given %v: %v, want %v", c.last, c.at, got, c.want)
		}
	}
	if now := TimeAfter(day(1), time.Time{}); time.Since(now) > time.Minute {
		t.Errorf("no time is %v, want now", now)
	}
}

func TestChangesAndState(t *testing.T) {
	b := batch("d", "a")
	l := &Load{Batch: b, At: day(1)}
	l.Report.Claims = graph.Changes{Unchanged: 3}
	if l.Changes(b.Dataset, false) {
		t.Error("nothing changed, and it is a change")
	}
	if !l.Changes(graph.Dataset{}, false) || !l.Changes(b.Dataset, true) {
		t.Error("another description or another ontology is no change")
	}
	l.Report.Claims.Withdrawn, l.Report.Claims.Added = 2, 1
	if want := (graph.DatasetState{Dataset: b.Dataset, LoadedAt: day(1), Claims: 4}); !l.Changes(b.Dataset, false) || l.State() != want {
		t.Errorf("state %+v, want %+v", l.State(), want)
	}
}

func TestHeardSources(t *testing.T) {
	r := &Records{}
	for n, b := range []*graph.Batch{batch("a", "@x", "@y"), batch(graph.CuratedDataset, "@x"), batch("a", "@x", "@z")} {
		if n == 2 {
			b.Sources[0].Title = "new"
		}
		if _, err := load(t, r, n+1, b); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, s := range r.HeardSources() {
		got = append(got, strings.TrimSpace(s.Dataset+" "+s.Said.ID+" "+s.Said.Title))
	}
	if diff := cmp.Diff([]string{"curated x", "a z", "a x new", "a y"}, got); diff != "" {
		t.Error(diff)
	}
}
