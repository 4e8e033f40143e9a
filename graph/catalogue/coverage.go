package catalogue

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

var coverage = question.Define(question.Definition[question.Spoken, Coverage]{
	Name: "coverage", ID: "get-coverage", Path: "/v1/coverage", Tag: "Catalogue", Summary: "What the facts cover, how well, and what they do not",
	Answer:   answerCoverage,
	Print:    printCoverage,
	Sentence: sentenceOfCoverage,
	Heavy:    func(*question.Spoken) bool { return true },
})

// Coverage says how far the facts reach, so that nobody takes what is not on record for what is not so. Derived claims are not counted.
type Coverage struct {
	Entities     int            `json:"entities"`
	Claims       int            `json:"claims"`
	Sources      int            `json:"sources"`
	Until        string         `json:"until,omitempty"` // the latest day, not after the last load, on which a claim begins
	LoadedAt     *time.Time     `json:"loaded_at,omitempty"`
	Changing     int            `json:"changing"`             // claims of relations that come and go
	Undated      int            `json:"undated"`              // those among them of which it is not known when they began
	Primary      int            `json:"primary"`              // claims that rest on law, regulation, a government, a filing or the company itself
	ByConfidence map[string]int `json:"claims_by_confidence"` // how sure they are
	ByKind       map[string]int `json:"entities_by_kind"`
	BySourceKind map[string]int `json:"sources_by_kind"` // those of which the kind is not recorded are under "other"
	ByPredicate  map[string]int `json:"claims_by_predicate"`
	Laws         []LawsCovered  `json:"laws"` // the states with the most decisions first
	Datasets     []DatasetView  `json:"datasets"`
	Limits       []string       `json:"limits"` // what the facts do not have, whatever is asked
	lastLoad     graph.Date     // of all datasets
}

// LawsCovered says how much of the law of a state there is.
type LawsCovered struct {
	State     graph.EntityRef `json:"state"` // or whoever issued them, where no state is known
	Decisions int             `json:"decisions"`
	Until     string          `json:"until,omitempty"` // the latest day, not after the last load, on which something begins that is said of one
}

// limitsOfFacts are the messages that say what the facts do not have.
var limitsOfFacts = []string{"coverage.absence", "coverage.lists", "coverage.licences", "coverage.amounts", "coverage.law"}

func answerCoverage(a *question.Asking, _ *question.Spoken) (Coverage, error) {
	s := a.Facts
	counted, err := snapshot.MemoWithin(a.Limits.Context(), s, countsKey{}, func() (*snapshot.Counts, error) { return countsOf(a.Limits, s) })
	if err != nil {
		return Coverage{}, err
	}
	loaded, err := answerDatasets(a, nil)
	if err != nil {
		return Coverage{}, err
	}
	c := Coverage{Entities: counted.Entities, Claims: counted.Claims, Sources: counted.Sources, ByKind: counted.ByKind, ByPredicate: counted.ByPredicate,
		ByConfidence: map[string]int{}, BySourceKind: map[string]int{}, Datasets: loaded.Results, Laws: []LawsCovered{}, lastLoad: graph.DateOf(a.Today)}
	for _, d := range loaded.Results {
		if c.LoadedAt == nil || d.LoadedAt.After(*c.LoadedAt) {
			c.LoadedAt, c.lastLoad = &d.LoadedAt, graph.DateOf(graph.DayOf(d.LoadedAt))
		}
	}
	for x, n := range s.Counted() {
		if x.Recorded.Stands() && !x.Derived {
			c.ByConfidence[x.Confidence.String()] += n
			if x.Primary {
				c.Primary += n
			}
		}
	}
	for _, id := range s.SourceIDs() {
		if err := a.Limits.Work(); err != nil {
			return Coverage{}, err
		}
		src, _, _ := s.Source(id)
		c.BySourceKind[cmp.Or(src.Kind, "other")]++
	}
	if err := c.count(a); err != nil {
		return Coverage{}, err
	}
	for _, key := range limitsOfFacts {
		c.Limits = append(c.Limits, say.Text(a.Lang(), key))
	}
	return c, nil
}

// count looks at each claim: when it began, as far as that is known, and whether it says who issued a decision.
func (c *Coverage) count(a *question.Asking) error {
	s := a.Facts
	issuing, latest := s.Predicates(s.Ontology().Binding.Issuer), graph.Beginning
	states := a.CountriesOn(a.Today)
	issued := map[snapshot.Node]map[snapshot.Node]bool{} // decisions by state
	for ref := range s.Claims() {
		if err := a.Limits.Work(); err != nil {
			return err
		}
		if !s.Recorded(ref).Stands() || s.IsDerived(ref) {
			continue
		}
		latest = c.later(latest, s.Written(ref).From)
		if s.ComesAndGoes(ref) {
			c.Changing++
			if s.IsUndated(ref) {
				c.Undated++
			}
		}
		if s.Is(ref, issuing) {
			state := states.Of(s.Object(ref))
			if state == snapshot.None {
				state = s.Object(ref)
			}
			if issued[state] == nil {
				issued[state] = map[snapshot.Node]bool{}
			}
			issued[state][s.Subject(ref)] = true
		}
	}
	c.Until = latest.String()
	for state, decisions := range issued {
		until := graph.Beginning
		for decision := range decisions {
			for ref := range s.ClaimsOf(decision) {
				if s.Subject(ref) == decision && s.Recorded(ref).Stands() && !s.IsDerived(ref) {
					until = c.later(until, s.Written(ref).From)
				}
			}
		}
		c.Laws = append(c.Laws, LawsCovered{a.EntityRef(state), len(decisions), until.String()})
	}
	slices.SortFunc(c.Laws, func(x, y LawsCovered) int {
		return cmp.Or(cmp.Compare(y.Decisions, x.Decisions), cmp.Compare(x.State.ID, y.State.ID))
	})
	return nil
}

// later is the later of two days, as long as it is not after the last load: what is planned is not covered.
func (c *Coverage) later(x, y graph.Date) graph.Date {
	if y > x && y.Bounded() && y <= c.lastLoad {
		return y
	}
	return x
}

func sentenceOfCoverage(a *question.Asking, _ *question.Spoken, c Coverage) string {
	states := make([]string, 0, spoken)
	for _, l := range c.Laws[:min(spoken, len(c.Laws))] {
		states = append(states, a.ListName(l.State))
	}
	text := say.Text(a.Lang(), "coverage.facts", c.Entities, c.Claims, c.Sources)
	if until, err := graph.ParseDate(c.Until); err == nil {
		text += " " + say.Text(a.Lang(), "coverage.until", say.Date(a.Lang(), until))
	}
	if len(states) > 0 {
		text += " " + say.Text(a.Lang(), "coverage.laws", len(c.Laws), say.List(a.Lang(), states))
	}
	return text + " " + say.Text(a.Lang(), "coverage.undated", c.Undated, c.Changing)
}

func printCoverage(s *question.Sheet, c Coverage) {
	s.Printf("%s\n\n", sentenceOfCoverage(s.Asked(), nil, c))
	laws := question.NewTable("state", "decisions", "until")
	for _, l := range c.Laws {
		laws.Row(l.State, l.Decisions, l.Until)
	}
	s.Table(laws, "")
	for _, group := range []map[string]int{c.ByKind, c.ByConfidence, c.BySourceKind} {
		s.Printf("\n")
		var rows [][]string
		for _, name := range slices.Sorted(maps.Keys(group)) {
			rows = append(rows, []string{name, strconv.Itoa(group[name])})
		}
		s.Rows(nil, rows)
	}
	s.Printf("\n")
	for _, limit := range c.Limits {
		s.Printf("- %s\n", limit)
	}
}
