package catalogue

import (
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/view"
)

// listNames are what sentences call the list that a listing is by: the whole that the decision is part of, else the decision itself.
func (l *ListingView) listName(a *question.Asking) string {
	if n := len(l.Lists); n > 0 {
		return a.NameIn(l.Lists[n-1].ID)
	}
	return a.NameIn(l.Decision.ID)
}

// cited are the citations of the decision, the best supported first, each once.
func (l *ListingView) cited() (all []string) {
	for _, c := range l.Citations {
		if text, ok := c.Value.(string); ok && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// by says by which decision, if the list is not the decision itself, and where that can be found.
func (l *ListingView) by(a *question.Asking) string {
	var parts []string
	if len(l.Lists) > 0 {
		parts = append(parts, say.Text(a.Lang(), "listings.by", a.NameIn(l.Decision.ID)))
	}
	if cited := l.cited(); len(cited) > 0 {
		parts = append(parts, cited[0])
	}
	if l.Doubt != "" {
		parts = append(parts, say.Text(a.Lang(), "listings.doubt."+string(l.Doubt)))
	}
	return prefixed(", ", strings.Join(parts, ", "))
}

// phrase is the listing in words, after the words for being; now: it holds on the day.
func (l *ListingView) phrase(a *question.Asking, now bool) string {
	lang, on := a.Lang(), "listings.then."
	if now {
		on = "listings.on."
	}
	name, since, until := l.listName(a), say.DateNoun(lang, l.since), say.DateNoun(lang, l.until)
	switch {
	case since != "" && until != "":
		return say.Text(lang, on+"from-to", name, since, until) + l.by(a)
	case since != "":
		return say.Text(lang, on+"since", name, since) + l.by(a)
	case until != "":
		return say.Text(lang, "listings.on.until", name, until) + l.by(a)
	}
	return say.Text(lang, "listings.on", name) + l.by(a)
}

func phrases(a *question.Asking, listings []ListingView, now bool) string {
	all := make([]string, 0, len(listings))
	for _, l := range listings[:min(spoken, len(listings))] {
		all = append(all, l.phrase(a, now))
	}
	if more := len(listings) - spoken; more > 0 {
		all = append(all, say.Text(a.Lang(), "listings.more", more))
	}
	return strings.Join(all, say.Text(a.Lang(), "clauses"))
}

func sentenceOfListings(a *question.Asking, _ *listingsParameters, x Listings) string {
	lang, name := a.Lang(), a.NameIn(x.Subject.ID)
	texts := []string{sayListed(a, &x, name)}
	add := func(key string, listings []ListingView, now bool) {
		if len(listings) > 0 {
			texts = append(texts, say.Text(lang, key, name, phrases(a, listings, now)))
		}
	}
	add("listings.elsewhere", x.Elsewhere, true)
	add("listings.ended", x.Ended, false)
	add("listings.upcoming", x.Upcoming, false)
	for _, r := range x.Affiliation {
		if key := messageOfReach(r.Reaches, r.InForce); key != "" {
			texts = append(texts, say.Text(lang, key, a.NameIn(r.Rule.ID), name, sharesIn(lang, r.Share, r.ShareMost), forceIn(lang, &r.InForce, r.Doubt)))
			texts = append(texts, say.Stop(r.Path.Sentence))
		}
	}
	return strings.Join(texts, " ")
}

// sayListed answers whether a party is listed.
func sayListed(a *question.Asking, x *Listings, name string) string {
	lang := a.Lang()
	if x.Listed {
		lead := "listings.perhaps"
		if slices.ContainsFunc(x.Listings, func(l ListingView) bool { return l.Doubt == "" }) {
			lead = "listings.yes"
		}
		return say.Text(lang, lead, name, phrases(a, x.Listings, true))
	}
	day, err := graph.ParseDay(x.AsOf)
	if err != nil {
		return "" // it was written here
	}
	on := say.DateNoun(lang, graph.DateOf(day))
	if x.List != nil {
		return say.Text(lang, "listings.none."+byList(a.Facts.Ontology(), x.List), name, a.NameIn(x.List.ID), on)
	}
	return say.Text(lang, "listings.none", name, on)
}

// byList is how parties stand on a list, as messages call it: on the list itself, or by an authority or a state.
func byList(o *graph.Ontology, list *graph.EntityRef) string {
	if list.Kind == o.Binding.Kind {
		return "on"
	}
	return "by"
}

// messageOfReach is the key of the message on what a rule makes of a party; empty where it does not come near.
func messageOfReach(reaches Reaches, inForce bool) string {
	switch {
	case reaches == ReachesNot:
		return ""
	case reaches == ReachesPerhaps && inForce:
		return "listings.reach.perhaps"
	case reaches == ReachesPerhaps:
		return "listings.reach.perhaps-not-in-force"
	case inForce:
		return "listings.reach"
	}
	return "listings.reach.not-in-force"
}

// sharesIn writes a share, or a range of shares, in a language.
func sharesIn(lang string, least float64, most *float64) string {
	known := say.Percent(lang, graph.ShareOf(least))
	switch {
	case most == nil:
		return known
	case *most >= 1 && least == 0:
		return say.Text(lang, "listings.share.unknown")
	case *most >= 1:
		return say.Text(lang, "sheet.at-least", known)
	}
	return say.Text(lang, "share.range", known, say.Percent(lang, graph.ShareOf(*most)))
}

// listingsOf are the lists of an answer, each with what it is called in tables.
func (x *Listings) listingsOf() []struct {
	standing string
	rows     []ListingView
} {
	return []struct {
		standing string
		rows     []ListingView
	}{{"listed", x.Listings}, {"ended", x.Ended}, {"upcoming", x.Upcoming}, {"elsewhere", x.Elsewhere}}
}

func tableOfListings(x Listings) *question.Table {
	t := question.NewTable("standing", "decision", "name", "lists", "issued_by", "since", "until", "doubt", "citations", "share", "why")
	for _, part := range x.listingsOf() {
		for _, l := range part.rows {
			t.Row(say.That("cell."+part.standing), l.Decision.ID, l.Decision.Name, idsOf(l.Lists), idsOf(l.IssuedBy), l.Since, l.Until, string(l.Doubt), strings.Join(l.cited(), "; "), "", l.Claim.Sentence)
		}
	}
	for _, r := range x.Affiliation {
		t.Row(say.That("cell.affiliate."+string(r.Reaches)), r.Rule.ID, r.Rule.Name, "", "", "", "", string(r.Doubt), "", view.Share(&r.Share, r.ShareMost), r.Path.Sentence)
	}
	return t
}

func idsOf(refs []graph.EntityRef) string {
	ids := make([]string, len(refs))
	for i, r := range refs {
		ids[i] = r.ID
	}
	return strings.Join(ids, "; ")
}

func printListings(s *question.Sheet, x Listings) {
	s.Say("sheet.listings", s.Name(x.Subject), x.AsOf, len(x.Listings))
	s.Printf("%s\n", sentenceOfListings(s.Asked(), nil, x))
	for _, part := range x.listingsOf() {
		if len(part.rows) == 0 {
			continue
		}
		s.Printf("\n")
		s.Say("listings.heading." + part.standing)
		for _, l := range part.rows {
			l.print(s)
		}
	}
	if len(x.Owners) > 0 {
		s.Printf("\n")
		s.Say("listings.heading.owners")
		for _, o := range x.Owners {
			printClaims(s, []view.ClaimView{o.Claim})
		}
	}
	for _, r := range x.Affiliation {
		s.Printf("\n")
		s.Say("listings.affiliation", s.Name(r.Rule), percent(s, r.Threshold), forceIn(s.Lang(), &r.InForce, r.Doubt), s.Words("listings.reaches."+string(r.Reaches)),
			sharesIn(s.Lang(), r.Share, r.ShareMost))
		printPath(s, r.Path)
	}
	s.Printf("\n")
	s.Say("listings.record")
}

// print writes a listing with its sources.
func (l *ListingView) print(s *question.Sheet) {
	head := s.Name(l.Decision)
	if n := len(l.Lists); n > 0 {
		head = s.Name(l.Lists[n-1]) + " – " + head
	}
	s.Printf("  %s%s%s\n", head, dates(s, l.Since, l.Until), prefixed("; ", strings.Join(l.cited(), "; ")))
	printClaims(s, []view.ClaimView{l.Claim})
}
