package question

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chokepoint/graph/say"
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
	Message   say.Told
}

func (e *Invalid) Error() string { return e.In("en") }

// In says what is wrong in a language.
func (e *Invalid) In(lang string) string {
	texts := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		texts[i] = say.Text(lang, "use.flag", f.Parameter, f.Message.In(lang))
	}
	return strings.Join(texts, say.Text(lang, "clauses"))
}

// echoed is how many bytes of a wrong value an error repeats.
const echoed = 100

func (e *Invalid) add(name string, index int, value string, message say.Told) {
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
				wrong.add(p.Name, -1, "", say.That("fault.needed"))
			}
			if given = nil; p.Default != "" {
				given = []string{p.Default}
			}
		}
		p.set(into.FieldByIndex(p.index), given, wrong)
	}
	for name, given := range v {
		if !slices.Contains(known, name) {
			wrong.add(name, -1, strings.Join(given, ", "), unknown(known))
		}
	}
	if len(wrong.Faults) > 0 {
		slices.SortStableFunc(wrong.Faults, func(x, y Fault) int { return strings.Compare(x.Parameter, y.Parameter) })
		return wrong
	}
	return nil
}

// unknown says that there is no such parameter, and which there are.
func unknown(known []string) say.Told {
	if len(known) == 0 {
		return say.That("fault.unknown.none")
	}
	return say.That("fault.unknown", strings.Join(known, ", "))
}

// set sets a field to the given values, and notes what is wrong with them.
func (p *Parameter) set(field reflect.Value, given []string, wrong *Invalid) {
	switch {
	case len(given) == 0 || len(given) == 1 && given[0] == "" && p.Blank:
	case !p.List && len(given) > 1:
		wrong.add(p.Name, -1, strings.Join(given, ", "), say.That("fault.times", len(given)))
	case !p.List:
		if message := p.setOne(field, given[0]); message != nil {
			wrong.add(p.Name, -1, given[0], message)
		}
	case len(given) > p.MaxItems:
		wrong.add(p.Name, -1, "", say.That("fault.items", len(given), p.MaxItems))
	default:
		list := reflect.MakeSlice(field.Type(), len(given), len(given))
		for i, text := range given {
			if message := p.setOne(list.Index(i), text); message != nil {
				wrong.add(p.Name, i, text, message)
			}
		}
		field.Set(list)
	}
}

// setOne sets a field to one value, and says what is wrong with it, or nil.
func (p *Parameter) setOne(field reflect.Value, text string) say.Told {
	switch {
	case text == "":
		return say.That("fault.empty")
	case len(text) > p.MaxLength:
		return say.That("fault.long", len(text), p.MaxLength)
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return say.That("fault.text")
	case len(p.Enum) > 0 && !slices.Contains(p.Enum, text):
		return say.That("fault.enum", strings.Join(p.Enum, ", "))
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
			return say.Because(err)
		}
		return nil
	}
	return p.setPlain(field, text)
}

func (p *Parameter) setPlain(field reflect.Value, text string) say.Told {
	switch p.Type {
	case Integer:
		n, err := strconv.Atoi(text)
		if err != nil {
			return say.That("fault.give", say.That("a whole number"))
		}
		field.SetInt(int64(n))
		return p.bound(float64(n))
	case Number:
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || strings.ContainsAny(text, "xX_") {
			return say.That("fault.give", p.noun())
		}
		field.SetFloat(x)
		return p.bound(x)
	case Boolean:
		if text != "true" && text != "false" {
			return say.That("fault.give", say.That("true or false"))
		}
		field.SetBool(text == "true")
		return nil
	}
	field.SetString(text)
	return nil
}

// noun is what a number of the parameter is called, with its article.
func (p *Parameter) noun() say.Told { return say.That("a " + p.Noun) }

// bound says that a number is out of range, or nil.
func (p *Parameter) bound(x float64) say.Told {
	plain := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	low, high := p.Min != nil && x < *p.Min, p.Max != nil && x > *p.Max
	switch {
	case (low || high) && p.Min != nil && p.Max != nil:
		return say.That("fault.between", p.noun(), plain(*p.Min), plain(*p.Max))
	case low:
		return say.That("fault.least", p.noun(), plain(*p.Min))
	case high:
		return say.That("fault.most", p.noun(), plain(*p.Max))
	}
	return nil
}

func readObject(text string, into any) say.Told {
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return say.That("fault.object", misshapen(err))
	}
	return nil
}

// misshapen says why a text could not be decoded as an object.
func misshapen(err error) say.Told {
	var saying say.Saying
	var typed *json.UnmarshalTypeError
	switch member, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); { // of which encoding/json has no type
	case errors.As(err, &saying):
		return saying
	case unknown:
		return say.That("fault.object.member", strings.Trim(member, `"`))
	case errors.As(err, &typed):
		return say.That("fault.object.type", typed.Field)
	}
	return say.That("fault.object.json")
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
			return v, noBody(say.That("body.twice", name))
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return v, unread(err)
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
		return string(raw), nil
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

// articled is what the value of a parameter is called.
var articled = map[Type]string{Integer: "a whole number", Number: "a number", Boolean: "true or false", Object: "an object", Text: "a text", Day: "a text",
	Moment: "a text"}
