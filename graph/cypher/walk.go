package cypher

import (
	"fmt"
	"slices"
	"strings"

	"chokepoint/graph"
)

// Walk is a walk along the relations that a filter lets a walk follow, from the dependent to what it depends on, down the strata of an ontology.
type Walk struct {
	o *graph.Ontology
	f *graph.Filter
}

// NewWalk returns the walk of a filter.
func NewWalk(o *graph.Ontology, f *graph.Filter) *Walk { return &Walk{o, f} }

// Paths is a subquery that gives paths between a node from and a node to, which begin and end patterns: a selector, as ANY SHORTEST, chooses which.
// Each path leads along any number of steps of the first stratum, then of the next; what counts for its subject alone is a first step only,
// for which there are patterns of their own. It is empty where the filter lets no walk follow anything.
func (w *Walk) Paths(selector, from, to string) string {
	var matches []string
	for _, steps := range w.courses() {
		matches = append(matches, fmt.Sprintf("  MATCH path = %s %s%s\n    %s\n  RETURN path", selector, from, steps, to))
	}
	if len(matches) == 0 {
		return ""
	}
	return "CALL () {\n" + strings.Join(matches, "\n  UNION\n") + "\n}\n"
}

// courses are the ways that a path may go, as a pattern between two nodes has them.
func (w *Walk) courses() (all []string) {
	if w.f.AnyOrder {
		if relations := w.o.Walked(*w.f); len(relations) > 0 {
			all = append(all, w.several("r", relations, ""))
		}
		return all
	}
	strata := len(w.o.Strata)
	if strata == 0 { // all is of one, which is none
		strata = 1
	}
	if rest := w.down(0, strata); rest != "" {
		all = append(all, rest)
	}
	for stratum := range strata {
		if own := w.own(stratum); len(own) > 0 {
			all = append(all, fmt.Sprintf("\n    -[own:%s WHERE own.own AND %s%s%s]->()", Types(own, w.f), w.inStratum("own", stratum), Admits(w.f, "own"), w.shares("own", own))+w.down(stratum, strata))
		}
	}
	return all
}

// down is any number of steps of each of some strata in turn.
func (w *Walk) down(first, end int) string {
	var b strings.Builder
	for stratum := first; stratum < end; stratum++ {
		if relations := w.of(stratum); len(relations) > 0 {
			r := fmt.Sprint("r", stratum)
			in := w.inStratum(r, stratum)
			if slices.ContainsFunc(relations, w.ownable) {
				in += r + ".own IS NULL AND "
			}
			b.WriteString(w.several(r, relations, in))
		}
	}
	return b.String()
}

// several is any number of steps by relationships r of some relations.
func (w *Walk) several(r string, relations []string, in string) string {
	return fmt.Sprintf("\n    (()-[%s:%s WHERE %s%s%s]->()){0,}", r, Types(relations, w.f), in, Admits(w.f, r), w.shares(r, relations))
}

// inStratum is the condition to stand in a stratum, or in none, before AND.
func (w *Walk) inStratum(r string, stratum int) string {
	if len(w.o.Strata) == 0 {
		return ""
	}
	return fmt.Sprintf("coalesce(%s.%s = %d, true) AND ", r, Stratum, stratum)
}

// Shares is the condition on a relationship r of the walk to have the least share of its relation, behind AND, or empty.
func (w *Walk) Shares() string { return w.shares("r", w.o.Walked(*w.f)) }

// shares is the condition to have the least share of each of some relations, behind AND.
func (w *Walk) shares(r string, relations []string) string {
	var b strings.Builder
	for _, name := range relations {
		least := graph.ShareFrom(w.o.Relation(name).LeastShare)
		if w.f.MinShare != nil && least > 0 {
			least = *w.f.MinShare
		}
		if least > 0 {
			fmt.Fprintf(&b, " AND (NOT type(%[1]s) IN %[2]s OR %[1]s.share IS NULL OR coalesce(%[1]s.share_most, %[1]s.share) >= %[3]s)", r, Texts([]string{Type(name), Withdrawn + Type(name)}), least)
		}
	}
	return b.String()
}

// of are the relations that a walk follows of which a claim may stand in a stratum, or in none.
func (w *Walk) of(stratum int) []string {
	return slices.DeleteFunc(w.o.Walked(*w.f), func(name string) bool {
		strata := w.strataOf(name)
		return len(w.o.Strata) > 0 && !slices.Contains(strata, stratum) && !slices.Contains(strata, -1)
	})
}

// strataOf are the strata in which claims of a relation may stand, -1 for none.
func (w *Walk) strataOf(name string) []int {
	strata := w.declared(name)
	for _, rule := range w.o.Rules {
		if rule.Derive.Relation == name && rule.Derive.Stratum != "" {
			strata = append(strata, slices.Index(w.o.Strata, rule.Derive.Stratum))
		}
	}
	return strata
}

// declared are the strata that the ontology gives a relation by itself.
func (w *Walk) declared(name string) []int {
	r := w.o.Relation(name)
	strata := []int{slices.Index(w.o.Strata, r.Stratum)}
	for _, where := range r.Strata {
		strata = append(strata, slices.Index(w.o.Strata, where.Stratum))
	}
	return strata
}

// own are the relations of which a claim in a stratum, or in none, may count for its subject alone.
func (w *Walk) own(stratum int) []string {
	return slices.DeleteFunc(w.o.Walked(*w.f), func(name string) bool {
		return !slices.ContainsFunc(w.ownStrata(name), func(at int) bool { return at == stratum || at < 0 })
	})
}

func (w *Walk) ownable(name string) bool { return len(w.ownStrata(name)) > 0 }

// ownStrata are the strata in which a claim of a relation may stand that counts for its subject alone: the relation says so, or a rule that
// concludes it.
func (w *Walk) ownStrata(name string) (strata []int) {
	if w.o.Relation(name).Own {
		return w.strataOf(name)
	}
	for _, rule := range w.o.Rules {
		switch c := rule.Derive; {
		case !c.Own || c.Relation != name:
		case c.Stratum != "":
			strata = append(strata, slices.Index(w.o.Strata, c.Stratum))
		default:
			strata = append(strata, w.declared(name)...)
		}
	}
	return strata
}
