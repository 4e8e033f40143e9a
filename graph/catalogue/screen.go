package catalogue

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

var screen = question.Define(question.Definition[screenParameters, Screening]{
	Name: "screen", ID: "screen", Path: "/v1/screen", Tag: "Search", Posted: true, GetToo: true,
	Summary: "Whom names mean, one or a file of them, and on which lists these are",
	Answer:  answerScreen, Table: tableOfScreening, Print: printScreening, Sentence: sentenceOfScreening,
})

type screenParameters struct {
	Queries   []ScreenQuery `param:"queries" arg:"1" required:"true" maxItems:"10000" maxLength:"8000" file:"csv" doc:"Names of parties, each alone or with what else is known of it."`
	Threshold *float64      `param:"threshold" min:"0" max:"1" doc:"Score from which a candidate counts as the party that is meant. Default: 0.8."`
	Kind      string        `param:"kind" doc:"The kind of entity that is expected where a name comes without. Default: any that can be listed."`
	Limit     int           `param:"limit" min:"1" max:"50" default:"5" doc:"Candidates for each name that is not sure."`
	question.Basis
	question.Spoken
}

// PartyQuery is what somebody says of a party that is looked for.
type PartyQuery struct {
	Name        string            `json:"name"`
	Country     string            `json:"country,omitempty" doc:"A name, an id or a code after ISO 3166-1."`
	Identifiers map[string]string `json:"identifiers,omitempty" doc:"By scheme: lei, cik, ticker …"`
	Kind        string            `json:"kind,omitempty" doc:"The kind of entity that is expected."`
	Address     string            `json:"address,omitempty" doc:"Tells the country, where that is not given."`
	Reference   string            `json:"reference,omitempty" doc:"What the party is called in the books of who asks; it comes back with the answer."`
}

// ScreenQuery is a party that is looked for. As text it is the name alone.
type ScreenQuery struct {
	PartyQuery
	row *question.Row // of the file that it comes from, or nil
}

// UnmarshalText reads a bare name.
func (q *ScreenQuery) UnmarshalText(name []byte) error {
	*q = ScreenQuery{PartyQuery: PartyQuery{Name: string(name)}}
	if wrong := q.wrong(); wrong != nil {
		return *wrong
	}
	return nil
}

// UnmarshalJSON reads an object; without it, a type that reads itself from text reads no object.
func (q *ScreenQuery) UnmarshalJSON(data []byte) error {
	var object struct {
		PartyQuery
		Name *string `json:"name"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&object); err != nil {
		return err
	}
	if object.Name == nil {
		return say.That("fault.object.no-name")
	}
	*q = ScreenQuery{PartyQuery: object.PartyQuery}
	q.Name = *object.Name
	if wrong := q.wrong(); wrong != nil {
		return *wrong
	}
	return nil
}

// wrong says why a query can't be answered, or nil.
func (q *ScreenQuery) wrong() *say.Saying {
	var wrong say.Saying
	switch {
	case strings.TrimSpace(q.Name) == "":
		wrong = say.That("fault.name.empty")
	case len(q.Name) > longestName:
		wrong = say.That("fault.name.long", len(q.Name), longestName)
	case len(q.Country) > longestName:
		wrong = say.That("fault.name.long", len(q.Country), longestName)
	case len(q.Identifiers) > mostIdentifiers:
		wrong = say.That("fault.identifiers", len(q.Identifiers), mostIdentifiers)
	default:
		return nil
	}
	return &wrong
}

// Columns implements question.FromRow.
func (q *ScreenQuery) Columns() []question.Column { return partyColumns() }

// FromRow implements question.FromRow.
func (q *ScreenQuery) FromRow(row *question.Row) {
	m := row.Members
	*q = ScreenQuery{PartyQuery{m[nameColumn], m["country"], identifiersOf(row), m["kind"], m["address"], m["reference"]}, row}
}

// Screening is what is known of some names, a row each, in their order.
type Screening struct {
	AsOf      string         `json:"as_of"`
	Threshold float64        `json:"threshold"`
	Counts    ScreenedCounts `json:"counts"`
	Results   []Screened     `json:"results"`
}

// ScreenedCounts count rows.
type ScreenedCounts struct {
	Rows     int `json:"rows"`
	Sure     int `json:"sure"`
	Doubtful int `json:"doubtful"` // to be looked at
	None     int `json:"none"`     // nobody known here
	Wrong    int `json:"wrong"`    // that could not be answered
	Listed   int `json:"listed"`   // of a party that is on a list
	Reached  int `json:"reached"`  // of a party that is on none and that a rule in force reaches, or perhaps reaches, through its owners
}

// Screened is one row of a screening. Entity is the party that is meant, or perhaps meant as Resolution says, or null.
type Screened struct {
	Row         int                 `json:"row"` // from 1
	Name        string              `json:"name"`
	Reference   string              `json:"reference,omitempty"`
	Query       PartyQuery          `json:"query"`      // as it was given
	Resolution  names.Resolution    `json:"resolution"` // empty where the row could not be answered
	Entity      *graph.EntityRef    `json:"entity"`
	Score       float64             `json:"score"`   // of the entity or, without, of the best candidate
	Matched     string              `json:"matched"` // the name, alias or identifier that matched
	Listed      bool                `json:"listed"`
	Listings    []ListingInBrief    `json:"listings"` // in force on the day
	Ended       []ListingInBrief    `json:"ended"`    // that hold no longer
	Upcoming    []ListingInBrief    `json:"upcoming,omitempty"`
	Owners      []StakeOfList       `json:"owners"` // direct ones
	Affiliation []ReachInBrief      `json:"affiliation"`
	Candidates  []ScreenedCandidate `json:"candidates"` // of a row that is not sure, the best first
	Notes       []string            `json:"notes,omitempty"`
	Error       string              `json:"error,omitempty"` // why the row could not be answered

	given *question.Row // of the file that it comes from, or nil
}

// ListingInBrief is a listing, as ListingView has it, in few words.
type ListingInBrief struct {
	Decision graph.EntityRef   `json:"decision"`
	Lists    []graph.EntityRef `json:"lists"`
	Since    string            `json:"since,omitempty"`
	Until    string            `json:"until,omitempty"`
	Doubt    Doubt             `json:"doubt,omitempty"`
	Citation string            `json:"citation,omitempty"`
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
	answer := Screening{AsOf: x.f.AsOf.String(), Threshold: x.threshold, Results: make([]Screened, len(p.Queries))}
	for i := range p.Queries {
		if answer.Results[i], err = x.row(i+1, &p.Queries[i]); err != nil {
			return Screening{}, err
		}
		answer.Counts.count(&answer.Results[i])
		a.Progress(i+1, len(p.Queries))
	}
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
	} else if slices.ContainsFunc(r.Affiliation, func(reach ReachInBrief) bool { return reach.InForce && reach.Reaches != ReachesNot }) {
		c.Reached++
	}
}

// queryKey tells queries apart that find other candidates.
func queryKey(q *ScreenQuery) string {
	parts := []string{q.Name, q.Country, q.Address, q.Kind}
	for _, scheme := range slices.Sorted(maps.Keys(q.Identifiers)) {
		parts = append(parts, scheme, q.Identifiers[scheme])
	}
	return strings.Join(parts, "\x00")
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
