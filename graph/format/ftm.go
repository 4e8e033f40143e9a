package format

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// ftm is FollowTheMoney in JSON lines, as OpenSanctions publishes it: an object a line, a party or what joins two of them.
var ftm = Format{
	Name: "ftm", Title: "FollowTheMoney entities in JSON lines, as OpenSanctions publishes them", Extensions: []string{".json", ".jsonl", ".ndjson", ".ftm"},
	knows: func(_ []load.File, begin []byte) bool {
		return bytes.HasPrefix(bytes.TrimLeft(begin, " \t\r\n["), []byte("{")) && bytes.Contains(begin, []byte(`"schema"`)) && bytes.Contains(begin, []byte(`"properties"`))
	},
	read: func(r *Reading) {
		m := &money{Reading: r, parties: map[string]string{}, index: map[string]int{}, addresses: map[string]string{}, sources: map[string]string{}, lists: map[string]*lister{}}
		for _, f := range r.Files {
			r.documents(f, "", m.document)
		}
		m.finish()
	},
}

// money is FollowTheMoney being read.
type money struct {
	*Reading
	parties   map[string]string // ids in the draft by theirs
	index     map[string]int    // places of entities in the draft, by their ids in the draft
	addresses map[string]string // by their ids
	at        []placed          // parties and the addresses that they refer to
	numbers   []numberOf        // of parties that may come later
	links     []link
	sources   map[string]string // ids of sources by name of a dataset
	lists     map[string]*lister
	order     []*lister
}

type (
	placed struct {
		party, address string
		cite           []load.DraftCitation
	}
	numberOf struct{ party, scheme, value string }
)

// thing is one object of the file.
type thing struct {
	ID         string           `json:"id"`
	Caption    string           `json:"caption"`
	Schema     string           `json:"schema"`
	Properties map[string]texts `json:"properties"`
	Datasets   texts            `json:"datasets"`
	Referents  texts            `json:"referents"`

	at load.Place
}

// all are the values of properties, each once and in order, since the order in the file means nothing.
func (t *thing) all(properties ...string) (values texts) {
	for _, p := range properties {
		of := slices.Clone(t.Properties[p])
		slices.Sort(of)
		for _, v := range of {
			if !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
	}
	return values
}

func (t *thing) first(properties ...string) string { return t.all(properties...).first() }

// What the schemata are to us: kinds of parties.
var ftmKinds = map[string]string{
	"Company": companyKind, "Organization": companyKind, "LegalEntity": companyKind, "PublicBody": "government", "Person": personKind,
}

func (m *money) document(at load.Place, raw []byte) error {
	var t thing
	if err := json.Unmarshal(raw, &t); err != nil {
		return err
	}
	t.at, t.ID, t.Caption = at, clean(t.ID), clean(t.Caption)
	switch kind := ftmKinds[t.Schema]; {
	case t.ID == "":
		m.Leave("objects without an id")
	case kind != "":
		m.party(&t, kind)
	default:
		m.other(&t)
	}
	return nil
}

// party adds a party.
func (m *money) party(t *thing, kind string) {
	name := t.Caption
	if name == "" {
		name = t.first("name", "alias", "previousName", "weakAlias")
	}
	if name == "" {
		m.Leave(t.Schema + ": parties without a name")
		return
	}
	if _, there := m.parties[t.ID]; there {
		m.Leave(t.Schema + ": parties that the file has twice")
		return
	}
	state := stateOf(t)
	e := load.DraftEntity{Entity: graph.Entity{ID: m.nameID(name, state, t.ID), Kind: kind, Name: name}, At: t.at, KindAt: t.at, Found: true}
	if state != "" {
		e.Country = load.Word{Text: state, At: t.at}
	}
	for _, alias := range t.all("name", "alias", "previousName", "abbreviation", "weakAlias") {
		if alias != name {
			e.Aliases = append(e.Aliases, graph.Alias{Name: alias})
		}
	}
	e.Identifiers = ftmNumbers(t, kind, state)
	m.parties[t.ID], m.index[e.ID] = e.ID, len(m.Entities)
	m.Entities = append(m.Entities, e)
	m.describe(t, &e)
}

// stateOf is the state of a party as a code of two letters, or a name: where it is registered, or else is said to be.
func stateOf(t *thing) string {
	for _, property := range []string{"jurisdiction", "mainCountry", "country", "nationality", "citizenship"} {
		if codes := t.all(property); len(codes) > 0 {
			code, _, _ := strings.Cut(strings.ToUpper(codes[0]), "-")
			return code
		}
	}
	return ""
}

// ftmSchemes are the properties that identify a party.
var ftmSchemes = []struct{ property, scheme string }{
	{"leiCode", "lei"}, {"isinCode", "isin"}, {"swiftBic", "bic"}, {"wikidataId", "wikidata"}, {"dunsCode", "duns"}, {"permId", "permid"}, {"cikCode", "cik"},
	{"uscCode", "uscc"}, {"innCode", "inn"}, {"ogrnCode", "ogrn"},
}

// mostReferents bounds the ids of other lists that stand with a party.
const mostReferents = 8

// ftmNumbers are the identifiers of a party: numbers of registers, and the ids that the files of others and earlier deliveries know it by.
func ftmNumbers(t *thing, kind, state string) (all map[string]string) {
	for _, s := range ftmSchemes {
		for _, value := range t.all(s.property) {
			all = identify(all, s.scheme, value)
		}
	}
	if kind != personKind {
		for _, value := range t.all("registrationNumber") {
			if value != all["inn"] && value != all["ogrn"] {
				all = register(all, state, value)
			}
		}
	}
	if all == nil {
		all = map[string]string{}
	}
	all["ftm"] = t.ID
	referents := slices.Clone(t.Referents)
	slices.Sort(referents)
	n := 0
	for _, id := range referents {
		scheme := referentScheme(id)
		if _, there := all[scheme]; there || n == mostReferents {
			continue
		}
		all[scheme] = id
		n++
	}
	return all
}

// referentScheme is the scheme of an id in another list: what stands before its first figure, as ftm-gb-fcdo of gb-fcdo-rus2050.
func referentScheme(id string) string {
	scheme := "ftm"
	for part := range strings.SplitSeq(strings.ToLower(id), "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz") != "" {
			break
		}
		scheme += "-" + part
	}
	if scheme == "ftm" || scheme == "ftm-"+strings.ToLower(id) {
		return "ftm-other"
	}
	return scheme
}

// topics are the topics that say something of a party, in words.
var topics = map[string]string{
	"sanction": "is sanctioned", "sanction.linked": "is linked to sanctioned parties", "sanction.counter": "is the target of counter-sanctions", "debarment": "is debarred from public contracts",
	"export.control": "is subject to export controls", "export.control.linked": "is linked to parties under export controls", "export.risk": "is a risk for trade", "corp.disqual": "is disqualified as a director",
	"poi": "is a person of interest", "reg.warn": "has been warned of by a regulator", "reg.action": "has been acted against by a regulator", "gov.soe": "is a state-owned enterprise", "mil": "is military",
	"role.pep": "is a politically exposed person", "role.rca": "is close to a politically exposed person", "crime": "is linked to crime", "invest.ban": "is under an investment ban", "invest.risk": "is a risk for investment",
}

// longestText bounds the texts that become descriptions and notes, in letters.
const longestText = 500

func short(text string) string {
	if utf8.RuneCountInString(text) <= longestText {
		return text
	}
	return string([]rune(text)[:longestText-1]) + "…"
}

// describe adds what the file says of a party beside its names.
func (m *money) describe(t *thing, e *load.DraftEntity) {
	cite := m.cite(t)
	say := func(predicate, value string) {
		m.Say(&load.DraftClaim{At: t.at, Entity: e.ID, Predicate: load.Word{Text: predicate, At: t.at}, Object: load.Word{Text: value, At: t.at}, Sources: cite})
	}
	if e.Country.Text != "" && e.Kind != personKind {
		m.Say(&load.DraftClaim{At: t.at, Entity: e.ID, Object: e.Country, Seat: true, Sources: cite})
	}
	for _, address := range t.all("address") {
		say("address", address)
	}
	for _, id := range t.all("addressEntity") {
		m.at = append(m.at, placed{e.ID, id, cite})
	}
	for _, topic := range t.all("topics") {
		if words := topics[topic]; words != "" {
			say("description", words)
		} else {
			m.Leave("the topic " + topic)
		}
	}
	for _, text := range t.all("summary") {
		say("description", short(text))
	}
	if e.Kind == personKind {
		for _, role := range t.all("position") {
			say("role", short(role))
		}
		if len(t.Properties["birthDate"])+len(t.Properties["birthPlace"])+len(t.Properties["passportNumber"])+len(t.Properties["idNumber"]) > 0 {
			m.Leave("dates and places of birth and papers of people")
		}
		return
	}
	begin, end := m.days(t, "incorporationDate"), m.days(t, "dissolutionDate")
	if len(begin) > 0 {
		say("founded_on", begin[0])
	}
	if len(end) > 0 && (len(begin) == 0 || begin[0] < end[len(end)-1]) {
		say("dissolved_on", end[len(end)-1])
	}
}

// days are the dates of properties, in order, without their time of day.
func (m *money) days(t *thing, properties ...string) (days []string) {
	for _, text := range t.all(properties...) {
		text, _, _ = strings.Cut(text, "T")
		text, _, _ = strings.Cut(text, " ")
		if _, err := graph.ParseDate(text); err != nil {
			m.Leave("dates that nobody can read for sure")
			continue
		}
		days = append(days, text)
	}
	slices.Sort(days)
	return days
}

// cite are the datasets that an object stands in, each a source; of a file without them, the file itself.
func (m *money) cite(t *thing) (all []load.DraftCitation) {
	locator := t.ID
	if address := t.first("sourceUrl"); address != "" {
		locator = address
	}
	datasets := slices.Clone(t.Datasets)
	slices.Sort(datasets)
	for _, name := range slices.Compact(datasets) {
		id, there := m.sources[name]
		if !there {
			id = m.freeSource(idOf("opensanctions " + name))
			m.sources[name] = id
			m.Sources = append(m.Sources, load.DraftSource{At: t.at, Source: graph.Source{ID: id, Title: name + ", as OpenSanctions has it", Publisher: "OpenSanctions",
				URL: "https://www.opensanctions.org/datasets/" + name + "/", Kind: "dataset", Published: graph.Beginning}})
		}
		all = append(all, load.DraftCitation{Word: load.Word{Text: id, At: t.at}, Locator: locator})
	}
	if len(all) == 0 {
		all = []load.DraftCitation{{Word: load.Word{Text: m.ownSource(t.at), At: t.at}, Locator: locator}}
	}
	return all
}
