package api

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// register adds the operations of a question to the router and to the description.
func (s *server) register(router *gin.Engine, q question.Question) {
	info := q.Info()
	path := strings.NewReplacer("{", ":", "}", "").Replace(info.Path)
	if !info.Posted || info.GetToo {
		router.GET(path, func(c *gin.Context) { s.ask(c, q, given{}) })
	}
	if info.Posted {
		router.POST(path, func(c *gin.Context) {
			if body, ok := s.readBody(c, info); ok {
				s.ask(c, q, body)
			}
		})
	}
}

// ask reads the parameters of a question, asks it and writes its answer. What the body says wins over the query.
func (s *server) ask(c *gin.Context, q question.Question, body given) {
	lang := language(c, body.values)
	values, places, err := parameters(c, q.Info(), body.values)
	if err != nil {
		refuse(c, http.StatusBadRequest, lang, err)
		return
	}
	form, err := formOf(c, q.Info(), values)
	if errors.Is(err, errForm) {
		refuse(c, http.StatusNotAcceptable, lang, err)
		return
	}
	if err == nil {
		var asked question.Prepared
		if asked, err = read(q, values, body.file); err == nil {
			var reply *question.Reply
			if reply, err = asked.Ask(c.Request.Context(), s.Source, question.Terms{Budget: s.Budget, Now: s.Now()}); err == nil {
				linkFeed(c, q.Info())
				if err = s.writeForm(c, reply, form); err == nil {
					return
				}
			}
		}
	}
	if body.file != nil {
		if body.in.err != nil {
			refuseUnread(c, lang, body.in.err)
			return
		}
		places[q.Info().FromFile().Name] = "body"
	}
	s.writeError(c, lang, err, places)
}

// read reads the parameters, with those of a file if there is one.
func read(q question.Question, values question.Values, file *question.File) (question.Prepared, error) {
	if file != nil {
		return q.ReadFile(values, *file)
	}
	return q.Read(values)
}

// parameters collects the values of a request, and where each of them stood.
func parameters(c *gin.Context, info *question.Info, body question.Values) (question.Values, map[string]string, error) {
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		return nil, nil, undecoded(err)
	}
	values, places := question.Values(query), map[string]string{}
	for name, given := range values {
		if len(given) > mostInQuery {
			return nil, nil, say.That("problem.query.many", cut(name), len(given), mostInQuery)
		}
	}
	for _, p := range c.Params {
		if c.Request.URL.RawPath != "" { // which the router went by
			if p.Value, err = url.PathUnescape(p.Value); err != nil {
				return nil, nil, undecoded(err)
			}
		}
		if values[p.Key] != nil {
			values[p.Key] = append(values[p.Key], p.Value) // which is once too often
		} else {
			values[p.Key] = []string{p.Value}
		}
		places[p.Key] = "path"
	}
	maps.Copy(values, body)
	for name := range body {
		places[name] = "body"
	}
	return values, places, nil
}

// mostInQuery is how many values of one parameter may stand in an address; more have their place in a body.
const mostInQuery = 1000

// undecoded says what of a query does not decode.
func undecoded(err error) say.Saying {
	what := ";"
	var escape url.EscapeError
	switch {
	case errors.As(err, &escape):
		what = cut(string(escape))
	case !strings.Contains(err.Error(), "semicolon"): // of which net/url has no type, nor of what else there is: the number of values
		return say.That("problem.query.long")
	}
	return say.That("problem.query", what)
}

// write writes an answer, as JSON or as CSV; the address of what follows a page of CSV is in the header Link.
func write(c *gin.Context, reply *question.Reply, form string) {
	if form == formJSON {
		c.Header("Content-Type", mediaJSON)
		c.Status(http.StatusOK)
		enc := json.NewEncoder(c.Writer)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(reply.Answer) // the client has gone
		return
	}
	c.Header("Content-Type", mediaCSV+"; charset=utf-8; header=present")
	table := reply.Table()
	if table.Next != "" && c.Request.Method == http.MethodGet {
		next := *c.Request.URL
		query := next.Query()
		query.Set("cursor", table.Next)
		next.RawQuery = query.Encode()
		c.Writer.Header().Add("Link", "<"+next.RequestURI()+`>; rel="next"`)
	}
	c.Status(http.StatusOK)
	_ = table.WriteCSV(c.Writer)
}
