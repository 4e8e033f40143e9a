package walk

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// distances tell how far nodes are from a target, along the direction of dependency. They are found level by level, from the
// target on, as a search asks for more.
type distances struct {
	*scratch
	l *limits.Limits
	c *snapshot.Course

	priced int // visits of the last level of which the rows are counted
	price  int // rows of these
}

// away is how far a visit is from the start, and which is the next one of its node, or 0.
type away struct{ dist, later int32 }

// newDistances begins with the target. Its scratch is to be given back.
func newDistances(l *limits.Limits, s *snapshot.Snapshot, target snapshot.Node, c *snapshot.Course) *distances {
	x := &distances{scratch: borrow(s), l: l, c: c}
	x.makeSlots(s)
	x.begin(target, c)
	x.note(0)
	return x
}

// known is the distance up to which all nodes are found.
func (x *distances) known() int { return len(x.level) - 2 }

// least returns the distance to the target of a node to which a path has come with a latitude, known or not: one not known is
// taken to be the least that it may be. It is -1 if no way leads there.
func (x *distances) least(n snapshot.Node, l snapshot.Latitude) (dist int, known bool) {
	met := x.c.Meets(l)
	if x.Latitude(n) >= met {
		queue, at := x.Queue(), x.slots[n]
		for queue[at].Latitude < met {
			at = x.away[at].later
		}
		return int(x.away[at].dist), true
	}
	if last := len(x.level) - 1; x.level[last-1] == x.level[last] {
		return -1, true
	}
	return x.known() + 1, false
}

// nextPrice is how many rows it takes to find the next level, counted up to a number that is more than most.
func (x *distances) nextPrice(most int) int {
	first, end := x.level[x.known()], x.level[x.known()+1]
	for ; first+x.priced < end && x.price <= most; x.priced++ {
		at := first + x.priced
		x.price += x.Opens(graph.Dependents, at, at+1, x.c)
	}
	return x.price
}

// extend finds the next level.
func (x *distances) extend() (limits.Stop, error) {
	first := len(x.Queue())
	stop, err := x.advance(x.l, graph.Dependents, x.c)
	x.note(first)
	x.priced, x.price = 0, 0
	return stop, err
}

// note keeps the distances of the visits from first on, which are of the last level.
func (x *distances) note(first int) {
	for i, v := range x.Queue()[first:] {
		at := int32(first + i)
		x.away = append(x.away, away{dist: int32(x.known())})
		if v.Before == 0 {
			x.slots[v.Node] = at
			continue
		}
		before := x.slots[v.Node]
		for x.away[before].later != 0 {
			before = x.away[before].later
		}
		x.away[before].later = at
	}
}
