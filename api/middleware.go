package api

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"chokepoint/graph/say"
)

// requestHeader carries the id of a request, which whoever asks may give.
const requestHeader = "X-Request-Id"

// longestRequestID is how long a given id may be, in bytes.
const longestRequestID = 64

// identify gives the request an id, by which its answer, the log and a problem can be laid side by side.
func (s *server) identify(c *gin.Context) {
	id := c.GetHeader(requestHeader)
	if id == "" || len(id) > longestRequestID || strings.IndexFunc(id, isNoWord) >= 0 {
		id = uuid.NewString()
	}
	c.Set(requestHeader, id)
	c.Header(requestHeader, id)
}

// isNoWord reports whether a character has no place in an id: it could break lines of a log.
func isNoWord(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-_.:/+=", r))
}

func (s *server) logRequests(c *gin.Context) {
	start := time.Now()
	c.Next()
	if s.Quiet {
		return
	}
	about := []any{"id", c.GetString(requestHeader), "method", cut(c.Request.Method), "path", cut(c.Request.URL.Path), "query", cut(c.Request.URL.RawQuery),
		"status", c.Writer.Status(), "bytes", max(c.Writer.Size(), 0), "took", time.Since(start), "client", c.ClientIP()}
	if k := keyOf(c); k != nil {
		about = append(about, "key", k.ID)
	}
	s.Log.Info("request", about...)
}

func (s *server) recoverPanic(c *gin.Context) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if r == http.ErrAbortHandler { // what was begun must not look whole
			panic(r)
		}
		s.Log.Error("panic", "id", c.GetString(requestHeader), "value", fmt.Sprint(r), "path", cut(c.Request.URL.Path))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler) // whoever reads must not take the half for the whole
		}
		refuse(c, http.StatusInternalServerError, c.Query("lang"), say.That("problem.internal"))
	}()
	c.Next()
}

// echoed is how many bytes of what a client wrote a log or a problem repeats.
const echoed = 300

func cut(text string) string {
	if len(text) <= echoed {
		return text
	}
	return strings.ToValidUTF8(text[:echoed], "") + "…"
}
