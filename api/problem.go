package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"chokepoint/graph"
	"chokepoint/graph/ask"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Problem is an RFC 9457 problem document. Errors are the values that are wrong, Candidates the entities that an unknown or
// ambiguous name may mean, Forms questions that ask understands, and Readings those that a question in plain words may have been.
// RequestID is the one in the header X-Request-Id and in the server's log.
type Problem struct {
	Type       string            `json:"type,omitempty" format:"uri"`
	Title      string            `json:"title"`
	Status     int               `json:"status"`
	Detail     string            `json:"detail"`
	Errors     []Fault           `json:"errors,omitempty"`
	Candidates []graph.EntityRef `json:"candidates,omitempty"`
	Forms      []string          `json:"forms,omitempty"`
	Readings   []Reading         `json:"readings,omitempty"`
	RequestID  string            `json:"request_id,omitempty"`
}

// Reading is what a question in plain words may have asked: as one that is understood, and as a call.
type Reading struct {
	Question string `json:"question"`
	Call     string `json:"call"`
}

// Fault is a value that is wrong, and where it stands: query.as_of, path.ref, body.remove, query.what[0].
type Fault struct {
	Message  string `json:"message"`
	Location string `json:"location"`
	Value    string `json:"value,omitempty"`
}

// writeError writes the problem that an error is, in a language; places says where values stood that were not in the query.
func (s *server) writeError(c *gin.Context, lang string, err error, places map[string]string) {
	p := Problem{Detail: say.Error(lang, err)}
	var invalid *question.Invalid
	var notFound *graph.NotFound
	var ambiguous *graph.Ambiguous
	var unread *ask.Unread
	var noDay *graph.NotDay
	switch {
	case errors.Is(err, errBusy):
		c.Header("Retry-After", "1")
		p.Status, p.Detail = http.StatusServiceUnavailable, say.Text(lang, "problem.busy")
	case errors.As(err, &invalid):
		p.Status, p.Detail = http.StatusUnprocessableEntity, say.Text(lang, "problem.invalid")
		for _, f := range invalid.Faults {
			p.Errors = append(p.Errors, Fault{f.Message.In(lang), locate(f, c, places), f.Value})
		}
	case errors.As(err, &notFound):
		p.Status, p.Candidates = http.StatusNotFound, notFound.Near
	case errors.As(err, &ambiguous):
		p.Status, p.Candidates = http.StatusConflict, ambiguous.Candidates
	case errors.As(err, &unread):
		p.Status, p.Forms = http.StatusUnprocessableEntity, unread.Questions()
		for _, o := range unread.Offers {
			p.Readings = append(p.Readings, Reading{o.Question, o.Call})
		}
	case errors.As(err, &noDay):
		p.Status = http.StatusUnprocessableEntity
	case errors.Is(err, graph.ErrUnknownTerm), errors.Is(err, graph.ErrCursor), errors.Is(err, graph.ErrKind), errors.Is(err, graph.ErrInterval), errors.Is(err, graph.ErrFigure):
		p.Status = http.StatusUnprocessableEntity
	case errors.Is(err, graph.ErrWhole):
		p.Status = http.StatusNotImplemented
	case errors.Is(err, graph.ErrUnavailable), errors.Is(err, graph.ErrDenied):
		p.Status = http.StatusServiceUnavailable
	case errors.Is(err, graph.ErrTooCostly):
		p.Status, p.Detail = http.StatusServiceUnavailable, say.Text(lang, "problem.too-costly")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		p.Status, p.Detail = http.StatusServiceUnavailable, say.Text(lang, "problem.cancelled")
	default:
		s.Log.Error("answering a question", "error", err)
		p.Status, p.Detail = http.StatusInternalServerError, say.Text(lang, "problem.internal")
	}
	p.write(c)
}

// locate says where a value stood.
func locate(f question.Fault, c *gin.Context, places map[string]string) string {
	place := places[f.Parameter]
	if place == "" {
		place = "query"
		if c.Request.Method == http.MethodPost && !c.Request.URL.Query().Has(f.Parameter) {
			place = "body"
		}
	}
	if f.Index >= 0 {
		return fmt.Sprintf("%s.%s[%d]", place, f.Parameter, f.Index)
	}
	return place + "." + f.Parameter
}

func (s *server) noRoute(c *gin.Context) {
	refuse(c, http.StatusNotFound, c.Query("lang"), say.That("problem.no-route", cut(c.Request.URL.Path)))
}

// noMethod answers OPTIONS with the methods that a path takes, and refuses all others that it does not.
func (s *server) noMethod(c *gin.Context) {
	methods := strings.Split(c.Writer.Header().Get("Allow"), ", ")
	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	c.Header("Allow", strings.Join(append(methods, http.MethodOptions), ", "))
	if c.Request.Method == http.MethodOptions {
		c.AbortWithStatus(http.StatusNoContent)
		return
	}
	refuse(c, http.StatusMethodNotAllowed, c.Query("lang"), say.That("problem.no-method", cut(c.Request.URL.Path), cut(c.Request.Method)))
}

// refuse writes a problem that is no answer to a question, in a language.
func refuse(c *gin.Context, status int, lang string, why error) {
	p := Problem{Status: status, Detail: say.Error(lang, why)}
	p.write(c)
}

// language is the one that a request asks for, in its body or else its query; one that is not known is English to all that is said.
func language(c *gin.Context, body question.Values) string {
	if given := body["lang"]; len(given) == 1 && given[0] != "" {
		return given[0]
	}
	return c.Query("lang")
}

func (p *Problem) write(c *gin.Context) {
	p.Title, p.RequestID = http.StatusText(p.Status), c.GetString(requestHeader)
	if p.Status == http.StatusServiceUnavailable && c.Writer.Header().Get("Retry-After") == "" {
		c.Header("Retry-After", retryAfter)
	}
	c.Header("Content-Type", mediaProblem)
	c.AbortWithStatusJSON(p.Status, p)
}

const mediaProblem = "application/problem+json"

// retryAfter is when it is worth asking again after a failure here, in seconds.
const retryAfter = "5"
