package mcp

import (
	"context"
	"errors"
	"maps"
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
	var told say.Told
	text = say.Error(lang, err)
	switch {
	case errors.As(err, &invalid):
		text, then = c.invalid(invalid)
	case errors.Is(err, question.ErrBody):
		then = c.example()
	case errors.As(err, &notFound):
		candidates = notFound.Near
		if then = c.with(notFound.Ref, candidates); len(candidates) == 0 {
			then = &next{"find", object{{"name", clipped(notFound.Ref)}}}
		}
	case errors.As(err, &ambiguous):
		candidates, then = ambiguous.Candidates, c.with(ambiguous.Ref, ambiguous.Candidates)
	case errors.As(err, &kind):
		then = &next{"find", object{{"name", kind.ID}, {"kind", listOf(kind.Kinds)}}}
	case errors.Is(err, graph.ErrUnknownTerm):
		then = &next{"coverage", object{}}
	case errors.Is(err, graph.ErrCursor):
		then = c.without("cursor")
	case errors.Is(err, graph.ErrFigure), errors.Is(err, graph.ErrInterval), errors.Is(err, graph.ErrWhole):
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
	arguments := maps.Clone(c.arguments)
	for _, f := range wrong.Faults {
		name := c.tool.nameOf(f.Parameter)
		texts = append(texts, say.Text(lang, "use.flag", name, f.Message.In(lang)))
		delete(arguments, name)
	}
	then := &next{c.tool.name, c.tool.argumentsOf(arguments)}
	for i := range c.tool.info.Parameters {
		p := &c.tool.info.Parameters[i]
		wrongly := slices.ContainsFunc(wrong.Faults, func(f question.Fault) bool { return c.tool.nameOf(f.Parameter) == p.Name })
		if !then.arguments.has(p.Name) && (p.Required || wrongly) {
			then.arguments = append(then.arguments, member{p.Name, wanted(p)})
		}
	}
	if p := &c.tool.info.Parameters[0]; len(then.arguments) == 0 {
		then.arguments = object{{p.Name, wanted(p)}}
	}
	return say.Error(lang, say.That("agent.wrong", c.tool.name, strings.Join(texts, say.Text(lang, "clauses")))), then
}

// wanted stands in a suggested call for the value of a parameter, which nobody can guess.
func wanted(p *question.Parameter) any {
	text := "<" + string(p.Type) + ">"
	switch {
	case len(p.Enum) > 0:
		text = "<" + strings.Join(p.Enum, "|") + ">"
	case p.Type == question.Day || p.Type == question.Moment:
		text = "<YYYY-MM-DD>"
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

// with is the call with the first candidate in the place of a reference, or nil.
func (c *call) with(ref string, candidates []graph.EntityRef) *next {
	if len(candidates) == 0 {
		return nil
	}
	arguments := maps.Clone(c.arguments)
	for name, given := range arguments {
		if at := slices.Index(given, ref); at >= 0 {
			given = slices.Clone(given)
			given[at] = candidates[0].ID
			arguments[name] = given
		}
	}
	return &next{c.tool.name, c.tool.argumentsOf(arguments)}
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
		if len(given) == 0 || slices.ContainsFunc(given, func(text string) bool { return len(text) > p.MaxLength }) {
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
