package graph

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Filter says which claims a question may rest on.
type Filter struct {
	AsOf          Day        // the claim holds on this day
	KnownAt       time.Time  // a store said the claim at this instant; zero is now
	MinConfidence Confidence // the claim has at least this confidence; zero is any
	Channels      []string   // channels of dependency that are walked; empty is DefaultChannels
	Relations     []string   // only these relations are walked, whatever their channel unless Channels is given
	Kinds         []string   // only entities of these kinds are listed; those of others are still walked through
}

// DefaultChannels are walked when a question names neither channels nor relations.
var DefaultChannels = []string{"supply", "ownership", "regulatory"}

// ErrUnknownTerm marks a filter or question that names a kind, relation, channel or language that does not exist.
var ErrUnknownTerm = errors.New("not in the ontology")

// mask is a filter compiled for one snapshot: whether a walk passes a row is one look at its class and two comparisons.
type mask struct {
	pass    []bool // by class
	instant Date   // see instant
}

func (m *mask) admits(c *columns, row int32) bool {
	t := &c.terms[row]
	return m.pass[t.class] && t.valid.From < m.instant && m.instant <= t.valid.To
}

// walkMask admits the relation claims that f lets a walk follow.
func (s *Snapshot) walkMask(f Filter) (*mask, error) {
	if err := s.checkFilter(f); err != nil {
		return nil, err
	}
	walked := make([]bool, len(s.predicates))
	for i := range s.ontology.Relations {
		walked[i] = walks(&s.ontology.Relations[i], f)
	}
	return s.maskOf(f, walked), nil
}

// walks reports whether a filter lets a walk follow a relation.
func walks(r *Relation, f Filter) bool {
	if len(f.Relations) > 0 {
		return slices.Contains(f.Relations, r.Name) && (len(f.Channels) == 0 || slices.Contains(f.Channels, r.Channel))
	}
	if r.Channel == "" {
		return false
	}
	if len(f.Channels) > 0 {
		return slices.Contains(f.Channels, r.Channel)
	}
	return slices.Contains(DefaultChannels, r.Channel)
}

// Walked lists the relations that a filter lets a walk follow, in the order of the ontology.
func (o *Ontology) Walked(f Filter) []string {
	var names []string
	for i := range o.Relations {
		if walks(&o.Relations[i], f) {
			names = append(names, o.Relations[i].Name)
		}
	}
	return names
}

// claimMask admits all claims of the right date, recording and confidence, whatever their predicate.
func (s *Snapshot) claimMask(f Filter) *mask {
	all := make([]bool, len(s.predicates))
	for i := range all {
		all[i] = true
	}
	return s.maskOf(f, all)
}

func (s *Snapshot) maskOf(f Filter, predicates []bool) *mask {
	known := make([]bool, len(s.recordings))
	for i, r := range s.recordings {
		known[i] = r.Contains(f.KnownAt)
	}
	m := &mask{pass: make([]bool, len(s.classes)), instant: instant(f.AsOf)}
	for i, k := range s.classes {
		m.pass[i] = predicates[k.predicate] && k.confidence >= f.MinConfidence && known[k.recording]
	}
	return m
}

func (s *Snapshot) admitsClaim(m *mask, ref claimRef) bool {
	if ref < 0 {
		a := &s.attrs[^ref]
		return m.pass[a.class] && a.valid.From < m.instant && m.instant <= a.valid.To
	}
	return m.admits(&s.rows, int32(ref))
}

// recordedAt reports whether a store said the claim at instant t, zero being now.
func (s *Snapshot) recordedAt(ref claimRef, t time.Time) bool {
	k, _ := s.classOf(ref)
	return s.recordings[k.recording].Contains(t)
}

func (s *Snapshot) checkFilter(f Filter) error { return s.ontology.CheckFilter(f) }

// CheckFilter returns an error wrapping ErrUnknownTerm if the filter names what the ontology does not have.
func (o *Ontology) CheckFilter(f Filter) error {
	for _, name := range f.Relations {
		if o.Relation(name) == nil {
			return fmt.Errorf("relation %q is %w; /v1/ontology lists them", name, ErrUnknownTerm)
		}
	}
	channels := o.Channels()
	for _, name := range f.Channels {
		if !slices.Contains(channels, name) && !slices.Contains(DefaultChannels, name) {
			return fmt.Errorf("channel %q is %w; there are %s", name, ErrUnknownTerm, strings.Join(channels, ", "))
		}
	}
	for _, name := range f.Kinds {
		if o.Kind(name) == nil {
			return fmt.Errorf("kind %q is %w; /v1/ontology lists them", name, ErrUnknownTerm)
		}
	}
	return nil
}
