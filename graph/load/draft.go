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
	Claims   []DraftClaim // those that a reader may look at again; many others are kept by Say
	Problems Problems     // of form, found by the reader
	Broken   bool         // a file could not be read to its end: what is not there may stand behind

	// LeftOut counts what the files say and the draft does not, by what it is, in words for people: rows of vessels.
	LeftOut map[string]int

	// Settle is asked of each claim whenever it is looked at, which may be again, and may change it; it reports whether the claim counts. Nil: all do.
	Settle func(c *DraftClaim, again bool) bool

	spool   spool
	seats   bool               // one of the claims in the spool is a seat
	looked  bool               // all claims were looked at
	checked []graph.Claim      // by Batch, of what was written by hand: the claims without mistakes
	at      map[[16]byte]Place // where they were first written, by claim id
}

// DraftEntity is an entity and where it is written.
type DraftEntity struct {
	graph.Entity
	At, KindAt Place
	kind       *graph.Kind // by the ontology, once it is checked; nil: it has none of it

	// Found says that the file has no ids of ours: the id was made from the name, and the entity may be one that is known already.
	Found   bool
	Country Word // of one that is Found: its state, as a name or a code after ISO 3166
}

// DraftSource is a source and where it is written.
type DraftSource struct {
	graph.Source
	At     Place
	CopyAt Place // of what it says that it retells
	Own    bool  // it stands for the file of its dataset, so that another dataset's is another source
}

// Word is a text and where it is written. One that is absent is empty, and so is one that the reader found wanting and has
// noted a problem of.
type Word struct {
	Text string
	At   Place
}

// DraftClaim is a claim in words. Entity is whose file it stands in: the subject, or, where the predicate is the inverse of
// a relation, the object.
type DraftClaim struct {
	Entity    string
	At        Place
	Predicate Word
	Object    Word // the other entity, or the value
	From, To  Word
	Since     Word // "unknown" where somebody looked for the beginning and found none
	Grade     Word
	Share     Word
	Quantity  Word
	Item      Word
	Limit     Word // whom or what the value of an attribute is for
	Purpose   string
	Note      string
	Sources   []DraftCitation

	// Seat says that the object is a state as the file names it, by a name or a code: what lies in it, a claim of the first relation by which the
	// ontology tells where things are.
	Seat bool
}

// DraftCitation is the source of a claim, and the place in it.
type DraftCitation struct {
	Word
	Locator string
}

// Say keeps a claim outside of memory, if there are many.
func (d *Draft) Say(c *DraftClaim) {
	d.seats = d.seats || c.Seat
	d.spool.add(c)
}

// HasSeats reports whether a claim names a state that has yet to be found.
func (d *Draft) HasSeats() bool {
	return d.seats || slices.ContainsFunc(d.Claims, func(c DraftClaim) bool { return c.Seat })
}

// Each gives all claims that count, in order, until one is refused. A claim is the receiver's until the next. The error is that of a temporary file.
func (d *Draft) Each(yield func(*DraftClaim) bool) error {
	counts := func(c *DraftClaim) bool { return d.Settle == nil || d.Settle(c, d.looked) }
	for i := range d.Claims {
		c := d.Claims[i]
		if counts(&c) && !yield(&c) {
			return nil
		}
	}
	ended := false
	err := d.spool.each(func(c *DraftClaim) bool {
		ended = counts(c) && !yield(c)
		return !ended
	})
	d.looked = d.looked || !ended
	return err
}

// Undated counts the claims of relations that come and go whose beginning is not given: those that say it is unknown, and those
// that say nothing of it.
func (d *Draft) Undated(o *graph.Ontology) (unknown, silent int) {
	kinds := map[string]string{}
	for i := range d.Entities {
		kinds[d.Entities[i].ID] = d.Entities[i].Kind
	}
	_ = d.Each(func(c *DraftClaim) bool { // facts by hand are in memory
		r, subject := o.Relation(c.Predicate.Text), c.Entity
		if r == nil {
			r, subject = o.InverseOf(c.Predicate.Text), c.Object.Text
		}
		switch {
		case r == nil || !slices.Contains(r.ComesAndGoes, kinds[subject]) || c.From.Text != "":
		case c.Since.Text != "":
			unknown++
		default:
			silent++
		}
		return true
	})
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

// Fault notes a mistake.
func (d *Draft) Fault(at Place, format string, args ...any) {
	if len(d.Problems) < MaxProblems {
		d.Problems = append(d.Problems, Problem{at, fmt.Sprintf(format, args...)})
	}
}

// Leave counts something that the files say and the draft does not, under the words that say what it is.
func (d *Draft) Leave(what string) {
	if d.LeftOut == nil {
		d.LeftOut = map[string]int{}
	}
	d.LeftOut[what]++
}

// Add adds what another draft says.
func (d *Draft) Add(more *Draft) {
	d.Entities = append(d.Entities, more.Entities...)
	d.Sources = append(d.Sources, more.Sources...)
	d.Claims = append(d.Claims, more.Claims...)
	d.Problems = append(d.Problems, more.Problems...)
	d.Broken = d.Broken || more.Broken
	for what, n := range more.LeftOut {
		if d.LeftOut == nil {
			d.LeftOut = map[string]int{}
		}
		d.LeftOut[what] += n
	}
}
