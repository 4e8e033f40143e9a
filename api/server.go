// Package api serves the questions of graph.Engine over HTTP, in the shapes of the graph package's answers. Errors are
// problem documents (RFC 9457), the interface is described at /openapi.json, and every answer to a GET carries an ETag made
// of the version of the data and the query.
//
// There is one file a resource: each registers its operations in a function that server.go lists.
package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"chokepoint/graph"
)

// Config says how to serve.
type Config struct {
	Engine graph.Engine
	Budget graph.Budget     // of one question; zero fields take DefaultBudget's
	Log    *slog.Logger     // nil: none
	Now    func() time.Time // gives today, which as_of defaults to; nil: time.Now
}

// DefaultBudget bounds one question, so that no question holds the server up.
var DefaultBudget = graph.Budget{Nodes: 20_000_000, Time: 10 * time.Second}

// Version is the version of the interface, which its paths carry as /v1.
const Version = "1.0.0"

type server struct {
	Config
	api huma.API
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
		c.Budget.Nodes = DefaultBudget.Nodes
	}
	if c.Budget.Time == 0 {
		c.Budget.Time = DefaultBudget.Time
	}
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.UseRawPath, router.UnescapePathValues = true, true
	router.HandleMethodNotAllowed = true
	registry := prometheus.NewRegistry()
	s := &server{Config: c}
	router.Use(measure(registry), s.logRequests, s.recoverPanic, s.tag)
	router.NoRoute(s.noRoute)
	router.NoMethod(s.noMethod)
	s.api = humagin.New(router, openAPI())
	for _, register := range []func(){
		s.registerEntities, s.registerReach, s.registerPaths, s.registerImpact, s.registerOwnership, s.registerDecisions, s.registerCheck, s.registerTimeline,
		s.registerSearch, s.registerAsk, s.registerCatalogue,
	} {
		register()
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

func openAPI() huma.Config {
	c := huma.DefaultConfig("Chokepoint", Version)
	c.Info.Description = "Who depends on whom in advanced semiconductors, and which government decisions sit on the way. " +
		"Every answer is a path of claims, and every claim names its sources. Not legal advice."
	c.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	c.CreateHooks = nil // answers have the fields of the design and no $schema beside them
	c.SchemasPath = ""
	c.DocsPath = "" // that page would load its script from elsewhere
	c.RejectUnknownQueryParameters = true
	return c
}

// answer is a body of type T.
type answer[T any] struct{ Body T }

// get registers a question: its inputs, and the call that answers it.
func get[In, Out any](s *server, path, id, summary, tag string, ask func(context.Context, *In) (Out, error)) {
	huma.Register(s.api, huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{tag},
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity},
	}, handle(s, ask))
}

func handle[In, Out any](s *server, ask func(context.Context, *In) (Out, error)) func(context.Context, *In) (*answer[Out], error) {
	return func(ctx context.Context, in *In) (*answer[Out], error) {
		out, err := ask(ctx, in)
		if status := huma.StatusError(nil); errors.As(err, &status) {
			return nil, err // the input was at fault, and says so itself
		}
		if err != nil {
			return nil, s.problem(err)
		}
		return &answer[Out]{out}, nil
	}
}
