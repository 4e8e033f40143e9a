package question

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Values are the values of parameters by name, as texts. Those of Object parameters are JSON, or their text form.
type Values map[string][]string

// Invalid says what is wrong with the values of a question, all of it.
type Invalid struct{ Faults []Fault }

// Fault is one value that is wrong.
type Fault struct {
	Parameter string
	Index     int    // of the value in a list, or -1
	Value     string // the beginning of it
	Message   string
}

func (e *Invalid) Error() string {
	texts := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		texts[i] = f.Parameter + ": " + f.Message
	}
	return strings.Join(texts, "; ")
}

// echoed is how many bytes of a wrong value an error repeats.
const echoed = 100

func (e *Invalid) add(name string, index int, value, message string) {
	if len(value) > echoed {
		value = strings.ToValidUTF8(value[:echoed], "") + "…"
	}
	e.Faults = append(e.Faults, Fault{name, index, value, message})
}

// read sets the fields of a struct of parameters.
func read(v Values, parameters []Parameter, into reflect.Value) error {
	wrong := &Invalid{}
	known := make([]string, len(parameters))
	for i := range parameters {
		p := &parameters[i]
		known[i] = p.Name
		given, ok := v[p.Name]
		if !ok || len(given) == 0 {
			if p.Required {
				wrong.add(p.Name, -1, "", "a value is needed")
			}
			if given = nil; p.Default != "" {
				given = []string{p.Default}
			}
		}
		p.set(into.FieldByIndex(p.index), given, wrong)
	}
	for name, given := range v {
		if !slices.Contains(known, name) {
			wrong.add(name, -1, strings.Join(given, ", "), "there is no such parameter; there are "+strings.Join(known, ", "))
		}
	}
	if len(wrong.Faults) > 0 {
		slices.SortStableFunc(wrong.Faults, func(x, y Fault) int { return strings.Compare(x.Parameter, y.Parameter) })
		return wrong
	}
	return nil
}

// set sets a field to the given values, and notes what is wrong with them.
func (p *Parameter) set(field reflect.Value, given []string, wrong *Invalid) {
	switch {
	case len(given) == 0 || len(given) == 1 && given[0] == "" && p.Blank:
	case !p.List && len(given) > 1:
		wrong.add(p.Name, -1, strings.Join(given, ", "), fmt.Sprintf("it is given %d times, and takes one value", len(given)))
	case !p.List:
		if message := p.setOne(field, given[0]); message != "" {
			wrong.add(p.Name, -1, given[0], message)
		}
	case len(given) > p.MaxItems:
		wrong.add(p.Name, -1, "", fmt.Sprintf("%d values are more than the %d that it takes", len(given), p.MaxItems))
	default:
		list := reflect.MakeSlice(field.Type(), len(given), len(given))
		for i, text := range given {
			if message := p.setOne(list.Index(i), text); message != "" {
				wrong.add(p.Name, i, text, message)
			}
		}
		field.Set(list)
	}
}

func (p *Parameter) setOne(field reflect.Value, text string) string {
	switch {
	case text == "":
		return "the value is empty"
	case len(text) > p.MaxLength:
		return fmt.Sprintf("%d bytes are more than the %d that it takes", len(text), p.MaxLength)
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return "it is no text in UTF-8"
	case len(p.Enum) > 0 && !slices.Contains(p.Enum, text):
		return "use one of " + strings.Join(p.Enum, ", ")
	}
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	if p.Type == Object && text[0] == '{' {
		return readObject(text, field.Addr().Interface())
	}
	if u, ok := field.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if err := u.UnmarshalText([]byte(text)); err != nil {
			return err.Error()
		}
		return ""
	}
	return p.setPlain(field, text)
}

func (p *Parameter) setPlain(field reflect.Value, text string) string {
	switch p.Type {
	case Integer:
		n, err := strconv.Atoi(text)
		if err != nil {
			return "give a whole number"
		}
		field.SetInt(int64(n))
		return p.bound(float64(n))
	case Number:
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || strings.ContainsAny(text, "xX_") {
			return "give a " + p.Noun
		}
		field.SetFloat(x)
		return p.bound(x)
	case Boolean:
		if text != "true" && text != "false" {
			return "give true or false"
		}
		field.SetBool(text == "true")
		return ""
	}
	field.SetString(text)
	return ""
}

func (p *Parameter) bound(x float64) string {
	plain := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	low, high := p.Min != nil && x < *p.Min, p.Max != nil && x > *p.Max
	switch {
	case (low || high) && p.Min != nil && p.Max != nil:
		return "give a " + p.Noun + " from " + plain(*p.Min) + " to " + plain(*p.Max)
	case low:
		return "give a " + p.Noun + " from " + plain(*p.Min) + " on"
	case high:
		return "give a " + p.Noun + " up to " + plain(*p.Max)
	}
	return ""
}

func readObject(text string, into any) string {
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return "expected an object of the right form: " + strings.TrimPrefix(err.Error(), "json: ")
	}
	return ""
}

// scopeOf names a question with its parameters, all but where its page begins and ends.
func scopeOf(name string, v Values) string {
	all := url.Values{}
	for key, values := range v {
		if key != "cursor" && key != "limit" {
			all[key] = values
		}
	}
	return name + "?" + all.Encode()
}

// ErrBody marks a body that is no JSON object of the right form.
var ErrBody = errors.New("the body is no JSON object")

// FromJSON reads values from a JSON object: each member is a text, number, boolean or object, or a list of these, as the
// parameter of its name is. Text that is no such object, a member twice, and null are errors that wrap ErrBody; a member of
// another type makes an *Invalid.
func (i *Info) FromJSON(body []byte) (Values, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		if err == nil {
			return nil, &Invalid{[]Fault{{Parameter: "", Index: -1, Message: "the body must be an object"}}}
		}
		return nil, fmt.Errorf("%w: it must begin with {", ErrBody)
	}
	v, wrong := Values{}, &Invalid{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBody, err)
		}
		name, _ := key.(string)
		if _, twice := v[name]; twice {
			return nil, fmt.Errorf("%w: %q stands in it twice", ErrBody, name)
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBody, err)
		}
		texts, message := i.textsOf(name, bytes.TrimSpace(raw))
		if v[name] = texts; message != "" {
			wrong.add(name, -1, "", message)
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBody, err)
	}
	if d.More() {
		return nil, fmt.Errorf("%w: something follows it", ErrBody)
	}
	if len(wrong.Faults) > 0 {
		return nil, wrong
	}
	return v, nil
}

// textsOf takes a member of a body apart; the message says why it can't be.
func (i *Info) textsOf(name string, raw json.RawMessage) (texts []string, message string) {
	at := slices.IndexFunc(i.Parameters, func(p Parameter) bool { return p.Name == name })
	if at < 0 {
		return []string{string(raw)}, "" // reading it says that there is no such parameter
	}
	p := &i.Parameters[at]
	if !p.List {
		text, message := p.textOf(raw)
		return []string{text}, message
	}
	var list []json.RawMessage
	if raw[0] != '[' || json.Unmarshal(raw, &list) != nil {
		return nil, "give a list"
	}
	if len(list) == 0 && p.Required {
		return nil, "the list is empty"
	}
	for _, element := range list {
		text, message := p.textOf(bytes.TrimSpace(element))
		if message != "" {
			return nil, message
		}
		texts = append(texts, text)
	}
	return texts, ""
}

// textOf is a JSON value as the text that the parameter reads.
func (p *Parameter) textOf(raw json.RawMessage) (text, message string) {
	switch first := raw[0]; {
	case p.Type == Object && first == '{':
		return string(raw), ""
	case (p.Type == Integer || p.Type == Number) && (first == '-' || '0' <= first && first <= '9'):
		return string(raw), ""
	case p.Type == Boolean && (first == 't' || first == 'f'):
		return string(raw), ""
	case p.Type != Integer && p.Type != Number && p.Type != Boolean && first == '"':
		if err := json.Unmarshal(raw, &text); err != nil {
			return "", "it is no text"
		}
		return text, ""
	}
	return "", "give " + map[Type]string{Integer: "a whole number", Number: "a number", Boolean: "true or false", Object: "an object"}[p.Type] + map[bool]string{true: "a text"}[p.isText()]
}

func (p *Parameter) isText() bool { return p.Type == Text || p.Type == Day || p.Type == Moment }
