package catalogue

import (
	"errors"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/names"
	ownership "chokepoint/graph/owners"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// screener answers the rows of a screening, of one snapshot. What it found of a name or a party it remembers, so that a row costs
// what is new in it.
type screener struct {
	a         *question.Asking
	p         *screenParameters
	f         graph.Filter
	threshold float64
	book      *book
	states    *names.States
	keeps     map[string]func(snapshot.Node) bool // by kind
	found     map[string]*whom                    // by query
	parties   map[snapshot.Node]*Screened         // what rows have of a party
}

// whom is whom a query means.
type whom struct {
	candidates []names.Candidate
	notes      []string
}

func newScreener(a *question.Asking, p *screenParameters) (*screener, error) {
	x := &screener{a: a, p: p, f: p.Filter(a), threshold: thresholdOf(p), keeps: map[string]func(snapshot.Node) bool{}, found: map[string]*whom{},
		parties: map[snapshot.Node]*Screened{}}
	x.keeps[""] = a.Facts.Lister(graph.Filter{Kinds: kindsOfParties(a.Facts.Ontology())}).Lists
	kinds := []string{p.Kind}
	for i := range p.Queries {
		if p.Queries[i].row == nil { // people's files call kinds otherwise: those are noted
			kinds = append(kinds, p.Queries[i].Kind)
		}
	}
	for _, kind := range kinds {
		if _, err := x.keep(kind); err != nil {
			return nil, err
		}
	}
	var err error
	x.states = names.NewStates(a.Limits, a.Facts, x.f)
	x.book, err = openBook(a, x.f, p.List)
	return x, err
}

// keep says which entities are of a kind. The error wraps graph.ErrUnknownTerm.
func (x *screener) keep(kind string) (func(snapshot.Node) bool, error) {
	if keep, ok := x.keeps[kind]; ok {
		return keep, nil
	}
	f := graph.Filter{Kinds: []string{kind}}
	if err := x.a.Facts.Ontology().CheckFilter(f); err != nil {
		return nil, err
	}
	x.keeps[kind] = x.a.Facts.Lister(f).Lists
	return x.keeps[kind], nil
}

// row answers one row. The error is that of the limits.
func (x *screener) row(number int, q *PartyQuery) (Screened, error) {
	r := Screened{Row: number, Name: q.Name, Reference: q.Reference, Query: q.Party, given: q.row, Resolution: names.None, Listings: []ListingInBrief{}, Ended: []ListingInBrief{},
		Owners: []OwnerInBrief{}, Affiliation: []ReachInBrief{}, Candidates: []ScreenedCandidate{}}
	if wrong := x.wrong(q); wrong != nil {
		r.Resolution, r.Error = "", wrong.In(x.a.Lang())
		return r, nil
	}
	w, err := x.whom(q)
	if wrong := notMeant(q, err); wrong != nil {
		r.Resolution, r.Error = "", wrong.In(x.a.Lang())
		return r, nil
	}
	if err != nil {
		return r, err
	}
	r.Notes, r.Resolution = w.notes, resolutionOf(w.candidates, x.threshold)
	if len(w.candidates) == 0 {
		return r, nil
	}
	best := w.candidates[0]
	r.Score, r.Matched = best.Score, best.Matched
	if r.Resolution != names.None && best.Score >= x.threshold {
		known, err := x.party(best.Node)
		if err != nil {
			return r, err
		}
		r.Entity, r.Listed, r.Listings, r.Elsewhere, r.Ended, r.Upcoming = known.Entity, known.Listed, known.Listings, known.Elsewhere, known.Ended, known.Upcoming
		r.Owners, r.Affiliation = known.Owners, known.Affiliation
	}
	if r.Resolution == names.Doubtful && best.Score >= x.threshold && len(w.candidates) > 1 {
		r.Notes = append(slices.Clone(r.Notes), say.Text(x.a.Lang(), "screen.note.rival", x.a.NameIn(x.a.Facts.ID(w.candidates[1].Node)), scoreIn(x.a.Lang(), w.candidates[1].Score)))
	}
	if r.Resolution != names.Sure {
		for _, c := range w.candidates[:min(len(w.candidates), x.p.Limit)] {
			record, err := x.book.of(c.Node)
			if err != nil {
				return r, err
			}
			r.Candidates = append(r.Candidates, ScreenedCandidate{Candidate{x.a.EntityRef(c.Node), c.Score, c.Matched}, len(record.inForce) > 0})
		}
	}
	return r, nil
}

// wrong says why a row can't be answered, or nil.
func (x *screener) wrong(q *PartyQuery) say.Told {
	if q.row != nil && q.row.Wrong != nil {
		return q.row.Wrong
	}
	if wrong := q.wrong(); wrong != nil {
		return *wrong
	}
	return nil
}

// notMeant says why whom a person found to be meant is nobody, or nil.
func notMeant(q *PartyQuery, err error) say.Told {
	if q.Meant != "" && (errors.Is(err, graph.ErrNotFound) || errors.Is(err, graph.ErrAmbiguous)) {
		return say.Because(err)
	}
	return nil
}

// whom finds whom a query means.
func (x *screener) whom(q *PartyQuery) (*whom, error) {
	key := q.key()
	if w, ok := x.found[key]; ok {
		return w, nil
	}
	w := &whom{}
	country, err := x.country(q, w)
	if err != nil {
		return nil, err
	}
	kind := q.Kind
	if kind == "" {
		kind = x.p.Kind
	}
	keep, err := x.keep(kind)
	if err != nil { // of a file: a kind that is asked for was looked at before
		w.notes = append(w.notes, say.Text(x.a.Lang(), "screen.note.kind", kind))
		keep = x.keeps[x.p.Kind]
	}
	// The second candidate bears on the resolution even if it is not shown.
	found, err := q.candidates(x.a, &names.Party{Name: q.Name, Country: country, Identifiers: q.Identifiers, AsOf: x.f.AsOf, KnownAt: x.f.KnownAt, Keep: keep, Most: max(2, x.p.Limit)})
	if err != nil {
		return nil, err
	}
	w.candidates = slices.DeleteFunc(found, func(c names.Candidate) bool { return c.Score < min(names.LeastScore, x.threshold) })
	x.found[key] = w
	return w, nil
}

// country finds the state of a query, and notes where there is no such state, or only the address tells it.
func (x *screener) country(q *PartyQuery, w *whom) (snapshot.Node, error) {
	n, err := x.states.Of(q.Country, q.Address)
	switch {
	case err != nil:
	case q.Country != "" && n == snapshot.None:
		w.notes = append(w.notes, say.Text(x.a.Lang(), "screen.note.country", q.Country))
	case q.Country == "" && n != snapshot.None:
		w.notes = append(w.notes, say.Text(x.a.Lang(), "screen.note.address", x.a.ListName(x.a.EntityRef(n))))
	}
	return n, err
}

// party is what rows have of a party, made once.
func (x *screener) party(n snapshot.Node) (*Screened, error) {
	if known, ok := x.parties[n]; ok {
		return known, nil
	}
	record, err := x.book.of(n)
	if err != nil {
		return nil, err
	}
	entity := x.a.EntityRef(n)
	r := &Screened{Entity: &entity, Listed: len(record.inForce) > 0, Listings: x.listings(record.inForce), Ended: x.listings(record.ended), Upcoming: x.listings(record.upcoming),
		Elsewhere: x.listings(record.elsewhere), Owners: x.owners(record.owners), Affiliation: []ReachInBrief{}}
	for _, reach := range x.book.viewReaches(record.reaches) {
		r.Affiliation = append(r.Affiliation, ReachInBrief{reach.Rule, reach.Threshold, reach.InForce, reach.Doubt, reach.Reaches, reach.Share, reach.ShareMost, reach.Path.Sentence,
			groundsOfPath(&reach.Path)})
	}
	x.parties[n] = r
	return r, nil
}

func (x *screener) listings(stays []stay) []ListingInBrief {
	shown := make([]ListingInBrief, len(stays))
	for i, st := range stays {
		citation, refs := "", []snapshot.Ref{st.ref}
		if cited := x.book.citationsOf(&st); len(cited) > 0 { // the best supported first
			citation, refs = x.a.Facts.Value(cited[0]).Text, append(refs, cited[0])
		}
		shown[i] = ListingInBrief{x.a.EntityRef(st.decision), x.book.refs(x.book.listsOf(&st)), st.since.String(), st.when.To.String(), x.book.doubtOf(&st), citation, x.grounds(refs...)}
	}
	return shown
}

func (x *screener) owners(all []ownership.Holding) []OwnerInBrief {
	shown := make([]OwnerInBrief, len(all))
	for i, h := range all {
		shown[i] = OwnerInBrief{x.book.stake(h), x.grounds(h.Ref)}
	}
	return shown
}

// grounds are some claims with their sources.
func (x *screener) grounds(refs ...snapshot.Ref) Grounds {
	g := Grounds{Claims: []string{}, Sources: []string{}}
	for _, ref := range refs {
		c := x.a.Facts.Claim(ref)
		g.Claims = append(g.Claims, c.ID().String())
		for _, s := range c.Sources {
			g.Sources = appendNew(g.Sources, s.Source)
		}
	}
	return g
}

// groundsOfPath are the claims of a path with their sources.
func groundsOfPath(p *graph.Path) Grounds {
	g := Grounds{Claims: []string{}, Sources: []string{}}
	for i := range p.Steps {
		g.Claims = append(g.Claims, p.Steps[i].Claim.String())
		for _, s := range p.Steps[i].Sources {
			g.Sources = appendNew(g.Sources, s.ID)
		}
	}
	return g
}
