package snapshot

import (
	"slices"

	"chokepoint/graph"
)

// role is a role in which the subject of a derived claim may stand: a conclusion of the ontology's rules names it.
type role struct {
	name    string
	own     bool // such a claim counts for its subject alone
	stratum int  // place of the stratum of such a claim; -1: that of its relation
}

// rolesOf lists the roles of an ontology's rules by number. The first is none.
func rolesOf(o *graph.Ontology) []role {
	roles := []role{{stratum: -1}}
	for _, r := range o.Rules {
		if c := r.Derive; c.Role != "" && !slices.ContainsFunc(roles, func(x role) bool { return x.name == c.Role }) {
			roles = append(roles, role{c.Role, c.Own, slices.Index(o.Strata, c.Stratum)})
		}
	}
	return roles
}

// roleNumber numbers a role. One that no rule names, as that of a statement made under another ontology, is added.
func (b *Builder) roleNumber(name string) uint8 {
	i := slices.IndexFunc(b.roles, func(x role) bool { return x.name == name })
	if i < 0 {
		i = len(b.roles)
		b.roles = append(b.roles, role{name: name, stratum: -1})
	}
	return uint8(i)
}

// Role returns the role in which the subject of a claim stands in it, or nothing.
func (s *Snapshot) Role(ref Ref) string { return s.roles[s.classOf(ref).role].name }
