package graph

import (
	"crypto/sha1"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Claim is the unit of knowledge: one statement, with who says so and when it holds. It is a relation claim (Object set) or
// an attribute claim (Value set).
type Claim struct {
	Subject   string // entity id
	Predicate string // a relation (never its inverse) or an attribute of the ontology
	Object    string // entity id, of a relation claim
	Value     Value  // of an attribute claim

	Share     Share    // 0..1, or NoShare; the lower end of a range
	ShareMost Share    // the upper end, where a source gives a range; else 0
	Quantity  Quantity // with unit, or zero
	Item      string   // entity id of what is supplied or authorised, or of whom or what a limited value is for; or empty
	Role      string   // of a derived claim: in which its subject stands in it (buyer, seller …), or empty
	Purpose   string
	Note      string

	Valid      Interval
	Confidence Confidence
	Sources    []Citation // at least one, except on a derived claim
}

// ID returns the claim's v5 UUID over what identifies it whatever the dataset: subject, predicate, object or value, item
// and the start of validity. Two claims with one ID are the same claim, said twice.
func (c *Claim) ID() uuid.UUID {
	object := c.Object
	if object == "" {
		object = c.Value.String()
	}
	return ClaimID(c.Subject, c.Predicate, object, c.Item, c.Role, c.Valid.From)
}

// Shares is what the claim says of the share.
func (c *Claim) Shares() ShareRange { return SharesFrom(c.Share, c.ShareMost) }

// ClaimID makes the ID of a claim from its parts: object is the text of the value where there is no object, from the date as
// it was written. It is uuid.NewSHA1 of the parts joined by zero bytes, without its allocations: a load makes one of every
// claim, and an answer one of every step.
func ClaimID(subject, predicate, object, item, role string, from Date) (id uuid.UUID) {
	data := append(make([]byte, 0, 256), namespace[:]...)
	data = append(data, "claim"...)
	for _, part := range [...]string{subject, predicate, object, item} {
		data = append(append(data, 0), part...)
	}
	data = from.AppendTo(append(data, 0))
	if role != "" {
		data = append(append(data, 0), role...)
	}
	sum := sha1.Sum(data)
	copy(id[:], sum[:])
	id[6] = id[6]&0x0f | 5<<4 // version
	id[8] = id[8]&0x3f | 0x80 // variant
	return id
}

// String writes a claim for people: subject, predicate, object or value, and what else tells it from others.
func (c *Claim) String() string {
	object := c.Object
	if object == "" {
		object = c.Value.String()
	}
	words := []string{c.Subject, c.Predicate, object}
	if c.Item != "" {
		words = append(words, "(item "+c.Item+")")
	}
	if c.Valid.From.Bounded() {
		words = append(words, "from "+c.Valid.From.String())
	}
	return strings.Join(words, " ")
}

// Citation points to a source, and optionally to a place in it (a page, a section, a table).
type Citation struct {
	Source  string `json:"id"`
	Locator string `json:"locator,omitempty"`
}

// Recording is the stretch of time during which a store said a claim: loaded at From, withdrawn at To (zero while it
// stands). Times have the precision of a microsecond.
type Recording struct{ From, To time.Time }

// Stands reports whether the claim has not been withdrawn.
func (r Recording) Stands() bool { return r.To.IsZero() }

// Equal reports whether two recordings are the same.
func (r Recording) Equal(o Recording) bool { return r.From.Equal(o.From) && r.To.Equal(o.To) }

// Contains reports whether a store said the claim at instant t; the zero t means now.
func (r Recording) Contains(t time.Time) bool {
	if t.IsZero() {
		return r.Stands()
	}
	return !t.Before(r.From) && (r.Stands() || t.Before(r.To))
}

// Stretches cuts recorded time at every beginning and end; the last stretch has no end.
func Stretches(recordings []Recording) []Recording {
	var cuts []time.Time
	for _, r := range recordings {
		cuts = append(cuts, r.From)
		if !r.Stands() {
			cuts = append(cuts, r.To)
		}
	}
	slices.SortFunc(cuts, time.Time.Compare)
	cuts = slices.CompactFunc(cuts, time.Time.Equal)
	parts := make([]Recording, len(cuts))
	for i, from := range cuts {
		parts[i].From = from
		if i+1 < len(cuts) {
			parts[i].To = cuts[i+1]
		}
	}
	return parts
}
