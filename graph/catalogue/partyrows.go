package catalogue

import (
	_ "embed"
	"strings"
	"sync"

	"chokepoint/graph/question"
)

// headsText says what the columns of a list of parties may be called: a line for each member, with its heads.
//
//go:embed heads.txt
var headsText string

// partyColumns are the columns of a list of parties.
var partyColumns = sync.OnceValue(func() (columns []question.Column) {
	for line := range dataLines(headsText) {
		member, heads, _ := strings.Cut(line, ": ")
		columns = append(columns, question.Column{Member: member, Heads: strings.Split(heads, ", "), Needed: member == nameColumn})
	}
	return columns
})

// The members that columns of a list of parties give; an identifier stands under its scheme.
const (
	nameColumn       = "name"
	identifierColumn = "identifiers."
)

// dataLines yields the lines of a text that is data, without comments.
func dataLines(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// identifiersOf are the identifiers that a row gives, by scheme.
func identifiersOf(row *question.Row) map[string]string {
	var found map[string]string
	for member, cell := range row.Members {
		if scheme, ok := strings.CutPrefix(member, identifierColumn); ok {
			if found == nil {
				found = map[string]string{}
			}
			found[scheme] = cell
		}
	}
	return found
}
