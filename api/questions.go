package api

import (
	"errors"
	"maps"
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
		router.GET(path, func(c *gin.Context) {
			id, _ := c.Get(identityName)
			known, _ := id.(identity)
			s.ask(c, q, given{}, known)
		})
	}
	if info.Posted {
		router.POST(path, s.placed, func(c *gin.Context) {
			if body, ok := s.readBody(c, info); ok {
				s.ask(c, q, body, s.postedIdentity(c, body))
			}
		})
	}
}

// postedIdentity is that of the answer to a body; a file has none, since it is not kept.
func (s *server) postedIdentity(c *gin.Context, body given) identity {
	if body.file == nil {
		if version, err := s.Source.Version(c.Request.Context()); err == nil {
			return s.identityOf(c, version, body.digest)
		}
	}
	return identity{}
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
