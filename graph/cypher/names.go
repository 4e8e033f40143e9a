// Package cypher writes queries that people run on a graph database in which Chokepoint keeps its facts: what its nodes and relationships are
// called there, what a filter of a question asks of them, and walks. A query holds all it needs as literals, so that it can be copied.
package cypher

import (
	"strconv"
	"strings"

	"chokepoint/graph"
)

// The names of what queries look for.
const (
	Entity          = "CpEntity"         // label of entities
	Claim           = "CpClaim"          // label of claims that give an entity attributes
	WithdrawnClaim  = "CpWithdrawnClaim" // label of those that were withdrawn
	Withdrawn       = "CP_WITHDRAWN_"    // begins the types of relationships that were withdrawn
	States          = "CP_STATES"        // type of relationships from entities to Claims
	WithdrawnStates = Withdrawn + "STATES"
	Stratum         = "cp_stratum"  // property: the place of the stratum of a relationship
	recordedTo      = "recorded_to" // property: when it was withdrawn
)

// Type is the type of the relationships of a relation, as long as they are not withdrawn.
func Type(relation string) string { return strings.ToUpper(relation) }

// Name makes a name fit to stand in a query.
func Name(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

// Text is a text as a literal. Quotes, backslashes and what is no printed letter are written out, so that nothing in it ends the literal.
func Text(text string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range text {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case !strconv.IsPrint(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}

// Texts is a list of texts as a literal.
func Texts(texts []string) string {
	literals := make([]string, len(texts))
	for i, text := range texts {
		literals[i] = Text(text)
	}
	return "[" + strings.Join(literals, ", ") + "]"
}

// Types writes the relationship types of relations as a pattern has them, with those of what was withdrawn if a filter asks for what was known.
func Types(relations []string, f *graph.Filter) string {
	var names []string
	for _, relation := range relations {
		names = append(names, Plain(Type(relation)))
	}
	if !f.KnownAt.IsZero() {
		for _, relation := range relations {
			names = append(names, Plain(Withdrawn+Type(relation)))
		}
	}
	return strings.Join(names, "|")
}

// Plain is Name that leaves a name as it is that needs no quotes.
func Plain(name string) string {
	for i, r := range name {
		if !(r == '_' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || i > 0 && '0' <= r && r <= '9') {
			return Name(name)
		}
	}
	return name
}
