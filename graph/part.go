package graph

import (
	"iter"
	"time"

	"github.com/google/uuid"
)

// Statement is a claim as answers rest on it: what several datasets said at once is one statement, and derived claims are
// statements too. A claim whose contents changed in recorded time has one for each stretch of it.
type Statement struct {
	Assertion               // Dataset is the one whose contents are shown
	AlsoIn      []string    // further datasets that said it
	Derived     bool        // by a rule
	DerivedFrom []uuid.UUID // of a derived one: the claims that it rests on
}

// Description is an entity as answers show it.
type Description struct {
	Entity
	Country string // id of a state, or empty
	Stands  bool   // some dataset still asserts it
}

// Statements yields everything that answers rest on, withdrawn and derived statements included.
func (s *Snapshot) Statements() iter.Seq[Statement] {
	return func(yield func(Statement) bool) {
		for ref := range s.allClaims {
			k, d := s.classOf(ref)
			st := Statement{Assertion: Assertion{s.claim(ref), s.says[k.dataset], s.recordings[k.recording]},
				Derived: k.derived, DerivedFrom: d.derivedFrom}
			for _, n := range d.alsoIn {
				st.AlsoIn = append(st.AlsoIn, s.says[n])
			}
			if !yield(st) {
				return
			}
		}
	}
}

// Descriptions yields all entities in order of id.
func (s *Snapshot) Descriptions() iter.Seq[Description] {
	return func(yield func(Description) bool) {
		for n := range s.ids {
			d := Description{Entity: s.entities[n], Country: s.ref(Node(n)).Country, Stands: s.present(Node(n), time.Time{})}
			if !yield(d) {
				return
			}
		}
	}
}

// ResolveAt is Resolve among the entities that some dataset asserted at instant t; the zero t means now.
func (s *Snapshot) ResolveAt(ref string, t time.Time) (EntityRef, error) {
	n, err := s.resolve(ref, t)
	if err != nil {
		return EntityRef{}, err
	}
	return s.ref(n), nil
}

// Part compiles a part of another snapshot's statements and descriptions: nothing is derived, and entities are present at
// every time. A question that needs no more than the part has the same answer as on the whole, because entities, names and
// statements keep their order.
func Part(o *Ontology, version string, sources []Source, entities []Description, statements []Statement) (*Snapshot, error) {
	silent := *o // the rules and the country of each entity have had their effect on the whole
	silent.Rules, silent.Country = nil, Country{}
	b := NewBuilder(&silent, version)
	for _, src := range sources {
		b.Source(src, "")
	}
	for _, d := range entities {
		b.Entity(d.Entity, "", Recording{})
	}
	for _, d := range entities {
		if _, ok := b.nodes[d.Country]; !ok && d.Country != "" {
			b.Entity(Entity{ID: d.Country}, "", Recording{})
		}
	}
	for i := range statements {
		if err := b.statement(&statements[i]); err != nil {
			return nil, err
		}
	}
	s, err := b.Build()
	if err != nil {
		return nil, err
	}
	s.ontology, s.criteria = o, newCriteria(o)
	for _, d := range entities {
		if d.Country != "" {
			s.country[b.nodes[d.ID]] = b.nodes[d.Country]
		}
	}
	return s, nil
}

// statement adds a statement as it stands.
func (b *Builder) statement(st *Statement) error {
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
