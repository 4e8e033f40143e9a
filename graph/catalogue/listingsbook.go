package catalogue

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	ownership "chokepoint/graph/owners"
	"chokepoint/graph/question"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// book is what is on record of the listings of parties on a day. It is opened once for a question, in time linear in what the
// listed parties hold; a party that was looked up costs nothing the next time. It is used by one goroutine.
type book struct {
	a        *question.Asking
	day      graph.Day
	list     snapshot.Node  // whose listings are asked for; None: all
	claims   *snapshot.Mask // of the day
	bindings *rules.Bindings
	listings *ownership.Listings
	rules    []ruleReach
	records  map[snapshot.Node]*partyRecord
	listed   map[snapshot.Node]bool

	listedBy, within, issuer snapshot.Predicates
}

// ruleReach is how far a rule with a threshold reaches from the parties on its lists.
type ruleReach struct {
	ThresholdRule
	reach *ownership.Affiliation
}

// partyRecord is what is on record of a party.
type partyRecord struct {
	inForce, ended, upcoming []stay // by the list that is asked for
	elsewhere                []stay // in force by others
	owners                   []ownership.Holding
	reaches                  []reachOfParty
}

// stay is a listing of a party for one stretch of time without a gap.
type stay struct {
	decision snapshot.Node
	ref      snapshot.Ref   // the claim that lists it: on the day, or else the last
	when     graph.Interval // it holds and the decision binds
	since    graph.Date     // as the claim says it, though the decision may have bound later; of what is to come, when it does
}

// reachOfParty is a rule and the party that it reaches, or might.
type reachOfParty struct {
	*ruleReach
	party snapshot.Node
}

// openBook opens it for a list, or an authority whose lists are meant, or for all. The errors are those of question.Asking.Resolve, of
// checkList and of the limits.
func openBook(a *question.Asking, f graph.Filter, list string) (*book, error) {
	s, roles := a.Facts, a.Facts.Ontology().Binding
	claims, err := s.ClaimMask(f)
	if err != nil {
		return nil, err
	}
	b := &book{a: a, day: f.AsOf, list: snapshot.None, claims: claims, bindings: rules.NewBindings(s, claims), records: map[snapshot.Node]*partyRecord{}, listed: map[snapshot.Node]bool{},
		listedBy: s.Predicates(roles.ListedBy), within: s.Predicates(roles.Within...), issuer: s.Predicates(roles.Issuer)}
	if list != "" {
		if b.list, err = a.Resolve(list, f.KnownAt); err != nil {
			return nil, err
		}
	}
	if b.listings, err = ownership.NewListings(a.Limits, s, f, func(d snapshot.Node) bool { return b.bindings.At(d, b.day) != nil }); err != nil {
		return nil, err
	}
	decisions := b.listings.Thresholds()
	if b.list != snapshot.None && !slices.Contains(decisions, b.list) {
		if err := b.checkList(); err != nil {
			return nil, err
		}
	}
	for i, r := range thresholdRules(a, b.listings, decisions, b.bindings, b.day) {
		lists, err := b.listings.Lists(decisions[i])
		if err != nil {
			return nil, err
		}
		parties, err := b.listings.Parties(lists)
		if err != nil {
			return nil, err
		}
		reach, err := b.listings.Reach(parties, ownership.Threshold(r.Threshold))
		if err != nil {
			return nil, err
		}
		b.rules = append(b.rules, ruleReach{r, reach})
	}
	return b, nil
}

// of looks a party up.
func (b *book) of(n snapshot.Node) (*partyRecord, error) {
	if r, ok := b.records[n]; ok {
		return r, nil
	}
	stays, err := b.stays(n)
	if err != nil {
		return nil, err
	}
	r := &partyRecord{owners: ownership.Holdings(b.a.Facts, n, graph.Dependencies, b.listings.Owning())}
	slices.SortStableFunc(r.owners, func(x, y ownership.Holding) int { return cmp.Compare(y.Shares.Least, x.Shares.Least) })
	at := graph.Instant(b.day)
	for _, st := range stays {
		asked, now := b.list == snapshot.None || b.isBy(&st, b.list), st.when.Contains(b.day)
		switch {
		case !asked && now:
			r.elsewhere = append(r.elsewhere, st)
		case !asked:
		case now:
			r.inForce = append(r.inForce, st)
		case st.when.To < at:
			r.ended = append(r.ended, st)
		default:
			st.since = st.when.From
			r.upcoming = append(r.upcoming, st)
		}
	}
	for i := range b.rules {
		if len(b.rules[i].reach.Stakes(n)) > 0 {
			r.reaches = append(r.reaches, reachOfParty{&b.rules[i], n})
		}
	}
	b.records[n] = r
	return r, nil
}

// stays lists when decisions list a party, the earliest first. What several claims, or several stretches in which a decision binds,
// say of one decision without a gap is one stay.
func (b *book) stays(n snapshot.Node) ([]stay, error) {
	var all []stay
	for ref, decision := range b.a.Facts.OutBy(n, b.listedBy) {
		if err := b.a.Limits.Work(); err != nil {
			return nil, err
		}
		if b.claims.AdmitsEver(ref) {
			all = append(all, b.staysBy(ref, decision)...)
		}
	}
	slices.SortStableFunc(all, func(x, y stay) int {
		return cmp.Or(cmp.Compare(x.decision, y.decision), cmp.Compare(x.when.From, y.when.From), b.a.Facts.CompareClaims(x.ref, y.ref))
	})
	joined := all[:0]
	for _, next := range all {
		last := len(joined) - 1
		if last < 0 || joined[last].decision != next.decision || apart(joined[last].when, next.when) {
			joined = append(joined, next)
			continue
		}
		st := &joined[last]
		if here, there := st.when.Contains(b.day), next.when.Contains(b.day); there && !here || there == here && next.when.To > st.when.To {
			st.ref = next.ref
		}
		st.when.To = max(st.when.To, next.when.To)
	}
	slices.SortStableFunc(joined, func(x, y stay) int {
		return cmp.Or(cmp.Compare(x.since, y.since), b.a.Facts.CompareClaims(x.ref, y.ref))
	})
	return joined, nil
}

// apart reports whether a day lies between the end of one stretch and the beginning of a later one.
func apart(x, y graph.Interval) bool {
	return x.To.Bounded() && y.From.Bounded() && y.From.Day() > x.To.Day()
}

// staysBy lists when a claim lists its subject by a decision that binds.
func (b *book) staysBy(ref snapshot.Ref, decision snapshot.Node) (all []stay) {
	valid := b.a.Facts.Valid(ref)
	for i, force := range b.bindings.Of(decision) {
		when := valid.Intersect(force.Valid)
		if when.Empty() {
			continue
		}
		st := stay{decision, ref, when, when.From}
		if written := b.a.Facts.Written(ref).From; i == 0 && written.Bounded() {
			st.since = written
		} else if i == 0 {
			st.since = valid.From
		}
		all = append(all, st)
	}
	return all
}

// isListed reports whether a decision in force lists a party.
func (b *book) isListed(n snapshot.Node) bool {
	if listed, ok := b.listed[n]; ok {
		return listed
	}
	found, err := b.listings.Of(n)
	if err != nil {
		return false // the limits say so again
	}
	b.listed[n] = len(found) > 0
	return len(found) > 0
}

// during says which claims about lists count for a stay: those of the day while it lasts, else those of its own time.
func (b *book) during(st *stay) func(snapshot.Ref) bool {
	if st.when.Contains(b.day) {
		return b.claims.Admits
	}
	return func(ref snapshot.Ref) bool {
		return b.claims.AdmitsEver(ref) && !b.a.Facts.Valid(ref).Intersect(st.when).Empty()
	}
}

// upwards lists what a node is part of by the claims that count, the nearest first.
func (b *book) upwards(n snapshot.Node, counts func(snapshot.Ref) bool) (found []snapshot.Node) {
	for at := -1; at < len(found); at++ {
		from := n
		if at >= 0 {
			from = found[at]
		}
		for ref, whole := range b.a.Facts.Out(from) {
			if b.a.Facts.Is(ref, b.within) && counts(ref) && whole != n && !slices.Contains(found, whole) {
				found = append(found, whole)
			}
		}
	}
	return found
}

// listsOf are the decisions that the decision of a stay is part of, the nearest first.
func (b *book) listsOf(st *stay) []snapshot.Node {
	kind := b.a.Facts.Ontology().Binding.Kind
	return slices.DeleteFunc(b.upwards(st.decision, b.during(st)), func(n snapshot.Node) bool { return b.a.Facts.Kind(n) != kind })
}

// issuersOf are those who issued the decision of a stay or, where that is not recorded, the nearest of what it is part of.
func (b *book) issuersOf(st *stay) (found []snapshot.Node) {
	counts := b.during(st)
	for _, d := range append([]snapshot.Node{st.decision}, b.listsOf(st)...) {
		for ref, issuer := range b.a.Facts.Out(d) {
			if b.a.Facts.Is(ref, b.issuer) && counts(ref) && !slices.Contains(found, issuer) {
				found = append(found, issuer)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	return found
}

// isBy reports whether a stay is on a list or on a part of it, or on a list of an authority or of a part of that.
func (b *book) isBy(st *stay, list snapshot.Node) bool {
	counts := b.during(st)
	if st.decision == list || slices.Contains(b.upwards(st.decision, counts), list) {
		return true
	}
	return slices.ContainsFunc(b.issuersOf(st), func(issuer snapshot.Node) bool {
		return issuer == list || slices.Contains(b.upwards(issuer, counts), list)
	})
}

// doubtOf is why a listing on the day may be none: what the decision or the claim rests on.
func (b *book) doubtOf(st *stay) Doubt {
	if force := b.bindings.At(st.decision, b.day); force != nil && st.when.Contains(b.day) && force.Grounds.Doubtful() {
		return doubtOf(force.Grounds)
	}
	switch c := b.a.Facts.Confidence(st.ref); c {
	case graph.Disputed, graph.Estimated:
		return Doubt(c.String())
	}
	return ""
}

// citationsOf are the claims that say where the decision of a stay can be found.
func (b *book) citationsOf(st *stay) (found []snapshot.Ref) {
	s, counts := b.a.Facts, b.during(st)
	for ref := range s.AttributesNamed(st.decision, s.Ontology().Binding.Citation) {
		if counts(ref) {
			found = append(found, ref)
		}
	}
	slices.SortStableFunc(found, s.CompareClaims)
	return found
}

// reaches says whether the shares meet the threshold of the rule.
func (r *reachOfParty) reaches() Reaches {
	switch {
	case r.reach.Step(r.party) > 0:
		return ReachesSurely
	case r.reach.MayMeet(r.party):
		return ReachesPerhaps
	}
	return ReachesNot
}

// views shows some of the listings.
func (b *book) views(stays []stay) []ListingView {
	shown := make([]ListingView, len(stays))
	for i, st := range stays {
		shown[i] = ListingView{Decision: b.a.EntityRef(st.decision), Lists: b.refs(b.listsOf(&st)), IssuedBy: b.refs(b.issuersOf(&st)),
			Since: st.since.String(), Until: st.when.To.String(), Doubt: b.doubtOf(&st), Claim: view.Claim(b.a.Facts, st.ref, b.a.Lang()),
			Citations: view.Claims(b.a.Facts, b.citationsOf(&st), b.a.Lang()), since: st.since, until: st.when.To}
	}
	return shown
}

// listRef is the list that is asked for, or nil.
func (b *book) listRef() *graph.EntityRef {
	if b.list == snapshot.None {
		return nil
	}
	ref := b.a.EntityRef(b.list)
	return &ref
}

func (b *book) refs(nodes []snapshot.Node) []graph.EntityRef {
	refs := make([]graph.EntityRef, len(nodes))
	for i, n := range nodes {
		refs[i] = b.a.EntityRef(n)
	}
	return refs
}

func (b *book) stake(h ownership.Holding) StakeOfList {
	least, most := h.Shares.Pointers()
	return StakeOfList{b.a.EntityRef(h.Node), least, most, b.isListed(h.Node)}
}

func (b *book) viewOwners(owners []ownership.Holding) []OwnerOfParty {
	shown := make([]OwnerOfParty, len(owners))
	for i, h := range owners {
		shown[i] = OwnerOfParty{b.stake(h), view.Claim(b.a.Facts, h.Ref, b.a.Lang())}
	}
	return shown
}

func (b *book) viewReaches(reaches []reachOfParty) []ReachOfRule {
	shown := make([]ReachOfRule, len(reaches))
	for i, r := range reaches {
		shown[i] = ReachOfRule{Rule: r.Decision, Threshold: r.Threshold, InForce: r.InForce, Doubt: r.Doubt, Reaches: r.reaches(), Share: r.reach.Total(r.party),
			Path: view.Path(b.a.Facts, b.a.Lang(), r.reach.Chain(r.party))}
		if most := r.reach.Most(r.party); most > shown[i].Share {
			shown[i].ShareMost = &most
		}
	}
	return shown
}
