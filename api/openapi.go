package api

import (
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph/question"
)

func newOpenAPI() *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{Title: "Chokepoint", Version: Version,
			Description: "Who depends on whom in advanced semiconductors, and which government decisions sit on the way. " +
				"Every answer is a path of claims, and every claim names its sources. Not legal advice.",
			License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}},
		Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)},
	}
}

// describe adds an operation of a question to the description.
func (s *server) describe(info *question.Info, method string) {
	op := &huma.Operation{OperationID: info.ID, Method: method, Path: info.Path, Summary: info.Summary, Tags: []string{info.Tag},
		Responses: map[string]*huma.Response{}}
	if info.Posted && method == http.MethodGet {
		op.OperationID += "-by-query"
	}
	content := map[string]*huma.MediaType{"application/json": {Schema: s.schema(info.Answer)}}
	if info.Tabular {
		content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	}
	op.Responses["200"] = &huma.Response{Description: http.StatusText(http.StatusOK), Content: content}
	statuses := []int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable}
	if method == http.MethodPost {
		statuses = append(statuses, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	for _, status := range statuses {
		op.Responses[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status),
			Content: map[string]*huma.MediaType{"application/problem+json": {Schema: s.schema(reflect.TypeFor[Problem]())}}}
	}
	body := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	for i := range info.Parameters {
		p := &info.Parameters[i]
		if method == http.MethodPost {
			body.Properties[p.Name] = s.parameterSchema(p)
			if p.Required {
				body.Required = append(body.Required, p.Name)
			}
			continue
		}
		op.Parameters = append(op.Parameters, s.parameter(p, info.Path))
	}
	if method == http.MethodPost {
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: body}}}
		s.describeFile(op, info)
	} else if info.Tabular {
		op.Parameters = append(op.Parameters, &huma.Param{Name: "format", In: "query", Description: "Form of the answer.",
			Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"json", "csv"}, Default: "json"}})
	}
	s.openapi.AddOperation(op)
}

// describeFile adds the forms of a file to what an operation takes; the parameters beside it are in the query.
func (s *server) describeFile(op *huma.Operation, info *question.Info) {
	file := info.FromFile()
	if file == nil {
		return
	}
	for media, lines := range fileTypes {
		doc := "The first row names the columns. The other parameters are in the query. " + file.Doc
		if lines {
			doc = "A value a line. The other parameters are in the query. " + file.Doc
		}
		op.RequestBody.Content[media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Description: doc}}
	}
	for i := range info.Parameters {
		if p := &info.Parameters[i]; p.Name != file.Name {
			op.Parameters = append(op.Parameters, s.parameter(p, info.Path))
		}
	}
}

func (s *server) schema(t reflect.Type) *huma.Schema {
	return s.openapi.Components.Schemas.Schema(t, true, t.Name())
}

func (s *server) parameter(p *question.Parameter, path string) *huma.Param {
	schema := s.parameterSchema(p)
	if list := schema.Items; p.Type == question.Object && list != nil && len(list.OneOf) > 0 {
		schema.Items = list.OneOf[len(list.OneOf)-1] // a text
	}
	param := &huma.Param{Name: p.Name, In: "query", Description: p.Doc, Required: p.Required, Schema: schema}
	if strings.Contains(path, "{"+p.Name+"}") {
		param.In, param.Required = "path", true
	}
	if p.Example != "" {
		param.Example = p.Example
	}
	if p.List {
		explode := true
		param.Explode = &explode
	}
	return param
}

// parameterSchema describes the values of a parameter.
func (s *server) parameterSchema(p *question.Parameter) *huma.Schema {
	one := &huma.Schema{Minimum: p.Min, Maximum: p.Max, Description: p.Doc}
	switch p.Type {
	case question.Integer:
		one.Type = huma.TypeInteger
	case question.Number:
		one.Type = huma.TypeNumber
	case question.Boolean:
		one.Type = huma.TypeBoolean
	case question.Object:
		if p.Element.Kind() == reflect.Map { // of texts, that may be given as numbers
			one.Type, one.AdditionalProperties = huma.TypeObject, &huma.Schema{OneOf: []*huma.Schema{{Type: huma.TypeString}, {Type: huma.TypeNumber}}}
			break
		}
		one = s.objectSchema(p.Element)
	default:
		one.Type = huma.TypeString
		one.MaxLength = &p.MaxLength
		if p.Type == question.Day {
			one.Format = "date"
		}
	}
	for _, term := range p.Enum {
		one.Enum = append(one.Enum, term)
	}
	if p.Default != "" && !p.DefaultSaid {
		one.Default = defaultOf(p)
	}
	if !p.List {
		return one
	}
	most := p.MaxItems
	list := &huma.Schema{Type: huma.TypeArray, Items: one, MaxItems: &most, Description: p.Doc}
	one.Description = ""
	if p.Required {
		least := 1
		list.MinItems = &least
	}
	return list
}

// objectSchema describes an object that has a text form too. The members are those of the type, whatever it reads itself from.
func (s *server) objectSchema(t reflect.Type) *huma.Schema {
	if t.Kind() != reflect.Struct {
		return s.schema(t)
	}
	var members []reflect.StructField
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && f.Tag.Get("json") != "" {
			members = append(members, reflect.StructField{Name: f.Name, Type: f.Type, Tag: f.Tag})
		}
	}
	object := s.openapi.Components.Schemas.Schema(reflect.StructOf(members), false, t.Name())
	return &huma.Schema{OneOf: []*huma.Schema{object, {Type: huma.TypeString}}}
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
