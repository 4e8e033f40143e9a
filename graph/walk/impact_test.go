package walk_test

import (
	"slices"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/walk"
)

// remove works out the removal of some entities.
func remove(t *testing.T, s *snapshot.Snapshot, ids ...string) *walk.Fallout {
	t.Helper()
	var what walk.Removal
	for _, id := range ids {
		what.Nodes = append(what.Nodes, node(t, s, id))
	}
	f, stop, err := walk.Impact(unbounded(t), s, graph.Filter{}, what)
	if err != nil || !stop.None() {
		t.Fatal(stop, err)
	}
	t.Cleanup(f.Close)
	return f
}

// A permission falls though its holder is lost already, since what it permits is to be told.
func TestPermissionsOfTheLostFall(t *testing.T) {
	s, _ := small(t, `
		plant needs power
		plant picks east
		plant allowed statute
		statute needs power
	`)
	f := remove(t, s, "power") // at one step the plant is lost, and the statute; at the next the permission falls
	if !f.WasTaken(claim(t, s, "plant", "east")) {
		t.Error("what the statute permits the plant is left to it")
	}
	if loses := f.Effect(node(t, s, "plant")).Loses; !slices.Contains(loses, node(t, s, "statute")) {
		t.Errorf("the plant loses %v", loses)
	}
}

// What is lost already is removed with the place where it is, and so is what stands in it.
func TestPlacesTakeTheLostWithThem(t *testing.T) {
	s, _ := small(t, `
		plant needs power
		plant in region
		region in state
		tool in plant
	`)
	f := remove(t, s, "power", "state") // at one step the plant is lost, and the region; at the next what is in that
	if e := f.Effect(node(t, s, "tool")); f.State(node(t, s, "tool")) != walk.Lost || e.Place != node(t, s, "plant") {
		t.Errorf("the tool is %d: %+v", f.State(node(t, s, "tool")), e)
	}
	if f := remove(t, s, "power"); f.State(node(t, s, "plant")) != walk.Lost || f.State(node(t, s, "tool")) != walk.Standing {
		t.Error("what is in a plant goes with it though it only lacks power")
	}
}

// An alternative that two claims of different strata make one is gone by that which its loss can follow, wherever the other leads: it is
// so from when it was lost, and the last alternative says why the subject is lost.
func TestAlternativesOfSeveralStrata(t *testing.T) {
	o := &graph.Ontology{
		Kinds:  []graph.Kind{{Name: "thing"}},
		Strata: []string{"production", "use"},
		Relations: []graph.Relation{
			{Name: "needs", Channel: "supply", Need: graph.NeedAll, Stratum: "production"},
			{Name: "picks", Channel: "supply", Need: graph.NeedAny, Stratum: "use"},
			{Name: "tries", Channel: "supply"},
		},
		Rules: []graph.Rule{{Name: "trial", When: []graph.Condition{{Subject: "x", Relation: []string{"tries"}, Object: "y"}},
			Derive: graph.Conclusion{Subject: "x", Relation: "picks", Object: "y", Role: "tester", Own: true, Stratum: "production"}}},
	}
	s, _ := compiled(t, o, `
		east needs power
		shop picks east
		shop tries east
		shop picks west
	`, rules.Passes()...)
	f := remove(t, s, "power", "west")
	shop := node(t, s, "shop")
	if path := f.Effect(shop).Path; f.State(shop) != walk.Lost || !slices.Equal(path, []snapshot.Ref{claim(t, s, "shop", "west")}) {
		t.Errorf("the shop is %d by %v", f.State(shop), path)
	}
}
