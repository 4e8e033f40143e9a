package walk

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// needs is what a loss spreads by: what each relation means for its subject when the object is gone, and the groups of
// alternatives, built for one subject after another as they are asked for, and kept for the next question along the same course.
//
// A claim of graph.NeedAll is a group of its own. The claims of graph.NeedAny of one subject, relation, item and purpose are a
// group, each object an alternative; only such groups are built, since every other need is decided by a claim alone. Parts of one
// item are told together, the others each by itself.
type needs struct {
	s     *snapshot.Snapshot
	c     *snapshot.Course      // along all relations of the strata in which some are needs or permissions
	kind  []graph.Need          // by predicate
	gates []snapshot.Predicates // by predicate: those that fall with a permission, or nil

	*needScratch
}

// needGroup is a need of one subject: options[first:end] are its alternatives.
type needGroup struct {
	first, end int32
	held       int32             // alternatives that are gone with no more latitude than the group
	level      snapshot.Latitude // with which all are gone; 0: some are left
}

// needOption is an alternative.
type needOption struct {
	group  int32
	object snapshot.Node
	toward snapshot.Passage  // of a loss of the object to the subject; differs where claims that say so do
	gone   snapshot.Latitude // with which it is gone, or, once losses are settled, gone or weak; 0: it is there
}

// differs stands for the passages of several claims. No other needs so much.
var differs = snapshot.Passage{Needs: math.MaxUint8}

// needScratch is the memory of needs, kept between questions. What is gone of the groups is right for one question, an epoch.
type needScratch struct {
	course  *snapshot.Course // along which the groups are built
	built   []groupsBuilt    // by node
	option  []int32          // by relation claim of a node that is built that makes an option: that one
	epoch   uint32
	state   []condition // by node; of those not touched, whether they act
	reason  []int32     // by node: the visit that says why it was touched; right if it was, once all is settled
	groups  []needGroup
	options []needOption
	visits  []visit
	lost    []int32 // visits of what is lost, in order of distance
	weak    []int32
	spreading

	needed  []snapshot.Stretch // of the subject being built
	sorted  []keyedClaim
	keys    []needKey
	numbers map[needKey]int32 // of the keys, if they are many
}

// groupsBuilt are the groups of a node, if they are built: groups[first:end].
type groupsBuilt struct {
	is         bool
	epoch      uint32 // in which it is known what of them is gone
	first, end int32
}

type needKey struct {
	predicate    snapshot.Predicate
	object, item snapshot.Node // object is None where objects are alternatives
	purpose      string
}

type keyedClaim struct {
	group     int32
	claim     snapshot.Ref
	object    snapshot.Node
	predicate snapshot.Predicate
	toward    snapshot.Passage // of a loss of the object to the subject
}

type needPoolKey struct{}

func needPool(s *snapshot.Snapshot) *sync.Pool {
	return snapshot.Memo(s, needPoolKey{}, func() *sync.Pool {
		return &sync.Pool{New: func() any {
			return &needScratch{built: make([]groupsBuilt, s.Nodes()), option: make([]int32, s.Rows()), state: standing(s), reason: make([]int32, s.Nodes()),
				numbers: map[needKey]int32{}}
		}}
	})
}

// standing are the conditions of all nodes while none is touched.
func standing(s *snapshot.Snapshot) []condition {
	var kinds []string
	for _, k := range s.Ontology().Kinds {
		if k.Actor {
			kinds = append(kinds, k.Name)
		}
	}
	state := make([]condition, s.Nodes())
	if len(kinds) == 0 { // a filter of no kinds lists all
		return state
	}
	actors := s.Lister(graph.Filter{Kinds: kinds})
	for n := range state {
		if actors.Lists(snapshot.Node(n)) {
			state[n] = actsBit
		}
	}
	return state
}

// newNeeds borrows scratch memory; Close returns it. What is somewhere goes with the place unless the filter names what to walk.
// The error wraps graph.ErrUnknownTerm.
func newNeeds(s *snapshot.Snapshot, f graph.Filter) (*needs, error) {
	everything := len(f.Channels) == 0 && len(f.Relations) == 0
	strata := strataOfNeeds(s.Ontology())
	c, err := s.CourseOf(f, func(r *graph.Relation) bool {
		return f.Walks(r) && strata[r.Stratum] || r.Need == graph.NeedWith && everything
	})
	if err != nil {
		return nil, err
	}
	n := &needs{s: s, c: c, kind: make([]graph.Need, s.PredicateCount()), gates: make([]snapshot.Predicates, s.PredicateCount())}
	for _, r := range s.Ontology().Relations {
		if number, ok := s.PredicateNumber(r.Name); ok {
			n.kind[number] = r.Need
			if len(r.Gates) > 0 {
				n.gates[number] = s.Predicates(r.Gates...)
			}
		}
	}
	n.borrow()
	return n, nil
}

// strataOfNeeds are the strata in which claims are needs or permissions. A walk along all claims of a stratum need not look what each is.
func strataOfNeeds(o *graph.Ontology) map[string]bool {
	strata := map[string]bool{}
	for _, r := range o.Relations {
		if r.Need != graph.NeedNone || len(r.Gates) > 0 {
			strata[r.Stratum] = true
			for _, w := range r.Strata {
				strata[w.Stratum] = true
			}
		}
	}
	return strata
}

func (n *needs) borrow() {
	n.needScratch = needPool(n.s).Get().(*needScratch)
	if n.course != n.c || n.epoch == math.MaxUint32 {
		clear(n.built)
		n.course, n.epoch, n.groups, n.options = n.c, 0, n.groups[:0], n.options[:0]
	}
	n.epoch++
	n.visits, n.lost, n.weak = n.visits[:0], n.lost[:0], n.weak[:0]
}

// Close gives the memory back, in which nothing is visited.
func (n *needs) Close() {
	if len(n.visits) > len(n.state)/16 {
		for i := range n.state {
			n.state[i] &= actsBit
		}
	} else {
		for i := range n.visits {
			n.state[n.visits[i].node] &= actsBit
		}
	}
	needPool(n.s).Put(n.needScratch)
}

// acts reports whether an entity acts on its own, so that a loss impairs it and never loses it.
func (n *needs) acts(x snapshot.Node) bool { return n.state[x].acts() }

// carries reports whether effects go on by claims of a predicate: losses, or what is weak.
func (n *needs) carries(p snapshot.Predicate, weak bool) bool {
	need := n.kind[p]
	if weak {
		return need == graph.NeedAll || need == graph.NeedAny
	}
	return need != graph.NeedNone || n.gates[p] != nil
}

// takesMore reports whether claims of a predicate may take more than what they are about from their subject: places and permissions do.
func (n *needs) takesMore(p snapshot.Predicate) bool {
	return n.kind[p] == graph.NeedWith || n.gates[p] != nil
}

// permits reports whether a claim is a permission: others fall with it.
func (n *needs) permits(claim snapshot.Ref) bool { return n.gates[n.s.Predicate(claim)] != nil }

// needOf says what the loss of a claim's object does to its subject, if anything.
func (n *needs) needOf(claim snapshot.Ref, subject, object snapshot.Node) graph.Need {
	if subject == object {
		return graph.NeedNone
	}
	return n.kind[n.s.Predicate(claim)]
}

// toward is what a loss of an object meets on its way to the subject of a claim.
func (n *needs) toward(claim snapshot.Ref, object snapshot.Node) snapshot.Passage {
	return n.s.Between(n.c, graph.Dependents, claim, object)
}

// keyOf tells the claims of a subject apart that are of one group.
func (n *needs) keyOf(p snapshot.Predicate, claim snapshot.Ref, need graph.Need, object snapshot.Node) needKey {
	key := needKey{predicate: p, object: snapshot.None, item: n.s.Item(claim), purpose: n.s.Purpose(claim)}
	if need == graph.NeedAll || need == graph.NeedPart && key.item == snapshot.None {
		key.object = object
	}
	return key
}

// permitted yields the claims that fall with a permission, each with its object: those by which its holder has the permitted
// item (any, if the permission names none) under the predicates that it gates.
func (n *needs) permitted(permission snapshot.Ref, holder snapshot.Node, yield func(snapshot.Step)) {
	gated, item := n.gates[n.s.Predicate(permission)], n.s.Item(permission)
	for step := range n.s.Steps(n.c, graph.Dependencies, holder) {
		if (item == snapshot.None || step.To == item) && n.s.Is(step.Ref, gated) {
			yield(step)
		}
	}
}

// fewKeys is how many keys are found faster in a list than in a map: nearly all subjects have no more.
const fewKeys = 32

// number returns the number of a key's group among those of the subject being built.
func (n *needs) number(key needKey) int32 {
	at, ok := int32(len(n.keys)-1), false
	if at >= 0 && n.keys[at] == key {
		return at
	}
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

// sort lists the claims of a subject of needs that wants accepts, never of none, as they stand in groups: a group after the other, in
// each in order of object.
func (n *needs) sort(subject snapshot.Node, wants func(graph.Need) bool) []keyedClaim {
	n.sorted, n.keys = n.sorted[:0], n.keys[:0]
	inOrder, last := true, keyedClaim{}
	n.needed = n.s.Stretches(n.needed[:0], n.c, graph.Dependencies, n.c.All(subject))
	for i := range n.needed {
		x := &n.needed[i]
		need := n.kind[x.Predicate]
		if !wants(need) {
			continue
		}
		for j, object := range x.Ends {
			claim := x.Claim(j)
			if object == subject || !n.c.Admits(claim) {
				continue
			}
			k := keyedClaim{n.number(n.keyOf(x.Predicate, claim, need, object)), claim, object, x.Predicate, x.Back}
			inOrder = inOrder && compareKeyed(last, k) <= 0
			n.sorted, last = append(n.sorted, k), k
		}
	}
	if !inOrder {
		slices.SortStableFunc(n.sorted, compareKeyed)
	}
	return n.sorted
}

func compareKeyed(x, y keyedClaim) int {
	return cmp.Or(cmp.Compare(x.group, y.group), cmp.Compare(x.object, y.object))
}

func isAny(need graph.Need) bool { return need == graph.NeedAny }

// build makes the groups of a subject with alternatives.
func (n *needs) build(subject snapshot.Node) {
	last, first := int32(-1), int32(len(n.groups))
	for _, k := range n.sort(subject, isAny) {
		if k.group != last {
			last = k.group
			at := int32(len(n.options))
			n.groups = added(n.groups, needGroup{first: at, end: at})
		}
		id := int32(len(n.groups) - 1)
		g := &n.groups[id]
		if g.end == g.first || n.options[g.end-1].object != k.object {
			n.options = added(n.options, needOption{group: id, object: k.object, toward: k.toward})
			g.end++
		} else if o := &n.options[g.end-1]; o.toward != k.toward {
			o.toward = differs
		}
		n.option[k.claim] = g.end - 1
	}
	n.built[subject] = groupsBuilt{is: true, first: first, end: int32(len(n.groups))}
}

// added appends to a list that may come to be as long as the graph is large: it doubles each time that it grows.
func added[T any](list []T, x T) []T {
	if len(list) == cap(list) {
		list = slices.Grow(list, max(every, len(list)))
	}
	return append(list, x)
}

// weigh finds the latitude with which all alternatives of a group are gone, and how many hold it there.
func (n *needs) weigh(g *needGroup) {
	options := n.options[g.first:g.end]
	g.level, g.held = options[0].gone, 0
	for i := range options {
		g.level = min(g.level, options[i].gone)
	}
	for i := range options {
		if options[i].gone == g.level {
			g.held++
		}
	}
}

// raise takes an alternative away with a latitude and returns the one with which all of its group are gone. All that it does
// for a group takes time linear in its alternatives, for each latitude.
func (n *needs) raise(option int32, l snapshot.Latitude) snapshot.Latitude {
	o := &n.options[option]
	g := &n.groups[o.group]
	if l > o.gone {
		was := o.gone
		o.gone = l
		if was == g.level {
			if g.held--; g.held == 0 {
				n.weigh(g)
			}
		}
	}
	return g.level
}
