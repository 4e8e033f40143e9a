// Command chokepoint loads sourced facts about semiconductors and export controls into a graph and answers questions on it,
// over HTTP (serve) and on the command line, where each question has the name that it has in the interface.
//
// Exit status: 0 done; 1 the input has errors, and nothing was applied; 2 wrong use; 3 the store failed; 130 it was told twice
// to end.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/format"
	"chokepoint/graph/load"
	"chokepoint/graph/neo4j"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Exit statuses.
const (
	exitDone = iota
	exitInput
	exitUse
	exitStore
	exitForced = 130
)

// environment begins the names of the variables in which flags may stand.
const environment = "CHOKEPOINT"

// commands are those that are no questions.
type commands struct {
	Serve   serveCommand   `cmd:"" help:"Answer questions over HTTP."`
	Load    loadCommand    `cmd:"" help:"Load a dataset: all of it or nothing."`
	Export  exportCommand  `cmd:"" help:"Write what the store holds as JSONL, GraphML, CSV or Parquet."`
	Cite    citeCommand    `cmd:"" help:"Cite sources, or the sources of claims, as BibTeX or CSL-JSON."`
	Dataset datasetCommand `cmd:"" help:"Remove or rename a dataset, or list its history."`
	Review  reviewCommand  `cmd:"" help:"Decide on parties of imported files that may be entities known already."`
	Lint    lintCommand    `cmd:"" help:"Check seed files and list every mistake."`
	Bench   benchCommand   `cmd:"" help:"Measure the engine on generated graphs."`
	Keys    keysCommand    `cmd:"" help:"Make, list and revoke keys to a server."`

	Backup  backupCommand  `cmd:"" help:"Copy a store into a new file, while others use it."`
	Restore restoreCommand `cmd:"" help:"Put a backup in the place of a store."`
	Verify  verifyCommand  `cmd:"" help:"Hold everything in a store against its checksums, references and counts."`
	Prune   pruneCommand   `cmd:"" help:"Remove old history from a store."`

	Version kong.VersionFlag `help:"Say which version this is."`
}

// process is what a command may use of the process that it runs in.
type process struct {
	context.Context
	in       io.Reader
	out, err io.Writer
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		<-signals // whoever asks twice does not want to wait
		os.Exit(exitForced)
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run runs one command and returns its exit status.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	var c commands
	exited := -1
	questions, asked := addQuestions(catalogue.All())
	parser, err := kong.New(&c, append(questions, kong.Name("chokepoint"), kong.Writers(out, errOut), kong.UsageOnError(),
		kong.Description("Who depends on whom in advanced semiconductors, and which government decisions sit on the way."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.DefaultEnvars(environment), kong.Vars{"formats": strings.Join(format.Names(), ", "), "version": "chokepoint " + programVersion()}, kong.Exit(func(code int) { exited = code }))...)
	if err != nil {
		fmt.Fprintln(errOut, "chokepoint:", err)
		return exitUse
	}
	k, err := parser.Parse(args)
	if exited >= 0 { // help or the version was asked for
		return exitDone
	}
	if err != nil {
		fmt.Fprintf(errOut, "chokepoint: %v; see chokepoint --help\n", err)
		return exitUse
	}
	p := &process{ctx, os.Stdin, out, errOut}
	lang := ""
	if q, ok := asked[k.Selected().Name]; ok {
		err, lang = q.Run(p), q.language()
	} else {
		err = k.Run(p)
	}
	if err != nil {
		complain(errOut, lang, err)
		return status(err)
	}
	return exitDone
}

// complain says in a language what went wrong: mistakes in facts a line each, with their places first.
func complain(w io.Writer, lang string, err error) {
	var problems load.Problems
	if !errors.As(err, &problems) {
		fmt.Fprintln(w, "chokepoint:", question.Plain(say.Because(err).In(lang)))
		return
	}
	fmt.Fprintln(w, question.Plain(err.Error()))
	noun := "mistakes"
	if len(problems) == 1 {
		noun = "mistake"
	}
	fmt.Fprintf(w, "chokepoint: %d %s; mend them and try again\n", len(problems), noun)
}

var errUse = errors.New("wrong use")

// status maps an error to an exit status.
func status(err error) int {
	switch {
	case errors.Is(err, graph.ErrUnavailable), errors.Is(err, graph.ErrDenied), errors.Is(err, neo4j.ErrLayout):
		return exitStore
	case errors.Is(err, errUse), errors.Is(err, neo4j.ErrForeign), errors.Is(err, graph.ErrUnknownTerm), errors.Is(err, graph.ErrCursor), errors.Is(err, graph.ErrKind), errors.Is(err, graph.ErrInterval), errors.Is(err, graph.ErrFigure), errors.Is(err, graph.ErrWhole):
		return exitUse
	default:
		return exitInput
	}
}
