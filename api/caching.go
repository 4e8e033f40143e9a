package api

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"chokepoint/graph"
)

// builds tells binaries apart whose version is the same, as far as they know of what they were made of.
var builds = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	sum := sha256.Sum256([]byte(info.String()))
	return string(sum[:])
})

// identity is all that an answer depends on: what is asked, the state of the facts, the binary, and the day, which a question may leave to
// today. Two requests of one key have the same answer. Without a key there is none that holds for another request.
type identity struct {
	key     string
	version string // of the facts
	day     graph.Day
	now     time.Time // on that day
	asked   string    // the program and the request, as far as the answer depends on it
}

// identityName is under what a request keeps its identity.
const identityName = "chokepoint/identity"

// identityOf is the identity of the answer, from a state of the facts, to a request whose body, if it has one, has a digest.
func (s *server) identityOf(c *gin.Context, version, body string) identity {
	r := c.Request
	id := identity{now: s.Now(), asked: s.Program + builds() + "\n" + r.Method + "\n" + strings.Join(r.Header.Values("Accept"), ",") + "\n" + r.URL.EscapedPath() + "\n" + r.URL.RawQuery + "\n" + body}
	id.day = graph.DayOf(id.now)
	return id.at(version)
}

// at is the identity of the answer to the same request from another state of the facts.
func (i identity) at(version string) identity {
	i.version = version
	sum := sha256.Sum256([]byte(version + "\n" + i.day.String() + "\n" + i.asked))
	i.key = hex.EncodeToString(sum[:12])
	return i
}

// tag is the ETag of an answer.
func (i identity) tag() string { return `"` + i.key + `"` }

// packedTag is that of the answer packed, which has other bytes.
func packedTag(tag string) string { return strings.TrimSuffix(tag, `"`) + packedSuffix + `"` }

// packedSuffix marks the ETag of a packed answer.
const packedSuffix = "-gzip"

// tag gives answers to GET an ETag, and answers 304 to whoever has that answer already.
func (s *server) tag(c *gin.Context) {
	if c.Request.Method != http.MethodGet || !strings.HasPrefix(c.Request.URL.Path, "/v1/") {
		return
	}
	version, err := s.Source.Version(c.Request.Context())
	if err != nil {
		return // the question itself will say so
	}
	c.Writer.Header().Add("Vary", "Accept")
	id := s.identityOf(c, version, "")
	tag := id.tag()
	any := false
	for _, known := range strings.Split(strings.Join(c.Request.Header.Values("If-None-Match"), ","), ",") {
		known = strings.TrimPrefix(strings.TrimSpace(known), "W/")
		if known == tag || known == packedTag(tag) {
			c.Header("ETag", known)
			c.Header("Cache-Control", "no-cache")
			c.AbortWithStatus(http.StatusNotModified)
			return
		}
		any = any || known == "*"
	}
	c.Set(identityName, id)
	c.Writer = &tagger{ResponseWriter: c.Writer, tag: tag, any: any}
}

// tagger adds the ETag to an answer that is one; problems have none, nor what is not to be stored. Where any answer will do for who asks,
// there is no body.
type tagger struct {
	gin.ResponseWriter
	tag     string
	any     bool
	begun   bool
	dropped bool
}

// noStore is the Cache-Control of an answer that another request of the same may not get.
const noStore = "no-store"

// begin adds what WriteHeader does to an answer whose handler begins with its body.
func (t *tagger) begin() {
	if !t.begun && t.Status() == http.StatusOK {
		t.WriteHeader(http.StatusOK)
	}
	t.begun = true
}

func (t *tagger) WriteHeader(status int) {
	t.begun = true
	if status == http.StatusOK && t.Header().Get("Cache-Control") != noStore {
		if t.Header().Get("ETag") == "" {
			t.Header().Set("ETag", t.tag)
		}
		if t.Header().Get("Cache-Control") == "" {
			t.Header().Set("Cache-Control", "no-cache")
		}
		if t.any {
			t.dropped, status = true, http.StatusNotModified
			for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Length"} {
				t.Header().Del(name)
			}
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
