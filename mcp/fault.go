package mcp

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// unknown says which arguments are none of the tool's, and which it has, or is nil.
func (t *tool) unknown(arguments question.Values) error {
	wrong := &question.Invalid{}
	known := make([]string, len(t.info.Parameters))
	for i, p := range t.info.Parameters {
		known[i] = p.Name
	}
	for name, given := range arguments {
		if !slices.Contains(known, name) {
			wrong.Faults = append(wrong.Faults, question.Fault{Parameter: clipped(name), Index: -1, Value: clipped(strings.Join(given, ", ")),
				Message: say.That("fault.unknown", strings.Join(known, ", "))})
		}
	}
	if len(wrong.Faults) == 0 {
		return nil
	}
	slices.SortFunc(wrong.Faults, func(x, y question.Fault) int { return strings.Compare(x.Parameter, y.Parameter) })
	return wrong
}

// wrongChoice says what is wrong with the parameters of the tool's own, which its questions do not read, or is nil.
func (t *tool) wrongChoice(arguments question.Values) error {
	for _, p := range t.own {
		given := arguments[p.Name]
		message := say.That("fault.enum", strings.Join(p.Enum, ", "))
		switch {
		case len(given) == 0 && p.Required:
			message = say.That("fault.needed")
		case len(given) == 0 || slices.Contains(p.Enum, given[0]):
			continue
		}
		return &question.Invalid{Faults: []question.Fault{{Parameter: p.Name, Index: -1, Value: clipped(strings.Join(given, ", ")), Message: message}}}
	}
	return nil
}

// clipped is the beginning of what a model wrote, as an error repeats it.
func clipped(text string) string { return compact{terseness: terseness{text: 100}}.clip(text) }

// next is a call that may do better than one that had no answer.
type next struct {
	tool      string
	arguments object
}

// refuse says why a call has no answer, and what to call next.
func (s *server) refuse(c *call, err error) *sdk.CallToolResult {
	lang := c.language()
	text, candidates, then := s.explain(c, err)
	p := object{{"summary", text}}
	if len(candidates) > 0 {
		shown := make([]any, len(candidates))
		for i, e := range candidates {
			shown[i] = object{{"id", e.ID}, {"kind", e.Kind}, {"name", e.Name}}
		}
		p = append(p, member{"candidates", shown})
		text += "\n" + say.Text(lang, "agent.candidates") + " " + inline(shown)
	}
	if then != nil {
		p = append(p, member{"next_call", object{{"tool", then.tool}, {"arguments", then.arguments}}})
		text += "\n" + say.Text(lang, "agent.next") + " " + then.tool + " " + string(plainJSON(then.arguments))
	}
	return &sdk.CallToolResult{IsError: true, Content: []sdk.Content{&sdk.TextContent{Text: text}}, StructuredContent: p}
}

// explain says why a call has no answer, which entities may have been meant, and what to call next.
func (s *server) explain(c *call, err error) (text string, candidates []graph.EntityRef, then *next) {
	lang := c.language()
	var invalid *question.Invalid
	var notFound *graph.NotFound
	var ambiguous *graph.Ambiguous
	var kind *graph.WrongKind
	var term *graph.UnknownTerm
	var told say.Told
	text = say.Error(lang, err)
	switch {
	case errors.As(err, &invalid):
		text, then = c.invalid(invalid)
	case errors.Is(err, question.ErrBody):
		then = c.example()
	case errors.As(err, &notFound): // what is like it is perhaps not meant
		candidates, then = notFound.Near, &next{"find", object{{"name", clipped(notFound.Ref)}}}
	case errors.As(err, &ambiguous):
		candidates, then = ambiguous.Candidates, c.with(ambiguous.Ref, idsOf(ambiguous.Candidates))
	case errors.As(err, &kind):
		then = &next{"find", object{{"name", kind.ID}, {"kind", listOf(kind.Kinds)}}}
	case errors.As(err, &term) && len(term.Known) > 0:
		then = c.with(term.Name, term.Known)
	case errors.Is(err, graph.ErrUnknownTerm):
		text, then = strings.ReplaceAll(text, "/v1/ontology", scheme+"ontology"), &next{"coverage", object{}}
	case errors.Is(err, graph.ErrCursor):
		then = c.without("cursor")
	case errors.Is(err, graph.ErrFigure):
		then = c.wanting("figures")
	case errors.Is(err, graph.ErrInterval):
		then = c.wanting("since", "until")
	case errors.Is(err, graph.ErrWhole):
	case errors.Is(err, graph.ErrTooCostly):
		text = say.Text(lang, "problem.too-costly")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		text = say.Text(lang, "problem.cancelled")
	case errors.Is(err, graph.ErrUnavailable), errors.Is(err, graph.ErrDenied):
		s.Log.Error("answering a call", "tool", c.tool.name, "error", err)
	case errors.As(err, &told):
		text, then = told.In(lang), c.without("")
	default:
		s.Log.Error("answering a call", "tool", c.tool.name, "error", err)
		text = say.Text(lang, "problem.internal")
	}
	return text, candidates[:min(len(candidates), mostCandidates)], then
}

// mostCandidates is how many entities an error names that may have been meant.
const mostCandidates = 8

// invalid says which arguments are wrong, by the names that the tool has for them, and how a call of it looks.
func (c *call) invalid(wrong *question.Invalid) (string, *next) {
	lang := c.language()
	texts := make([]string, 0, len(wrong.Faults))
	names := make([]string, len(wrong.Faults))
	for i, f := range wrong.Faults {
		names[i] = c.tool.nameOf(f.Parameter)
		texts = append(texts, say.Text(lang, "use.flag", names[i], f.Message.In(lang)))
	}
	return say.Error(lang, say.That("agent.wrong", c.tool.name, strings.Join(texts, say.Text(lang, "clauses")))), c.wanting(names...)
}

// wanting is the call with something to be filled in for arguments that are wrong or needed; of what excludes each other, the first that is given
// stays.
func (c *call) wanting(wrong ...string) *next {
	arguments := maps.Clone(c.arguments)
	if arguments == nil {
		arguments = question.Values{}
	}
	if one := c.tool.oneOf(); len(one) > 0 {
		given := slices.DeleteFunc(one, func(name string) bool { return len(arguments[name]) == 0 })
		for _, name := range given[min(1, len(given)):] {
			delete(arguments, name)
		}
		if len(given) > 1 {
			wrong = slices.DeleteFunc(slices.Clone(wrong), func(name string) bool { return slices.Contains(given, name) })
		}
	}
	for _, name := range wrong {
		delete(arguments, name)
	}
	then := &next{c.tool.name, c.tool.argumentsOf(arguments)}
	for i := range c.tool.info.Parameters {
		p := &c.tool.info.Parameters[i]
		if !then.arguments.has(p.Name) && (p.Required || slices.Contains(wrong, p.Name)) {
			then.arguments = append(then.arguments, member{p.Name, c.meant(p)})
		}
	}
	if p := &c.tool.info.Parameters[0]; len(then.arguments) == 0 {
		then.arguments = object{{p.Name, wanted(p)}}
	}
	return then
}

// oneOf are the names of the parameters of which a call has one.
func (t *tool) oneOf() (names []string) {
	for _, q := range t.questions() {
		for _, name := range q.Info().Either {
			names = append(names, t.nameOf(name))
		}
	}
	return names
}

// meant is what was written for a list and is one of its elements, as that; else what is to be filled in.
func (c *call) meant(p *question.Parameter) any {
	if text, ok := c.given.get(p.Name).(string); ok && p.List && p.Type == question.Text && len(p.Enum) == 0 && text != "" && len(text) <= min(p.MaxLength, longestMeant) {
		return []any{text}
	}
	return wanted(p)
}

// longestMeant is how long a text is that a suggested call puts into a list, in bytes.
const longestMeant = 300

// wanted stands in a suggested call for the value of a parameter, which nobody can guess.
func wanted(p *question.Parameter) any {
	text := "<" + string(p.Type) + ">"
	switch {
	case len(p.Enum) > 0:
		text = "<" + strings.Join(p.Enum, "|") + ">"
	case p.Type == question.Day || p.Type == question.Moment:
		text = "<YYYY-MM-DD>"
	case p.Type == question.Object && p.Element.Kind() == reflect.Map:
		return object{{"<name of a figure>", "<number and unit>"}}
	case p.Type == question.Object:
		text = "<name>"
	case p.Names == question.NamesEntity && strings.Contains(p.Example, ":"):
		text = "<decision>:<status>"
	case p.Names == question.NamesEntity:
		text = "<id or name>"
	}
	if p.List {
		return []any{text}
	}
	return text
}

// example is how a call of the tool may look.
func (c *call) example() *next {
	_, then := c.invalid(&question.Invalid{})
	return then
}

// with is the call with one of some values to be chosen in the place of one that it has.
func (c *call) with(ref string, choice []string) *next {
	arguments := maps.Clone(c.arguments)
	for name, given := range arguments {
		if at := slices.Index(given, ref); at >= 0 {
			given = slices.Clone(given)
			given[at] = "<" + strings.Join(choice[:min(len(choice), mostChoices)], "|") + ">"
			arguments[name] = given
		}
	}
	return &next{c.tool.name, c.tool.argumentsOf(arguments)}
}

// mostChoices is among how many values a suggested call lets choose.
const mostChoices = 20

func idsOf(entities []graph.EntityRef) (ids []string) {
	for _, e := range entities[:min(len(entities), mostCandidates)] {
		ids = append(ids, e.ID)
	}
	return ids
}

// without is the call without an argument.
func (c *call) without(name string) *next {
	arguments := maps.Clone(c.arguments)
	delete(arguments, name)
	return &next{c.tool.name, c.tool.argumentsOf(arguments)}
}

// argumentsOf are values as the arguments of a call, in the order in which the tool lists them.
func (t *tool) argumentsOf(values question.Values) (arguments object) {
	arguments = object{}
	for i := range t.info.Parameters {
		p := &t.info.Parameters[i]
		given := values[p.Name]
		if len(given) == 0 || slices.ContainsFunc(given, func(text string) bool { return len(text) > p.MaxLength && !strings.HasPrefix(text, "<") }) {
			continue
		}
		list := make([]any, min(len(given), mostEchoed))
		for i := range list {
			list[i] = valueOf(p, given[i])
		}
		if p.List {
			arguments = append(arguments, member{p.Name, list})
		} else {
			arguments = append(arguments, member{p.Name, list[0]})
		}
	}
	return arguments
}

// mostEchoed is how many values of an argument a suggested call repeats.
const mostEchoed = 5

func listOf(texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = text
	}
	return list
}
