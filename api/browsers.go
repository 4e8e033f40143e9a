package api

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/rs/cors"

	"chokepoint/graph/say"
)

// policy is the Content-Security-Policy of what is no page. Pages set their own.
const policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// secure tells browsers to take answers for what they say they are, to show them in no frame, and to tell nobody where a link was.
func secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
}

// checkHost refuses a request that names a host which this server is not known by: a page elsewhere may have had its own name point
// here, so that the browser takes the answers for that page's own (DNS rebinding). Addresses can't be pointed so.
func (s *server) checkHost(c *gin.Context) {
	if s.Hosts == nil || hostAllowed(c.Request.Host, s.Hosts) {
		return
	}
	refuse(c, http.StatusMisdirectedRequest, c.Query("lang"), say.That("problem.host", cut(c.Request.Host)))
}

// hostAllowed reports whether a host, with a port or without, is localhost, an address or one of the allowed: a name, *.name for all
// below it, or * for any.
func hostAllowed(host string, allowed []string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if host == "" || host == "localhost" || strings.HasSuffix(host, ".localhost") || net.ParseIP(host) != nil {
		return true
	}
	return slices.ContainsFunc(allowed, func(a string) bool {
		a = strings.ToLower(a)
		below, wild := strings.CutPrefix(a, "*")
		return a == host || wild && strings.HasSuffix(host, below)
	})
}

// crossOrigin lets pages of the given origins ask from a browser; without any, no page does.
func (s *server) crossOrigin(next http.Handler) http.Handler {
	if len(s.Origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: s.Origins,
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders: []string{"Authorization", "Content-Type", "If-None-Match", "Mcp-Protocol-Version", "Mcp-Method", "Mcp-Name", requestHeader},
		ExposedHeaders: []string{"ETag", "Link", "Retry-After", requestHeader},
		MaxAge:         600, // seconds
	}).Handler(next)
}
