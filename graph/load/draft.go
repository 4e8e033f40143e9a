package load

import (
	"fmt"
	"slices"

	"chokepoint/graph"
)

// Draft is what files say, as written: nothing in it is checked against the ontology yet.
type Draft struct {
	Entities []DraftEntity
	Sources  []DraftSource
	Claims   []DraftClaim
	Problems Problems // of form, found by the reader

	checked []graph.Claim     // by Batch, of what was written by hand: the claims without mistakes
	said    map[[16]byte]said // where they were first written, by claim id
}

// DraftEntity is an entity and where it is written.
type DraftEntity struct {
	graph.Entity
	At, KindAt Place
}

// DraftSource is a source and where it is written.
type DraftSource struct {
	graph.Source
	At     Place
	copyAt Place // of what it says that it retells
	own    bool  // it stands for the file of its dataset, so that another dataset's is another source
}

// word is a text and where it is written. One that is absent is empty, and so is one that the reader found wanting and has
// noted a problem of.
type word struct {
	text string
	at   Place
}

// DraftClaim is a claim in words. Entity is whose file it stands in: the subject, or, where the predicate is the inverse of
// a relation, the object.
type DraftClaim struct {
	Entity    string
	At        Place
	predicate word
	object    word // the other entity, or the value
	from, to  word
	since     word // "unknown" where somebody looked for the beginning and found none
	grade     word
	share     word
	quantity  word
	item      word
	limit     word // whom or what the value of an attribute is for
	purpose   string
	note      string
	sources   []draftCitation
}

type draftCitation struct {
	word
	locator string
}

// Undated counts the claims of relations that come and go whose beginning is not given: those that say it is unknown, and those
// that say nothing of it.
func (d *Draft) Undated(o *graph.Ontology) (unknown, silent int) {
	kinds := map[string]string{}
	for i := range d.Entities {
		kinds[d.Entities[i].ID] = d.Entities[i].Kind
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		r, subject := o.Relation(c.predicate.text), c.Entity
		if r == nil {
			r, subject = o.InverseOf(c.predicate.text), c.object.text
		}
		switch {
		case r == nil || !slices.Contains(r.ComesAndGoes, kinds[subject]) || c.from.text != "":
		case c.since.text != "":
			unknown++
		default:
			silent++
		}
	}
	return unknown, silent
}

// Unattributed counts the sources that retell a document and do not say which.
func (d *Draft) Unattributed() (n int) {
	for i := range d.Sources {
		if s := &d.Sources[i]; s.Kind == graph.CopyKind && s.CopyOf == "" {
			n++
		}
	}
	return n
}

func (d *Draft) fault(at Place, format string, args ...any) {
	d.Problems = append(d.Problems, Problem{at, fmt.Sprintf(format, args...)})
}

func (d *Draft) add(more *Draft) {
	d.Entities = append(d.Entities, more.Entities...)
	d.Sources = append(d.Sources, more.Sources...)
	d.Claims = append(d.Claims, more.Claims...)
	d.Problems = append(d.Problems, more.Problems...)
}
