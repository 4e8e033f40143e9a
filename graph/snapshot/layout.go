package snapshot

import (
	"cmp"
	"slices"

	"chokepoint/graph"
)

// lane is what rows have in common that a walk decides on before it looks at any of them. The rows of a node stand together by
// lane, in order of stratum, so that a walk passes those that it may not follow without a look.
type lane struct {
	stratum   int // place among the strata of the ontology; the number of strata for rows of none
	predicate Predicate
	own       bool // such rows count for their subject alone
}

func compareLanes(x, y lane) int {
	return cmp.Or(cmp.Compare(x.stratum, y.stratum), cmp.Compare(x.predicate, y.predicate), compareBool(x.own, y.own))
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
	if int(k.predicate) >= len(o.Relations) {
		return []lane{l}
	}
	r := &o.Relations[k.predicate]
	l.own = r.Own || b.roles[k.role].own
	if r.Channel == "" || len(r.Strata) == 0 {
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
	if at := b.ontology.StratumOf(r, from, to); at >= 0 && r.Channel != "" {
		l.stratum = at
	}
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

// runs tells where the rows of a node change lanes: a run is the rows of one lane.
type runs struct {
	of   []uint32 // by node: its first run; one more at the end
	end  []uint32 // by run: the end of its rows
	lane []uint16 // by run
}

// runsOf finds the runs of rows that stand in order: first is by node, laneAt by place.
func runsOf(first []uint32, laneAt func(place uint32) uint16) runs {
	r := runs{of: make([]uint32, len(first))}
	for n := range len(first) - 1 {
		r.of[n] = uint32(len(r.end))
		for at := first[n]; at < first[n+1]; at++ {
			l := laneAt(at)
			if at == first[n] || l != r.lane[len(r.lane)-1] {
				r.lane, r.end = append(r.lane, l), append(r.end, at)
			}
			r.end[len(r.end)-1] = at + 1
		}
	}
	r.of[len(first)-1] = uint32(len(r.end))
	r.end, r.lane = slices.Clip(r.end), slices.Clip(r.lane)
	return r
}

func (r *runs) size() int { return 4*len(r.of) + 4*len(r.end) + 2*len(r.lane) }
