package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// timeText is a buyer that came and went, a rule that covers what it used, and things that are still to come.
const timeText = `
company: maker buyer other
chip: part later
decision: rule
government: state
part designed_by maker
buyer uses part from=2024-01-01 to=2025-06-01
other uses part from=2025-01-01
rule covers part
rule issued_by state
rule status announced from=2024-02-01 to=2024-03-01
rule status in-force from=2024-03-01
later released_on 2999-01-01
later designed_by maker
maker revenue 5_USD from=2024 to=2025
maker event It_shipped from=2024-01-01 to=2025-02-01
maker sells_to other share=0.4 from=2024 to=2025
`

func texts(events []catalogue.Event) []string {
	all := make([]string, len(events))
	for i, e := range events {
		all[i] = strings.TrimSpace(e.Date + " " + e.What + " " + map[bool]string{true: "planned "}[e.Planned] + e.Text)
	}
	return all
}

func TestTimelineTells(t *testing.T) {
	s := readText(t, readOntology(t), timeText)
	got := mustAsk[catalogue.Timeline](t, s, "timeline", question.Values{"ref": {"part"}})
	for _, want := range []string{"2024-03-01 began The rule is in force", "2025-06-01 ended Buyer no longer uses the part"} {
		if !slices.Contains(texts(got.Results), want) {
			t.Errorf("no %q in %q", want, texts(got.Results))
		}
	}
	later := mustAsk[catalogue.Timeline](t, s, "timeline", question.Values{"ref": {"later"}})
	if want := []string{"2999-01-01 on planned The later is to be released on 1 January 2999"}; !slices.Equal(texts(later.Results), want) {
		t.Errorf("%q, want %q", texts(later.Results), want)
	}
	if got := mustAsk[catalogue.Timeline](t, s, "timeline", question.Values{"ref": {"maker"}}); slices.ContainsFunc(got.Results, func(e catalogue.Event) bool { return e.Claim.Predicate == "revenue" }) {
		t.Errorf("the revenue of a year is an event: %q", texts(got.Results))
	} else if slices.ContainsFunc(got.Results, func(e catalogue.Event) bool { return e.Claim.Predicate == "event" && e.What == "ended" }) {
		t.Errorf("what happened ends: %q", texts(got.Results))
	} else if slices.ContainsFunc(got.Results, func(e catalogue.Event) bool { return e.Claim.Predicate == "sells_to" }) {
		t.Errorf("a part of a year's revenue is an event: %q", texts(got.Results))
	}
}

func TestSince(t *testing.T) {
	s := readText(t, readOntology(t), timeText)
	got := mustAsk[catalogue.Reach](t, s, "dependents", question.Values{"ref": {"maker"}, "as_of": {"2025-12-01"}, "since": {"2024-06-01"}})
	ids := func(refs []graph.EntityRef) (all []string) {
		for _, r := range refs {
			all = append(all, r.ID)
		}
		return all
	}
	if !slices.Equal(ids(got.Came), []string{"other"}) || !slices.Equal(ids(got.Went), []string{"buyer"}) {
		t.Errorf("came %v, went %v", ids(got.Came), ids(got.Went))
	}
	if d := mustAsk[catalogue.Decisions](t, s, "decisions", question.Values{"ref": {"part"}, "as_of": {"2025-12-01"}, "since": {"2024-06-01"}}); d.Since != "2024-06-01" || len(d.Came)+len(d.Went) > 0 {
		t.Errorf("%+v", d.Moved)
	}
	if _, err := ask[catalogue.Reach](t, s, "dependents", question.Values{"ref": {"maker"}, "as_of": {"2024-01-01"}, "since": {"2025-01-01"}}); err == nil {
		t.Error("a day after that of the answer is taken")
	}
}

func TestEditsOfRanges(t *testing.T) {
	s := readText(t, readOntology(t), `
company: a b
a owned_by b share=0.25 recorded=2026-01-01 withdrawn=2026-02-01
a owned_by b share=0.25-0.5 recorded=2026-02-01
`)
	r := reply(t, fixed{s}, "changes", graph.Budget{}, question.Values{"since": {"2026-01-15"}, "until": {"2026-03-01"}})
	for _, e := range r.Answer.(catalogue.ChangesAnswer).Results {
		if before, after := e.Before.String(), e.After.String(); !strings.HasPrefix(before, "share 0.25,") || !strings.HasPrefix(after, "share 0.25-0.5,") || e.Before.ShareMost != nil || *e.After.ShareMost != 0.5 {
			t.Errorf("of what became a range: %q, %q", before, after)
		}
	}
	if n := len(r.Answer.(catalogue.ChangesAnswer).Results); n != 1 {
		t.Errorf("%d edits of what became a range", n)
	}
}

// A load that says a claim with other contents edits it; a first load is one count.
func TestChangesTellEdits(t *testing.T) {
	s := readText(t, readOntology(t), `
company: a b c
a owned_by b share=0.1 recorded=2026-01-01 withdrawn=2026-02-01
a owned_by b share=0.2 recorded=2026-02-01
a owned_by c recorded=2026-01-01
`)
	v := question.Values{"since": {"2026-01-01"}, "until": {"2026-03-01"}}
	got := mustAsk[catalogue.ChangesAnswer](t, s, "changes", v)
	if len(got.Results) != 1 || got.Results[0].What != "edited" || got.Results[0].Before == nil || *got.Results[0].Before.Share != 0.1 || *got.Results[0].After.Share != 0.2 {
		t.Errorf("%+v", got.Results)
	}
	if len(got.Loads) != 2 || got.Loads[0].Recorded != 2 || got.Loads[1].Edited != 1 {
		t.Errorf("%+v", got.Loads)
	}
	v["of"] = []string{"c"}
	if got := mustAsk[catalogue.ChangesAnswer](t, s, "changes", v); got.Total != 0 || got.Of.ID != "c" {
		t.Errorf("of c: %+v", got)
	}
}

// The text tells the latest of all events, not of those on the page.
func TestTextTellsTheLatest(t *testing.T) {
	s := readText(t, readOntology(t), `
company: maker buyer
decision: ban
ban status announced from=2025-01-01 to=2025-06-01
ban status in-force from=2025-06-01
ban issued_by maker
buyer supplied_by maker from=2025-07-01
`)
	for _, c := range []struct {
		question, want string
		v              question.Values
	}{
		{"changes", "3 changes from 1 January 2025 to 31 December 2025. Most recently: 1 January 2025: The ban is announced. 1 June 2025: The ban is in force.",
			question.Values{"since": {"2025-01-01"}, "until": {"2025-12-31"}}},
		{"changes", "1 change for buyer from 1 January 2025 to 31 December 2025. 1 July 2025: Buyer is supplied by maker.",
			question.Values{"since": {"2025-01-01"}, "until": {"2025-12-31"}, "of": {"buyer"}}},
		{"timeline", "3 dated events are known of maker. 1 January 2025: The ban is announced. 1 June 2025: The ban is in force. 1 July 2025: Buyer is supplied by maker.",
			question.Values{"ref": {"maker"}}},
	} {
		c.v["limit"] = []string{"1"}
		if got := reply(t, fixed{s}, c.question, graph.Budget{}, c.v).Sentence(); got != c.want {
			t.Errorf("%s: %q, want %q", c.question, got, c.want)
		}
	}
}

// The latest changes come first where that is asked for, page by page, and are the same.
func TestLatestChangesFirst(t *testing.T) {
	s := builtInFacts(t)
	v := question.Values{"since": {"2025-11-01"}, "limit": {"1000"}}
	want := texts(mustAsk[catalogue.ChangesAnswer](t, s, "changes", v).Results)
	slices.Reverse(want)
	var got []string
	v["sort"], v["limit"] = []string{"latest"}, []string{"7"}
	for pages := 0; pages == 0 || len(v["cursor"]) > 0; pages++ {
		x := mustAsk[catalogue.ChangesAnswer](t, s, "changes", v)
		got = append(got, texts(x.Results)...)
		if delete(v, "cursor"); x.Next != "" {
			v["cursor"] = []string{x.Next}
		}
	}
	if len(want) < 20 || !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
