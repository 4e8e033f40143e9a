package format

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// authority is one of the lists: the decision that it is, and who keeps it.
type authority struct {
	id     string // of the decision
	name   string
	code   string // EL, SDN …
	issuer string // id
	source string // id
	first  string // the earliest day on which it lists somebody
	at     load.Place
}

// listName takes apart how the file names a list: Entity List (EL) - Bureau of Industry and Security.
var listName = regexp.MustCompile(`^(.*?)\s*\(([A-Z-]+)\)(\s+List)?\s+-\s+(.+)$`)

// authority finds the list of a row, or adds it: a decision that lists, in force, of whoever keeps it.
func (s *screening) authority(l *listing) *authority {
	if a := s.lists[l.List]; a != nil {
		return a
	}
	a := &authority{name: l.List, at: l.at}
	keeper := "US government"
	if m := listName.FindStringSubmatch(l.List); m != nil {
		a.name, a.code, keeper = strings.TrimPrefix(m[1]+m[3], "Non-SDN "), m[2], m[4]
	}
	s.lists[l.List] = a
	a.id, a.source = s.free(idOf(a.name)), s.freeSource(idOf("us-csl "+a.name))
	e := load.DraftEntity{Entity: graph.Entity{ID: a.id, Kind: "decision", Name: a.name}, At: l.at, KindAt: l.at, Found: true}
	if a.code != "" {
		e.Aliases = []graph.Alias{{Name: a.code + " list"}}
	}
	s.Entities = append(s.Entities, e)
	s.Sources = append(s.Sources, load.DraftSource{At: l.at, Source: graph.Source{ID: a.source, Title: a.name + ", as the Consolidated Screening List has it",
		Publisher: keeper, URL: webAddress(l.URL.first(), "https://www.trade.gov/consolidated-screening-list"), Kind: "government", Language: "en", Published: graph.Beginning}})
	a.issuer = s.issuer(l, keeper)
	cite := []load.DraftCitation{{Word: load.Word{Text: a.source, At: l.at}}}
	s.join(l, a.id, "issued_by", a.issuer, cite)
	s.say(l, a.id, "effect", "list", cite)
	return a
}

// webAddress is an address on the web, or another where it is none.
func webAddress(text, other string) string {
	if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
		return text
	}
	return other
}

// issuer finds the agency that keeps a list, or adds it.
func (s *screening) issuer(l *listing, name string) string {
	id, ok := s.issuers[name]
	if !ok {
		id = s.free(idOf(name))
		s.issuers[name] = id
		s.Entities = append(s.Entities, load.DraftEntity{Entity: graph.Entity{ID: id, Kind: "government", Name: name}, At: l.at, KindAt: l.at, Found: true,
			Country: load.Word{Text: "US", At: l.at}})
	}
	return id
}

// join adds what the list says of two, by a relation.
func (s *screening) join(l *listing, subject, predicate, object string, cite []load.DraftCitation) {
	s.Claims = append(s.Claims, load.DraftClaim{At: l.at, Entity: subject, Predicate: load.Word{Text: predicate, At: l.at}, Object: load.Word{Text: object, At: l.at},
		Grade: load.Word{Text: official, At: l.at}, Sources: cite})
}

// ruling is by what a list takes in parties: a notice, a programme, or the list itself. What it requires is said once for all of its
// parties where it is the same, and else for each.
type ruling struct {
	id    string
	list  *authority
	whole bool   // it is the list itself
	first string // the earliest day on which it lists somebody
	cite  []load.DraftCitation
	at    load.Place
	words []worded
}

// worded is what is required of a party, and how applications are judged.
type worded struct{ party, requirement, policy string }

// list adds the listings of a party: by the notice of a row, or by each of its programmes, or by the list itself.
func (s *screening) list(l *listing, party string) {
	a := s.authority(l)
	start, end := s.day(l.Start.first()), s.day(l.End.first())
	if start == "" {
		start = s.effectiveDay(l)
	}
	if end != "" && start >= end {
		s.Leave("ends of listings that come before their beginning")
		end = ""
	}
	notice, amended := noticesIn(l.Notice.first())
	under := []string{notice}
	if notice == "" {
		under = programmes(l, a)
	}
	for _, by := range under {
		g := s.ruling(l, a, by, notice)
		for _, first := range []*string{&a.first, &g.first} {
			if start != "" && (*first == "" || start < *first) {
				*first = start
			}
		}
		g.words = append(g.words, worded{party, sentence(l.Requirement.first()), sentence(l.Policy.first())})
		s.enter(l, party, g, start, end, noteOf(l, amended, under))
	}
}

// enter says that a party is listed, once for all rows that say so: they differ in the address.
func (s *screening) enter(l *listing, party string, g *ruling, start, end, note string) {
	key := party + "\x00" + g.id + "\x00" + start
	if i, there := s.said[key]; there {
		if c := &s.Claims[i]; end == "" || c.To.Text != "" && c.To.Text < end {
			c.To.Text = end
		}
		return
	}
	s.said[key] = len(s.Claims)
	cite := []load.DraftCitation{{Word: load.Word{Text: g.list.source, At: l.at}, Locator: l.Number.first()}}
	s.Claims = append(s.Claims, load.DraftClaim{At: l.at, Entity: party, Predicate: load.Word{Text: "listed_by", At: l.at}, Object: load.Word{Text: g.id, At: l.at},
		From: load.Word{Text: start, At: l.at}, To: load.Word{Text: end, At: l.at}, Grade: load.Word{Text: official, At: l.at}, Note: note, Sources: append(cite, g.cite[1:]...)})
}

// noteOf is what else a row says of a listing.
func noteOf(l *listing, amended, under []string) string {
	var notes []string
	if len(amended) > 0 {
		notes = append(notes, "amended by "+strings.Join(amended, ", "))
	}
	if programs := slices.DeleteFunc(slices.Clone(l.Programs), func(p string) bool { return slices.Contains(under, p) }); len(programs) > 0 {
		notes = append(notes, "programmes: "+strings.Join(programs, ", "))
	}
	if l.Standard.first() == "Y" {
		notes = append(notes, "standard order")
	}
	if kind, name := kindOf(l); kind == placeKind && name != l.Name {
		notes = append(notes, "listed as "+l.Name)
	}
	if remarks := strings.Trim(l.Remarks.first(), " ()."); remarks != "" {
		notes = append(notes, remarks)
	}
	return strings.Join(notes, "; ")
}

// programmes are the sanctions programmes of a row that has no notice; not one that is the list's own, as CMIC-EO13959 of CMIC, for which
// the list itself stands.
func programmes(l *listing, a *authority) (under []string) {
	for _, p := range l.Programs {
		if a.code != "" && strings.Contains(p, a.code) {
			p = ""
		}
		if !slices.Contains(under, p) {
			under = append(under, p)
		}
	}
	if len(under) == 0 {
		return []string{""}
	}
	return under
}

// fedReg is a place in the Federal Register.
var fedReg = regexp.MustCompile(`(?i)\b(\d{1,3})\s*F\.?\s?R\.?\s*(?:no\.\s*\d+,?\s*pg\.\s*)?(\d+)`)

// noticesIn reads the notices of a cell: the first in time is the listing, those after it amend. One that is not written as a place in
// the Federal Register is taken as it stands.
func noticesIn(cell string) (listing string, amended []string) {
	type place struct{ volume, page int }
	var all []place
	for _, m := range fedReg.FindAllStringSubmatch(cell, -1) {
		volume, _ := strconv.Atoi(m[1])
		page, err := strconv.Atoi(m[2])
		if p := (place{volume, page}); err == nil && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return strings.Trim(cell, " ;,"), nil
	}
	slices.SortFunc(all, func(a, b place) int {
		if a.volume != b.volume {
			return a.volume - b.volume
		}
		return a.page - b.page
	})
	for i, p := range all {
		text := strconv.Itoa(p.volume) + " FR " + strconv.Itoa(p.page)
		if i == 0 {
			listing = text
		} else {
			amended = append(amended, text)
		}
	}
	return listing, amended
}

// ruling finds by what a list takes in a party, or adds it.
func (s *screening) ruling(l *listing, a *authority, under, notice string) *ruling {
	key := a.id + "\x00" + under
	if g := s.rulings[key]; g != nil {
		return g
	}
	g := &ruling{id: a.id, list: a, whole: under == "", at: l.at, cite: []load.DraftCitation{{Word: load.Word{Text: a.source, At: l.at}}}}
	s.rulings[key] = g
	s.order = append(s.order, g)
	if g.whole {
		return g
	}
	name := a.name + ", " + under
	e := load.DraftEntity{Entity: graph.Entity{Kind: "decision", Name: name}, At: l.at, KindAt: l.at, Found: true}
	if a.code != "" {
		e.Identifiers = map[string]string{"listing": a.code + " " + under} // rounds are known by it, not by names that differ in a figure
	}
	g.id = s.free(idOf(name))
	e.ID = g.id
	s.Entities = append(s.Entities, e)
	if fedReg.MatchString(notice) {
		g.cite = append(g.cite, load.DraftCitation{Word: load.Word{Text: s.notice(l, notice), At: l.at}})
	}
	s.join(l, g.id, "part_of", a.id, g.cite)
	s.join(l, g.id, "issued_by", a.issuer, g.cite)
	s.say(l, g.id, "effect", "list", g.cite)
	if notice != "" {
		s.say(l, g.id, "citation", notice, g.cite)
	}
	return g
}

// notice adds the source that a notice is, if it is not there yet, and returns its id.
func (s *screening) notice(l *listing, text string) string {
	id, there := s.notices[text]
	if !there {
		id = s.freeSource(idOf(text))
		s.notices[text] = id
		s.Sources = append(s.Sources, load.DraftSource{At: l.at, Source: graph.Source{ID: id, Title: text, Publisher: "Federal Register", Kind: "regulation", Language: "en",
			URL: "https://www.federalregister.gov/citation/" + strings.ReplaceAll(text, " ", "-"), Published: graph.Beginning}})
	}
	return id
}

// otherDays are ways in which rows write days beside ours.
var otherDays = []string{"1/2/2006", "2-Jan-2006", "2006/01/02", "January 2, 2006"}

// day writes a date as claims have it.
func (s *screening) day(text string) string {
	text, _, _ = strings.Cut(text, "T")
	if text == "" {
		return ""
	}
	if _, err := graph.ParseDate(text); err == nil {
		return text
	}
	for _, layout := range otherDays {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	s.Leave("dates that nobody can read for sure")
	return ""
}

// effectiveDay is the day that the Treasury writes among the numbers of a party.
func (s *screening) effectiveDay(l *listing) string {
	for _, d := range l.IDs {
		if kind := strings.ToLower(d.Type.first()); strings.HasPrefix(kind, "effective date") || strings.HasPrefix(kind, "date listed") {
			return s.day(d.Number.first())
		}
	}
	return ""
}

// sentence is a text of a cell as it is compared and shown.
func sentence(text string) string { return strings.TrimRight(clean(text), ". ") }

// bare is a text as it is compared: its letters and figures.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// policies are the texts that say no more than one of our terms does.
var policies = map[string]string{
	"presumption of denial": "presumption-of-denial", "case-by-case": "case-by-case", "case-by-case basis": "case-by-case", "case-by-case review": "case-by-case",
	"reviewed on a case-by-case basis": "case-by-case", "presumption of approval": "presumption-of-approval",
}

// finish says of each decision what holds of it as a whole.
func (s *screening) finish() {
	for _, g := range s.order {
		l := &listing{at: g.at}
		if !g.whole {
			s.status(l, g.id, g.first, g.cite)
		}
		if slices.ContainsFunc(g.words, func(w worded) bool { return w.requirement != "" }) {
			s.say(l, g.id, "effect", "require-licence", g.cite)
		}
		s.require(l, g, "licence requirement: ", func(w worded) string { return w.requirement })
		s.require(l, g, "licence policy: ", func(w worded) string { return w.policy })
	}
	var done []*authority
	for _, g := range s.order {
		if !slices.Contains(done, g.list) {
			done = append(done, g.list)
			s.status(&listing{at: g.list.at}, g.list.id, g.list.first, []load.DraftCitation{{Word: load.Word{Text: g.list.source, At: g.list.at}}})
		}
	}
}

// status says that a decision is in force, from a day on if one is given.
func (s *screening) status(l *listing, id, from string, cite []load.DraftCitation) {
	s.say(l, id, "status", "in-force", cite)
	s.Claims[len(s.Claims)-1].From = load.Word{Text: from, At: l.at}
}

// require says what a decision requires: once if it is the same for all of its parties, else for each. A list as a whole requires it
// only of those whom it takes in without a notice.
func (s *screening) require(l *listing, g *ruling, prefix string, of func(worded) string) {
	same := !g.whole && !slices.ContainsFunc(g.words, func(w worded) bool { return bare(of(w)) != bare(of(g.words[0])) })
	said := map[string]bool{}
	for _, w := range g.words {
		text, key := of(w), bare(of(w))+"\x00"+w.party
		if same {
			key = ""
		}
		if text == "" || said[key] {
			continue
		}
		said[key] = true
		if term, ok := policies[strings.ToLower(text)]; ok {
			s.say(l, g.id, "review_policy", term, g.cite)
		} else {
			s.say(l, g.id, "condition", prefix+text, g.cite)
		}
		c := &s.Claims[len(s.Claims)-1]
		if !same {
			c.Limit = load.Word{Text: w.party, At: l.at}
		}
		if strings.HasPrefix(strings.ToLower(text), everyItemText) && !strings.Contains(text, "apart from") && !strings.Contains(text, "when used") && same {
			s.join(l, g.id, "covers", s.items(l), g.cite)
		}
	}
}

// everyItemText begins a requirement for all items.
const everyItemText = "for all items subject to the ear"

// items is the class of all items that the regulations reach.
func (s *screening) items(l *listing) string {
	if s.everyItem == "" {
		s.everyItem = s.free("items-subject-to-the-ear")
		s.Entities = append(s.Entities, load.DraftEntity{Entity: graph.Entity{ID: s.everyItem, Kind: "group", Name: "all items subject to the Export Administration Regulations",
			Aliases: []graph.Alias{{Name: "items subject to the EAR"}}}, At: l.at, KindAt: l.at, Found: true})
	}
	return s.everyItem
}
