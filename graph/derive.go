package graph

import (
	"fmt"
	"maps"
	"slices"
)

// derive adds the claims that the ontology's rules derive, until they derive nothing new. A derived claim holds while all
// its premises do, has the confidence of the weakest and the sources of all.
//
// Rules are joined over rows of all dates, separately for each stretch of recorded time in which the claims that rules
// look at did not change, so that as_of and known_at filter derived claims like any other.
func (b *Builder) derive(s *Snapshot) error {
	if len(b.ontology.Rules) == 0 {
		return nil
	}
	seen := map[string]bool{}
	for range maxDerivations {
		found := conclusions{}
		index := newRelationIndex(s)
		for _, epoch := range s.epochs() {
			known := s.knownDuring(epoch)
			d := &derivation{s: s, index: index, known: known, bindings: newBindings(s, known), drawn: conclusions{}}
			for i := range b.ontology.Rules {
				if d.rule = &b.ontology.Rules[i]; !index.canHold(d.rule.When) {
					continue
				}
				d.join(d.rule.When, map[string]Node{}, premises{valid: Always, confidence: Official})
			}
			found.during(epoch, d.drawn.apart())
		}
		if !b.addConclusions(found, seen) {
			return nil
		}
		b.index(s)
	}
	return fmt.Errorf("%w: rules still derive new claims after %d rounds", ErrOntology, maxDerivations)
}

// maxDerivations bounds the rounds; one more than the longest chain of rules that feed each other.
const maxDerivations = 32

type derivation struct {
	s        *Snapshot
	index    *relationIndex
	rule     *Rule
	known    []bool // by class
	bindings *bindings
	drawn    conclusions
}

// epochs cuts recorded time wherever a claim that rules may look at was recorded or withdrawn.
func (s *Snapshot) epochs() []Recording {
	relevant := s.ruledPredicates()
	used := map[uint32]bool{}
	for _, k := range s.classes {
		if relevant[k.predicate] {
			used[k.recording] = true
		}
	}
	recordings := make([]Recording, 0, len(used))
	for r := range used {
		recordings = append(recordings, s.recordings[r])
	}
	return stretches(recordings)
}

func (s *Snapshot) ruledPredicates() []bool {
	relevant := make([]bool, len(s.predicates))
	mark := func(names ...string) {
		for _, name := range names {
			if n, ok := s.number[name]; ok {
				relevant[n] = true
			}
		}
	}
	var visit func([]Condition)
	visit = func(cs []Condition) {
		for _, c := range cs {
			mark(c.Relation...)
			for _, branch := range c.Any {
				visit(branch)
			}
		}
	}
	for _, r := range s.ontology.Rules {
		visit(r.When)
	}
	mark(s.ontology.Binding.Attribute)
	mark(s.ontology.Binding.SuspendedBy...)
	mark(s.ontology.Binding.EndedBy...)
	return relevant
}

func (s *Snapshot) knownDuring(epoch Recording) []bool {
	known := make([]bool, len(s.classes))
	for i, k := range s.classes {
		known[i] = s.recordings[k.recording].Contains(epoch.From)
	}
	return known
}

// addConclusions adds a row for each conclusion not seen before, and reports whether there was one.
func (b *Builder) addConclusions(found conclusions, seen map[string]bool) bool {
	added := false
	for _, key := range slices.Sorted(maps.Keys(found)) {
		if seen[key] {
			continue
		}
		seen[key], added = true, true
		c := found[key]
		for _, r := range c.recorded {
			b.details = append(b.details, detail{item: c.item, derivedFrom: c.premises})
			k := class{c.predicate, c.confidence, true, b.DatasetNumber(DerivedDataset), b.Recording(r)}
			b.addRow(c.subject, c.object, c.valid, NoShare, b.Citations(c.citations), k, int32(len(b.details)-1))
		}
	}
	return added
}

// premises are the claims that a partial join rests on.
type premises struct {
	claims     []claimRef
	valid      Interval
	confidence Confidence
}

// with adds a claim; ok is false if the claims never hold together.
func (p premises) with(s *Snapshot, ref claimRef) (premises, bool) {
	k, _ := s.classOf(ref)
	q := premises{slices.Clone(p.claims), p.valid.Intersect(s.validOf(ref)), min(p.confidence, k.confidence)}
	if !slices.Contains(q.claims, ref) {
		q.claims = append(q.claims, ref)
	}
	return q, !q.valid.Empty()
}

// join satisfies the remaining conditions in every possible way.
func (d *derivation) join(rest []Condition, bound map[string]Node, p premises) {
	if len(rest) == 0 {
		d.conclude(bound, p)
		return
	}
	i := d.next(rest, bound)
	c := rest[i]
	rest = append(slices.Clone(rest[:i]), rest[i+1:]...)
	switch {
	case len(c.Any) > 0:
		for _, branch := range c.Any {
			d.join(append(slices.Clone(branch), rest...), bound, p)
		}
	case c.Binding != "":
		d.joinBinding(c, rest, bound, p)
	case c.Repeat == "":
		d.joinOnce(c, rest, bound, p)
	default:
		d.joinChain(c, rest, bound, p)
	}
}

// next chooses the condition with the most variables bound, of equals the one with the fewest claims; a chain is not followed
// from neither end, and a binding not asked of no decision, unless nothing else is left.
func (d *derivation) next(rest []Condition, bound map[string]Node) int {
	best, bestScore, bestRows := 0, -1, 0
	for i, c := range rest {
		score := 0
		for _, v := range []string{c.Subject, c.Object, c.Binding} {
			if _, ok := bound[v]; ok && v != "" {
				score += 4
			}
		}
		switch {
		case len(c.Any) > 0, c.Binding != "" && score == 0, c.Repeat != "" && score == 0:
			score = 0
		case c.Repeat == "":
			score += 2 // one step is cheaper than a chain
		default:
			score++
		}
		if rows := d.index.count(c.Relation); score > bestScore || score == bestScore && rows < bestRows {
			best, bestScore, bestRows = i, score, rows
		}
	}
	return best
}

func (d *derivation) joinOnce(c Condition, rest []Condition, bound map[string]Node, p premises) {
	d.eachRow(c, bound, func(ref claimRef, subject, object Node) {
		if q, ok := p.with(d.s, ref); ok {
			d.join(rest, bind(bound, c.Subject, subject, c.Object, object), q)
		}
	})
}

func bind(bound map[string]Node, pairs ...any) map[string]Node {
	more := make(map[string]Node, len(bound)+2)
	for k, v := range bound {
		more[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		more[pairs[i].(string)] = pairs[i+1].(Node)
	}
	return more
}

// eachRow yields the rows of a condition's relations that agree with the variables already bound.
func (d *derivation) eachRow(c Condition, bound map[string]Node, yield func(claimRef, Node, Node)) {
	subject, fixedSubject := bound[c.Subject]
	object, fixedObject := bound[c.Object]
	switch {
	case fixedSubject:
		for _, st := range d.stepsFrom(subject, c) {
			if !fixedObject || st.to == object {
				yield(st.ref, subject, st.to)
			}
		}
	case fixedObject:
		for r := d.s.in[object]; r < d.s.in[object+1]; r++ {
			if d.follows(int32(r), c) {
				yield(claimRef(r), d.s.rows.subject[r], object)
			}
		}
	default:
		for _, r := range d.index.rows(c.Relation) {
			if d.follows(r.row, c) {
				yield(claimRef(r.row), d.s.rows.subject[r.row], r.object)
			}
		}
	}
}

type step struct {
	ref claimRef
	to  Node
}

// stepsFrom lists the rows that a condition lets follow, with n as subject.
func (d *derivation) stepsFrom(n Node, c Condition) []step {
	var steps []step
	for k := d.s.out[n]; k < d.s.out[n+1]; k++ {
		if d.follows(d.s.outRow[k], c) {
			steps = append(steps, step{claimRef(d.s.outRow[k]), d.s.outTo[k]})
		}
	}
	return steps
}

func (d *derivation) follows(row int32, c Condition) bool {
	return d.known[d.s.rows.terms[row].class] && d.s.isRelation(row, c.Relation, c.MinShare)
}

// isRelation reports whether a row is of one of the relations; a share that is known to be below least rules it out.
func (s *Snapshot) isRelation(row int32, relations []string, least float32) bool {
	if share := s.rows.share[row]; share.Known() && float32(share) < least {
		return false
	}
	return slices.Contains(relations, s.predicates[s.classes[s.rows.terms[row].class].predicate])
}

// joinChain follows a repeated relation from whichever end is bound. An ultimate chain is followed from its subject only.
func (d *derivation) joinChain(c Condition, rest []Condition, bound map[string]Node, p premises) {
	subject, fixedSubject := bound[c.Subject]
	object, fixedObject := bound[c.Object]
	switch {
	case fixedSubject && c.Repeat == RepeatUltimate:
		if !fixedObject || subject == object {
			d.join(rest, bind(bound, c.Object, subject), p)
		}
		d.chase(c, subject, p, map[Node]bool{subject: true}, func(end Node, q premises) {
			if !fixedObject || end == object {
				d.join(rest, bind(bound, c.Object, end), q)
			}
		})
	case fixedSubject:
		d.closure(c, subject, false, p, map[Node]bool{}, func(end Node, q premises) {
			if !fixedObject || end == object {
				d.join(rest, bind(bound, c.Object, end), q)
			}
		})
	case fixedObject && c.Repeat == RepeatAny:
		d.closure(c, object, true, p, map[Node]bool{}, func(end Node, q premises) {
			d.join(rest, bind(bound, c.Subject, end), q)
		})
	default:
		for n := range d.s.ids {
			d.joinChain(c, rest, bind(bound, c.Subject, Node(n)), p)
		}
	}
}

// closure yields every node that no step or more leads to, along simple chains.
func (d *derivation) closure(c Condition, n Node, back bool, p premises, on map[Node]bool, yield func(Node, premises)) {
	yield(n, p)
	on[n] = true
	defer delete(on, n)
	follow := func(ref claimRef, to Node) {
		if on[to] {
			return
		}
		if q, ok := p.with(d.s, ref); ok {
			d.closure(c, to, back, q, on, yield)
		}
	}
	if !back {
		for _, st := range d.stepsFrom(n, c) {
			follow(st.ref, st.to)
		}
		return
	}
	for r := d.s.in[n]; r < d.s.in[n+1]; r++ {
		if d.follows(int32(r), c) {
			follow(claimRef(r), d.s.rows.subject[r])
		}
	}
}

// chase yields the ends of the chains from n, of at least one step: nodes from which no step leads on, at a time when the
// chain holds. It does not follow a chain into a cycle, which has no end.
func (d *derivation) chase(c Condition, n Node, p premises, on map[Node]bool, yield func(Node, premises)) {
	for _, st := range d.stepsFrom(n, c) {
		q, ok := p.with(d.s, st.ref)
		if !ok || on[st.to] {
			continue
		}
		for _, free := range d.withoutOwner(c, st.to, q) {
			yield(st.to, free)
		}
		on[st.to] = true
		d.chase(c, st.to, q, on, yield)
		delete(on, st.to)
	}
}

// withoutOwner cuts from the validity of p the days on which the chain leads on from n.
func (d *derivation) withoutOwner(c Condition, n Node, p premises) []premises {
	free := []Interval{p.valid}
	for _, st := range d.stepsFrom(n, c) {
		free = subtract(free, d.s.validOf(st.ref))
	}
	parts := make([]premises, len(free))
	for i, valid := range free {
		parts[i] = p
		parts[i].valid = valid
	}
	return parts
}

// joinBinding splits the premises by the stretches of time in which a decision binds.
func (d *derivation) joinBinding(c Condition, rest []Condition, bound map[string]Node, p premises) {
	decision, ok := bound[c.Binding]
	if !ok {
		for n := range d.s.ids {
			d.joinBinding(c, rest, bind(bound, c.Binding, Node(n)), p)
		}
		return
	}
	for _, force := range d.bindings.of(decision) {
		q := p
		q.valid = p.valid.Intersect(force.valid)
		if q.valid.Empty() {
			continue
		}
		q.claims = slices.Clone(p.claims)
		for _, ref := range force.claims {
			k, _ := d.s.classOf(ref)
			q.confidence = min(q.confidence, k.confidence)
			if !slices.Contains(q.claims, ref) {
				q.claims = append(q.claims, ref)
			}
		}
		d.join(rest, bound, q)
	}
}

// conclude notes the derived claim.
func (d *derivation) conclude(bound map[string]Node, p premises) {
	c := &conclusion{subject: bound[d.rule.Derive.Subject], object: bound[d.rule.Derive.Object], item: None,
		predicate: d.s.number[d.rule.Derive.Relation], valid: p.valid, confidence: p.confidence}
	if v := d.rule.Derive.Item; v != "" {
		c.item = bound[v]
	}
	for _, ref := range p.claims {
		claim := d.s.claim(ref)
		c.premises = append(c.premises, claim.ID())
		for _, citation := range claim.Sources {
			if !slices.Contains(c.citations, citation) {
				c.citations = append(c.citations, citation)
			}
		}
	}
	d.drawn[c.key()] = c
}

// DerivedDataset is named as the dataset of derived claims.
const DerivedDataset = "derived"
