package snapshot

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
)

// On random graphs, the yardstick counts dependencies and finds the lengths of shortest paths as a walk does that keeps every
// latitude with which it comes to a node.
func TestYardstick(t *testing.T) {
	o := strata(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
		claims := drawRelations(t, o, d)
		s := laid(t, o, claims)
		c, err := s.Course([]graph.Filter{{}, {AnyOrder: true}, {Relations: []string{"uses", "mentions"}}, {Relations: []string{"linked_to", "sells_to"}}}[d(4)])
		if err != nil {
			t.Fatal(err)
		}
		y := s.NewYardstick(c)
		for from := range Node(s.Nodes()) {
			distances := s.distances(c, from)
			if n := y.Dependencies(from, 0); n != len(distances)-1 {
				t.Fatalf("%s depends on %d, by the yardstick on %d:\n%s", s.ID(from), len(distances)-1, n, claims)
			}
			for to := range Node(s.Nodes()) {
				want, ok := distances[to]
				if !ok {
					want = -1
				}
				if n := y.Distance(from, to); n != want {
					t.Fatalf("from %s to %s: %d, by the yardstick %d:\n%s", s.ID(from), s.ID(to), want, n, claims)
				}
			}
		}
	})
}

// distances are the lengths of the shortest paths by which an entity depends on others.
func (s *Snapshot) distances(c *Course, from Node) map[Node]int {
	type place struct {
		n Node
		l Latitude
	}
	at := place{from, c.Start()}
	found, level, seen := map[Node]int{from: 0}, []place{at}, map[place]bool{at: true}
	for length := 1; len(level) > 0; length++ {
		var next []place
		for _, at := range level {
			for step, p := range s.Steps(c, graph.Dependencies, at.n) {
				to := place{step.To, p.Arrival(at.l)}
				if to.l == 0 || seen[to] {
					continue
				}
				seen[to], next = true, append(next, to)
				if _, there := found[to.n]; !there {
					found[to.n] = length
				}
			}
		}
		level = next
	}
	return found
}
