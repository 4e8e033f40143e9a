package api_test

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// feed is what these tests read of a feed.
type feed struct {
	XMLName xml.Name  `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string    `xml:"id"`
	Title   string    `xml:"title"`
	Updated time.Time `xml:"updated"`
	Author  string    `xml:"author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID        string    `xml:"id"`
		Title     string    `xml:"title"`
		Published time.Time `xml:"published"`
		Updated   time.Time `xml:"updated"`
		Content   string    `xml:"content"`
		Links     []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func readFeed(t *testing.T, h http.Handler, target string) (f feed) {
	t.Helper()
	r := get(t, h, target)
	if media := r.Header().Get("Content-Type"); media != "application/atom+xml; charset=utf-8" || r.Header().Get("ETag") == "" {
		t.Errorf("%v", r.Header())
	}
	if err := xml.Unmarshal(r.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if f.ID == "" || f.Title == "" || f.Author == "" || f.Updated.IsZero() {
		t.Errorf("%+v", f)
	}
	ids := map[string]bool{}
	for _, e := range f.Entries {
		if u, err := url.Parse(e.ID); err != nil || u.Scheme != "urn" || ids[e.ID] {
			t.Errorf("the id %q", e.ID)
		}
		ids[e.ID] = true
		if e.Title == "" || e.Content == "" || e.Updated.IsZero() || e.Updated.After(f.Updated) || e.Updated.Before(e.Published) {
			t.Errorf("%+v", e)
		}
	}
	return f
}

func TestFeed(t *testing.T) {
	h := small(t)
	f := readFeed(t, h, "/v1/changes.atom?since=2020-01-01")
	events := get(t, h, "/v1/changes?since=2020-01-01")
	results, _ := at(events.body, "results")
	if len(f.Entries) == 0 || len(f.Entries) != len(results.([]any)) {
		t.Fatalf("%d entries of %d events", len(f.Entries), len(results.([]any)))
	}
	last := results.([]any)[len(f.Entries)-1].(map[string]any)
	if want := last["date"].(string) + ": " + last["text"].(string); f.Entries[0].Title != want {
		t.Errorf("the first entry is %q, want %q", f.Entries[0].Title, want)
	}
	if !slices.ContainsFunc(events.Header().Values("Link"), func(l string) bool { return l == `</v1/changes.atom>; rel="alternate"; type="application/atom+xml"` }) {
		t.Errorf("%v", events.Header())
	}
	for _, e := range f.Entries {
		path, ok := strings.CutPrefix(e.Links[0].Href, "http://example.com")
		if !ok || e.Links[0].Rel != "alternate" {
			t.Fatalf("%+v", e.Links)
		}
		get(t, h, path)
	}
	again := readFeed(t, small(t), "/v1/changes.atom?since=2020-01-01") // another store of the same facts
	for i := range f.Entries {
		if f.Entries[i].ID != again.Entries[i].ID {
			t.Errorf("entry %d has another id in another store", i)
		}
	}
	if f.ID == again.ID {
		t.Error("feeds of two stores have one id")
	}
}

func TestFeedOf(t *testing.T) {
	h := small(t)
	f := readFeed(t, h, "/v1/changes.atom?of=deepseek&since=2026-01-01&limit=1&lang=fr")
	if f.Title != "Chokepoint : ce qui a changé pour DeepSeek" || len(f.Entries) != 1 {
		t.Errorf("%+v", f)
	}
	if f := readFeed(t, h, "/v1/changes.atom"); !strings.Contains(f.Links[1].Href, "since=2025-02-01") { // a year before
		t.Errorf("%+v", f.Links)
	}
	for target, status := range map[string]int{"/v1/changes.atom?of=nobody-at-all": 404, "/v1/changes.atom?limit=0": 422, "/v1/changes.atom?limit=1&limit=2": 422,
		"/v1/changes.atom?cursor=x": 422, "/v1/changes.atom?colour=red": 422, "/v1/changes.atom?since=x": 422, "/v1/changes.atom?since=%zz": 400} {
		if r := do(t, h, http.MethodGet, target, ""); r.Code != status || r.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", target, r.Code, r.Body)
		}
	}
	tag := get(t, h, "/v1/changes.atom").Header().Get("ETag")
	if r := do(t, h, http.MethodGet, "/v1/changes.atom", "", "If-None-Match", tag); r.Code != http.StatusNotModified || r.Body.Len() > 0 {
		t.Errorf("%d", r.Code)
	}
}
