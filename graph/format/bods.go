package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// bods is the Beneficial Ownership Data Standard, version 0.4: statements about records of entities, people and relationships, in a JSON array
// or one after another. Of the statements about a record the latest counts.
var bods = Format{
	Name: "bods", Title: "Beneficial Ownership Data Standard 0.4, in JSON or JSON lines", Extensions: []string{".json", ".jsonl", ".ndjson"},
	knows: func(_ []load.File, begin []byte) bool {
		has := func(members ...string) bool {
			return !slices.ContainsFunc(members, func(m string) bool { return !bytes.Contains(begin, []byte(`"`+m+`"`)) })
		}
		return has("recordType", "statementId") || has("statementType", "statementID")
	},
	read: func(r *Reading) {
		o := &ownership{Reading: r, records: map[string]*record{}, parties: map[string]int{}, sources: map[string]string{}}
		for _, f := range r.Files {
			o.old = false
			r.documents(f, "", o.statement)
		}
		o.finish()
	},
}

// ownership is statements being read.
type ownership struct {
	*Reading
	records map[string]*record // the latest, by record id
	order   []*record
	parties map[string]int    // places of entities in the draft, by record id
	sources map[string]string // ids of sources by what they are
	old     bool              // the file is of an older version, and was refused
}

// statement is one statement, as far as it is read.
type statement struct {
	ID        texts           `json:"statementId"`
	Older     texts           `json:"statementType"` // of 0.2 and 0.3
	Date      texts           `json:"statementDate"`
	Record    texts           `json:"recordId"`
	Type      texts           `json:"recordType"`
	Status    texts           `json:"recordStatus"`
	Details   json.RawMessage `json:"recordDetails"`
	Published struct {
		Version   texts `json:"bodsVersion"`
		Publisher struct {
			Name texts `json:"name"`
			URL  texts `json:"url"`
		} `json:"publisher"`
	} `json:"publicationDetails"`
	Source struct {
		Type texts `json:"type"`
		URL  texts `json:"url"`
	} `json:"source"`
}

// record is what the latest statement says of an entity, a person or a relationship.
type record struct {
	at           load.Place
	id, date     string
	closed       bool
	grade        string
	cite         []load.DraftCitation
	party        *bodsParty
	relationship *relationship
}

// bodsParty is an entity or a person.
type bodsParty struct {
	person     bool
	EntityType struct {
		Type texts `json:"type"`
	} `json:"entityType"`
	PersonType   texts       `json:"personType"`
	Name         texts       `json:"name"`
	Alternate    texts       `json:"alternateNames"`
	Names        []fullName  `json:"names"`
	Jurisdiction bodsState   `json:"jurisdiction"`
	Nationality  []bodsState `json:"nationalities"`
	Identifiers  []struct {
		Scheme texts `json:"scheme"`
		Called texts `json:"schemeName"`
		ID     texts `json:"id"`
	} `json:"identifiers"`
	Founded   texts `json:"foundingDate"`
	Dissolved texts `json:"dissolutionDate"`
	Born      texts `json:"birthDate"`
	Addresses []struct {
		Address  texts     `json:"address"`
		PostCode texts     `json:"postCode"`
		Country  bodsState `json:"country"`
	} `json:"addresses"`
	Exposure struct {
		Status texts `json:"status"`
	} `json:"politicalExposure"`
	Listing struct {
		Listings []struct {
			Security struct {
				Scheme texts `json:"idScheme"`
				ID     texts `json:"id"`
			} `json:"security"`
		} `json:"securitiesListings"`
	} `json:"publicListing"`
}

type (
	bodsState struct {
		Name texts `json:"name"`
		Code texts `json:"code"`
	}
	fullName struct {
		Full   texts `json:"fullName"`
		Family texts `json:"familyName"`
		Given  texts `json:"givenName"`
	}
)

// text is the state's code, or its name.
func (s *bodsState) text() string {
	if code, _, _ := strings.Cut(s.Code.first(), "-"); code != "" {
		return strings.ToUpper(code)
	}
	return s.Name.first()
}

func (n *fullName) text() string {
	if full := n.Full.first(); full != "" {
		return full
	}
	return strings.TrimSpace(n.Given.first() + " " + n.Family.first())
}

// statement takes in one statement, if none before it about its record is later.
func (o *ownership) statement(at load.Place, raw []byte) error {
	if o.old {
		return nil
	}
	var s statement
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	if version := s.Published.Version.first(); s.Older.first() != "" || strings.HasPrefix(version, "0.1") || strings.HasPrefix(version, "0.2") || strings.HasPrefix(version, "0.3") {
		o.old = true
		return fmt.Errorf("the file is written in an older version of the standard (%s), and 0.4 is read: ask its publisher for 0.4, or convert it first", olderVersion(version))
	}
	id := s.Record.first()
	before := o.records[id]
	switch {
	case id == "":
		o.Leave("statements about no record")
		return nil
	case before != nil && s.Date.first() != "" && s.Date.first() < before.date:
		o.Leave("statements that a later one about the same record replaces")
		return nil
	}
	r := &record{at: at, id: id, date: s.Date.first(), closed: s.Status.first() == "closed"}
	r.cite, r.grade = o.source(at, &s)
	if err := o.details(r, s.Type.first(), s.Details); err != nil {
		return err
	}
	if before != nil {
		o.Leave("statements that a later one about the same record replaces")
		if r.relationship != nil && len(r.relationship.Interests) == 0 && before.relationship != nil {
			r.relationship.Interests = before.relationship.Interests // a closing statement need not say them again
		}
		*before = *r
		return nil
	}
	o.records[id] = r
	o.order = append(o.order, r)
	return nil
}

func olderVersion(version string) string {
	if version == "" {
		return "0.2 or 0.3"
	}
	return version
}

// details reads what a statement says of its record.
func (o *ownership) details(r *record, kind string, raw []byte) error {
	if len(raw) == 0 {
		raw = []byte("{}")
	}
	switch kind {
	case "entity", "person":
		r.party = &bodsParty{person: kind == "person"}
		return json.Unmarshal(raw, r.party)
	case "relationship":
		r.relationship = &relationship{}
		return json.Unmarshal(raw, r.relationship)
	}
	o.Leave("records of other types")
	return nil
}

// source is what a statement cites, its publisher's statements, and how sure that is.
func (o *ownership) source(at load.Place, s *statement) ([]load.DraftCitation, string) {
	name, address := s.Published.Publisher.Name.first(), webAddress(s.Published.Publisher.URL.first(), "")
	if name == "" {
		name = address
	}
	kind, grade := "dataset", ""
	for _, sort := range s.Source.Type {
		switch sort {
		case "officialRegister":
			grade = official
			if address != "" {
				kind = "government"
			}
		case "verified":
			if grade == "" {
				grade = "confirmed"
			}
		}
	}
	locator := webAddress(s.Source.URL.first(), s.ID.first())
	if name == "" {
		return []load.DraftCitation{{Word: load.Word{Text: o.ownSource(at), At: at}, Locator: locator}}, grade
	}
	key := strings.Join([]string{name, address, kind}, "\x00")
	id, there := o.sources[key]
	if !there {
		id = o.freeSource(idOf("bods " + name))
		o.sources[key] = id
		o.Sources = append(o.Sources, load.DraftSource{At: at, Source: graph.Source{ID: id, Title: "Beneficial ownership statements of " + name, Publisher: name, URL: address,
			Kind: kind, Published: graph.Beginning}})
	}
	return []load.DraftCitation{{Word: load.Word{Text: id, At: at}, Locator: locator}}, grade
}

// finish makes entities and claims of the latest statements: parties first, since relationships may come before them.
func (o *ownership) finish() {
	for _, r := range o.order {
		if r.party != nil {
			o.party(r)
		}
	}
	said := map[string]bool{}
	for _, r := range o.order {
		if r.relationship != nil {
			o.relationship(r, said)
		}
	}
}
