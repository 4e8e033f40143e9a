// Package api is the HTTP face of the questions: an operation for each of a list of question.Question, in the shapes of their
// answers. Errors are problem documents (RFC 9457), the interface is described at /openapi.json, and every answer to a GET
// carries an ETag made of the version of the data and the query.
package api

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

// Config says how to serve.
type Config struct {
	Source    question.Source
	Questions []question.Question
	Budget    graph.Budget     // of one question; zero fields take DefaultBudget's
	Log       *slog.Logger     // nil: none
	Now       func() time.Time // gives today, which as_of defaults to; nil: time.Now
}

// DefaultBudget bounds one question, so that no question holds the server up.
func DefaultBudget() graph.Budget { return graph.Budget{Nodes: 20_000_000, Time: 10 * time.Second} }

// Version is the version of the interface, which its paths carry as /v1.
const Version = "1.0.0"

type server struct {
	Config
	openapi *huma.OpenAPI
}

// New returns the handler of the whole interface.
func New(c Config) http.Handler {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Budget.Nodes == 0 {
		c.Budget.Nodes = DefaultBudget().Nodes
	}
	if c.Budget.Time == 0 {
		c.Budget.Time = DefaultBudget().Time
	}
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.UseRawPath, router.UnescapePathValues = true, true
	router.HandleMethodNotAllowed = true
	registry := prometheus.NewRegistry()
	s := &server{Config: c, openapi: newOpenAPI()}
	router.Use(measure(registry), s.logRequests, s.recoverPanic, s.tag)
	router.NoRoute(s.noRoute)
	router.NoMethod(s.noMethod)
	for _, q := range c.Questions {
		s.register(router, q)
	}
	s.registerOperations(router, registry)
	return headAsGet(router)
}

// headAsGet answers HEAD as GET, whose body the server then leaves out.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}
