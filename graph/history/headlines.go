package history

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Headlines says which events stand for all in a few sentences: the latest that have happened, and the next that is to come. Of the
// events of one decision on one day, and of what is the same for several items, one does.
type Headlines struct {
	Most    int       // that have happened
	Today   graph.Day // what happens later is to come
	Weighed bool      // the weightiest kind alone: how decisions stood, else who owns whom, else other relations, else all
}

// The weights of events, the weightiest first. What a store did weighs less than all that happened.
const (
	ofStatus = iota
	ofOwnership
	ofRelation
	ofAttribute
	ofStore
)

// headline is an event that stands for those of its topic.
type headline struct {
	identified
	weight int
	topic  topic
}

// topic is what events have in common of which one is told.
type topic struct {
	subject, object snapshot.Node
	predicate       snapshot.Predicate
	value           string
	day             graph.Day
	what            What
}

// headlines keeps the events to tell. Each addition costs as much as there are kept.
type headlines struct {
	s       *snapshot.Snapshot
	asked   Headlines
	stood   ofDecision
	weights []int      // by predicate
	past    []headline // the one to be told first is the first
	next    []headline
}

func newHeadlines(s *snapshot.Snapshot, asked Headlines) headlines {
	h := headlines{s: s, asked: asked, stood: newOfDecision(s), weights: make([]int, s.PredicateCount())}
	for p := range h.weights {
		h.weights[p] = weightOf(s, s.NameOfPredicate(snapshot.Predicate(p)))
	}
	return h
}

func weightOf(s *snapshot.Snapshot, predicate string) int {
	o := s.Ontology()
	relation := o.Relation(predicate)
	switch {
	case predicate == o.Binding.Attribute:
		return ofStatus
	case relation == nil:
		return ofAttribute
	case relation.Channel == graph.OwnershipChannel:
		return ofOwnership
	}
	return ofRelation
}

func (h *headlines) add(e identified) {
	x := headline{identified: e, weight: ofStore}
	if e.What < Edited {
		x.weight = h.weights[h.s.Predicate(e.Ref)]
	}
	switch {
	case h.asked.Most == 0:
	case e.At.Day() > h.asked.Today:
		h.next = h.keep(h.next, &x, 1, false)
	default:
		h.past = h.keep(h.past, &x, h.asked.Most, true)
	}
}

// compare orders events to tell, of which the latest comes first or the earliest, as far as it needs no id.
func (h *headlines) compare(x, y *headline, latest bool) int {
	days := cmp.Compare(x.At.Day(), y.At.Day())
	if latest {
		days = -days
	}
	return cmp.Or(h.byWeight(x, y), days, cmp.Compare(x.weight, y.weight), compareDays(&x.Event, &y.Event))
}

// byWeight orders what happened before what a store did and, where that is asked for, the weightier first.
func (h *headlines) byWeight(x, y *headline) int {
	if h.asked.Weighed {
		return cmp.Compare(x.weight, y.weight)
	}
	return cmp.Compare(x.weight/ofStore, y.weight/ofStore)
}

// keep puts an event into a short list in order, in which each topic has one. Few are so early in it that their ids and topics matter.
func (h *headlines) keep(kept []headline, x *headline, most int, latest bool) []headline {
	if len(kept) == most && h.compare(x, &kept[most-1], latest) > 0 {
		return kept
	}
	x.id, x.topic = h.s.ClaimID(x.Ref), h.topicOf(x.Event)
	order := func(x, y headline) int { return cmp.Or(h.compare(&x, &y, latest), compare(x.identified, y.identified)) }
	if i := slices.IndexFunc(kept, func(k headline) bool { return k.topic == x.topic }); i >= 0 {
		if order(*x, kept[i]) > 0 {
			return kept
		}
		kept = slices.Delete(kept, i, i+1)
	}
	at, _ := slices.BinarySearchFunc(kept, *x, order)
	kept = slices.Insert(kept, at, *x)
	return kept[:min(most, len(kept))]
}

// topicOf is the topic of an event: the decision that it is about, else what is said of whom.
func (h *headlines) topicOf(e Event) topic {
	t := topic{subject: h.s.Subject(e.Ref), object: snapshot.None, predicate: h.s.Predicate(e.Ref), day: e.At.Day(), what: e.What}
	if e.Ref.IsRelation() {
		t.object = h.s.Object(e.Ref)
	} else {
		t.value = h.s.Value(e.Ref).String()
	}
	if d := h.decisionOf(e, t); d != snapshot.None {
		return topic{subject: d, object: snapshot.None, day: t.day}
	}
	return t
}

// decisionOf is the decision whose status changed, or that came to bear on a party or on another decision, else None.
func (h *headlines) decisionOf(e Event, t topic) snapshot.Node {
	switch {
	case e.What >= Edited:
	case !e.Ref.IsRelation():
		if h.stood.is(h.s, e.Ref) {
			return t.subject
		}
	case h.isDecision(t.object):
		return t.object
	case h.isDecision(t.subject):
		return t.subject
	}
	return snapshot.None
}

func (h *headlines) isDecision(n snapshot.Node) bool {
	return h.s.Kind(n) == h.s.Ontology().Binding.Kind
}

// events returns the events to tell, in order of day.
func (h *headlines) events() []Event {
	all := slices.Concat(h.past, h.next)
	if h.asked.Weighed && len(h.past) > 0 {
		all = slices.DeleteFunc(all, func(x headline) bool { return x.weight > h.past[0].weight })
	}
	slices.SortFunc(all, func(x, y headline) int { return compare(x.identified, y.identified) })
	told := make([]identified, len(all))
	for i := range all {
		told[i] = all[i].identified
	}
	return eventsOf(told)
}
