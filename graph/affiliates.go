package graph

import (
	"cmp"
	"context"
	"slices"
)

// AffiliatesQuery asks which parties a listing reaches through ownership. Of is a listed party, or a list: then all its
// parties count.
type AffiliatesQuery struct {
	Of        string
	Threshold float64 // least total share, 0..1; 0: that of the rule on record, else DefaultThreshold
	Filter    Filter
	Page      Page
	Lang      string
}

// DefaultThreshold is the share from which owners' listing reaches what they own, where no rule on record says another: 50
// percent or more, as in 15 CFR 744.11(a)(1)(i) in the version of 90 FR 47201.
const DefaultThreshold = 0.5

// Affiliates lists parties that listed parties, or their affiliates, own at least to the threshold together: by level, then
// by name. Rules says whether a rule that makes affiliates of them binds on the day.
type Affiliates struct {
	Subject   EntityRef       `json:"subject"`
	AsOf      string          `json:"as_of"`
	Threshold float64         `json:"threshold"`
	Rules     []ThresholdRule `json:"rules"`
	Total     int             `json:"total"`
	Results   []Affiliate     `json:"results"`
	Uncertain []Affiliate     `json:"uncertain"` // below the threshold by the shares known, with a share that is not
	Next      string          `json:"next,omitempty"`
}

// ThresholdRule is a decision that reaches parties through ownership.
type ThresholdRule struct {
	Decision  EntityRef `json:"decision"`
	Threshold float64   `json:"threshold"`
	InForce   bool      `json:"in_force"`
	Claim     ClaimView `json:"claim"`
}

// Affiliate is a party, the total share that listed parties and affiliates hold in it, and who holds it.
type Affiliate struct {
	Entity EntityRef     `json:"entity"`
	Share  float64       `json:"share"`
	Level  int           `json:"level"` // 1: owned by listed parties alone
	Owners []StakeOfList `json:"owners"`
	Path   Path          `json:"path"` // to a listed party, by the greatest shares
}

// StakeOfList is what a listed party, or an affiliate of one, holds.
type StakeOfList struct {
	Owner  EntityRef `json:"owner"`
	Share  *float64  `json:"share"`
	Listed bool      `json:"listed"` // itself, not through others
}

// Affiliates answers q: the least fixpoint of "listed parties and affiliates hold the threshold together". A holding of an
// affiliate counts whole, however small the listed parties' part in the affiliate; cross-holdings add nothing of their own.
func (s *Snapshot) Affiliates(_ context.Context, q AffiliatesQuery) (Affiliates, error) {
	n, err := s.resolve(q.Of, q.Filter.KnownAt)
	if err != nil {
		return Affiliates{}, err
	}
	if err := s.checkFilter(q.Filter); err != nil {
		return Affiliates{}, err
	}
	l := s.newListing(q.Filter)
	answer := Affiliates{Subject: s.ref(n), AsOf: q.Filter.AsOf.String(), Threshold: q.Threshold, Rules: l.rules(q.Lang), Uncertain: []Affiliate{}}
	for _, rule := range answer.Rules {
		if answer.Threshold == 0 || q.Threshold == 0 && rule.InForce {
			answer.Threshold = rule.Threshold
		}
	}
	if answer.Threshold == 0 {
		answer.Threshold = DefaultThreshold
	}
	var listed, origin map[Node]bool
	if s.kindOf(n) == s.ontology.Binding.Kind {
		listed = l.parties(l.lists(n))
		origin = listed
	} else {
		listed, origin = map[Node]bool{}, map[Node]bool{n: true}
		for _, d := range l.thresholds() {
			listed = union(listed, l.parties(l.lists(d)))
		}
	}
	a := l.reach(union(listed, origin), answer.Threshold)
	var rows []Affiliate
	for _, x := range a.order {
		if a.comesFrom(x, origin) {
			rows = append(rows, a.row(x, q.Lang))
		}
	}
	for _, x := range a.uncertain() {
		if a.comesFrom(x, origin) {
			answer.Uncertain = append(answer.Uncertain, a.row(x, q.Lang))
		}
	}
	part, next, err := paginate(q.Page, s.version, rows)
	answer.Total, answer.Next = len(rows), next
	answer.Results = append([]Affiliate{}, part...)
	return answer, err
}

func union(x, y map[Node]bool) map[Node]bool {
	all := map[Node]bool{}
	for n := range x {
		all[n] = true
	}
	for n := range y {
		all[n] = true
	}
	return all
}

// listing reads lists of parties and who owns what on a day.
type listing struct {
	s        *Snapshot
	day      Day
	claims   *mask // all claims of the day
	owning   *mask // those of ownership
	bindings *bindings
}

func (s *Snapshot) newListing(f Filter) *listing {
	owning, _ := s.walkMask(Filter{AsOf: f.AsOf, KnownAt: f.KnownAt, MinConfidence: f.MinConfidence, Channels: []string{ownershipChannel}})
	claims := s.claimMask(f)
	return &listing{s: s, day: f.AsOf, claims: claims, owning: owning, bindings: newBindings(s, claims.pass)}
}

// parties are those listed by one of the decisions, if it binds on the day.
func (l *listing) parties(by map[Node]bool) map[Node]bool {
	listed := map[Node]bool{}
	relation := []string{l.s.ontology.Binding.ListedBy}
	for d := range by {
		if l.bindings.at(d, l.day) == nil {
			continue
		}
		for r := l.s.in[d]; r < l.s.in[d+1]; r++ {
			if l.s.isRelation(int32(r), relation, 0) && l.claims.admits(&l.s.rows, int32(r)) {
				listed[l.s.rows.subject[r]] = true
			}
		}
	}
	return listed
}

// lists are a decision, the lists that it works on, and all that are part of one of these.
func (l *listing) lists(d Node) map[Node]bool {
	roles := l.s.ontology.Binding
	found, queue := map[Node]bool{d: true}, []Node{d}
	add := func(n Node) {
		if !found[n] {
			found[n] = true
			queue = append(queue, n)
		}
	}
	for k := l.s.out[d]; k < l.s.out[d+1]; k++ {
		if row := l.s.outRow[k]; l.s.isRelation(row, roles.Lists, 0) && l.claims.admits(&l.s.rows, row) {
			add(l.s.outTo[k])
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for r := l.s.in[queue[0]]; r < l.s.in[queue[0]+1]; r++ {
			if l.s.isRelation(int32(r), roles.Within, 0) && l.claims.admits(&l.s.rows, int32(r)) {
				add(l.s.rows.subject[r])
			}
		}
	}
	return found
}

// thresholds are the decisions with a threshold on the day, in order of id.
func (l *listing) thresholds() []Node {
	var found []Node
	for d := range l.s.ids {
		if l.thresholdOf(Node(d)) != 0 {
			found = append(found, Node(d))
		}
	}
	return found
}

// thresholdOf returns the claim of a decision's threshold; 0 is none, since row 0 is no attribute.
func (l *listing) thresholdOf(d Node) claimRef {
	name := l.s.ontology.Binding.Threshold
	if name == "" {
		return 0
	}
	for _, ref := range l.s.attributesNamed(d, name) {
		if l.s.admitsClaim(l.claims, ref) {
			return ref
		}
	}
	return 0
}

func (l *listing) rules(lang string) []ThresholdRule {
	rules := []ThresholdRule{}
	for _, d := range l.thresholds() {
		ref := l.thresholdOf(d)
		rules = append(rules, ThresholdRule{l.s.ref(d), l.s.attrs[^ref].value.Number, l.bindings.at(d, l.day) != nil, l.s.view(ref, lang)})
	}
	return rules
}

// affiliation is the reach of lists through ownership.
type affiliation struct {
	l         *listing
	listed    map[Node]bool
	level     map[Node]int // listed parties 0, affiliates above
	stakes    map[Node][]holding
	threshold float64
	order     []Node // affiliates, by level, then by name
}

// reach takes time linear in the holdings of what it reaches.
func (l *listing) reach(listed map[Node]bool, threshold float64) *affiliation {
	a := &affiliation{l: l, listed: listed, level: map[Node]int{}, stakes: map[Node][]holding{}, threshold: threshold}
	var queue []Node
	for n := range listed {
		a.level[n] = 0
		queue = append(queue, n)
	}
	slices.Sort(queue)
	for level := 1; len(queue) > 0; level++ {
		var next []Node
		for _, owner := range queue {
			for _, h := range l.s.holdings(owner, Dependents, l.owning) {
				a.stakes[h.node] = append(a.stakes[h.node], holding{owner, h.share, h.row})
				if _, in := a.level[h.node]; !in && a.total(h.node) >= threshold {
					a.level[h.node] = level
					next = append(next, h.node)
				}
			}
		}
		slices.SortFunc(next, func(x, y Node) int { return cmp.Compare(l.s.nameRank[x], l.s.nameRank[y]) })
		a.order = append(a.order, next...)
		queue = next
	}
	return a
}

// total is the sum of the known shares that listed parties and affiliates hold in a node.
func (a *affiliation) total(n Node) float64 {
	sum := 0.0
	for _, h := range a.stakes[n] {
		if h.share.Known() {
			sum += float64(h.share)
		}
	}
	return round(sum)
}

// uncertain lists what would perhaps be an affiliate if all shares were known, by name.
func (a *affiliation) uncertain() []Node {
	var nodes []Node
	for n, stakes := range a.stakes {
		if _, in := a.level[n]; !in && slices.ContainsFunc(stakes, func(h holding) bool { return !h.share.Known() }) {
			nodes = append(nodes, n)
		}
	}
	slices.SortFunc(nodes, func(x, y Node) int { return cmp.Compare(a.l.s.nameRank[x], a.l.s.nameRank[y]) })
	return nodes
}

// comesFrom reports whether a party is owned, directly or through affiliates, by one of the origins.
func (a *affiliation) comesFrom(n Node, origins map[Node]bool) bool {
	seen := map[Node]bool{n: true}
	for queue := []Node{n}; len(queue) > 0; queue = queue[1:] {
		for _, h := range a.stakes[queue[0]] {
			if origins[h.node] {
				return true
			}
			if !seen[h.node] && !a.listed[h.node] {
				seen[h.node] = true
				queue = append(queue, h.node)
			}
		}
	}
	return false
}

func (a *affiliation) row(n Node, lang string) Affiliate {
	s := a.l.s
	row := Affiliate{Entity: s.ref(n), Share: a.total(n), Level: a.level[n], Owners: []StakeOfList{}, Path: s.ontology.Phrase(s, lang, a.chain(n))}
	stakes := slices.Clone(a.stakes[n])
	slices.SortStableFunc(stakes, compareStakes)
	for _, h := range stakes {
		row.Owners = append(row.Owners, StakeOfList{s.ref(h.node), h.share.pointer(), a.listed[h.node]})
	}
	return row
}

// compareStakes puts the greatest known share first.
func compareStakes(x, y holding) int {
	if x.share.Known() != y.share.Known() {
		return compareBool(y.share.Known(), x.share.Known())
	}
	if x.share.Known() && x.share != y.share {
		return -cmp.Compare(x.share, y.share)
	}
	return cmp.Compare(x.node, y.node)
}

// chain follows the greatest stakes of lower levels to a listed party.
func (a *affiliation) chain(n Node) []Hop {
	var hops []Hop
	for !a.listed[n] {
		level, in := a.level[n]
		best := holding{node: None}
		for _, h := range a.stakes[n] {
			if (!in || a.level[h.node] < level) && (best.node == None || compareStakes(h, best) < 0) {
				best = h
			}
		}
		if best.node == None {
			break
		}
		hops = append(hops, a.l.s.hop(claimRef(best.row)))
		n = best.node
	}
	return hops
}
