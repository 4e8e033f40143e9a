package mcp_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"chokepoint/api"
	"chokepoint/api/keys"
)

const ping = `{"jsonrpc":"2.0","id":1,"method":"ping"}`

// post posts a message, with headers.
func post(t *testing.T, server *httptest.Server, body string, headers ...string) (status int, text string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, server.URL+"/mcp", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	for i := 0; i < len(headers); i += 2 {
		if r.Header.Set(headers[i], headers[i+1]); headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	w, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	data, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(data)
}

// Who asks over HTTP is let in on the same terms as with any question.
func TestTerms(t *testing.T) {
	file := keys.Open(filepath.Join(t.TempDir(), "x.keys"))
	token, _, err := file.Create(keys.Read, "reader")
	if err != nil {
		t.Fatal(err)
	}
	open := serve(t, func(c *api.Config) {
		c.Hosts = []string{"chips.example"}
		c.Origins = []string{"https://pages.example"}
	})
	closed := serve(t, func(c *api.Config) { c.Keys, c.ReadKeyRequired = file, true })
	for _, c := range []struct {
		about   string
		server  *httptest.Server
		body    string
		headers []string
		status  int
	}{
		{"a message", open, ping, nil, 200},
		{"a name of the server", open, ping, []string{"Host", "chips.example"}, 200},
		{"another name", open, ping, []string{"Host", "evil.example"}, 421},
		{"a page of another origin", open, ping, []string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, 403},
		{"a page of an allowed origin", open, ping, []string{"Origin", "https://pages.example", "Sec-Fetch-Site", "cross-site"}, 200},
		{"no key", closed, ping, nil, 401},
		{"a wrong key", closed, ping, []string{"Authorization", "Bearer x"}, 401},
		{"a key", closed, ping, []string{"Authorization", "Bearer " + token}, 200},
		{"a body of two megabytes", open, `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"` + strings.Repeat("x", 2<<20) + `"}}`, nil, 413},
		{"no JSON", open, "hello", nil, 400},
		{"a form", open, "a=b", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415},
	} {
		if status, text := post(t, c.server, c.body, c.headers...); status != c.status {
			t.Errorf("%s: %d %.300s, want %d", c.about, status, text, c.status)
		}
	}
	slow := serve(t, func(c *api.Config) { c.Rate = 1 })
	last := 0
	for range 4 {
		last, _ = post(t, slow, ping)
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the fourth message of a second: %d", last)
	}
	r, err := open.Client().Get(open.URL + "/mcp")
	if err != nil {
		t.Fatal(err)
	}
	if r.Body.Close(); r.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %d", r.StatusCode)
	}
	if r, err = serve(t, func(c *api.Config) { c.MCP = nil }).Client().Post(open.URL+"/nowhere", "application/json", nil); err != nil {
		t.Fatal(err)
	}
	if r.Body.Close(); r.StatusCode != http.StatusNotFound {
		t.Errorf("elsewhere: %d", r.StatusCode)
	}
}
