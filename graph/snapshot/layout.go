package snapshot

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"chokepoint/graph"
)

// lane is what rows have in common that a walk decides on before it looks at any of them. The rows of a node stand together by
// lane, in order of stratum, so that a walk passes those that it may not follow without a look.
type lane struct {
	band      int // see bandOf
	stratum   int // place among the strata of the ontology; the number of strata for rows of none
	predicate Predicate
	own       bool // such rows count for their subject alone
}

func compareLanes(x, y lane) int {
	return cmp.Or(cmp.Compare(x.band, y.band), cmp.Compare(x.stratum, y.stratum), cmp.Compare(x.predicate, y.predicate), CompareBool(x.own, y.own))
}

// laneNumbers numbers the lanes of the builder's rows in order.
type laneNumbers struct {
	lanes   []lane
	ofClass [][]uint16 // by class: the number of its lane, or of those between each two kinds of ends
	kinds   int
	kind    []uint8 // by node
}

// number finds the lanes. Kinds of ends matter only to relations that have other strata by them.
func (b *Builder) number(kind []uint8) *laneNumbers {
	x := &laneNumbers{kind: kind, kinds: len(b.ontology.Kinds)}
	classes := make([][]lane, len(b.classes.values))
	for i, k := range b.classes.values {
		classes[i] = b.lanesOf(k)
		x.lanes = append(x.lanes, classes[i]...)
	}
	slices.SortFunc(x.lanes, compareLanes)
	x.lanes = slices.Compact(x.lanes)
	x.ofClass = make([][]uint16, len(classes))
	for i, lanes := range classes {
		x.ofClass[i] = make([]uint16, len(lanes))
		for j, l := range lanes {
			at, _ := slices.BinarySearchFunc(x.lanes, l, compareLanes)
			x.ofClass[i][j] = uint16(at)
		}
	}
	return x
}

// lanesOf lists the lanes of the rows of a class: one, or one for each two kinds of ends.
func (b *Builder) lanesOf(k class) []lane {
	o := b.ontology
	l := lane{stratum: len(o.Strata), predicate: k.predicate}
	l.band = l.bandOf(len(o.Strata))
	if int(k.predicate) >= len(o.Relations) { // of an attribute
		return []lane{l}
	}
	r := &o.Relations[k.predicate]
	l.own = r.Own || b.roles[k.role].own
	if at := b.roles[k.role].stratum; at >= 0 {
		l.stratum = at
		l.band = l.bandOf(len(o.Strata))
		return []lane{l}
	}
	if len(r.Strata) == 0 || len(o.Kinds) == 0 {
		return []lane{b.inStratum(l, r, "", "")}
	}
	var lanes []lane
	for _, from := range o.Kinds {
		for _, to := range o.Kinds {
			lanes = append(lanes, b.inStratum(l, r, from.Name, to.Name))
		}
	}
	return lanes
}

func (b *Builder) inStratum(l lane, r *graph.Relation, from, to string) lane {
	if at := b.ontology.StratumOf(r, from, to); at >= 0 {
		l.stratum = at
	}
	l.band = l.bandOf(len(b.ontology.Strata))
	return l
}

// of returns the number of the lane of a row.
func (x *laneNumbers) of(class uint32, subject, object Node) uint16 {
	lanes := x.ofClass[class]
	if len(lanes) == 1 {
		return lanes[0]
	}
	return lanes[int(x.kind[subject])*x.kinds+int(x.kind[object])]
}

// Stratum returns the place of a row's stratum among those of the ontology, or -1, and whether it counts for its subject alone.
func (s *Snapshot) Stratum(ref Ref) (stratum int, own bool) {
	l := s.laneNumbers.lanes[s.laneOfRow(uint32(ref))]
	if l.stratum == len(s.ontology.Strata) {
		return -1, l.own
	}
	return l.stratum, l.own
}

// bandOf returns the band of a lane: rows of each stratum are a band, then those that count for their subject alone, then those of
// no stratum. What most walks take stands together.
func (l lane) bandOf(strata int) int {
	switch {
	case l.stratum == strata:
		return strata + 1
	case l.own:
		return strata
	}
	return l.stratum
}

// laneOfRow returns the number of the lane of a row; if it is by the kinds of its ends, in time logarithmic in the nodes.
func (s *Snapshot) laneOfRow(row uint32) uint16 {
	lanes := s.laneNumbers.ofClass[s.rows.terms[row].class]
	if len(lanes) == 1 {
		return lanes[0]
	}
	return s.laneNumbers.of(s.rows.terms[row].class, s.rows.subject[row], s.Object(Ref(row)))
}

// runs tell of which lanes the rows of each node are, in their order, so that a walk comes to those that it may follow without a look
// at any row.
type runs struct {
	first []uint32 // by node: its first row, or place; one more at the end
	begin []uint32 // by node: its first run; one more at the end
	of    []run
}

// run is some rows of a lane, one after the other. More than fit in its number are several runs.
type run struct{ lane, rows uint16 }

// runsOf finds the runs of rows that stand in order: first is by node, laneAt by place.
func runsOf(first []uint32, laneAt func(place uint32) uint16) runs {
	nodes, count := len(first)-1, 0
	for n := range nodes {
		eachRun(first, n, laneAt, func(run) { count++ })
	}
	x := runs{first: first, begin: make([]uint32, nodes+1), of: make([]run, 0, count)}
	for n := range nodes {
		eachRun(first, n, laneAt, func(r run) { x.of = append(x.of, r) })
		x.begin[n+1] = uint32(len(x.of))
	}
	return x
}

// eachRun yields the runs of a node.
func eachRun(first []uint32, n int, laneAt func(place uint32) uint16, yield func(run)) {
	for row := first[n]; row < first[n+1]; {
		r := run{lane: laneAt(row)}
		for row < first[n+1] && r.rows < math.MaxUint16 && laneAt(row) == r.lane {
			r.rows++
			row++
		}
		yield(r)
	}
}

// renew finds the runs of the nodes that were changed, which are in order. Lanes have other numbers: renumbered is by the number before.
func (x *runs) renew(changed []Node, renumbered []uint16, laneAt func(place uint32) uint16) {
	before := *x
	x.of, x.begin = make([]run, 0, len(before.of)+2*len(changed)), make([]uint32, len(before.begin))
	for n := range len(before.begin) - 1 {
		if len(changed) > 0 && changed[0] == Node(n) {
			changed = changed[1:]
			eachRun(x.first, n, laneAt, func(r run) { x.of = append(x.of, r) })
		} else {
			for _, r := range before.at(Node(n)) {
				x.of = append(x.of, run{renumbered[r.lane], r.rows})
			}
		}
		x.begin[n+1] = uint32(len(x.of))
	}
}

// at are the runs of a node.
func (x *runs) at(n Node) []run { return x.of[x.begin[n]:x.begin[n+1]] }

// by yields where the runs of a node of some predicates begin and end.
func (x *runs) by(lanes *laneNumbers, n Node, set Predicates) iter.Seq2[uint32, uint32] {
	return func(yield func(first, end uint32) bool) {
		end := x.first[n]
		for _, r := range x.at(n) {
			first := end
			end += uint32(r.rows)
			if set[lanes.lanes[r.lane].predicate] && !yield(first, end) {
				return
			}
		}
	}
}

// size is the bytes that the runs take besides the first rows.
func (x *runs) size() int { return 4*len(x.begin) + 4*len(x.of) }
