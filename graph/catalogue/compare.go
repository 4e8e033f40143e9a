package catalogue

import (
	"cmp"

	"chokepoint/graph"
	"chokepoint/graph/compare"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/view"
)

var comparison = question.Define(question.Definition[compareParameters, Comparison]{
	Name: "compare", ID: "compare", Path: "/v1/compare", Tag: "Entities",
	Summary: "Two entities, or one on two days: what is the same, what differs and what is known of one only",
	Part:    asLookedAt[compareParameters],
	Legal:   true, Answer: answerCompare, Table: tableOfComparison, Print: printComparison,
	Sentence: func(_ *question.Asking, _ *compareParameters, c Comparison) string { return c.Text + " " + c.Notice },
	Brief:    briefComparison, LimitDoc: "15 of each list.",
})

type compareParameters struct {
	One   string     `param:"one" names:"entity" arg:"1" required:"true" maxLength:"300" doc:"The first: an id, or a name or alias if only one entity has it." example:"nvidia-h20"`
	Other string     `param:"other" names:"entity" arg:"2" maxLength:"300" doc:"The second. Default: the same entity, on the day that with gives." example:"nvidia-h200"`
	With  *graph.Day `param:"with" doc:"The day of the second; as_of is that of the first. Default: the same day." example:"2025-06-01"`
	question.Common
}

// Comparison sets two sides beside each other. One page has a part of each of its lists; totals, text and outcomes are those of the whole.
type Comparison struct {
	One        ComparedSide        `json:"one"`
	Other      ComparedSide        `json:"other"`
	SameKind   bool                `json:"same_kind"`
	Totals     ComparedTotals      `json:"totals"`
	Attributes []ComparedAttribute `json:"attributes"` // known of a side at least, in the order of the ontology
	Relations  []ComparedRelation  `json:"relations"`  // by name
	Decisions  ComparedDecisions   `json:"decisions"`
	Text       string              `json:"text"`
	Notice     string              `json:"notice"`
	Next       string              `json:"next,omitempty"` // cursor of what follows in any list
}

// ComparedSide is an entity on a day.
type ComparedSide struct {
	Entity graph.EntityRef `json:"entity"`
	AsOf   string          `json:"as_of"`
}

// ComparedTotals count outcomes. Figures, attributes with numbers, are counted among the attributes too.
type ComparedTotals struct {
	Figures    ComparedCounts `json:"figures"`
	Attributes ComparedCounts `json:"attributes"`
	Relations  ComparedCounts `json:"relations"` // of what relations lead to
	Decisions  ComparedCounts `json:"decisions"`
}

// ComparedCounts are how many of each outcome there are.
type ComparedCounts struct {
	Same        int `json:"same"`
	Differ      int `json:"differ"`
	OnlyInOne   int `json:"only_in_one"`
	OnlyInOther int `json:"only_in_other"`
}

func (c *ComparedCounts) add(o compare.Outcome) {
	switch o {
	case compare.Same:
		c.Same++
	case compare.Differs:
		c.Differ++
	case compare.OnlyOne:
		c.OnlyInOne++
	case compare.OnlyOther:
		c.OnlyInOther++
	}
}

func (c *ComparedCounts) both() int { return c.Same + c.Differ }

func (c *ComparedCounts) all() int { return c.both() + c.OnlyInOne + c.OnlyInOther }

// ComparedAttribute is an attribute on both sides.
type ComparedAttribute struct {
	Name       string          `json:"name"`
	Label      string          `json:"label"`
	Outcome    compare.Outcome `json:"outcome" enum:"same,differs,only-in-one,only-in-other"`
	One        ComparedValue   `json:"one"`
	Other      ComparedValue   `json:"other"`
	Unit       string          `json:"unit,omitempty"`       // of the numbers: the base unit
	Difference *float64        `json:"difference,omitempty"` // the other number less the one; absent unless both are known and of one unit
	Ratio      *float64        `json:"ratio,omitempty"`      // the other number over the one; absent too if that is 0
}

// ComparedValue is what is known of an attribute on one side.
type ComparedValue struct {
	Known      bool             `json:"known"`
	NotOfKind  bool             `json:"not_of_kind,omitempty"` // things of the entity's kind have no such attribute
	Text       string           `json:"text"`                  // all that sources give, the best supported first; unknown if nothing does
	Number     *float64         `json:"number,omitempty"`      // by the best supported claim, or computed
	Arithmetic string           `json:"arithmetic,omitempty"`  // of a computed figure
	Claims     []view.ClaimView `json:"claims"`                // that give it, or what it is computed from
}

// ComparedRelation is a relation and what it leads to from both sides or one.
type ComparedRelation struct {
	Predicate   string        `json:"predicate"`         // as read from the sides: an inverse where they are the objects
	Inverse     bool          `json:"inverse,omitempty"` // the sides are the objects
	Both        []ComparedTie `json:"both"`
	OnlyInOne   []ComparedTie `json:"only_in_one"`
	OnlyInOther []ComparedTie `json:"only_in_other"`
}

// ComparedTie is something that a relation leads to, by which claims.
type ComparedTie struct {
	Entity  graph.EntityRef  `json:"entity"`
	Outcome compare.Outcome  `json:"outcome" enum:"same,differs,only-in-one,only-in-other"` // differs: another share, quantity, item or purpose
	One     []view.ClaimView `json:"one"`
	Other   []view.ClaimView `json:"other"`
}

// ComparedDecisions are the decisions that bear on both sides or on one, those in force first, then by name.
type ComparedDecisions struct {
	Both        []ComparedDecision `json:"both"`
	OnlyInOne   []ComparedDecision `json:"only_in_one"`
	OnlyInOther []ComparedDecision `json:"only_in_other"`
}

// ComparedDecision is a decision as it stands on the day of each side on which it bears, and why it does.
type ComparedDecision struct {
	Decision graph.EntityRef  `json:"decision"`
	Outcome  compare.Outcome  `json:"outcome" enum:"same,differs,only-in-one,only-in-other"`
	Changed  []compare.Aspect `json:"changed,omitempty"` // status, effects, review_policy, conditions, other
	One      *BearingView     `json:"one,omitempty"`
	Other    *BearingView     `json:"other,omitempty"`
}

// comparedRows is how many rows each list of a page has whose limit is left to us.
const comparedRows = 15

// compared is what is found, before it is put into words.
type compared struct {
	sides      [2]compare.Side
	attributes []compare.Attribute
	relations  []compare.Relation
	decisions  []compare.Decision
}

func answerCompare(a *question.Asking, p *compareParameters) (Comparison, error) {
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Comparison{}, err
	}
	if !a.Limited() {
		limit = comparedRows
	}
	x, err := findCompared(a, p)
	if err != nil {
		return Comparison{}, err
	}
	c := viewOfCompared(a, x, offset, limit)
	for _, total := range []int{c.Totals.Attributes.all(), c.Totals.Relations.all(), c.Totals.Decisions.all()} {
		c.Next = cmp.Or(c.Next, a.Next(p.Page(), min(offset+limit, total), total))
	}
	c.Text, c.Notice = sayCompared(a, x, &c), say.Text(a.Lang(), "check.notice")
	return c, nil
}

// findCompared compares what the parameters name. The error is a *question.Invalid if they name one side only.
func findCompared(a *question.Asking, p *compareParameters) (*compared, error) {
	if p.Other == "" && p.With == nil {
		return nil, &question.Invalid{Faults: []question.Fault{{Parameter: "other", Index: -1, Message: say.That("compare.neither")}}}
	}
	f := p.Filter(a)
	one, err := a.Resolve(p.One, f.KnownAt)
	if err != nil {
		return nil, err
	}
	x := &compared{sides: [2]compare.Side{{Node: one, Filter: f}, {Node: one, Filter: f}}}
	if p.Other != "" {
		if x.sides[1].Node, err = a.Resolve(p.Other, f.KnownAt); err != nil {
			return nil, err
		}
	}
	if p.With != nil {
		x.sides[1].Filter.AsOf = *p.With
	}
	if x.attributes, err = compare.Attributes(a.Limits, a.Facts, x.sides[0], x.sides[1]); err != nil {
		return nil, err
	}
	if x.relations, err = compare.Relations(a.Limits, a.Facts, x.sides[0], x.sides[1]); err != nil {
		return nil, err
	}
	x.decisions, err = compare.Decisions(a.Limits, a.Facts, x.sides[0], x.sides[1])
	return x, err
}
