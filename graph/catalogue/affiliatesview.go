package catalogue

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	ownership "chokepoint/graph/owners"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// affiliatesView shows how far a reach goes.
type affiliatesView struct {
	a        *question.Asking
	listings *ownership.Listings
	reach    *ownership.Affiliation
	claims   *snapshot.Mask // of the day
}

// show puts what is owned by the origins into the answer.
func (v *affiliatesView) show(p *affiliatesParameters, origins ownership.Nodes, answer *Affiliates) error {
	owned, err := v.reach.From(origins)
	if err != nil {
		return err
	}
	within := func(nodes []snapshot.Node) []snapshot.Node {
		return slices.DeleteFunc(slices.Clone(nodes), func(n snapshot.Node) bool { return !owned[n] })
	}
	reached, undecided := within(v.reach.Owned()), within(v.reach.AllUndecided())
	part, next, err := question.Paginate(v.a, p.Page(), reached)
	if err != nil {
		return err
	}
	answer.Total, answer.Next = len(reached), next
	if answer.Results, err = v.rows(part); err != nil {
		return err
	}
	if answer.Uncertain, err = v.rows(undecided); err != nil {
		return err
	}
	var over []snapshot.Node
	for _, n := range slices.Concat(reached, undecided) {
		delete(owned, n)
		if v.reach.OverRecorded(n) {
			over = append(over, n)
		}
	}
	answer.OverRecorded = entityRefs(v.a, over)
	answer.ListedSubsidiaries, err = v.listedAmong(owned)
	return err
}

// listedAmong shows those of some parties that decisions list, by name.
func (v *affiliatesView) listedAmong(parties ownership.Nodes) ([]Affiliate, error) {
	rows := []Affiliate{}
	for _, n := range slices.SortedFunc(maps.Keys(parties), func(x, y snapshot.Node) int {
		return cmp.Compare(v.a.Facts.NameRank(x), v.a.Facts.NameRank(y))
	}) {
		listings, err := v.listingsOf(n)
		if err != nil {
			return nil, err
		}
		if len(listings) > 0 {
			rows = append(rows, v.row(n, listings))
		}
	}
	return rows, nil
}

func (v *affiliatesView) rows(nodes []snapshot.Node) ([]Affiliate, error) {
	rows := make([]Affiliate, len(nodes))
	for i, n := range nodes {
		listings, err := v.listingsOf(n)
		if err != nil {
			return nil, err
		}
		rows[i] = v.row(n, listings)
	}
	return rows, nil
}

func (v *affiliatesView) row(n snapshot.Node, listings []Listing) Affiliate {
	stakes := v.reach.Stakes(n)
	row := Affiliate{Entity: v.a.EntityRef(n), Share: v.reach.Total(n), Level: v.reach.Step(n), Listed: v.reach.Listed(n), Listings: listings,
		Owners: make([]StakeOfList, len(stakes)), Path: view.Path(v.a.Facts, v.a.Lang(), v.reach.Chain(n))}
	if most := v.reach.Most(n); most > row.Share {
		row.ShareMost = &most
	}
	for i, h := range stakes {
		least, most := h.Shares.Pointers()
		row.Owners[i] = StakeOfList{v.a.EntityRef(h.Node), least, most, v.reach.Listed(h.Node)}
	}
	return row
}

// listingsOf shows the decisions in force that list a party.
func (v *affiliatesView) listingsOf(party snapshot.Node) (listings []Listing, err error) {
	s := v.a.Facts
	refs, err := v.listings.Of(party)
	for _, ref := range refs {
		l := Listing{Decision: v.a.EntityRef(s.Object(ref)), Claim: view.Claim(s, ref, v.a.Lang()), Citations: []view.ClaimView{}}
		l.Since = l.Claim.ValidFrom
		for at := range s.AttributesNamed(s.Object(ref), s.Ontology().Binding.Citation) {
			if v.claims.Admits(at) {
				l.Citations = append(l.Citations, view.Claim(s, at, v.a.Lang()))
			}
		}
		view.SortSupport(l.Citations)
		listings = append(listings, l)
	}
	return listings, err
}

func namesOfAffiliates(a *question.Asking, rows []Affiliate) (names []string) {
	for _, row := range rows {
		names = append(names, a.NameIn(row.Entity.ID))
	}
	return names
}

// rowsOf are the lists of an answer, each with its name.
func (x *Affiliates) rowsOf() []struct {
	what string
	rows []Affiliate
} {
	return []struct {
		what string
		rows []Affiliate
	}{{"affiliate", x.Results}, {"uncertain", x.Uncertain}, {"listed subsidiary", x.ListedSubsidiaries}}
}

// isAffiliate reports whether listed parties and affiliates hold the threshold in it: else it has no level.
func (row *Affiliate) isAffiliate() bool { return row.Level > 0 }

func tableOfAffiliates(x Affiliates) *question.Table {
	t := question.NewTable("share", "level", "listed", "id", "name", "why", "share_most", "listings", "list")
	for _, list := range x.rowsOf() {
		for _, row := range list.rows {
			var share, level any = "", ""
			if row.isAffiliate() {
				level = row.Level
			}
			if row.isAffiliate() || row.Share > 0 || row.ShareMost == nil {
				share = plainShare(&row.Share)
			}
			t.Row(share, level, row.Listed, row.Entity.ID, row.Entity.Name, row.Path.Sentence, plainShare(row.ShareMost), row.listed("; "), say.That("cell."+list.what))
		}
	}
	t.Next = x.Next
	return t
}

// listed names the decisions that list a party, each with its day.
func (row *Affiliate) listed(separator string) string {
	texts := make([]string, len(row.Listings))
	for i, l := range row.Listings {
		texts[i] = strings.TrimSpace(l.Decision.ID + " " + l.Since)
	}
	return strings.Join(texts, separator)
}

func printAffiliates(s *question.Sheet, x Affiliates) {
	s.Say("sheet.affiliates", s.Name(x.Subject), x.AsOf, percent(s, x.Threshold), x.Total)
	for _, r := range x.Rules {
		s.Say("sheet.line", s.Name(r.Decision)+" ("+percent(s, r.Threshold)+")", standingOf(s, &r.InForce, r.Doubt))
	}
	printNote(s, x.Note)
	columns, listed := []string{"share", "level", "listed", "id", "why"}, false
	for _, list := range x.rowsOf() {
		listed = listed || slices.ContainsFunc(list.rows, func(row Affiliate) bool { return len(row.Listings) > 0 })
	}
	if listed {
		columns = slices.Insert(columns, 4, "listings")
	}
	t := question.NewTable(columns...)
	for _, list := range x.rowsOf() {
		for _, row := range list.rows {
			var level any = "-"
			if row.isAffiliate() {
				level = row.Level
			}
			cells := []any{totalOf(s, &row), level, itself(s, row.Listed), row.Entity.ID, row.Path.Sentence}
			if listed {
				cells = slices.Insert(cells, 4, any(row.listed(", ")))
			}
			t.Row(cells...)
		}
	}
	if len(t.Rows) > 0 {
		s.Table(t, "")
	}
	printOverRecorded(s, x.OverRecorded)
	s.Next(x.Next)
}

// totalOf says at a terminal how much of a party is held.
func totalOf(s *question.Sheet, row *Affiliate) string {
	switch {
	case row.ShareMost == nil:
		return percent(s, row.Share)
	case *row.ShareMost < 1:
		return s.Words("share.range", percent(s, row.Share), percent(s, *row.ShareMost))
	case row.Share == 0:
		return s.Words("sheet.unknown")
	}
	return s.Words("sheet.at-least", percent(s, row.Share))
}

// itself marks at a terminal what is listed itself.
func itself(s *question.Sheet, listed bool) string {
	if listed {
		return s.Words("sheet.itself")
	}
	return ""
}
