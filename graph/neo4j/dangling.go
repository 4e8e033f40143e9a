package neo4j

import (
	"fmt"
	"strings"

	"chokepoint/graph"
)

// named is what claims may name; it collects the first things that they name and no dataset asserts.
type named struct {
	entities, sources map[string]bool
	missing           map[string]bool
	lines             []string
}

// danglingLimit is how many are named in an error.
const danglingLimit = 5

// check looks at what a claim names; said follows the claim in the error.
func (n *named) check(c *graph.Claim, said string) {
	for _, id := range []string{c.Subject, c.Object, c.Item} {
		if id != "" && !n.entities[id] {
			n.miss("entity", id, c.String()+said)
		}
	}
	for _, cited := range c.Sources {
		if !n.sources[cited.Source] {
			n.miss("source", cited.Source, c.String()+said)
		}
	}
}

func (n *named) miss(what, id, claim string) {
	name := what + " " + id
	if n.enough() || n.missing[name] {
		return
	}
	if n.missing == nil {
		n.missing = map[string]bool{}
	}
	n.missing[name] = true
	n.lines = append(n.lines, fmt.Sprintf("%s %q (%s)", what, id, claim))
}

func (n *named) enough() bool { return len(n.lines) == danglingLimit }

func (n *named) err() error {
	if len(n.lines) == 0 {
		return nil
	}
	more := ""
	if n.enough() {
		more = " and perhaps more"
	}
	return fmt.Errorf("%w: no dataset has %s%s; add what is missing or leave out the claims", graph.ErrDangling,
		strings.Join(n.lines, ", "), more)
}
