package api

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"chokepoint/graph"
	"chokepoint/graph/say"
)

// measure counts requests and their durations by route.
func measure(registry *prometheus.Registry) gin.HandlerFunc {
	durations := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "chokepoint_http_request_duration_seconds", Help: "Time to answer a request, by route, method and status.",
		Buckets: []float64{.0005, .001, .002, .005, .01, .05, .1, .5, 1, 5},
	}, []string{"route", "method", "status"})
	registry.MustRegister(durations, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return func(c *gin.Context) {
		start := time.Now()
		c.Next()
		route := c.FullPath()
		if route == "" {
			route = "none"
		}
		durations.WithLabelValues(route, c.Request.Method, strconv.Itoa(c.Writer.Status())).Observe(time.Since(start).Seconds())
	}
}

func (s *server) logRequests(c *gin.Context) {
	start := time.Now()
	c.Next()
	s.Log.Info("request", "method", c.Request.Method, "path", c.Request.URL.Path, "query", c.Request.URL.RawQuery,
		"status", c.Writer.Status(), "bytes", c.Writer.Size(), "took", time.Since(start))
}

func (s *server) recoverPanic(c *gin.Context) {
	defer func() {
		if r := recover(); r != nil {
			s.Log.Error("panic", "value", fmt.Sprint(r), "path", c.Request.URL.Path)
			if !c.Writer.Written() {
				refuse(c, http.StatusInternalServerError, c.Query("lang"), say.That("problem.internal"))
			}
			c.Abort()
		}
	}()
	c.Next()
}

// tag gives answers to GET an ETag of the version of the data, the query and the day, which the query may leave to today,
// and answers 304 to whoever has that answer already.
func (s *server) tag(c *gin.Context) {
	if c.Request.Method != http.MethodGet || !strings.HasPrefix(c.Request.URL.Path, "/v1/") {
		return
	}
	facts, err := s.Source.Snapshot(c.Request.Context())
	if err != nil {
		return // the question itself will say so
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s", facts.Version(), c.GetHeader("Accept"), graph.DayOf(s.Now()), c.Request.URL.Path, c.Request.URL.RawQuery))
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	for _, known := range strings.Split(c.GetHeader("If-None-Match"), ",") {
		if strings.TrimPrefix(strings.TrimSpace(known), "W/") == tag {
			c.Header("ETag", tag)
			c.AbortWithStatus(http.StatusNotModified)
			return
		}
	}
	c.Writer = &tagger{c.Writer, tag}
}

// tagger adds the ETag to an answer that is one; problems have none.
type tagger struct {
	gin.ResponseWriter
	tag string
}

func (t *tagger) WriteHeader(status int) {
	if status == http.StatusOK {
		t.Header().Set("ETag", t.tag)
		t.Header().Set("Cache-Control", "no-cache")
	}
	t.ResponseWriter.WriteHeader(status)
}
