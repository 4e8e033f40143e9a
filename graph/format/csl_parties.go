package format

import (
	"regexp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/load"
)

// screening is the list being read.
type screening struct {
	*Reading
	lists     map[string]*authority // by what the list calls itself
	rulings   map[string]*ruling    // by list, and notice or programme
	order     []*ruling
	parties   map[string][]*party // by kind and folded name
	placed    map[string]bool     // seats said
	issuers   map[string]string   // ids of entities by name
	notices   map[string]string   // ids of sources by place in the Federal Register
	said      map[string]int      // places of the claims that list a party, by party, decision and day
	everyItem string              // the id of the class of all items, once it is needed
}

func newScreening(r *Reading) *screening {
	return &screening{Reading: r, lists: map[string]*authority{}, rulings: map[string]*ruling{}, parties: map[string][]*party{},
		placed: map[string]bool{}, issuers: map[string]string{}, notices: map[string]string{}, said: map[string]int{}}
}

// party is whom rows are about, and what tells it from others of its name.
type party struct {
	id        string
	entity    int // in the draft
	lists     []string
	number    string // of the Treasury, which gives each party one
	countries []string
	places    []string // addresses, folded
}

// What rows are about that no kind of the graph fits.
var vehicles = map[string]string{"vessel": "rows of vessels", "aircraft": "rows of aircraft"}

const (
	companyKind = usualKind
	personKind  = "person"
	placeKind   = "place"
	official    = "official"
)

// add takes in one row.
func (s *screening) add(l *listing) {
	if l.Name == "" {
		s.Leave("rows without a name")
		return
	}
	if what := vehicles[strings.ToLower(l.Type)]; what != "" {
		s.Leave(what)
		return
	}
	if l.List == "" {
		s.Leave("rows that name no list")
		return
	}
	s.list(l, s.party(l))
}

// addressName is how entries begin that are addresses: whoever uses one is treated as listed.
var addressName = regexp.MustCompile(`(?i)^address(?:es)?\s*\d*\s*(?:[:,.–-]\s*(.*))?$`)

// premises is how an address begins that stands for the name of an entry.
var premises = regexp.MustCompile(`(?i)^(?:unit|room|rm\.?|flat|flat/rm\.?|office|suite)s?\s+[0-9a-z-]*\d`)

// kindOf tells what an entry is, and by what name: that of an address is the address.
func kindOf(l *listing) (kind, name string) {
	if strings.EqualFold(l.Type, "individual") {
		return personKind, l.Name
	}
	if m := addressName.FindStringSubmatch(l.Name); m != nil {
		switch {
		case len(m[1]) > 0:
			return placeKind, m[1]
		case len(l.Addresses) > 0:
			a := l.Addresses[0]
			a.Country = nil
			if text := a.text(); text != "" {
				return placeKind, text
			}
		}
		return placeKind, l.Name
	}
	if l.Type == "" && premises.MatchString(l.Name) {
		return placeKind, l.Name
	}
	return companyKind, l.Name
}

// party finds the party of a row among those before, or adds it, and what the row says of it.
func (s *screening) party(l *listing) string {
	kind, name := kindOf(l)
	countries, places := whereabouts(l)
	key := kind + "\x00" + fold.Name(name)
	var p *party
	for _, other := range s.parties[key] {
		if other.is(kind, l, countries, places) {
			p = other
			break
		}
	}
	if p == nil {
		p = &party{id: s.nameID(name, texts(countries).first(), strings.Join(places, "\x00")), entity: len(s.Entities), number: l.Number.first()}
		e := load.DraftEntity{Entity: graph.Entity{ID: p.id, Kind: kind, Name: name}, At: l.at, KindAt: l.at, Found: true}
		if len(countries) > 0 {
			e.Country = load.Word{Text: countries[0], At: l.at}
		}
		s.Entities = append(s.Entities, e)
		s.parties[key] = append(s.parties[key], p)
	}
	for _, list := range []struct {
		into *[]string
		from []string
	}{{&p.lists, []string{l.List}}, {&p.countries, countries}, {&p.places, places}} {
		for _, text := range list.from {
			if !slices.Contains(*list.into, text) {
				*list.into = append(*list.into, text)
			}
		}
	}
	if p.number == "" {
		p.number = l.Number.first()
	}
	s.describe(&s.Entities[p.entity], l, countries)
	return p.id
}

// is reports whether a row of the same name is about the party. The Treasury numbers parties; elsewhere a state or an address tells them
// apart, and of people, whose names recur, also the list.
func (p *party) is(kind string, l *listing, countries, places []string) bool {
	if number := l.Number.first(); number != "" && p.number != "" {
		return number == p.number
	}
	if kind == personKind && !slices.Contains(p.lists, l.List) {
		return false
	}
	shares := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(one string) bool { return slices.Contains(b, one) })
	}
	return shares(p.countries, countries) || shares(p.places, places) || len(p.countries)+len(countries)+len(p.places)+len(places) == 0
}

// whereabouts are the states of a row by their codes, those of a person's nationality first, and its addresses as they are compared.
func whereabouts(l *listing) (countries, places []string) {
	add := func(codes texts) {
		for _, code := range codes {
			if !slices.Contains(countries, code) {
				countries = append(countries, code)
			}
		}
	}
	add(l.Nationality)
	add(l.Citizenship)
	for i := range l.Addresses {
		add(l.Addresses[i].Country)
		if text := fold.Typed(l.Addresses[i].text()); text != "" && len(l.Addresses[i].Street) > 0 {
			places = append(places, text)
		}
	}
	return countries, places
}

// describe adds to a party what a row says of it.
func (s *screening) describe(e *load.DraftEntity, l *listing, countries []string) {
	for _, alias := range aliasesOf(e, l) {
		if alias != e.Name && !slices.ContainsFunc(e.Aliases, func(a graph.Alias) bool { return a.Name == alias }) {
			e.Aliases = append(e.Aliases, graph.Alias{Name: alias})
		}
	}
	list := s.authority(l)
	cite := []load.DraftCitation{{Word: load.Word{Text: list.source, At: l.at}, Locator: l.Number.first()}}
	if len(countries) > 0 && e.Kind != personKind && !s.placed[e.ID] {
		s.placed[e.ID] = true
		s.Claims = append(s.Claims, load.DraftClaim{At: l.at, Entity: e.ID, Object: load.Word{Text: countries[0], At: l.at}, Seat: true, Sources: cite})
	}
	for i := range l.Addresses {
		if text := l.Addresses[i].text(); len(l.Addresses[i].Street)+len(l.Addresses[i].City) > 0 && e.Kind != placeKind {
			s.say(l, e.ID, "address", text, cite)
		}
	}
	if title := l.Title.first(); title != "" && e.Kind == personKind {
		s.say(l, e.ID, "role", title, cite)
	}
	if len(l.Births)+len(l.Birthplaces) > 0 {
		s.Leave("dates and places of birth")
	}
	s.number(e, l, countries)
}

// say adds what the list says of something, by an attribute.
func (s *screening) say(l *listing, id, predicate, value string, cite []load.DraftCitation) {
	s.Claims = append(s.Claims, load.DraftClaim{At: l.at, Entity: id, Predicate: load.Word{Text: predicate, At: l.at}, Object: load.Word{Text: value, At: l.at},
		Grade: load.Word{Text: official, At: l.at}, Sources: cite})
}

// formerly begins, in a name, the name that a party had before or has elsewhere.
var formerly = regexp.MustCompile(`(?i)\s*\(\s*(?:f\.?k\.?a\.?|a\.?k\.?a\.?|d\.?b\.?a\.?|formerly known as|also known as)\s*,?\s+([^()]+)\)`)

// tail is what some lists add to a name.
var tail = regexp.MustCompile(`(?i);? and any (?:successor|sub-?unit).*$`)

// aliasesOf are the other names of a party in a row: those listed, those within its name, and of people, whose family name stands first,
// all of them in natural order.
func aliasesOf(e *load.DraftEntity, l *listing) (all []string) {
	names := append([]string{e.Name}, l.AltNames...)
	for i, name := range names {
		if i > 0 {
			name = strings.TrimSpace(strings.TrimPrefix(name, "and "))
			all = append(all, name)
		}
		for _, m := range formerly.FindAllStringSubmatch(name, -1) {
			all = append(all, strings.TrimSpace(m[1]))
		}
		if bare := strings.TrimSpace(tail.ReplaceAllString(formerly.ReplaceAllString(name, ""), "")); bare != "" && bare != name {
			all = append(all, bare)
		}
		if family, given, ok := strings.Cut(name, ", "); ok && e.Kind == personKind && !strings.Contains(given, ",") {
			all = append(all, given+" "+family)
		}
	}
	return all
}

// schemes are the numbers that identify a party, by what the list calls them; a number of a register needs its state.
var cslSchemes = map[string]string{
	"legal entity number": "lei", "isin": "isin", "swift/bic": "bic", "unified social credit code (uscc)": "uscc", "d-u-n-s number": "duns",
	"registration number": registration, "business registration number": registration, "public registration number": registration,
	"registration id": registration, "company number": registration, "commercial registry number": registration, "tax id no.": "tax",
}

// number adds the identifiers of a row. Papers of people, addresses on the web and remarks of other kinds are left out.
func (s *screening) number(e *load.DraftEntity, l *listing, countries []string) {
	if number := l.Number.first(); number != "" {
		e.Identifiers = identify(e.Identifiers, "ofac", number)
	}
	for _, d := range l.IDs {
		state := d.Country.first()
		if state == "" && len(countries) == 1 {
			state = countries[0]
		}
		switch scheme := cslSchemes[strings.ToLower(d.Type.first())]; {
		case scheme == "" || e.Kind == personKind:
			s.Leave("numbers and remarks that identify no company")
		case scheme == "tax" && state == "RU":
			e.Identifiers = identify(e.Identifiers, "inn", d.Number.first())
		case scheme == "tax":
			e.Identifiers = register(e.Identifiers, state, d.Number.first())
		case scheme == registration && state == "RU" && written["ogrn"].MatchString(d.Number.first()):
			e.Identifiers = identify(e.Identifiers, "ogrn", d.Number.first())
		case scheme == registration:
			e.Identifiers = register(e.Identifiers, state, d.Number.first())
		default:
			e.Identifiers = identify(e.Identifiers, scheme, d.Number.first())
		}
	}
}
