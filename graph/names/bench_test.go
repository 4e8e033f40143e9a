package names_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// many are entities with names made of the words of a list of parties, in the proportions of the list.
func many(b *testing.B, n int) (*snapshot.Snapshot, []string) {
	b.Helper()
	file, err := os.ReadFile("testdata/strangers.txt")
	if err != nil {
		b.Fatal(err)
	}
	listed := strings.Split(strings.TrimSpace(string(file)), "\n")
	words := strings.Fields(string(file))
	dice := rand.New(rand.NewPCG(1, 2))
	built := snapshot.NewBuilder(readOntology(b), "1")
	for i := range n {
		name := make([]string, 2+dice.IntN(4))
		for j := range name {
			name[j] = words[dice.IntN(len(words))]
			if dice.IntN(2) == 0 { // a word of its own, as most trade names have
				name[j] = fmt.Sprintf("%c%s%x", 'a'+rune(dice.IntN(26)), name[j], dice.IntN(n/4))
			}
		}
		built.Entity(graph.Entity{ID: fmt.Sprintf("e%06d", i), Kind: "company", Name: strings.Join(name, " ")}, "d", graph.Recording{})
	}
	s, err := built.Build(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return s, listed
}

func BenchmarkBuild200k(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, _ := many(b, 200_000)
		b.StartTimer()
		if _, err := names.Exact(unlimited(), s, "nobody", graph.Filter{}); err != nil {
			b.Fatal(err)
		}
	}
}

// 100 names of a list against 200,000 entities.
func BenchmarkMatch100In200k(b *testing.B) {
	s, listed := many(b, 200_000)
	if _, err := names.Exact(unlimited(), s, "nobody", graph.Filter{}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, name := range listed[1:101] {
			if _, err := names.Match(unlimited(), s, names.Party{Name: name, Country: snapshot.None, Most: 5}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A reference that nothing has, with its near misses, among 200,000 entities.
func BenchmarkUnknownIn200k(b *testing.B) {
	s, listed := many(b, 200_000)
	if _, err := names.Exact(unlimited(), s, "nobody", graph.Filter{}); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := names.Resolve(unlimited(), s, "Nobody "+listed[1+i%(len(listed)-1)], graph.Filter{}); err == nil {
			b.Fatal("it is known")
		}
	}
}
