package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// measure counts requests and their durations by route. Nothing that a client chooses freely becomes a label.
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
		durations.WithLabelValues(route, methodLabel(c.Request.Method), strconv.Itoa(c.Writer.Status())).Observe(time.Since(start).Seconds())
	}
}

// methodLabel is a method that HTTP has, or other.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// answered counts answers by how they were come by.
type answered struct{ kept, shared, found prometheus.Counter }

func countAnswers(registry *prometheus.Registry) answered {
	answers := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "chokepoint_answers_total",
		Help: "Answers to questions: kept from before, shared with others who asked the same at the same time, found."}, []string{"by"})
	registry.MustRegister(answers)
	return answered{answers.WithLabelValues("kept"), answers.WithLabelValues("shared"), answers.WithLabelValues("found")}
}
