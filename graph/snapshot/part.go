package snapshot

import (
	"chokepoint/graph"
	"context"
	"iter"
	"time"
)

// Statements yields everything that answers rest on, withdrawn and derived statements included.
func (s *Snapshot) Statements() iter.Seq[graph.Statement] {
	return func(yield func(graph.Statement) bool) {
		for ref := range s.Claims() {
			said := s.SaidBy(ref)
			st := graph.Statement{Assertion: graph.Assertion{Claim: s.Claim(ref), Dataset: said[0], Recorded: s.Recorded(ref)}, AlsoIn: said[1:],
				Derived: s.IsDerived(ref), DerivedFrom: s.Premises(ref)}
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
			d := graph.Description{Entity: s.entities[n], Country: s.EntityRef(Node(n)).Country, Stands: s.IsPresent(Node(n), time.Time{})}
			if !yield(d) {
				return
			}
		}
	}
}

// Part compiles a part of another snapshot's statements and descriptions: nothing is derived, and entities are present at
// every time. A question that needs no more than the part has the same answer as on the whole, because entities, names and
// statements keep their order.
func Part(ctx context.Context, o *graph.Ontology, version string, sources []graph.Source, entities []graph.Description, statements []graph.Statement) (*Snapshot, error) {
	silent := *o // the country of each entity has been found on the whole
	silent.Country = graph.Country{}
	b := NewBuilder(&silent, version)
	for _, src := range sources {
		b.Source(src, "")
	}
	for _, d := range entities {
		b.Entity(d.Entity, "", graph.Recording{})
	}
	for _, d := range entities {
		if _, ok := b.nodes[d.Country]; !ok && d.Country != "" {
			b.Entity(graph.Entity{ID: d.Country}, "", graph.Recording{})
		}
	}
	for i := range statements {
		if err := b.statement(&statements[i]); err != nil {
			return nil, err
		}
	}
	s, err := b.Build(ctx)
	if err != nil {
		return nil, err
	}
	s.ontology = o
	for _, d := range entities {
		if d.Country != "" {
			s.country[b.nodes[d.ID]] = b.nodes[d.Country]
		}
	}
	return s, nil
}

// statement adds a statement as it stands.
func (b *Builder) statement(st *graph.Statement) error {
	if err := b.Claim(&st.Assertion); err != nil {
		return err
	}
	if !st.Derived && len(st.AlsoIn) == 0 {
		return nil
	}
	number, at := &b.rows.detail, b.rows.terms
	d, k := (*int32)(nil), (*uint32)(nil)
	if st.Object == "" {
		last := &b.attrs[len(b.attrs)-1]
		d, k = &last.detail, &last.class
	} else {
		d, k = &(*number)[len(*number)-1], &at[len(at)-1].class
	}
	if *d < 0 {
		b.details = append(b.details, detail{item: None})
		*d = int32(len(b.details) - 1)
	}
	b.details[*d].derivedFrom = st.DerivedFrom
	for _, dataset := range st.AlsoIn {
		b.details[*d].alsoIn = append(b.details[*d].alsoIn, b.DatasetNumber(dataset))
	}
	class := b.classes.values[*k]
	class.derived = st.Derived
	*k = b.classes.intern(class)
	return nil
}
