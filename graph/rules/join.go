package rules

import (
	"math"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// derivation draws what follows from the claims that were known at one time.
type derivation struct {
	s        *snapshot.Snapshot
	l        *limits.Limits
	index    *relationIndex
	known    *snapshot.Mask
	bindings *Bindings
	chains   map[chainKey]*chain
	chained  int                // proofs in chains
	proved   func(bound, proof) // what is done with a proof of all conditions
	said     bool               // only what is said counts, not what rules conclude
	reach    []affiliation      // see affiliations
	reached  bool               // whether it has been worked out
}

func newDerivation(l *limits.Limits, index *relationIndex, known *snapshot.Mask) *derivation {
	return &derivation{s: index.s, l: l, index: index, known: known, bindings: NewBindings(index.s, known), chains: map[chainKey]*chain{}}
}

// prove satisfies conditions in every possible way, apart from what is being proved.
func (d *derivation) prove(conditions []*condition, b bound, proved func(bound, proof)) error {
	before := d.proved
	d.proved = proved
	defer func() { d.proved = before }()
	return d.join(conditions, b, proof{valid: graph.Always, confidence: graph.Official})
}

// join satisfies the remaining conditions in every possible way.
func (d *derivation) join(rest []*condition, b bound, p proof) error {
	if err := d.l.Work(); err != nil {
		return err
	}
	if len(rest) == 0 {
		d.proved(b, p)
		return nil
	}
	i := next(rest, b)
	c := rest[i]
	rest = slices.Delete(slices.Clone(rest), i, i+1)
	switch {
	case len(c.any) > 0:
		for _, branch := range c.any {
			if err := d.join(slices.Concat(branch, rest), b, p); err != nil {
				return err
			}
		}
		return nil
	case c.not != nil:
		return d.joinNot(c, rest, b, p)
	case c.binding != absent:
		return d.joinBinding(c, rest, b, p)
	case c.threshold != absent:
		return d.joinThreshold(c, rest, b, p)
	case c.relations == nil:
		return d.joinSubject(c, rest, b, p)
	case c.repeat == "":
		return d.joinOnce(c, rest, b, p)
	default:
		return d.joinChain(c, rest, b, p)
	}
}

// next chooses the condition that can be satisfied in the fewest ways. Those that must not hold come last, when all variables
// that they share with others are bound.
func next(rest []*condition, b bound) int {
	best, fewest := 0, math.Inf(1)
	for i, c := range rest {
		if c.not != nil {
			continue
		}
		if ways := c.ways(b); ways < fewest || rest[best].not != nil {
			best, fewest = i, ways
		}
	}
	return best
}

// ways is in about how many ways a condition can be satisfied. A choice, and what would have to be tried for all entities, is
// left until nothing else is.
func (c *condition) ways(b bound) float64 {
	subject, object := b.of(c.subject) != snapshot.None, b.of(c.object) != snapshot.None
	const chain = 2 // times as much as a step
	switch {
	case len(c.any) > 0:
		return math.MaxFloat64
	case c.binding != absent:
		if b.of(c.binding) == snapshot.None {
			return math.Inf(1)
		}
		return 0
	case c.threshold != absent:
		return fewReached
	case c.relations == nil && subject:
		return 0
	case c.relations == nil:
		return math.Inf(1)
	case c.repeat == "" && subject && object:
		return 0
	case c.repeat == "" && subject:
		return c.objects
	case c.repeat == "" && object:
		return c.subjects
	case c.repeat == "":
		return float64(c.claims)
	case subject && object:
		return chain
	case subject:
		return chain * c.objects
	case object && c.repeat == graph.RepeatAny:
		return chain * c.subjects
	}
	return math.Inf(1)
}

// fewReached is about how many parties thresholds reach.
const fewReached = 1 << 10

// joinWith goes on with two variables bound.
func (d *derivation) joinWith(rest []*condition, b bound, p proof, v variable, n snapshot.Node, w variable, m snapshot.Node) error {
	undo, ok := b.bind(v, n)
	if !ok {
		return nil
	}
	defer undo()
	undoOther, ok := b.bind(w, m)
	if !ok {
		return nil
	}
	defer undoOther()
	return d.join(rest, b, p)
}

// joinOnce takes each claim of a condition's relations that agrees with the variables already bound.
func (d *derivation) joinOnce(c *condition, rest []*condition, b bound, p proof) error {
	subject, object := b.of(c.subject), b.of(c.object)
	take := func(st step, subject, object snapshot.Node) error {
		q, ok := p.with(d.s, c, st.ref, st.valid)
		if !ok {
			return nil
		}
		if c.item != absent {
			item := d.s.Item(st.ref)
			if item == snapshot.None {
				return nil
			}
			undo, ok := b.bind(c.item, item)
			if !ok {
				return nil
			}
			defer undo()
		}
		return d.joinWith(rest, b, q, c.subject, subject, c.object, object)
	}
	switch {
	case subject != snapshot.None:
		for _, st := range d.steps(c, subject, false) {
			if err := take(st, subject, st.to); err != nil {
				return err
			}
		}
	case object != snapshot.None:
		for _, st := range d.steps(c, object, true) {
			if err := take(st, st.to, object); err != nil {
				return err
			}
		}
	default:
		return d.joinAll(c, take)
	}
	return nil
}

// joinAll takes every claim of a condition's relations.
func (d *derivation) joinAll(c *condition, take func(st step, subject, object snapshot.Node) error) error {
	all := d.index.claims(c)
	for len(all) > 0 {
		object, end := all[0].object, 1
		for end < len(all) && all[end].object == object {
			end++
		}
		ofObject := func(yield func(snapshot.Ref, snapshot.Node) bool) {
			for _, x := range all[:end] {
				if !yield(x.ref, d.s.Subject(x.ref)) {
					return
				}
			}
		}
		for _, st := range d.follow(c, ofObject, object) {
			if err := take(st, st.to, object); err != nil {
				return err
			}
		}
		all = all[end:]
	}
	return nil
}

// joinChain follows a repeated relation from whichever end is bound. An ultimate chain is followed from its subject only.
func (d *derivation) joinChain(c *condition, rest []*condition, b bound, p proof) error {
	subject, object := b.of(c.subject), b.of(c.object)
	switch {
	case subject != snapshot.None:
		return d.joinEnds(c, subject, false, rest, b, p)
	case object != snapshot.None && c.repeat == graph.RepeatAny:
		return d.joinEnds(c, object, true, rest, b, p)
	}
	for n := range snapshot.Node(d.s.Nodes()) {
		undo, _ := b.bind(c.subject, n)
		err := d.joinEnds(c, n, false, rest, b, p)
		undo()
		if err != nil {
			return err
		}
	}
	return nil
}

// joinEnds takes each end of the chains from a node.
func (d *derivation) joinEnds(c *condition, from snapshot.Node, back bool, rest []*condition, b bound, p proof) error {
	found, err := d.chainFrom(c, from, back)
	if err != nil {
		return err
	}
	other := c.object
	if back {
		other = c.subject
	}
	ends := found.ends
	if fixed := b.of(other); fixed != snapshot.None {
		ends = []snapshot.Node{fixed}
	}
	for _, end := range ends {
		for i := range found.proofs[end] {
			q, ok := p.along(c, &found.proofs[end][i], back)
			if !ok {
				continue
			}
			if err := d.joinWith(rest, b, q, other, end, absent, snapshot.None); err != nil {
				return err
			}
		}
	}
	return nil
}

// joinBinding splits a proof by the stretches of time in which a decision binds.
func (d *derivation) joinBinding(c *condition, rest []*condition, b bound, p proof) error {
	decision := b.of(c.binding)
	if decision == snapshot.None {
		for n := range snapshot.Node(d.s.Nodes()) {
			if err := d.joinWith(append([]*condition{c}, rest...), b, p, c.binding, n, absent, snapshot.None); err != nil {
				return err
			}
		}
		return nil
	}
	for _, force := range d.bindings.Of(decision) {
		q := p
		q.valid = p.valid.Intersect(force.Valid)
		if q.valid.Empty() {
			continue
		}
		for _, ref := range force.Claims {
			q, _ = q.with(d.s, c, ref, graph.Always)
		}
		q.confidence = min(q.confidence, force.most())
		if err := d.join(rest, b, q); err != nil {
			return err
		}
	}
	return nil
}

// joinSubject takes a subject of a kind, or each claim of its attribute that gives one of some terms.
func (d *derivation) joinSubject(c *condition, rest []*condition, b bound, p proof) error {
	subject := b.of(c.subject)
	if subject == snapshot.None {
		for n := range snapshot.Node(d.s.Nodes()) {
			if err := d.l.Work(); err != nil {
				return err
			}
			if err := d.joinWith(append([]*condition{c}, rest...), b, p, c.subject, n, absent, snapshot.None); err != nil {
				return err
			}
		}
		return nil
	}
	if c.kinds != nil {
		if slices.Contains(c.kinds, d.s.Kind(subject)) {
			return d.join(rest, b, p)
		}
		return nil
	}
	for ref := range d.s.AttributesNamed(subject, c.attribute) {
		if !d.known.AdmitsEver(ref) || !slices.Contains(c.terms, d.s.Value(ref).String()) {
			continue
		}
		if q, ok := p.with(d.s, c, ref, d.s.Valid(ref)); ok {
			if err := d.join(rest, b, q); err != nil {
				return err
			}
		}
	}
	return nil
}

// joinNot leaves of a proof the time in which conditions do not hold together, by what is said. Their absence is no claim: it
// neither supports the proof nor weakens it.
func (d *derivation) joinNot(c *condition, rest []*condition, b bound, p proof) error {
	var cut []graph.Interval
	proved, said := d.proved, d.said
	d.proved, d.said = func(_ bound, q proof) { cut = append(cut, q.valid) }, true
	err := d.join(c.not, b, proof{valid: p.valid, confidence: graph.Official})
	d.proved, d.said = proved, said
	if err != nil {
		return err
	}
	for _, valid := range p.valid.Without(graph.JoinIntervals(cut)) {
		q := p
		q.valid = valid
		if err := d.join(rest, b, q); err != nil {
			return err
		}
	}
	return nil
}

// joinThreshold takes each stretch in which parties are reached by the thresholds of decisions.
func (d *derivation) joinThreshold(c *condition, rest []*condition, b bound, p proof) error {
	reach, err := d.affiliations()
	if err != nil {
		return err
	}
	for i := range reach {
		a := &reach[i]
		if n := b.of(c.subject); n != snapshot.None && n != a.party {
			continue
		}
		q := p
		q.valid = p.valid.Intersect(a.valid)
		if q.valid.Empty() {
			continue
		}
		for _, ref := range a.claims {
			q, _ = q.with(d.s, c, ref, graph.Always)
		}
		q.confidence = min(q.confidence, a.confidence)
		if err := d.joinWith(rest, b, q, c.subject, a.party, c.threshold, a.decision); err != nil {
			return err
		}
	}
	return nil
}
