package ledger

import (
	"fmt"
	"strings"

	"chokepoint/graph"
)

// Missing collects the first things that claims name and no dataset asserts.
type Missing struct {
	named map[string]bool
	lines []string
}

// missingLimit is how many are named in an error.
const missingLimit = 5

// Entity notes an entity that a claim names and nothing asserts. The dataset is the one that says the claim, or empty if it
// is the batch.
func (m *Missing) Entity(id string, c *graph.Claim, dataset string) { m.add("entity", id, c, dataset) }

// Source is Entity for a source.
func (m *Missing) Source(id string, c *graph.Claim, dataset string) { m.add("source", id, c, dataset) }

func (m *Missing) add(what, id string, c *graph.Claim, dataset string) {
	name := what + " " + id
	if m.Enough() || m.named[name] {
		return
	}
	if m.named == nil {
		m.named = map[string]bool{}
	}
	m.named[name] = true
	said := c.String()
	if dataset != "" {
		said += ", says dataset " + dataset
	}
	m.lines = append(m.lines, fmt.Sprintf("%s %q (%s)", what, id, said))
}

// Enough reports that no more would be named: there is no use in looking on.
func (m *Missing) Enough() bool { return len(m.lines) == missingLimit }

// Err wraps graph.ErrDangling and names what is missing, or is nil if nothing is.
func (m *Missing) Err() error {
	if len(m.lines) == 0 {
		return nil
	}
	more := ""
	if m.Enough() {
		more = " and perhaps more"
	}
	return fmt.Errorf("%w: no dataset has %s%s; add what is missing or leave out the claims", graph.ErrDangling,
		strings.Join(m.lines, ", "), more)
}
