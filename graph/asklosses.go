package graph

import (
	"errors"
	"fmt"
	"regexp"
)

func askImpact(a *asking) error {
	removed, err := a.entities("x")
	if err != nil {
		return err
	}
	q := ImpactQuery{Filter: a.q.Filter, Page: a.q.Page, Lang: a.q.Lang, Budget: a.q.Budget}
	var names []string
	for _, e := range removed {
		q.Remove = append(q.Remove, e.ID)
		names = append(names, a.name(e))
	}
	x, err := a.engine.Impact(a, q)
	if err != nil {
		return err
	}
	a.out.Answer = x
	a.out.Query.Question, a.out.Query.Remove = "impact", q.Remove
	a.out.Query.Call = a.call("/v1/impact")
	without := joinNames(names, a.q.Lang)
	a.out.Text = a.say(fmt.Sprintf("Without %s, %d %s lost and %d degraded.", without, x.TotalLost, plural(x.TotalLost, "entity is", "entities are"), x.TotalDegraded),
		fmt.Sprintf("Sans %s, %d %s et %d affaiblies.", without, x.TotalLost, plural(x.TotalLost, "entité est perdue", "entités sont perdues"), x.TotalDegraded))
	for _, e := range x.Lost[:min(spoken, len(x.Lost))] {
		a.out.Text += " " + e.Reason
	}
	return nil
}

// entities resolves one name, or several with commas, "and" or "et" between them.
func (a *asking) entities(group string) ([]EntityRef, error) {
	whole, err := a.entity(group)
	if !errors.Is(err, ErrNotFound) {
		return []EntityRef{whole}, err
	}
	parts := between.Split(a.args[group], -1)
	if len(parts) == 1 {
		return nil, err
	}
	var all []EntityRef
	for _, name := range parts {
		ref, err := a.resolve(name)
		if err != nil {
			return nil, err
		}
		all = append(all, ref)
	}
	return all, nil
}

var between = regexp.MustCompile(`(?i),? (?:and|et) |, ?`)

func askChokepoints(a *asking) error {
	q := ChokepointsQuery{Filter: a.q.Filter, Page: a.q.Page, Lang: a.q.Lang}
	for _, g := range []struct {
		group string
		to    *string
	}{{"x", &q.For}, {"y", &q.Country}} {
		if a.args[g.group] == "" {
			continue
		}
		ref, err := a.entity(g.group)
		if err != nil {
			return err
		}
		*g.to = ref.ID
	}
	c, err := a.engine.Chokepoints(a, q)
	if err != nil {
		return err
	}
	a.out.Answer = c
	a.out.Query.Question, a.out.Query.Of, a.out.Query.Country = "chokepoints", q.For, q.Country
	a.out.Query.Call = a.call("/v1/chokepoints", "for", q.For, "country", q.Country)
	a.out.Text = a.say(fmt.Sprintf("%d %s.", c.Total, plural(c.Total, "chokepoint", "chokepoints")),
		fmt.Sprintf("%d %s.", c.Total, plural(c.Total, "goulet d'étranglement", "goulets d'étranglement")))
	for _, row := range c.Results[:min(spoken, len(c.Results))] {
		a.out.Text += a.say(fmt.Sprintf(" The loss of %s alone loses %d.", a.name(row.Entity), row.Count), fmt.Sprintf(" La seule perte de %s en fait perdre %d.", a.name(row.Entity), row.Count))
	}
	return nil
}
