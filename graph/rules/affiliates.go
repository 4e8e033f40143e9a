package rules

import (
	"cmp"
	"maps"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/owners"
	"chokepoint/graph/snapshot"
)

// affiliation is a stretch of time in which a decision reaches a party by its threshold: parties on its lists, and what they
// reach, hold the threshold in it together for sure: by the lower ends of ranges. owners.Affiliation says the same of one day.
type affiliation struct {
	decision, party snapshot.Node
	holding
}

// holding is a stretch of time in which something is so, with the claims that say so and how sure they make it.
type holding struct {
	valid      graph.Interval
	confidence graph.Confidence
	claims     []snapshot.Ref
}

// reachedBy names the predicates by which a decision with a threshold finds the parties on its lists.
func reachedBy(o *graph.Ontology) []string {
	return slices.Concat([]string{o.Binding.Threshold, o.Binding.ListedBy}, o.Binding.Lists, o.Binding.Within)
}

// ownership names the relations of ownership.
func ownership(o *graph.Ontology) (names []string) {
	for _, r := range o.Relations {
		if r.Channel == graph.OwnershipChannel {
			names = append(names, r.Name)
		}
	}
	return names
}

// affiliations finds what all thresholds reach, once for a derivation: nothing, after a look at the decisions, where there is
// none.
func (d *derivation) affiliations() ([]affiliation, error) {
	if d.reached {
		return d.reach, nil
	}
	o := d.s.Ontology().Binding
	for decision := range snapshot.Node(d.s.Nodes()) {
		if d.s.Kind(decision) != o.Kind {
			continue
		}
		for ref := range d.s.AttributesNamed(decision, o.Threshold) {
			if !d.known.AdmitsEver(ref) {
				continue
			}
			listed, err := d.listed(decision)
			if err != nil {
				return nil, err
			}
			x := &spread{d: d, threshold: max(owners.Threshold(d.s.Value(ref).Number), 1), owning: d.s.Predicates(ownership(d.s.Ontology())...),
				listed: listed, affiliated: map[snapshot.Node][]holding{}, stakes: map[snapshot.Node][]stake{}}
			if err := x.run(); err != nil {
				return nil, err
			}
			d.reach = append(d.reach, x.under(decision, ref)...)
		}
	}
	d.reached = true
	return d.reach, nil
}

// listed finds the parties that a decision, the lists that it works on, and those that are part of one of these name while they bind.
func (d *derivation) listed(decision snapshot.Node) (map[snapshot.Node][]holding, error) {
	o := d.s.Ontology().Binding
	onList := []graph.Condition{{Subject: "party", Relation: []string{o.ListedBy}, Object: "list"}, {Binding: "list"}}
	onWhole := func(whole string) []graph.Condition {
		if len(o.Within) == 0 {
			return []graph.Condition{{Subject: "party", Relation: []string{o.ListedBy}, Object: whole}, {Binding: whole}}
		}
		return append(slices.Clone(onList), graph.Condition{Subject: "list", Relation: o.Within, Object: whole, Repeat: graph.RepeatAny})
	}
	ways := [][]graph.Condition{onWhole("decision")}
	if len(o.Lists) > 0 {
		ways = append(ways, append(onWhole("whole"), graph.Condition{Subject: "decision", Relation: o.Lists, Object: "whole"}))
	}
	found := map[snapshot.Node][]holding{}
	for _, way := range ways {
		r := compile(d.index, &graph.Rule{Derive: graph.Conclusion{Subject: "party", Object: "decision"}, When: way})
		b := r.unbound()
		b[r.object] = decision
		err := d.prove(r.when, b, func(b bound, p proof) {
			party := b.of(r.subject)
			found[party] = append(found[party], holding{p.valid, p.confidence, p.refs()})
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// spread follows a threshold from listed parties to what they reach, over claims of all dates at once. It goes by confidence:
// first by the best supported claims alone, then with those that are one degree weaker, so that what is reached on a day is
// reached with the best support that it has on that day. Within a degree it goes step by step, so that a proof rests only on
// what was reached before, and cross-holdings add nothing of their own.
//
// It takes time linear in the holdings of what it reaches, times the stretches of time into which these fall.
type spread struct {
	d          *derivation
	threshold  graph.Share
	owning     snapshot.Predicates
	listed     map[snapshot.Node][]holding
	affiliated map[snapshot.Node][]holding // stretches that don't overlap
	stakes     map[snapshot.Node][]stake   // in a node
}

// stake is a known share that an owner holds in a node, at the least, while the claim that gives it decides.
type stake struct {
	owner      snapshot.Node
	ref        snapshot.Ref
	share      graph.Share
	confidence graph.Confidence
	valid      graph.Interval
}

func (x *spread) run() error {
	for degree := graph.Official; degree >= graph.Disputed; degree-- {
		members := maps.Clone(x.listed)
		for n := range x.affiliated {
			members[n] = nil
		}
		for fresh := slices.Sorted(maps.Keys(members)); len(fresh) > 0; {
			owned, err := x.ownedBy(fresh)
			if err != nil {
				return err
			}
			reached := map[snapshot.Node][]holding{}
			for _, n := range owned {
				held, err := x.reaches(n, degree)
				if err != nil {
					return err
				}
				if len(held) > 0 {
					reached[n] = held
				}
			}
			for n, held := range reached {
				x.affiliated[n] = append(x.affiliated[n], held...)
			}
			fresh = slices.Sorted(maps.Keys(reached))
		}
	}
	return nil
}

// ownedBy lists what some nodes own, whatever the date.
func (x *spread) ownedBy(nodes []snapshot.Node) ([]snapshot.Node, error) {
	found := map[snapshot.Node]bool{}
	for _, owner := range nodes {
		for ref, owned := range x.d.s.In(owner) {
			if err := x.d.l.Work(); err != nil {
				return nil, err
			}
			if x.d.s.Is(ref, x.owning) && x.d.known.AdmitsEver(ref) {
				found[owned] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

// stakesIn lists the known shares that are held in a node. Of several claims on one pair that hold together the one counts that
// owners.Overrules puts first.
func (x *spread) stakesIn(n snapshot.Node) []stake {
	if found, ok := x.stakes[n]; ok {
		return found
	}
	s := x.d.s
	byOwner := map[snapshot.Node][]snapshot.Ref{}
	for ref, owner := range s.Out(n) {
		if s.Is(ref, x.owning) && x.d.known.AdmitsEver(ref) {
			byOwner[owner] = append(byOwner[owner], ref)
		}
	}
	var found []stake
	for _, owner := range slices.Sorted(maps.Keys(byOwner)) {
		same := byOwner[owner]
		slices.SortFunc(same, func(r, q snapshot.Ref) int {
			if owners.Overrules(s, r, q, owner) {
				return -1
			}
			return 1
		})
		var decided []graph.Interval
		for _, ref := range same {
			share := s.Share(ref)
			for _, valid := range s.Valid(ref).Without(decided) {
				if share.Known() && share > 0 {
					found = append(found, stake{owner, ref, share, s.Confidence(ref), valid})
				}
			}
			decided = graph.JoinIntervals(append(decided, s.Valid(ref)))
		}
	}
	x.stakes[n] = found
	return found
}

// part is what one member holds in a node for a stretch of time: the stake, and why its owner is a member.
type part struct {
	stake
	holding
}

// reaches finds when a node is newly reached by claims of a degree of confidence.
func (x *spread) reaches(n snapshot.Node, degree graph.Confidence) ([]holding, error) {
	parts := x.partsIn(n, degree)
	var known []graph.Interval
	for _, h := range x.affiliated[n] {
		known = append(known, h.valid)
	}
	known = graph.JoinIntervals(known)
	var bounds []graph.Date
	for i := range parts {
		bounds = append(bounds, parts[i].holding.valid.From, parts[i].holding.valid.To)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	var found []holding
	for i := 1; i < len(bounds); i++ {
		if err := x.d.l.Work(); err != nil {
			return nil, err
		}
		stretch := graph.Interval{From: bounds[i-1], To: bounds[i]}
		if stretch.Empty() {
			continue
		}
		h := x.enough(parts, stretch)
		if h == nil {
			continue
		}
		for _, valid := range stretch.Without(known) {
			last := len(found) - 1
			if last >= 0 && found[last].valid.To >= valid.From && slices.Equal(found[last].claims, h.claims) {
				found[last].valid.To = valid.To
				continue
			}
			found = append(found, holding{valid, h.confidence, h.claims})
		}
	}
	return found, nil
}

// partsIn lists what members hold in a node by claims of a degree of confidence, or better ones.
func (x *spread) partsIn(n snapshot.Node, degree graph.Confidence) (parts []part) {
	for _, st := range x.stakesIn(n) {
		if st.confidence < degree {
			continue
		}
		for _, member := range [][]holding{x.listed[st.owner], x.affiliated[st.owner]} {
			for _, h := range member {
				valid := st.valid.Intersect(h.valid)
				if h.confidence >= degree && !valid.Empty() {
					parts = append(parts, part{st, holding{valid, min(st.confidence, h.confidence), h.claims}})
				}
			}
		}
	}
	slices.SortStableFunc(parts, func(p, q part) int {
		return cmp.Or(-cmp.Compare(p.holding.confidence, q.holding.confidence), -cmp.Compare(p.share, q.share), cmp.Compare(p.owner, q.owner),
			cmp.Compare(len(p.claims), len(q.claims)))
	})
	return parts
}

// enough returns the first of some ordered parts that make up the threshold during a stretch, each owner's once, or nil if all
// are not enough.
func (x *spread) enough(parts []part, stretch graph.Interval) *holding {
	h := &holding{confidence: graph.Official}
	counted, sum := map[snapshot.Node]bool{}, int64(0)
	for i := range parts {
		p := &parts[i]
		if counted[p.owner] || p.holding.valid.From > stretch.From || p.holding.valid.To < stretch.To {
			continue
		}
		counted[p.owner] = true
		sum += int64(p.share)
		h.confidence = min(h.confidence, p.holding.confidence)
		h.claims = append(append(h.claims, p.ref), p.claims...)
		if sum >= int64(x.threshold) {
			h.claims = distinct(h.claims)
			return h
		}
	}
	return nil
}

// under lists what was reached, with the claim that gives the decision's threshold.
func (x *spread) under(decision snapshot.Node, threshold snapshot.Ref) (all []affiliation) {
	for _, n := range slices.Sorted(maps.Keys(x.affiliated)) {
		for _, h := range x.affiliated[n] {
			h.valid = h.valid.Intersect(x.d.s.Valid(threshold))
			if h.valid.Empty() {
				continue
			}
			h.claims = append(slices.Clip(h.claims), threshold)
			h.confidence = min(h.confidence, x.d.s.Confidence(threshold))
			all = append(all, affiliation{decision, n, h})
		}
	}
	return all
}
