package catalogue_test

import (
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// lined asks for the lines of a day, and returns the items by id.
func lined(t *testing.T, v question.Values) (catalogue.Lines, map[string]catalogue.LinedItem) {
	t.Helper()
	x := mustAsk[catalogue.Lines](t, builtInFacts(t), "lines", v)
	items := map[string]catalogue.LinedItem{}
	for _, r := range x.Results {
		items[r.Item.ID] = r
	}
	return x, items
}

// The A800 and H800 were made to lie outside the line of October 2022, and lie inside that of October 2023.
func TestTheLineMovedOverTheA800(t *testing.T) {
	for day, want := range map[string]map[string]string{
		"2022-09-01": {"nvidia-a100": "not-met"},
		"2022-12-01": {"nvidia-a100": "met", "nvidia-a800": "not-met", "nvidia-h100": "met", "nvidia-h800": ""},
		"2023-06-01": {"nvidia-a800": "not-met", "nvidia-h800": "not-met"},
		"2023-12-01": {"nvidia-a100": "met", "nvidia-a800": "met", "nvidia-h800": "met", "nvidia-h20": "not-met"},
		"2025-05-01": {"nvidia-h20": "met"},
	} {
		_, items := lined(t, question.Values{"maker": {"nvidia"}, "as_of": {day}, "limit": {"1000"}})
		for id, verdict := range want {
			if got := string(items[id].Verdict); got != verdict {
				t.Errorf("%s: %s is %q, want %q", day, id, got, verdict)
			}
		}
	}
}

func TestLinesHaveTheirBoundsAndDecisions(t *testing.T) {
	x, items := lined(t, question.Values{"maker": {"nvidia"}, "as_of": {"2022-12-01"}, "limit": {"1000"}, "detail": {"full"}})
	if len(x.Lines) != 1 || x.Lines[0].Of.ID != "eccn-3a090-a" || x.Lines[0].Outcome != catalogue.LicenceRequired {
		t.Fatalf("lines %+v", x.Lines)
	}
	line := x.Lines[0]
	if len(line.AnyOf) != 1 || line.Text != "interconnect bandwidth ≥ 600 GB/s and TPP ≥ 4800" {
		t.Errorf("it is met by %+v: %s", line.AnyOf, line.Text)
	}
	if len(line.Decisions) != 2 || line.Decisions[1].Decision.ID != "bis-2022-10-07-rule" || line.Decisions[1].Since != "2022-10-07" || len(line.Decisions[1].Citations) == 0 {
		t.Errorf("it is of %+v", line.Decisions)
	}
	turns := map[string]string{}
	for _, turn := range x.Turns {
		if turn.Begins {
			turns[turn.Decision.ID] = turn.Date
		}
	}
	if turns["bis-2022-10-07-rule"] != "2022-10-07" || turns["bis-2023-10-17-rule"] != "2023-11-17" {
		t.Errorf("lines come on %v", turns)
	}
	if makers := items["nvidia-a800"].Makers; len(makers) != 1 || makers[0].ID != "nvidia" {
		t.Errorf("it is made by %v", makers)
	}
	for _, f := range items["nvidia-a800"].Figures {
		if f.Name == "performance_density" && (f.Value < 6 || f.Value > 6.1 || !strings.Contains(f.Arithmetic, "tpp ÷ die_area") || f.Confidence == 0 || len(f.Claims) == 0) {
			t.Errorf("performance density %+v", f)
		}
	}
	if n := len(items["nvidia-a800"].Figures); n != 4 {
		t.Errorf("%d figures", n)
	}
}

func TestLinesInWords(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "Nvidia, 2022-12-01: 4 of 15 items meet a criterion of a decision in force that restricts exports: the Nvidia A100, ",
		"fr": "Nvidia, 2022-12-01 : 4 articles sur 15 remplissent un critère d'une décision en vigueur restreignant les exportations : le Nvidia A100, ",
	} {
		said := reply(t, fixed{builtInFacts(t)}, "lines", graph.Budget{}, question.Values{"maker": {"nvidia"}, "as_of": {"2022-12-01"}, "lang": {lang}})
		if text := strings.ReplaceAll(said.Sentence(), "\u00a0", " "); !strings.HasPrefix(text, want) {
			t.Errorf("%s\nwant %s", text, want)
		}
	}
	for v, want := range map[string]string{"nvidia 2020-01-01": "no decision in force that restricts exports turns on figures; that is no permission.", "tsmc 2024-01-01": "no item that had been announced by then is on record."} {
		maker, day, _ := strings.Cut(v, " ")
		said := reply(t, fixed{builtInFacts(t)}, "lines", graph.Budget{}, question.Values{"maker": {maker}, "as_of": {day}})
		if text := said.Sentence(); !strings.Contains(text, want) {
			t.Errorf("%s: %s", v, text)
		}
	}
}
