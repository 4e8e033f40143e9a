package api

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"chokepoint/graph"
)

// build tells binaries apart: another one may give other answers from the same facts.
var build = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.String()
})

// tag gives answers to GET an ETag of the version of the data, the query, the binary and the day, which the query may leave to today,
// and answers 304 to whoever has that answer already.
func (s *server) tag(c *gin.Context) {
	if c.Request.Method != http.MethodGet || !strings.HasPrefix(c.Request.URL.Path, "/v1/") {
		return
	}
	facts, err := s.Source.Snapshot(c.Request.Context())
	if err != nil {
		return // the question itself will say so
	}
	c.Writer.Header().Add("Vary", "Accept")
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s\n%s", facts.Version(), build(), c.GetHeader("Accept"), graph.DayOf(s.Now()), c.Request.URL.EscapedPath(), c.Request.URL.RawQuery))
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	any := false
	for _, known := range strings.Split(strings.Join(c.Request.Header.Values("If-None-Match"), ","), ",") {
		known = strings.TrimPrefix(strings.TrimSpace(known), "W/")
		if known == tag || known == strings.TrimSuffix(tag, `"`)+packedSuffix+`"` {
			c.Header("ETag", known)
			c.Header("Cache-Control", "no-cache")
			c.AbortWithStatus(http.StatusNotModified)
			return
		}
		any = any || known == "*"
	}
	c.Writer = &tagger{ResponseWriter: c.Writer, tag: tag, any: any}
}

// tagger adds the ETag to an answer that is one; problems have none. Where any answer will do for who asks, there is no body.
type tagger struct {
	gin.ResponseWriter
	tag     string
	any     bool
	begun   bool
	dropped bool
}

// begin adds what WriteHeader does to an answer whose handler begins with its body.
func (t *tagger) begin() {
	if !t.begun && t.Status() == http.StatusOK {
		t.WriteHeader(http.StatusOK)
	}
	t.begun = true
}

func (t *tagger) WriteHeader(status int) {
	t.begun = true
	if status == http.StatusOK {
		t.Header().Set("ETag", t.tag)
		if t.Header().Get("Cache-Control") == "" {
			t.Header().Set("Cache-Control", "no-cache")
		}
		if t.any {
			t.dropped, status = true, http.StatusNotModified
			t.Header().Del("Content-Type")
		}
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *tagger) Write(data []byte) (int, error) {
	t.begin()
	if t.dropped {
		return len(data), nil
	}
	return t.ResponseWriter.Write(data)
}

func (t *tagger) WriteString(text string) (int, error) {
	t.begin()
	if t.dropped {
		return len(text), nil
	}
	return t.ResponseWriter.WriteString(text)
}

// Unwrap lets http.ResponseController reach the connection.
func (t *tagger) Unwrap() http.ResponseWriter { return t.ResponseWriter }
