package catalogue

import (
	"strconv"
	"time"

	"chokepoint/graph/limits"
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
	s, c := a.Facts, a.Counts
	if c == nil {
		var err error
		if c, err = snapshot.MemoWithin(a.Limits.Context(), s, countsKey{}, func() (*snapshot.Counts, error) { return countsOf(a.Limits, s) }); err != nil {
			return Stats{}, err
		}
	}
	return Stats{Version: s.Version(), Entities: c.Entities, Claims: c.Claims, Derived: c.Derived, Withdrawn: c.Withdrawn, Sources: c.Sources, Datasets: len(s.Datasets()),
		ByKind: c.ByKind, ByPredicate: c.ByPredicate, Store: a.Source.StoreName(), Answers: answeredBy(a.Source)}, nil
}

type countsKey struct{}

// countsOf counts what a snapshot holds, in time linear in the entities and in the claims that were withdrawn, after one pass over the
// dates of all claims.
func countsOf(l *limits.Limits, s *snapshot.Snapshot) (*snapshot.Counts, error) {
	c := &snapshot.Counts{Sources: len(s.SourceIDs()), ByKind: map[string]int{}, ByPredicate: map[string]int{}}
	for n, present := range s.PresentAt(time.Time{}) {
		if err := l.Work(); err != nil {
			return nil, err
		}
		if present {
			c.Entities++
			c.ByKind[s.Entity(snapshot.Node(n)).Kind]++
		}
	}
	for x, n := range s.Counted() {
		switch stands := x.Recorded.Stands(); {
		case stands && x.Derived:
			c.Derived += n
		case stands:
			c.Claims += n
			c.ByPredicate[s.NameOfPredicate(x.Predicate)] += n
		}
	}
	for some := range s.ClaimsOfInterest(snapshot.Period{}, wasWithdrawn) {
		for _, ref := range some {
			if err := l.Work(); err != nil {
				return nil, err
			}
			if isGone(s, ref) {
				c.Withdrawn++
			}
		}
	}
	return c, nil
}

// wasWithdrawn takes an interest in the claims that were withdrawn.
func wasWithdrawn(x snapshot.Common) snapshot.Interest {
	if x.Derived || x.Recorded.Stands() {
		return snapshot.Never
	}
	return snapshot.Always
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
	s.Rows(nil, append(rows, []string{s.Words("stats.version"), st.Version}))
}
