package question

import (
	"cmp"
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"chokepoint/graph"
)

// Parameter is one parameter of a question, as its field is tagged:
//
//	Depth int `param:"depth" min:"1" doc:"Greatest number of steps. Default: any."`
//
// A field is a string, int, bool, a float64 or a pointer to one, a type that reads itself from text, or a list of these. A
// parameter that is not given leaves the zero value, or its default. A field without the tag is no parameter; embedded structs
// bring theirs.
type Parameter struct {
	Name        string
	Doc         string
	Type        Type
	List        bool // repeatable
	Required    bool
	Default     string
	DefaultSaid bool // the text says what holds where it is not given, and not the default
	Enum        []string
	Min, Max    *float64
	MaxLength   int // in bytes, of each value
	MaxItems    int // of a list
	Example     string
	Names       string // what its values name: entity, by an id, name or alias; id, something by that alone; or nothing
	Argument    int    // place on the command line, from 1; 0: a flag
	Short       string // letter of the flag
	Noun        string // what a number is called: number, share
	Blank       bool   // an empty value is none
	Words       bool   // on the command line, the arguments are words of it
	File        string // format of the files that it can come from, an element a row: csv; empty: none
	Element     reflect.Type

	index []int // of the field
}

// NamesEntity is the Names of a parameter whose values are ids, names or aliases of entities.
const NamesEntity = "entity"

// Type is the type of a parameter's values.
type Type string

// The types.
const (
	Text    Type = "text"
	Integer Type = "integer"
	Number  Type = "number"
	Boolean Type = "boolean"
	Day     Type = "day"
	Moment  Type = "moment" // a day or an instant
	Object  Type = "object" // a struct or a map: JSON, or its text form
)

// Bounds where a tag gives none.
const (
	defaultMaxLength = 300
	defaultMaxItems  = 100
)

func parametersOf(t reflect.Type) []Parameter {
	var all []Parameter
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || f.Tag.Get("param") == "" {
			continue
		}
		all = append(all, parameterOf(f))
	}
	return all
}

func parameterOf(f reflect.StructField) Parameter {
	p := Parameter{Name: f.Tag.Get("param"), Doc: f.Tag.Get("doc"), Required: f.Tag.Get("required") == "true", Default: f.Tag.Get("default"),
		Example: f.Tag.Get("example"), Names: f.Tag.Get("names"), Short: f.Tag.Get("short"), Noun: cmp.Or(f.Tag.Get("noun"), "number"),
		Blank: f.Tag.Get("blank") == "true", Words: f.Tag.Get("words") == "true", File: f.Tag.Get("file"), MaxLength: defaultMaxLength, index: f.Index}
	element := f.Type
	if element.Kind() == reflect.Slice {
		p.List, p.MaxItems, element = true, defaultMaxItems, element.Elem()
	}
	p.Element = element
	p.Type = typeOf(element)
	if p.File != "" && !(p.List && reflect.PointerTo(element).Implements(reflect.TypeFor[FromRow]())) {
		panic(fmt.Sprintf("parameter %s: its values are made of no rows", p.Name))
	}
	if enum := f.Tag.Get("enum"); enum != "" {
		p.Enum = strings.Split(enum, ",")
	}
	number := func(tag string) (x float64, ok bool) {
		text, ok := f.Tag.Lookup(tag)
		if !ok {
			return 0, false
		}
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(fmt.Sprintf("parameter %s: %s is %q", p.Name, tag, text))
		}
		return x, true
	}
	if x, ok := number("min"); ok {
		p.Min = &x
	}
	if x, ok := number("max"); ok {
		p.Max = &x
	}
	if x, ok := number("maxLength"); ok {
		p.MaxLength = int(x)
	}
	if x, ok := number("maxItems"); ok {
		p.MaxItems = int(x)
	}
	if x, ok := number("arg"); ok {
		p.Argument = int(x)
	}
	return p
}

func typeOf(t reflect.Type) Type {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[graph.Day]():
		return Day
	case reflect.TypeFor[Instant]():
		return Moment
	}
	switch t.Kind() {
	case reflect.Int:
		return Integer
	case reflect.Float64:
		return Number
	case reflect.Bool:
		return Boolean
	case reflect.Struct, reflect.Map:
		return Object
	}
	if t.Kind() == reflect.String || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return Text
	}
	panic(fmt.Sprintf("no parameter can be a %v", t))
}
