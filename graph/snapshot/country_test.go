package snapshot_test

import (
	"fmt"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// country is the state of an entity, or nothing.
func country(t testing.TB, s *snapshot.Snapshot, f graph.Filter, id string) string {
	t.Helper()
	n, ok := s.Lookup(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return s.Countries(f).Ref(n).Country
}

func TestCountryOfTheDay(t *testing.T) {
	s := compile(t, testOntology(t), said{graph.CuratedDataset, 2, 0, `
		company: firm branch
		government: us uk nowhere-else
		place: london austin
		firm headquartered_in london to=2020-06-01
		firm headquartered_in austin from=2020-06-01
		london located_in uk
		austin located_in us
		branch founded_on 2010
		branch located_in us`},
		said{"other", 4, 0, "company: firm \n firm headquartered_in nowhere-else from=2022 confidence=disputed"})
	for _, c := range []struct {
		id, day string
		known   int
		want    string
	}{
		{"firm", "2020-05-31", 0, "uk"}, {"firm", "2020-06-01", 0, "us"}, {"firm", "2022-01-01", 3, "us"}, {"firm", "2022-01-01", 4, "nowhere-else"},
		{"firm", "2020-05-31", 1, ""}, {"london", "1999-01-01", 0, "uk"}, {"us", "1999-01-01", 0, "us"}, {"branch", "2009-12-31", 0, ""}, {"branch", "2010-01-01", 0, "us"},
	} {
		if got := country(t, s, during(t, c.day, c.known), c.id); got != c.want {
			t.Errorf("%s on %s, as known on day %d: %q, want %q", c.id, c.day, c.known, got, c.want)
		}
	}
}

func TestSeveralStates(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the nearer", "x headquartered_in b confidence=disputed \n x located_in p confidence=official \n p located_in a confidence=official", "b"},
		{"the better supported", "x headquartered_in a \n x located_in b confidence=official", "b"},
		{"the weakest claim on the way", "x located_in p confidence=official \n p located_in a \n x located_in q confidence=confirmed \n q located_in b confidence=official", "b"},
		{"the best of two ways", "x located_in p \n x located_in q confidence=official \n p located_in b \n q located_in b confidence=official \n x located_in r confidence=confirmed \n r located_in a confidence=confirmed", "b"},
		{"the smaller id", "x headquartered_in b \n x located_in a", "a"},
		{"no place", "x located_in p", ""},
		{"what leads on is no end", "x located_in a \n a located_in p \n p located_in b", "b"},
		{"a circle of states", "x located_in a \n a located_in b \n b located_in a", ""},
		{"a way out of a circle", "x located_in p \n p located_in q \n q located_in p \n q located_in b", "b"},
		{"itself", "x located_in x", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := compile(t, testOntology(t), said{graph.CuratedDataset, 1, 0, "company: x \n place: p q r \n government: a b \n" + c.text})
			if got := country(t, s, during(t, "2020-01-01", 0), "x"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestACircleHasOneAnswer names the entities of a circle in every way.
func TestACircleHasOneAnswer(t *testing.T) {
	const circle = "company: X \n place: P Q R \n government: S \n X located_in P \n P located_in Q \n Q located_in R \n R located_in P \n R located_in S \n Q located_in X"
	letters := []string{"X", "P", "Q", "R", "S"}
	for _, names := range permutations([]string{"a", "b", "c", "d", "e"}) {
		var pairs []string
		for i, letter := range letters {
			pairs = append(pairs, " "+letter+" ", " "+names[i]+" ")
		}
		text := strings.NewReplacer(pairs...).Replace(strings.ReplaceAll(circle, " ", "  ") + "  ")
		text = strings.NewReplacer(pairs...).Replace(text)
		s := compile(t, testOntology(t), said{graph.CuratedDataset, 1, 0, text})
		for _, letter := range names {
			if got := country(t, s, graph.Filter{}, letter); got != names[4] {
				t.Fatalf("%v: the state of %s is %q", names, letter, got)
			}
		}
	}
}

func permutations(list []string) [][]string {
	if len(list) == 0 {
		return [][]string{nil}
	}
	var all [][]string
	for i := range list {
		rest := append(append([]string{}, list[:i]...), list[i+1:]...)
		for _, p := range permutations(rest) {
			all = append(all, append([]string{list[i]}, p...))
		}
	}
	return all
}

func BenchmarkCountries(b *testing.B) {
	var text strings.Builder
	text.WriteString("government: us \n place: austin \n austin located_in us \n")
	for i := range 100_000 {
		fmt.Fprintf(&text, "company: c%d \n c%d headquartered_in austin \n", i, i)
	}
	s := compile(b, testOntology(b), said{graph.CuratedDataset, 1, 0, text.String()})
	for b.Loop() {
		countries, n := s.Countries(graph.Filter{}), 0
		for node := range snapshot.Node(s.Nodes()) {
			if countries.Of(node) != snapshot.None {
				n++
			}
		}
		if n != 100_002 {
			b.Fatal(n)
		}
	}
}
