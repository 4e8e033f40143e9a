package api

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"chokepoint/api/keys"
)

// keyed is a server with an operation that reads and one that writes, and the tokens of a key for each.
func keyed(t *testing.T, readKeyRequired bool) (h http.Handler, log *bytes.Buffer, file *keys.File, tokens map[keys.Scope]string) {
	t.Helper()
	file, log, tokens = keys.Open(filepath.Join(t.TempDir(), "x.keys")), &bytes.Buffer{}, map[keys.Scope]string{}
	for _, scope := range []keys.Scope{keys.Read, keys.Write} {
		token, _, err := file.Create(scope, "of "+string(scope))
		if err != nil {
			t.Fatal(err)
		}
		tokens[scope] = token
	}
	s := &server{Config: Config{Keys: file, ReadKeyRequired: readKeyRequired, Log: slog.New(slog.NewTextHandler(log, nil)), Quiet: true}}
	router := s.router()
	router.Use(s.identify, s.logRequests, s.admit)
	router.GET("/v1/things", func(c *gin.Context) { c.Status(http.StatusOK) })
	router.POST("/v1/things", s.require(keys.Write), func(c *gin.Context) {
		s.audit(c, "made a thing", "things", 1)
		c.Status(http.StatusOK)
	})
	router.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })
	return router, log, file, tokens
}

func TestScopes(t *testing.T) {
	for _, required := range []bool{false, true} {
		h, log, file, tokens := keyed(t, required)
		open := http.StatusOK
		if required {
			open = http.StatusUnauthorized
		}
		for _, c := range []struct {
			method, authorization string
			status                int
		}{
			{"GET", "", open}, {"GET", "Bearer " + tokens[keys.Read], 200}, {"GET", "bearer  " + tokens[keys.Write], 200}, {"GET", "Bearer x", 401}, {"GET", "Bearer", 401},
			{"GET", "Basic eDp5", open}, {"POST", "", 401}, {"POST", "Basic eDp5", 401}, {"POST", "Bearer x", 401}, {"POST", "Bearer " + tokens[keys.Read], 403}, {"POST", "Bearer " + tokens[keys.Write], 200},
		} {
			r := httptest.NewRequest(c.method, "/v1/things", nil)
			r.Header.Set("Authorization", c.authorization)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != c.status || (w.Code == 401 || w.Code == 403) != (w.Header().Get("WWW-Authenticate") != "") {
				t.Errorf("required %v: %s with %.12s: %d %v, want %d", required, c.method, c.authorization, w.Code, w.Header(), c.status)
			}
		}
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil)); w.Code != 200 {
			t.Errorf("healthz: %d", w.Code)
		}
		all, err := file.List()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(log.String(), "msg=write") != 1 || !strings.Contains(log.String(), `what="made a thing"`) || !strings.Contains(log.String(), "key="+all[1].ID) || !strings.Contains(log.String(), "things=1") {
			t.Errorf("the log has %s", log)
		}
		for _, k := range all {
			if _, err := file.Revoke(k.ID); err != nil {
				t.Fatal(err)
			}
		}
		r := httptest.NewRequest(http.MethodPost, "/v1/things", nil)
		r.Header.Set("Authorization", "Bearer "+tokens[keys.Write])
		w = httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != 401 {
			t.Errorf("a revoked key writes: %d", w.Code)
		}
	}
}

// However many ask, no more are counted than there is room for.
func TestRatesAreBounded(t *testing.T) {
	r := newRates(1)
	now := time.Now()
	for i := range 3 * mostCounted {
		r.wait(string(rune(i+1000)), now)
	}
	if len(r.each) > mostCounted {
		t.Errorf("%d are counted", len(r.each))
	}
}
