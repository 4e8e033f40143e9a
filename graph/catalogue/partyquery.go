package catalogue

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Party is what somebody says of a party that is looked for: its name and, as far as it is known, the rest.
type Party struct {
	Name        string            `json:"name" minLength:"1" maxLength:"300" doc:"The name as it is written, in any script."`
	Country     string            `json:"country,omitempty" doc:"Its state: a name, an id or a code after ISO 3166."`
	Identifiers map[string]string `json:"identifiers,omitempty" doc:"By scheme: lei, cik, ticker … An entity that has one of them is the one that is meant."`
	Kind        string            `json:"kind,omitempty" doc:"The kind of entity that is expected."`
	Address     string            `json:"address,omitempty" doc:"Tells the country, where that is not given."`
	Reference   string            `json:"reference,omitempty" doc:"What the party is called in the books of who asks; it comes back with the answer."`
	Meant       string            `json:"meant,omitempty" maxLength:"300" doc:"Whom a person found to be meant, and no name is matched then: the id of an entity, by id or a name of its own; none: nobody known here."`
}

// PartyQuery asks for a party. As text it is the name alone.
type PartyQuery struct {
	Party
	row *question.Row // of the file that it comes from, or nil
}

// fewParties is how many parties a light question may ask for.
const fewParties = 50

// Bounds of one query: the longest name and country in bytes, and the most identifiers.
const (
	longestName     = 300
	mostIdentifiers = 10
)

// UnmarshalText reads a bare name.
func (q *PartyQuery) UnmarshalText(name []byte) error {
	*q = PartyQuery{Party: Party{Name: string(name)}}
	return q.check()
}

// UnmarshalJSON reads an object; without it, a type that reads itself from text reads no object.
func (q *PartyQuery) UnmarshalJSON(data []byte) error {
	var object struct {
		Party
		Name *string `json:"name"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&object); err != nil {
		return err
	}
	if object.Name == nil {
		return say.That("fault.object.no-name")
	}
	*q = PartyQuery{Party: object.Party}
	q.Name = *object.Name
	return q.check()
}

func (q *PartyQuery) check() error {
	if wrong := q.wrong(); wrong != nil {
		return *wrong
	}
	return nil
}

// wrong says why a query can't be answered, or nil.
func (q *PartyQuery) wrong() *say.Saying {
	var wrong say.Saying
	switch {
	case strings.TrimSpace(q.Name) == "":
		wrong = say.That("fault.name.empty")
	case len(q.Name) > longestName:
		wrong = say.That("fault.name.long", len(q.Name), longestName)
	case len(q.Country) > longestName:
		wrong = say.That("fault.name.long", len(q.Country), longestName)
	case len(q.Meant) > longestName:
		wrong = say.That("fault.name.long", len(q.Meant), longestName)
	case len(q.Identifiers) > mostIdentifiers:
		wrong = say.That("fault.identifiers", len(q.Identifiers), mostIdentifiers)
	default:
		return nil
	}
	return &wrong
}

// Columns implements question.FromRow.
func (q *PartyQuery) Columns() []question.Column { return partyColumns() }

// FromRow implements question.FromRow.
func (q *PartyQuery) FromRow(row *question.Row) {
	m := row.Members
	*q = PartyQuery{Party{m[nameColumn], m["country"], identifiersOf(row), m["kind"], m["address"], m["reference"], m["meant"]}, row}
}

// meantByNobody is what Meant says where nobody known here is meant.
const meantByNobody = "none"

// candidates finds whom a query means: the one that a person found, else as its name and the rest match. The error is that of resolving what
// a person found, or of the limits.
func (q *PartyQuery) candidates(a *question.Asking, as *names.Party) ([]names.Candidate, error) {
	switch q.Meant {
	case "":
		return names.Match(a.Limits, a.Facts, *as)
	case meantByNobody:
		return nil, nil
	}
	n, err := a.Resolve(q.Meant, as.KnownAt)
	if err != nil {
		return nil, err
	}
	return []names.Candidate{{Node: n, Score: 1, Matched: a.Facts.Entity(n).Name, Identified: true}}, nil
}

// key tells queries apart that find other candidates.
func (q *PartyQuery) key() string {
	parts := []string{q.Name, q.Country, q.Address, q.Kind, q.Meant}
	for _, scheme := range slices.Sorted(maps.Keys(q.Identifiers)) {
		parts = append(parts, scheme, q.Identifiers[scheme])
	}
	return strings.Join(parts, "\x00")
}
