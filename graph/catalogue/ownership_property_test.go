package catalogue_test

import (
	"math"
	"slices"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
)

// drawHoldings makes companies that own parts of each other. Shares are tenths, or ranges that begin at tenths; what is sold of a
// company is most tenths together, whatever the day, of ranges by their lower ends.
func drawHoldings(t *rapid.T, companies, most int) *naive {
	n := drawGraph(t, companies, "likes")
	n.said = nil
	one := rapid.SampledFrom(n.ids)
	sold := map[string]int{}
	for range rapid.IntRange(0, 3*companies).Draw(t, "holdings") {
		owned, owner, tenths := one.Draw(t, "owned"), one.Draw(t, "owner"), rapid.IntRange(0, min(most, 10)).Draw(t, "tenths")
		if owned == owner || sold[owned]+tenths > most {
			continue
		}
		sold[owned] += tenths
		c := graph.Claim{Subject: owned, Predicate: "owned", Object: owner, Share: graph.NoShare, Valid: drawInterval(t)}
		if tenths > 0 {
			c.Share = graph.Share(tenths) * (graph.Whole / 10)
		}
		if rapid.IntRange(0, 3).Draw(t, "a range") == 1 {
			c.Share = graph.Share(tenths) * (graph.Whole / 10)
			c.ShareMost = graph.SharesFrom(c.Share, min(graph.Whole, c.Share+graph.Share(rapid.IntRange(1, 5).Draw(t, "wide"))*(graph.Whole/10))).Upper()
		}
		n.say(t, c)
	}
	return n
}

// stake is what one company holds of another: share at the least, and most at the most; known is false of a share that is
// not, exact of a range too.
type stake struct {
	share, most  float64
	known, exact bool
}

// stakes are the holdings that count on a day, by what is owned, then by owner.
func (n *naive) stakes(f graph.Filter) map[string]map[string]stake {
	f.Channels = []string{"ownership"}
	stakes := map[string]map[string]stake{}
	for pair, c := range decisive(n.admitted(f)) {
		if stakes[pair[0]] == nil {
			stakes[pair[0]] = map[string]stake{}
		}
		stakes[pair[0]][pair[1]] = stake{c.Share.Float(), c.Shares().Most.Float(), c.Share.Known(), c.Shares().Exact()}
	}
	return stakes
}

// decisive are the claims of ownership that count, by what is owned and owner.
func decisive(claims []graph.Claim) map[[2]string]graph.Claim {
	best := map[[2]string]graph.Claim{}
	for _, c := range claims {
		pair := [2]string{c.Subject, c.Object}
		if old, ok := best[pair]; !ok || decides(c, old) {
			best[pair] = c
		}
	}
	return best
}

// decides reports whether of two claims on one pair x counts: one with a share before one without, then the better supported,
// then that of the smaller id.
func decides(x, y graph.Claim) bool {
	if x.Share.Known() != y.Share.Known() {
		return x.Share.Known()
	}
	return x.Confidence > y.Confidence || x.Confidence == y.Confidence && x.ID().String() < y.ID().String()
}

// solve solves x = d + x·A by elimination, where A[i][j] is what j holds of i (or i of j, turned), over those that chains of
// known shares from start lead to, without start.
func solve(reached map[string]bool, start string, held func(of, by string) (stake, bool)) map[string]float64 {
	var others []string
	for id := range reached {
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

// reachedBy are the nodes to which a chain from start leads that does not come back to it: by known shares alone, exact
// or ranges, and with one among them that is not known exactly.
func reachedBy(ids []string, start string, held func(of, by string) (stake, bool)) (known, unknown map[string]bool) {
	known, unknown = map[string]bool{start: true}, map[string]bool{}
	for range 2 * len(ids) {
		for _, of := range ids {
			for _, by := range ids {
				s, ok := held(of, by)
				if !ok || by == start {
					continue
				}
				if known[of] && s.known {
					known[by] = true
				}
				if known[of] && !s.exact || unknown[of] {
					unknown[by] = true
				}
			}
		}
	}
	return known, unknown
}

// ownershipCase is a question of owners (dependencies) or holdings (dependents).
type ownershipCase struct {
	of     string
	way    graph.Direction
	filter graph.Filter
}

func drawOwnership(t *rapid.T, n *naive) ownershipCase {
	return ownershipCase{rapid.SampledFrom(n.ids).Draw(t, "of"), rapid.SampledFrom([]graph.Direction{graph.Dependents, graph.Dependencies}).Draw(t, "direction"),
		graph.Filter{AsOf: drawDay(t)}}
}

func (q *ownershipCase) name() string {
	if q.way == graph.Dependents {
		return "holdings"
	}
	return "owners"
}

// effectiveOf solves for each pair from its owner's side, whichever way it was asked.
func (n *naive) effectiveOf(q ownershipCase) (known, unknown map[string]bool, shares map[string]float64) {
	stakes := n.stakes(q.filter)
	below := func(owner, owned string) (stake, bool) {
		s, ok := stakes[owned][owner]
		return s, ok
	}
	if q.way == graph.Dependents {
		known, unknown = reachedBy(n.ids, q.of, below)
		return known, unknown, solve(known, q.of, below)
	}
	known, unknown, shares = map[string]bool{}, map[string]bool{}, map[string]float64{}
	for _, owner := range n.ids {
		if owner != q.of {
			k, u := reachedBy(n.ids, owner, below)
			known[owner], unknown[owner], shares[owner] = k[q.of], u[q.of], solve(k, owner, below)[q.of]
		}
	}
	return known, unknown, shares
}

// shareTolerance is half of the last digit that answers show, and the rounding of the elimination.
const shareTolerance = 0.5e-4 + 1e-9

func TestEffectiveSharesSolveTheEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawHoldings(t, 7, 10)
		s := n.build(t, "thing")
		for range 4 {
			q := drawOwnership(t, n)
			got := mustAsk[catalogue.Ownership](t, s, q.name(), valuesOf(q.filter, "ref", q.of))
			known, unknown, want := n.effectiveOf(q)
			checkListed(t, n, q, known, unknown, got)
			for _, row := range got.Results {
				id := row.Entity.ID
				if (row.Share != nil) != known[id] || row.Share != nil && (math.Abs(*row.Share-want[id]) > shareTolerance || row.AtLeast != unknown[id]) {
					t.Fatalf("%+v: %+v, want share %v, known %v, at least %v", q, row, want[id], known[id], unknown[id])
				}
			}
		}
	})
}

// checkListed makes sure that everybody to whom a chain leads is listed, once.
func checkListed(t *rapid.T, n *naive, q ownershipCase, known, unknown map[string]bool, got catalogue.Ownership) {
	t.Helper()
	listed, want := map[string]bool{}, map[string]bool{}
	for _, row := range got.Results {
		listed[row.Entity.ID] = true
	}
	for _, id := range n.ids {
		if id != q.of && (known[id] || unknown[id]) {
			want[id] = true
		}
	}
	if diff := gocmp.Diff(want, listed); diff != "" || len(got.Results) != len(want) {
		t.Fatalf("%+v: %d are listed (-want +got):\n%s", q, len(got.Results), diff)
	}
}

// Claims may contradict each other and sell more of a company than there is of it, round in circles too.
func TestEffectiveSharesAreNeverAboveTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawHoldings(t, 6, 40)
		s := n.build(t, "thing")
		for range 4 {
			q := drawOwnership(t, n)
			got := mustAsk[catalogue.Ownership](t, s, q.name(), valuesOf(q.filter, "ref", q.of))
			known, unknown, _ := n.effectiveOf(q)
			checkListed(t, n, q, known, unknown, got)
			for _, row := range got.Results {
				if (row.Share != nil) != known[row.Entity.ID] || row.Share != nil && !(0 <= *row.Share && *row.Share <= 1) {
					t.Fatalf("%+v: %+v, want a part of the whole, known %v", q, row, known[row.Entity.ID])
				}
			}
		}
	})
}

// affiliates adds up, in tenths, what listed parties and affiliates hold, again and again until nobody is added. Listed parties
// may be among them.
func affiliates(stakes map[string]map[string]stake, listed map[string]bool, threshold int) map[string]int {
	found := map[string]int{}
	for changed := true; changed; {
		changed = false
		for owned, owners := range stakes {
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

// uncertain are those that are no affiliates, nor listed, and would be if all shares were as great as they may be.
func uncertain(stakes map[string]map[string]stake, listed map[string]bool, found map[string]int, threshold int) map[string]bool {
	open := map[string]bool{}
	for owned, owners := range stakes {
		total, most := 0.0, 0.0
		for owner, s := range owners {
			if _, affiliate := found[owner]; listed[owner] || affiliate {
				total, most = total+max(0, s.share), most+s.most
			}
		}
		_, affiliate := found[owned]
		if !affiliate && !listed[owned] && math.Round(max(total, min(1, most))*10) >= float64(threshold) {
			open[owned] = true
		}
	}
	return open
}

func TestAffiliatesAgreeWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawHoldings(t, 8, 10)
		list := n.ids[0]
		listed := map[string]bool{}
		for _, id := range rapid.SliceOfDistinct(rapid.SampledFrom(n.ids[1:]), rapid.ID[string]).Draw(t, "listed") {
			listed[id] = true
			n.said = append(n.said, graph.Assertion{Claim: graph.Claim{Subject: id, Predicate: "listed", Object: list, Share: graph.NoShare,
				Valid: graph.Always, Confidence: graph.Official}, Dataset: graph.CuratedDataset})
		}
		n.said = slices.DeleteFunc(n.said, func(a graph.Assertion) bool { return a.Subject == list || a.Predicate == "owned" && a.Object == list })
		s := n.build(t, "law")
		tenths := rapid.IntRange(1, 9).Draw(t, "threshold")
		f := graph.Filter{AsOf: drawDay(t)}
		v := valuesOf(f, "ref", list, "threshold", strconv.FormatFloat(float64(tenths)/10, 'f', -1, 64))
		got := mustAsk[catalogue.Affiliates](t, s, "affiliates", v)
		found := map[string]int{}
		for _, a := range got.Results {
			found[a.Entity.ID] = int(math.Round(a.Share * 10))
		}
		want := affiliates(n.stakes(f), listed, tenths)
		if diff := gocmp.Diff(want, found); diff != "" {
			t.Fatalf("%v, listed %v (-want +got):\n%s", v, listed, diff)
		}
		open := map[string]bool{}
		for _, a := range got.Uncertain {
			open[a.Entity.ID] = true
		}
		if diff := gocmp.Diff(uncertain(n.stakes(f), listed, want, tenths), open); diff != "" {
			t.Fatalf("%v, listed %v, uncertain (-want +got):\n%s", v, listed, diff)
		}
	})
}
