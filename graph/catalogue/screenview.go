package catalogue

import (
	"slices"
	"strconv"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/view"
)

// screenedColumns are those that a screening adds to the columns of a file, of which several values are apart by a bar.
var screenedColumns = []string{"resolution", "entity", "entity_name", "score", "matched", "listed", "listings", "lists", "since", "citations", "elsewhere", "ended", "owners",
	"affiliation", "candidates", "notes", "error"}

// bar stands between several values in a cell.
const bar = " | "

func tableOfScreening(x Screening) *question.Table {
	heads, cells := givenColumns(x.Results)
	columns := append([]string{"row"}, heads...)
	for _, c := range screenedColumns {
		for slices.Contains(columns, c) { // the file has one of that name
			c = "screen_" + c
		}
		columns = append(columns, c)
	}
	t := question.NewTable(columns...)
	for i := range x.Results {
		r := &x.Results[i]
		row := []any{r.Row}
		for _, cell := range cells(r) {
			row = append(row, cell)
		}
		t.Row(append(row, r.cells()...)...)
	}
	return t
}

// givenColumns are the columns of what was given: all of a file, else the name and what stands beside it in some row.
func givenColumns(rows []Screened) (heads []string, cells func(*Screened) []string) {
	if len(rows) > 0 && rows[0].given != nil && rows[0].given.Heads != nil {
		heads = rows[0].given.Heads
		return heads, func(r *Screened) []string {
			given := slices.Clone(r.given.Cells)
			return append(given, make([]string, max(0, len(heads)-len(given)))...)[:len(heads)]
		}
	}
	columns := []struct {
		head string
		cell func(*Screened) string
	}{
		{"name", func(r *Screened) string { return r.Name }},
		{"reference", func(r *Screened) string { return r.Reference }},
		{"country", func(r *Screened) string { return r.Query.Country }},
		{"address", func(r *Screened) string { return r.Query.Address }},
	}
	used := columns[:0]
	for i, c := range columns {
		if i == 0 || slices.ContainsFunc(rows, func(r Screened) bool { return c.cell(&r) != "" }) {
			used, heads = append(used, c), append(heads, c.head)
		}
	}
	return heads, func(r *Screened) (given []string) {
		for _, c := range used {
			given = append(given, c.cell(r))
		}
		return given
	}
}

// cells are those of the columns that a screening adds.
func (r *Screened) cells() []any {
	id, name, score := "", "", ""
	if r.Entity != nil {
		id, name = r.Entity.ID, r.Entity.Name
	}
	if r.Matched != "" {
		score = plainScore(r.Score)
	}
	var decisions, lists, since, citations []string
	for _, l := range r.Listings {
		decisions, lists = append(decisions, l.Decision.ID), append(lists, l.list())
		since, citations = append(since, l.Since), append(citations, l.Citation)
	}
	return []any{string(r.Resolution), id, name, score, r.Matched, r.Listed, strings.Join(decisions, bar), strings.Join(lists, bar), strings.Join(since, bar),
		strings.Join(citations, bar), strings.Join(listsOf(r.Elsewhere), bar), strings.Join(endedOf(r.Ended), bar), strings.Join(ownersOf(r.Owners), bar), strings.Join(r.reached(), bar),
		strings.Join(r.candidates(), bar), strings.Join(r.Notes, bar), r.Error}
}

// list is the id of the list that a listing is by.
func (l *ListingInBrief) list() string {
	if n := len(l.Lists); n > 0 {
		return l.Lists[n-1].ID
	}
	return l.Decision.ID
}

func listsOf(listings []ListingInBrief) (ids []string) {
	for _, l := range listings {
		ids = appendNew(ids, l.list())
	}
	return ids
}

func endedOf(listings []ListingInBrief) (texts []string) {
	for _, l := range listings {
		texts = append(texts, l.Decision.ID+" "+l.Since+"/"+l.Until)
	}
	return texts
}

func ownersOf(owners []OwnerInBrief) (texts []string) {
	for _, o := range owners {
		text := strings.TrimSpace(o.Owner.ID + " " + view.Share(o.Share, o.ShareMost))
		if o.Listed {
			text += " (listed)"
		}
		texts = append(texts, text)
	}
	return texts
}

func (r *Screened) reached() (texts []string) {
	for _, reach := range r.Affiliation {
		standing := "not in force"
		switch {
		case reach.InForce && reach.Doubt != "":
			standing = "in force, " + string(reach.Doubt)
		case reach.InForce:
			standing = "in force"
		}
		texts = append(texts, reach.Rule.ID+" ("+standing+"): "+string(reach.Reaches)+", "+view.Share(&reach.Share, reach.ShareMost))
	}
	return texts
}

func (r *Screened) candidates() (texts []string) {
	for _, c := range r.Candidates {
		text := c.Entity.ID + " " + plainScore(c.Score)
		if c.Listed {
			text += " (listed)"
		}
		texts = append(texts, text)
	}
	return texts
}

func printScreening(s *question.Sheet, x Screening) {
	t := question.NewTable("row", "name", "found", "id", "score", "listings", "reached", "candidates")
	for i := range x.Results {
		r := &x.Results[i]
		id, score := "", ""
		if r.Entity != nil {
			id, score = r.Entity.ID, plainScore(r.Score)
		}
		var listings []string
		for _, l := range r.Listings {
			listings = append(listings, strings.TrimSpace(l.list()+" "+l.Since))
		}
		t.Row(r.Row, r.Name, say.That("screen.found."+r.standing()), id, score, strings.Join(listings, ", "), r.reachedIn(s), strings.Join(r.candidates(), ", "))
	}
	s.Table(t, "-")
	for i := range x.Results {
		for _, note := range x.Results[i].remarks(s) {
			s.Say("screen.row", x.Results[i].Row, note)
		}
	}
	s.Printf("\n")
	s.Say("screen.counts", x.AsOf, x.Counts.Rows, x.Counts.Sure, x.Counts.Doubtful, x.Counts.None, x.Counts.Wrong)
	s.Printf("%s\n", x.listed)
	s.Printf("%s\n", x.Notice)
}

// remarks are what is noted of a row under the table.
func (r *Screened) remarks(s *question.Sheet) []string {
	remarks := slices.Clone(r.Notes)
	if r.Error != "" {
		remarks = append(remarks, r.Error)
	}
	if len(r.Elsewhere) > 0 {
		remarks = append(remarks, s.Words("screen.elsewhere", strings.Join(listsOf(r.Elsewhere), ", ")))
	}
	return remarks
}

// standing is what a row is called at a terminal.
func (r *Screened) standing() string {
	if r.Error != "" {
		return "wrong"
	}
	return string(r.Resolution)
}

// reachedIn says at a terminal which rules reach a party, or perhaps do.
func (r *Screened) reachedIn(s *question.Sheet) string {
	var texts []string
	for _, reach := range r.Affiliation {
		if reach.Reaches != ReachesNot {
			texts = append(texts, s.Words("screen.reached", s.Name(reach.Rule), forceIn(s.Lang(), &reach.InForce, reach.Doubt), s.Words("listings.reaches."+string(reach.Reaches)),
				sharesIn(s.Lang(), reach.Share, reach.ShareMost)))
		}
	}
	return strings.Join(texts, ", ")
}

// sayCounts says how many of the parties are listed, and reached.
func (x *Screening) sayCounts(a *question.Asking) string {
	if x.List == nil {
		return say.Text(a.Lang(), "screen.listed", x.Counts.Listed, x.Counts.Reached)
	}
	return say.Text(a.Lang(), "screen.listed."+byList(a.Facts.Ontology(), x.List), x.Counts.Listed, x.Counts.Reached, a.NameIn(x.List.ID))
}

// spokenRows is how many rows the sentence of a screening tells.
const spokenRows = 5

// sentenceOfScreening tells a few rows one by one; of more, it counts them and tells first those of whom something is on record, and how many
// it does not tell.
func sentenceOfScreening(a *question.Asking, _ *screenParameters, x Screening) string {
	lang := a.Lang()
	texts := []string{say.Text(lang, "screen.as-of", dayIn(lang, x.AsOf))}
	if len(x.Results) > spoken {
		texts = []string{say.Text(lang, "screen.counts", x.AsOf, x.Counts.Rows, x.Counts.Sure, x.Counts.Doubtful, x.Counts.None, x.Counts.Wrong), x.listed}
	}
	told := make([]*Screened, len(x.Results))
	for i := range x.Results {
		told[i] = &x.Results[i]
	}
	if len(told) > spokenRows {
		slices.SortStableFunc(told, func(r, other *Screened) int { return r.rank() - other.rank() })
	}
	for _, r := range told[:min(spokenRows, len(told))] {
		texts = append(texts, r.sentence(a, x.List))
	}
	if left := told[min(spokenRows, len(told)):]; len(left) > 0 {
		hits := 0
		for _, r := range left {
			if r.Listed || r.isReached() {
				hits++
			}
		}
		texts = append(texts, say.Text(lang, "screen.left", len(left), hits))
	}
	return strings.Join(append(texts, x.Notice), " ")
}

// rank orders rows by what is on record of them: listings first, then reaches, then what a person has to look at, then nothing.
func (r *Screened) rank() int {
	switch {
	case r.Listed:
		return 0
	case r.isReached():
		return 1
	case r.Resolution == names.Doubtful:
		return 2
	}
	return 3
}

// isReached reports whether a rule in force reaches the party through its owners, or perhaps does.
func (r *Screened) isReached() bool {
	return slices.ContainsFunc(r.Affiliation, func(reach ReachInBrief) bool { return reach.InForce && reach.Reaches != ReachesNot })
}

// sentence says whom a row means, on which lists this is and which rules reach it; of a party that is on no list, it says first who reaches it.
func (r *Screened) sentence(a *question.Asking, list *graph.EntityRef) string {
	lang := a.Lang()
	switch {
	case r.Error != "":
		return say.Stop(say.Text(lang, "screen.row", r.Row, r.Error))
	case r.Entity == nil:
		return say.Text(lang, "screen.said.nobody", r.Name)
	}
	name := a.NameIn(r.Entity.ID)
	var texts []string
	if r.Name != r.Entity.ID {
		texts = append(texts, r.means(lang, name))
	}
	listings, reaches := r.Listings, r.sayReaches(a)
	if len(listings) == 0 {
		texts = append(texts, reaches...)
	}
	switch {
	case len(listings) == 0 && list != nil:
		texts = append(texts, say.Text(lang, "screen.said.none."+byList(a.Facts.Ontology(), list), name, a.NameIn(list.ID)))
		listings = r.Elsewhere
	case len(listings) == 0 && len(reaches) > 0:
		texts = append(texts, say.Text(lang, "screen.said.none.itself", name))
	case len(listings) == 0:
		texts = append(texts, say.Text(lang, "screen.said.none", name))
	}
	if len(listings) > 0 {
		lists := listsOf(listings)
		for i := range lists {
			lists[i] = a.NameIn(lists[i])
		}
		texts = append(texts, say.Text(lang, "screen.said.listed", name, say.List(lang, lists)))
	}
	if r.Listed {
		texts = append(texts, reaches...)
	}
	return strings.Join(texts, " ")
}

// sayReaches says which rules reach a party through its owners, or perhaps do, and through whom.
func (r *Screened) sayReaches(a *question.Asking) (texts []string) {
	for i := range r.Affiliation {
		reach := &r.Affiliation[i]
		if key := messageOfReach(reach.Reaches, reach.InForce); key != "" {
			texts = append(texts, say.Text(a.Lang(), key, a.NameIn(reach.Rule.ID), a.NameIn(r.Entity.ID), sharesIn(a.Lang(), reach.Share, reach.ShareMost),
				forceIn(a.Lang(), &reach.InForce, reach.Doubt)), say.Stop(reach.Sentence))
		}
	}
	return texts
}

// means says whom a name means, and how like it is.
func (r *Screened) means(lang, name string) string {
	key := "screen.said.sure"
	if r.Resolution != names.Sure {
		key = "screen.said.perhaps"
	}
	return say.Text(lang, key, r.Name, name, scoreIn(lang, r.Score))
}

// scoreIn writes a score in a language.
func scoreIn(lang string, score float64) string {
	return strings.Replace(strconv.FormatFloat(score, 'f', 2, 64), ".", say.Text(lang, "decimal mark"), 1)
}
