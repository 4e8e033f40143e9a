// Package api is the HTTP face of the questions: an operation for each of a list of question.Question, in the shapes of their
// answers. Errors are problem documents (RFC 9457), the interface is described at /openapi.json, and every answer to a GET
// carries an ETag made of the version of the data and the query.
//
// Around the operations stands, from the outside in: packing (gzip), the list of hosts, the id of the request, metrics and log, headers
// for browsers, keys, rates, and tags. What writes puts server.require(keys.Write) before itself. A question whose answer is not kept takes a
// place among the requests under way and, once it is read, one at work among the light or the heavy ones.
package api

import (
	"cmp"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
	"github.com/prometheus/client_golang/prometheus"

	"chokepoint/api/keys"
	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Config says how to serve.
type Config struct {
	Program   string // its version: another one may give other answers from the same facts
	Source    question.Source
	Store     snapshot.Store                  // of the source: what exports are read from and imports go into; nil: there are none
	BuiltIn   func() (*graph.Ontology, error) // the ontology of facts that bring none into an empty store
	Review    string                          // the file of decisions on names of imports; empty: there is none
	Questions []question.Question
	MCP       func(Ask) http.Handler // answers assistants at /mcp; nil: nobody does
	Budget    graph.Budget           // of one question; zero fields take DefaultBudget's
	Log       *slog.Logger           // nil: none
	Quiet     bool                   // requests are not logged; what was written still is
	Now       func() time.Time       // gives today, which as_of defaults to; nil: time.Now

	Keys            *keys.File // nil: there are none, and nobody writes
	ReadKeyRequired bool       // questions are answered to those who have a key
	Hosts           []string   // names that the server may be called by, beside localhost and addresses; nil: any
	Origins         []string   // of pages that may ask from a browser; none: CORS is off
	Rate            float64    // requests a second for each key, or address without one; 0: any
	MaxQuestions    int        // under way at once, those that wait or are written among them; 0: any
	LightAtWork     int        // light questions at work at once; 0: two for each processor
	HeavyAtWork     int        // heavy ones beside them; 0: one for every second processor
	KeptAnswers     int64      // bytes of answers that are kept; 0: none
	TrustedProxies  []string   // addresses or networks whose X-Forwarded-For is believed
}

// DefaultBudget bounds one question, so that no question holds the server up.
func DefaultBudget() graph.Budget { return graph.Budget{Nodes: 20_000_000, Time: 10 * time.Second} }

// Version is the version of the interface, which its paths carry as /v1.
const Version = "1.0.0"

type server struct {
	Config
	openapi *huma.OpenAPI
	rates   *rates        // nil: no bounds
	places  chan struct{} // one for each request under way; nil: no bounds
	*lanes
	kept     *kept // nil: nothing is
	flights  *flights
	answered answered
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
	registry := prometheus.NewRegistry()
	s := &server{Config: c, openapi: newOpenAPI(), kept: newKept(c.KeptAnswers), flights: newFlights(), answered: countAnswers(registry),
		lanes: newLanes(cmp.Or(c.LightAtWork, lightAtWork()), cmp.Or(c.HeavyAtWork, heavyAtWork()))}
	if c.Rate > 0 {
		s.rates = newRates(c.Rate)
	}
	if c.MaxQuestions > 0 {
		s.places = make(chan struct{}, c.MaxQuestions)
	}
	router := s.router()
	router.Use(s.identify, measure(registry), s.logRequests, secure, s.recoverPanic, s.checkHost, s.admit, s.tag)
	router.NoRoute(s.noRoute)
	router.NoMethod(s.noMethod)
	for _, q := range c.Questions {
		s.register(router, q)
	}
	s.registerExport(router)
	s.registerImports(router)
	s.registerFeed(router)
	s.registerMCP(router)
	s.describeAll(c.Questions)
	s.registerOperations(router, registry)
	s.registerExplorer(router)
	return packed(s.crossOrigin(plainly(router)))
}

func (s *server) router() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.UseRawPath, router.UnescapePathValues = true, false // gin would take a + for a space; see parameters
	router.HandleMethodNotAllowed = true
	router.RedirectTrailingSlash = false // plainly answers instead
	if err := router.SetTrustedProxies(s.TrustedProxies); err != nil {
		s.Log.Warn("no proxy is trusted", "error", err)
		_ = router.SetTrustedProxies(nil)
	}
	return router
}

// packed compresses what is no answer to a question, which comes packed, for those who accept that.
func packed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(smallest), gzhttp.SuffixETag(packedSuffix), gzhttp.EnableZstd(false)) // one packing, one tag
	if err != nil {
		panic(err) // the options are constant
	}
	return wrap(next)
}

// plainly answers HEAD as GET, whose body the server then leaves out, and a path with a stroke at its end as the one without.
func plainly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slash := len(r.URL.Path) > 1 && r.URL.EscapedPath()[len(r.URL.EscapedPath())-1] == '/' // not one that is part of a name, as %2F
		if r.Method != http.MethodHead && !slash {
			next.ServeHTTP(w, r)
			return
		}
		r = r.Clone(r.Context())
		if r.Method == http.MethodHead {
			r.Method = http.MethodGet
		}
		if slash {
			r.URL.Path = r.URL.Path[:len(r.URL.Path)-1]
			r.URL.RawPath = r.URL.RawPath[:max(len(r.URL.RawPath)-1, 0)]
		}
		next.ServeHTTP(w, r)
	})
}
