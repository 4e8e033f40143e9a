package history

import (
	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// endings keeps the ends of claims until all claims have been seen: that one ends is no event if another goes on saying the same,
// as a stake that only its size changes, or a status that gives way to the next. It keeps the beginnings of derived claims too: one
// that says what held until then is no event.
type endings struct {
	s       *snapshot.Snapshot
	waiting map[sameness][]ending
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

func newEndings(s *snapshot.Snapshot) endings { return endings{s, map[sameness][]ending{}} }

func (e *endings) of(ref snapshot.Ref) sameness {
	same := sameness{subject: e.s.Subject(ref), object: e.s.Object(ref), item: e.s.Item(ref), predicate: e.s.Predicate(ref)}
	if !ref.IsRelation() {
		if a := e.s.Ontology().Attribute(e.s.PredicateName(ref)); a == nil || a.Many {
			same.value = e.s.Value(ref).String()
		}
	}
	return same
}

// add notes an event that waits for other claims.
func (e *endings) add(event Event) {
	same := e.of(event.Ref)
	e.waiting[same] = append(e.waiting[same], ending{event: event})
}

// none reports whether no event waits.
func (e *endings) none() bool { return len(e.waiting) == 0 }

// see looks at a claim that may go on where another ended, or have held where another began.
func (e *endings) see(ref snapshot.Ref) {
	if e.none() {
		return
	}
	list := e.waiting[e.of(ref)]
	for i := range list {
		list[i].over = list[i].over || list[i].event.Ref != ref && e.s.Valid(ref).Contains(list[i].beside())
	}
}

// found yields those that are events.
func (e *endings) found(yield func(Event)) {
	for _, list := range e.waiting {
		for _, x := range list {
			if !x.over {
				yield(x.event)
			}
		}
	}
}

// told remembers what has been told, and whether of a derived claim: one that holds in several roles, or that somebody says too,
// begins and ends once.
type told map[telling]bool

type telling struct {
	sameness
	day  graph.Day
	what What
}

// again reports whether the event has been told already, of a claim that says the same and is derived, or is so itself.
func (t told) again(e *endings, x Event) bool {
	if x.What > Ended {
		return false
	}
	key, derived := telling{e.of(x.Ref), x.At.Day(), x.What}, e.s.IsDerived(x.Ref)
	if ofDerived, ok := t[key]; ok && (derived || ofDerived) {
		return true
	}
	t[key] = derived
	return false
}
