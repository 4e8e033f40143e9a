package api

import (
	_ "embed"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chokepoint/graph/say"
)

// docs is a page that shows /openapi.json to people; it loads nothing from elsewhere.
//
//go:embed docs.html
var docs []byte

// registerOperations adds what those who run the server ask: /healthz is whether the process lives, /readyz whether the
// store answers now.
func (s *server) registerOperations(router *gin.Engine, registry *prometheus.Registry) {
	router.GET("/healthz", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) })
	router.GET("/readyz", func(c *gin.Context) {
		facts, err := s.Source.Snapshot(c.Request.Context())
		if err == nil {
			err = s.Source.Ready(c.Request.Context())
		}
		if err != nil {
			s.Log.Error("checking the store", "error", err)
			c.Header("Retry-After", "5")
			refuse(c, http.StatusServiceUnavailable, c.Query("lang"), say.That("problem.not-ready"))
			return
		}
		c.JSON(http.StatusOK, gin.H{"status": "ready", "version": facts.Version()})
	})
	router.GET("/openapi.json", func(c *gin.Context) { c.JSON(http.StatusOK, s.openapi) })
	router.GET("/docs", func(c *gin.Context) { c.Data(http.StatusOK, "text/html; charset=utf-8", docs) })
	router.GET("/metrics", gin.WrapH(promhttp.HandlerFor(registry, promhttp.HandlerOpts{})))
}
