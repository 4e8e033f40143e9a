package owners

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
)

// drawDeeds makes companies that hold tenths of each other, each held nine tenths at most, or whole, at the lower ends of ranges. A
// tenth of 0 is unknown, unless a range begins there.
func drawDeeds(t *rapid.T, ids []string, most int) []deed {
	one, sold, said := rapid.SampledFrom(ids), map[string]int{}, map[string]bool{}
	var deeds []deed
	for range rapid.IntRange(0, 3*len(ids)).Draw(t, "deeds") {
		d := deed{owned: one.Draw(t, "owned"), owner: one.Draw(t, "owner"), share: graph.NoShare}
		tenths := rapid.IntRange(0, 6).Draw(t, "tenths")
		if pair := d.owned + " " + d.owner; said[pair] || d.owned == d.owner || sold[d.owned]+tenths > most {
			continue
		} else {
			said[pair] = true
		}
		sold[d.owned] += tenths
		if tenths > 0 {
			d.share = graph.Whole / 10 * graph.Share(tenths)
		}
		if rapid.IntRange(0, 3).Draw(t, "a range") == 1 {
			d.share = graph.Whole / 10 * graph.Share(tenths)
			d.most = min(graph.Whole, d.share+graph.Whole/10*graph.Share(rapid.IntRange(1, 5).Draw(t, "wide")))
		}
		deeds = append(deeds, d)
	}
	return deeds
}

// solve is what an owner holds of each company, by elimination in fractions of x = d + A x without the owner: rows are
// companies, and A[i][j] is what j holds of i. It fails if the equations have no single solution.
func solve(ids []string, deeds []deed, owner string) (held map[string]*big.Rat, ok bool) {
	place := map[string]int{}
	for _, id := range ids {
		if id != owner {
			place[id] = len(place)
		}
	}
	n := len(place)
	m := make([][]*big.Rat, n)
	for i := range m {
		m[i] = make([]*big.Rat, n+1)
		for j := range m[i] {
			m[i][j] = new(big.Rat)
		}
		m[i][i].SetInt64(1)
	}
	for _, d := range deeds {
		i, in := place[d.owned]
		if !in || !d.share.Known() {
			continue
		}
		share := big.NewRat(int64(d.share), int64(graph.Whole))
		if d.owner == owner {
			m[i][n].Add(m[i][n], share)
		} else {
			j := place[d.owner]
			m[i][j].Sub(m[i][j], share)
		}
	}
	for i := range m {
		pivot := i
		for pivot < n && m[pivot][i].Sign() == 0 {
			pivot++
		}
		if pivot == n {
			return nil, false
		}
		m[i], m[pivot] = m[pivot], m[i]
		for k := range m {
			if k == i {
				continue
			}
			factor := new(big.Rat).Quo(m[k][i], m[i][i])
			for j := range m[k] {
				m[k][j].Sub(m[k][j], new(big.Rat).Mul(factor, m[i][j]))
			}
		}
	}
	held = map[string]*big.Rat{}
	for id, i := range place {
		held[id] = new(big.Rat).Quo(m[i][n], m[i][i])
	}
	return held, true
}

// chains follows every chain upwards from a company that ends where it comes to an owner, by repeated passes, and reports whether
// one has all its shares known, exactly or as ranges, and whether one has not all of them exactly.
func chains(deeds []deed, of, owner string) (clear, unclear bool) {
	type place struct {
		id      string
		unclear bool
	}
	found := map[place]bool{{of, false}: true}
	for changed := true; changed; {
		changed = false
		for at := range found {
			for _, d := range deeds {
				if d.owned != at.id || at.id == owner {
					continue
				}
				for next, so := range map[place]bool{{d.owner, true}: at.unclear || !d.shares().Exact(), {d.owner, false}: !at.unclear && d.share.Known()} {
					if so && !found[next] {
						found[next], changed = true, true
					}
				}
			}
		}
	}
	return found[place{owner, false}], found[place{owner, true}]
}

// fixture lets a fixture fail a property.
type fixture struct {
	testing.TB
	t *rapid.T
}

func (f fixture) Helper()                           {}
func (f fixture) Fatal(args ...any)                 { f.t.Fatal(args...) }
func (f fixture) Fatalf(format string, args ...any) { f.t.Fatalf(format, args...) }

func TestEffectiveSharesSolveTheEquations(t *testing.T) {
	ids := []string{"a", "b", "c", "d", "e", "f", "g"}
	rapid.Check(t, func(t *rapid.T) {
		deeds := drawDeeds(t, ids, rapid.SampledFrom([]int{9, 10}).Draw(t, "sold at most"))
		if len(deeds) == 0 {
			return
		}
		tb := fixture{t: t}
		s := build(tb, deeds)
		above, over := effective(tb, s, deeds[0].owned, graph.Dependencies)
		if over != nil {
			t.Fatalf("%v are over-recorded", over)
		}
		for owner, got := range above {
			if owner == deeds[0].owned {
				continue
			}
			below, _ := effective(tb, s, owner, graph.Dependents)
			if other := below[deeds[0].owned]; other.Known != got.Known || other.AtLeast != got.AtLeast || math.Abs(other.Share-got.Share) > 1e-12 {
				t.Fatalf("%s holds %+v by its owners, %+v by its holdings", owner, got, other)
			}
			clear, unclear := chains(deeds, deeds[0].owned, owner)
			if got.Known != clear || got.AtLeast != unclear {
				t.Fatalf("%s: %+v, want known %v, at least %v", owner, got, clear, unclear)
			}
			held, ok := solve(ids, deeds, owner)
			if !ok {
				continue // a circle that nobody else owns a part of
			}
			if want, _ := held[deeds[0].owned].Float64(); math.Abs(want-got.Share) > 1e-12 {
				t.Fatalf("%s holds %v, want %v", owner, got.Share, want)
			}
		}
	})
}

// series adds up chains pass by pass, for so many passes.
func series(deeds []deed, owner string, passes int) map[string]float64 {
	held := map[string]float64{owner: 1}
	for range passes {
		next := map[string]float64{owner: 1}
		for _, d := range deeds {
			if d.owned != owner && d.share.Known() {
				next[d.owned] += d.share.Float() * held[d.owner]
			}
		}
		held = next
	}
	return held
}

// Where companies are over-recorded, the sums of chains may be more than 1, or endless.
func TestOverRecordedSharesAreBounded(t *testing.T) {
	ids := []string{"a", "b", "c", "d", "e"}
	rapid.Check(t, func(t *rapid.T) {
		deeds := drawDeeds(t, ids, 25)
		if len(deeds) == 0 {
			return
		}
		tb := fixture{t: t}
		s := build(tb, deeds)
		of := deeds[0].owned
		above, _ := effective(tb, s, of, graph.Dependencies)
		for owner, got := range above {
			if owner == of {
				continue
			}
			few, many := series(deeds, owner, 2000)[of], series(deeds, owner, 4000)[of]
			below, _ := effective(tb, s, owner, graph.Dependents)
			for from, share := range map[string]float64{"above": got.Share, "below": below[of].Share} {
				switch want := min(1, many); {
				case share < 0 || share > 1:
					t.Fatalf("from %s, %s holds %v", from, owner, share)
				case math.Abs(many-few) < 1e-9 && math.Abs(want-share) > 1e-6:
					t.Fatalf("from %s, %s holds %v, want %v", from, owner, share, want)
				case few > 1 && share != 1:
					t.Fatalf("from %s, %s holds %v, want 1", from, owner, share)
				}
			}
		}
	})
}

// affiliates adds up, in tenths, what listed parties and affiliates hold, again and again until nobody is added.
func affiliates(deeds []deed, listed map[string]bool, threshold int) map[string]int {
	found := map[string]int{}
	for changed := true; changed; {
		changed = false
		totals := map[string]int{}
		for _, d := range deeds {
			if _, affiliate := found[d.owner]; d.share.Known() && (listed[d.owner] || affiliate) {
				totals[d.owned] += int(d.share / (graph.Whole / 10))
			}
		}
		for owned, total := range totals {
			if !listed[owned] && total >= max(threshold, 1) && found[owned] != total {
				found[owned], changed = total, true
			}
		}
	}
	return found
}

// undecided are those that are no affiliates, and would be if all shares were as great as they may be.
func undecided(deeds []deed, listed map[string]bool, found map[string]int, threshold int) map[string]bool {
	totals, most := map[string]int{}, map[string]int{}
	for _, d := range deeds {
		if _, affiliate := found[d.owner]; listed[d.owner] || affiliate {
			totals[d.owned] += int(max(0, d.share) / (graph.Whole / 10))
			most[d.owned] += int(d.shares().Most / (graph.Whole / 10))
		}
	}
	open := map[string]bool{}
	for owned := range most {
		_, affiliate := found[owned]
		if !listed[owned] && !affiliate && max(totals[owned], min(10, most[owned])) >= max(threshold, 1) {
			open[owned] = true
		}
	}
	return open
}

func TestAffiliatesAgreeWithNaive(t *testing.T) {
	ids := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	rapid.Check(t, func(t *rapid.T) {
		deeds := drawDeeds(t, ids, 12)
		listed := map[string]bool{}
		listing := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, 3, rapid.ID[string]).Draw(t, "listed")
		for _, id := range listing {
			listed[id] = true
		}
		tb := fixture{t: t}
		a := reachOf(tb, build(tb, deeds, listing...), graph.Whole/10*graph.Share(rapid.IntRange(0, 10).Draw(t, "threshold")))
		got := map[string]int{}
		for _, n := range a.order {
			got[a.x.s.ID(n)] = int(math.Round(a.Total(n) * 10))
		}
		tenths := int(a.threshold / (graph.Whole / 10))
		want := affiliates(deeds, listed, tenths)
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Fatalf("listed %v, at %v: %v, want %v", listing, a.threshold, got, want)
		}
		open := map[string]bool{}
		for _, n := range a.AllUndecided() {
			open[a.x.s.ID(n)] = true
		}
		if want := undecided(deeds, listed, want, tenths); fmt.Sprint(want) != fmt.Sprint(open) {
			t.Fatalf("listed %v, at %v: undecided are %v, want %v", listing, a.threshold, open, want)
		}
	})
}
