package graph

import (
	"context"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawHoldings makes companies that own parts of each other, nine tenths of each at most, so that cross-holdings converge.
// Shares are tenths.
func drawHoldings(t *rapid.T, most int) *naive {
	n := drawGraph(t, most, "likes")
	n.said = nil
	one := rapid.SampledFrom(n.ids)
	sold := map[string]int{}
	for range rapid.IntRange(0, 3*most).Draw(t, "holdings") {
		owned, owner, tenths := one.Draw(t, "owned"), one.Draw(t, "owner"), rapid.IntRange(0, 6).Draw(t, "tenths")
		if owned == owner || sold[owned]+tenths > 9 {
			continue
		}
		sold[owned] += tenths
		c := Claim{Subject: owned, Predicate: "owned", Object: owner, Share: NoShare, Valid: drawInterval(t)}
		if tenths > 0 {
			c.Share = Share(tenths) / 10
		}
		n.say(t, c)
	}
	return n
}

// stake is what one company holds of another; known is false if the share is not.
type stake struct {
	share float64
	known bool
}

// stakes are the holdings that count on a day, by what is owned, then by owner: of several claims on one pair, those with a
// share before those without, then the better supported, then the smaller id.
func (n *naive) stakes(f Filter) map[string]map[string]stake {
	f.Channels = []string{"ownership"}
	best := map[[2]string]Claim{}
	for _, c := range n.admitted(f) { // in order of id
		pair := [2]string{c.Subject, c.Object}
		old, ok := best[pair]
		if !ok || c.Share.Known() && !old.Share.Known() || c.Share.Known() == old.Share.Known() && c.Confidence > old.Confidence {
			best[pair] = c
		}
	}
	stakes := map[string]map[string]stake{}
	for pair, c := range best {
		if stakes[pair[0]] == nil {
			stakes[pair[0]] = map[string]stake{}
		}
		stakes[pair[0]][pair[1]] = stake{float64(c.Share), c.Share.Known()}
	}
	return stakes
}

// solve solves x = d + x·A, where A[i][j] is what j holds of i (or i of j, turned), without start, by elimination.
func solve(ids []string, start string, held func(of, by string) (stake, bool)) map[string]float64 {
	var others []string
	for _, id := range ids {
		if id != start {
			others = append(others, id)
		}
	}
	m := make([][]float64, len(others)) // rows of (I - Aᵀ) x = d
	for i, x := range others {
		m[i] = make([]float64, len(others)+1)
		for j, y := range others {
			if s, ok := held(y, x); ok && s.known {
				m[i][j] -= s.share
			}
		}
		m[i][i]++
		if s, ok := held(start, x); ok && s.known {
			m[i][len(others)] = s.share
		}
	}
	for i := range m {
		pivot := i
		for k := i; k < len(m); k++ {
			if math.Abs(m[k][i]) > math.Abs(m[pivot][i]) {
				pivot = k
			}
		}
		m[i], m[pivot] = m[pivot], m[i]
		for k := range m {
			if k == i {
				continue
			}
			factor := m[k][i] / m[i][i]
			for j := range m[k] {
				m[k][j] -= factor * m[i][j]
			}
		}
	}
	shares := map[string]float64{}
	for i, x := range others {
		shares[x] = m[i][len(others)] / m[i][i]
	}
	return shares
}

// reachedBy are the nodes to which a chain from start leads that does not come back to it: by known shares alone, and with
// an unknown one among them.
func reachedBy(ids []string, start string, held func(of, by string) (stake, bool)) (known, unknown map[string]bool) {
	known, unknown = map[string]bool{start: true}, map[string]bool{}
	for range 2 * len(ids) {
		for _, of := range ids {
			for _, by := range ids {
				s, ok := held(of, by)
				if !ok || by == start {
					continue
				}
				known[by] = known[by] || known[of] && s.known
				unknown[by] = unknown[by] || known[of] && !s.known || unknown[of]
			}
		}
	}
	return known, unknown
}

// effectiveOf solves for each pair from its owner's side, whichever way it was asked.
func effectiveOf(ids []string, q OwnershipQuery, held func(of, by string) (stake, bool)) (known, unknown map[string]bool, shares map[string]float64) {
	if q.Direction == Dependents {
		known, unknown = reachedBy(ids, q.Of, held)
		return known, unknown, solve(ids, q.Of, held)
	}
	below := func(of, by string) (stake, bool) { return held(by, of) }
	known, unknown, shares = map[string]bool{}, map[string]bool{}, map[string]float64{}
	for _, owner := range ids {
		if owner != q.Of {
			k, u := reachedBy(ids, owner, below)
			known[owner], unknown[owner], shares[owner] = k[q.Of], u[q.Of], solve(ids, owner, below)[q.Of]
		}
	}
	return known, unknown, shares
}

func TestEffectiveSharesSolveTheEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawHoldings(t, 7)
		s := n.build(t, "thing")
		for range 4 {
			q := OwnershipQuery{Of: rapid.SampledFrom(n.ids).Draw(t, "of"), Direction: rapid.SampledFrom([]Direction{Dependents, Dependencies}).Draw(t, "direction"),
				Filter: Filter{AsOf: drawDay(t)}}
			got, err := s.Ownership(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			stakes := n.stakes(q.Filter)
			held := func(of, by string) (stake, bool) {
				if q.Direction == Dependents {
					of, by = by, of
				}
				s, ok := stakes[of][by]
				return s, ok
			}
			known, unknown, want := effectiveOf(n.ids, q, held)
			listed := 0
			for _, id := range n.ids {
				if id != q.Of && (known[id] || unknown[id]) {
					listed++
				}
			}
			if listed != len(got.Results) {
				t.Fatalf("%+v: %d are listed, want %d", q, len(got.Results), listed)
			}
			for _, row := range got.Results {
				id := row.Entity.ID
				if (row.Share != nil) != known[id] || row.Share != nil && (math.Abs(*row.Share-want[id]) > 1e-4 || row.AtLeast != unknown[id]) {
					t.Fatalf("%+v: %+v, want share %v, known %v, at least %v", q, row, want[id], known[id], unknown[id])
				}
			}
		}
	})
}

// affiliates adds up, in tenths, what listed parties and affiliates hold, again and again until nobody is added.
func affiliates(stakes map[string]map[string]stake, listed map[string]bool, threshold int) map[string]int {
	found := map[string]int{}
	for changed := true; changed; {
		changed = false
		for owned, owners := range stakes {
			if listed[owned] {
				continue
			}
			total := 0
			for owner, s := range owners {
				_, affiliate := found[owner]
				if s.known && (listed[owner] || affiliate) {
					total += int(math.Round(s.share * 10))
				}
			}
			if total >= threshold && found[owned] != total {
				found[owned], changed = total, true
			}
		}
	}
	return found
}

func TestAffiliatesAgreeWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawHoldings(t, 8)
		list := n.ids[0]
		listed := map[string]bool{}
		for _, id := range rapid.SliceOfDistinct(rapid.SampledFrom(n.ids[1:]), rapid.ID[string]).Draw(t, "listed") {
			listed[id] = true
			n.said = append(n.said, Assertion{Claim: Claim{Subject: id, Predicate: "listed", Object: list, Share: NoShare, Valid: Always,
				Confidence: Official}, Dataset: CuratedDataset})
		}
		n.said = slices.DeleteFunc(n.said, func(a Assertion) bool { return a.Subject == list || a.Predicate == "owned" && a.Object == list })
		s := n.build(t, "law")
		tenths := rapid.IntRange(1, 9).Draw(t, "threshold")
		q := AffiliatesQuery{Of: list, Threshold: float64(tenths) / 10, Filter: Filter{AsOf: drawDay(t)}}
		got, err := s.Affiliates(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]int{}
		for _, a := range got.Results {
			found[a.Entity.ID] = int(math.Round(a.Share * 10))
		}
		if diff := gocmp.Diff(affiliates(n.stakes(q.Filter), listed, tenths), found); diff != "" {
			t.Fatalf("%+v, listed %v (-want +got):\n%s", q, listed, diff)
		}
	})
}
