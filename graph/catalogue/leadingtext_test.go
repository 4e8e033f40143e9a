package catalogue_test

import (
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

// The text says of which state and for whom it counts, and tells first of those of whom most is known.
func TestTextsNameWhatIsAskedFor(t *testing.T) {
	s := readText(t, readOntology(t), `
government: here there
company: aa hub maker
chip: part
facility: site
hub headquartered_in here
hub supplied_by maker
hub founded_on 1990
aa headquartered_in here
aa supplied_by maker
maker headquartered_in there
part made_by maker
`)
	for _, c := range []struct {
		question, want string
		v              question.Values
	}{
		{"dependents", "2 entities in here depend on maker.", question.Values{"ref": {"maker"}, "country": {"here"}}},
		{"dependents", "0 entities in there depend on maker.", question.Values{"ref": {"maker"}, "country": {"there"}}},
		{"dependents", "3 entities depend on maker.", question.Values{"ref": {"maker"}}},
		{"dependencies", "Hub depends on 1 entity in there.", question.Values{"ref": {"hub"}, "country": {"there"}}},
		{"dependents", "2 entités (here) dépendent de maker.", question.Values{"ref": {"maker"}, "country": {"here"}, "lang": {"fr"}}},
		{"chokepoints", "1 chokepoint for hub. ", question.Values{"for": {"hub"}}},
		{"impact", "Without maker, 1 entity is lost, none is degraded and 2 are impaired. Hub is impaired", question.Values{"remove": {"maker"}}},
	} {
		if got := reply(t, fixed{s}, c.question, graph.Budget{}, c.v).Sentence(); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s %v: %q, want %q", c.question, c.v, got, c.want)
		}
	}
}
