package format

import (
	"regexp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// link is a claim that joins two parties, by their ids in the file, which may name what comes later; of a listing, the object is ours.
type link struct {
	load.DraftClaim
	schema  string
	listing bool
}

// headRoles are words by which a role at the head of a firm is known.
var headRoles = regexp.MustCompile(`(?i)\b(?:chief executive|ceo|general director|director general|managing director|general manager|president|chair(?:man|woman|person)?|head)\b|генеральный директор|председатель|директор$|董事长|总经理|代表取締役|대표이사`)

// deputies are words that take that away.
var deputies = regexp.MustCompile(`(?i)\b(?:vice|deputy|former|assistant|ex)\b|заместитель|бывший|副`)

// other takes in what is no party: what joins parties, lists them, or describes them elsewhere.
func (m *money) other(t *thing) {
	switch t.Schema {
	case "Ownership":
		m.join(t, "asset", "owned_by", "owner")
	case "Directorship":
		role := strings.Join(t.all("role"), ", ")
		if headRoles.MatchString(role) && !deputies.MatchString(role) {
			m.join(t, "organization", "led_by", "director")
		} else {
			m.join(t, "director", "works_for", "organization")
		}
	case "Employment":
		m.join(t, "employee", "works_for", "employer")
	case "Sanction":
		m.sanction(t)
	case "Address":
		if text := t.first("full"); text != "" || t.Caption != "" {
			if text == "" {
				text = t.Caption
			}
			m.addresses[t.ID] = text
		}
	case "Security":
		for _, issuer := range t.all("issuer") {
			m.numbers = append(m.numbers, numberOf{issuer, "isin", t.first("isin")})
		}
	case "Identification":
		for _, holder := range t.all("holder") {
			m.numbers = append(m.numbers, numberOf{holder, registration, strings.TrimSpace(strings.ToUpper(t.first("country")) + " " + t.first("number"))})
		}
	default:
		m.Leave(t.Schema + ", which nothing in the graph fits")
	}
}

// join adds the claims of an object that joins parties: from each of one side to each of the other.
func (m *money) join(t *thing, from, predicate, to string) {
	begin, end := m.days(t, "startDate"), m.days(t, "endDate")
	c := load.DraftClaim{At: t.at, Predicate: load.Word{Text: predicate, At: t.at}, Note: noteOn(t), Sources: m.cite(t)}
	if len(begin) > 0 {
		c.From = load.Word{Text: begin[0], At: t.at}
	}
	if len(end) > 0 {
		c.To = load.Word{Text: end[len(end)-1], At: t.at}
	}
	if !isAfter(c.To.Text, c.From.Text) {
		m.Leave(t.Schema + " that ended on the day on which it began, or before")
		return
	}
	if percentage := t.first("percentage"); percentage != "" {
		share, ok := percents(percentage)
		if !ok {
			m.Leave("percentages that nobody can read for sure")
		}
		c.Share = load.Word{Text: share, At: t.at}
	}
	for _, a := range t.all(from) {
		for _, b := range t.all(to) {
			c := c
			c.Entity, c.Object = a, load.Word{Text: b, At: t.at}
			m.links = append(m.links, link{DraftClaim: c, schema: t.Schema})
		}
	}
}

// isAfter reports whether an end, if there is one, comes after a beginning, if there is one.
func isAfter(end, begin string) bool {
	if end == "" || begin == "" {
		return true
	}
	to, err := graph.ParseDate(end)
	from, errFrom := graph.ParseDate(begin)
	return err == nil && errFrom == nil && !(graph.Interval{From: from, To: to}).Empty()
}

// noteOn is what an object says in words of what it joins.
func noteOn(t *thing) string {
	var notes []string
	if roles := t.all("role", "status", "relationship"); len(roles) > 0 {
		notes = append(notes, strings.Join(roles, ", "))
	}
	if n := t.first("sharesCount"); n != "" {
		notes = append(notes, "shares: "+n)
	}
	notes = append(notes, t.all("summary", "provisions")...)
	if reason := t.first("reason"); reason != "" {
		notes = append(notes, reason)
	}
	return short(strings.Join(notes, "; "))
}

// lister is a decision that lists parties.
type lister struct {
	id    string
	first string // the earliest day on which it lists somebody
	open  bool   // some listing has no day
	claim load.DraftClaim
}

// longestProgramme bounds the name of a programme, in bytes: longer ones are called by their short name, if they have one.
const longestProgramme = 150

// sanction adds the listing of parties by each programme of an authority.
func (m *money) sanction(t *thing) {
	authorities := t.all("authority")
	if len(authorities) == 0 {
		m.Leave("sanctions that name no authority")
		return
	}
	programs := t.all("program")
	if ids := t.all("programId"); len(programs) == 0 || len(ids) == 1 && slices.ContainsFunc(programs, func(p string) bool { return len(p) > longestProgramme }) {
		programs = ids
	}
	if len(programs) == 0 {
		programs = texts{""}
	}
	begin, end := m.days(t, "startDate"), m.days(t, "endDate")
	if len(begin) == 0 {
		begin = m.days(t, "listingDate")
	}
	for _, program := range programs {
		g := m.lister(t, authorities, program)
		c := load.DraftClaim{At: t.at, Predicate: load.Word{Text: "listed_by", At: t.at}, Object: load.Word{Text: g.id, At: t.at}, Note: noteOn(t), Sources: m.cite(t)}
		if len(begin) > 0 {
			c.From = load.Word{Text: begin[0], At: t.at}
			if g.first == "" || begin[0] < g.first {
				g.first = begin[0]
			}
		}
		g.open = g.open || len(begin) == 0
		if len(end) > 0 && isAfter(end[len(end)-1], c.From.Text) {
			c.To = load.Word{Text: end[len(end)-1], At: t.at}
		}
		for _, party := range t.all("entity") {
			c := c
			c.Entity = party
			m.links = append(m.links, link{DraftClaim: c, schema: t.Schema, listing: true})
		}
	}
}

// lister finds the decision by which an authority lists under a programme, or adds it. The US lists are called as the screening list calls them.
func (m *money) lister(t *thing, authorities texts, program string) *lister {
	authority := authorities[0]
	for _, a := range authorities {
		if len(a) > len(authority) || listName.MatchString(a) {
			authority = a
		}
	}
	list := authority
	if listName.MatchString(program) {
		list = program
	}
	if us := listName.FindStringSubmatch(list); us != nil {
		name, notice := strings.TrimPrefix(us[1]+us[3], "Non-SDN "), t.first("authorityId")
		whole := m.decision(t, us[4], name, nil)
		if !fedReg.MatchString(notice) {
			return whole
		}
		notice, _ = noticesIn(notice)
		g := m.decision(t, us[4], name+", "+notice, map[string]string{"listing": us[2] + " " + notice})
		m.partOf(g, whole)
		return g
	}
	name := authority
	if program != "" {
		name += ": " + short(program)
	}
	return m.decision(t, authority, name, nil)
}

// partOf says that a decision is part of another, once.
func (m *money) partOf(part, whole *lister) {
	key := part.id + "\x00" + whole.id
	if m.lists[key] == nil {
		m.lists[key] = part
		m.say(part, "part_of", whole.id)
	}
}

// say adds what the file says of a decision.
func (m *money) say(g *lister, predicate, object string) {
	c := g.claim
	c.Predicate, c.Object = load.Word{Text: predicate, At: c.At}, load.Word{Text: object, At: c.At}
	m.Claims = append(m.Claims, c)
}

// decision finds a decision by its name, or adds it, with who issued it.
func (m *money) decision(t *thing, authority, name string, numbers map[string]string) *lister {
	if g := m.lists[name]; g != nil {
		return g
	}
	state := strings.ToUpper(t.first("country"))
	g := &lister{id: m.free(idOf(name))}
	g.claim = load.DraftClaim{At: t.at, Entity: g.id, Sources: m.cite(t)}
	for i := range g.claim.Sources {
		g.claim.Sources[i].Locator = ""
	}
	m.lists[name] = g
	m.order = append(m.order, g)
	m.Entities = append(m.Entities, load.DraftEntity{Entity: graph.Entity{ID: g.id, Kind: "decision", Name: name, Identifiers: numbers}, At: t.at, KindAt: t.at, Found: true})
	m.say(g, "effect", "list")
	m.say(g, "issued_by", m.authority(t, authority, state))
	return g
}

// authority finds who issues decisions, or adds it.
func (m *money) authority(t *thing, name, state string) string {
	key := "authority\x00" + name + "\x00" + state
	if id, there := m.sources[key]; there {
		return id
	}
	id := m.nameID(name, state, "")
	m.sources[key] = id
	e := load.DraftEntity{Entity: graph.Entity{ID: id, Kind: "government", Name: name}, At: t.at, KindAt: t.at, Found: true}
	if state != "" {
		e.Country = load.Word{Text: state, At: t.at}
	}
	m.Entities = append(m.Entities, e)
	return id
}

// finish joins what names parties that came later, and leaves out what names none.
func (m *money) finish() {
	for _, g := range m.order {
		if !g.open && g.first == "" {
			continue // a list of which only parts are spoken of
		}
		m.say(g, "status", "in-force")
		if !g.open {
			m.Claims[len(m.Claims)-1].From = load.Word{Text: g.first, At: g.claim.At}
		}
	}
	for _, n := range m.numbers {
		if at, ok := m.index[m.parties[n.party]]; ok && m.Entities[at].Kind != personKind && (n.scheme != registration || strings.Contains(n.value, " ")) {
			m.Entities[at].Identifiers = identify(m.Entities[at].Identifiers, n.scheme, n.value)
		} else {
			m.Leave("numbers of people, and of parties that the file does not have")
		}
	}
	m.place()
	said := map[string]bool{}
	for _, l := range m.links {
		m.link(l, said)
	}
}

// place adds the addresses that parties refer to and do not have in words.
func (m *money) place() {
	for _, p := range m.at {
		text, ok := m.addresses[p.address]
		if !ok {
			m.Leave("addresses that the file does not have")
			continue
		}
		at := p.cite[0].At
		m.Say(&load.DraftClaim{At: at, Entity: p.party, Predicate: load.Word{Text: "address", At: at}, Object: load.Word{Text: text, At: at}, Sources: p.cite})
	}
}

// link adds a claim between two parties, if both are there, of kinds that it can join, and it is not said with another share already.
func (m *money) link(l link, said map[string]bool) {
	subject, ok := m.parties[l.Entity]
	object, known := l.Object.Text, true
	if !l.listing {
		object, known = m.parties[l.Object.Text]
	}
	if !ok || !known {
		m.Leave(l.schema + " of parties that the file does not have")
		return
	}
	kind, other := m.Entities[m.index[subject]].Kind, "decision"
	if !l.listing {
		other = m.Entities[m.index[object]].Kind
	}
	if subject == object || !m.canJoin(l.Predicate.Text, kind, other) {
		m.Leave(l.schema + " between parties that it can't join: a " + kind + " and a " + other)
		return
	}
	key := strings.Join([]string{subject, l.Predicate.Text, object, l.From.Text}, "\x00")
	if said[key] {
		m.Leave(l.schema + " that says again what another says, from the same day")
		return
	}
	said[key] = true
	l.Entity, l.Object.Text = subject, object
	m.Say(&l.DraftClaim)
}
