package question

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chokepoint/graph/say"
)

// ErrBody marks a body that is no JSON object of the right form.
var ErrBody = errors.New("the body is no JSON object")

// badBody says why a body is none. It wraps ErrBody.
type badBody struct{ say.Saying }

func (badBody) Unwrap() error { return ErrBody }

func noBody(why say.Told) error { return badBody{say.That("body", why)} }

// unread is noBody for an error of encoding/json.
func unread(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return noBody(say.That("body.syntax", int(syntax.Offset)))
	}
	return noBody(say.That("body.ends"))
}

// FromJSON reads values from a JSON object: each member is a text, number, boolean or object, or a list of these, as the
// parameter of its name is. Text that is no such object, a member twice, and null are errors that wrap ErrBody; a member of
// another type makes an *Invalid. What was read before a mistake is returned with it.
func (i *Info) FromJSON(body []byte) (Values, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	v, wrong := Values{}, &Invalid{}
	if !utf8.Valid(body) {
		return v, noBody(say.That("fault.text"))
	}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		if err == nil {
			wrong.add("", -1, "", say.That("body.object"))
			return v, wrong
		}
		return v, noBody(say.That("body.begin"))
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return v, unread(err)
		}
		name, _ := key.(string)
		if _, twice := v[name]; twice {
			return v, noBody(say.That("body.twice", shortly(name)))
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return v, unread(err)
		}
		if name := memberTwice(raw); name != "" {
			return v, noBody(say.That("body.twice", shortly(name)))
		}
		texts, message := i.textsOf(name, bytes.TrimSpace(raw))
		if v[name] = texts; message != nil {
			wrong.add(name, -1, "", message)
		}
	}
	if _, err := d.Token(); err != nil {
		return v, unread(err)
	}
	if d.More() {
		return v, noBody(say.That("body.follows"))
	}
	if len(wrong.Faults) > 0 {
		return v, wrong
	}
	return v, nil
}

// textsOf takes a member of a body apart; the message says why it can't be.
func (i *Info) textsOf(name string, raw json.RawMessage) (texts []string, message say.Told) {
	at := slices.IndexFunc(i.Parameters, func(p Parameter) bool { return p.Name == name })
	if at < 0 {
		return []string{string(raw)}, nil // reading it says that there is no such parameter
	}
	p := &i.Parameters[at]
	if !p.List {
		text, message := p.textOf(raw)
		return []string{text}, message
	}
	var list []json.RawMessage
	if raw[0] != '[' || json.Unmarshal(raw, &list) != nil {
		return nil, say.That("fault.list")
	}
	if len(list) == 0 && p.Required {
		return nil, say.That("fault.list.empty")
	}
	for _, element := range list {
		text, message := p.textOf(bytes.TrimSpace(element))
		if message != nil {
			return nil, message
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// textOf is a JSON value as the text that the parameter reads.
func (p *Parameter) textOf(raw json.RawMessage) (text string, message say.Told) {
	switch first := raw[0]; {
	case p.Type == Object && first == '{':
		return string(raw), nil
	case (p.Type == Integer || p.Type == Number) && (first == '-' || '0' <= first && first <= '9'):
		return p.numberOf(string(raw)), nil
	case p.Type == Boolean && (first == 't' || first == 'f'):
		return string(raw), nil
	case p.Type != Integer && p.Type != Number && p.Type != Boolean && first == '"':
		if err := json.Unmarshal(raw, &text); err != nil {
			return "", say.That("fault.text")
		}
		return text, nil
	}
	return "", say.That("fault.give", say.That(articled[p.Type]))
}

// numberOf is a number of JSON as the parameter reads it: 10, 10.0 and 1e1 are one whole number.
func (p *Parameter) numberOf(text string) string {
	if x, err := strconv.ParseFloat(text, 64); p.Type == Integer && err == nil && x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return strconv.FormatInt(int64(x), 10)
	}
	return text
}

// articled is what the value of a parameter is called.
var articled = map[Type]string{Integer: "a whole number", Number: "a number", Boolean: "true or false", Object: "an object", Text: "a text", Day: "a text",
	Moment: "a text"}

// Body writes values as the members of a body, the other way round than they are read from one.
func (i *Info) Body(v Values) map[string]any {
	body := map[string]any{}
	for k := range i.Parameters {
		p := &i.Parameters[k]
		var list []any
		for _, text := range v[p.Name] {
			list = append(list, p.inBody(text))
		}
		switch {
		case len(list) == 0:
		case p.List:
			body[p.Name] = list
		default:
			body[p.Name] = list[0]
		}
	}
	return body
}

// inBody is the value of a parameter as a body has it.
func (p *Parameter) inBody(text string) (value any) {
	plain := p.Type == Integer || p.Type == Number || p.Type == Boolean || p.Type == Object && strings.HasPrefix(text, "{")
	if !plain || json.Unmarshal([]byte(text), &value) != nil {
		return text
	}
	return value
}
