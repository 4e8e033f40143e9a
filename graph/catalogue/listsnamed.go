package catalogue

import (
	"slices"
	"strings"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// checkList refuses what is asked for as a list and is none: a decision that lists nobody, itself or by a part of it, or what issues no
// decisions. The error names the lists that there are.
func (b *book) checkList() error {
	o := b.a.Facts.Ontology()
	is := false
	if kind := b.a.Facts.Kind(b.list); kind == o.Binding.Kind {
		is = b.listsSomebody(b.list)
	} else if r := o.Relation(o.Binding.Issuer); r != nil {
		is = slices.Contains(r.To, kind)
	}
	if is {
		return nil
	}
	return &question.Invalid{Faults: []question.Fault{{Parameter: "list", Index: -1, Value: b.a.Facts.ID(b.list),
		Message: say.That("fault.no-list", b.a.NameIn(b.a.Facts.ID(b.list)), strings.Join(b.allLists(), ", "))}}}
}

// listsSomebody reports whether a decision, or a part of it, has ever listed a party.
func (b *book) listsSomebody(list snapshot.Node) bool {
	parts := []snapshot.Node{list}
	within := b.a.Facts.Predicates(b.a.Facts.Ontology().Binding.Within...)
	for at := 0; at < len(parts); at++ {
		for ref := range b.a.Facts.InBy(parts[at], b.listedBy) {
			if b.claims.AdmitsEver(ref) {
				return true
			}
		}
		for ref, part := range b.a.Facts.InBy(parts[at], within) {
			if b.claims.AdmitsEver(ref) && !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
	}
	return false
}

// allLists are the ids of the decisions that list parties and are part of no other.
func (b *book) allLists() (ids []string) {
	kind := b.a.Facts.Ontology().Binding.Kind
	for n := range snapshot.Node(b.a.Facts.Nodes()) {
		if b.a.Facts.Kind(n) == kind && len(b.upwards(n, b.claims.AdmitsEver)) == 0 && b.listsSomebody(n) {
			ids = append(ids, b.a.Facts.ID(n))
		}
	}
	return ids
}
