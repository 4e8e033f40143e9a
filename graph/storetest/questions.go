package storetest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// questions makes n questions of each sort, and those that there is only one of.
func (w *world) questions(d dice, n int) []asked {
	var all []asked
	for _, q := range catalogue.All() {
		times := n
		if len(q.Info().Parameters) == 0 {
			times = 1
		}
		for range times {
			all = append(all, asked{q, w.values(d, q.Info())})
		}
	}
	return all
}

// values are random values of a question's parameters.
func (w *world) values(d dice, info *question.Info) question.Values {
	all, v := w.narrowed(d), question.Values{}
	for i := range info.Parameters {
		p := &info.Parameters[i]
		values, common := all[p.Name]
		if !common {
			values = w.choose(d, info, p)
		}
		if p.Name == "limit" && p.Min != nil && *p.Min > 0 && slices.Equal(values, []string{"0"}) {
			values = nil
		}
		if len(values) > 0 && !p.List {
			values = values[:1]
		}
		if len(values) > 0 {
			v[p.Name] = values
		}
	}
	if len(v["figures"]) > 0 && !once(d, 10) {
		delete(v, "item") // one or the other
	}
	if len(v["seller"]) > 0 && !once(d, 10) {
		delete(v, "item")
		delete(v, "figures")
	}
	if since, until := v["since"], v["until"]; len(until) > 0 && until[0] < since[0] && !once(d, 10) {
		v["since"], v["until"] = until, since
	}
	return v
}

// choose chooses the values of a parameter of one question, or none. It panics at one of which it does not know what it means:
// say so in choosers.
func (w *world) choose(d dice, info *question.Info, p *question.Parameter) []string {
	for _, name := range []string{info.Name + " " + p.Name, p.Name} {
		if choose, ok := choosers[name]; ok {
			return choose(w, d)
		}
	}
	switch {
	case len(p.Enum) > 0:
		return some(d, p.Enum)
	case p.Type == question.Boolean:
		return one(d, [][]string{nil, {"true"}, {"false"}})
	case p.Type == question.Integer && !p.Required:
		return atMost(4)(w, d)
	}
	panic(fmt.Sprintf("the conformance suite does not know what %s of %s may be", p.Name, info.Name))
}

// chooser chooses the values of a parameter in questions about a world; none: it is not given.
type chooser func(*world, dice) []string

// choosers are the choosers of parameters by name, where that means another thing in one question by the name of that first.
var choosers = map[string]chooser{
	"ref":            single((*world).entity),
	"owners ref":     single(party),
	"holdings ref":   single(party),
	"affiliates ref": single(ofKinds("company", "decision")),
	"source id":      single(sourceID),
	"claim id":       single(claimID),
	"from":           single((*world).entity),
	"to":             single((*world).entity),
	"check to":       single(ofKinds("government", "place")),
	"item":           single(ofKinds("chip", "technology")),
	"one":            single((*world).entity),
	"other":          perhaps(2, single((*world).entity)),
	"with":           perhaps(2, single(func(w *world, d dice) string { return w.day(d).String() })),
	"figures":        perhaps(4, single(figures)),
	"assume":         perhaps(4, single(assumed)),
	"end_user":       perhaps(2, single(ofKinds("company"))),
	"for":            perhaps(3, single((*world).entity)),
	"country":        perhaps(3, single(ofKinds("government"))),
	"predicate":      perhaps(2, single((*world).predicate)),
	"subject":        perhaps(2, single((*world).entity)),
	"object":         perhaps(4, single((*world).entity)),
	"seller":         perhaps(4, single(ofKinds("company"))),
	"maker":          perhaps(3, single(ofKinds("company"))),
	"on":             perhaps(4, single((*world).entity)),
	"by":             perhaps(3, single(ofKinds("government"))),
	"effect":         perhaps(4, func(w *world, d dice) []string { return some(d, w.terms(w.ontology.Binding.Effect)) }),
	"status":         perhaps(4, func(w *world, d dice) []string { return some(d, w.terms(w.ontology.Binding.Attribute)) }),
	"about":          perhaps(4, single((*world).entity)),
	"object_kind":    perhaps(4, single(ofSomeKind)),
	"source":         perhaps(3, single(sourceID)),
	"remove":         removed,
	"call":           single((*world).call),
	"graph entity":   func(w *world, d dice) []string { return w.several(d, 2+d(8)) },
	"graph claim":    perhaps(4, func(w *world, d dice) []string { return slices.Concat(single(claimID)(w, d), single(claimID)(w, d)) }),
	"k":              atMost(7),
	"min_share": func(_ *world, d dice) []string {
		return one(d, [][]string{nil, nil, {"0"}, {"0.1"}, {"0.25"}, {"0.250000001"}, {"0.5"}, {"1"}})
	},
	"order":          func(_ *world, d dice) []string { return one(d, [][]string{nil, nil, {"strata"}, {"any"}}) },
	"changes of":     perhaps(2, single((*world).entity)),
	"max_hops":       atMost(4),
	"depth":          atMost(3),
	"threshold":      func(_ *world, d dice) []string { return one(d, [][]string{nil, nil, {"0.25"}, {"0.5"}, {"0.75"}}) },
	"since":          single(func(w *world, d dice) string { return w.day(d).String() }),
	"until":          perhaps(2, single(func(w *world, d dice) string { return (w.day(d) + graph.Day(d(400))).String() })),
	"q":              single(beginning),
	"entities q":     perhaps(3, single(beginning)),
	"context":        perhaps(4, single((*world).plain)),
	"ask q":          single((*world).plain),
	"queries":        names,
	"screen queries": parties,
	"list":           perhaps(2, single(ofKinds("decision", "government"))),
}

// single chooses one value.
func single(choose func(*world, dice) string) chooser {
	return func(w *world, d dice) []string { return []string{choose(w, d)} }
}

// perhaps chooses, once in n throws on average.
func perhaps(n int, choose chooser) chooser {
	return func(w *world, d dice) []string {
		if !once(d, n) {
			return nil
		}
		return choose(w, d)
	}
}

// atMost chooses a number up to n, or none.
func atMost(n int) chooser {
	return func(_ *world, d dice) []string {
		if x := d(n + 1); x > 0 {
			return []string{strconv.Itoa(x)}
		}
		return nil
	}
}

func ofKinds(kinds ...string) func(*world, dice) string {
	return func(w *world, d dice) string { return w.ofKind(d, kinds...) }
}

// terms are those of an attribute.
func (w *world) terms(attribute string) []string { return w.ontology.Attribute(attribute).Terms }

func ofSomeKind(w *world, d dice) string { return one(d, w.kinds()) }

func party(w *world, d dice) string { return w.ofKind(d, "company", "person") }

func sourceID(w *world, d dice) string {
	if once(d, 10) {
		return "no-such-source"
	}
	return one(d, w.sources)
}

func claimID(w *world, d dice) string {
	if once(d, 10) {
		return uuid.Nil.String()
	}
	c := one(d, w.claims)
	return c.ID().String()
}

// figures are one or two of an item that is on no record, as pairs of a name and a value.
func figures(w *world, d dice) string {
	var numbers []graph.Attribute
	for _, a := range w.ontology.Attributes {
		if a.Type == graph.NumberValue && a.Unit != graph.AnyUnit {
			numbers = append(numbers, a)
		}
	}
	var pairs []string
	for range 1 + d(2) {
		a := one(d, numbers)
		pairs = append(pairs, fmt.Sprintf("%s=%d %s", a.Name, d(5000), a.Unit))
	}
	return strings.Join(pairs, "; ")
}

// assumed is a status that a decision is taken to have.
func assumed(w *world, d dice) string {
	roles := w.ontology.Binding
	return w.ofKind(d, roles.Kind) + ":" + one(d, w.ontology.Attribute(roles.Attribute).Terms)
}

// predicate is a relation, read from either end, or an attribute.
func (w *world) predicate(d dice) string {
	r := one(d, w.ontology.Relations)
	switch d(4) {
	case 0:
		return one(d, w.ontology.Attributes).Name
	case 1:
		if r.Inverse != "" {
			return r.Inverse
		}
	}
	return r.Name
}

// removed is an entity, several, or a claim.
func removed(w *world, d dice) []string {
	switch d(4) {
	case 0:
		return []string{w.entity(d), w.entity(d), w.entity(d)}
	case 1:
		c := one(d, w.claims)
		return []string{c.ID().String()}
	}
	return []string{w.entity(d)}
}

// call is one of the interface, with an entity by its id.
func (w *world) call(d dice) string {
	return fmt.Sprintf(one(d, []string{"/v1/entities/%s/dependents", "/v1/entities/%s/dependencies?depth=2", "/v1/entities/%s", "/v1/entities/%s/owners", "/v1/claims?subject=%s",
		"/v1/graph?entity=%s", "/v1/impact?remove=%s"}), url.PathEscape(w.entity(d)))
}

// several are so many entities.
func (w *world) several(d dice, n int) (refs []string) {
	for range n {
		refs = append(refs, w.entity(d))
	}
	return refs
}

// day is one on which something happens, or one around a load.
func (w *world) day(d dice) graph.Day {
	if once(d, 2) {
		return graph.DayOf(one(d, w.instants)) + graph.Day(d(3))
	}
	return one(d, w.days)
}

// beginning is the beginning of a name, in letters.
func beginning(w *world, d dice) string {
	letters := []rune(one(d, w.names))
	return string(letters[:1+d(len(letters))])
}

// names are those of a batch of names, one with its kind.
func names(w *world, d dice) []string {
	return queries(catalogue.Party{Name: beginning(w, d)}, catalogue.Party{Name: w.entity(d), Kind: one(d, w.kinds())})
}

// parties are those of a screening, two with a country or an address.
func parties(w *world, d dice) []string {
	return queries(catalogue.Party{Name: beginning(w, d)}, catalogue.Party{Name: w.entity(d), Country: w.ofKind(d, "government")},
		catalogue.Party{Name: w.ofKind(d, "company"), Address: "1, " + w.ofKind(d, "government"), Reference: "7"})
}

func queries(all ...catalogue.Party) []string {
	texts := make([]string, len(all))
	for i, q := range all {
		text, err := json.Marshal(q)
		if err != nil {
			panic(err) // it is texts
		}
		texts[i] = string(text)
	}
	return texts
}

// plainQuestions are questions in plain words, of all sorts; x and y are names, or of a kind if they say so.
var plainQuestions = []string{
	"who depends on {x}?", "which companies directly depend on {x}", "what does {x} depend on?", "why does {x} depend on {y}",
	"how is {x} connected to {y}", "who owns {company}", "what does {company} own", "what happened to {x}", "what stops if {x} stops?",
	"what are the chokepoints for {x}", "chokepoints in {government}", "affiliates of {company}", "what could {company} sell to {government}",
	"can {chip} be sold to {government} for {company}", "which decisions bear on {x}, as of 2025-06-01", "what changed since 2025-01-01",
	"what changed last month", "compare {x} and {y}", "search {x}", "what is {x}",
	"is {company} on a list", "are {company} and {company} listed", "who makes {chip}", "what does {company} make", "what would {company} lose without {x}", "which companies use {chip} in {government}",
	"did {government} approve {chip}", "which decisions did {government} take", "which bills are pending", "what is the market share of {company}", "how is {x} exposed to {government}", "who is exposed to {government}",
	"can {company} buy {chip}", "what changed for {x} since 2025-01-01", "who depends on {x} in {government}", "is {company} owned by {company}",
	"qui dépend de {x} ?", "de quoi dépend {x}", "pourquoi {x} dépend-il de {y}", "qui détient {company}", "que détient {company}",
	"chronologie de {x}", "qu'est-ce qui s'arrête si {x} s'arrête ?", "quels sont les goulets d'étranglement pour {x}",
	"filiales de {company}", "que peut vendre {company} à {government}", "peut-on vendre {chip} à {government}",
	"quelles décisions visent {x}", "qu'est-ce qui a changé depuis le 1er janvier 2025", "compare {x} et {y}", "cherche {x}", "qu'est-ce que {x}",
	"sing of {x}",
}

// plain is a question in plain words.
func (w *world) plain(d dice) string {
	text := one(d, plainQuestions)
	for _, name := range []string{"x", "y", "company", "government", "chip"} {
		slot := "{" + name + "}"
		if !strings.Contains(text, slot) {
			continue
		}
		of := w.entity(d)
		if len(name) > 1 {
			of = w.ofKind(d, name)
		}
		text = strings.Replace(text, slot, of, 1)
	}
	return text
}
