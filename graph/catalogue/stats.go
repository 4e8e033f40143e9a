package catalogue

import (
	"strconv"
	"time"

	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

var stats = question.Define(question.Definition[question.Spoken, Stats]{
	Name: "stats", ID: "get-stats", Path: "/v1/stats", Tag: "Catalogue", Summary: "Counts, and which questions are answered where",
	Part: func(*question.Asking, *question.Spoken) (snapshot.Need, error) {
		return snapshot.Need{Counts: true}, nil
	},
	Answer: answerStats,
	Print:  printStats,
	Heavy:  func(*question.Spoken) bool { return true },
})

// Stats counts what a store holds, and says which questions are answered where.
type Stats struct {
	Version     string            `json:"version"`
	Entities    int               `json:"entities"`
	Claims      int               `json:"claims"` // statements that stand, derived ones not counted: one for each content that datasets give a claim
	Derived     int               `json:"derived"`
	Withdrawn   int               `json:"withdrawn"` // claims of which nothing stands any more
	Sources     int               `json:"sources"`
	Datasets    int               `json:"datasets"`
	ByKind      map[string]int    `json:"entities_by_kind"`
	ByPredicate map[string]int    `json:"claims_by_predicate"`
	Store       string            `json:"store"`   // sqlite, neo4j
	Answers     map[string]string `json:"answers"` // by question: snapshot or cypher; none: it is not answered
}

func answerStats(a *question.Asking, _ *question.Spoken) (Stats, error) {
	s := a.Facts
	st := Stats{Version: s.Version(), Sources: len(s.SourceIDs()), Datasets: len(s.Datasets()), Store: a.Source.StoreName(),
		ByKind: map[string]int{}, ByPredicate: map[string]int{}, Answers: answeredBy(a.Source)}
	if c := a.Counts; c != nil {
		st.Entities, st.Claims, st.Derived, st.Withdrawn, st.Sources = c.Entities, c.Claims, c.Derived, c.Withdrawn, c.Sources
		st.ByKind, st.ByPredicate = c.ByKind, c.ByPredicate
		return st, nil
	}
	for n := range snapshot.Node(s.Nodes()) {
		if err := a.Limits.Work(); err != nil {
			return Stats{}, err
		}
		if s.IsPresent(n, time.Time{}) {
			st.Entities++
			st.ByKind[s.Entity(n).Kind]++
		}
	}
	for ref := range s.Claims() {
		if err := a.Limits.Work(); err != nil {
			return Stats{}, err
		}
		st.count(s, ref)
	}
	return st, nil
}

func (st *Stats) count(s *snapshot.Snapshot, ref snapshot.Ref) {
	stands, derived := s.Recorded(ref).Stands(), s.IsDerived(ref)
	switch {
	case stands && derived:
		st.Derived++
	case stands:
		st.Claims++
		st.ByPredicate[s.PredicateName(ref)]++
	case !derived && isGone(s, ref):
		st.Withdrawn++
	}
}

// isGone reports whether nothing of the claim of a statement stands any more, and the statement is the first of it.
func isGone(s *snapshot.Snapshot, ref snapshot.Ref) bool {
	before := true
	for x := range s.Versions(ref) {
		if x == ref {
			before = false
		}
		if s.Recorded(x).Stands() || before && !s.IsDerived(x) {
			return false
		}
	}
	return true
}

// Keys of Stats.Answers that are no names of questions: an entity with its claims, and the look-up that questions begin with.
const (
	cardAnswer    = "card"
	resolveAnswer = "resolve"
)

// answeredBy says of each question what it is answered from.
func answeredBy(source question.Source) map[string]string {
	const fromSnapshot, fromParts, unanswered = "snapshot", "cypher", "none"
	parts, ok := source.(question.PartSource)
	gathers := ok && parts.Gathers()
	from := func(parted bool) string {
		switch {
		case !gathers:
			return fromSnapshot
		case parted:
			return fromParts
		}
		return unanswered
	}
	answers := map[string]string{resolveAnswer: from(true)}
	for _, q := range All() {
		name := q.Info().Name
		if name == entity.Info().Name {
			name = cardAnswer
		}
		answers[name] = from(q.Info().Parted)
	}
	return answers
}

func printStats(s *question.Sheet, st Stats) {
	var rows [][]string
	for _, r := range []struct {
		what  string
		count int
	}{{"entities", st.Entities}, {"claims", st.Claims}, {"derived", st.Derived}, {"withdrawn", st.Withdrawn}, {"sources", st.Sources}, {"datasets", st.Datasets}} {
		rows = append(rows, []string{s.Words("stats." + r.what), strconv.Itoa(r.count)})
	}
	s.Rows(append(rows, []string{s.Words("stats.version"), st.Version}))
}
