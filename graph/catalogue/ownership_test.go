package catalogue_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// shareholders compiles claims written as "owned owner share", one a line; "party listed list" lists a party.
func shareholders(t *testing.T, claims string) *snapshot.Snapshot {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "company"}, {Name: "law"}},
		Relations: []graph.Relation{
			{Name: "owned_by", Channel: graph.OwnershipChannel, SentenceShare: graph.Text{"en": "{subject} is owned {share} by {object}"}},
			{Name: "listed"},
		},
		Attributes: []graph.Attribute{{Name: "threshold", Type: graph.NumberValue}},
		Languages:  []graph.Language{{Name: "en", Which: "which", And: "and"}},
		Binding:    graph.Binding{Kind: "law", ListedBy: "listed", Threshold: "threshold"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b, named := snapshot.NewBuilder(o, "shareholders"), map[string]bool{}
	for line := range strings.Lines(claims) {
		words := strings.Fields(line)
		if len(words) != 3 {
			continue
		}
		c := graph.Claim{Subject: words[0], Predicate: "owned_by", Object: words[1], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported}
		if words[1] == "listed" {
			c.Predicate, c.Object = words[1], words[2]
		} else if share, err := graph.ParseShare(words[2]); err == nil {
			c.Share = share
		}
		for _, id := range []string{c.Subject, c.Object} {
			if !named[id] {
				named[id] = true
				kind := "company"
				if strings.HasPrefix(id, "list") {
					kind = "law"
				}
				b.Entity(graph.Entity{ID: id, Kind: kind, Name: strings.ToUpper(id)}, "curated", graph.Recording{})
			}
		}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "curated"}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const overRecorded = `
a b 1
b a 1
a x 0.5
x listed list
`

func TestOverRecordedCompaniesAreNamed(t *testing.T) {
	facts := fixed{shareholders(t, overRecorded)}
	for name, v := range map[string]question.Values{"owners": {"ref": {"a"}}, "holdings": {"ref": {"x"}}} {
		r := reply(t, facts, name, graph.Budget{}, v)
		answer := r.Answer.(catalogue.Ownership)
		if len(answer.OverRecorded) != 1 || answer.OverRecorded[0].ID != "a" {
			t.Errorf("%s: over-recorded are %+v", name, answer.OverRecorded)
		}
		for _, row := range answer.Results {
			if row.Share == nil || *row.Share > 1 {
				t.Errorf("%s: %s has %v", name, row.Entity.ID, row.Share)
			}
		}
		var printed bytes.Buffer
		r.Print(question.NewSheet(&printed))
		const says = "By the claims, more than all of A is held."
		if !strings.Contains(printed.String(), says) || !strings.HasSuffix(r.Sentence(), says) {
			t.Errorf("%s: it is neither printed nor said:\n%s\n%s", name, printed.String(), r.Sentence())
		}
	}
	if r := asked[catalogue.Affiliates](t, facts, "affiliates", graph.Budget{}, question.Values{"ref": {"list"}}); len(r.OverRecorded) != 1 || r.OverRecorded[0].ID != "a" {
		t.Errorf("affiliates: over-recorded are %+v", r.OverRecorded)
	}
}

func TestSharesAreShownAsClaimed(t *testing.T) {
	r := asked[catalogue.Ownership](t, fixed{shareholders(t, "a x 0.84\nx y 0.3")}, "owners", graph.Budget{}, question.Values{"ref": {"a"}})
	var got []string
	for _, row := range r.Results {
		got = append(got, fmt.Sprint(row.Entity.ID, " ", *row.Share, " ", *row.Path.Steps[0].Share))
	}
	if want := "[x 0.84 0.84 y 0.252 0.84]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestAffiliatesAtAThreshold(t *testing.T) {
	facts := fixed{shareholders(t, "x listed list\nhalf x 0.5\nless x 0.49996\nlittle x 0.000000001\nnothing x 0\nunknown x ?")}
	for threshold, want := range map[string]string{"": "0.5 [half]", "0.4": "0.4 [half less]", "0": "0 [half less little]", "1": "1 []"} {
		v := question.Values{"ref": {"list"}}
		if threshold != "" {
			v["threshold"] = []string{threshold}
		}
		r := asked[catalogue.Affiliates](t, facts, "affiliates", graph.Budget{}, v)
		ids := []string{}
		for _, row := range r.Results {
			ids = append(ids, row.Entity.ID)
		}
		if got := fmt.Sprint(r.Threshold, " ", ids); got != want || len(r.Uncertain) != 1 || r.Uncertain[0].Entity.ID != "unknown" {
			t.Errorf("threshold %q: %s, and uncertain %+v, want %s", threshold, got, r.Uncertain, want)
		}
	}
	q, _ := catalogue.Find("affiliates")
	for _, wrong := range []string{"-0.1", "1.1", "NaN", "Inf"} {
		if _, err := q.Read(question.Values{"ref": {"list"}, "threshold": {wrong}}); err == nil {
			t.Errorf("a threshold of %s is taken", wrong)
		}
	}
}

func TestOwnersOfAPartAreNoAnswer(t *testing.T) {
	q, _ := catalogue.Find("owners")
	p, err := q.Read(question.Values{"ref": {"a"}})
	if err != nil {
		t.Fatal(err)
	}
	terms := question.Terms{Budget: graph.Budget{Time: time.Nanosecond}, Now: time.Unix(0, 0)}
	if _, err := p.Ask(t.Context(), fixed{shareholders(t, overRecorded)}, terms); !errors.Is(err, graph.ErrTooCostly) {
		t.Errorf("got %v", err)
	}
}
