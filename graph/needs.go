package graph

import "slices"

// needs are the need groups of a snapshot under a mask, built for one subject after another as they are asked for. Objects of
// one subject, relation, item and purpose are the alternatives of a group; under NeedAll each object is a group of its own.
//
// Each row of a subject is looked at once when its groups are built. What a question counts down is kept beside the groups.
type needs struct {
	s     *Snapshot
	m     *mask
	kind  []Need     // by predicate number
	gates [][]uint16 // by predicate number: the predicates that fall with a permission

	*needScratch
}

// needGroup is a need of one subject: options[first:end] are its alternatives.
type needGroup struct {
	subject    Node
	first, end int32
	left, weak int32 // alternatives neither lost nor cut; of those, degraded ones
}

// needOption is an alternative with its best supported row.
type needOption struct {
	group, row int32
	object     Node
	rows       int32 // that make it one and are not cut
	gone, weak bool
}

// needScratch is the memory of needs, kept between questions; what belongs to an earlier epoch is forgotten.
type needScratch struct {
	epoch    uint32
	built    []uint32 // by node: the epoch in which its groups were built
	optionOf []int32  // by row of a node that is built: its option, or -1
	state    []nodeState
	groups   []needGroup
	options  []needOption
	sorted   []keyedRow // of the subject being built
	keys     []needKey
}

// nodeState is where a node stands in a removal's lists of losses and degradations, counted from 1.
type nodeState struct {
	epoch          uint32
	lost, degraded int32
}

type needKey struct {
	predicate    uint16
	object, item Node // object is None under NeedAny
	purpose      string
}

type keyedRow struct {
	group, row int32
	object     Node
}

// newNeeds borrows scratch memory; giveBack returns it.
func (s *Snapshot) newNeeds(m *mask) *needs {
	n := &needs{s: s, m: m, kind: make([]Need, len(s.predicates)), gates: make([][]uint16, len(s.predicates)),
		needScratch: s.needScratch.Get().(*needScratch)}
	if n.epoch++; n.epoch == 0 {
		clear(n.built)
		clear(n.state)
		n.epoch = 1
	}
	n.groups, n.options = n.groups[:0], n.options[:0]
	for _, rel := range s.ontology.Relations {
		number := s.number[rel.Name]
		n.kind[number] = rel.Need
		for _, gated := range rel.Gates {
			n.gates[number] = append(n.gates[number], s.number[gated])
		}
	}
	return n
}

func newNeedScratch(nodes, rows int) *needScratch {
	return &needScratch{built: make([]uint32, nodes), optionOf: make([]int32, rows), state: make([]nodeState, nodes)}
}

func (n *needs) giveBack() { n.s.needScratch.Put(n.needScratch) }

func (n *needs) predicateOf(row int32) uint16 {
	return n.s.classes[n.s.rows.terms[row].class].predicate
}

// optionOfRow returns the option that a row makes, building its subject's groups if need be, or nil if the row is no need.
func (n *needs) optionOfRow(row int32) *needOption {
	if n.kind[n.predicateOf(row)] == NeedNone {
		return nil
	}
	n.build(n.s.rows.subject[row])
	if i := n.optionOf[row]; i >= 0 {
		return &n.options[i]
	}
	return nil
}

func (n *needs) groupOf(o *needOption) *needGroup { return &n.groups[o.group] }

func (n *needs) alternatives(g *needGroup) []needOption { return n.options[g.first:g.end] }

// build makes the groups of a subject.
func (n *needs) build(subject Node) {
	if n.built[subject] == n.epoch {
		return
	}
	n.built[subject] = n.epoch
	n.sorted, n.keys = n.sorted[:0], n.keys[:0]
	s := n.s
	for k := s.out[subject]; k < s.out[subject+1]; k++ {
		row, object := s.outRow[k], s.outTo[k]
		n.optionOf[row] = -1
		need := n.kind[n.predicateOf(row)]
		if need == NeedNone || object == subject || !n.m.admits(&s.rows, row) {
			continue
		}
		key := needKey{predicate: n.predicateOf(row), object: None, item: None}
		if d := s.rows.detail[row]; d >= 0 {
			key.item, key.purpose = s.details[d].item, s.details[d].purpose
		}
		if need == NeedAll {
			key.object = object
		}
		group := slices.Index(n.keys, key)
		if group < 0 {
			group = len(n.keys)
			n.keys = append(n.keys, key)
		}
		n.sorted = append(n.sorted, keyedRow{int32(group), row, object})
	}
	slices.SortStableFunc(n.sorted, func(x, y keyedRow) int { return int(x.group - y.group) })
	n.lay(subject)
}

// lay places the sorted rows of a subject: a group after the other, in each the options in order of object.
func (n *needs) lay(subject Node) {
	last := int32(-1)
	for _, r := range n.sorted {
		if r.group != last {
			last = r.group
			at := int32(len(n.options))
			n.groups = append(n.groups, needGroup{subject: subject, first: at, end: at})
		}
		id := int32(len(n.groups) - 1)
		g := &n.groups[id]
		if g.end > g.first && n.options[g.end-1].object == r.object {
			o := &n.options[g.end-1]
			o.rows++
			if n.s.betterRow(r.row, o.row, r.object) {
				o.row = r.row
			}
		} else {
			n.options = append(n.options, needOption{group: id, row: r.row, object: r.object, rows: 1})
			g.end++
			g.left++
		}
		n.optionOf[r.row] = g.end - 1
	}
}

// eachPermitted yields the rows that fall with a permission: those by which its holder has the permitted item (any, if the
// permission names none) under the predicates that it gates.
func (n *needs) eachPermitted(permission int32, yield func(row int32)) {
	s := n.s
	gated := n.gates[n.predicateOf(permission)]
	holder, item := s.rows.subject[permission], s.detailOf(s.rows.detail[permission]).item
	for k := s.out[holder]; k < s.out[holder+1]; k++ {
		row := s.outRow[k]
		if (item == None || s.outTo[k] == item) && slices.Contains(gated, n.predicateOf(row)) && n.m.admits(&s.rows, row) {
			yield(row)
		}
	}
}
