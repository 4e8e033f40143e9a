package control

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/limits"
	"chokepoint/graph/owners"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// Export is an item that goes to a destination, and perhaps to an end user there.
type Export struct {
	Item    snapshot.Node      // snapshot.None: an item that is not on record, of which Figures says what is known
	Figures *criteria.Figures  // of the item; nil: those on record
	To      snapshot.Node      // a state or place
	EndUser snapshot.Node      // a party, or snapshot.None
	Assumed []rules.Assumption // under another law
	Filter  graph.Filter       // AsOf, KnownAt and MinConfidence count
}

// Findings are the decisions that come near an export, in each list those first that stand in its way, then the latest in force, then
// by name.
type Findings struct {
	Apply      []Ruling
	MayApply   []Ruling // of which it is unknown whether they do
	DoNotApply []Ruling // and why not
	Beside     []Ruling // that concern the end user or the item, and control no export
	Exceptions []Exception
	Unknowns   []Gap
}

// Ruling is a decision with why it applies, may apply, or does not. Of what is said of the decision it has what is for the export.
type Ruling struct {
	State
	Reasons  []Reason        // the first decides; of one that may apply, all that leave it open
	Because  []snapshot.Ref  // the claims that join it to the item, the destination and the end user
	Parts    []snapshot.Ref  // those by which it covers a part of the item; their notes say where the limit is
	Members  []snapshot.Node // those of the item that it covers, where this is a class of items
	Criteria []criteria.Judgement
	Force    []graph.Interval // when it is in force
	Since    graph.Date       // in force since; Beginning if it is not in force on the day
	From     graph.Date       // of one that binds the export later: from when
	Asks     []snapshot.Ref   // what it turns on that no claim says of the item
	Instead  snapshot.Node    // the decision whose review policy stands in for its own, or snapshot.None
	Assumed  bool             // its status is assumed

	made        origin // where the item is designed
	foreignOnly bool   // it reaches items from abroad alone
}

// Reason is what decides how the decision stands.
func (r *Ruling) Reason() Reason { return r.Reasons[0] }

// Check finds the decisions that bear on an export, in time linear in those that could and what is said of them. A decision
// applies if it binds on the day, catches the item, has the destination or the end user in its scope, and controls exports.
//
// It catches an item that it covers by name, by a class that the item belongs to or by a variant, and an item that meets its
// criterion or that of a class that it covers; if only a part of the item is covered, it may. One that names no items catches
// none. Its scope is what it applies to: a state that the destination is or lies in, a group of destinations, the end user or who
// holds the majority of it, or a group of parties to which these belong, by name or by their seats; a list reaches the parties
// that it lists, and with a threshold their affiliates. Where a share that is not known, or known as a range, decides whether it reaches
// the end user, it may apply.
//
// The error wraps graph.ErrKind if the item is nothing that decisions cover, the destination nowhere, or the end user nobody.
func Check(l *limits.Limits, s *snapshot.Snapshot, e Export) (*Findings, error) {
	if err := checkKinds(s, e); err != nil {
		return nil, err
	}
	if stop, err := l.Spent(0); err != nil || !stop.None() { // before an index is made for the first time
		return nil, cmp.Or(err, error(graph.ErrTooCostly))
	}
	x, err := newChecking(l, s, e)
	if err != nil {
		return nil, err
	}
	found := &Findings{}
	for _, d := range x.candidates() {
		if err := l.Work(); err != nil {
			return nil, err
		}
		r, err := x.rule(d)
		if err != nil {
			return nil, err
		}
		found.add(&r)
	}
	if err = x.replacePolicies(found); err != nil {
		return nil, err
	}
	if found.Exceptions, err = x.exceptions(found); err != nil {
		return nil, err
	}
	found.exempt()
	x.askInstead(found)
	for _, list := range [][]Ruling{found.Apply, found.MayApply, found.DoNotApply, found.Beside} {
		slices.SortFunc(list, func(a, b Ruling) int {
			return cmp.Or(snapshot.CompareBool(!x.restricts(&a), !x.restricts(&b)), -cmp.Compare(a.Since, b.Since), compareNames(s, a.Decision, b.Decision))
		})
	}
	if found.Unknowns, err = x.unknowns(found); err == nil {
		err = x.failed
	}
	if err != nil {
		return nil, err
	}
	return found, nil
}

func (f *Findings) add(r *Ruling) {
	if len(r.Reasons) == 0 {
		return
	}
	switch r.Reason().Standing() {
	case Applies:
		f.Apply = append(f.Apply, *r)
	case MayApply:
		f.MayApply = append(f.MayApply, *r)
	case DoesNotApply:
		f.DoNotApply = append(f.DoNotApply, *r)
	case Concerns:
		f.Beside = append(f.Beside, *r)
	}
}

// checkKinds makes sure that the item is something that decisions cover, the destination somewhere, and the end user somebody whom they
// could list.
func checkKinds(s *snapshot.Snapshot, e Export) error {
	o := s.Ontology()
	if covers := o.Relation(o.Binding.Covers); e.Item != snapshot.None && covers != nil && !allows(covers.To, s.Kind(e.Item)) {
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
	if listed := o.Relation(o.Binding.ListedBy); e.EndUser != snapshot.None && listed != nil && !allows(listed.From, s.Kind(e.EndUser)) {
		return &graph.WrongKind{ID: s.ID(e.EndUser), Kind: s.Kind(e.EndUser), Wanted: "an end user", Kinds: listed.From}
	}
	return nil
}

// checking is a check under way.
type checking struct {
	*reading
	Export
	covers, part, excludes, scope, listedBy, groups, exempts, amends snapshot.Predicates

	index     *index
	figures   *criteria.Figures // of the item
	listings  *owners.Listings
	countries *snapshot.Countries

	classes   trails                            // from the item: itself, what it is a variant of, and the classes that these belong to
	partly    trails                            // from the item: these, and classes to which a part of it belongs
	parts     trails                            // from the item: itself, and its members
	members   trails                            // these, and what they belong to, also by what is concluded
	below     map[snapshot.Node][]snapshot.Node // of these, those that belong to one directly; nil until it is asked for
	places    trails                            // from the destination: itself, its state, and the groups that these belong to
	selves    trails                            // the end user itself, and, of a site, who operates or owns it
	circle                                      // of the end user
	perhaps   *circle                           // with those who may hold the majority of it, their shares being ranges; nil if there are none
	listed    map[snapshot.Node][]snapshot.Ref  // by decision: the claims that it lists the end user
	above     map[snapshot.Node][]snapshot.Ref  // the listed owners of the end user, with the claims that list them; nil until they are asked for
	fits      map[snapshot.Node]reach           // of limited values, by whom or what they are for
	failed    error                             // of a criterion that was to be judged on the way
	homes     map[snapshot.Node]snapshot.Node   // of decisions: the states of their issuers
	designers []snapshot.Node                   // the states of those who design the item
	unions    map[snapshot.Node]trails          // of these states: what they are part of, as of a union
	asked     []Ruling                          // rules on foreign items alone of which a question is left
	open      []snapshot.Node                   // decisions addressed to parties at the destination, where no end user is given
}

func newChecking(l *limits.Limits, s *snapshot.Snapshot, e Export) (*checking, error) {
	r, err := newReading(l, s, e.Filter, e.Assumed...)
	if err != nil {
		return nil, err
	}
	roles := s.Ontology().Binding
	x := &checking{reading: r, Export: e, figures: e.Figures, index: indexOf(s), countries: s.Countries(e.Filter),
		fits: map[snapshot.Node]reach{}, unions: map[snapshot.Node]trails{}, homes: map[snapshot.Node]snapshot.Node{},
		covers: s.Predicates(roles.Covers), part: s.Predicates(roles.Partly...), excludes: s.Predicates(roles.Excludes), scope: s.Predicates(roles.Scope),
		listedBy: s.Predicates(roles.ListedBy), groups: s.Predicates(roles.Membership...), exempts: s.Predicates(roles.Exempts...), amends: s.Predicates(roles.Amends...)}
	if x.figures == nil {
		x.figures = criteria.Of(s, e.Item, x.evidence)
	}
	binds := func(d snapshot.Node) bool { return r.bindings.At(d, r.day) != nil }
	if x.listings, err = owners.NewListings(l, s, e.Filter, binds); err != nil {
		return nil, err
	}
	return x, x.lookAround()
}

// rule finds how a decision stands to the export.
func (x *checking) rule(d snapshot.Node) (r Ruling, err error) {
	if !x.s.IsPresent(d, x.Filter.KnownAt) {
		return r, nil
	}
	if exception, err := x.isException(d); err != nil || exception {
		return r, err
	}
	r, c, sc, err := x.assess(d)
	if err != nil {
		return r, err
	}
	if sc.match == toOthers && c.reaches() && r.Binds() {
		x.open = append(x.open, d)
	}
	if r.Reasons = x.weigh(&r, &c, &sc); len(r.Reasons) > 0 && r.Reason().Standing() == DoesNotApply {
		r.Conditions = nil // nobody has to meet them
		r.Other = slices.DeleteFunc(r.Other, func(ref snapshot.Ref) bool { return x.s.PredicateName(ref) != x.s.Ontology().Binding.Citation })
	}
	return r, nil
}

// assess puts together what is found of a decision.
func (x *checking) assess(d snapshot.Node) (r Ruling, c catch, sc scope, err error) {
	r = Ruling{Since: graph.Beginning, From: graph.Beginning, Instead: snapshot.None}
	if sc, err = x.scopeOf(d); err != nil || sc.match == outOfScope {
		return r, c, sc, err
	}
	if c, err = x.catches(d); err != nil || !c.reaches() && !c.all && !sc.party && !c.nothing {
		return r, c, sc, err
	}
	r.Criteria, r.Parts, r.Members = c.criteria, c.parts, c.members
	if r.State, err = x.state(d); err != nil {
		return r, c, sc, err
	}
	stated := len(r.Effects) > 0
	x.narrow(&r.State)
	if stated && len(r.Effects) == 0 { // whatever it does is for others
		sc.match = outOfScope
		return r, c, sc, nil
	}
	r.made, r.foreignOnly = x.made(d), x.says(d, x.s.Ontology().Binding.ForeignOnly)
	r.Asks = x.asks(&r)
	r.Assumed = slices.ContainsFunc(x.Assumed, func(a rules.Assumption) bool { return a.Decision == d })
	r.Because = eachOnce(append(c.claims, sc.claims...))
	r.Force, r.Since = x.force(d)
	return r, c, sc, nil
}

// eachOnce leaves out claims that stand before.
func eachOnce(refs []snapshot.Ref) (all []snapshot.Ref) {
	seen := make(map[snapshot.Ref]bool, len(refs))
	for _, ref := range refs {
		if !seen[ref] {
			seen[ref] = true
			all = append(all, ref)
		}
	}
	return all
}

// replacePolicies gives a decision the review policy of one that amends it and catches the export too.
func (x *checking) replacePolicies(found *Findings) error {
	all := [][]Ruling{found.Apply, found.MayApply}
	for _, by := range found.Apply {
		if len(by.ReviewPolicy) == 0 {
			continue
		}
		for ref, amended := range x.s.Out(by.Decision) {
			if err := x.l.Work(); err != nil {
				return err
			}
			if !x.s.Is(ref, x.amends) || !x.claims.Admits(ref) {
				continue
			}
			for _, list := range all {
				if i := slices.IndexFunc(list, func(r Ruling) bool { return r.Decision == amended }); i >= 0 && len(list[i].ReviewPolicy) > 0 {
					list[i].ReviewPolicy, list[i].Instead = by.ReviewPolicy, by.Decision
				}
			}
		}
	}
	return nil
}
