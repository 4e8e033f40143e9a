package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"chokepoint/graph"
)

// Problem is an RFC 9457 problem document. Candidates are the entities that an unknown or ambiguous name may mean; Forms are
// the questions that ask understands.
type Problem struct {
	huma.ErrorModel
	Candidates []graph.EntityRef `json:"candidates,omitempty"`
	Forms      []string          `json:"forms,omitempty"`
}

// huma describes the errors of all operations by the type that NewError makes.
func init() {
	model := huma.NewError
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		p := &Problem{}
		if m, ok := model(status, message, errs...).(*huma.ErrorModel); ok {
			p.ErrorModel = *m
		}
		return p
	}
}

// problem maps the errors that the graph package names to statuses.
func (s *server) problem(err error) error {
	p := &Problem{}
	p.Detail = sentence(err)
	var notFound *graph.NotFound
	var ambiguous *graph.Ambiguous
	var unparsed *graph.Unparsed
	switch {
	case errors.As(err, &notFound):
		p.Status, p.Candidates = http.StatusNotFound, notFound.Near
	case errors.As(err, &ambiguous):
		p.Status, p.Candidates = http.StatusConflict, ambiguous.Candidates
	case errors.As(err, &unparsed):
		p.Status, p.Forms = http.StatusUnprocessableEntity, unparsed.Forms
	case errors.Is(err, graph.ErrUnknownTerm), errors.Is(err, graph.ErrCursor), errors.Is(err, graph.ErrKind), errors.Is(err, graph.ErrInterval):
		p.Status = http.StatusUnprocessableEntity
	case errors.Is(err, graph.ErrUnavailable), errors.Is(err, graph.ErrDenied):
		p.Status = http.StatusServiceUnavailable
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		p.Status, p.Detail = http.StatusServiceUnavailable, "The question was given up before it was answered."
	default:
		s.Log.Error("answering a question", "error", err)
		p.Status, p.Detail = http.StatusInternalServerError, "Something went wrong here; the server's log says what."
	}
	p.Title = http.StatusText(p.Status)
	return p
}

// sentence begins an error's text with a capital letter.
func sentence(err error) string {
	text := err.Error()
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

func (s *server) noRoute(c *gin.Context) {
	writeProblem(c, http.StatusNotFound, fmt.Sprintf("There is nothing at %s; /docs lists what there is.", c.Request.URL.Path))
}

func (s *server) noMethod(c *gin.Context) {
	writeProblem(c, http.StatusMethodNotAllowed, fmt.Sprintf("%s does not take %s; /docs lists what it takes.", c.Request.URL.Path, c.Request.Method))
}

func writeProblem(c *gin.Context, status int, detail string) {
	c.Header("Content-Type", "application/problem+json")
	c.JSON(status, Problem{ErrorModel: huma.ErrorModel{Title: http.StatusText(status), Status: status, Detail: detail}})
}
