package api

import (
	"errors"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"chokepoint/graph/cite"
	"chokepoint/graph/export"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// The forms of answers, as the parameter format names them.
const (
	formJSON    = "json"
	formCSV     = "csv"
	formTable   = "table"
	formGraphML = export.ShownAsGraphML
	formBibTeX  = export.ShownAsBibTeX
	formCSL     = export.ShownAsCSL
)

// formMedia are the media types of the forms, by which the header Accept names them.
var formMedia = map[string]string{formJSON: mediaJSON, formCSV: mediaCSV, formTable: mediaTable, formGraphML: exportTypes["graphml"].media, formBibTeX: cite.BibTeXMedia, formCSL: cite.CSLMedia}

// formDocs say what an answer is in a form other than JSON.
var formDocs = map[string]string{formCSV: "A row a result; the header Link has the next page.",
	formTable:   "The rows of the CSV with heads and cells in the language of the question, and what each cell names.",
	formGraphML: "The entities and claims that the answer shows, as a graph.",
	formBibTeX:  "The sources that the answer shows.", formCSL: "The sources that the answer shows, as a list of items."}

// formsOf are the forms that the answers to a question have. Where there is but one, the question has no parameter format.
func formsOf(info *question.Info) []string {
	forms := []string{formJSON}
	if info.Tabular {
		forms = append(forms, formCSV, formTable)
	}
	if export.Mentioning(info.Answer) {
		forms = append(forms, formGraphML, formBibTeX, formCSL)
	}
	return forms
}

// notAcceptable says that an answer can't be had in a form that is asked for. It wraps errForm.
type notAcceptable struct{ say.Saying }

var errForm = errors.New("no form of the answer is acceptable")

func (notAcceptable) Unwrap() error { return errForm }

// formOf is the form in which an answer is wanted, by the parameter format, which it takes out of the values, or by the header Accept.
// One that shows more than JSON would by default is of the whole answer.
func formOf(c *gin.Context, info *question.Info, values question.Values) (form string, err error) {
	forms := formsOf(info)
	defer func() {
		if form != formJSON && form != formCSV && form != formTable && err == nil && values["detail"] == nil && hasParameter(info, "detail") {
			values["detail"] = []string{"full"}
		}
	}()
	if given := values["format"]; given != nil && len(forms) > 1 {
		delete(values, "format")
		if len(given) == 1 && slices.Contains(forms, given[0]) {
			return given[0], nil
		}
		return "", &question.Invalid{Faults: []question.Fault{{Parameter: "format", Index: -1, Value: cut(strings.Join(given, ", ")), Message: say.That("fault.enum", strings.Join(forms, ", "))}}}
	}
	offered := make([]string, len(forms))
	for i, f := range forms {
		offered[i] = formMedia[f]
	}
	media, ok := preferred(c.Request.Header.Values("Accept"), offered...)
	if !ok {
		return "", notAcceptable{say.That("problem.accept", strings.Join(offered, ", "))}
	}
	return forms[slices.Index(offered, media)], nil
}

func hasParameter(info *question.Info, name string) bool {
	return slices.ContainsFunc(info.Parameters, func(p question.Parameter) bool { return p.Name == name })
}
