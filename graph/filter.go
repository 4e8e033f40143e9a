package graph

import (
	"slices"
	"time"
)

// Filter says which claims a question may rest on.
type Filter struct {
	AsOf          Day        // the claim holds on this day
	KnownAt       time.Time  // a store said the claim at this instant; zero is now
	MinConfidence Confidence // the claim has at least this confidence; zero is any
	Primary       bool       // the claim rests on a source that speaks for itself: see PrimaryKinds
	Channels      []string   // channels of dependency that are walked; empty: those of IsDefaultChannel
	Relations     []string   // only these relations are walked, whatever their channel unless Channels is given
	AnyOrder      bool       // a path may go through the strata in any order
	MinShare      *Share     // the share from which holding is a dependence; nil: that of the ontology
	Kinds         []string   // only entities of these kinds are listed; those of others are still walked through
}

// OwnershipChannel is the channel of the relations that say who holds a part of whom.
const OwnershipChannel = "ownership"

// IsDefaultChannel reports whether a channel is walked when a question names neither channels nor relations.
func IsDefaultChannel(channel string) bool {
	return channel == "supply" || channel == OwnershipChannel || channel == "regulatory"
}

// Walks reports whether the filter lets a walk follow a relation.
func (f *Filter) Walks(r *Relation) bool {
	if len(f.Relations) > 0 {
		return slices.Contains(f.Relations, r.Name) && (len(f.Channels) == 0 || slices.Contains(f.Channels, r.Channel))
	}
	if r.Channel == "" {
		return false
	}
	if len(f.Channels) > 0 {
		return slices.Contains(f.Channels, r.Channel)
	}
	return IsDefaultChannel(r.Channel)
}

// Walked lists the relations that a filter lets a walk follow, in the order of the ontology.
func (o *Ontology) Walked(f Filter) []string {
	var names []string
	for i := range o.Relations {
		if f.Walks(&o.Relations[i]) {
			names = append(names, o.Relations[i].Name)
		}
	}
	return names
}

// CheckFilter returns an error wrapping ErrUnknownTerm if the filter names what the ontology does not have.
func (o *Ontology) CheckFilter(f Filter) error {
	for _, name := range f.Relations {
		if o.Relation(name) == nil {
			return &UnknownTerm{What: "relation", Name: name}
		}
	}
	channels := o.Channels()
	for _, name := range f.Channels {
		if !slices.Contains(channels, name) && !IsDefaultChannel(name) {
			return &UnknownTerm{What: "channel", Name: name, Known: channels}
		}
	}
	for _, name := range f.Kinds {
		if o.Kind(name) == nil {
			return &UnknownTerm{What: "kind", Name: name}
		}
	}
	return nil
}
