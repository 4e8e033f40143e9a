package question

import (
	"context"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/names"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// Asking is one question being answered.
type Asking struct {
	context.Context
	Facts   *snapshot.Snapshot // what is answered from: all of them, or the part that the question needs
	Cut     limits.Stop        // why the part is not all that was needed, if it is not
	Walked  *snapshot.Walked   // what a walk came to of which the part has a page; nil: the part has all of it
	Counts  *snapshot.Counts   // how much there is, where the part does not tell
	Degrees map[string]int     // likewise of each entity, by id: see Snapshot.Degree
	Limits  *limits.Limits
	Budget  graph.Budget
	Today   graph.Day
	Source  Source
	Info    *Info // of the question

	lang      string
	filter    graph.Filter        // of the question
	countries *snapshot.Countries // of Facts, on the day of the question; nil until it is needed
	scope     string              // the question and its parameters, which a cursor belongs to
	limited   bool                // the question gives a limit of its page
	progress  func(done, total int)
	enter     func(ctx context.Context, heavy bool) error
	heavy     bool // it was let in as a heavy question
}

// Progress tells who waits for the answer how much of it is done.
func (a *Asking) Progress(done, total int) {
	if a.progress != nil {
		a.progress(done, total)
	}
}

// Limited reports whether the question gives a limit of its page, or leaves it to the default.
func (a *Asking) Limited() bool { return a.limited }

// Briefly reports whether an answer of so many claims says less of each row.
func (a *Asking) Briefly(d Detail, claims int) bool {
	return d == Brief || d != Full && claims > claimsInFull && !a.limited
}

// Lang is the language of the answer.
func (a *Asking) Lang() string { return a.lang }

// Within returns the same asking in another language.
func (a *Asking) Within(lang string) *Asking {
	b := *a
	b.lang = lang
	return &b
}

// Resolve returns the entity that a reference means among those that were known at an instant, zero being now. The error is a
// *graph.NotFound or a *graph.Ambiguous.
func (a *Asking) Resolve(ref string, knownAt time.Time) (snapshot.Node, error) {
	return names.Resolve(a.Limits, a.Facts, ref, a.known(knownAt))
}

// ResolveID is Resolve that returns the id.
func (a *Asking) ResolveID(ref string, knownAt time.Time) (string, error) {
	n, err := names.Resolve(a.Limits, a.Facts, ref, a.known(knownAt))
	if err != nil {
		return "", err
	}
	return a.Facts.ID(n), nil
}

// NameIn is what sentences in the language of the answer call an entity.
func (a *Asking) NameIn(id string) string { return a.Facts.NameIn(id, a.lang) }

// ListName is what lists and headings in the language of the answer call an entity: its name, in another language than that of
// the names what sentences call it, without an article.
func (a *Asking) ListName(e graph.EntityRef) string {
	if a.lang == "" || a.lang == "en" {
		return e.Name
	}
	return say.Bare(a.lang, a.NameIn(e.ID))
}

// known is the filter of the question, as of an instant of recording.
func (a *Asking) known(at time.Time) graph.Filter {
	f := a.filter
	f.KnownAt = at
	return f
}

// EntityRef returns an entity of Facts as it stands in lists, with its state on the day of the question.
func (a *Asking) EntityRef(n snapshot.Node) graph.EntityRef { return a.Called(a.places().Ref(n)) }

// Called returns an entity with what lists in the language of the answer call it.
func (a *Asking) Called(e graph.EntityRef) graph.EntityRef {
	if name := a.ListName(e); name != e.Name {
		e.Called = name
	}
	return e
}

// Country returns the state of an entity of Facts on the day of the question, or None.
func (a *Asking) Country(n snapshot.Node) snapshot.Node { return a.places().Of(n) }

// CountriesOn finds states on another day, as they were recorded when the question asks.
func (a *Asking) CountriesOn(day graph.Day) *snapshot.Countries {
	f := a.filter
	f.AsOf = day
	return a.Facts.Countries(f)
}

func (a *Asking) places() *snapshot.Countries {
	if a.countries == nil {
		a.countries = a.Facts.Countries(a.filter)
	}
	return a.countries
}
