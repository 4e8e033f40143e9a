package question

import (
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
	e.Faults = append(e.Faults, Fault{shortly(name), index, shortly(value), message})
}

// shortly is the beginning of a text that an error repeats.
func shortly(text string) string {
	if len(text) <= echoed {
		return text
	}
	return strings.ToValidUTF8(text[:echoed], "") + "…"
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
		return p.readObject(text, field.Addr().Interface())
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
		if err != nil || text[0] == '+' {
			return say.That("fault.give", say.That("a whole number"))
		}
		field.SetInt(int64(n))
		return p.bound(float64(n))
	case Number:
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || strings.ContainsAny(text, "xX_") || text[0] == '+' {
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

func (p *Parameter) readObject(text string, into any) say.Told {
	if wrong := flawOf([]byte(text), p.members()); wrong != nil {
		return say.That("fault.object", wrong)
	}
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
		return say.That("fault.object.member", shortly(strings.Trim(member, `"`)))
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
