package catalogue

import (
	"cmp"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

var screen = question.Define(question.Definition[screenParameters, Screening]{
	Name: "screen", ID: "screen", Path: "/v1/screen", Tag: "Search", Posted: true, GetToo: true,
	Summary: "Whom names mean, one or a file of them, and on which lists these are",
	Part:    asLookedAt[screenParameters],
	Answer:  answerScreen, Table: tableOfScreening, Print: printScreening, Sentence: sentenceOfScreening, Incomplete: wrongRows,
	Heavy: func(p *screenParameters) bool { return len(p.Queries) > fewParties },
})

type screenParameters struct {
	Queries   []PartyQuery `param:"queries" arg:"1" required:"true" maxItems:"10000" maxLength:"8000" file:"csv" doc:"Names of parties, each alone or with what else is known of it." example:"Huawei Tech"`
	Threshold *float64     `param:"threshold" min:"0" max:"1" doc:"Score from which a candidate counts as the party that is meant. Default: 0.8."`
	List      string       `param:"list" names:"entity" maxLength:"300" doc:"A list, or an authority or state whose lists they are: an id, or a name. A listing that is part of the list counts. Default: all."`
	Kind      string       `param:"kind" doc:"The kind of entity that is expected where a name comes without. Default: any that can be listed."`
	Limit     int          `param:"limit" min:"1" max:"50" default:"5" doc:"Candidates for each name that is not sure."`
	question.Basis
	question.Spoken
}

// Screening is what is known of some names, a row each, in their order.
type Screening struct {
	AsOf      string           `json:"as_of"`
	List      *graph.EntityRef `json:"list,omitempty"` // whose listings are asked for
	Threshold float64          `json:"threshold"`
	Counts    ScreenedCounts   `json:"counts"`
	File      *FileAsRead      `json:"file,omitempty"` // where a file was asked for
	Results   []Screened       `json:"results"`
	Notice    string           `json:"notice"`

	listed string // the counts in words
}

// FileAsRead is how a file of rows was read.
type FileAsRead struct {
	Delimiter string   `json:"delimiter,omitempty" doc:"What stands between cells; absent where a line is a cell."`
	Heads     []string `json:"heads,omitempty" doc:"Of the columns; absent where the first row is one of data."`
}

// ScreenedCounts count rows.
type ScreenedCounts struct {
	Rows     int `json:"rows"`
	Sure     int `json:"sure"`
	Doubtful int `json:"doubtful"` // to be looked at
	None     int `json:"none"`     // nobody known here
	Wrong    int `json:"wrong"`    // that could not be answered
	Listed   int `json:"listed"`   // of a party that is on a list, or on the one that is asked for
	Reached  int `json:"reached"`  // of a party that is on none and that a rule in force reaches, or perhaps reaches, through its owners
}

// Screened is one row of a screening. Entity is the party that is meant, or perhaps meant as Resolution says, or null.
type Screened struct {
	Row         int                 `json:"row"` // from 1
	Name        string              `json:"name"`
	Reference   string              `json:"reference,omitempty"`
	Query       Party               `json:"query"`      // as it was given
	Resolution  names.Resolution    `json:"resolution"` // empty where the row could not be answered
	Entity      *graph.EntityRef    `json:"entity"`
	Score       float64             `json:"score"`   // of the entity or, without, of the best candidate
	Matched     string              `json:"matched"` // the name, alias or identifier that matched
	Listed      bool                `json:"listed"`
	Listings    []ListingInBrief    `json:"listings"` // in force on the day
	Ended       []ListingInBrief    `json:"ended"`    // that hold no longer
	Upcoming    []ListingInBrief    `json:"upcoming,omitempty"`
	Elsewhere   []ListingInBrief    `json:"elsewhere,omitempty"` // in force, by other lists than the one asked for
	Owners      []OwnerInBrief      `json:"owners"`              // direct ones
	Affiliation []ReachInBrief      `json:"affiliation"`
	Candidates  []ScreenedCandidate `json:"candidates"` // of a row that is not sure, the best first
	Notes       []string            `json:"notes,omitempty"`
	Error       string              `json:"error,omitempty"` // why the row could not be answered

	given *question.Row // of the file that it comes from, or nil
}

// Grounds are what a statement rests on, by id.
type Grounds struct {
	Claims  []string `json:"claims"`
	Sources []string `json:"sources"` // of the claims, each once
}

// OwnerInBrief is a direct owner of a party.
type OwnerInBrief struct {
	StakeOfList
	Grounds
}

// ListingInBrief is a listing, as ListingView has it, in few words. Its claims are the one that lists the party and the one that cites the
// decision.
type ListingInBrief struct {
	Decision graph.EntityRef   `json:"decision"`
	Lists    []graph.EntityRef `json:"lists"`
	Since    string            `json:"since,omitempty"`
	Until    string            `json:"until,omitempty"`
	Doubt    Doubt             `json:"doubt,omitempty"`
	Citation string            `json:"citation,omitempty"`
	Grounds
}

// ReachInBrief is what a rule makes of a party, as ReachOfRule has it, with the path as a sentence.
type ReachInBrief struct {
	Rule      graph.EntityRef `json:"rule"`
	Threshold float64         `json:"threshold"`
	InForce   bool            `json:"in_force"`
	Doubt     Doubt           `json:"doubt,omitempty"`
	Reaches   Reaches         `json:"reaches"`
	Share     float64         `json:"share"`
	ShareMost *float64        `json:"share_most,omitempty"`
	Sentence  string          `json:"sentence"`
	Grounds                   // the claims of the path
}

// ScreenedCandidate is an entity that a name may mean, and whether it is on a list.
type ScreenedCandidate struct {
	Candidate
	Listed bool `json:"listed"`
}

// kindsOfParties are those that can be listed.
func kindsOfParties(o *graph.Ontology) []string {
	if r := o.Relation(o.Binding.ListedBy); r != nil {
		return r.From
	}
	return nil
}

func answerScreen(a *question.Asking, p *screenParameters) (Screening, error) {
	x, err := newScreener(a, p)
	if err != nil {
		return Screening{}, err
	}
	answer := Screening{AsOf: x.f.AsOf.String(), List: x.book.listRef(), Threshold: x.threshold, Results: make([]Screened, len(p.Queries))}
	for i := range p.Queries {
		if answer.Results[i], err = x.row(i+1, &p.Queries[i]); err != nil {
			return Screening{}, err
		}
		answer.Counts.count(&answer.Results[i])
		a.Progress(i+1, len(p.Queries))
	}
	if row := p.Queries[0].row; row != nil {
		answer.File = &FileAsRead{row.Between, row.Heads}
	}
	answer.listed, answer.Notice = answer.sayCounts(a), say.Text(a.Lang(), "screen.notice")
	return answer, nil
}

func (c *ScreenedCounts) count(r *Screened) {
	c.Rows++
	switch {
	case r.Error != "":
		c.Wrong++
	case r.Resolution == names.Sure:
		c.Sure++
	case r.Resolution == names.None:
		c.None++
	default:
		c.Doubtful++
	}
	if r.Listed {
		c.Listed++
	} else if r.isReached() {
		c.Reached++
	}
}

// wrongRows says how many rows could not be answered.
func wrongRows(x Screening) say.Told {
	if x.Counts.Wrong == 0 {
		return nil
	}
	return say.That("screen.incomplete", x.Counts.Wrong, x.Counts.Rows)
}

func thresholdOf(p *screenParameters) float64 {
	if p.Threshold != nil {
		return *p.Threshold
	}
	return names.Threshold
}

// resolutionOf is names.ResolutionOf under another threshold.
func resolutionOf(found []names.Candidate, threshold float64) names.Resolution {
	r := names.ResolutionOf(found)
	if r == names.Sure && found[0].Score < threshold {
		return names.Doubtful
	}
	return cmp.Or(r, names.None)
}
