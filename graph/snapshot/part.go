package snapshot

import (
	"context"
	"iter"
	"slices"
	"time"

	"chokepoint/graph"
)

// Statements yields everything that answers rest on, withdrawn and derived statements included.
func (s *Snapshot) Statements() iter.Seq[graph.Statement] {
	return func(yield func(graph.Statement) bool) {
		for ref := range s.Claims() {
			said := s.SaidBy(ref)
			st := graph.Statement{Assertion: graph.Assertion{Claim: s.Claim(ref), Dataset: said[0], Recorded: s.Recorded(ref)}, AlsoIn: said[1:],
				Stratum: -1, Effective: s.Valid(ref), Said: s.Said(ref), Primary: s.IsPrimary(ref), Derived: s.IsDerived(ref), DerivedFrom: s.Premises(ref)}
			if ref.IsRelation() {
				st.Stratum, st.Own = s.Stratum(ref)
			}
			if !yield(st) {
				return
			}
		}
	}
}

// Descriptions yields all entities in order of id.
func (s *Snapshot) Descriptions() iter.Seq[graph.Description] {
	return func(yield func(graph.Description) bool) {
		for n := range s.ids {
			d := graph.Description{Entity: s.entities[n], Stands: s.IsPresent(Node(n), time.Time{})}
			if !yield(d) {
				return
			}
		}
	}
}

// Portion is a part of another snapshot's facts, as a store gathered it.
type Portion struct {
	Ontology   *graph.Ontology // nil: the store is empty
	Version    string
	Secret     []byte
	Datasets   []graph.DatasetState
	Sources    []SaidSource
	Entities   []graph.Description
	Recorded   []RecordedEntity // of entities that are known at some times only; they are not among Entities
	Statements []graph.Statement
	Horizon    *Horizon // of what is gathered look by look; nil: the part has all that is looked at
}

// SaidSource is what a dataset says of a source; without a dataset, what is said in the end.
type SaidSource struct {
	graph.Source
	Dataset string
}

// RecordedEntity is what a dataset said of an entity for a stretch of time.
type RecordedEntity struct {
	graph.Entity
	Dataset  string
	Recorded graph.Recording
}

// Part compiles a part of another snapshot's statements and descriptions: nothing is derived, statements hold when they did
// there, and entities are present at every time unless it says when they are. A question that needs no more than the part has the same
// answer as on the whole, because entities, names and statements keep their order. To show entities with their states, it needs the
// chains to them.
func Part(ctx context.Context, p *Portion) (*Snapshot, error) {
	b := NewBuilder(p.Ontology, p.Version)
	b.bounded, b.secret, b.datasets = true, p.Secret, slices.Clone(p.Datasets)
	for _, src := range p.Sources {
		b.Source(src.Source, src.Dataset)
	}
	for _, d := range p.Entities {
		b.Entity(d.Entity, "", graph.Recording{})
	}
	for _, r := range p.Recorded {
		b.Entity(r.Entity, r.Dataset, r.Recorded)
	}
	for i := range p.Statements {
		if err := b.statement(&p.Statements[i]); err != nil {
			return nil, err
		}
	}
	s, err := b.Build(ctx)
	if err == nil && p.Horizon != nil {
		s.horizon = p.Horizon.of(s.ids)
	}
	return s, err
}

// statement adds a statement as it stands.
func (b *Builder) statement(st *graph.Statement) error {
	if err := b.Claim(&st.Assertion); err != nil {
		return err
	}
	if st.Object != "" {
		b.shorten(int32(b.rows.len()-1), st.Effective)
	}
	d, k := b.last(st.Object != "")
	class := b.classes.values[*k]
	class.derived, class.primary = st.Derived, st.Primary
	if said := b.Recording(st.Said); said != class.recording {
		class.said = said + 1
	}
	*k = b.classes.intern(class)
	if !st.Derived && len(st.AlsoIn) == 0 {
		return nil
	}
	if *d < 0 {
		b.details = append(b.details, detail{item: None})
		*d = int32(len(b.details) - 1)
	}
	b.details[*d].derivedFrom = st.DerivedFrom
	for _, dataset := range st.AlsoIn {
		b.details[*d].alsoIn = append(b.details[*d].alsoIn, b.DatasetNumber(dataset))
	}
	return nil
}

// last returns the detail and the class of the claim that was added last.
func (b *Builder) last(relation bool) (detail *int32, class *uint32) {
	if relation {
		row := b.rows.len() - 1
		return &b.rows.detail[row], &b.rows.terms[row].class
	}
	a := &b.attrs[len(b.attrs)-1]
	return &a.detail, &a.class
}
