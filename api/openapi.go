package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph/question"
)

// Describe returns the description of the interface to questions, as OpenAPI 3.1 in JSON.
func Describe(questions []question.Question) ([]byte, error) {
	s := &server{openapi: newOpenAPI()}
	s.describeAll(questions)
	return json.MarshalIndent(s.openapi, "", " ")
}

const about = `Who depends on whom in advanced semiconductors, and which government decisions sit on the way.
Every answer is a path of claims, and every claim names its sources and dates. Not legal advice.

- **Names** work wherever an id does, in any script. A name that several entities have gets 409 with the candidates, an unknown one 404 with what comes near.
- **Lists** have pages: ` + "`next`" + ` of an answer is the ` + "`cursor`" + ` of what follows, and belongs to that question on those facts.
- **Days** are written 2026-01-15. ` + "`as_of`" + ` is the day that an answer is about, ` + "`known_at`" + ` goes back to what was recorded then.
- **CSV** of every list: ` + "`format=csv`" + `, or Accept: text/csv.
- **Graphs and bibliographies** of what an answer shows: ` + "`format=graphml`" + `, ` + "`bibtex`" + ` or ` + "`csl-json`" + `.
- **Errors** are problem documents (RFC 9457). A parameter that does not exist, is empty, or is given twice where it takes one value is an error.
- **Keys**, where the server asks for one: Authorization: Bearer KEY.`

// The names of what several operations share.
const (
	problemSchema = "#/components/schemas/Problem"
	keyScheme     = "key"
)

func newOpenAPI() *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{Title: "Chokepoint", Version: Version, Description: about,
			License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}},
		Tags: []*huma.Tag{{Name: "Dependencies", Description: "Who depends on whom, and how."}, {Name: "Entities", Description: "What there is, and how it compares."},
			{Name: "Ownership", Description: "Who owns what, and whom a listing reaches."}, {Name: "Decisions", Description: "What governments decided, and what that means for an export."},
			{Name: "History", Description: "What happened, and what changed."}, {Name: "Search", Description: "Whom a name means, and questions in plain words."},
			{Name: "Catalogue", Description: "Claims, sources, datasets, and the words of the model."}},
		Components: &huma.Components{
			Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
			SecuritySchemes: map[string]*huma.SecurityScheme{keyScheme: {Type: "http", Scheme: "bearer",
				Description: "A key that chokepoint keys create made. Questions need one only where the server was told so; what writes always does."}},
		},
	}
}

// describeAll describes the questions, and what else is asked and brought under /v1.
func (s *server) describeAll(questions []question.Question) {
	for _, q := range questions {
		s.describeQuestion(q.Info())
		if q.Info().Name == feedOf {
			s.describeFeed(q.Info())
		}
	}
	s.describeExport()
	s.describeImports()
	s.finish()
}

// describeQuestion adds the operations of a question.
func (s *server) describeQuestion(info *question.Info) {
	if !info.Posted || info.GetToo {
		s.describe(info, http.MethodGet)
	}
	if info.Posted {
		s.describe(info, http.MethodPost)
	}
}

// describe adds an operation of a question to the description.
func (s *server) describe(info *question.Info, method string) {
	op := &huma.Operation{OperationID: info.ID, Method: method, Path: info.Path, Summary: info.Summary, Tags: []string{info.Tag},
		Responses: s.responses(info, method), Security: []map[string][]string{{}, {keyScheme: {}}}}
	if info.Posted && method == http.MethodGet {
		op.OperationID += "-by-query"
	}
	if method == http.MethodPost {
		op.RequestBody = s.body(info)
		s.describeFile(op, info)
	} else {
		for i := range info.Parameters {
			op.Parameters = append(op.Parameters, s.parameter(&info.Parameters[i], info.Path))
		}
		slices.SortStableFunc(op.Parameters, func(x, y *huma.Param) int { // what is needed first
			return rank(x) - rank(y)
		})
	}
	if forms := formsOf(info); len(forms) > 1 {
		enum := make([]any, len(forms))
		for i, form := range forms {
			enum[i] = form
		}
		op.Parameters = append(op.Parameters, &huma.Param{Name: "format", In: "query",
			Description: "Form of the answer; it wins over Accept. graphml: the entities and claims that it shows, as a graph. bibtex and csl-json: the sources that it shows, as a bibliography.",
			Schema:      &huma.Schema{Type: huma.TypeString, Enum: enum, Default: formJSON}})
	}
	s.openapi.AddOperation(op)
}

// rank is where a parameter stands among the others: those of the path first, then those that are needed.
func rank(p *huma.Param) int {
	switch {
	case p.In == "path":
		return 0
	case p.Required:
		return 1
	}
	return 2
}

// responses are the answers that an operation can have.
func (s *server) responses(info *question.Info, method string) map[string]*huma.Response {
	content := map[string]*huma.MediaType{mediaJSON: {Schema: s.schema(info.Answer)}}
	for _, form := range formsOf(info)[1:] {
		schema := &huma.Schema{Type: huma.TypeString, Description: formDocs[form]}
		switch {
		case form == formTable:
			schema = s.schema(reflect.TypeFor[question.Grid]())
		case strings.HasSuffix(formMedia[form], "+json"):
			schema.Type, schema.Items = huma.TypeArray, &huma.Schema{Type: huma.TypeObject}
		}
		content[formMedia[form]] = &huma.MediaType{Schema: schema}
	}
	ok := &huma.Response{Description: "The answer.", Content: content}
	all := map[string]*huma.Response{"200": ok}
	if method == http.MethodGet {
		ok.Headers = map[string]*huma.Param{"ETag": {Description: "Of these facts, this question and this day: send it as If-None-Match.", Schema: &huma.Schema{Type: huma.TypeString}}}
		all["304"] = &huma.Response{Description: "You have this answer already."}
	}
	all["431"] = &huma.Response{Description: "The address or a header is too long.", Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}}
	for status, description := range problems {
		if reachable(status, info, method) {
			all[strconv.Itoa(status)] = s.problem(status, description)
		}
	}
	return all
}

// problems are the statuses of answers that are none, and when they come.
var problems = map[int]string{
	http.StatusBadRequest:            "The query or body can't be read: it does not decode, is no JSON, or has a member twice.",
	http.StatusUnauthorized:          "The key is unknown or revoked, or one is needed.",
	http.StatusNotFound:              "Nothing has that name or id; candidates has what comes near.",
	http.StatusNotAcceptable:         "The answer can't be had in a form that Accept names.",
	http.StatusRequestTimeout:        "The body did not come in time.",
	http.StatusConflict:              "Several entities have that name; candidates lists them.",
	http.StatusRequestEntityTooLarge: "The body is too large.",
	http.StatusUnsupportedMediaType:  "The body is of a media type that is not read here.",
	http.StatusMisdirectedRequest:    "The server is not known by the name in the header Host.",
	http.StatusUnprocessableEntity:   "A value is wrong: errors says which and why.",
	http.StatusTooManyRequests:       "More requests than are allowed; Retry-After says how many seconds to wait.",
	http.StatusInternalServerError:   "A mistake in the server; its log says more under request_id.",
	http.StatusServiceUnavailable:    "The store does not answer, the server is busy, or the question costs too much; Retry-After says when to ask again.",
}

// reachable reports whether an operation of a question can have a status.
func reachable(status int, info *question.Info, method string) bool {
	names := func(what string) bool {
		return slices.ContainsFunc(info.Parameters, func(p question.Parameter) bool { return p.Names == what })
	}
	switch status {
	case http.StatusNotFound:
		return names("entity") || names("id") || info.Asks
	case http.StatusConflict:
		return names("entity") || info.Asks
	case http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType:
		return method == http.MethodPost
	}
	return true
}

func (s *server) problem(status int, description string) *huma.Response {
	s.schema(reflect.TypeFor[Problem]())
	r := &huma.Response{Description: description, Content: map[string]*huma.MediaType{mediaProblem: {Schema: &huma.Schema{Ref: problemSchema}, Example: exampleOf(status)}}}
	header := func(name, description string) {
		r.Headers = map[string]*huma.Param{name: {Description: description, Schema: &huma.Schema{Type: huma.TypeString}}}
	}
	switch status {
	case http.StatusUnauthorized:
		header("WWW-Authenticate", "Bearer, and what is wrong with the key.")
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		header("Retry-After", "Seconds.")
	}
	return r
}

// exampleOf is a problem of a status; statuses that say nothing of their own have none.
func exampleOf(status int) any {
	p := map[string]any{"title": http.StatusText(status), "status": status, "request_id": "3f1d7c62-9a55-4c1e-8a51-2f5f0f6c7b1e"}
	switch status {
	case http.StatusBadRequest:
		p["detail"] = "The query does not decode (%zz); write % as %25 and ; as %3B"
	case http.StatusNotFound:
		p["detail"] = `No entity is called "nvida"; did you mean nvidia (Nvidia)?`
		p["candidates"] = []any{map[string]any{"id": "nvidia", "kind": "company", "name": "Nvidia", "country": "united-states"}}
	case http.StatusConflict:
		p["detail"] = `"Foundry" names several entities: tsmc (TSMC), fab (Fab); use an id`
		p["candidates"] = []any{map[string]any{"id": "tsmc", "kind": "company", "name": "TSMC"}, map[string]any{"id": "fab", "kind": "facility", "name": "Fab"}}
	case http.StatusUnprocessableEntity:
		p["detail"] = "The request is not valid."
		p["errors"] = []any{map[string]any{"message": "give a whole number", "location": "query.limit", "value": "many"}}
	case http.StatusUnauthorized:
		p["detail"] = "The key is not known here, or was revoked."
	case http.StatusTooManyRequests:
		p["detail"] = "You ask more often than is allowed here; wait as long as Retry-After says."
	default:
		return nil
	}
	return p
}

// body describes the body of a posted question.
func (s *server) body(info *question.Info) *huma.RequestBody {
	schema := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	example := map[string]any{}
	for i := range info.Parameters {
		p := &info.Parameters[i]
		schema.Properties[p.Name] = s.parameterSchema(p)
		if p.Required {
			schema.Required = append(schema.Required, p.Name)
		}
		if value := exampleValue(p); value != nil && (p.Required || !slices.Contains(info.Either[min(1, len(info.Either)):], p.Name)) {
			example[p.Name] = value
		}
	}
	for _, name := range info.Either {
		schema.OneOf = append(schema.OneOf, &huma.Schema{Required: []string{name}})
	}
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{mediaJSON: {Schema: schema, Example: example}}}
}

// exampleValue is the example of a parameter as a body has it, or nil.
func exampleValue(p *question.Parameter) any {
	if p.Example == "" {
		return nil
	}
	if p.List {
		return []any{exampleJSON(p)}
	}
	return exampleJSON(p)
}

// exampleJSON is the example of one value as JSON.
func exampleJSON(p *question.Parameter) any {
	var value any = p.Example
	if p.Type == question.Object || p.Type == question.Integer || p.Type == question.Number || p.Type == question.Boolean {
		if json.Unmarshal([]byte(p.Example), &value) != nil {
			return p.Example
		}
	}
	return value
}

// describeFile adds the forms of a file to what an operation takes; the parameters beside it are in the query.
func (s *server) describeFile(op *huma.Operation, info *question.Info) {
	file := info.FromFile()
	if file == nil {
		return
	}
	for media, lines := range fileTypes {
		doc, example := "The first row names the columns. The other parameters are in the query. "+file.Doc, "name,country\nHuawei Tech,CN\nNexperia B.V.,NL\n"
		switch {
		case lines:
			doc, example = "A value a line. The other parameters are in the query. "+file.Doc, "Huawei Tech\nNexperia B.V.\n"
		case media != mediaCSV:
			example = "name\tcountry\nHuawei Tech\tCN\n"
		}
		op.RequestBody.Content[media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Description: doc}, Example: example}
	}
	for i := range info.Parameters {
		if p := &info.Parameters[i]; p.Name != file.Name {
			op.Parameters = append(op.Parameters, s.parameter(p, info.Path))
		}
	}
}
