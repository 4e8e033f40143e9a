package control

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/limits"
	"chokepoint/graph/owners"
	"chokepoint/graph/snapshot"
)

// Export is an item that goes to a destination, and perhaps to an end user there.
type Export struct {
	Item    snapshot.Node
	To      snapshot.Node // a state or place
	EndUser snapshot.Node // a party, or snapshot.None
	Filter  graph.Filter  // AsOf, KnownAt and MinConfidence count
}

// Findings are the decisions that come near an export, each list the latest in force first, then by name.
type Findings struct {
	Apply      []Ruling
	MayApply   []Ruling // of which it is unknown whether they do
	DoNotApply []Ruling // and why not
	Unknowns   []Gap
}

// Ruling is a decision with why it applies, may apply, or does not.
type Ruling struct {
	State
	Reason   Reason
	Because  []snapshot.Ref // the claims that join it to the item, the destination and the end user
	Criteria []criteria.Judgement
	Binds    []graph.Interval // when it is in force
	Since    graph.Date       // in force since; Beginning if it is not in force on the day
}

// Check finds the decisions that bear on an export, in time linear in the decisions and what is said of them. A decision
// applies if it binds on the day, catches the item, and has the destination or the end user in its scope.
//
// It catches an item that it covers by name, by a class that the item belongs to or by a variant, and an item that meets its
// criterion or that of a class that it covers. Its scope is what it applies to: a place that the destination is or lies in, a
// group that this belongs to, or a party that the end user is, is owned by, or belongs to. A decision that names no items, a
// list, applies to the parties that it lists, and with a threshold to their affiliates.
//
// The error wraps graph.ErrKind if the item is nothing that decisions cover, or the destination nowhere.
func Check(l *limits.Limits, s *snapshot.Snapshot, e Export) (*Findings, error) {
	if err := checkKinds(s, e); err != nil {
		return nil, err
	}
	x, err := newChecking(l, s, e)
	if err != nil {
		return nil, err
	}
	found := &Findings{}
	for _, d := range decisionsOf(s) {
		if err := l.Work(); err != nil {
			return nil, err
		}
		if !s.IsPresent(d, e.Filter.KnownAt) {
			continue
		}
		r, err := x.rule(d)
		if err != nil {
			return nil, err
		}
		switch r.Reason.Standing() {
		case Applies:
			found.Apply = append(found.Apply, r)
		case MayApply:
			found.MayApply = append(found.MayApply, r)
		case DoesNotApply:
			found.DoNotApply = append(found.DoNotApply, r)
		}
	}
	for _, list := range [][]Ruling{found.Apply, found.MayApply, found.DoNotApply} {
		slices.SortFunc(list, func(a, b Ruling) int {
			return cmp.Or(-cmp.Compare(a.Since, b.Since), compareNames(s, a.Decision, b.Decision))
		})
	}
	found.Unknowns = x.unknowns(found)
	return found, nil
}

// checkKinds makes sure that the item is something that decisions cover, and the destination somewhere.
func checkKinds(s *snapshot.Snapshot, e Export) error {
	o := s.Ontology()
	if covers := o.Relation(o.Binding.Covers); covers != nil && len(covers.To) > 0 && !slices.Contains(covers.To, s.Kind(e.Item)) {
		return &graph.WrongKind{ID: s.ID(e.Item), Kind: s.Kind(e.Item), Wanted: "an item", Kinds: covers.To}
	}
	kinds := []string{o.Country.Kind}
	for _, name := range o.Country.Relations {
		for _, kind := range o.Relation(name).To {
			if kind != o.Binding.Kind && !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	if o.Country.Kind != "" && !slices.Contains(kinds, s.Kind(e.To)) {
		return &graph.WrongKind{ID: s.ID(e.To), Kind: s.Kind(e.To), Wanted: "a destination", Kinds: kinds}
	}
	return nil
}

// checking is a check under way.
type checking struct {
	*reading
	Export
	covers, excludes, scope, listedBy snapshot.Predicates

	figures  *criteria.Figures // of the item
	listings *owners.Listings

	countries *snapshot.Countries
	classes   trails                           // from the item: itself, what it is a variant of, and the classes that these belong to
	places    trails                           // from the destination: itself, what it lies in, and the groups that these belong to
	persons   trails                           // from the end user: itself, its owners, and the groups that these belong to
	party     trails                           // from the end user: these, and the places of their seats
	listed    map[snapshot.Node][]snapshot.Ref // by decision: the claims that it lists the end user
}

func newChecking(l *limits.Limits, s *snapshot.Snapshot, e Export) (*checking, error) {
	r, err := newReading(l, s, e.Filter)
	if err != nil {
		return nil, err
	}
	roles := s.Ontology().Binding
	x := &checking{reading: r, Export: e, figures: criteria.Of(s, e.Item, r.claims.Admits), countries: s.Countries(e.Filter),
		covers: s.Predicates(roles.Covers), excludes: s.Predicates(roles.Excludes), scope: s.Predicates(roles.Scope), listedBy: s.Predicates(roles.ListedBy)}
	binds := func(d snapshot.Node) bool { return r.bindings.At(d, r.day) != nil }
	if x.listings, err = owners.NewListings(l, s, e.Filter, binds); err != nil {
		return nil, err
	}
	return x, x.lookAround()
}

// lookAround finds what the item, the destination and the end user belong to.
func (x *checking) lookAround() (err error) {
	o := x.s.Ontology()
	groups := x.s.Predicates(o.Binding.Membership...)
	geography := x.s.Predicates(slices.Concat(o.Country.Relations, o.Binding.Membership)...)
	if x.classes, err = x.follow(trailsFrom(x.Item), along{relations: groups, said: true}); err != nil {
		return err
	}
	if x.places, err = x.follow(trailsFrom(x.To), along{relations: geography}); err != nil || x.EndUser == snapshot.None {
		return err
	}
	if x.listed, err = x.listingsOfEndUser(); err != nil {
		return err
	}
	firms, err := x.majorityOwners()
	if err != nil {
		return err
	}
	if x.persons, err = x.follow(firms, along{relations: groups}); err != nil {
		return err
	}
	x.party, err = x.follow(firms, along{relations: geography})
	return err
}

// rule finds how a decision stands to the export.
func (x *checking) rule(d snapshot.Node) (Ruling, error) {
	c, err := x.catches(d)
	if err != nil || c.verdict == criteria.Unknown && c.criteria == nil && !c.neutral {
		return Ruling{}, err
	}
	sc, err := x.scopeOf(d, c.neutral)
	if err != nil || sc.match == outOfScope {
		return Ruling{}, err
	}
	r := Ruling{Criteria: c.criteria, Since: graph.Beginning}
	if r.State, err = x.state(d); err != nil {
		return r, err
	}
	for _, ref := range append(c.claims, sc.claims...) {
		if !slices.Contains(r.Because, ref) {
			r.Because = append(r.Because, ref)
		}
	}
	for _, f := range x.bindings.Of(d) {
		r.Binds = append(r.Binds, f.Valid)
	}
	r.Binds = graph.JoinIntervals(r.Binds) // stretches that touch differ in their support alone
	for _, valid := range r.Binds {
		if valid.Contains(x.day) {
			r.Since = valid.From
		}
	}
	r.Reason = weighReasons(&r, &c, &sc)
	return r, nil
}
