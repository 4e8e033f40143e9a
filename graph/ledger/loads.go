package ledger

import (
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"chokepoint/graph"
)

// Loads is told what a store has recorded and finds out what each load did to the claims and entities of a dataset: the history of the dataset.
// Memory is linear in what was withdrawn.
type Loads struct {
	Dataset string // whose history it is

	found map[time.Time]*Loaded
	ended map[ending]bool
}

type ending struct {
	at time.Time
	id uuid.UUID
}

// Loaded is what a load did.
type Loaded struct {
	At       time.Time     `json:"at"`
	Entities graph.Changes `json:"entities"`
	Claims   graph.Changes `json:"claims"` // without those that it left as they were
}

// NewLoads makes a listener.
func NewLoads(dataset string) *Loads {
	return &Loads{dataset, map[time.Time]*Loaded{}, map[ending]bool{}}
}

// All are the loads, the first first.
func (l *Loads) All() []Loaded {
	all := []Loaded{}
	for _, at := range slices.SortedFunc(maps.Keys(l.found), time.Time.Compare) {
		all = append(all, *l.found[at])
	}
	return all
}

func (l *Loads) at(t time.Time) *Loaded {
	t = t.UTC()
	if l.found[t] == nil {
		l.found[t] = &Loaded{At: t}
	}
	return l.found[t]
}

// Begin implements graph.Listener.
func (l *Loads) Begin(*graph.Ontology, []graph.DatasetState) error { return nil }

// Entity implements graph.Listener.
func (l *Loads) Entity(e *graph.Entity, dataset string, r graph.Recording) error {
	if dataset == l.Dataset {
		l.note(uuid.NewSHA1(uuid.Nil, []byte(e.ID)), r, func(x *Loaded) *graph.Changes { return &x.Entities })
	}
	return nil
}

// Source implements graph.Listener.
func (l *Loads) Source(*graph.Source, string, graph.Recording) error { return nil }

// Claim implements graph.Listener.
func (l *Loads) Claim(a *graph.Assertion) error {
	if a.Dataset == l.Dataset {
		l.note(a.ID(), a.Recorded, func(x *Loaded) *graph.Changes { return &x.Claims })
	}
	return nil
}

// note counts a recording. What replaces another is told after it: it was recorded later.
func (l *Loads) note(id uuid.UUID, r graph.Recording, of func(*Loaded) *graph.Changes) {
	begun := of(l.at(r.From))
	if key := (ending{r.From.UTC(), id}); l.ended[key] {
		delete(l.ended, key)
		begun.Withdrawn--
		begun.Changed++
	} else {
		begun.Added++
	}
	if !r.Stands() {
		l.ended[ending{r.To.UTC(), id}] = true
		of(l.at(r.To)).Withdrawn++
	}
}
