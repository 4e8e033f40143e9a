package graph

import "github.com/google/uuid"

// Entity is a thing that claims are about: a company, a chip, a state, a decision. It carries only what names it;
// everything else that is known of it is a claim.
type Entity struct {
	ID          string            // kebab-case, unique over all kinds, stable for ever
	Kind        string            // a kind of the ontology
	Name        string            // the name shown
	Aliases     []Alias           // other names, in any script
	Identifiers map[string]string // by scheme: lei, wikidata, cik, ticker, eccn …
}

// Alias is another name of an entity; Lang is a BCP 47 tag or empty.
type Alias struct {
	Name string `json:"name"`
	Lang string `json:"lang,omitempty"`
}

// namespace is the UUID space of this project's v5 UUIDs; changing it would change every published id.
var namespace = uuid.NewSHA1(uuid.NameSpaceDNS, []byte("chokepoint"))

// EntityUUID returns the v5 UUID derived from an entity's id.
func EntityUUID(id string) uuid.UUID {
	return uuid.NewSHA1(namespace, []byte("entity\x00"+id))
}
