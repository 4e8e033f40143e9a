package graph

import (
	"cmp"
	"context"
	"slices"
)

// DecisionsQuery asks which decisions bear on an entity.
type DecisionsQuery struct {
	Of     string
	Filter Filter
	Page   Page
	Lang   string
}

// Decisions lists decisions: those in force first, then those that name the entity, then by name.
type Decisions struct {
	Subject EntityRef     `json:"subject"`
	AsOf    string        `json:"as_of"`
	Total   int           `json:"total"`
	Results []BearingView `json:"results"`
	Next    string        `json:"next,omitempty"`
}

// BearingView is a decision and why it bears on the entity: the claims that join them, asserted or derived.
type BearingView struct {
	DecisionView
	Derived bool        `json:"derived"` // only derived claims join them
	Because []ClaimView `json:"because"`
}

// DecisionView is a decision as it stands on a day.
type DecisionView struct {
	Decision     EntityRef   `json:"decision"`
	InForce      *bool       `json:"in_force"` // null: no status is recorded
	Status       []ClaimView `json:"status"`
	Effects      []ClaimView `json:"effects"`
	ReviewPolicy []ClaimView `json:"review_policy,omitempty"`
	Conditions   []ClaimView `json:"conditions"`
	IssuedBy     []EntityRef `json:"issued_by"`
	Other        []ClaimView `json:"other,omitempty"` // rates, quantities, citations
}

// Decisions answers q. A decision bears on an entity if a claim that holds on the day joins the two, whichever is the
// subject: it is subject to it, covered, named in its scope, listed, authorised, or has issued it.
func (s *Snapshot) Decisions(_ context.Context, q DecisionsQuery) (Decisions, error) {
	n, err := s.resolve(q.Of, q.Filter.KnownAt)
	if err != nil {
		return Decisions{}, err
	}
	if err := s.checkFilter(q.Filter); err != nil {
		return Decisions{}, err
	}
	m := s.claimMask(q.Filter)
	b := newBindings(s, m.pass)
	because := map[Node][]claimRef{}
	for _, ref := range s.claimsOf(n) {
		if ref < 0 || !s.admitsClaim(m, ref) || !s.relevant(ref, q.Filter) {
			continue
		}
		other := s.rows.subject[ref]
		if other == n {
			other = s.objectOf(int32(ref))
		}
		if s.kindOf(other) == s.ontology.Binding.Kind {
			because[other] = append(because[other], ref)
		}
	}
	all := []BearingView{}
	for d, refs := range because {
		v := BearingView{DecisionView: s.decisionView(d, m, b, q.Filter.AsOf, q.Lang), Derived: true}
		for _, ref := range refs {
			k, _ := s.classOf(ref)
			v.Derived = v.Derived && k.derived
			v.Because = append(v.Because, s.view(ref, q.Lang))
		}
		slices.SortFunc(v.Because, betterSupported)
		all = append(all, v)
	}
	slices.SortFunc(all, func(x, y BearingView) int {
		return cmp.Or(compareBool(y.binds(), x.binds()), compareBool(x.Derived, y.Derived), compareNames(x.Decision.Name, y.Decision.Name), cmp.Compare(x.Decision.ID, y.Decision.ID))
	})
	part, next, err := paginate(q.Page, s.version, all)
	return Decisions{s.ref(n), q.Filter.AsOf.String(), len(all), part, next}, err
}

// relevant reports whether a filter's relations and channels, if it names any, include the row's.
func (s *Snapshot) relevant(ref claimRef, f Filter) bool {
	if len(f.Relations) == 0 && len(f.Channels) == 0 {
		return true
	}
	k, _ := s.classOf(ref)
	r := s.ontology.Relation(s.predicates[k.predicate])
	return r != nil && walks(r, f)
}

func (v *DecisionView) binds() bool { return v.InForce != nil && *v.InForce }

// decisionView collects what the claims admitted by m say of a decision.
func (s *Snapshot) decisionView(d Node, m *mask, b *bindings, day Day, lang string) DecisionView {
	v := DecisionView{Decision: s.ref(d), Status: []ClaimView{}, Effects: []ClaimView{}, Conditions: []ClaimView{}, IssuedBy: []EntityRef{}}
	if b.stated(d) {
		inForce := b.at(d, day) != nil
		v.InForce = &inForce
	}
	roles := s.ontology.Binding
	for i := s.attrsOf[d]; i < s.attrsOf[d+1]; i++ {
		ref := attributeRef(int(i))
		if !s.admitsClaim(m, ref) {
			continue
		}
		view := s.view(ref, lang)
		switch view.Predicate {
		case roles.Attribute:
			v.Status = append(v.Status, view)
		case roles.Effect:
			v.Effects = append(v.Effects, view)
		case roles.ReviewPolicy:
			v.ReviewPolicy = append(v.ReviewPolicy, view)
		case roles.Condition:
			v.Conditions = append(v.Conditions, view)
		default:
			v.Other = append(v.Other, view)
		}
	}
	for _, views := range [][]ClaimView{v.Status, v.Effects, v.ReviewPolicy, v.Conditions, v.Other} {
		slices.SortStableFunc(views, betterSupported)
	}
	for k := s.out[d]; k < s.out[d+1]; k++ {
		if row := s.outRow[k]; m.admits(&s.rows, row) && s.isRelation(row, []string{roles.Issuer}, 0) {
			v.IssuedBy = append(v.IssuedBy, s.ref(s.outTo[k]))
		}
	}
	return v
}
