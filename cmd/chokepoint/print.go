package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"chokepoint/graph"
)

func table(w io.Writer, rows func(row func(...any))) {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	rows(func(cells ...any) {
		texts := make([]string, len(cells))
		for i, c := range cells {
			texts[i] = fmt.Sprint(c)
		}
		fmt.Fprintln(t, strings.Join(texts, "\t"))
	})
	t.Flush()
}

func printHeading(p *process, text string) { fmt.Fprintf(p.out, "%s\n", text) }

func printNext(p *process, next string) {
	if next != "" {
		fmt.Fprintf(p.out, "\nMore: --cursor %s\n", next)
	}
}

// printAny prints the structured answer of a plain question.
func printAny(p *process, a any) {
	switch a := a.(type) {
	case graph.Reach:
		printReach(p, a)
	case graph.Paths:
		printPaths(p, a)
	case graph.Ownership:
		printOwnership(p, a)
	case graph.Decisions:
		printDecisions(p, a)
	case graph.Timeline:
		printTimeline(p, a)
	case graph.Affiliates:
		printAffiliates(p, a)
	case graph.Impact:
		printImpact(p, a)
	case graph.Chokepoints:
		printChokepoints(p, a)
	case graph.Check:
		printCheck(p, a)
	case graph.Sales:
		for _, c := range a.Items {
			printCheck(p, c)
		}
	case graph.ChangesAnswer:
		printChanges(p, a)
	default:
		enc := json.NewEncoder(p.out)
		enc.SetIndent("", "  ")
		_ = enc.Encode(a)
	}
}

func printReach(p *process, r graph.Reach) {
	fmt.Fprintf(p.out, "%s, as of %s: %d\n", r.Subject.Name, r.AsOf, r.Total)
	if r.Partial {
		fmt.Fprintf(p.out, "Partial: %s.\n", r.Why)
	}
	table(p.out, func(row func(...any)) {
		row("DISTANCE", "ID", "KIND", "COUNTRY", "WHY")
		for _, x := range r.Results {
			row(x.Distance, x.Entity.ID, x.Entity.Kind, cmp.Or(x.Entity.Country, "-"), x.Path.Sentence)
		}
	})
	printNext(p, r.Next)
}

func printPath(p *process, path graph.Path) {
	fmt.Fprintln(p.out, path.Sentence)
	for _, s := range path.Steps {
		fmt.Fprintf(p.out, "  %s (%s%s)\n", s.Sentence, s.Confidence, dates(s.ValidFrom, s.ValidTo))
		printSourceRefs(p, s.Sources)
	}
}

func dates(from, to string) string {
	switch {
	case from != "" && to != "":
		return ", " + from + " to " + to
	case from != "":
		return ", since " + from
	case to != "":
		return ", until " + to
	}
	return ""
}

func printSourceRefs(p *process, refs []graph.SourceRef) {
	for _, r := range refs {
		fmt.Fprintf(p.out, "    %s: %s%s%s %s\n", cmp.Or(r.Publisher, r.ID), r.Title, prefixed(", ", r.Locator), prefixed(", ", r.Published), r.URL)
	}
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func printPaths(p *process, a graph.Paths) {
	fmt.Fprintf(p.out, "%s and %s, as of %s: %d\n", a.From.Name, a.To.Name, a.AsOf, len(a.Paths))
	for _, path := range a.Paths {
		printPath(p, path)
	}
}

func printNeighbours(p *process, a graph.Neighbours) {
	table(p.out, func(row func(...any)) {
		row("RELATION", "ID", "NAME", "CONFIDENCE", "SINCE", "SOURCES")
		for _, n := range a.Results {
			row(n.Relation, n.Entity.ID, n.Entity.Name, n.Claim.Confidence, cmp.Or(n.Claim.ValidFrom, "-"), len(n.Claim.Sources))
		}
	})
	printNext(p, a.Next)
}

func printEntities(p *process, a graph.Entities) {
	table(p.out, func(row func(...any)) {
		row("ID", "KIND", "COUNTRY", "NAME")
		for _, e := range a.Results {
			row(e.ID, e.Kind, cmp.Or(e.Country, "-"), e.Name)
		}
	})
	printNext(p, a.Next)
}

func printCard(p *process, c graph.Card) {
	fmt.Fprintf(p.out, "%s (%s, %s), as of %s\n", c.Name, c.ID, c.Kind, c.AsOf)
	for _, a := range c.Aliases {
		fmt.Fprintf(p.out, "  also %s%s\n", a.Name, prefixed(" ", a.Lang))
	}
	for _, predicate := range slices.Sorted(maps.Keys(c.Claims)) {
		printHeading(p, "\n"+predicate)
		printClaims(p, c.Claims[predicate])
	}
}

func printClaims(p *process, views []graph.ClaimView) {
	for _, v := range views {
		fmt.Fprintf(p.out, "  %s (%s%s)\n", v.Sentence, v.Confidence, dates(v.ValidFrom, v.ValidTo))
		if v.Note != "" {
			fmt.Fprintf(p.out, "    note: %s\n", v.Note)
		}
		printSourceRefs(p, v.Sources)
	}
}

func printDecisions(p *process, a graph.Decisions) {
	fmt.Fprintf(p.out, "%s, as of %s: %d. Not legal advice.\n", a.Subject.Name, a.AsOf, a.Total)
	for _, d := range a.Results {
		fmt.Fprintf(p.out, "\n%s: %s\n", d.Decision.Name, inForce(d.InForce))
		printClaims(p, d.Because)
		printClaims(p, d.Effects)
		printClaims(p, d.ReviewPolicy)
		printClaims(p, d.Conditions)
	}
	printNext(p, a.Next)
}

func inForce(b *bool) string {
	switch {
	case b == nil:
		return "no status is recorded"
	case *b:
		return "in force"
	}
	return "not in force"
}

func printOwnership(p *process, a graph.Ownership) {
	table(p.out, func(row func(...any)) {
		row("SHARE", "DISTANCE", "ID", "WHY")
		for _, h := range a.Results {
			share := "unknown"
			if h.Share != nil {
				share = strconv.FormatFloat(*h.Share*100, 'f', 2, 64) + " %"
			}
			if h.AtLeast {
				share = "at least " + share
			}
			row(share, h.Distance, h.Entity.ID, h.Path.Sentence)
		}
	})
	printNext(p, a.Next)
}

func printAffiliates(p *process, a graph.Affiliates) {
	fmt.Fprintf(p.out, "%s, as of %s, threshold %s: %d\n", a.Subject.Name, a.AsOf, percent(a.Threshold), a.Total)
	for _, r := range a.Rules {
		fmt.Fprintf(p.out, "%s (%s): %s\n", r.Decision.Name, percent(r.Threshold), inForce(&r.InForce))
	}
	table(p.out, func(row func(...any)) {
		row("SHARE", "LEVEL", "ID", "WHY")
		for _, x := range a.Results {
			row(percent(x.Share), x.Level, x.Entity.ID, x.Path.Sentence)
		}
		for _, x := range a.Uncertain {
			row("unknown", "-", x.Entity.ID, x.Path.Sentence)
		}
	})
	printNext(p, a.Next)
}

func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 2, 64) + " %" }

func printImpact(p *process, a graph.Impact) {
	for _, list := range []struct {
		what    string
		total   int
		effects []graph.Effect
	}{{"Lost", a.TotalLost, a.Lost}, {"Degraded", a.TotalDegraded, a.Degraded}} {
		fmt.Fprintf(p.out, "%s, as of %s: %d\n", list.what, a.AsOf, list.total)
		table(p.out, func(row func(...any)) {
			for _, e := range list.effects {
				remaining := "-"
				if e.Remaining != nil {
					remaining = percent(*e.Remaining)
				}
				row("  "+e.Entity.ID, remaining, e.Reason)
			}
		})
	}
	if a.Partial {
		fmt.Fprintf(p.out, "Partial: %s.\n", a.Why)
	}
	printNext(p, a.Next)
}

func printChokepoints(p *process, a graph.Chokepoints) {
	table(p.out, func(row func(...any)) {
		row("LOST", "ALTERNATIVES", "ID", "KIND", "COUNTRY", "LOST WITH IT")
		for _, c := range a.Results {
			names := make([]string, 0, spokenLosses)
			for _, l := range c.Lost[:min(spokenLosses, len(c.Lost))] {
				names = append(names, l.Name)
			}
			if c.Count > spokenLosses {
				names = append(names, "…")
			}
			row(c.Count, c.Alternatives, c.Entity.ID, c.Entity.Kind, cmp.Or(c.Entity.Country, "-"), strings.Join(names, ", "))
		}
	})
	printNext(p, a.Next)
}

// spokenLosses is how many losses a table names.
const spokenLosses = 5

func printCheck(p *process, a graph.Check) {
	fmt.Fprintln(p.out, a.Text)
	for _, list := range []struct {
		what    string
		rulings []graph.Ruling
	}{{"Apply", a.Decisions}, {"May apply", a.MayApply}, {"Do not apply", a.NotApplicable}} {
		if len(list.rulings) > 0 {
			fmt.Fprintf(p.out, "\n%s\n", list.what)
		}
		for _, r := range list.rulings {
			fmt.Fprintf(p.out, "- %s: %s\n", r.Decision.Name, r.Reason)
			for _, c := range r.Criteria {
				fmt.Fprintf(p.out, "    %s: %s\n", c.Expression, c.Verdict)
				for _, f := range c.Figures {
					fmt.Fprintf(p.out, "      %s\n", cmp.Or(f.Arithmetic, f.Name+" = "+strconv.FormatFloat(f.Value, 'f', -1, 64)+" "+f.Unit))
				}
			}
			printClaims(p, r.Effects)
			printClaims(p, r.ReviewPolicy)
			printClaims(p, r.Conditions)
		}
	}
	fmt.Fprintln(p.out, "\nUnknown")
	for _, u := range a.Unknowns {
		fmt.Fprintln(p.out, "-", u)
	}
	fmt.Fprintln(p.out, "\n"+a.Notice)
}

func printChanges(p *process, a graph.ChangesAnswer) {
	fmt.Fprintf(p.out, "%s to %s: %d\n", a.Since, a.Until, a.Total)
	printTimeline(p, graph.Timeline{Results: a.Results, Next: a.Next})
}

func printTimeline(p *process, a graph.Timeline) {
	table(p.out, func(row func(...any)) {
		row("DATE", "WHAT", "CLAIM", "CONFIDENCE")
		for _, e := range a.Results {
			row(e.Date, e.What, e.Text, e.Claim.Confidence)
		}
	})
	printNext(p, a.Next)
}

func printCandidates(p *process, candidates []graph.Candidate) {
	table(p.out, func(row func(...any)) {
		row("SCORE", "ID", "KIND", "MATCHED")
		for _, c := range candidates {
			row(strconv.FormatFloat(c.Score, 'f', 2, 64), c.Entity.ID, c.Entity.Kind, c.Matched)
		}
	})
}

func printSources(p *process, a graph.Sources) {
	table(p.out, func(row func(...any)) {
		row("ID", "PUBLISHED", "PUBLISHER", "TITLE")
		for _, s := range a.Results {
			row(s.ID, cmp.Or(s.Published, "-"), s.Publisher, s.Title)
		}
	})
	printNext(p, a.Next)
}

func printSource(p *process, s graph.SourceView) {
	fmt.Fprintf(p.out, "%s: %s\n%s%s\n%s\n", s.ID, s.Title, s.Publisher, prefixed(", ", s.Published), s.URL)
	for _, c := range s.Claims {
		fmt.Fprintf(p.out, "  %s (%s%s)\n", c.Sentence, c.Confidence, dates(c.ValidFrom, c.ValidTo))
	}
}

func printDatasets(p *process, views []graph.DatasetView) {
	table(p.out, func(row func(...any)) {
		row("NAME", "ENTITIES", "CLAIMS", "LOADED", "LICENCE", "ORIGIN")
		for _, d := range views {
			row(d.Name, d.Entities, d.Claims, d.LoadedAt.Format("2006-01-02 15:04"), d.Licence, d.Origin)
		}
	})
}

func printStats(p *process, s graph.Stats) {
	table(p.out, func(row func(...any)) {
		row("entities", s.Entities)
		row("claims", s.Claims)
		row("derived", s.Derived)
		row("withdrawn", s.Withdrawn)
		row("sources", s.Sources)
		row("datasets", s.Datasets)
		row("version", s.Version)
	})
}
