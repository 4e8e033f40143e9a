package mcp

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/url"
	"strconv"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// call is a call of a tool.
type call struct {
	tool      *tool
	given     object // the arguments as they came
	arguments question.Values
	question  question.Question
	values    question.Values // of the question
}

// read reads the arguments of a call. What was read before a mistake is returned with it.
func (t *tool) read(arguments []byte) (*call, error) {
	c := &call{tool: t}
	if text := string(bytes.TrimSpace(arguments)); text == "" || text == "null" {
		arguments = []byte("{}")
	} else if text[0] != '{' {
		return c, &question.Invalid{Faults: []question.Fault{{Parameter: "arguments", Index: -1, Message: say.That("agent.object")}}}
	}
	v, err := readTree(numbered(arguments))
	if err == nil {
		c.given, _ = v.(object)
	}
	c.arguments, err = t.info.FromJSON(arguments)
	if unknown := t.unknown(c.arguments); unknown != nil {
		return c, unknown
	}
	if err != nil {
		return c, err
	}
	if wrong := t.wrongChoice(c.arguments); wrong != nil {
		return c, wrong
	}
	c.question, c.values = t.question(c.arguments)
	return c, nil
}

// language is the one that the answer is to be in.
func (c *call) language() string {
	if given := c.arguments["lang"]; len(given) == 1 {
		return given[0]
	}
	return ""
}

// call answers a call.
func (s *server) call(ctx context.Context, t *tool, arguments []byte) *sdk.CallToolResult {
	c, err := t.read(arguments)
	var p *page
	if err == nil {
		err = safely(func() (err error) {
			p, err = s.answer(ctx, c)
			return err
		})
	}
	if err != nil {
		return s.refuse(c, err)
	}
	return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: p.text}}, StructuredContent: p.structured}
}

// safely does something in a goroutine that is not of the server of HTTP, which would take care of a panic.
func safely(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return do()
}

// answer asks the question of a call, and makes a page of the answer that a model has room for.
func (s *server) answer(ctx context.Context, c *call) (*page, error) {
	if !pages(c.question) {
		return s.whole(ctx, c)
	}
	return s.paged(ctx, c)
}

// draft asks a question with values.
func (s *server) draft(ctx context.Context, c *call, values question.Values) (*draft, *question.Reply, error) {
	asked, err := c.question.Read(values)
	if err != nil {
		return nil, nil, err
	}
	reply, err := s.Ask(ctx, asked)
	if err != nil {
		return nil, nil, err
	}
	d, err := draftOf(c.tool, reply, c.language())
	if err == nil && len(values["cursor"]) > 0 {
		d.continued()
	}
	return d, reply, err
}

// paged answers with a page of the question, of as many rows as there is room for. The cursor of what follows fewer is had by asking again.
func (s *server) paged(ctx context.Context, c *call) (*page, error) {
	d, _, err := s.draft(ctx, c, c.values)
	if err != nil {
		return nil, err
	}
	most := span{0, len(d.rows), d.longest()}
	how, rows := d.best(most)
	if rows.each < most.each {
		fewer := maps.Clone(c.values)
		fewer["limit"] = []string{strconv.Itoa(rows.each)}
		if d, _, err = s.draft(ctx, c, fewer); err != nil {
			return nil, err
		}
	}
	return d.page(span{0, len(d.rows), rows.each}, how, d.next), nil
}

// whole answers with a part of an answer that the question gives as a whole.
func (s *server) whole(ctx context.Context, c *call) (*page, error) {
	cursor := strings.Join(c.values["cursor"], "")
	delete(c.values, "cursor")
	if cursor == "" {
		cursor = strings.Join(c.arguments["cursor"], "")
	}
	d, reply, err := s.draft(ctx, c, c.values)
	if err != nil {
		return nil, err
	}
	asked := c.asked()
	from, err := offsetOf(reply.Version, asked, cursor, len(d.rows))
	if err != nil {
		return nil, err
	}
	if from > 0 {
		d.continued()
	}
	how, rows := d.best(span{from, len(d.rows), all})
	next := ""
	if rows.to < len(d.rows) {
		next = cursorOf(reply.Version, asked, rows.to)
	}
	return d.page(rows, how, next), nil
}

// asked tells calls apart that have other answers.
func (c *call) asked() string { return c.tool.name + "?" + url.Values(c.values).Encode() }
