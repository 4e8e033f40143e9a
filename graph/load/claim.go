package load

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
)

// claim turns the words of a claim into a claim; ok is false, and a problem noted, if that can't be done.
func (c *checker) claim(d *DraftClaim) (claim graph.Claim, ok bool) {
	before := c.found
	claim = graph.Claim{Subject: d.Entity, Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported, Purpose: d.Purpose, Note: d.Note}
	c.checkPredicate(d, &claim)
	c.checkInterval(d, &claim)
	c.checkQualifiers(d, &claim)
	c.checkCitations(d, &claim)
	return claim, c.found == before
}

func (c *checker) checkPredicate(d *DraftClaim, claim *graph.Claim) {
	name := d.Predicate.Text
	if a := c.Ontology.Attribute(name); a != nil {
		claim.Predicate = name
		c.checkAttribute(a, d, claim)
		return
	}
	relation, inverse := c.Ontology.Relation(name), c.Ontology.InverseOf(name)
	if relation == nil && inverse == nil {
		c.fault(d.Predicate.At, "%q is neither a relation nor an attribute of the ontology%s", name, DidYouMean(name, c.predicates()))
		return
	}
	claim.Object = d.Object.Text
	if claim.Subject == "" || claim.Object == "" {
		return
	}
	if relation == nil {
		relation = inverse
		claim.Subject, claim.Object = claim.Object, claim.Subject
	}
	claim.Predicate = relation.Name
	if claim.Subject == claim.Object {
		c.fault(d.Object.At, "%s can't be joined to itself by %s", claim.Subject, name)
		return
	}
	if c.sure {
		return
	}
	own, other := c.ownEnd(d), c.end(d.Object.Text)
	if right := otherWay(relation, d, own, other); right != "" {
		c.fault(d.Predicate.At, "%s would join %s to %s the wrong way round; write %s instead", name, d.Entity, d.Object.Text, right)
		return
	}
	if claim.Subject != d.Entity {
		own, other = other, own
	}
	c.checkEnd(relation, "from", relation.From, own, d)
	c.checkEnd(relation, "to", relation.To, other, d)
}

// end is an end of a relation claim: an entity, and its kind if that is known.
type end struct {
	id, kind string
	known    bool
}

func (c *checker) end(id string) end {
	kind, known := c.kind(id)
	return end{id, kind, known}
}

// ownEnd is the entity that a claim stands with. Claims mostly come entity by entity.
func (c *checker) ownEnd(d *DraftClaim) end {
	if c.own.id != d.Entity || !c.own.known {
		c.own = c.end(d.Entity)
	}
	return c.own
}

func (c *checker) predicates() []string {
	var names []string
	for _, a := range c.Ontology.Attributes {
		names = append(names, a.Name)
	}
	for _, r := range c.Ontology.Relations {
		names = append(names, r.Name)
		if r.Inverse != "" {
			names = append(names, r.Inverse)
		}
	}
	return names
}

// checkEnd makes sure that an end of a relation is an entity of a kind that it allows.
func (c *checker) checkEnd(r *graph.Relation, which string, allowed []string, e end, d *DraftClaim) {
	at := d.Object.At
	if e.id == d.Entity {
		at = d.Predicate.At
	}
	if !e.known {
		if !c.exists(e.id) && !c.broken {
			c.fault(at, "no entity has the id %q%s", e.id, c.likeEntity(e.id))
		}
		return
	}
	if !allows(allowed, e.kind) {
		c.fault(at, "%s goes %s %s, and %s is a %s", r.Name, which, strings.Join(allowed, " or "), e.id, e.kind)
	}
}

// otherWay returns the name of the relation as read from its other end, if that would be right and this is not.
func otherWay(r *graph.Relation, d *DraftClaim, own, other end) string {
	if !own.known || !other.known {
		return ""
	}
	forward, backward := allows(r.From, own.kind) && allows(r.To, other.kind), allows(r.From, other.kind) && allows(r.To, own.kind)
	switch {
	case d.Predicate.Text == r.Name && backward && !forward:
		return r.Inverse
	case d.Predicate.Text == r.Inverse && forward && !backward:
		return r.Name
	}
	return ""
}

// allows reports whether an end of a relation may be of a kind.
func allows(kinds []string, kind string) bool { return len(kinds) == 0 || slices.Contains(kinds, kind) }

// exists reports whether an entity is there, if perhaps of an unknown kind, which is a mistake of its own.
func (c *checker) exists(id string) bool {
	if c.sure {
		return true
	}
	_, known := c.kind(id)
	return known || c.entities[id] != nil
}

// kind returns the kind of an entity if it is one of the ontology.
func (c *checker) kind(id string) (string, bool) {
	if e := c.entities[id]; e != nil {
		return e.Kind, e.kind != nil
	}
	if c.Known != nil {
		return c.Known.Kind(id)
	}
	return "", false
}

// likeEntity says which entity may have been meant.
func (c *checker) likeEntity(id string) string {
	if c.entityIDs == nil {
		c.entityIDs = newSuggestions(slices.Values(slices.Sorted(maps.Keys(c.entities))))
	}
	return c.entityIDs.didYouMean(id)
}

// likeSource says which source may have been meant.
func (c *checker) likeSource(id string) string {
	if c.sourceIDs == nil {
		c.sourceIDs = newSuggestions(slices.Values(slices.Sorted(maps.Keys(c.sources))))
	}
	return c.sourceIDs.didYouMean(id)
}

func (c *checker) checkAttribute(a *graph.Attribute, d *DraftClaim, claim *graph.Claim) {
	if d.Object.Text == "" {
		return
	}
	if own := c.ownEnd(d); own.known && len(a.On) > 0 && !slices.Contains(a.On, own.kind) {
		c.fault(d.Predicate.At, "%s is said of a %s, and %s is a %s", a.Name, strings.Join(a.On, " or "), d.Entity, own.kind)
	}
	v, err := graph.ParseValue(a.Type, d.Object.Text)
	if err != nil {
		c.fault(d.Object.At, "%s: %v", a.Name, err)
		return
	}
	claim.Value = v
	switch {
	case a.Type == graph.TermValue && !slices.Contains(a.Terms, v.Text):
		c.fault(d.Object.At, "%s has no term %q%s; there are %s", a.Name, v.Text, DidYouMean(v.Text, a.Terms), strings.Join(a.Terms, ", "))
	case a.Type == graph.TextValue && strings.TrimSpace(v.Text) == "":
		c.fault(d.Object.At, "%s is empty", a.Name)
	case a.Type == graph.TextValue && a.Name == c.Ontology.Binding.Criterion:
		if err := criteria.Check(c.Ontology, v.Text); err != nil {
			c.fault(d.Object.At, "%v", err)
		}
	case a.Type == graph.NumberValue:
		c.checkUnit(a.Name, a.Unit, graph.Quantity{Number: v.Number, Unit: v.Unit}, d.Object.At)
	}
}

// checkUnit makes sure that a number has the unit that it needs, or one that converts to it.
func (c *checker) checkUnit(name, base string, q graph.Quantity, at Place) {
	switch {
	case q.Unit != "" && c.Ontology.Unit(q.Unit) == nil:
		units := make([]string, len(c.Ontology.Units))
		for i, u := range c.Ontology.Units {
			units[i] = u.Name
		}
		c.fault(at, "unit %q is not in the ontology%s", q.Unit, DidYouMean(q.Unit, units))
	case base == graph.AnyUnit:
	case base == "" && q.Unit != "":
		c.fault(at, "%s is a bare number: leave out %q", name, q.Unit)
	case base != "" && c.Ontology.InBase(q).Unit != base:
		c.fault(at, "%s is in %s or a multiple of it, as %s %s", name, base, strconv.FormatFloat(q.Number, 'f', -1, 64), base)
	}
}

// firstYear is that before which nothing here has begun.
const firstYear = "1000"

// sinceUnknown says of a claim that its beginning was looked for and not found.
const sinceUnknown = "unknown"

func (c *checker) checkInterval(d *DraftClaim, claim *graph.Claim) {
	read := func(w Word, into *graph.Date) {
		if w.Text == "" {
			return
		}
		date, err := graph.ParseDate(w.Text)
		if err != nil {
			c.fault(w.At, "%v", err)
			return
		}
		if w.Text < firstYear {
			c.fault(w.At, "the year of %s is before %s: a figure is missing or too much", w.Text, firstYear)
			return
		}
		*into = date
	}
	read(d.From, &claim.Valid.From)
	switch {
	case d.Since.Text == "":
	case d.Since.Text != sinceUnknown:
		c.fault(d.Since.At, "since takes only the word %s; a date is written as valid_from", sinceUnknown)
	case claim.Valid.From.Bounded():
		c.fault(d.Since.At, "the claim has a beginning (%s) and says that it is unknown: leave out one of the two", claim.Valid.From)
	}
	read(d.To, &claim.Valid.To)
	if claim.Valid.Empty() {
		c.fault(d.To.At, "the claim ends (%s) before it has held for a day (from %s): valid_to is the first day on which it is no longer true", claim.Valid.To, claim.Valid.From)
	}
}

func (c *checker) checkQualifiers(d *DraftClaim, claim *graph.Claim) {
	var err error
	if d.Grade.Text != "" {
		if claim.Confidence, err = graph.ParseConfidence(d.Grade.Text); err != nil {
			c.fault(d.Grade.At, "%v", err)
		}
	}
	if d.Share.Text != "" {
		c.checkShare(d, claim)
	}
	if d.Quantity.Text != "" {
		if claim.Quantity, err = graph.ParseQuantity(d.Quantity.Text); err != nil {
			c.fault(d.Quantity.At, "%v", err)
		}
		c.checkUnit("quantity", graph.AnyUnit, claim.Quantity, d.Quantity.At)
	}
	if d.Item.Text != "" {
		claim.Item = d.Item.Text
		if !c.exists(claim.Item) {
			c.fault(d.Item.At, "no entity has the id %q%s", claim.Item, c.likeEntity(claim.Item))
		}
	}
	c.checkLimit(d, claim)
}

// checkShare reads a share or a range of shares as people write it, or a share with an exponent, as programs that write CSV may do:
// 5e-05.
func (c *checker) checkShare(d *DraftClaim, claim *graph.Claim) {
	text := d.Share.Text
	shares, err := graph.ParseShareRange(text)
	if x, number := strconv.ParseFloat(text, 64); err != nil && number == nil && x >= 0 && x <= 1 && !strings.ContainsAny(text, "_xX") {
		shares, err = graph.SharesFrom(graph.ShareOf(x), 0), nil
	}
	claim.Share, claim.ShareMost = shares.Least, shares.Upper()
	switch {
	case err == nil:
	case errors.Is(err, graph.ErrShareRange):
		c.fault(d.Share.At, "share %q begins above its end: write the lower end first, as 0.25-0.5", text)
	case strings.Contains(strings.TrimPrefix(text, "-"), "-") && strings.Trim(text, "0123456789.-%") == "":
		c.fault(d.Share.At, "share %q is no range between 0 and 1: write 0.25-0.5 for 25 to 50 %%", text)
	default:
		c.fault(d.Share.At, "share %q is not between 0 and 1: write 0.51 for 51 %%", text)
	}
}

// checkLimit reads for whom or what the value of an attribute is.
func (c *checker) checkLimit(d *DraftClaim, claim *graph.Claim) {
	if d.Limit.Text == "" {
		return
	}
	a := c.Ontology.Attribute(d.Predicate.Text)
	switch {
	case a == nil || !a.Limited:
		c.fault(d.Limit.At, "%s is not limited by for: write item for what is supplied or measured", d.Predicate.Text)
	case d.Item.Text != "":
		c.fault(d.Limit.At, "the claim has both an item and a for: %s takes for alone", a.Name)
	case !c.exists(d.Limit.Text):
		c.fault(d.Limit.At, "no entity has the id %q%s", d.Limit.Text, c.likeEntity(d.Limit.Text))
	}
	claim.Item = d.Limit.Text
}

func (c *checker) checkCitations(d *DraftClaim, claim *graph.Claim) {
	if len(d.Sources) == 0 {
		c.fault(d.At, "the claim has no source: add source: with the id of a document that says it")
	}
	claim.Sources = make([]graph.Citation, 0, len(d.Sources))
	for _, s := range d.Sources {
		cited, there := graph.Citation{Source: s.Text, Locator: s.Locator}, c.hasSource(s.Text)
		switch {
		case !there && c.broken:
		case !there:
			c.fault(s.At, "no source has the id %q%s; describe it in a file of its own, as sources/%s.yaml", s.Text, c.likeSource(s.Text), s.Text)
		case slices.Contains(claim.Sources, cited):
			c.fault(s.At, "the claim cites %s twice", s.Text)
		}
		claim.Sources = append(claim.Sources, cited)
	}
}

func (c *checker) hasSource(id string) bool {
	return c.sure || c.sources[id] != nil || c.Known != nil && c.Known.HasSource(id)
}
