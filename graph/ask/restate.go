package ask

import (
	"cmp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Restate puts a question of the catalogue in plain words of a language, which Read reads as that question; empty if there are none
// for it. Parameters that every question takes are not said, but for the day if it is not today.
func Restate(a *question.Asking, name string, v question.Values, lang string) string {
	x := &restating{a.Within(lang), v, lang}
	text := x.base(name)
	if text == "" {
		return ""
	}
	if day := x.one("as_of"); day != "" && day != a.Today.String() {
		text = x.say("asked.on", text, x.date(day))
	}
	if day := x.one("since"); day != "" && name != "changes" {
		text = x.say("asked.since", text, x.date(day))
	}
	return say.Capital(x.say("asked.mark", text))
}

type restating struct {
	*question.Asking
	v    question.Values
	lang string
}

func (x *restating) say(key string, args ...any) string { return say.Text(x.lang, key, args...) }

func (x *restating) one(name string) string {
	if len(x.v[name]) == 0 {
		return ""
	}
	return x.v[name][0]
}

// name is what the entity in a parameter is called.
func (x *restating) name(parameter string) string { return x.NameIn(x.one(parameter)) }

// names are what the entities in a parameter are called.
func (x *restating) names(parameter string) []string {
	all := make([]string, len(x.v[parameter]))
	for i, id := range x.v[parameter] {
		all[i] = x.NameIn(id)
	}
	return all
}

func (x *restating) date(day string) string {
	d, err := graph.ParseDate(day)
	if err != nil {
		return day
	}
	return say.Date(x.lang, d)
}

// base is the question without its day.
func (x *restating) base(name string) string {
	switch name {
	case "dependents", "dependencies":
		return x.reach(name)
	case "paths":
		if slices.Equal(x.v["channel"], []string{"ownership"}) {
			return x.say("asked.paths.ownership", x.name("from"), x.name("to"))
		}
		return x.say("asked.paths", x.name("from"), x.name("to"))
	case "impact":
		return x.ofKinds(x.impact())
	case "chokepoints":
		return x.inCountry(x.ofKinds(x.optional("asked.chokepoints", "for")))
	case "entity":
		if n, ok := x.Facts.Lookup(x.one("ref")); ok {
			if key := "asked.entity." + x.Facts.Kind(n); x.say(key, "") != key {
				return x.say(key, x.name("ref"))
			}
		}
		return x.say("asked."+name, x.name("ref"))
	case "owners", "holdings", "affiliates", "timeline", "neighbours":
		return x.ofKinds(x.say("asked."+name, x.name("ref")))
	case "decisions":
		return x.decisions()
	case "listings":
		return x.listings("asked.listings", x.name("ref"))
	case "screen":
		return x.listings("asked.screen", say.List(x.lang, x.names("queries")))
	case "check":
		return x.check()
	case "compare":
		if x.one("with") != "" {
			return x.say("asked.compare.with", x.name("one"), x.date(x.one("with")))
		}
		return x.say("asked.compare", x.name("one"), x.name("other"))
	case "changes":
		return x.ofKinds(x.optional("asked.changes", "of", x.date(x.one("since")), x.date(cmp.Or(x.one("until"), x.Today.String()))))
	case "claims":
		return x.claims()
	case "search":
		return x.say("asked.search", x.one("q"))
	case "entities":
		return x.inCountry(x.say("asked.entities", x.plural()))
	case "stats":
		return x.say("asked.stats")
	}
	return ""
}

// optional says a key, or that key with the name of a parameter if that is given: as the last argument.
func (x *restating) optional(key, parameter string, args ...any) string {
	if x.one(parameter) == "" {
		return x.say(key, args...)
	}
	return x.say(key+"."+parameter, append(args, x.name(parameter))...)
}

func (x *restating) inCountry(text string) string {
	if x.one("country") == "" {
		return text
	}
	return x.say("asked.in", text, x.name("country"))
}

// ofKinds adds the kinds that a list is narrowed to.
func (x *restating) ofKinds(text string) string {
	if x.one("kind") == "" {
		return text
	}
	return x.say("asked.of-kind", text, x.plural())
}

// plural are the kinds that are asked for, as a noun.
func (x *restating) plural() string { return x.nouns("kinds.") }

// nouns are the kinds that are asked for, by the messages with a prefix.
func (x *restating) nouns(prefix string) string {
	var all []string
	for _, kind := range x.v["kind"] {
		all = append(all, x.say(prefix+kind))
	}
	return say.List(x.lang, all)
}

func (x *restating) reach(name string) string {
	key := "asked." + name
	if slices.Contains(x.v["channel"], "place") {
		key = "asked.exposed"
	}
	if x.one("relation") != "" {
		return x.related(name)
	}
	if x.one("depth") == "1" {
		key += ".directly"
	}
	if len(x.v["kind"]) == 1 {
		return x.inCountry(x.say(key+".kind", x.name("ref"), x.nouns("which.")))
	}
	return x.inCountry(x.say(key, x.name("ref")))
}

// related is a question of reach along some relations: who is on a list, or who of a state stands at the other end of claims.
func (x *restating) related(name string) string {
	if x.one("depth") == "" {
		if len(x.v["kind"]) > 1 {
			return x.inCountry(x.say("asked.listed.who", x.name("ref")))
		}
		return x.inCountry(x.say("asked.listed", x.name("ref"), x.nouns("which.")))
	}
	o := x.Facts.Ontology()
	predicate := x.one("relation")
	if r := o.Relation(predicate); r != nil && name == "dependents" {
		predicate = r.Inverse
	}
	y := *x
	y.v = question.Values{"predicate": {predicate}, "subject": x.v["ref"], "object_kind": x.v["kind"]}
	return x.inCountry(y.claims())
}

// listings tells a list from an authority, on any list of which a party may be.
func (x *restating) listings(key, parties string) string {
	n, ok := x.Facts.Lookup(x.one("list"))
	if ok && x.Facts.Kind(n) != x.Facts.Ontology().Binding.Kind {
		return x.say(key+".by", parties, x.name("list"))
	}
	return x.optional(key, "list", parties)
}

func (x *restating) impact() string {
	removed := say.List(x.lang, x.names("remove"))
	if x.one("on") != "" {
		return x.say("asked.impact.on", x.name("on"), removed)
	}
	return x.say("asked.impact", removed)
}

func (x *restating) decisions() string {
	key := "asked.decisions"
	switch {
	case slices.Contains(x.v["effect"], "permit"):
		key += ".permit"
	case slices.Contains(x.v["effect"], "permit-with-conditions"):
		key += ".conditions"
	case slices.Contains(x.v["effect"], "tax"):
		key += ".tax"
	case slices.Contains(x.v["status"], "proposed"):
		key += ".proposed"
	}
	if x.one("by") == x.one("ref") {
		return x.say(key+".own", x.name("ref"))
	}
	return x.optional(key, "by", x.name("ref"))
}

func (x *restating) check() string {
	switch {
	case x.one("seller") != "":
		return x.optional("asked.check.seller", "end_user", x.name("seller"), x.name("to"))
	}
	return x.optional("asked.check", "end_user", x.name("item"), x.name("to"))
}

// claims puts a question about claims as the lexicon does, one about both ends as the claim itself, and one about an attribute by
// its label.
func (x *restating) claims() string {
	predicate := x.one("predicate")
	if predicate == "" || x.one("subject") == "" && x.one("object") == "" && x.one("about") == "" {
		return "" // a list of what is said of all
	}
	o := x.Facts.Ontology()
	inverse := false
	relation := o.Relation(predicate)
	if relation == nil {
		relation = o.InverseOf(predicate)
		inverse = relation != nil
	}
	about := func(text string) string {
		if x.one("about") == "" {
			return text
		}
		return x.say("asked.about", text, x.name("about"))
	}
	if relation != nil && x.one("object") != "" {
		c := &graph.Claim{Subject: x.one("subject"), Predicate: relation.Name, Object: x.one("object"), Share: graph.NoShare}
		if inverse {
			c.Subject, c.Object = c.Object, c.Subject
		}
		return about(say.Clause(o, x.Facts, x.lang, c))
	}
	for i := range words().claims {
		c := &words().claims[i]
		if c.Predicates[0] == predicate && !inverse || relation != nil && c.Predicates[0] == relation.Name {
			text := c.Of
			if inverse {
				text = c.By
			}
			said := x.say(strings.ReplaceAll(text.In(x.lang), "{x}", "%[1]s"), x.name("subject"))
			y := *x
			y.v = question.Values{"kind": x.v["object_kind"]}
			return about(y.ofKinds(said))
		}
	}
	if attribute := o.Attribute(predicate); attribute != nil {
		return about(x.say("asked.attribute", attribute.Label.In(x.lang), x.name("subject")))
	}
	return ""
}
