package snapshot

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
)

// strata is an ontology of three strata, with what walks treat in a way of its own: a relation that is of another stratum between
// some kinds, one that counts for its subject alone, one that counts from some share on, one that fits anywhere, and one that is no
// dependency.
func strata(t testing.TB) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Strata: []string{"use", "production", "ownership"},
		Kinds:  []graph.Kind{{Name: "firm"}, {Name: "fab"}},
		Relations: []graph.Relation{
			{Name: "mentions"},
			{Name: "owned_by", Channel: "ownership", Stratum: "ownership", LeastShare: 0.25},
			{Name: "uses", Channel: "supply", Stratum: "use", Strata: []graph.StratumWhere{{From: []string{"fab"}, Stratum: "production"}}},
			{Name: "made_by", Channel: "supply", Stratum: "production"},
			{Name: "sells_to", Channel: "supply", Stratum: "use", Own: true},
			{Name: "linked_to", Channel: "supply"},
			{Name: "packed_by", Channel: "packaging", Stratum: "production"},
		},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// laid compiles claims written as "subject relation object", one a line; what is called fab something is a fab.
func laid(t rapid.TB, o *graph.Ontology, claims string) *Snapshot {
	t.Helper()
	b, named := NewBuilder(o, "laid"), map[string]bool{}
	for line := range strings.Lines(claims) {
		words := strings.Fields(line)
		if len(words) != 3 {
			continue
		}
		for _, id := range []string{words[0], words[2]} {
			if !named[id] {
				named[id] = true
				kind := o.Kinds[0].Name
				if strings.HasPrefix(id, "fab") {
					kind = "fab"
				}
				b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "curated", graph.Recording{})
			}
		}
		c := graph.Claim{Subject: words[0], Predicate: words[1], Object: words[2], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confirmed}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "curated"}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// guard makes a walk panic when it looks at the terms of a row, even to tell its relation, until that is allowed.
type guard struct {
	s        *Snapshot
	c        *Course
	terms    []terms // forbidden until they are allowed
	passages [2][]Passage
}

func newGuard(s *Snapshot, c *Course) *guard {
	mask := *c.Mask
	mask.terms = slices.Clone(s.rows.terms)
	g := &guard{s: s, c: &Course{Mask: &mask, passages: c.passages, start: c.start, strata: c.strata}, terms: mask.terms}
	for row := range mask.terms {
		for way, d := range []graph.Direction{graph.Dependents, graph.Dependencies} {
			g.passages[way] = append(g.passages[way], s.Toward(c, d, Ref(row)))
		}
		g.forbid(row)
	}
	return g
}

func (g *guard) forbid(row int) { g.terms[row].class = math.MaxUint32 }

func (g *guard) allow(row int) { g.terms[row].class = g.s.rows.terms[row].class }

// rowsOf lists the rows by which a walk in a direction could go on from a node.
func (s *Snapshot) rowsOf(d graph.Direction, n Node) (rows []int) {
	all := s.In(n)
	if d == graph.Dependencies {
		all = s.Out(n)
	}
	for ref := range all {
		rows = append(rows, int(ref))
	}
	return rows
}

// walk makes a whole walk, one visit after the other, in which only rows may be looked at that the visit opens.
func (g *guard) walk(d graph.Direction, start Node) []Node {
	v := g.s.NewVisits()
	v.Begin()
	v.Visit(start, g.c.Start())
	for i := 0; i < len(v.queue); i++ {
		at := v.queue[i]
		rows := g.s.rowsOf(d, at.Node)
		for _, row := range rows {
			p := g.passages[along(d)][row]
			if p.Needs != 0 && p.Needs <= at.Latitude && (p.Needs > at.Before || p.Gives == 0) {
				g.allow(row)
			}
		}
		real := g.s.rows.terms
		g.s.rows.terms = g.terms
		if d == graph.Dependents {
			v.ExpandIn(i, i+1, g.c)
		} else {
			v.ExpandOut(i, i+1, g.c)
		}
		g.s.rows.terms = real
		for _, row := range rows {
			g.forbid(row)
		}
	}
	return slices.Collect(v.Nodes())
}

func (s *Snapshot) names(nodes []Node) string {
	var ids []string
	for _, n := range nodes {
		ids = append(ids, s.ids[n])
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// hub is a node with 25 rows of each of two relations in each direction, 100 of another of the stratum of one of these, and 950 others.
func hub() string {
	var b strings.Builder
	for i := range 25 {
		fmt.Fprintf(&b, "maker%d made_by hub\nhub made_by part%d\n", i, i)
		fmt.Fprintf(&b, "user%d uses hub\nhub uses tool%d\n", i, i)
	}
	for i := range 100 {
		fmt.Fprintf(&b, "chip%d packed_by hub\nhub packed_by plant%d\n", i, i)
	}
	for i := range 950 {
		fmt.Fprintf(&b, "other%d mentions hub\nhub mentions thing%d\n", i, i)
	}
	return b.String()
}

// What is no dependency costs a walk nothing, nor does what a filter leaves out, nor what is closed to it.
func TestWalksPassOtherRows(t *testing.T) {
	s := laid(t, strata(t), hub()+"hub owned_by holder\nbuyer sells_to hub\n")
	for _, c := range []struct {
		name           string
		filter         graph.Filter
		start          string
		in, out, steps int // nodes come to, and rows by which a walk may go on from the hub
	}{
		{"the hub", graph.Filter{}, "hub", 51, 51, 51},
		{"one relation", graph.Filter{Relations: []string{"made_by"}}, "hub", 25, 25, 25},
		{"one channel", graph.Filter{Channels: []string{"packaging"}}, "hub", 100, 100, 100},
		{"any order", graph.Filter{AnyOrder: true}, "hub", 51, 51, 51},
		{"no dependency", graph.Filter{Relations: []string{"mentions"}}, "hub", 950, 950, 950},
		{"down to the hub", graph.Filter{}, "user0", 0, 52, 51},
		{"up to the hub", graph.Filter{}, "holder", 52, 0, 51},
		{"past production", graph.Filter{}, "maker0", 0, 27, 51},
	} {
		course, err := s.Course(c.filter)
		if err != nil {
			t.Fatal(err)
		}
		start, _ := s.Lookup(c.start)
		node, _ := s.Lookup("hub")
		steps := 0
		for range s.Steps(course, graph.Dependents, node) {
			steps++
		}
		g := newGuard(s, course)
		if in, out := len(g.walk(graph.Dependents, start))-1, len(g.walk(graph.Dependencies, start))-1; in != c.in || out != c.out || steps != c.steps {
			t.Errorf("%s: %d dependents, %d dependencies, %d rows of the hub; want %d, %d, %d", c.name, in, out, steps, c.in, c.out, c.steps)
		}
	}
}

func TestStrata(t *testing.T) {
	claims := `
		synopsys owned_by nvidia
		nvidia made_by tsmc
		trainium made_by amazon
		amazon uses h200
		h200 made_by nvidia
		deepseek uses h200
		fab18 uses scanner
		chip made_by fab18
		nvidia sells_to deepseek
		nvidia sells_to meta
		meta owned_by fund
		h200 linked_to hbm
		hbm sells_to oem
	`
	s := laid(t, strata(t), claims)
	for _, c := range []struct {
		of       string
		way      graph.Direction
		anyOrder bool
		want     string
	}{
		{"synopsys", graph.Dependencies, false, "nvidia"},
		{"synopsys", graph.Dependencies, true, "deepseek fund h200 hbm meta nvidia oem tsmc"},
		{"tsmc", graph.Dependents, false, "amazon deepseek h200 nvidia"},
		{"trainium", graph.Dependencies, false, "amazon"},
		{"h200", graph.Dependents, false, "amazon deepseek nvidia"}, // Nvidia sells to DeepSeek
		{"scanner", graph.Dependents, false, "chip fab18"},          // what a fab uses is production
		{"deepseek", graph.Dependents, false, "nvidia"},             // nothing depends on what counts for another alone
		{"nvidia", graph.Dependencies, false, "deepseek fund h200 hbm meta nvidia tsmc"},
		{"fund", graph.Dependents, false, "meta nvidia"},
		{"h200", graph.Dependencies, false, "hbm nvidia tsmc"}, // a claim that fits anywhere is a step nonetheless
	} {
		course, err := s.Course(graph.Filter{AnyOrder: c.anyOrder})
		if err != nil {
			t.Fatal(err)
		}
		start, _ := s.Lookup(c.of)
		found := newGuard(s, course).walk(c.way, start)[1:]
		want := strings.ReplaceAll(c.want, " "+c.of, "")
		if got := s.names(found); got != want {
			t.Errorf("%s of %s: %s, want %s", c.way, c.of, got, want)
		}
	}
}

// A walk that comes again to a node, with more open to it, goes on from there by what was closed before, and by what fits anywhere
// once more.
func TestGreaterLatitudeGoesOn(t *testing.T) {
	s := laid(t, strata(t), `
		v uses target
		v owned_by u
		u owned_by target
		w linked_to v
		x made_by w
		asker owned_by holder
		asker uses tool
		tool uses holder
		holder linked_to other
		other made_by maker
	`)
	course, err := s.Course(graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	target, _ := s.Lookup("target")
	if got := s.names(newGuard(s, course).walk(graph.Dependents, target)); got != "target u v w x" {
		t.Errorf("dependents of the target: %s", got)
	}
	asker, _ := s.Lookup("asker")
	if got := s.names(newGuard(s, course).walk(graph.Dependencies, asker)); got != "asker holder maker other tool" {
		t.Errorf("dependencies of the asker: %s", got)
	}
}

func TestNoStrata(t *testing.T) {
	o := strata(t)
	o.Strata = nil
	for i := range o.Relations {
		o.Relations[i].Stratum, o.Relations[i].Strata = "", nil
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	s := laid(t, o, "a owned_by b\nb uses c\nc made_by a\nc sells_to d\nd uses e\nb sells_to f\n")
	course, err := s.Course(graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for of, want := range map[string]string{"a": "a b c", "b": "a b c f", "c": "a b c d e"} {
		start, _ := s.Lookup(of)
		if got := s.names(newGuard(s, course).walk(graph.Dependencies, start)); got != want {
			t.Errorf("%s comes to %s, want %s", of, got, want)
		}
	}
	for of, want := range map[string]string{"d": "c d", "e": "c d e", "f": "b f", "a": "a b c"} {
		start, _ := s.Lookup(of)
		if got := s.names(newGuard(s, course).walk(graph.Dependents, start)); got != want {
			t.Errorf("to %s comes %s, want %s", of, got, want)
		}
	}
}

// drawRelations draws some relation claims between a few entities.
func drawRelations(t *rapid.T, o *graph.Ontology, d func(int) int) string {
	var claims strings.Builder
	ids := []string{"a", "b", "c", "d", "fab1", "fab2", "fab3"}
	for range rapid.IntRange(1, 40).Draw(t, "claims") {
		fmt.Fprintln(&claims, ids[d(len(ids))], o.Relations[d(len(o.Relations))].Name, ids[d(len(ids))])
	}
	return claims.String()
}

// On random graphs, rows stand in their lanes, of which runs tell, a walk looks at rows once and only where it may, and the yardstick walks
// the same.
func TestLayout(t *testing.T) {
	o := strata(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
		claims := drawRelations(t, o, d)
		s := laid(t, o, claims)
		s.checkLayout(t)
		f := []graph.Filter{{}, {AnyOrder: true}, {Relations: []string{"uses", "mentions"}}, {Channels: []string{"ownership"}}, {Relations: []string{"linked_to", "sells_to"}}}[d(5)]
		c, err := s.Course(f)
		if err != nil {
			t.Fatal(err)
		}
		y, rows := s.NewYardstick(c), 0
		for row := range s.rows.len() {
			if s.Toward(c, graph.Dependents, Ref(row)).Needs > 0 {
				rows++
			}
		}
		if y.Rows() != rows {
			t.Fatalf("the yardstick has %d rows, %d are walked", y.Rows(), rows)
		}
		noted := c.noting()
		for row := range Ref(s.rows.len()) {
			if noted.Admits(row) != c.Admits(row) {
				t.Fatalf("a noted course admits row %d otherwise", row)
			}
		}
		g := newGuard(s, c)
		for n := range s.ids {
			for _, d := range []graph.Direction{graph.Dependents, graph.Dependencies} {
				var stretched, steps []Step
				for _, x := range s.Stretches(nil, c, d, c.All(Node(n))) {
					for i, to := range x.Ends {
						ref := x.Claim(i)
						if x.Predicate != s.Predicate(ref) || x.Passage != s.Toward(c, d, ref) || x.Back != s.Toward(c, otherWay(d), ref) {
							t.Fatalf("a stretch of %s has claims of other predicates or passages", s.ids[n])
						}
						if c.Admits(ref) {
							stretched = append(stretched, Step{ref, to})
						}
					}
				}
				for step := range s.Steps(c, d, Node(n)) {
					steps = append(steps, step)
				}
				if !slices.Equal(stretched, steps) {
					t.Fatalf("stretches of %s: %v, steps %v", s.ids[n], stretched, steps)
				}
			}
			if found, want := len(g.walk(graph.Dependents, Node(n)))-1, y.Dependents(Node(n), 0); found != want {
				t.Fatalf("%d depend on %s, by the yardstick %d:\n%s", found, s.ids[n], want, claims)
			}
			g.walk(graph.Dependencies, Node(n))
			if visits, noted := s.visitsFrom(c, Node(n)), s.visitsFrom(noted, Node(n)); !slices.Equal(visits, noted) {
				t.Fatalf("from %s: %v, with what is admitted noted %v", s.ids[n], visits, noted)
			}
		}
	})
}

func otherWay(d graph.Direction) graph.Direction {
	if d == graph.Dependents {
		return graph.Dependencies
	}
	return graph.Dependents
}

// visitsFrom are the visits of a walk, each expanded alone.
func (s *Snapshot) visitsFrom(c *Course, start Node) []Visit {
	v := s.NewVisits()
	v.Begin()
	v.Visit(start, c.Start())
	for i := 0; i < len(v.queue); i++ {
		v.ExpandIn(i, i+1, c)
	}
	return v.queue
}

// A run of more rows than its number can say is several.
func TestRunsOfAGreatHub(t *testing.T) {
	var claims strings.Builder
	for i := range 70_000 {
		fmt.Fprintf(&claims, "user%d uses hub\n", i)
	}
	s := laid(t, strata(t), claims.String()+"maker made_by hub\nother mentions hub\n")
	hub, _ := s.Lookup("hub")
	for _, c := range []struct {
		relation string
		want     int
	}{{"uses", 70_000}, {"made_by", 1}, {"mentions", 1}} {
		course, err := s.Course(graph.Filter{Relations: []string{c.relation}})
		if err != nil {
			t.Fatal(err)
		}
		opened := s.open(nil, course, 0, course.All(hub))
		if found := len(s.visitsFrom(course, hub)) - 1; found != c.want || len(opened) != 1 || len(s.inRuns.of) != 4 {
			t.Errorf("%s: %d, want %d; %d stretches of rows in %d runs", c.relation, found, c.want, len(opened), len(s.inRuns.of))
		}
	}
}

// A course that is walked often notes what it admits, one of each filter, and of a few filters only.
func TestCoursesAreKept(t *testing.T) {
	s := laid(t, strata(t), hub())
	start, _ := s.Lookup("hub")
	course := func(f graph.Filter) *Course {
		c, err := s.Course(f)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := course(graph.Filter{})
	for looked := 0; looked <= s.Rows(); looked += 50 {
		if c := course(graph.Filter{}); c != first || c.admitted != nil {
			t.Fatalf("after a look at %d rows of %d, there is another course", looked, s.Rows())
		}
		s.visitsFrom(first, start)
	}
	noted := course(graph.Filter{})
	if noted.admitted == nil || course(graph.Filter{AsOf: 1}).admitted != nil {
		t.Error("what is admitted is not noted, or was for another day too")
	}
	share := graph.Whole / 2
	for _, f := range []graph.Filter{{AnyOrder: true}, {MinConfidence: graph.Official}, {Relations: []string{"uses"}}, {MinShare: &share}} {
		if course(f) == noted {
			t.Errorf("%+v has the course of another filter", f)
		}
	}
	for day := range graph.Day(2 * mostCourses) {
		course(graph.Filter{AsOf: day})
	}
	if n := len(s.courses.kept); n != mostCourses || course(graph.Filter{}) == noted {
		t.Errorf("%d courses are kept", n)
	}
}

// checkLayout makes sure that the rows of each node stand in order of lane, of which its runs tell.
func (s *Snapshot) checkLayout(t *rapid.T) {
	t.Helper()
	for n := range s.ids {
		for _, way := range []struct {
			d    graph.Direction
			runs *runs
		}{{graph.Dependents, &s.inRuns}, {graph.Dependencies, &s.outRuns}} {
			var told []uint16 // lanes by row
			for _, r := range way.runs.of[way.runs.begin[n]:way.runs.begin[n+1]] {
				told = append(told, slices.Repeat([]uint16{r.lane}, int(r.rows))...)
			}
			last := uint16(0)
			for i, row := range s.rowsOf(way.d, Node(n)) {
				lane := s.laneOfRow(uint32(row))
				if lane < last {
					t.Fatalf("%s of %s: lane %d after %d", way.d, s.ids[n], lane, last)
				}
				last = lane
				if i >= len(told) || told[i] != lane {
					t.Fatalf("%s of %s: the lane of row %d is %d, the runs tell %v", way.d, s.ids[n], i, lane, told)
				}
				predicate := &s.ontology.Relations[s.Predicate(Ref(row))]
				stratum := s.ontology.StratumOf(predicate, s.Kind(s.rows.subject[row]), s.Kind(s.Object(Ref(row))))
				if l := s.laneNumbers.lanes[lane]; l.own != predicate.Own || stratum >= 0 && l.stratum != stratum || stratum < 0 && l.stratum != len(s.ontology.Strata) {
					t.Fatalf("%s of %s: the lane of %s is %+v, its stratum %d", way.d, s.ids[n], predicate.Name, l, stratum)
				}
			}
		}
	}
}
