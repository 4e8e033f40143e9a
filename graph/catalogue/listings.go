package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/view"
)

var listingsQuestion = question.Define(question.Definition[listingsParameters, Listings]{
	Name: "listings", ID: "list-listings", Path: "/v1/entities/{ref}/listings", Tag: "Decisions",
	Summary: "On which lists it is or was, and whether a list reaches it through its owners",
	Part:    asLookedAt[listingsParameters],
	Answer:  answerListings, Table: tableOfListings, Print: printListings, Sentence: sentenceOfListings,
})

type listingsParameters struct {
	question.Of
	question.Common
	List string `param:"list" names:"entity" maxLength:"300" doc:"A list, or an authority or state whose lists they are: an id, or a name. A listing that is part of the list counts. Default: all."`
}

// Listings says what is on record of the listings of a party. Those that are not recorded it does not know: an answer without
// listings clears nobody.
type Listings struct {
	Subject     graph.EntityRef  `json:"subject"`
	AsOf        string           `json:"as_of"`
	List        *graph.EntityRef `json:"list,omitempty"`      // whose listings are asked for
	Listed      bool             `json:"listed"`              // some listing is in force on the day
	Listings    []ListingView    `json:"listings"`            // in force on the day, the earliest first
	Ended       []ListingView    `json:"ended"`               // that hold no longer
	Upcoming    []ListingView    `json:"upcoming"`            // that do not hold yet
	Elsewhere   []ListingView    `json:"elsewhere,omitempty"` // in force, by other lists than the one asked for
	Owners      []OwnerOfParty   `json:"owners"`              // direct ones on the day, the greatest known share first
	Affiliation []ReachOfRule    `json:"affiliation"`         // what rules that reach parties through their owners make of it
}

// ListingView is a listing of a party by a decision, for one stretch of time.
type ListingView struct {
	Decision  graph.EntityRef   `json:"decision"`
	Lists     []graph.EntityRef `json:"lists"` // the lists and rules that the decision is part of, the nearest first
	IssuedBy  []graph.EntityRef `json:"issued_by"`
	Since     string            `json:"since,omitempty"`
	Until     string            `json:"until,omitempty"` // where an end is known
	Doubt     Doubt             `json:"doubt,omitempty"` // of one in force: why it may not be
	Claim     view.ClaimView    `json:"claim"`
	Citations []view.ClaimView  `json:"citations"` // where the decision can be found

	since, until graph.Date
}

// OwnerOfParty is a direct owner of a party.
type OwnerOfParty struct {
	StakeOfList
	Claim view.ClaimView `json:"claim"`
}

// ReachOfRule is what a rule that reaches parties through their owners makes of a party.
type ReachOfRule struct {
	Rule      graph.EntityRef `json:"rule"`
	Threshold float64         `json:"threshold"`
	InForce   bool            `json:"in_force"`
	Doubt     Doubt           `json:"doubt,omitempty"` // of one in force: why it may not be
	Reaches   Reaches         `json:"reaches"`
	Share     float64         `json:"share"`                // that listed parties and what they reach hold, at the least
	ShareMost *float64        `json:"share_most,omitempty"` // at the most, where a share is a range or not known
	Path      graph.Path      `json:"path"`                 // to a listed party, by the greatest shares
}

// Reaches is whether the shares meet a threshold.
type Reaches string

// How a rule may reach a party.
const (
	ReachesSurely  Reaches = "yes"
	ReachesPerhaps Reaches = "perhaps" // by shares that are ranges or not known
	ReachesNot     Reaches = "no"
)

func answerListings(a *question.Asking, p *listingsParameters) (Listings, error) {
	f := p.Filter(a)
	n, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return Listings{}, err
	}
	b, err := openBook(a, f, p.List)
	if err != nil {
		return Listings{}, err
	}
	r, err := b.of(n)
	if err != nil {
		return Listings{}, err
	}
	return Listings{Subject: a.EntityRef(n), AsOf: f.AsOf.String(), List: b.listRef(), Listed: len(r.inForce) > 0, Listings: b.views(r.inForce), Ended: b.views(r.ended),
		Upcoming: b.views(r.upcoming), Elsewhere: b.views(r.elsewhere), Owners: b.viewOwners(r.owners), Affiliation: b.viewReaches(r.reaches)}, nil
}
