package export

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Facts are what stands in a snapshot, of all datasets or of some: claims that somebody made, with the entities that they name and the
// sources that they cite.
type Facts struct {
	ctx       context.Context
	snapshot  *snapshot.Snapshot
	datasets  []string              // none: all
	asserted  map[string]bool       // ids of the entities that are there beside those that claims name: that the datasets assert, or an answer shows
	shown     map[snapshot.Ref]bool // the claims that an answer shows, conclusions among them; nil: the facts are of no answer
	today     graph.Day
	countries *snapshot.Countries
}

// Choose returns what some datasets say, or all where none is named, as it stands in a snapshot of the store. Entities have the states
// of today, and their attributes the values of that day. The error is a *graph.NotFound for a dataset that is not there. Going over
// the facts ends early with the context, whose error is then that of what goes over them.
func Choose(ctx context.Context, store graph.Store, s *snapshot.Snapshot, datasets []string, today graph.Day) (*Facts, error) {
	f := &Facts{ctx: ctx, snapshot: s, datasets: datasets, today: today, countries: s.Countries(graph.Filter{AsOf: today})}
	if err := areThere(datasets, s.Datasets()); err != nil || len(datasets) == 0 {
		return f, err
	}
	f.asserted = map[string]bool{}
	if err := store.Tell(ctx, &asserted{datasets, f.asserted}); err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return f, nil
}

// Shown returns what an answer shows: its entities and claims, conclusions of rules among them, and withdrawn ones that it is about.
func Shown(ctx context.Context, s *snapshot.Snapshot, m *Mentions, today graph.Day) *Facts {
	f := &Facts{ctx: ctx, snapshot: s, today: today, countries: s.Countries(graph.Filter{AsOf: today}), asserted: map[string]bool{}, shown: map[snapshot.Ref]bool{}}
	for _, id := range m.Entities {
		f.asserted[id] = true
	}
	for _, id := range m.Claims {
		refs := s.ClaimsWithID(id)
		if standing := slices.DeleteFunc(slices.Clone(refs), func(ref snapshot.Ref) bool { return !s.Recorded(ref).Stands() }); len(standing) > 0 {
			refs = standing
		}
		for _, ref := range refs {
			f.shown[ref] = true
		}
	}
	return f
}

// areThere makes sure that there are datasets of some names.
func areThere(names []string, datasets []graph.DatasetState) error {
	for _, name := range names {
		if !slices.ContainsFunc(datasets, func(d graph.DatasetState) bool { return d.Name == name }) {
			return &graph.NotFound{What: "dataset", Ref: name}
		}
	}
	return nil
}

// errEnough ends a telling of which the rest is of no use.
var errEnough = errors.New("all that is needed has been told")

// asserted listens for the entities that some datasets assert.
type asserted struct {
	datasets []string
	ids      map[string]bool
}

func (a *asserted) Begin(*graph.Ontology, []graph.DatasetState) error { return nil }

func (a *asserted) Entity(e *graph.Entity, dataset string, r graph.Recording) error {
	if r.Stands() && slices.Contains(a.datasets, dataset) {
		a.ids[e.ID] = true
	}
	return nil
}

func (a *asserted) Source(*graph.Source, string, graph.Recording) error { return errEnough }

func (a *asserted) Claim(*graph.Assertion) error { return errEnough }

// has reports whether a claim is one of the facts.
func (f *Facts) has(ref snapshot.Ref) bool {
	s := f.snapshot
	if f.shown != nil {
		return f.shown[ref]
	}
	if s.IsDerived(ref) || !s.Recorded(ref).Stands() {
		return false
	}
	return len(f.datasets) == 0 || slices.ContainsFunc(s.SaidBy(ref), func(d string) bool { return slices.Contains(f.datasets, d) })
}

// attributes yields the attribute claims of an entity, predicate by predicate.
func (f *Facts) attributes(n snapshot.Node) iter.Seq[snapshot.Ref] {
	return func(yield func(snapshot.Ref) bool) {
		for ref := range f.snapshot.Attributes(n) {
			if f.has(ref) && !yield(ref) {
				return
			}
		}
	}
}

// relations yields the relation claims of which an entity is the subject.
func (f *Facts) relations(n snapshot.Node) iter.Seq[snapshot.Ref] {
	return func(yield func(snapshot.Ref) bool) {
		for ref := range f.snapshot.Out(n) {
			if f.has(ref) && !yield(ref) {
				return
			}
		}
	}
}

// claims yields all claims, subject by subject.
func (f *Facts) claims() iter.Seq[snapshot.Ref] {
	return func(yield func(snapshot.Ref) bool) {
		for n := range f.nodes() {
			for ref := range f.attributes(n) {
				if !yield(ref) {
					return
				}
			}
			for ref := range f.relations(n) {
				if !yield(ref) {
					return
				}
			}
		}
	}
}

// nodes yields all nodes of the snapshot until the context ends.
func (f *Facts) nodes() iter.Seq[snapshot.Node] {
	return func(yield func(snapshot.Node) bool) {
		for n := range snapshot.Node(f.snapshot.Nodes()) {
			if f.ctx.Err() != nil || !yield(n) {
				return
			}
		}
	}
}

// entities yields the entities: those that the datasets assert, and those that their claims name.
func (f *Facts) entities() iter.Seq[snapshot.Node] {
	named := make([]bool, f.snapshot.Nodes())
	for ref := range f.claims() {
		named[f.snapshot.Subject(ref)] = true
		for _, n := range []snapshot.Node{f.snapshot.Object(ref), f.snapshot.Item(ref)} {
			if n != snapshot.None {
				named[n] = true
			}
		}
	}
	return func(yield func(snapshot.Node) bool) {
		for n := range f.nodes() {
			there := named[n] || f.asserted[f.snapshot.ID(n)] || len(f.datasets) == 0 && f.shown == nil && f.snapshot.IsPresent(n, time.Time{})
			if there && !yield(n) {
				return
			}
		}
	}
}

// sources lists the sources that the claims cite, in order of id.
func (f *Facts) sources() []string {
	cited := map[string]bool{}
	for ref := range f.claims() {
		for _, c := range f.snapshot.Citations(ref) {
			cited[c.Source] = true
		}
	}
	return slices.DeleteFunc(f.snapshot.SourceIDs(), func(id string) bool { return !cited[id] })
}

// saidBy are the datasets of a claim, the one whose contents are shown first.
func (f *Facts) saidBy(ref snapshot.Ref) string {
	if f.snapshot.IsDerived(ref) { // nobody says it
		return ""
	}
	return strings.Join(f.snapshot.SaidBy(ref), ";")
}

// country is the state of an entity today, or empty.
func (f *Facts) country(n snapshot.Node) string {
	if country := f.countries.Of(n); country != snapshot.None {
		return f.snapshot.ID(country)
	}
	return ""
}

// isLimited reports whether the item of a claim is whom or what its value is for.
func (f *Facts) isLimited(predicate string) bool {
	a := f.snapshot.Ontology().Attribute(predicate)
	return a != nil && a.Limited
}
