package mcp

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// tool declares a tool: the questions that it asks, which of their parameters it takes, and what a model has to know to use it. What the
// parameters are is declared by the questions.
type tool struct {
	name, title string
	description string   // for a model that has never seen the project
	asks        []string // questions; takes are parameters of any of them
	takes       []string
	needs       []string             // those that it needs, though not all of its questions do
	renamed     map[string]string    // names that the tool has for parameters of its questions
	own         []question.Parameter // parameters by which it chooses among its questions
	choose      func(question.Values) string
	given       question.Values     // what it always asks with, where the question takes it
	rows        string              // limit of a page where none is given; empty: the question's
	order       []string            // members of the answer that come first, where not all are as they come
	grouped     map[string]bool     // members of the answer that are groups of rows
	minor       map[string][]string // lists of whose rows no more is shown than these members
	short       int                 // of the ways in which rows are shown, the tersest as long as fewer rows would do; 0: the usual
	said        []string            // members of the answer that its sentence has as well

	info *question.Info // of the tool: its parameters by the names that they have here
}

// prepare finds the parameters of a tool. It panics if the declaration names what is not there.
func (t *tool) prepare() *tool {
	t.info = &question.Info{Name: t.name, Parameters: slices.Clone(t.own)}
	for i := range t.info.Parameters {
		t.info.Parameters[i].MaxLength = longestChoice
	}
	for _, name := range t.takes {
		p, ok := t.find(name)
		if !ok {
			panic("tool " + t.name + ": none of its questions takes " + name)
		}
		if as := t.renamed[name]; as != "" {
			p.Name = as
		}
		p.Required = t.everyNeeds(name) || slices.Contains(t.needs, name)
		if name == "limit" && t.rows != "" {
			p.Default, p.DefaultSaid = t.rows, false
			p.Doc, _, _ = strings.Cut(p.Doc, " Default:") // the question's
		}
		t.info.Parameters = append(t.info.Parameters, p)
	}
	t.info.Parameters = append(t.info.Parameters, shared()...)
	return t
}

// longestChoice is how long the value of a tool's own parameter may be, in bytes.
const longestChoice = 100

// find returns a parameter of one of the questions.
func (t *tool) find(name string) (question.Parameter, bool) {
	for _, q := range t.questions() {
		for _, p := range q.Info().Parameters {
			if p.Name == name {
				return p, true
			}
		}
	}
	return question.Parameter{}, false
}

// everyNeeds reports whether all questions need a parameter.
func (t *tool) everyNeeds(name string) bool {
	return !slices.ContainsFunc(t.questions(), func(q question.Question) bool {
		return !slices.ContainsFunc(q.Info().Parameters, func(p question.Parameter) bool { return p.Name == name && p.Required })
	})
}

func (t *tool) questions() (all []question.Question) {
	for _, name := range t.asks {
		all = append(all, named(name))
	}
	return all
}

// named is a question of the catalogue.
func named(name string) question.Question {
	q, ok := catalogue.Find(name)
	if !ok {
		panic("there is no question " + name)
	}
	return q
}

// shared are parameters that all tools take: the cursor also where the question gives its answer as a whole.
func shared() []question.Parameter {
	var all []question.Parameter
	for _, p := range named("dependents").Info().Parameters {
		if p.Name == "cursor" || p.Name == "lang" {
			all = append(all, p)
		}
	}
	return all
}

// question is what the tool asks with such arguments, and the values of that.
func (t *tool) question(arguments question.Values) (question.Question, question.Values) {
	name := t.asks[0]
	if t.choose != nil {
		name = t.choose(arguments)
	}
	q := named(name)
	values := question.Values{}
	for _, p := range q.Info().Parameters {
		given := arguments[t.nameOf(p.Name)]
		if p.Name == "limit" && len(given) == 0 && t.rows != "" {
			given = []string{t.rows}
		}
		if fixed, ok := t.given[p.Name]; ok {
			given = fixed
		}
		if len(given) > 0 {
			values[p.Name] = given
		}
	}
	return q, values
}

// nameOf is what the tool calls a parameter of its questions.
func (t *tool) nameOf(parameter string) string {
	if as := t.renamed[parameter]; as != "" {
		return as
	}
	return parameter
}

// ordered are the members of an answer, those that are to come first first.
func (t *tool) ordered(root object) object {
	sorted := slices.Clone(root)
	rank := func(m member) int {
		if at := slices.Index(t.order, m.name); at >= 0 {
			return at
		}
		return len(t.order)
	}
	slices.SortStableFunc(sorted, func(x, y member) int { return rank(x) - rank(y) })
	return sorted
}

// pages reports whether a question itself gives its answer in pages.
func pages(q question.Question) bool {
	t := q.Info().Answer
	if t.Kind() != reflect.Struct {
		return false
	}
	return slices.ContainsFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return f.Name == "Next" })
}

// shortest is how tersely rows are shown before there are fewer of them.
func (t *tool) shortest() int { return cmp.Or(t.short, short) }
