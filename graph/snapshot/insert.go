package snapshot

import (
	"cmp"
	"slices"
	"sort"
)

// insertion puts the rows that were added to a builder since its rows were laid out between these. It moves rows and looks at few of them:
// laying all out again would take as long as the first time, for the few that rules add.
type insertion struct {
	*Builder
	s       *Snapshot
	lanes   *laneNumbers
	gone    []uint32 // rows of the snapshot that are merged with others, or stand elsewhere among those of their lane between the same two nodes
	come    []int32  // rows of the builder that are put between, in order
	at      []uint32 // by row to come: before which row that stays it comes, those that are gone not counted
	subject []Node   // by row to come
	object  []Node
}

// insert lays out the rows that were added since the last time.
func (b *Builder) insert(s *Snapshot) {
	x := &insertion{Builder: b, s: s, lanes: b.number(s.kinds)}
	x.choose()
	before := s.laneNumbers
	x.lanes = b.number(s.kinds) // again: merging makes new classes
	s.laneNumbers = x.lanes
	x.locate()
	goneSubjects, goneObjects := pick(b.rows.subject, x.gone), pick(b.rows.object, x.gone)
	shift := x.moveRows(goneObjects)
	x.moveOut(goneSubjects, shift)
	x.renewRuns(before)
	b.handOver(s)
}

// laneOf is the lane of a row of the builder.
func (x *insertion) laneOf(row int32) uint16 {
	c := &x.rows
	return x.lanes.of(c.terms[row].class, c.subject[row], c.object[row])
}

// compareGroups orders rows by object, then lane, then subject.
func (x *insertion) compareGroups(r, q int32) int {
	c := &x.rows
	return cmp.Or(cmp.Compare(c.object[r], c.object[q]), cmp.Compare(x.laneOf(r), x.laneOf(q)), cmp.Compare(c.subject[r], c.subject[q]))
}

// choose finds which rows come and which are gone: those of a lane between the same two nodes are ordered, and merged, together.
func (x *insertion) choose() {
	added := make([]int32, 0, x.rows.len()-x.settled)
	for r := x.settled; r < x.rows.len(); r++ {
		added = append(added, int32(r))
	}
	slices.SortStableFunc(added, x.compareGroups)
	var order []int32
	for len(added) > 0 {
		first, end := x.among(added[0])
		for r := first; r < end; r++ {
			x.gone, order = append(x.gone, r), append(order, int32(r))
		}
		n := 1
		for n < len(added) && x.compareGroups(added[0], added[n]) == 0 {
			n++
		}
		order, added = append(order, added[:n]...), added[n:]
	}
	x.settleRows(order, x.lanes)
	x.come = x.mergeRows(order)
}

// among finds the rows of the snapshot that are of the lane of a row, between the same two nodes.
func (x *insertion) among(row int32) (first, end uint32) {
	object := x.rows.object[row]
	from := x.s.in[object]
	n := int(x.s.in[object+1] - from)
	first = from + uint32(sort.Search(n, func(i int) bool { return x.compareGroups(int32(from)+int32(i), row) >= 0 }))
	end = from + uint32(sort.Search(n, func(i int) bool { return x.compareGroups(int32(from)+int32(i), row) > 0 }))
	return first, end
}

// locate finds where the rows come.
func (x *insertion) locate() {
	x.at = make([]uint32, len(x.come))
	for i, r := range x.come {
		first, _ := x.among(r)
		x.at[i] = first - x.goneBefore(first)
	}
	x.subject, x.object = pick(x.rows.subject, x.come), pick(x.rows.object, x.come)
}

func (x *insertion) goneBefore(row uint32) uint32 {
	n, _ := slices.BinarySearch(x.gone, row)
	return uint32(n)
}

// moveRows moves the columns, and returns by how much the rows of each object were moved that has none of those.
func (x *insertion) moveRows(goneObjects []Node) (shift []int32) {
	c := &x.rows
	c.subject = splice(c.subject, x)
	c.object = splice(c.object, x)
	c.terms = splice(c.terms, x)
	c.share = splice(c.share, x)
	c.sources = splice(c.sources, x)
	c.detail = splice(c.detail, x)
	shift = make([]int32, len(x.s.in))
	for n, row := range x.s.in {
		shift[n] = -int32(row)
	}
	moveFirst(x.s.in, goneObjects, x.object)
	for n, row := range x.s.in {
		shift[n] += int32(row)
	}
	x.s.rows = *c
	x.s.rows.object = nil
	return shift
}

// splice takes what is gone out of a column and puts in what comes.
func splice[T any](values []T, x *insertion) []T {
	coming := pick(values, x.come)
	return putIn(takeOut(values[:x.settled], x.gone), x.at, coming)
}

// takeOut removes the values at places, which are in order.
func takeOut[T any](values []T, places []uint32) []T {
	for i, place := range places {
		next := len(values)
		if i+1 < len(places) {
			next = int(places[i+1])
		}
		copy(values[int(place)-i:], values[place+1:next])
	}
	return values[:len(values)-len(places)]
}

// putIn puts each of some values before the one that is at a place; places are in order.
func putIn[T any](values []T, places []uint32, coming []T) []T {
	end := len(values)
	values = slices.Grow(values, len(coming))[:end+len(coming)]
	for i := len(coming) - 1; i >= 0; i-- {
		place := int(places[i])
		copy(values[place+i+1:], values[place:end])
		values[place+i], end = coming[i], place
	}
	return values
}

// moveFirst moves the first row of each node, given the nodes of the rows that are gone and of those that come, which are in order.
func moveFirst(first []uint32, gone, come []Node) {
	left, put := uint32(0), uint32(0)
	for n := range first {
		for int(left) < len(gone) && int(gone[left]) < n {
			left++
		}
		for int(put) < len(come) && int(come[put]) < n {
			put++
		}
		first[n] += put - left
	}
}

// moved is the number that a row has now, if it is not gone.
func (x *insertion) moved(row uint32) (now uint32, stays bool) {
	left, gone := slices.BinarySearch(x.gone, row)
	row -= uint32(left)
	return row + uint32(sort.Search(len(x.at), func(i int) bool { return x.at[i] > row })), !gone
}

// moveOut does for the order by subject what moveRows does for that by object.
func (x *insertion) moveOut(goneSubjects []Node, shift []int32) {
	s := x.s
	changed, left := make([]bool, len(s.ids)), 0
	for _, n := range x.object {
		changed[n] = true
	}
	for k, to := range s.outTo {
		row, stays := uint32(s.outRow[k]+shift[to]), true
		if changed[to] {
			row, stays = x.moved(uint32(s.outRow[k]))
		}
		if stays {
			s.outTo[left], s.outRow[left] = to, int32(row)
			left++
		}
	}
	s.outTo, s.outRow = s.outTo[:left], s.outRow[:left]
	slices.Sort(goneSubjects)
	moveFirst(s.out, goneSubjects, nil)
	order := make([]int32, len(x.come)) // of the rows that come
	for i := range order {
		order[i] = int32(x.at[i]) + int32(i)
	}
	c := &x.rows
	slices.SortFunc(order, func(r, q int32) int {
		return cmp.Or(cmp.Compare(c.subject[r], c.subject[q]), cmp.Compare(x.laneOf(r), x.laneOf(q)), cmp.Compare(r, q))
	})
	places := make([]uint32, len(order))
	for i, r := range order {
		from := s.out[c.subject[r]]
		places[i] = from + uint32(sort.Search(int(s.out[c.subject[r]+1]-from), func(k int) bool {
			q := s.outRow[int(from)+k]
			return cmp.Or(cmp.Compare(x.laneOf(q), x.laneOf(r)), cmp.Compare(q, r)) > 0
		}))
	}
	s.outTo, s.outRow = putIn(s.outTo, places, pick(c.object, order)), putIn(s.outRow, places, order)
	x.subject = pick(c.subject, order)
	moveFirst(s.out, nil, x.subject)
}

// renewRuns finds the runs of the nodes that have rows that came, given the lanes as they were numbered.
func (x *insertion) renewRuns(before *laneNumbers) {
	renumbered := make([]uint16, len(before.lanes))
	for i, l := range before.lanes {
		at, _ := slices.BinarySearchFunc(x.lanes.lanes, l, compareLanes)
		renumbered[i] = uint16(at)
	}
	x.s.inRuns.renew(slices.Compact(x.object), renumbered, func(row uint32) uint16 { return x.laneOf(int32(row)) })
	x.s.outRuns.renew(slices.Compact(x.subject), renumbered, func(place uint32) uint16 { return x.laneOf(x.s.outRow[place]) })
}
