package walk

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
)

// drawNetwork makes slots of random terms, of which many share inputs and some force each other in a circle.
func drawNetwork(t *rapid.T) *network {
	x := newNetwork()
	slots := rapid.IntRange(1, 14).Draw(t, "slots")
	for range slots {
		for range rapid.IntRange(0, 3).Draw(t, "terms") {
			x.addTerm(rapid.SliceOfN(rapid.Int32Range(0, int32(slots-1)), 1, 3).Draw(t, "inputs")...)
		}
		x.closeSlot()
	}
	return x
}

// follow passes over all terms until nothing changes.
func (x *network) follow(from slot) []bool {
	holds := make([]bool, x.slots())
	holds[from] = true
	for changed := true; changed; {
		changed = false
		x.eachTerm(func(head slot, inputs []slot) {
			if !holds[head] && !slices.ContainsFunc(inputs, func(in slot) bool { return !holds[in] }) {
				holds[head], changed = true, true
			}
		})
	}
	return holds
}

func TestForestFindsWhatFollowsFromEachSlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawNetwork(t)
		l := limits.New(context.Background(), graph.Budget{})
		m, of, err := x.merged(l)
		if err != nil {
			t.Fatal(err)
		}
		weights := make([]taken, m.slots())
		for _, i := range of {
			weights[i].lost++
			weights[i].impaired += 2
		}
		asked := rapid.SliceOfDistinct(rapid.Int32Range(0, int32(x.slots()-1)), rapid.ID[slot]).Draw(t, "asked")
		found := map[slot][]bool{}
		c := newConsequences(l, m, weights)
		var slots []slot
		for _, i := range asked {
			slots = append(slots, of[i])
		}
		newForest(m, slots).walk(func(at slot) bool {
			if !c.add(at) {
				t.Fatal(c.stop, c.err)
			}
			count := int32(0)
			for _, i := range asked {
				if of[i] == at {
					found[i] = make([]bool, x.slots())
					for j := range found[i] {
						found[i][j] = c.holds[of[j]]
					}
				}
			}
			for j := range of {
				if c.holds[of[j]] {
					count++
				}
			}
			if want := (taken{count, 2 * count}); c.taken != want {
				t.Fatalf("%d slots hold, and %+v is counted", count, c.taken)
			}
			return true
		}, c.takeBack)
		if len(c.held) > 0 {
			t.Fatalf("%v holds at the end", c.held)
		}
		for _, i := range asked {
			if want := x.follow(i); !slices.Equal(found[i], want) {
				t.Fatalf("of %d follows %v, not %v: %+v", i, want, found[i], x)
			}
		}
	})
}
