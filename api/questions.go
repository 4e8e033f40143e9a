package api

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// maxBody bounds the body of a question, in bytes; one that can come from a file may be as large as that.
const maxBody = 1 << 20

// register adds the operations of a question to the router and to the description.
func (s *server) register(router *gin.Engine, q question.Question) {
	info := q.Info()
	path := strings.NewReplacer("{", ":", "}", "").Replace(info.Path)
	if !info.Posted || info.GetToo {
		router.GET(path, func(c *gin.Context) { s.ask(c, q, given{}) })
		s.describe(info, http.MethodGet)
	}
	if info.Posted {
		router.POST(path, func(c *gin.Context) {
			if body, ok := s.readBody(c, info); ok {
				s.ask(c, q, body)
			}
		})
		s.describe(info, http.MethodPost)
	}
}

// given is what the body of a request gives: values, or a file.
type given struct {
	values question.Values
	file   *question.File
	in     *bodyReader // of the file
}

// bodyReader is a body that is being read, and why that failed.
type bodyReader struct {
	io.Reader
	err error
}

func (b *bodyReader) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

// refuseUnread writes why a body could not be read.
func refuseUnread(c *gin.Context, lang string, err error) {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		refuse(c, http.StatusRequestEntityTooLarge, lang, say.That("problem.large", int(tooLarge.Limit)))
		return
	}
	refuse(c, http.StatusBadRequest, lang, say.That("problem.unread"))
}

// ask reads the parameters of a question, asks it and writes its answer. What the body says wins over the query.
func (s *server) ask(c *gin.Context, q question.Question, body given) {
	lang := language(c, body.values)
	values, places, err := parameters(c, q.Info(), body.values)
	if err != nil {
		refuse(c, http.StatusBadRequest, lang, err)
		return
	}
	asCSV, err := wantsCSV(c, q.Info(), values)
	if err == nil {
		var asked question.Prepared
		if asked, err = read(q, values, body.file); err == nil {
			var reply *question.Reply
			if reply, err = asked.Ask(c.Request.Context(), s.Source, question.Terms{Budget: s.Budget, Now: s.Now()}); err == nil {
				write(c, reply, asCSV)
				return
			}
		}
	}
	if body.file != nil {
		if body.in.err != nil {
			refuseUnread(c, lang, body.in.err)
			return
		}
		places[q.Info().FromFile().Name] = "body"
	}
	s.writeError(c, lang, err, places)
}

// read reads the parameters, with those of a file if there is one.
func read(q question.Question, values question.Values, file *question.File) (question.Prepared, error) {
	if file != nil {
		return q.ReadFile(values, *file)
	}
	return q.Read(values)
}

// largest is how many bytes the body of a question may have.
func largest(info *question.Info) int64 {
	if info.FromFile() != nil {
		return question.MaxFile
	}
	return maxBody
}

// fileTypes are the media types of files, and whether they have a value a line.
var fileTypes = map[string]bool{"text/csv": false, "text/tab-separated-values": false, "text/plain": true}

// parameters collects the values of a request, and where each of them stood.
func parameters(c *gin.Context, info *question.Info, body question.Values) (question.Values, map[string]string, error) {
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		return nil, nil, undecoded(err)
	}
	values, places := question.Values(query), map[string]string{}
	for _, p := range c.Params {
		values[p.Key], places[p.Key] = []string{p.Value}, "path"
	}
	maps.Copy(values, body)
	for name := range body {
		places[name] = "body"
	}
	return values, places, nil
}

// undecoded says what of a query does not decode.
func undecoded(err error) say.Saying {
	what := ";"
	var escape url.EscapeError
	if errors.As(err, &escape) {
		what = string(escape)
	}
	return say.That("problem.query", what)
}

// wantsCSV reports whether the answer is wanted as CSV, by the parameter format, which it takes out of the values, or by the
// header Accept.
func wantsCSV(c *gin.Context, info *question.Info, values question.Values) (bool, error) {
	format, given := values["format"]
	if !info.Tabular {
		return false, nil // a question that has no table has no such parameter
	}
	delete(values, "format")
	switch {
	case !given:
		return strings.HasPrefix(c.GetHeader("Accept"), "text/csv"), nil
	case len(format) == 1 && (format[0] == "csv" || format[0] == "json"):
		return format[0] == "csv", nil
	}
	return false, &question.Invalid{Faults: []question.Fault{{Parameter: "format", Index: -1, Value: strings.Join(format, ", "), Message: say.That("fault.enum", "json, csv")}}}
}

// readBody reads the values in the body of a request, or begins to read the file that it is; ok is false if it has written a
// problem.
func (s *server) readBody(c *gin.Context, info *question.Info) (body given, ok bool) {
	in := http.MaxBytesReader(c.Writer, c.Request.Body, largest(info))
	if header := c.GetHeader("Content-Type"); header != "" {
		media, _, err := mime.ParseMediaType(header)
		if lines, isFile := fileTypes[media]; err == nil && isFile && info.FromFile() != nil {
			from := &bodyReader{Reader: in}
			return given{file: &question.File{Text: from, Lines: lines}, in: from}, true
		}
		if err != nil || media != "application/json" {
			key := "problem.media"
			if info.FromFile() != nil {
				key = "problem.media.file"
			}
			refuse(c, http.StatusUnsupportedMediaType, c.Query("lang"), say.That(key))
			return body, false
		}
	}
	data, err := io.ReadAll(in)
	if err != nil {
		refuseUnread(c, c.Query("lang"), err)
		return body, false
	}
	body.values, err = info.FromJSON(data)
	switch {
	case errors.Is(err, question.ErrBody):
		refuse(c, http.StatusBadRequest, language(c, body.values), err)
	case err != nil:
		s.writeError(c, language(c, body.values), err, nil)
	}
	return body, err == nil
}

// write writes an answer, as JSON or as CSV; the address of what follows a page of CSV is in the header Link.
func write(c *gin.Context, reply *question.Reply, asCSV bool) {
	if !asCSV {
		c.Header("Content-Type", "application/json")
		c.Status(http.StatusOK)
		enc := json.NewEncoder(c.Writer)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(reply.Answer) // the client has gone
		return
	}
	c.Header("Content-Type", "text/csv; charset=utf-8; header=present")
	table := reply.Table()
	if table.Next != "" && c.Request.Method == http.MethodGet {
		next := *c.Request.URL
		query := next.Query()
		query.Set("cursor", table.Next)
		next.RawQuery = query.Encode()
		c.Header("Link", "<"+next.RequestURI()+`>; rel="next"`)
	}
	c.Status(http.StatusOK)
	_ = table.WriteCSV(c.Writer)
}
