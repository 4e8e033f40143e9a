package graph

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// Sales are the checks of everything that a party designs for one destination.
type Sales struct {
	Seller EntityRef `json:"seller"`
	To     EntityRef `json:"to"`
	AsOf   string    `json:"as_of"`
	Items  []Check   `json:"items"`
}

// askSales puts every item that a party designs to a check: what could Nvidia sell to China, and by which decision.
func askSales(a *asking) error {
	seller, err := a.entity("x")
	if err != nil {
		return err
	}
	to, err := a.entity("y")
	if err != nil {
		return err
	}
	o, err := a.engine.Ontology(a)
	if err != nil {
		return err
	}
	sales := Sales{Seller: seller, To: to, AsOf: a.q.Filter.AsOf.String(), Items: []Check{}}
	f := a.q.Filter
	f.Kinds, f.Relations = o.Binding.Sold, o.Binding.Makers
	made, err := a.engine.Neighbours(a, NeighboursQuery{Of: seller.ID, Direction: Dependents, Filter: f, Page: Page{Limit: MaxLimit}, Lang: a.q.Lang})
	if err != nil {
		return err
	}
	a.out.Query.Question, a.out.Query.Of, a.out.Query.To = "check", seller.ID, to.ID
	a.out.Text = a.name(seller) + " → " + a.name(to) + ", " + sales.AsOf + "."
	for _, n := range made.Results {
		there, err := a.wasThere(o, n.Entity.ID)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		c, err := a.engine.Check(a, CheckQuery{Item: n.Entity.ID, To: to.ID, Filter: a.q.Filter, Lang: a.q.Lang})
		if err != nil {
			return err
		}
		sales.Items = append(sales.Items, c)
		_, verdict, _ := strings.Cut(c.Text, sales.AsOf+": ")
		a.out.Text += " " + a.name(c.Item) + ": " + verdict
		a.out.Query.Calls = append(a.out.Query.Calls, a.call("/v1/check", "item", n.Entity.ID, "to", to.ID))
	}
	a.out.Answer = sales
	if len(sales.Items) == 0 {
		a.out.Text = a.say("No item designed by "+a.name(seller)+" is known here.", "Aucun produit conçu par "+a.name(seller)+" n'est connu ici.")
		return nil
	}
	a.out.Query.Call = a.out.Query.Calls[0]
	return nil
}

// wasThere reports whether a thing had been announced by the day of the question, or is not known to have been announced later.
func (a *asking) wasThere(o *Ontology, id string) (bool, error) {
	card, err := a.engine.Card(a, CardQuery{Of: id, Filter: a.q.Filter, Lang: a.q.Lang})
	if err != nil {
		return false, err
	}
	dated := false
	for _, attribute := range o.Binding.Announced {
		for _, v := range card.Claims[attribute] {
			text, _ := v.Value.(string)
			if date, err := ParseDate(text); err == nil {
				dated = true
				if date.Day() <= a.q.Filter.AsOf {
					return true, nil
				}
			}
		}
	}
	return !dated, nil
}

func askCheck(a *asking) error {
	item, err := a.entity("x")
	if err != nil {
		return err
	}
	to, err := a.entity("y")
	if err != nil {
		return err
	}
	q := CheckQuery{Item: item.ID, To: to.ID, Filter: a.q.Filter, Lang: a.q.Lang}
	if a.args["z"] != "" {
		endUser, err := a.entity("z")
		if err != nil {
			return err
		}
		q.EndUser = endUser.ID
	}
	c, err := a.engine.Check(a, q)
	if err != nil {
		return err
	}
	a.out.Answer = c
	a.out.Query.Question, a.out.Query.Item, a.out.Query.To, a.out.Query.EndUser = "check", q.Item, q.To, q.EndUser
	a.out.Query.Call = a.call("/v1/check", "item", q.Item, "to", q.To, "end_user", q.EndUser)
	a.out.Text = c.Text + " " + c.Notice
	return nil
}

func askAffiliates(a *asking) error {
	of, err := a.entity("x")
	if err != nil {
		return err
	}
	x, err := a.engine.Affiliates(a, AffiliatesQuery{Of: of.ID, Filter: a.q.Filter, Page: a.q.Page, Lang: a.q.Lang})
	if err != nil {
		return err
	}
	a.out.Answer = x
	a.out.Query.Question, a.out.Query.Of = "affiliates", of.ID
	a.out.Query.Call = a.call("/v1/entities/" + url.PathEscape(of.ID) + "/affiliates")
	threshold := strconv.FormatFloat(x.Threshold*100, 'f', -1, 64)
	a.out.Text = a.say(fmt.Sprintf("%d %s known of %s at %s %%.", x.Total, plural(x.Total, "affiliate is", "affiliates are"), a.name(of), threshold),
		fmt.Sprintf("%d %s de %s à %s %%.", x.Total, plural(x.Total, "société affiliée est connue", "sociétés affiliées sont connues"), a.name(of), threshold))
	for _, row := range x.Results[:min(spoken, len(x.Results))] {
		a.out.Text += " " + row.Path.Sentence
	}
	return nil
}

func askChanges(a *asking) error {
	q := ChangesQuery{Until: a.q.Filter.AsOf, What: []string{EventBegan, EventEnded, EventOn}, Filter: a.q.Filter, Page: a.q.Page, Lang: a.q.Lang}
	var err error
	if in := a.args["in"]; in != "" {
		q.Since, q.Until, err = readPeriod(in, a.q.Filter.AsOf)
	} else {
		q.Since, _, err = readPeriod(a.args["x"], a.q.Filter.AsOf)
	}
	if err == nil && a.args["y"] != "" {
		_, q.Until, err = readPeriod(a.args["y"], a.q.Filter.AsOf)
	}
	if err != nil {
		return err
	}
	c, err := a.engine.Changes(a, q)
	if err != nil {
		return err
	}
	a.out.Answer = c
	a.out.Query.Question, a.out.Query.Since, a.out.Query.Until, a.out.Query.What = "changes", c.Since, c.Until, q.What
	a.out.Query.Call = a.call("/v1/changes", "since", c.Since, "until", c.Until, "what", EventBegan, "what", EventEnded, "what", EventOn)
	a.out.Text = a.say(fmt.Sprintf("%d %s from %s to %s.", c.Total, plural(c.Total, "change", "changes"), c.Since, c.Until),
		fmt.Sprintf("%d %s du %s au %s.", c.Total, plural(c.Total, "changement", "changements"), c.Since, c.Until))
	for _, e := range c.Results[max(0, len(c.Results)-spoken):] {
		a.out.Text += " " + e.Date + ": " + e.Text + "."
	}
	return nil
}

func askSearch(a *asking) error {
	found, err := a.engine.Search(a, SearchQuery{Text: a.args["x"], Filter: a.q.Filter, Page: a.q.Page})
	if err != nil {
		return err
	}
	a.out.Answer = found
	a.out.Query.Question, a.out.Query.Text = "search", a.args["x"]
	a.out.Query.Call = a.call("/v1/search", "q", a.args["x"])
	a.out.Text = a.say(fmt.Sprintf("%d %s like %q.", found.Total, plural(found.Total, "name is", "names are"), a.args["x"]),
		fmt.Sprintf("%d %s à « %s ».", found.Total, plural(found.Total, "nom ressemble", "noms ressemblent"), a.args["x"]))
	for _, c := range found.Results[:min(spoken, len(found.Results))] {
		a.out.Text += " " + c.Entity.Name + " (" + c.Entity.ID + ")."
	}
	return nil
}

func askCard(a *asking) error {
	of, err := a.entity("x")
	if err != nil {
		return err
	}
	card, err := a.engine.Card(a, CardQuery{Of: of.ID, Filter: a.q.Filter, Lang: a.q.Lang})
	if err != nil {
		return err
	}
	a.out.Answer = card
	a.out.Query.Question, a.out.Query.Of = "entity", of.ID
	a.out.Query.Call = a.call("/v1/entities/" + url.PathEscape(of.ID))
	o, err := a.engine.Ontology(a)
	if err != nil {
		return err
	}
	kind := of.Kind
	if k := o.Kind(of.Kind); k != nil {
		kind = cmp.Or(k.Label.In(a.q.Lang), kind)
	}
	total := 0
	for _, claims := range card.Claims {
		total += len(claims)
	}
	a.out.Text = a.say(fmt.Sprintf("%s is a %s; %d %s known of it.", a.name(of), kind, total, plural(total, "claim is", "claims are")),
		fmt.Sprintf("%s : %s ; %d %s.", a.name(of), kind, total, plural(total, "affirmation est connue", "affirmations sont connues")))
	return nil
}
