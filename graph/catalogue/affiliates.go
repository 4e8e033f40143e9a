package catalogue

import (
	"strings"

	"chokepoint/graph"
	ownership "chokepoint/graph/owners"
	"chokepoint/graph/question"
	"chokepoint/graph/rules"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var affiliates = question.Define(question.Definition[affiliatesParameters, Affiliates]{
	Name: "affiliates", ID: "list-affiliates", Path: "/v1/entities/{ref}/affiliates", Tag: "Ownership",
	Summary: "Whom a listing reaches through ownership",
	Part:    asLookedAt[affiliatesParameters],
	Answer:  answerAffiliates,
	Table:   tableOfAffiliates,
	Print:   printAffiliates,
	Sentence: func(a *question.Asking, _ *affiliatesParameters, x Affiliates) string {
		texts := []string{say.Text(a.Lang(), "affiliates.counted", x.Total, a.NameIn(x.Subject.ID), say.Percent(a.Lang(), graph.ShareOf(x.Threshold)))}
		for _, r := range x.Rules {
			texts = append(texts, say.Text(a.Lang(), "affiliates.rule", a.NameIn(r.Decision.ID), forceIn(a.Lang(), &r.InForce, r.Doubt)))
		}
		for _, row := range x.Results[:min(spoken, len(x.Results))] {
			texts = append(texts, row.Path.Sentence)
		}
		if names := namesOfAffiliates(a, x.ListedSubsidiaries); len(names) > 0 {
			texts = append(texts, say.Text(a.Lang(), "affiliates.listed", say.List(a.Lang(), names)))
		}
		return strings.Join(append(texts, sayOverRecorded(a, x.OverRecorded)...), " ")
	},
})

type affiliatesParameters struct {
	question.Common
	question.Of
	Threshold *float64 `param:"threshold" noun:"share" min:"0" max:"1" doc:"Least share, 0..1, that listed parties and affiliates hold together; 0: any that is known and not nothing. Default: that of the rule on record."`
}

// Affiliates lists parties that listed parties, or their affiliates, own at least to the threshold together: by level, then by name,
// those that are listed themselves included. Of is a listed party, or a list: then all its parties count. Rules says whether a rule
// that makes affiliates of them binds on the day.
type Affiliates struct {
	Subject            graph.EntityRef   `json:"subject"`
	AsOf               string            `json:"as_of"`
	Threshold          float64           `json:"threshold"`
	Rules              []ThresholdRule   `json:"rules"`
	Total              int               `json:"total"`
	Results            []Affiliate       `json:"results"`
	Uncertain          []Affiliate       `json:"uncertain"`               // below the threshold by the shares known for sure, and perhaps not by those that are unknown or ranges
	ListedSubsidiaries []Affiliate       `json:"listed_subsidiaries"`     // that decisions list themselves, and are in neither of these: their share is less, or not known
	OverRecorded       []graph.EntityRef `json:"over_recorded,omitempty"` // listed parties and affiliates hold more than all of them, by the claims
	Note               string            `json:"note,omitempty"`          // that there are none
	Next               string            `json:"next,omitempty"`
}

// ThresholdRule is a decision that reaches parties through ownership.
type ThresholdRule struct {
	Decision  graph.EntityRef  `json:"decision"`
	Threshold float64          `json:"threshold"`
	InForce   bool             `json:"in_force"`
	Doubt     Doubt            `json:"doubt,omitempty"`    // of one in force: why it may not be
	Standing  []view.ClaimView `json:"standing,omitempty"` // by which it is in force
	Claim     view.ClaimView   `json:"claim"`
}

// Affiliate is a party, the total share that listed parties and affiliates hold in it, and who holds it.
type Affiliate struct {
	Entity    graph.EntityRef `json:"entity"`
	Share     float64         `json:"share"`                // at the least
	ShareMost *float64        `json:"share_most,omitempty"` // at the most, where a share is a range or not known
	Level     int             `json:"level"`                // 1: owned by listed parties alone
	Listed    bool            `json:"listed"`               // itself too, by a list that the reach goes from
	Listings  []Listing       `json:"listings,omitempty"`   // all that are in force, the earliest first
	Owners    []StakeOfList   `json:"owners"`
	Path      graph.Path      `json:"path"` // to a listed party, by the greatest shares
}

// Listing is a decision that lists a party itself.
type Listing struct {
	Decision  graph.EntityRef  `json:"decision"`
	Since     string           `json:"since,omitempty"`
	Claim     view.ClaimView   `json:"claim"`
	Citations []view.ClaimView `json:"citations"` // where the decision can be found
}

// StakeOfList is what a listed party, or an affiliate of one, holds.
type StakeOfList struct {
	Owner     graph.EntityRef `json:"owner"`
	Share     *float64        `json:"share"`                // the lower end of a range
	ShareMost *float64        `json:"share_most,omitempty"` // the upper end of a range
	Listed    bool            `json:"listed"`               // itself, not through others
}

func answerAffiliates(a *question.Asking, p *affiliatesParameters) (Affiliates, error) {
	f := p.Filter(a)
	n, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return Affiliates{}, err
	}
	claims, err := a.Facts.ClaimMask(f)
	if err != nil {
		return Affiliates{}, err
	}
	bindings := rules.NewBindings(a.Facts, claims)
	binds := func(d snapshot.Node) bool { return bindings.At(d, f.AsOf) != nil }
	x, err := ownership.NewListings(a.Limits, a.Facts, f, binds)
	if err != nil {
		return Affiliates{}, err
	}
	decisions := x.Thresholds()
	answer := Affiliates{Subject: a.EntityRef(n), AsOf: f.AsOf.String(), Rules: thresholdRules(a, x, decisions, bindings, f.AsOf), Uncertain: []Affiliate{}, ListedSubsidiaries: []Affiliate{}}
	answer.Threshold = thresholdFor(p.Threshold, answer.Rules)
	listed, origins, err := listedWith(a.Facts, x, n, decisions)
	if err != nil {
		return Affiliates{}, err
	}
	reach, err := x.Reach(listed, ownership.Threshold(answer.Threshold))
	if err != nil {
		return Affiliates{}, err
	}
	v := &affiliatesView{a, x, reach, claims}
	if err := v.show(p, origins, &answer); err != nil {
		return Affiliates{}, err
	}
	if answer.Total+len(answer.Uncertain)+len(answer.ListedSubsidiaries) == 0 {
		answer.Note = say.Text(a.Lang(), "affiliates.none", a.NameIn(answer.Subject.ID), say.Percent(a.Lang(), graph.ShareOf(answer.Threshold)))
	}
	return answer, nil
}

func thresholdRules(a *question.Asking, x *ownership.Listings, decisions []snapshot.Node, bindings *rules.Bindings, day graph.Day) []ThresholdRule {
	shown := make([]ThresholdRule, len(decisions))
	for i, d := range decisions {
		ref, _ := x.ThresholdOf(d)
		shown[i] = ThresholdRule{Decision: a.EntityRef(d), Threshold: a.Facts.Value(ref).Number, Claim: view.Claim(a.Facts, ref, a.Lang())}
		if force := bindings.At(d, day); force != nil {
			shown[i].InForce, shown[i].Doubt, shown[i].Standing = true, doubtOf(force.Grounds), view.Claims(a.Facts, force.Claims, a.Lang())
		}
	}
	return shown
}

// thresholdFor is the threshold asked for, else that of the last rule in force, of the first rule, or the usual one.
func thresholdFor(asked *float64, known []ThresholdRule) float64 {
	if asked != nil {
		return *asked
	}
	threshold := ownership.DefaultThreshold.Float()
	for i, r := range known {
		if i == 0 || r.InForce {
			threshold = r.Threshold
		}
	}
	return threshold
}

// listedWith returns the parties from which the reach begins, and those of them whose reach is asked for: the parties of a list,
// or the one party among all that rules with a threshold look at.
func listedWith(s *snapshot.Snapshot, x *ownership.Listings, n snapshot.Node, decisions []snapshot.Node) (listed, origins ownership.Nodes, err error) {
	parties := func(d snapshot.Node) (ownership.Nodes, error) {
		lists, err := x.Lists(d)
		if err != nil {
			return nil, err
		}
		return x.Parties(lists)
	}
	if s.Kind(n) == s.Ontology().Binding.Kind {
		listed, err = parties(n)
		return listed, listed, err
	}
	listed, origins = ownership.Nodes{n: true}, ownership.Nodes{n: true}
	for _, d := range decisions {
		more, err := parties(d)
		if err != nil {
			return nil, nil, err
		}
		for party := range more {
			listed[party] = true
		}
	}
	return listed, origins, nil
}
