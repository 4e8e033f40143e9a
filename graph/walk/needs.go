package walk

import (
	"slices"
	"sync"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// needs are the need groups of a snapshot under a mask, built for one subject after another as they are asked for. Objects of
// one subject, relation, item and purpose are the alternatives of a group; under graph.NeedAll each object is a group of its own.
//
// Each row of a subject is looked at once when its groups are built. What a question counts down is kept beside the groups.
type needs struct {
	s     *snapshot.Snapshot
	m     *snapshot.Mask
	kind  []graph.Need          // by predicate
	gates []snapshot.Predicates // by predicate: those that fall with a permission, or nil

	*needScratch
}

// needGroup is a need of one subject: options[first:end] are its alternatives.
type needGroup struct {
	subject    snapshot.Node
	first, end int32
	left, weak int32 // alternatives neither lost nor cut; of those, degraded ones
}

// needOption is an alternative with its best supported claim.
type needOption struct {
	group      int32
	claim      snapshot.Ref
	object     snapshot.Node
	claims     int32 // that make it one and are not cut
	gone, weak bool
}

// needScratch is the memory of needs, kept between questions; what belongs to an earlier epoch is forgotten.
type needScratch struct {
	epoch   uint32
	built   []uint32 // by node: the epoch in which its groups were built
	option  []int32  // by relation claim of a node that is built: its option, or -1
	state   []nodeState
	groups  []needGroup
	options []needOption
	sorted  []keyedClaim // of the subject being built
	keys    []needKey
	numbers map[needKey]int32 // of the keys, if they are many
}

// nodeState is where a node stands in a removal's lists of losses and degradations, counted from 1.
type nodeState struct {
	epoch          uint32
	lost, degraded int32
}

type needKey struct {
	predicate    snapshot.Predicate
	object, item snapshot.Node // object is None under graph.NeedAny
	purpose      string
}

type keyedClaim struct {
	group  int32
	claim  snapshot.Ref
	object snapshot.Node
}

type needPoolKey struct{}

func needPool(s *snapshot.Snapshot) *sync.Pool {
	return snapshot.Memo(s, needPoolKey{}, func() *sync.Pool {
		return &sync.Pool{New: func() any {
			return &needScratch{built: make([]uint32, s.Nodes()), option: make([]int32, s.Rows()), state: make([]nodeState, s.Nodes()),
				numbers: map[needKey]int32{}}
		}}
	})
}

// newNeeds borrows scratch memory; Close returns it.
func newNeeds(s *snapshot.Snapshot, m *snapshot.Mask) *needs {
	n := &needs{s: s, m: m, kind: make([]graph.Need, s.PredicateCount()), gates: make([]snapshot.Predicates, s.PredicateCount()),
		needScratch: needPool(s).Get().(*needScratch)}
	if n.epoch++; n.epoch == 0 {
		clear(n.built)
		clear(n.state)
		n.epoch = 1
	}
	n.groups, n.options = n.groups[:0], n.options[:0]
	for _, r := range s.Ontology().Relations {
		if number, ok := s.PredicateNumber(r.Name); ok {
			n.kind[number] = r.Need
			if len(r.Gates) > 0 {
				n.gates[number] = s.Predicates(r.Gates...)
			}
		}
	}
	return n
}

// Close gives the memory back.
func (n *needs) Close() { needPool(n.s).Put(n.needScratch) }

// permits reports whether a claim is a permission: others fall with it.
func (n *needs) permits(claim snapshot.Ref) bool { return n.gates[n.s.Predicate(claim)] != nil }

// optionOf returns the option that a claim of a subject makes, building its groups if need be, or nil if it is no need.
func (n *needs) optionOf(claim snapshot.Ref, subject snapshot.Node) *needOption {
	if n.kind[n.s.Predicate(claim)] == graph.NeedNone {
		return nil
	}
	n.build(subject)
	if i := n.option[claim]; i >= 0 {
		return &n.options[i]
	}
	return nil
}

func (n *needs) groupOf(o *needOption) *needGroup { return &n.groups[o.group] }

func (n *needs) alternatives(g *needGroup) []needOption { return n.options[g.first:g.end] }

// build makes the groups of a subject.
func (n *needs) build(subject snapshot.Node) {
	if n.built[subject] == n.epoch {
		return
	}
	n.built[subject] = n.epoch
	n.sorted, n.keys = n.sorted[:0], n.keys[:0]
	for claim, object := range n.s.Out(subject) {
		n.option[claim] = -1
		predicate := n.s.Predicate(claim)
		need := n.kind[predicate]
		if need == graph.NeedNone || object == subject || !n.m.Admits(claim) {
			continue
		}
		key := needKey{predicate: predicate, object: snapshot.None, item: n.s.Item(claim), purpose: n.s.Purpose(claim)}
		if need == graph.NeedAll {
			key.object = object
		}
		n.sorted = append(n.sorted, keyedClaim{n.number(key), claim, object})
	}
	slices.SortStableFunc(n.sorted, func(x, y keyedClaim) int { return int(x.group - y.group) })
	n.lay(subject)
}

// fewKeys is how many keys are found faster in a list than in a map: nearly all subjects have no more.
const fewKeys = 32

// number returns the number of a key's group among those of the subject being built.
func (n *needs) number(key needKey) int32 {
	at, ok := int32(0), false
	if len(n.keys) <= fewKeys {
		at = int32(slices.Index(n.keys, key))
		ok = at >= 0
	} else {
		at, ok = n.numbers[key]
	}
	if ok {
		return at
	}
	at = int32(len(n.keys))
	if n.keys = append(n.keys, key); len(n.keys) == fewKeys+1 {
		clear(n.numbers)
		for i, k := range n.keys {
			n.numbers[k] = int32(i)
		}
	} else if len(n.keys) > fewKeys {
		n.numbers[key] = at
	}
	return at
}

// lay places the sorted claims of a subject: a group after the other, in each the options in order of object.
func (n *needs) lay(subject snapshot.Node) {
	last := int32(-1)
	for _, k := range n.sorted {
		if k.group != last {
			last = k.group
			at := int32(len(n.options))
			n.groups = append(n.groups, needGroup{subject: subject, first: at, end: at})
		}
		id := int32(len(n.groups) - 1)
		g := &n.groups[id]
		if g.end > g.first && n.options[g.end-1].object == k.object {
			o := &n.options[g.end-1]
			o.claims++
			if n.s.CompareSupport(k.claim, o.claim, k.object) < 0 {
				o.claim = k.claim
			}
		} else {
			n.options = append(n.options, needOption{group: id, claim: k.claim, object: k.object, claims: 1})
			g.end++
			g.left++
		}
		n.option[k.claim] = g.end - 1
	}
}

// permitted yields the claims that fall with a permission: those by which its holder has the permitted item (any, if the
// permission names none) under the predicates that it gates.
func (n *needs) permitted(permission snapshot.Ref, yield func(claim snapshot.Ref)) {
	gated, item := n.gates[n.s.Predicate(permission)], n.s.Item(permission)
	for claim, object := range n.s.Out(n.s.Subject(permission)) {
		if (item == snapshot.None || object == item) && n.s.Is(claim, gated) && n.m.Admits(claim) {
			yield(claim)
		}
	}
}
