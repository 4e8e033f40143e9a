package api

import (
	"errors"
	"math"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"chokepoint/api/keys"
	"chokepoint/graph/say"
)

// keyName is under what a request keeps its key.
const keyName = "chokepoint/key"

// keyOf is the key that a request was let in with, or nil.
func keyOf(c *gin.Context) *keys.Key {
	k, _ := c.Get(keyName)
	key, _ := k.(*keys.Key)
	return key
}

// isQuestion reports whether a request asks something of the facts, or changes them. Others ask how the server is, or what it can be
// asked.
func isQuestion(c *gin.Context) bool {
	path := c.Request.URL.Path
	return strings.HasPrefix(path, "/v1/") || path == "/mcp" || strings.HasPrefix(path, "/mcp/")
}

// admit finds out whose request it is, and lets nobody ask too often. A key that is wrong is an error where none would be needed
// too: whoever gives it believes that it counts.
func (s *server) admit(c *gin.Context) {
	if !isQuestion(c) || c.Request.Method == http.MethodOptions {
		return
	}
	token, given := bearer(c.GetHeader("Authorization"))
	var unknown error
	if given {
		var k keys.Key
		if k, unknown = s.check(token); unknown == nil {
			c.Set(keyName, &k)
		}
	}
	if wait := s.rates.wait(who(c), time.Now()); wait > 0 {
		c.Header("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		refuse(c, http.StatusTooManyRequests, c.Query("lang"), say.That("problem.rate"))
		return
	}
	switch {
	case errors.Is(unknown, keys.ErrUnknown):
		unauthorised(c, `error="invalid_token"`, say.That("problem.key.unknown"))
	case unknown != nil:
		s.Log.Error("checking a key", "id", c.GetString(requestHeader), "error", unknown)
		refuse(c, http.StatusServiceUnavailable, c.Query("lang"), say.That("problem.keys"))
	case s.ReadKeyRequired:
		s.require(keys.Read)(c)
	}
}

func (s *server) check(token string) (keys.Key, error) {
	if s.Keys == nil {
		return keys.Key{}, keys.ErrUnknown
	}
	return s.Keys.Check(token)
}

// bearer returns the token of a header; other ways to say who one is are not for this server, but for a proxy before it.
func bearer(header string) (token string, given bool) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(header), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// who is whose requests are counted together: those of a key, else those of an address, or of a network of IPv6, of which one person
// has all.
func who(c *gin.Context) string {
	if k := keyOf(c); k != nil {
		return "key " + k.ID
	}
	address := c.ClientIP()
	if ip := net.ParseIP(address); ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return address
}

// require lets only those pass whose key has a scope: 401 for who has none, 403 for one of another scope. A key to write may read.
func (s *server) require(scope keys.Scope) gin.HandlerFunc {
	return func(c *gin.Context) {
		switch k := keyOf(c); {
		case k == nil:
			unauthorised(c, "", say.That("problem.key.needed", string(scope)))
		case !k.Allows(scope):
			c.Header("WWW-Authenticate", challenge+`, error="insufficient_scope", scope="`+string(scope)+`"`)
			refuse(c, http.StatusForbidden, c.Query("lang"), say.That("problem.key.scope", string(k.Scope), string(scope)))
		}
	}
}

// audit writes into the log who wrote what, whether requests are logged or not.
func (s *server) audit(c *gin.Context, what string, report ...any) {
	about := []any{"id", c.GetString(requestHeader), "what", what, "client", c.ClientIP()}
	if k := keyOf(c); k != nil {
		about = append(about, "key", k.ID, "name", k.Name)
	}
	s.Log.Info("write", append(about, report...)...)
}

const challenge = `Bearer realm="chokepoint"`

func unauthorised(c *gin.Context, why string, told error) {
	header := challenge
	if why != "" {
		header += ", " + why
	}
	c.Header("WWW-Authenticate", header)
	refuse(c, http.StatusUnauthorized, c.Query("lang"), told)
}
