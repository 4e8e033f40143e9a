package history

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// endings keeps the ends of claims until all claims have been seen: that one ends is no event if another goes on saying the same,
// as a stake that only its size changes, or a status that gives way to the next. It keeps the beginnings of derived claims too: one
// that says what held until then is no event.
type endings struct {
	s          *snapshot.Snapshot
	waiting    map[sameness][]ending
	predicates snapshot.Predicates // of those that wait
}

// sameness is what claims have in common of which one goes on where another ends.
type sameness struct {
	subject, object, item snapshot.Node
	predicate             snapshot.Predicate
	value                 string // of an attribute that may have several values at once
}

// ending is the end of a claim, or the beginning of a derived one.
type ending struct {
	event Event
	over  bool // another claim goes on, or held before
}

// beside is the day on which another claim that says the same makes the event none.
func (x *ending) beside() graph.Day {
	if x.event.What == Began {
		return x.event.At.Day() - 1
	}
	return x.event.At.Day()
}

// waits reports whether other claims decide whether something is an event.
func (e *endings) waits(x Event) bool {
	return x.What == Ended || x.What == Began && e.s.IsDerived(x.Ref)
}

func newEndings(s *snapshot.Snapshot) endings {
	return endings{s, map[sameness][]ending{}, make(snapshot.Predicates, s.PredicateCount())}
}

// samenessOf is the sameness of a claim with an object, which a claim of an attribute has not.
func samenessOf(s *snapshot.Snapshot, ref snapshot.Ref, object snapshot.Node) sameness {
	same := sameness{subject: s.Subject(ref), object: object, item: s.Item(ref), predicate: s.Predicate(ref)}
	if !ref.IsRelation() {
		if a := s.Ontology().Attribute(s.PredicateName(ref)); a == nil || a.Many {
			same.value = s.Value(ref).String()
		}
	}
	return same
}

// add notes an event that waits for other claims.
func (e *endings) add(event Event) {
	same := samenessOf(e.s, event.Ref, e.s.Object(event.Ref))
	e.waiting[same], e.predicates[same.predicate] = append(e.waiting[same], ending{event: event}), true
}

// settle yields those that are events, once all were added. Of other claims those count that a function admits: one that looks at no more
// of what the question is about than claims have in common that say the same. It takes time linear in the claims of the subjects of
// what waits, of the same predicates.
func (e *endings) settle(l *limits.Limits, counts func(snapshot.Ref) bool, yield func(Event)) error {
	seen := map[snapshot.Node]bool{}
	for same := range e.waiting {
		if seen[same.subject] {
			continue
		}
		seen[same.subject] = true
		for ref := range e.s.Attributes(same.subject) {
			if err := l.Work(); err != nil {
				return err
			}
			if e.s.Is(ref, e.predicates) && counts(ref) {
				e.see(ref, snapshot.None)
			}
		}
		for ref, object := range e.s.OutBy(same.subject, e.predicates) {
			if err := l.Work(); err != nil {
				return err
			}
			if counts(ref) {
				e.see(ref, object)
			}
		}
	}
	for _, list := range e.waiting {
		for _, x := range list {
			if !x.over {
				yield(x.event)
			}
		}
	}
	return nil
}

// see looks at a claim that may go on where another ended, or have held where another began.
func (e *endings) see(ref snapshot.Ref, object snapshot.Node) {
	list := e.waiting[samenessOf(e.s, ref, object)]
	for i := range list {
		list[i].over = list[i].over || list[i].event.Ref != ref && e.s.Valid(ref).Contains(list[i].beside())
	}
}

// told remembers what has been told, and whether of a derived claim: one that holds in several roles, or that somebody says too,
// begins and ends once.
type told struct {
	s         *snapshot.Snapshot
	derivable snapshot.Predicates // no other claims are told twice
	derived   map[telling]bool
}

type telling struct {
	sameness
	day  graph.Day
	what What
}

func newTold(s *snapshot.Snapshot) told { return told{s, s.Derivable(), map[telling]bool{}} }

// again reports whether the event has been told already, of a claim that says the same and is derived, or is so itself.
func (t *told) again(x Event) bool {
	if x.What > Ended || !t.s.Is(x.Ref, t.derivable) {
		return false
	}
	key, derived := telling{samenessOf(t.s, x.Ref, t.s.Object(x.Ref)), x.At.Day(), x.What}, t.s.IsDerived(x.Ref)
	if ofDerived, ok := t.derived[key]; ok && (derived || ofDerived) {
		return true
	}
	t.derived[key] = derived
	return false
}
