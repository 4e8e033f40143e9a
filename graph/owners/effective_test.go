package owners

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

func crossHolding(loop float64) []deed {
	rest := percent(100 - loop)
	return []deed{{"b", "x", rest, 0, 0}, {"b", "a", percent(loop), 0, 0}, {"a", "b", percent(loop), 0, 0}, {"a", "y", rest, 0, 0}}
}

// close reports whether two shares are the same but for rounding.
func close(x, y float64) bool { return math.Abs(x-y) < 1e-12 }

func TestCrossHoldingsAreSolvedExactly(t *testing.T) {
	for _, loop := range []float64{97, 98, 99, 99.9, 99.9999999} {
		s := build(t, crossHolding(loop))
		a := loop / 100
		found, over := effective(t, s, "b", graph.Dependencies)
		x := (1 - a) / (1 - a*a)
		for id, want := range map[string]float64{"x": x, "y": a * x, "a": a} {
			if got := found[id]; math.Abs(got.Share-want) > 1e-7 || !got.Known || got.AtLeast {
				t.Errorf("loop of %v %%: %s holds %+v of b, want %.9f", loop, id, got, want)
			}
			if holds, _ := effective(t, s, id, graph.Dependents); math.Abs(holds["b"].Share-want) > 1e-7 {
				t.Errorf("loop of %v %%: among its holdings, %s holds %.9f of b, want %.9f", loop, id, holds["b"].Share, want)
			}
		}
		if over != nil {
			t.Errorf("loop of %v %%: %v are over-recorded", loop, over)
		}
	}
}

func TestKnownLoops(t *testing.T) {
	for loop, want := range map[float64]string{97: "50.76", 98: "50.51", 99: "50.25", 99.9: "50.03"} {
		found, _ := effective(t, build(t, crossHolding(loop)), "b", graph.Dependencies)
		if got := fmt.Sprintf("%.2f", found["x"].Share*100); got != want {
			t.Errorf("loop of %v %%: x holds %s %%, want %s", loop, got, want)
		}
	}
}

func TestNobodyHoldsMoreThanAll(t *testing.T) {
	for _, c := range []struct {
		name  string
		deeds []deed
		over  []string
		want  map[string]float64 // of a
	}{
		{"a circle that holds itself whole, and a third", []deed{{"a", "b", percent(100), 0, 0}, {"b", "a", percent(100), 0, 0}, {"a", "x", percent(50), 0, 0}},
			[]string{"a"}, map[string]float64{"b": 1, "x": 1}},
		{"a circle that holds itself whole", []deed{{"a", "b", percent(100), 0, 0}, {"b", "a", percent(100), 0, 0}}, nil, map[string]float64{"b": 1}},
		{"a part in a circle that holds itself whole", []deed{{"a", "b", percent(30), 0, 0}, {"b", "c", percent(100), 0, 0}, {"c", "b", percent(100), 0, 0}}, nil,
			map[string]float64{"b": 0.3, "c": 0.3}},
		{"two owners of one owner", []deed{{"a", "p", percent(60), 0, 0}, {"a", "q", percent(60), 0, 0}, {"p", "z", percent(100), 0, 0}, {"q", "z", percent(100), 0, 0}},
			[]string{"a"}, map[string]float64{"p": 0.6, "q": 0.6, "z": 1}},
		{"a circle that grows", []deed{{"a", "b", percent(90), 0, 0}, {"b", "a", percent(90), 0, 0}, {"b", "c", percent(90), 0, 0}, {"c", "b", percent(90), 0, 0}},
			[]string{"b"}, map[string]float64{"b": 0.9, "c": 1}},
		{"it owns itself", []deed{{"a", "b", percent(50), 0, 0}, {"b", "b", percent(50), 0, 0}, {"b", "x", percent(50), 0, 0}}, nil, map[string]float64{"b": 0.5, "x": 0.5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := build(t, c.deeds)
			found, over := effective(t, s, "a", graph.Dependencies)
			if !slices.Equal(over, c.over) {
				t.Errorf("%v are over-recorded, want %v", over, c.over)
			}
			for id, want := range c.want {
				if !close(found[id].Share, want) {
					t.Errorf("%s holds %v of a, want %v", id, found[id].Share, want)
				}
				if holds, _ := effective(t, s, id, graph.Dependents); !close(holds["a"].Share, want) {
					t.Errorf("among its holdings, %s holds %v of a, want %v", id, holds["a"].Share, want)
				}
			}
		})
	}
}

func TestUnknownShares(t *testing.T) {
	s := build(t, []deed{
		{"start", "o", percent(50), 0, 0}, {"o", "x", graph.NoShare, 0, 0}, {"x", "o", percent(10), 0, 0},
		{"start", "p", graph.NoShare, 0, 0}, {"p", "q", percent(20), 0, 0}, {"start", "q", percent(5), 0, 0}, {"start", "nobody", 0, 0, 0},
	})
	found, _ := effective(t, s, "start", graph.Dependencies)
	for id, want := range map[string]Effective{
		"o": {Share: 0.5, Known: true}, // what it holds through x, and so through itself, does not count
		"x": {AtLeast: true}, "p": {AtLeast: true}, "q": {0.05, true, true}, "nobody": {0, true, false},
	} {
		if got := found[id]; got.Known != want.Known || got.AtLeast != want.AtLeast || !close(got.Share, want.Share) {
			t.Errorf("%s holds %+v, want %+v", id, got, want)
		}
	}
}

func TestRangesOnTheWay(t *testing.T) {
	s := build(t, []deed{between("start", "o", 25, 50), {"o", "x", percent(50), 0, 0}, {"start", "p", percent(10), 0, 0}, {"p", "x", percent(50), 0, 0}, between("p", "z", 0, 25)})
	for id, want := range map[string]Effective{"o": {0.25, true, true}, "x": {0.175, true, true}, "p": {0.1, true, false}, "z": {0, true, true}} {
		above, _ := effective(t, s, "start", graph.Dependencies)
		below, _ := effective(t, s, id, graph.Dependents)
		for from, got := range map[string]Effective{"above": above[id], "below": below["start"]} {
			if got.Known != want.Known || got.AtLeast != want.AtLeast || !close(got.Share, want.Share) {
				t.Errorf("from %s, %s holds %+v, want %+v", from, id, got, want)
			}
		}
	}
}

// chainOf makes firms that own each the one before whole; closed, the first owns the last too.
func chainOf(firms int, closed bool) []deed {
	deeds := make([]deed, 0, firms+1)
	for i := range firms {
		deeds = append(deeds, deed{fmt.Sprintf("c%05d", i), fmt.Sprintf("c%05d", i+1), graph.Whole, 0, 0})
	}
	if closed {
		deeds = append(deeds, deed{fmt.Sprintf("c%05d", firms), "c00000", graph.Whole - 1000, 0, 0})
	}
	return deeds
}

func mutual(firms int) []deed {
	var deeds []deed
	for i := range firms {
		for j := range firms {
			if i != j {
				deeds = append(deeds, deed{fmt.Sprintf("q%d", i), fmt.Sprintf("q%d", j), graph.ShareOf(0.8 / float64(firms)), 0, 0})
			}
		}
	}
	return deeds
}

func TestLongChainsAndRings(t *testing.T) {
	const most = 30 * time.Second // series that are summed term by term take hours
	for _, c := range []struct {
		name  string
		deeds []deed
		of    string
		d     graph.Direction
	}{
		{"chain", chainOf(5000, false), "c00000", graph.Dependencies},
		{"chain, from the top", chainOf(5000, false), "c05000", graph.Dependents},
		{"ring", chainOf(1000, true), "c00000", graph.Dependencies},
		{"ring, downwards", chainOf(1000, true), "c00000", graph.Dependents},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := build(t, c.deeds)
			m, start := owning(t, s), node(t, s, c.of)
			others := walked(s, start, c.d, m)
			began := time.Now()
			shares, err := EffectiveShares(unlimited(), s, start, others, c.d, m)
			if took := time.Since(began); err != nil || took > most {
				t.Errorf("it took %v: %v", took, err)
			}
			for _, n := range others {
				if e := shares.Of(n); !e.Known || math.Abs(e.Share-1) > 2e-6 {
					t.Fatalf("%s: %+v", s.ID(n), e)
				}
			}
		})
	}
}

// firms all own each other: that of one is what the others hold directly and through the rest.
func TestMutualHoldings(t *testing.T) {
	const firms = 200
	s := build(t, mutual(firms))
	a := graph.ShareOf(0.8 / firms).Float()
	want := a / (1 - (firms-2)*a)
	for _, d := range []graph.Direction{graph.Dependencies, graph.Dependents} {
		found, _ := effective(t, s, "q0", d)
		for id, e := range found {
			if !close(e.Share, want) {
				t.Fatalf("%s, %s: %v, want %v", d, id, e.Share, want)
			}
		}
	}
}

func TestEffectiveSharesEndWithTheirLimits(t *testing.T) {
	s := build(t, mutual(150))
	m, start := owning(t, s), snapshot.Node(0)
	others := walked(s, start, graph.Dependencies, m)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for want, l := range map[error]*limits.Limits{
		context.Canceled:   limits.New(cancelled, graph.Budget{}),
		graph.ErrTooCostly: limits.New(context.Background(), graph.Budget{Time: time.Microsecond}),
	} {
		if _, err := EffectiveShares(l, s, start, others, graph.Dependencies, m); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
}
