package api

import (
	"encoding/xml"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// The feed of changes is the question of that name, newest first, as Atom (RFC 4287).
const (
	feedPath  = "/v1/changes.atom"
	feedMedia = "application/atom+xml"
	feedOf    = "changes" // the question

	feedEntries    = 100
	feedMost       = 1000
	feedDays       = 365 // that it looks back where since is not given
	feedPagesLimit = graph.MaxLimit
)

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Categories []atomCategory `xml:"category"`
	Links      []atomLink     `xml:"link"`
	Content    string         `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

func (s *server) registerFeed(router *gin.Engine) {
	i := slices.IndexFunc(s.Questions, func(q question.Question) bool { return q.Info().Name == feedOf })
	if i < 0 {
		return
	}
	of := s.Questions[i]
	router.GET(feedPath, s.placed, func(c *gin.Context) { s.feed(c, of) })
}

// describeFeed describes the feed as the question that it is of.
func (s *server) describeFeed(of *question.Info) {
	info := *of
	info.ID, info.Path, info.Tabular, info.Answer = "feed-changes", feedPath, false, reflect.TypeFor[string]()
	info.Summary = "What changed, newest first, as an Atom feed"
	info.Parameters = slices.DeleteFunc(slices.Clone(info.Parameters), func(p question.Parameter) bool { return p.Name == "cursor" })
	for i := range info.Parameters {
		switch p := &info.Parameters[i]; p.Name {
		case "since":
			p.Required, p.Doc = false, "First day, as 2026-01-01. Default: "+strconv.Itoa(feedDays)+" days ago."
		case "limit":
			least, most := 1.0, float64(feedMost)
			p.Min, p.Max, p.Default, p.Doc = &least, &most, strconv.Itoa(feedEntries), "Greatest number of entries, the newest."
		}
	}
	s.describe(&info, http.MethodGet)
	s.openapi.Paths[feedPath].Get.Responses["200"].Content = map[string]*huma.MediaType{feedMedia: {Schema: &huma.Schema{Type: huma.TypeString}}}
}

// linkFeed says where an answer can be had as a feed.
func linkFeed(header http.Header, info *question.Info, asked *url.URL) {
	if info.Name != feedOf {
		return
	}
	like := asked.Query()
	for _, name := range []string{"since", "until", "limit", "cursor", "format"} { // a feed goes on
		like.Del(name)
	}
	header.Add("Link", "<"+strings.TrimSuffix(feedPath+"?"+like.Encode(), "?")+`>; rel="alternate"; type="`+feedMedia+`"`)
}

// feed answers the question of changes as a feed.
func (s *server) feed(c *gin.Context, of question.Question) {
	lang := language(c, nil)
	values, places, err := parameters(c, of.Info(), nil)
	if err != nil {
		refuse(c, http.StatusBadRequest, lang, err)
		return
	}
	most, err := feedSize(values)
	var found []catalogue.ChangesAnswer
	if err == nil {
		if values["since"] == nil {
			values["since"] = []string{(graph.DayOf(s.Now()) - feedDays).String()}
		}
		found, err = s.changes(c, of, values)
	}
	if err != nil {
		s.writeError(c, lang, err, places)
		return
	}
	f, err := s.feedOf(c, found, most, lang)
	if err != nil {
		s.writeError(c, lang, err, places)
		return
	}
	c.Header("Content-Type", feedMedia+"; charset=utf-8")
	c.Status(http.StatusOK)
	_, _ = c.Writer.WriteString(xml.Header) // the client has gone
	_ = xml.NewEncoder(c.Writer).Encode(f)
}

// feedSize is how many entries are asked for; it takes them out of the values, since a question has the first of a list and a feed the
// last.
func feedSize(values question.Values) (int, error) {
	given, ok := values["limit"]
	delete(values, "limit")
	if values["cursor"] != nil {
		return 0, &question.Invalid{Faults: []question.Fault{{Parameter: "cursor", Index: -1, Message: say.That("feed.cursor")}}}
	}
	if !ok {
		return feedEntries, nil
	}
	n, err := strconv.Atoi(strings.Join(given, ","))
	if err != nil || n < 1 || n > feedMost {
		return 0, &question.Invalid{Faults: []question.Fault{{Parameter: "limit", Index: -1, Value: cut(strings.Join(given, ",")), Message: say.That("feed.limit", feedMost)}}}
	}
	return n, nil
}

// changes asks the question page by page.
func (s *server) changes(c *gin.Context, of question.Question, values question.Values) (pages []catalogue.ChangesAnswer, err error) {
	values["limit"] = []string{strconv.Itoa(feedPagesLimit)}
	for {
		asked, err := of.Read(values)
		if err != nil {
			return nil, err
		}
		w := &work{lanes: s.lanes}
		reply, err := asked.Ask(c.Request.Context(), s.Source, question.Terms{Budget: s.Budget, Now: s.Now(), Enter: w.enter})
		w.leave()
		if errors.Is(err, graph.ErrCursor) { // the facts changed between two pages
			delete(values, "cursor")
			pages = nil
			continue
		}
		if err != nil {
			return nil, err
		}
		page := reply.Answer.(catalogue.ChangesAnswer)
		if pages = append(pages, page); page.Next == "" {
			return pages, nil
		}
		values["cursor"] = []string{page.Next}
	}
}

// feedOf makes a feed of the latest events.
func (s *server) feedOf(c *gin.Context, pages []catalogue.ChangesAnswer, most int, lang string) (*atomFeed, error) {
	facts, err := s.Source.Snapshot(c.Request.Context())
	if err != nil {
		return nil, err
	}
	base := baseOf(c)
	query := c.Request.URL.Query()
	like := url.Values{"since": {pages[0].Since}, "until": {pages[0].Until}}
	for name, values := range query {
		if name != "limit" && like[name] == nil {
			like[name] = values
		}
	}
	f := &atomFeed{Lang: language(c, nil), Title: say.Text(lang, "feed.title"), Author: atomAuthor{"Chokepoint"}, Updated: instant(facts.LastRecorded(time.Time{})),
		ID:    "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte("feed\x00"+string(facts.Secret())+"\x00"+query.Encode())).String(),
		Links: []atomLink{{"self", feedMedia, base + c.Request.URL.RequestURI()}, {"alternate", mediaJSON, base + "/v1/changes?" + like.Encode()}}}
	if f.Lang == "" {
		f.Lang = "en"
	}
	if of := pages[0].Of; of != nil {
		f.Title = say.Text(lang, "feed.title.of", of.Name)
	}
	var events []catalogue.Event
	for _, p := range pages {
		events = append(events, p.Results...)
	}
	seen := map[string]bool{}
	for i := len(events) - 1; i >= 0 && len(f.Entries) < most; i-- {
		if e := entryOf(&events[i], base, lang); !seen[e.ID] {
			seen[e.ID] = true
			f.Entries = append(f.Entries, e)
			f.Updated = max(f.Updated, e.Updated)
		}
	}
	return f, nil
}

// entryOf is an event as an entry. It keeps its id as long as the claim keeps its own, and is updated when the event came, or when the
// store learnt of it, whichever is later.
func entryOf(e *catalogue.Event, base, lang string) atomEntry {
	date, _ := graph.ParseDate(e.Date) // it is written by the question
	updated := e.Claim.RecordedAt
	if at := date.Day().Time(); at.After(updated) && !e.Planned {
		updated = at
	}
	entry := atomEntry{ID: "urn:uuid:" + uuid.NewSHA1(e.Claim.ID, []byte(e.What+"\x00"+e.Date+"\x00"+e.After.String())).String(),
		Title:     say.Text(lang, "feed.entry", e.Date, e.Text),
		Published: instant(date.Day().Time()), Updated: instant(updated), Categories: []atomCategory{{e.What}, {e.Claim.Predicate}},
		Links: []atomLink{{"alternate", mediaJSON, base + "/v1/claims/" + e.Claim.ID.String()}}}
	var sources []string
	for _, s := range e.Claim.Sources {
		sources = append(sources, s.Title)
		if strings.HasPrefix(s.URL, "http") {
			entry.Links = append(entry.Links, atomLink{Rel: "via", Href: s.URL})
		}
	}
	lines := []string{e.Text + " (" + say.Text(lang, "event.what."+e.What) + ", " + say.Text(lang, "confidence."+e.Claim.Confidence.String()) + ")"}
	if e.Before != nil {
		lines = append(lines, say.Text(lang, "event.before", e.Before.In(lang)), say.Text(lang, "event.after", e.After.In(lang)))
	}
	if len(sources) > 0 {
		lines = append(lines, say.Text(lang, "feed.sources", strings.Join(sources, "; ")))
	}
	entry.Content = strings.Join(lines, "\n")
	return entry
}

// instant writes a time as a feed has it, to the second, so that texts order as times.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// baseOf is where the server was asked.
func baseOf(c *gin.Context) string {
	if c.Request.TLS != nil || c.GetHeader("X-Forwarded-Proto") == "https" {
		return "https://" + c.Request.Host
	}
	return "http://" + c.Request.Host
}
