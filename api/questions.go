package api

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// maxBody bounds the body of a question, in bytes.
const maxBody = 1 << 20

// register adds the operations of a question to the router and to the description.
func (s *server) register(router *gin.Engine, q question.Question) {
	info := q.Info()
	path := strings.NewReplacer("{", ":", "}", "").Replace(info.Path)
	if !info.Posted || info.GetToo {
		router.GET(path, func(c *gin.Context) { s.ask(c, q, nil) })
		s.describe(info, http.MethodGet)
	}
	if info.Posted {
		router.POST(path, func(c *gin.Context) {
			body, ok := s.readBody(c, info)
			if ok {
				s.ask(c, q, body)
			}
		})
		s.describe(info, http.MethodPost)
	}
}

// ask reads the parameters of a question, asks it and writes its answer. What the body says wins over the query.
func (s *server) ask(c *gin.Context, q question.Question, body question.Values) {
	values, places, err := parameters(c, q.Info(), body)
	if err != nil {
		refuse(c, http.StatusBadRequest, language(c, body), err)
		return
	}
	asCSV, err := wantsCSV(c, q.Info(), values)
	if err == nil {
		var asked question.Prepared
		if asked, err = q.Read(values); err == nil {
			var reply *question.Reply
			if reply, err = asked.Ask(c.Request.Context(), s.Source, question.Terms{Budget: s.Budget, Now: s.Now()}); err == nil {
				write(c, reply, asCSV)
				return
			}
		}
	}
	s.writeError(c, language(c, body), err, places)
}

// parameters collects the values of a request, and where each of them stood.
func parameters(c *gin.Context, info *question.Info, body question.Values) (question.Values, map[string]string, error) {
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		return nil, nil, undecoded(err)
	}
	values, places := question.Values(query), map[string]string{}
	for _, p := range c.Params {
		values[p.Key], places[p.Key] = []string{p.Value}, "path"
	}
	maps.Copy(values, body)
	for name := range body {
		places[name] = "body"
	}
	return values, places, nil
}

// undecoded says what of a query does not decode.
func undecoded(err error) say.Saying {
	what := ";"
	var escape url.EscapeError
	if errors.As(err, &escape) {
		what = string(escape)
	}
	return say.That("problem.query", what)
}

// wantsCSV reports whether the answer is wanted as CSV, by the parameter format, which it takes out of the values, or by the
// header Accept.
func wantsCSV(c *gin.Context, info *question.Info, values question.Values) (bool, error) {
	format, given := values["format"]
	if !info.Tabular {
		return false, nil // a question that has no table has no such parameter
	}
	delete(values, "format")
	switch {
	case !given:
		return strings.HasPrefix(c.GetHeader("Accept"), "text/csv"), nil
	case len(format) == 1 && (format[0] == "csv" || format[0] == "json"):
		return format[0] == "csv", nil
	}
	return false, &question.Invalid{Faults: []question.Fault{{Parameter: "format", Index: -1, Value: strings.Join(format, ", "), Message: say.That("fault.enum", "json, csv")}}}
}

// readBody reads the values in the body of a request; ok is false if it has written a problem.
func (s *server) readBody(c *gin.Context, info *question.Info) (body question.Values, ok bool) {
	if given := c.GetHeader("Content-Type"); given != "" {
		if media, _, err := mime.ParseMediaType(given); err != nil || media != "application/json" {
			refuse(c, http.StatusUnsupportedMediaType, c.Query("lang"), say.That("problem.media"))
			return nil, false
		}
	}
	data, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		refuse(c, http.StatusRequestEntityTooLarge, c.Query("lang"), say.That("problem.large", maxBody))
		return nil, false
	case err != nil:
		refuse(c, http.StatusBadRequest, c.Query("lang"), say.That("problem.unread"))
		return nil, false
	}
	body, err = info.FromJSON(data)
	switch {
	case errors.Is(err, question.ErrBody):
		refuse(c, http.StatusBadRequest, language(c, body), err)
	case err != nil:
		s.writeError(c, language(c, body), err, nil)
	}
	return body, err == nil
}

// write writes an answer, as JSON or as CSV; the address of what follows a page of CSV is in the header Link.
func write(c *gin.Context, reply *question.Reply, asCSV bool) {
	if !asCSV {
		c.Header("Content-Type", "application/json")
		c.Status(http.StatusOK)
		enc := json.NewEncoder(c.Writer)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(reply.Answer) // the client has gone
		return
	}
	c.Header("Content-Type", "text/csv; charset=utf-8; header=present")
	table := reply.Table()
	if table.Next != "" && c.Request.Method == http.MethodGet {
		next := *c.Request.URL
		query := next.Query()
		query.Set("cursor", table.Next)
		next.RawQuery = query.Encode()
		c.Header("Link", "<"+next.RequestURI()+`>; rel="next"`)
	}
	c.Status(http.StatusOK)
	_ = table.WriteCSV(c.Writer)
}
