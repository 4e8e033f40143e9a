package api

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph/question"
)

func (s *server) schema(t reflect.Type) *huma.Schema {
	return s.openapi.Components.Schemas.Schema(t, true, t.Name())
}

func (s *server) parameter(p *question.Parameter, path string) *huma.Param {
	schema := s.parameterSchema(p)
	if list := schema.Items; p.Type == question.Object && list != nil && len(list.OneOf) > 0 {
		schema.Items = list.OneOf[len(list.OneOf)-1] // a text
	}
	if p.Type == question.Object && !p.List {
		schema = &huma.Schema{Type: huma.TypeString, MinLength: least(1), MaxLength: &p.MaxLength}
	}
	schema.Description = ""
	param := &huma.Param{Name: p.Name, In: "query", Description: p.Doc, Required: p.Required, Schema: schema}
	if strings.Contains(path, "{"+p.Name+"}") {
		param.In, param.Required = "path", true
	}
	if p.Example != "" && !param.Required {
		one := schema // a viewer would fill in what stands elsewhere
		if p.List {
			one = schema.Items
		}
		one.Examples = []any{s.exampleOne(p)}
	} else if p.Example != "" {
		param.Example = s.exampleOne(p)
		if p.List {
			param.Example = []any{p.Example}
		}
	}
	if p.List {
		most := min(p.MaxItems, mostInQuery)
		schema.MaxItems = &most
		explode := true
		param.Explode = &explode
	}
	return param
}

// exampleOne is an example of one value as it stands in an address: an object as text.
func (s *server) exampleOne(p *question.Parameter) any {
	if p.Type == question.Object {
		return p.Example
	}
	return exampleJSON(p)
}

func least(n int) *int { return &n }

// cursorPattern is that of what Asking.Next returns; an empty one is the beginning.
const cursorPattern = "^[a-z2-7]*$"

// parameterSchema describes the values of a parameter.
func (s *server) parameterSchema(p *question.Parameter) *huma.Schema {
	one := s.valueSchema(p)
	for _, term := range p.Enum {
		one.Enum = append(one.Enum, term)
		one.MinLength, one.MaxLength = nil, nil
	}
	if p.Default != "" && !p.DefaultSaid {
		one.Default = defaultOf(p)
	}
	if !p.List {
		one.Description = p.Doc
		return one
	}
	most := p.MaxItems
	list := &huma.Schema{Type: huma.TypeArray, Items: one, MaxItems: &most, Description: p.Doc}
	if p.Required {
		list.MinItems = least(1)
	}
	return list
}

// valueSchema describes one value of a parameter.
func (s *server) valueSchema(p *question.Parameter) *huma.Schema {
	switch p.Type {
	case question.Integer:
		return &huma.Schema{Type: huma.TypeInteger, Minimum: p.Min, Maximum: p.Max}
	case question.Number:
		return &huma.Schema{Type: huma.TypeNumber, Minimum: p.Min, Maximum: p.Max}
	case question.Boolean:
		return &huma.Schema{Type: huma.TypeBoolean}
	case question.Day:
		return &huma.Schema{Type: huma.TypeString, Format: "date"}
	case question.Moment:
		return &huma.Schema{AnyOf: []*huma.Schema{{Type: huma.TypeString, Format: "date"}, {Type: huma.TypeString, Format: "date-time"}}}
	case question.Object:
		if p.Element.Kind() == reflect.Map { // of texts, that may be given as numbers
			return &huma.Schema{Type: huma.TypeObject, MinProperties: least(1),
				AdditionalProperties: &huma.Schema{OneOf: []*huma.Schema{{Type: huma.TypeString, MinLength: least(1)}, {Type: huma.TypeNumber}}}}
		}
		return s.objectSchema(p)
	}
	one := &huma.Schema{Type: huma.TypeString, MinLength: least(1), MaxLength: &p.MaxLength}
	if p.Blank {
		one.MinLength = nil
	}
	if p.Name == "cursor" {
		one.Pattern = cursorPattern
	}
	return one
}

// objectSchema describes an object that has a text form too. The members are those of the type, whatever it reads itself from.
func (s *server) objectSchema(p *question.Parameter) *huma.Schema {
	t := p.Element
	var members []reflect.StructField
	longest := p.MaxLength // of the text form, which is the name alone
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && f.Tag.Get("json") != "" {
			if n, err := strconv.Atoi(f.Tag.Get("maxLength")); err == nil {
				longest = min(longest, n)
			}
			members = append(members, reflect.StructField{Name: f.Name, Type: f.Type, Tag: f.Tag})
		}
	}
	object := s.openapi.Components.Schemas.Schema(reflect.StructOf(members), false, t.Name())
	return &huma.Schema{OneOf: []*huma.Schema{object, {Type: huma.TypeString, MinLength: least(1), MaxLength: &longest}}}
}

// defaultOf is the default as JSON has it.
func defaultOf(p *question.Parameter) any {
	if n, err := strconv.ParseFloat(p.Default, 64); err == nil && (p.Type == question.Integer || p.Type == question.Number) {
		return n
	}
	if b, err := strconv.ParseBool(p.Default); err == nil && p.Type == question.Boolean {
		return b
	}
	return p.Default
}

// said is what the members of answers are, by name: one name means one thing in all of them.
var said = map[string]huma.Schema{
	"as_of":        {Format: "date", Description: "The day that the answer is about."},
	"next":         {Pattern: cursorPattern, Description: "The cursor of what follows; absent at the end."},
	"total":        {Description: "How many there are on all pages."},
	"valid_from":   {Pattern: datePattern, Description: "The first day, as precisely as it is known."},
	"valid_to":     {Pattern: datePattern, Description: "The day on which it ends, as precisely as it is known."},
	"published":    {Pattern: datePattern, Description: "When the document appeared, as precisely as it is known."},
	"recorded_at":  {Description: "When the store learnt of it."},
	"withdrawn_at": {Description: "When it ceased to stand in the store."},
	"confidence":   {Enum: []any{"disputed", "estimated", "reported", "confirmed", "official"}, Description: "How sure it is."},
	"sentence":     {Description: "It in words, in the language of the answer."},
	"partial":      {Description: "The answer ran out of its budget: why_partial says of what."},
	"left_out":     {Description: "Of a brief answer: how many claims there are beyond those shown; detail=full shows them."},
	"claim":        {Format: "uuid", Description: "Id of the claim: /v1/claims/{id} shows it."},
	"derived_from": {Description: "Ids of the claims that it follows from by a rule."},
	"contradicts":  {Description: "Ids of the claims that contradict it: they say otherwise of the same thing and the same time. Of a card and of a claim alone."},
	"country":      {Description: "The state on the day of the question."},
	"call":         {Description: "The call that gives this answer again."},
}

// datePattern is that of a date of any precision: 2026, 2026-01, 2026-01-15, or none.
const datePattern = `^(\d{4}(-\d{2}(-\d{2})?)?)?$`

// finish says of the members of answers what the types of Go don't.
func (s *server) finish() {
	schemas := s.openapi.Components.Schemas
	for name, schema := range schemas.Map() {
		nullable(schema, schemas.TypeFromRef("#/components/schemas/"+name))
		for name, member := range schema.Properties {
			hint, ok := said[name]
			if !ok {
				continue
			}
			if member.Type == huma.TypeString {
				if member.Format == "" {
					member.Format = hint.Format
				}
				if len(member.Enum) == 0 {
					member.Pattern, member.Enum = hint.Pattern, hint.Enum
				}
			}
			if member.Description == "" && member.Ref == "" {
				member.Description = hint.Description
			}
		}
	}
}

// nullable says which members of an answer may be null: those that point to something and are always there.
func nullable(schema *huma.Schema, t reflect.Type) {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return
	}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		member := schema.Properties[name]
		if member == nil || f.Type.Kind() != reflect.Pointer || strings.Contains(options, "omit") {
			continue
		}
		if member.Ref != "" {
			schema.Properties[name] = &huma.Schema{AnyOf: []*huma.Schema{{Ref: member.Ref}, {Type: "null"}}}
		} else {
			member.Nullable = true
		}
	}
}
