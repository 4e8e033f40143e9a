package catalogue

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/view"
)

// printTable writes a table with dashes where nothing is known, and how to ask for more; of a table without rows it says so.
func printTable(s *question.Sheet, t *question.Table) {
	if len(t.Rows) == 0 {
		s.Say("sheet.empty")
		return
	}
	s.Table(t, "-")
	s.Next(t.Next)
}

// printNote writes what is said beside an answer, if anything is.
func printNote(s *question.Sheet, note string) {
	if note != "" {
		s.Printf("%s\n", note)
	}
}

// printClaims writes claims with their sources.
func printClaims(s *question.Sheet, views []view.ClaimView) {
	for _, v := range views {
		s.Printf("  %s (%s%s%s)\n", v.Sentence, s.Sure(v.Confidence), dates(s, v.ValidFrom, v.ValidTo), withdrawn(s, &v))
		for _, x := range [...]struct{ key, said string }{
			{"sheet.share", unsaidShare(&v)}, {"sheet.quantity", plainQuantity(v.Quantity)}, {"sheet.purpose", v.Purpose}, {"sheet.note", v.Note}} {
			if x.said != "" {
				s.Printf("    %s\n", s.Words(x.key, x.said))
			}
		}
		printSourceRefs(s, v.Sources)
	}
}

// unsaidShare is the share of a claim whose sentence does not say it.
func unsaidShare(v *view.ClaimView) string {
	if strings.Contains(v.Sentence, "%") {
		return ""
	}
	return view.Share(v.Share, v.ShareMost)
}

func withdrawn(s *question.Sheet, v *view.ClaimView) string {
	if v.WithdrawnAt == nil {
		return ""
	}
	return ", " + s.Words("sheet.withdrawn", v.WithdrawnAt.UTC().Format(time.DateOnly))
}

// printPath writes a path and its steps with their sources.
func printPath(s *question.Sheet, path graph.Path) {
	s.Printf("%s\n", path.Sentence)
	for i := range path.Steps {
		printStep(s, &path.Steps[i])
	}
}

func printStep(s *question.Sheet, step *graph.Step) {
	s.Printf("  %s (%s%s)\n", step.Sentence, s.Sure(step.Confidence), dates(s, step.ValidFrom, step.ValidTo))
	printSourceRefs(s, step.Sources)
}

func printSourceRefs(s *question.Sheet, refs []graph.SourceRef) {
	for _, r := range refs {
		s.Printf("    %s: %s%s%s %s\n", cmp.Or(r.Publisher, r.ID), r.Title, prefixed(", ", r.Locator), prefixed(", ", r.Published), r.URL)
	}
}

// dates says from when to when something holds, behind a comma, as far as it is known.
func dates(s *question.Sheet, from, to string) string {
	switch {
	case from != "" && to != "":
		return ", " + s.Words("sheet.from-to", from, to)
	case from != "":
		return ", " + s.Words("sheet.since", from)
	case to != "":
		return ", " + s.Words("sheet.until", to)
	}
	return ""
}

// saidTerms lists the texts and terms that claims give, each once, as sentences of the language say them.
func saidTerms(a *question.Asking, claims []view.ClaimView) string {
	var all []string
	for _, v := range claims {
		term, ok := v.Value.(string)
		if said := say.Term(a.Lang(), a.Facts.Ontology().Attribute(v.Predicate), term); ok && !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return strings.Join(all, ", ")
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// claimsTable shows claims as they are stated, a row each.
func claimsTable(views []view.ClaimView) *question.Table {
	t := question.NewTable("id", "subject", "predicate", "object", "value", "unit", "share", "item", "valid_from", "valid_to", "confidence", "sources",
		"quantity", "role", "purpose", "note", "undated", "datasets", "share_most")
	for _, v := range views {
		ids := make([]string, len(v.Sources))
		for i, r := range v.Sources {
			ids[i] = r.ID
		}
		t.Row(v.ID, v.Subject, v.Predicate, v.Object, plainValue(v.Value), v.Unit, plainShare(v.Share), v.Item, v.ValidFrom, v.ValidTo,
			v.Confidence, strings.Join(ids, "; "), plainQuantity(v.Quantity), v.Role, v.Purpose, v.Note, v.Undated, strings.Join(v.Datasets, "; "), plainShare(v.ShareMost))
	}
	return t
}

func plainQuantity(q *graph.Quantity) string {
	if q == nil {
		return ""
	}
	return q.String()
}

// plainValue writes the value of a claim view, numbers without exponents.
func plainValue(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

func plainShare(share *float64) string {
	if share == nil {
		return ""
	}
	return strconv.FormatFloat(*share, 'f', -1, 64)
}
