package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/question"
)

// call is a question as a request asks it.
type call struct {
	question.Prepared
	info   *question.Info
	form   string   // of the answer
	get    *url.URL // the address that it was asked by; nil: it was posted
	packs  bool     // whoever asks takes gzip
	lang   string
	places map[string]string // where values stood that were not in the query
}

// ask answers a question: with what is kept, with what is being found for somebody else, or with what it finds.
func (s *server) ask(c *gin.Context, q question.Question, body given, id identity) {
	if a := s.kept.find(id); a != nil {
		s.answered.kept.Inc()
		a.write(c)
		return
	}
	asked, err := understand(c, q, body)
	if err != nil {
		s.refuseQuestion(c, asked, body, err)
		return
	}
	find := func(ctx context.Context) (*answer, error) { return s.find(ctx, asked, id) }
	if asked.get != nil { // of what is posted, a place was taken before the body was read
		var leave func()
		find, leave = s.placing(find)
		defer leave()
	}
	a, err := s.share(c.Request.Context(), id, find)
	if err != nil {
		s.refuseQuestion(c, asked, body, err)
		return
	}
	a.write(c)
}

// understand reads what a request asks. What was read before a mistake is returned with it.
func understand(c *gin.Context, q question.Question, body given) (asked call, err error) {
	asked = call{info: q.Info(), lang: language(c, body.values), packs: acceptsGzip(c.Request)}
	if c.Request.Method == http.MethodGet {
		asked.get = c.Request.URL
	}
	values, places, err := parameters(c, asked.info, body.values)
	if err != nil {
		return asked, badRequest{err}
	}
	asked.places = places
	if asked.form, err = formOf(c, asked.info, values); err != nil {
		return asked, err
	}
	if body.file != nil {
		asked.Prepared, err = q.ReadFile(values, *body.file)
	} else {
		asked.Prepared, err = q.Read(values)
	}
	return asked, err
}

// badRequest is why a query does not decode.
type badRequest struct{ error }

// refuseQuestion writes why a question has no answer.
func (s *server) refuseQuestion(c *gin.Context, asked call, body given, err error) {
	var undecoded badRequest
	switch {
	case errors.As(err, &undecoded):
		refuse(c, http.StatusBadRequest, asked.lang, undecoded.error)
		return
	case errors.Is(err, errForm):
		refuse(c, http.StatusNotAcceptable, asked.lang, err)
		return
	case body.file != nil && body.in.err != nil:
		refuseUnread(c, asked.lang, body.in.err)
		return
	case body.file != nil:
		asked.places[asked.info.FromFile().Name] = "body"
	}
	s.writeError(c, asked.lang, err, asked.places)
}

// share returns what find finds, or what it is finding for another request of the same.
func (s *server) share(ctx context.Context, id identity, find func(context.Context) (*answer, error)) (*answer, error) {
	if id.key == "" {
		return find(ctx)
	}
	a, shared, err := s.flights.do(ctx, id.key, find)
	if shared {
		s.answered.shared.Inc()
	}
	return a, err
}

// find finds an answer, and keeps it if it is one to whoever asks the same again.
func (s *server) find(ctx context.Context, asked call, id identity) (*answer, error) {
	w := &work{lanes: s.lanes}
	defer w.leave()
	now := id.now
	if id.key == "" {
		now = s.Now()
	}
	reply, err := asked.Ask(ctx, s.Source, question.Terms{Budget: s.Budget, Now: now, Enter: w.enter})
	if err != nil {
		return nil, err
	}
	s.answered.found.Inc()
	a, err := s.render(ctx, asked, reply)
	if err != nil {
		return nil, err
	}
	if asked.packs {
		a.gzip() // as long as there is a place at work
	}
	if id.key == "" || a.header.Get("Cache-Control") == noStore {
		return a, nil
	}
	if reply.Version != id.version { // a load came between
		id = id.at(reply.Version)
	}
	if asked.get != nil {
		a.tag = id.tag()
	}
	s.kept.keep(id, a)
	return a, nil
}

// render writes an answer in its form.
func (s *server) render(ctx context.Context, asked call, reply *question.Reply) (*answer, error) {
	a := &answer{header: http.Header{}}
	if reply.Hurried {
		a.header.Set("Cache-Control", noStore)
	}
	if asked.get != nil {
		linkFeed(a.header, asked.info, asked.get)
	}
	var out bytes.Buffer
	media, err := formMedia[asked.form], error(nil)
	switch asked.form {
	case formJSON:
		err = writeJSON(&out, reply.Answer)
	case formTable:
		err = writeJSON(&out, reply.Grid())
	case formCSV:
		media += "; charset=utf-8; header=present"
		table := reply.Table()
		if table.Next != "" && asked.get != nil {
			linkNext(a.header, asked.get, table.Next)
		}
		err = table.WriteCSV(&out)
	default:
		media += "; charset=utf-8"
		err = export.WriteShown(ctx, &out, asked.form, reply.Answer, reply.Facts, graph.DayOf(s.Now()))
	}
	a.header.Set("Content-Type", media)
	a.body = out.Bytes()
	return a, err
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// linkNext says where the page after one of CSV is.
func linkNext(header http.Header, from *url.URL, cursor string) {
	next := *from
	query := next.Query()
	query.Set("cursor", cursor)
	next.RawQuery = query.Encode()
	header.Add("Link", "<"+next.RequestURI()+`>; rel="next"`)
}
