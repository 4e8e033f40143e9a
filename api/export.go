package api

import (
	"archive/zip"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

type exportParameters struct {
	Format   string   `param:"format" required:"true" enum:"jsonl,csv,graphml,parquet" doc:"jsonl: a line for each version of each thing that was ever recorded, from which a store can be rebuilt. csv and parquet: tables of the entities, claims and sources that stand, in a zip file. graphml: what stands as a graph."`
	Dataset  []string `param:"dataset" names:"id" maxItems:"100" doc:"Only what this dataset says (repeatable). Default: all."`
	Standing bool     `param:"standing" doc:"Of jsonl: leave out what was withdrawn or replaced."`
	question.Spoken
}

// asked is an export that is asked for, and the state of the facts that it is of.
type asked struct {
	*exportParameters
	facts *snapshot.Snapshot
	today graph.Day
}

// exports is declared as a question is, so that its parameters are read and described as theirs are.
var exports = question.Define(question.Definition[exportParameters, asked]{
	Name: "export", ID: "export", Path: "/v1/export", Tag: "Catalogue", Summary: "All that is recorded, or all that stands, as a file",
	Answer: func(a *question.Asking, p *exportParameters) (asked, error) { return asked{p, a.Facts, a.Today}, nil },
})

// exportTypes are the media types of exports, and how the names of their files end.
var exportTypes = map[string]struct{ media, ending string }{
	"jsonl":   {"application/x-ndjson", ".jsonl"},
	"graphml": {"application/graphml+xml", ".graphml"},
	"csv":     {"application/zip", "-csv.zip"},
	"parquet": {"application/zip", "-parquet.zip"},
}

func (s *server) registerExport(router *gin.Engine) {
	if s.Store == nil {
		return
	}
	router.GET(exports.Info().Path, s.placed, s.transfer, s.export)
}

func (s *server) describeExport() {
	info := *exports.Info()
	info.Answer = reflect.TypeFor[string]() // no shape of JSON
	s.describe(&info, http.MethodGet)
	described := s.openapi.Paths[info.Path].Get.Responses["200"]
	described.Description = "The file. It is written while it is read: one that ends early is cut off with its connection."
	described.Content = map[string]*huma.MediaType{}
	for _, t := range exportTypes {
		described.Content[t.media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
}

// export writes a file while it is made. What goes wrong before the first byte is a problem; afterwards the connection is cut, so that
// nobody takes a part for the whole.
func (s *server) export(c *gin.Context) {
	lang := language(c, nil)
	values, places, err := parameters(c, exports.Info(), nil)
	if err != nil {
		refuse(c, http.StatusBadRequest, lang, err)
		return
	}
	var prepared question.Prepared
	var reply *question.Reply
	if prepared, err = exports.Read(values); err == nil {
		reply, err = prepared.Ask(c.Request.Context(), s.Source, question.Terms{Budget: s.Budget, Now: s.Now()})
	}
	if err == nil {
		err = s.writeExport(c, reply.Answer.(asked))
	}
	switch {
	case err == nil:
	case c.Writer.Written():
		if c.Request.Context().Err() == nil {
			s.Log.Error("writing an export", "error", err)
		}
		panic(http.ErrAbortHandler)
	default:
		for _, header := range []string{"Content-Disposition", "Content-Type"} {
			c.Writer.Header().Del(header)
		}
		s.writeError(c, lang, err, places)
	}
}

// exportWait is how long a client may take for each part of an export; one that takes them may go on as long as it likes.
const exportWait = time.Minute

// begins is a response whose status is written with the first byte.
type begins struct{ gin.ResponseWriter }

func (b begins) Write(p []byte) (int, error) {
	if !b.Written() {
		b.WriteHeader(http.StatusOK)
	}
	_ = http.NewResponseController(b.ResponseWriter).SetWriteDeadline(time.Now().Add(exportWait)) // where there are deadlines
	return b.ResponseWriter.Write(p)
}

func (s *server) writeExport(c *gin.Context, a asked) error {
	out := begins{c.Writer}
	t, name := exportTypes[a.Format], "chokepoint"
	if len(a.Dataset) == 1 && strings.Trim(a.Dataset[0], "abcdefghijklmnopqrstuvwxyz0123456789-_.") == "" {
		name += "-" + a.Dataset[0]
	}
	c.Header("Content-Type", t.media)
	c.Header("Content-Disposition", fmt.Sprintf(`attachment; filename="%s%s"`, name, t.ending))
	if a.Format == "jsonl" {
		to := export.NewJSONL(out)
		to.Datasets, to.Standing = a.Dataset, a.Standing
		if err := s.Store.Tell(c.Request.Context(), to); err != nil {
			return err
		}
		return to.Flush()
	}
	facts, err := export.Choose(c.Request.Context(), s.Store, a.facts, a.Dataset, a.today)
	if err != nil {
		return err
	}
	switch a.Format {
	case "graphml":
		return facts.GraphML().Write(out)
	case "csv":
		return writeZip(out, zip.Deflate, facts.CSV())
	}
	return writeZip(out, zip.Store, facts.Parquet()) // their columns are compressed already
}

// writeZip writes files into one.
func writeZip(w io.Writer, method uint16, files []export.File) error {
	archive := zip.NewWriter(w)
	for _, f := range files {
		to, err := archive.CreateHeader(&zip.FileHeader{Name: f.Name, Method: method})
		if err != nil {
			return err
		}
		if err := f.Write(to); err != nil {
			return err
		}
	}
	return archive.Close()
}
