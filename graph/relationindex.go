package graph

import "strings"

// relationIndex finds the rows of relations, whatever their ends: joins begin with the rarest relation.
type relationIndex struct {
	s      *Snapshot
	counts []int                    // by predicate number
	found  map[string][]rowToObject // by the names of the relations
}

type rowToObject struct {
	row    int32
	object Node
}

func newRelationIndex(s *Snapshot) *relationIndex {
	x := &relationIndex{s: s, counts: make([]int, len(s.predicates)), found: map[string][]rowToObject{}}
	ofClass := make([]int, len(s.classes))
	for i := range s.rows.terms {
		ofClass[s.rows.terms[i].class]++
	}
	for class, n := range ofClass {
		x.counts[s.classes[class].predicate] += n
	}
	return x
}

// count is how many rows are of one of the relations.
func (x *relationIndex) count(relations []string) int {
	n := 0
	for _, name := range relations {
		n += x.counts[x.s.number[name]]
	}
	return n
}

// canHold reports whether each condition that takes a claim has one to take.
func (x *relationIndex) canHold(conditions []Condition) bool {
	for _, c := range conditions {
		if len(c.Relation) > 0 && c.Repeat == "" && x.count(c.Relation) == 0 {
			return false
		}
	}
	return true
}

// rows lists the rows of the relations in order, by one pass over all rows the first time.
func (x *relationIndex) rows(relations []string) []rowToObject {
	key := strings.Join(relations, " ")
	if rows, ok := x.found[key]; ok {
		return rows
	}
	wanted := make([]bool, len(x.s.predicates))
	for _, name := range relations {
		wanted[x.s.number[name]] = true
	}
	ofClass := make([]bool, len(x.s.classes))
	for i, k := range x.s.classes {
		ofClass[i] = wanted[k.predicate]
	}
	rows := make([]rowToObject, 0, x.count(relations))
	for object := range x.s.ids {
		for r := x.s.in[object]; r < x.s.in[object+1]; r++ {
			if ofClass[x.s.rows.terms[r].class] {
				rows = append(rows, rowToObject{int32(r), Node(object)})
			}
		}
	}
	x.found[key] = rows
	return rows
}
