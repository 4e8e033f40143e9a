package mcp

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"chokepoint/graph/question"
)

// inputSchema describes the arguments of a tool.
func (t *tool) inputSchema() object {
	properties, required := object{}, []any{}
	for i := range t.info.Parameters {
		p := &t.info.Parameters[i]
		properties = append(properties, member{p.Name, schemaOf(p)})
		if p.Required {
			required = append(required, p.Name)
		}
	}
	schema := object{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		schema = append(schema, member{"required", required})
	}
	return append(schema, member{"additionalProperties", false})
}

// schemaOf describes the value of a parameter.
func schemaOf(p *question.Parameter) object {
	schema := oneOf(p)
	if p.List {
		list := object{{"type", "array"}, {"items", schema}}
		if p.Required {
			list = append(list, member{"minItems", 1})
		}
		schema = list
	}
	schema = append(schema, member{"description", p.Doc})
	if p.Default != "" && !p.DefaultSaid {
		schema = append(schema, member{"default", valueOf(p, p.Default)})
	}
	if example := exampleOf(p); example != nil {
		schema = append(schema, member{"examples", []any{example}})
	}
	return schema
}

// oneOf describes one value of a parameter.
func oneOf(p *question.Parameter) object {
	switch p.Type {
	case question.Integer, question.Number:
		schema := object{{"type", string(p.Type)}}
		if p.Min != nil {
			schema = append(schema, member{"minimum", *p.Min})
		}
		if p.Max != nil {
			schema = append(schema, member{"maximum", *p.Max})
		}
		return schema
	case question.Boolean:
		return object{{"type", "boolean"}}
	case question.Day:
		return object{{"type", "string"}, {"format", "date"}}
	case question.Object:
		if p.Element.Kind() == reflect.Map {
			return object{{"type", "object"}, {"additionalProperties", object{{"type", []any{"string", "number"}}}}}
		}
		return object{{"anyOf", []any{object{{"type", "string"}}, membersSchema(p.Element)}}}
	}
	schema := object{{"type", "string"}}
	if len(p.Enum) > 0 {
		schema = object{{"type", "string"}, {"enum", listOf(p.Enum)}}
	}
	return schema
}

// membersSchema describes an object by the tags of its type.
func membersSchema(t reflect.Type) object {
	properties, required := object{}, []any{}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || !f.IsExported() {
			continue
		}
		schema := object{{"type", "string"}}
		if f.Type.Kind() == reflect.Map {
			schema = object{{"type", "object"}, {"additionalProperties", object{{"type", "string"}}}}
		}
		properties = append(properties, member{name, append(schema, member{"description", f.Tag.Get("doc")})})
		if !strings.Contains(options, "omitempty") {
			required = append(required, name)
		}
	}
	return object{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}}
}

// exampleOf is an example of the value of a parameter, or nil.
func exampleOf(p *question.Parameter) any {
	example := p.Example
	if example == "" && len(p.Enum) > 0 {
		example = p.Enum[0]
	}
	if example == "" {
		return nil
	}
	if p.List {
		return []any{valueOf(p, example)}
	}
	return valueOf(p, example)
}

// valueOf is a text of a parameter as JSON has it.
func valueOf(p *question.Parameter, text string) any {
	switch p.Type {
	case question.Integer, question.Number:
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			return json.Number(text)
		}
	case question.Boolean:
		if b, err := strconv.ParseBool(text); err == nil {
			return b
		}
	case question.Object:
		if v, err := readTree(numbered([]byte(text))); err == nil {
			if _, ok := v.(object); ok {
				return v
			}
		}
	}
	return text
}

// outputSchema is what all answers have in common; what else there is, is that of the question, with less of each row.
var outputSchema = object{{"type", "object"}, {"required", []any{"summary"}}, {"properties", object{
	{"summary", object{{"type", "string"}}}, {"totals", object{{"type", "object"}}}, {"next", object{{"type", "string"}, {"description", "cursor"}}}}}}
