package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"chokepoint/api/keys"
	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/format"
	"chokepoint/graph/imports"
	"chokepoint/graph/load"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

type importParameters struct {
	Format      string   `param:"format" maxLength:"20" default:"auto" doc:"Format of the files; auto: it is recognised." example:"csv"`
	Dataset     string   `param:"dataset" maxLength:"100" doc:"The dataset whose whole content the files are. Default: the one that they or their format tell."`
	Title       string   `param:"title" maxLength:"300" doc:"Title of the dataset."`
	Licence     string   `param:"licence" maxLength:"100" doc:"Licence of the dataset, as an SPDX identifier."`
	Map         []string `param:"map" maxItems:"100" maxLength:"300" doc:"Of a table of any form: FIELD=COLUMN, or FIELD==WHAT IT ALWAYS IS (repeatable)." example:"subject=Supplier"`
	DryRun      bool     `param:"dry_run" doc:"Say what would change, and change nothing."`
	AllowShrink bool     `param:"allow_shrink" doc:"Withdraw more than a tenth of the dataset, or change kinds of entities, if the files ask for it."`
	AllowNames  bool     `param:"allow_names" doc:"Let two entities have one name, or names that are nearly one."`
	question.Spoken
}

// importQuestion is declared as a question is, so that its parameters are read and described as theirs are.
var importQuestion = question.Define(question.Definition[importParameters, importReport]{
	Name: "import", ID: "import", Path: "/v1/imports", Tag: "Catalogue", Summary: "Load a dataset: all of it or nothing", Posted: true,
	Answer: func(_ *question.Asking, p *importParameters) (importReport, error) {
		return importReport{asked: p}, nil
	},
})

// importReport is the answer; asked is what was asked for.
type importReport struct {
	imports.Report
	asked *importParameters
}

// importTypes are the media types of single files, and the endings by which their formats are recognised.
var importTypes = map[string]string{
	"text/csv": ".csv", "text/tab-separated-values": ".tsv", "application/json": ".json", "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl",
	"application/json+ftm": ".jsonl", "application/yaml": ".yaml", "application/x-yaml": ".yaml", "text/yaml": ".yaml", "application/zip": ".zip",
	"application/octet-stream": "", "text/plain": "",
}

const (
	// importWait is how long the body of an import may take to come, and the load after it.
	importWait = 15 * time.Minute
	// maxImport bounds the body of an import, in bytes.
	maxImport = 1 << 30
)

func (s *server) registerImports(router *gin.Engine) {
	if s.Store == nil {
		return
	}
	router.POST(importQuestion.Info().Path, s.require(keys.Write), s.placed, s.transfer, s.importFiles)
}

func (s *server) describeImports() {
	info := importQuestion.Info()
	s.describe(info, http.MethodPost)
	op := s.openapi.Paths[info.Path].Post
	op.Security, op.Parameters = []map[string][]string{{keyScheme: {}}}, nil // the report has one form; format is that of the files
	for i := range info.Parameters {
		op.Parameters = append(op.Parameters, s.parameter(&info.Parameters[i], info.Path))
	}
	op.RequestBody = &huma.RequestBody{Required: true, Description: "A file, an archive of files, or several files as parts of a form.", Content: map[string]*huma.MediaType{
		"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
	for media := range importTypes {
		op.RequestBody.Content[media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	op.Responses["200"].Content = map[string]*huma.MediaType{mediaJSON: op.Responses["200"].Content[mediaJSON]}
	for status, description := range importProblems {
		op.Responses[strconv.Itoa(status)] = s.problem(status, description)
	}
}

// importProblems are what the statuses of an import say that is their own.
var importProblems = map[int]string{
	http.StatusForbidden:           "The key may not write.",
	http.StatusConflict:            "The load was stopped: it would withdraw more than a tenth of the dataset or change kinds of entities (allow_shrink), or other datasets contradict it.",
	http.StatusUnprocessableEntity: "The files have mistakes, each with its place in errors; or a parameter is wrong.",
}

// importFiles loads what a body holds, and answers with the report.
func (s *server) importFiles(c *gin.Context) {
	lang := language(c, nil)
	p, err := s.importAsked(c)
	var request imports.Request
	files := &imports.Files{}
	defer files.Close()
	if err == nil {
		request, err = s.importRequest(p)
	}
	if err == nil {
		err = s.keepBody(c, files)
	}
	if err != nil {
		s.refuseImport(c, lang, err)
		return
	}
	request.Files = files.Files
	report, err := imports.Run(c.Request.Context(), s.Store, request)
	s.audit(c, "import", "dataset", report.Dataset, "dry_run", p.DryRun, "version", report.Version, "added", report.Claims.Added, "changed", report.Claims.Changed,
		"withdrawn", report.Claims.Withdrawn, "failed", err != nil)
	if err != nil {
		s.refuseImport(c, lang, err)
		return
	}
	if !p.DryRun {
		s.imported(c, &request)
	}
	c.JSON(http.StatusOK, importReport{Report: report})
}

// importAsked reads the parameters, which are in the query.
func (s *server) importAsked(c *gin.Context) (*importParameters, error) {
	values, _, err := parameters(c, importQuestion.Info(), nil)
	if err != nil {
		return nil, err
	}
	asked, err := importQuestion.Read(values)
	if err != nil {
		return nil, err
	}
	reply, err := asked.Ask(c.Request.Context(), s.Source, question.Terms{Budget: s.Budget, Now: s.Now()})
	if err != nil {
		return nil, err
	}
	return reply.Answer.(importReport).asked, nil
}

func (s *server) importRequest(p *importParameters) (imports.Request, error) {
	r := imports.Request{Dataset: graph.Dataset{Name: p.Dataset, Title: p.Title, Licence: p.Licence, Origin: "POST " + importQuestion.Info().Path},
		Map: map[string]string{}, DryRun: p.DryRun, AllowShrink: p.AllowShrink, AllowNames: p.AllowNames, At: s.Now(), BuiltIn: s.BuiltIn}
	if p.Format != "auto" {
		r.Format = p.Format
		if !slices.Contains(format.Names(), p.Format) {
			return r, wrongValue("format", -1, p.Format, say.That("fault.enum", "auto, "+strings.Join(format.Names(), ", ")))
		}
	}
	for i, pair := range p.Map {
		field, column, ok := strings.Cut(pair, "=")
		if !ok || field == "" || column == "" {
			return r, wrongValue("map", i, pair, say.That("import.map"))
		}
		r.Map[field] = column
	}
	var err error
	if s.Review != "" {
		r.Review, err = imports.ReadReview(s.Review)
	}
	return r, err
}

func wrongValue(parameter string, index int, value string, message say.Told) error {
	return &question.Invalid{Faults: []question.Fault{{Parameter: parameter, Index: index, Value: value, Message: message}}}
}

// imported makes what was loaded seen, and keeps the pairs of names that wait for a decision. A failure here undoes nothing.
func (s *server) imported(c *gin.Context, r *imports.Request) {
	var err error
	if f, ok := s.Source.(interface{ Refresh(context.Context) error }); ok {
		err = f.Refresh(c.Request.Context())
	}
	if s.Review != "" {
		err = errors.Join(err, r.Review.Write(s.Review))
	}
	if err != nil {
		s.Log.Error("after an import", "id", c.GetString(requestHeader), "error", err)
	}
}

// keepBody keeps the files of a body outside of memory.
func (s *server) keepBody(c *gin.Context, files *imports.Files) error {
	deadline := time.Now().Add(importWait)
	control := http.NewResponseController(c.Writer)
	_ = errors.Join(control.SetReadDeadline(deadline), control.SetWriteDeadline(deadline)) // not every connection has any
	body := http.MaxBytesReader(c.Writer, c.Request.Body, maxImport)
	media, about, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err == nil && media == "multipart/form-data" {
		if err := keepParts(multipart.NewReader(body, about["boundary"]), files); err != nil {
			return err
		}
		return files.Unpack(maxImport)
	}
	ending, known := importTypes[media]
	if err != nil || !known {
		return errMedia
	}
	if err := files.Keep("body"+ending, body, maxImport); err != nil {
		return err
	}
	return files.Unpack(maxImport)
}

// keepParts keeps the files of a form by their names.
func keepParts(form *multipart.Reader, files *imports.Files) error {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: the form: %w", imports.ErrInput, err)
		}
		name := cmp.Or(part.FileName(), part.FormName(), "part")
		if err := files.Keep(path.Base(name), part, maxImport); err != nil {
			return err
		}
	}
}

// errMedia marks a body of a media type that is not read.
var errMedia = errors.New("the media type of the body")

// refuseImport writes why an import was not done.
func (s *server) refuseImport(c *gin.Context, lang string, err error) {
	var problems load.Problems
	var tooLarge *http.MaxBytesError
	p := Problem{Detail: err.Error()}
	switch {
	case errors.Is(err, errMedia):
		refuse(c, http.StatusUnsupportedMediaType, lang, say.That("import.media"))
		return
	case errors.As(err, &tooLarge), errors.Is(err, os.ErrDeadlineExceeded):
		refuseUnread(c, lang, err)
		return
	case errors.As(err, &problems):
		p.Status, p.Detail = http.StatusUnprocessableEntity, say.Text(lang, "import.problems", len(problems))
		if len(problems) == 1 {
			p.Detail = say.Text(lang, "import.problem")
		}
		for _, x := range problems[:min(len(problems), mostFaults)] {
			p.Errors = append(p.Errors, Fault{Message: x.Message, Location: x.Place.String()})
		}
	case errors.Is(err, imports.ErrShrinks), errors.Is(err, graph.ErrDangling), errors.Is(err, graph.ErrKinds), errors.Is(err, graph.ErrUndeclared):
		p.Status = http.StatusConflict
	case errors.Is(err, format.ErrUnknown), errors.Is(err, imports.ErrInput), errors.Is(err, load.ErrFile), errors.Is(err, export.ErrCut), errors.Is(err, export.ErrLine),
		errors.Is(err, export.ErrPruned):
		p.Status = http.StatusUnprocessableEntity
	default:
		var told say.Told
		if errors.As(err, &told) && !errors.As(err, new(*question.Invalid)) {
			refuse(c, http.StatusBadRequest, lang, err)
			return
		}
		s.writeError(c, lang, err, nil)
		return
	}
	p.write(c)
}

// mostFaults is how many mistakes of files a problem lists.
const mostFaults = 100
