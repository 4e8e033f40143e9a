package walk

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Ranking is entities by what their loss alone takes from others. It holds memory of the snapshot until it is closed.
type Ranking struct {
	Chokepoints []Chokepoint // by how many they lose and impair, then by name

	l      *limits.Limits
	x      *losses
	target snapshot.Node
}

// Chokepoint is an entity and how many others its loss alone loses and impairs. What belongs to it is no other.
type Chokepoint struct {
	Node           snapshot.Node
	Lost, Impaired int
	Effect         State // on the target, if there is one
	place          int32
}

// Chokepoints ranks those entities that keep lets pass and whose loss loses or impairs others, as an Impact of each alone would
// find; with a target other than None, those whose loss loses, degrades or impairs that. What others are only located in is left
// out unless places says otherwise. The stop says that the time was over before all were counted: those that stand in the
// ranking are counted to the end. If none was, the error is graph.ErrTooCostly; it may also wrap graph.ErrUnknownTerm.
func Chokepoints(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter, target snapshot.Node, places bool,
	keep func(snapshot.Node) bool) (*Ranking, limits.Stop, error) {
	x, err := newLosses(l, s, f)
	if err != nil {
		return nil, limits.Stop{}, err
	}
	r := &Ranking{l: l, x: x, target: target}
	stop, err := r.rank(target, places, keep)
	if err != nil {
		r.Close()
		return nil, stop, err
	}
	return r, stop, nil
}

func (r *Ranking) rank(target snapshot.Node, places bool, keep func(snapshot.Node) bool) (stop limits.Stop, err error) {
	c, err := newCounting(r.l, r.x, target)
	if err != nil {
		return stop, err
	}
	candidates, err := c.candidates(func(n snapshot.Node) bool {
		return n != target && keep(n) && (places || !r.x.holdsPlaces(n))
	})
	if err != nil {
		return stop, err
	}
	stop, err = c.count(candidates)
	if err == nil && len(c.counted) == 0 && !stop.None() {
		err = graph.ErrTooCostly
	}
	if err != nil {
		return stop, err
	}
	for _, c := range c.counted {
		if target != snapshot.None && c.Effect != Standing || target == snapshot.None && c.Lost+c.Impaired > 0 {
			c.place = r.x.s.NameRank(c.Node)
			r.Chokepoints = append(r.Chokepoints, c)
		}
	}
	slices.SortFunc(r.Chokepoints, func(x, y Chokepoint) int {
		return cmp.Or(cmp.Compare(y.Lost+y.Impaired, x.Lost+x.Impaired), cmp.Compare(x.place, y.place))
	})
	return stop, nil
}

// Close gives the memory back.
func (r *Ranking) Close() { r.x.Close() }

// TargetNeeds reports whether the target needs anything.
func (r *Ranking) TargetNeeds() bool {
	if r.target == snapshot.None {
		return false
	}
	r.x.readRows(r.target)
	return len(r.x.groupsOf(r.target)) > 0
}

// lostSlot is the slot for a node's being lost at all, weakSlot for its being lost or weak.
func (x *losses) lostSlot(n snapshot.Node) slot { return x.lostFrom(n, snapshot.Terminal) }

func (x *losses) weakSlot(n snapshot.Node) slot { return x.weakFrom(n, snapshot.Terminal) }

// removedSlot is the slot for a node's being removed.
func (x *losses) removedSlot(n snapshot.Node) slot { return x.lostFrom(n, x.removedAt()) }

// holdsPlaces reports whether something is located in a node.
func (x *losses) holdsPlaces(n snapshot.Node) bool {
	x.rows = x.s.Stretches(x.rows[:0], x.c, graph.Dependents, x.c.All(n))
	for i := range x.rows {
		rows := &x.rows[i]
		if x.kind[rows.Predicate] != graph.NeedWith {
			continue
		}
		for j, subject := range rows.Ends {
			if subject != n && x.c.Admits(rows.Claim(j)) {
				return true
			}
		}
	}
	return false
}
