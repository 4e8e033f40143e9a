package graph

import (
	"fmt"
	"slices"
	"strings"
)

func (x *checking) say(en, fr string) string {
	if x.lang == "fr" {
		return fr
	}
	return en
}

// conclude says in words what a check found and what it could not know.
func (x *checking) conclude(answer *Check) {
	answer.Notice = x.say("Not legal advice. The absence of a decision here is no permission.",
		"Ceci n'est pas un conseil juridique. L'absence de décision ici ne vaut pas autorisation.")
	answer.Unknowns = x.unknowns(answer)
	var names []string
	for _, r := range answer.Decisions {
		name := x.s.NameIn(r.Decision.ID, x.lang)
		if effects := termsOf(r.Effects); effects != "" {
			name += " (" + effects + ")"
		}
		names = append(names, name)
	}
	what := x.s.nameIn(x.item, x.lang) + " → " + x.s.nameIn(x.to, x.lang)
	if answer.EndUser != nil {
		what += ", " + x.s.nameIn(x.endUser, x.lang)
	}
	answer.Text = fmt.Sprintf("%s, %s: ", what, answer.AsOf)
	if len(names) == 0 {
		answer.Text += x.say("no decision known here applies; that is no permission.", "aucune décision connue ici ne s'applique ; cela ne vaut pas autorisation.")
	} else {
		answer.Text += fmt.Sprintf(x.say("%d %s: %s.", "%d %s : %s."), len(names),
			x.say(plural(len(names), "decision applies", "decisions apply"), plural(len(names), "décision s'applique", "décisions s'appliquent")),
			strings.Join(names, "; "))
	}
	if n := len(answer.MayApply); n > 0 {
		answer.Text += fmt.Sprintf(x.say(" Of %d more it is unknown.", " Pour %d de plus, on l'ignore."), n)
	}
}

func termsOf(views []ClaimView) string {
	var all []string
	for _, v := range views {
		if term, ok := v.Value.(string); ok && !slices.Contains(all, term) {
			all = append(all, term)
		}
	}
	return strings.Join(all, ", ")
}

// unknowns lists what would have to be known for a fuller answer.
func (x *checking) unknowns(answer *Check) []string {
	list := []string{}
	add := func(text string) {
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for _, r := range answer.MayApply {
		for _, c := range r.Criteria {
			if len(c.Missing) > 0 {
				add(fmt.Sprintf(x.say("No claim gives %s of %s, on which the %s turns.", "Aucune affirmation ne donne %s pour %s, dont dépend %s."),
					strings.Join(c.Missing, ", "), answer.Item.Name, r.Decision.Name))
			}
			if len(c.Disputed) > 0 {
				add(fmt.Sprintf(x.say("Sources differ on %s of %s, on which the %s turns.", "Les sources divergent sur %s pour %s, dont dépend %s."),
					strings.Join(c.Disputed, ", "), answer.Item.Name, r.Decision.Name))
			}
		}
		if len(r.Criteria) == 0 {
			add(r.Decision.Name + ": " + r.Reason)
		}
	}
	for _, r := range answer.Decisions {
		if len(r.Effects) == 0 {
			add(fmt.Sprintf(x.say("What the %s does is not recorded for this day.", "L'effet de %s n'est pas enregistré pour ce jour."), r.Decision.Name))
		}
	}
	switch {
	case answer.EndUser == nil:
		add(x.say("No end user was given: lists of parties, ownership and end use were not looked at.",
			"Aucun utilisateur final n'a été donné : ni les listes de parties, ni la propriété, ni l'usage final n'ont été examinés."))
	case !x.hasOwner():
		add(fmt.Sprintf(x.say("No owner of %s is recorded: whether a listed party owns it is unknown.",
			"Aucun propriétaire de %s n'est enregistré : on ignore si une partie inscrite le détient."), answer.EndUser.Name))
	}
	add(x.say("End use, the origin of the item and licences granted to single exporters are not looked at unless a decision above says so.",
		"L'usage final, l'origine du produit et les licences accordées à tel exportateur ne sont pas examinés, sauf si une décision ci-dessus le dit."))
	return list
}

func (x *checking) hasOwner() bool {
	return len(x.s.holdings(x.endUser, Dependencies, x.listing.owning)) > 0
}
