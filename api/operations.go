package api

import (
	"bytes"
	"context"
	"embed"
	"io"
	"mime"
	"net/http"
	"path"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzip"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chokepoint/graph/say"
)

// viewer shows /openapi.json to people; it loads nothing from elsewhere. What is large is packed.
//
//go:embed viewer/index.html viewer/*.js viewer/*.css viewer/*.gz viewer/*.txt viewer/LICENSE viewer/NOTICE
var viewer embed.FS

// readyWait is how long the store may take to say that it answers.
const readyWait = time.Second

// registerOperations adds what those who run the server ask: /healthz is whether the process lives, /readyz whether the
// store answers now.
func (s *server) registerOperations(router *gin.Engine, registry *prometheus.Registry) {
	router.GET("/healthz", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) })
	router.GET("/readyz", func(c *gin.Context) {
		soon, cancel := context.WithTimeout(c.Request.Context(), readyWait)
		defer cancel()
		version, err := s.Source.Version(soon)
		if err == nil {
			err = s.Source.Ready(soon)
		}
		if err != nil {
			s.Log.Error("checking the store", "error", err)
			c.Header("Retry-After", "5")
			refuse(c, http.StatusServiceUnavailable, c.Query("lang"), say.That("problem.not-ready"))
			return
		}
		c.JSON(http.StatusOK, gin.H{"status": "ready", "version": version})
	})
	router.GET("/openapi.json", func(c *gin.Context) { c.JSON(http.StatusOK, s.openapi) })
	router.GET("/docs", s.docs)
	router.GET("/docs/:file", s.docs)
	router.GET("/metrics", gin.WrapH(promhttp.HandlerFor(registry, promhttp.HandlerOpts{})))
}

// docs answers with a file of the viewer, or its page.
func (s *server) docs(c *gin.Context) {
	name := c.Param("file")
	if name == "" {
		name = "index.html"
	}
	data, err := viewer.ReadFile("viewer/" + name)
	if err != nil {
		if data, err = viewer.ReadFile("viewer/" + name + ".gz"); err == nil && acceptsGzip(c.Request) {
			c.Header("Content-Encoding", "gzip")
		} else if err == nil {
			data, err = unpacked(data)
		}
	}
	if err != nil {
		s.noRoute(c)
		return
	}
	if name == "index.html" {
		page(c, data)
		return
	}
	media := mime.TypeByExtension(path.Ext(name))
	if media == "" {
		media = "text/plain; charset=utf-8"
	}
	c.Header("Cache-Control", "public, max-age=3600")
	c.Data(http.StatusOK, media, data)
}

// unpacked is what gzip packed.
func unpacked(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
