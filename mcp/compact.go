package mcp

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
)

// terseness is how much of each row of an answer is shown. What a row leaves out it counts: sources under more_sources, what else it
// lists under left_out.
type terseness struct {
	list    int // elements of a list within a row
	sources int // of a claim
	text    int // letters of a text
}

// tersenesses go from the fullest to the shortest.
var tersenesses = []terseness{{10, 4, 500}, {4, 3, 300}, {2, 2, 200}, {1, 1, 140}, {0, 1, 140}}

// dropped are members that a model can do without: what identifies and dates a record within the store, what is said in the sentence
// beside it, and what the resource of a claim or source tells.
var dropped = []string{"recorded_at", "datasets", "uuid", "derived_from", "predicate", "value", "unit", "quantity", "share", "share_most", "purpose",
	"url", "call", "command", "store", "answers", "adjustments", "figures", "arithmetic", "locator", "loads", "query", "names"}

// spared are the members of objects in which a member of that name is more than a detail, by the name of the list that they stand in.
var spared = map[string][]string{
	"owners":      {"share", "share_most"},
	"affiliation": {"share", "share_most"},
}

// secondary are lists of a row that are counted alone where of others one element is shown: what else is said of a decision, and the claims
// behind the reason that is given.
var secondary = []string{"other", "because"}

// standing are, by the name of a member that holds objects, the one member that stands for each of these.
var standing = map[string]string{"sources": "id", "thresholds": "text", "aliases": "name"}

// compact is a tree with less of each row: sources as ids, claims as ids with their sentences, and no more of lists and texts than is
// allowed.
type compact struct {
	terseness
	self string // id of the entity that the whole answer is about: it needs no repeating
}

// value makes the value of a member.
func (c compact) value(name string, v any) any {
	switch v := v.(type) {
	case object:
		return c.object(name, v)
	case []any:
		short := make([]any, len(v))
		for i, element := range v {
			short[i] = c.element(name, element)
		}
		return short
	case string:
		return c.clip(v)
	case json.Number:
		return rounded(v)
	}
	return v
}

// rounded is a number with no more digits than it tells with.
func rounded(n json.Number) json.Number {
	if x, err := n.Float64(); err == nil && len(n) > longestNumber && strings.Contains(n.String(), ".") {
		return json.Number(strconv.FormatFloat(math.Round(x*1e4)/1e4, 'f', -1, 64))
	}
	return n
}

// longestNumber is how many letters a number may have that is shown as it is.
const longestNumber = 8

// element makes an element of the list of a member.
func (c compact) element(name string, v any) any {
	if o, ok := v.(object); ok && standing[name] != "" && o.has(standing[name]) {
		return o.get(standing[name])
	}
	return c.value(name, v)
}

// object makes an object that a member holds.
func (c compact) object(name string, o object) any {
	switch {
	case o.has("claim", "from", "to", "sentence"): // a step of a path, whose sentence has what it says
		return c.members(name, o, "from", "relation", "to", "sentence", "item", "role")
	case o.has("id", "subject", "sentence"): // a claim
		if o.text("subject") == c.self {
			o = o.without("subject")
		}
		if o.text("object") == c.self {
			o = o.without("object")
		}
		return c.members(name, o, "item", "role", "for")
	case o.has("called", "name"): // an entity, in another language than that of the names
		called := o.text("called")
		o = o.without("called")
		for i := range o {
			if o[i].name == "name" {
				o[i].value = called
			}
		}
	case o.has("text", "claim"): // a change, whose text is that of the claim
		if claim, _ := o.get("claim").(object); claim.text("sentence") == o.text("text") {
			o = o.without("text")
		}
	case o.has("expression", "claim"): // a criterion
		claim, _ := o.get("claim").(object)
		o = append(o.without("claim"), member{"claim", claim.get("id")})
		for i, m := range o {
			if m.name == "thresholds" {
				o[i].value = decisiveFirst(o.list("thresholds"), o.text("verdict"))
			}
		}
		return c.members(name, o, "of")
	}
	for _, what := range []string{"decision", "entity"} { // whose claims stand in the row
		if e, ok := o.get(what).(object); ok {
			c.self = e.text("id")
		}
	}
	return c.members(name, o)
}

// decisiveFirst puts first the comparisons that came out as the criterion did.
func decisiveFirst(thresholds []any, verdict string) []any {
	sorted := slices.Clone(thresholds)
	rank := func(v any) int {
		if o, _ := v.(object); o.text("verdict") == verdict {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(sorted, func(x, y any) int { return rank(x) - rank(y) })
	return sorted
}

// members are those of an object that stay, within their bounds.
func (c compact) members(name string, o object, also ...string) object {
	short, left := object{}, object{}
	for _, m := range o {
		if slices.Contains(also, m.name) || slices.Contains(dropped, m.name) && !slices.Contains(spared[name], m.name) || isEmpty(m.value) {
			continue
		}
		list, isList := m.value.([]any)
		if more, is := m.value.(object); is && m.name == "left_out" {
			left = append(left, more...)
			continue
		}
		most := c.list
		switch {
		case m.name == "sources":
			most = c.sources
		case c.list == 1 && slices.Contains(secondary, m.name):
			most = 0
		}
		if isList && len(list) > most && m.name != "steps" {
			left = append(left, member{m.name, len(list) - most})
			if list = list[:most]; most == 0 {
				continue
			}
			m.value = list
		}
		short = append(short, member{m.name, c.value(m.name, m.value)})
	}
	if more := left.get("sources"); more != nil {
		short, left = append(short.without("more_sources"), member{"more_sources", more}), left.without("sources")
	}
	if len(left) > 0 {
		short = append(short, member{"left_out", left})
	}
	return short
}

// clip keeps the beginning of a text.
func (c compact) clip(text string) string {
	if len(text) <= c.text {
		return text
	}
	return strings.ToValidUTF8(text[:c.text], "") + "…"
}

// without is the object without a member.
func (o object) without(name string) object {
	return slices.DeleteFunc(slices.Clone(o), func(m member) bool { return m.name == name })
}

// only is the object with some of its members.
func (o object) only(names []string) object {
	return slices.DeleteFunc(slices.Clone(o), func(m member) bool { return !slices.Contains(names, m.name) })
}

// isEmpty reports whether a member says nothing. False and zero say something.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case object:
		return len(v) == 0
	}
	return false
}
