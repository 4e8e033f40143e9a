package walk

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Ranking is entities by what their loss alone loses. It holds memory of the snapshot until it is closed.
type Ranking struct {
	Chokepoints []Chokepoint // by how many they lose, then by name

	l *limits.Limits
	x *losses
}

// Chokepoint is an entity and how many others its loss alone loses.
type Chokepoint struct {
	Node  snapshot.Node
	Lost  int
	place int32
}

// Chokepoints ranks those entities that keep lets pass and whose loss loses something else, as an Impact of each alone would
// find; with a target other than None, those whose loss loses that. The stop says that the time was over before all were
// counted: those that stand in the ranking are counted to the end. If none was, the error is graph.ErrTooCostly.
func Chokepoints(l *limits.Limits, s *snapshot.Snapshot, m *snapshot.Mask, target snapshot.Node, keep func(snapshot.Node) bool) (*Ranking, limits.Stop, error) {
	x, err := newLosses(l, s, m)
	if err != nil {
		return nil, limits.Stop{}, err
	}
	r := &Ranking{l: l, x: x}
	stop, err := r.rank(target, keep)
	if err != nil {
		r.Close()
		return nil, stop, err
	}
	return r, stop, nil
}

func (r *Ranking) rank(target snapshot.Node, keep func(snapshot.Node) bool) (stop limits.Stop, err error) {
	var needed []bool
	if target != snapshot.None {
		if needed, err = r.x.neededBy(r.l, target); err != nil {
			return stop, err
		}
	}
	candidates := r.x.candidates(func(n snapshot.Node) bool { return n != target && (needed == nil || needed[n]) && keep(n) })
	counts, stop, err := r.x.counts(r.l, candidates, target)
	if err == nil && len(counts) == 0 && !stop.None() {
		err = graph.ErrTooCostly
	}
	if err != nil {
		return stop, err
	}
	for i, lost := range counts {
		if lost > 0 {
			r.Chokepoints = append(r.Chokepoints, Chokepoint{candidates[i], lost, r.x.s.NameRank(candidates[i])})
		}
	}
	slices.SortFunc(r.Chokepoints, func(x, y Chokepoint) int {
		return cmp.Or(cmp.Compare(y.Lost, x.Lost), cmp.Compare(x.place, y.place))
	})
	return stop, nil
}

// Close gives the memory back.
func (r *Ranking) Close() { r.x.Close() }

// LostWith lists the first things that the loss of n alone loses, at most that many, nearest first. The error says that the
// context ended.
func (r *Ranking) LostWith(n snapshot.Node, most int) ([]snapshot.Node, error) {
	one := newRemoval(limits.New(r.l.Context(), graph.Budget{Nodes: most}), r.x.s, r.x.m)
	defer one.Close()
	one.remove([]snapshot.Node{n})
	one.settleLosses()
	if one.err != nil {
		return nil, one.err
	}
	lost := make([]snapshot.Node, 0, min(most, len(one.lost)-1))
	for _, x := range one.lost[1:min(most+1, len(one.lost))] {
		lost = append(lost, x.node)
	}
	return lost, nil
}

// Alternatives counts the other entities that serve some of the needs that n serves. The error says that the context ended.
func (r *Ranking) Alternatives(n snapshot.Node) (int, error) { return r.x.others(r.l, n) }
