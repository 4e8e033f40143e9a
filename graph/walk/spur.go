package walk

import (
	"math"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// spur is a search for the least path that begins with some nodes, does not go on to a banned node and visits no node twice.
//
// It goes in layers from the end of these, among nodes by which the target may still be reached within a bound, which rises as it
// shows that no path is so short. Where layers come to nodes whose distance from the target is not known, distances are extended
// as long as that takes no more rows than the layers take: so the two sides meet, and neither goes far if the other has few rows.
type spur struct {
	*yen
	root     []snapshot.Node
	latitude snapshot.Latitude // with which the path comes to the end of root
	banned   []snapshot.Node   // in order
	most     int               // greatest length of the rest

	bound   int  // no rest is shorter
	beyond  int  // nor is one by way of what was left out for the bound shorter than this
	unknown bool // the distance of a node of the last layer is not known
}

// stretch is visits at [first, end) of a queue.
type stretch struct{ first, end int }

// nowhere is more than any length.
const nowhere = math.MaxInt

// find returns the nodes of the path after root, and the latitude at each, or none.
func (x *spur) find() (nodes []snapshot.Node, latitudes []snapshot.Latitude, stop limits.Stop, err error) {
	last := x.root[len(x.root)-1]
	for x.bound, _ = x.to.least(last, x.latitude); x.bound >= 0 && x.bound <= x.most; x.bound = x.beyond {
		found, stop, err := x.search(last)
		if err != nil || !stop.None() {
			return nil, nil, stop, err
		}
		if found {
			return x.leastThrough(last)
		}
	}
	return nil, nil, stop, nil
}

// search makes layers from the end of root, and reports whether they come to the target. If not, there is no path within the bound.
func (x *spur) search(last snapshot.Node) (bool, limits.Stop, error) {
	x.seen.Begin()
	x.seen.Visit(last, x.latitude)
	for _, n := range x.root {
		x.seen.Visit(n, x.c.Start())
	}
	_, known := x.to.least(last, x.latitude)
	x.layers, x.beyond, x.unknown = append(x.layers[:0], stretch{0, 1}), nowhere, !known
	for {
		if stop, err := x.approach(); err != nil || !stop.None() {
			return false, stop, err
		}
		first := len(x.seen.Queue())
		left, stop, err := x.expand()
		if err != nil || !stop.None() {
			return false, stop, err
		}
		end := len(x.seen.Queue())
		switch {
		case first < end:
			x.layers, x.beyond = append(x.layers, stretch{first, end}), min(x.beyond, left)
			if x.seen.Latitude(x.target) > 0 {
				return true, stop, nil
			}
		case !x.raise(left):
			return false, stop, nil
		}
	}
}

// raise makes the bound the least length by way of what the last layer leaves out, of which nothing is taken. It reports whether
// the search may go on from there: what layers before left out would be in them only for a greater bound.
func (x *spur) raise(left int) bool {
	if left >= x.beyond || left > x.most {
		x.beyond = min(x.beyond, left)
		return false
	}
	x.bound = left
	return true
}

// expand visits what the last layer leads to, if the target can be reached from there within the bound. It returns the least
// length by way of what it leaves out.
func (x *spur) expand() (left int, stop limits.Stop, err error) {
	depth, at, first := len(x.layers), x.layers[len(x.layers)-1], len(x.seen.Queue())
	left = nowhere
	unknown := false
	picks := func(ref snapshot.Ref, n snapshot.Node, l snapshot.Latitude) bool {
		dist, known := x.to.least(n, l)
		length := depth + dist
		if dist < 0 || length > x.bound && length >= left || depth == 1 && x.isBanned(n) || !x.c.Admits(ref) {
			return false
		}
		if length > x.bound {
			left = length
			return false
		}
		unknown = unknown || !known
		return true
	}
	for stride := min(x.l.Stride(), atOnce); at.first < at.end; at.first += stride {
		if stop, err := x.l.Step(x.to.Count() + x.seen.Count()); err != nil || !stop.None() {
			return left, stop, err
		}
		x.seen.ExpandOutBy(at.first, min(at.first+stride, at.end), x.c, picks)
	}
	if len(x.seen.Queue()) > first {
		x.unknown = unknown
	}
	return left, stop, nil
}

// atOnce is how many visits are expanded in one step of the limits.
const atOnce = 64

func (x *spur) isBanned(n snapshot.Node) bool {
	_, banned := slices.BinarySearch(x.banned, n)
	return banned
}

// approach extends the distances as long as that takes no more rows than the last layer does, and those before it did, for want of
// them.
func (x *spur) approach() (stop limits.Stop, err error) {
	if !x.unknown {
		return stop, nil
	}
	at := x.layers[len(x.layers)-1]
	rows := x.seen.Opens(graph.Dependencies, at.first, at.end, x.c)
	for x.unknown {
		price := x.to.nextPrice(x.credit + rows)
		if price > x.credit+rows {
			break
		}
		x.credit -= price
		if stop, err = x.to.extend(); err != nil || !stop.None() {
			return stop, err
		}
		x.settle()
	}
	x.credit += rows
	return stop, nil
}

// settle leaves out of the last layer what is too far by what the distances have come to tell.
func (x *spur) settle() {
	depth, at, queue := len(x.layers)-1, &x.layers[len(x.layers)-1], x.seen.Queue()
	length := func(v snapshot.Visit) (n int, known bool) {
		if n, known = x.to.least(v.Node, v.Latitude); n < 0 {
			return nowhere, known
		}
		return depth + n, known
	}
	least := nowhere
	for _, v := range queue[at.first:at.end] {
		n, _ := length(v)
		least = min(least, n)
	}
	x.unknown = false
	if least > x.bound && !x.raise(least) {
		at.end = at.first
		return
	}
	kept := at.first
	for i := at.first; i < at.end; i++ {
		n, known := length(queue[i])
		if n > x.bound {
			x.beyond = min(x.beyond, n)
			continue
		}
		x.unknown = x.unknown || !known
		queue[kept], queue[i] = queue[i], queue[kept]
		kept++
	}
	at.end = kept
}
