package load

import (
	"cmp"
	"fmt"
	"slices"

	"chokepoint/graph"
)

// Ending is a suspension, a stay or a permission that has come to its end or is about to, so that somebody has to look up what
// became of it.
type Ending struct {
	At       Place
	Decision string // its id
	Name     string
	What     string    // the claim that ends, in words of the files
	Day      graph.Day // the first on which it no longer holds
	Guessed  bool      // what comes after it is recorded as somebody's estimate only
}

// endingAhead is how many days ahead an end is told.
const endingAhead = 60

// On writes the ending for a curator, as of a day.
func (e *Ending) On(today graph.Day) string {
	when := ""
	switch days := today - e.Day; {
	case days == 0:
		when = "ended today"
	case days < 0:
		when = "ends in " + counted(-days)
	default:
		when = "ended " + counted(days) + " ago"
	}
	what := "nothing is recorded since"
	if e.Guessed {
		what = "nothing but an estimate is recorded since"
	}
	if e.Day > today {
		return fmt.Sprintf("%s: %s (%s): %s %s (%s)", e.At, e.Decision, e.Name, e.What, when, e.Day)
	}
	return fmt.Sprintf("%s: %s (%s): %s %s (%s) and %s", e.At, e.Decision, e.Name, e.What, when, e.Day, what)
}

func counted(days graph.Day) string {
	if days == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", days)
}

// Endings lists, of the claims without mistakes that Batch has found in files written by hand, those on how long a suspension, a
// stay or a permission stands whose end has passed with nothing recorded since, or comes within endingAhead days: in order of
// place. Which statuses, effects and relations these are the ontology's binding says; a relation that gates others is a permission.
func (d *Draft) Endings(o *graph.Ontology, today graph.Day) []Ending {
	b := newStandings(o, d.checked)
	names := map[string]string{}
	for i := range d.Entities {
		names[d.Entities[i].ID] = d.Entities[i].Name
	}
	var found []Ending
	for i := range d.checked {
		c := &d.checked[i]
		decision := b.endingOf(c)
		if decision == "" || !c.Valid.To.Bounded() || c.Valid.To.Day() > today+endingAhead {
			continue
		}
		goes, guessed := b.after(c, decision)
		if goes == onward || goes == settled && c.Valid.To.Day() <= today {
			continue
		}
		found = append(found, Ending{d.at[c.ID()], c.Subject, cmp.Or(names[c.Subject], c.Subject), saying(c), c.Valid.To.Day(), guessed})
	}
	slices.SortFunc(found, func(x, y Ending) int {
		return cmp.Or(cmp.Compare(x.At.File, y.At.File), cmp.Compare(x.At.Line, y.At.Line), cmp.Compare(x.At.Column, y.At.Column))
	})
	return found
}

// saying is a claim without its subject, as files have it.
func saying(c *graph.Claim) string {
	text := c.Predicate + " " + cmp.Or(c.Object, c.Value.String())
	if c.Item != "" {
		text += " for " + c.Item
	}
	return text
}

// standings are the claims on how decisions stand.
type standings struct {
	ontology *graph.Ontology
	by       map[standingKey][]*graph.Claim
	statuses map[string][]*graph.Claim // by decision
	permits  map[string]bool           // decisions that let something through, or keep another from binding
	enders   map[string][]*graph.Claim // by decision: that another ends it
}

// standingKey is what claims on one standing have in common, whenever they hold.
type standingKey struct{ subject, predicate, object, item string }

func keyOf(c *graph.Claim) standingKey {
	return standingKey{c.Subject, c.Predicate, cmp.Or(c.Object, c.Value.String()), c.Item}
}

func newStandings(o *graph.Ontology, claims []graph.Claim) *standings {
	s := &standings{o, map[standingKey][]*graph.Claim{}, map[string][]*graph.Claim{}, map[string]bool{}, map[string][]*graph.Claim{}}
	roles := &o.Binding
	for i := range claims {
		c := &claims[i]
		switch {
		case c.Predicate == roles.Attribute:
			s.statuses[c.Subject] = append(s.statuses[c.Subject], c)
		case slices.Contains(roles.EndedBy, c.Predicate):
			s.enders[c.Object] = append(s.enders[c.Object], c)
			continue
		case c.Predicate == roles.Effect && slices.Contains(roles.Permits, c.Value.Text),
			slices.Contains(roles.SuspendedBy, c.Predicate), slices.Contains(roles.Exempts, c.Predicate):
			s.permits[c.Subject] = true
		case !s.gates(c):
			continue
		}
		s.by[keyOf(c)] = append(s.by[keyOf(c)], c)
	}
	return s
}

func (s *standings) gates(c *graph.Claim) bool {
	r := s.ontology.Relation(c.Predicate)
	return r != nil && len(r.Gates) > 0
}

// endingOf is the decision whose standing changes with the end of a claim: the one that binds again, or permits no longer; or
// nothing.
func (s *standings) endingOf(c *graph.Claim) string {
	roles := &s.ontology.Binding
	switch {
	case c.Predicate == roles.Attribute && slices.Contains(roles.Interrupted, c.Value.Text),
		c.Predicate == roles.Attribute && slices.Contains(roles.InForce, c.Value.Text) && s.permits[c.Subject],
		c.Predicate == roles.Effect && slices.Contains(roles.Permits, c.Value.Text),
		slices.Contains(roles.Exempts, c.Predicate):
		return c.Subject
	case slices.Contains(roles.SuspendedBy, c.Predicate), s.gates(c):
		return c.Object
	}
	return ""
}

// What is known of a standing from the end of a claim on.
const (
	unknown = iota
	settled // somebody says how it stands then
	onward  // it goes on, or the decision had ended before
)

// after tells what is known of a decision from the end of a claim on, and whether somebody only guesses at it.
func (s *standings) after(c *graph.Claim, decision string) (known int, guessed bool) {
	roles, end := &s.ontology.Binding, c.Valid.To.Day()
	note := func(sure bool, what int) {
		if sure {
			known = max(known, what)
		} else if what == settled {
			guessed = true
		}
	}
	for _, other := range s.by[keyOf(c)] {
		switch from := other.Valid.From; {
		case other == c:
		case other.Valid.Contains(end):
			note(isSure(other), onward)
		case from.Bounded() && from.Day() > end:
			note(isSure(other), settled)
		}
	}
	for _, status := range s.statuses[decision] {
		ended := slices.Contains(roles.Ended, status.Value.Text)
		switch from := status.Valid.From; {
		case from.Bounded() && from.Day() >= end:
			note(isSure(status), settled)
		case ended:
			note(isSure(status), onward)
		}
	}
	for _, ender := range s.enders[decision] {
		for _, status := range s.statuses[ender.Subject] {
			if !slices.Contains(roles.InForce, status.Value.Text) {
				continue
			}
			if from := max(ender.Valid.From, status.Valid.From); from.Bounded() && from.Day() >= end {
				note(isSure(ender) && isSure(status), settled)
			} else {
				note(isSure(ender) && isSure(status), onward)
			}
		}
	}
	return known, guessed && known == unknown
}

// isSure reports whether a claim is more than somebody's estimate.
func isSure(c *graph.Claim) bool { return c.Confidence > graph.Estimated }
