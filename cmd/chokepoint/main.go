// Command chokepoint loads sourced facts about semiconductors and export controls into a graph and answers questions on it,
// over HTTP (serve) and on the command line, where each question has the name that it has in the interface.
//
// Exit status: 0 done; 1 the input has errors, and nothing was applied, or the output could not be written; 2 wrong use; 3 the store failed;
// 130 it was told to end before it was done.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"

	"chokepoint/graph"
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
	exitEnded = 130
)

// commands are those that are no questions, in the order in which help lists them.
type commands struct {
	Serve serveCommand `cmd:"" group:"server" help:"Answer questions over HTTP."`
	Mcp   mcpCommand   `cmd:"" group:"server" help:"Answer an assistant over standard input and output (Model Context Protocol)."`
	Keys  keysCommand  `cmd:"" group:"server" help:"Make, list and revoke keys to a server."`
	Bench benchCommand `cmd:"" group:"server" help:"Measure the engine on generated graphs."`

	Load    loadCommand    `cmd:"" group:"data" help:"Load a dataset: all of it or nothing."`
	Review  reviewCommand  `cmd:"" group:"data" help:"Decide on parties of imported files that may be entities known already."`
	Dataset datasetCommand `cmd:"" group:"data" help:"Remove or rename a dataset, or list its history."`
	Lint    lintCommand    `cmd:"" group:"data" help:"Check seed files and list every mistake."`
	Export  exportCommand  `cmd:"" group:"data" help:"Write what the store holds as JSONL, GraphML, CSV or Parquet."`
	Cite    citeCommand    `cmd:"" group:"data" help:"Cite sources, or the sources of claims, as BibTeX or CSL-JSON."`

	Backup  backupCommand  `cmd:"" group:"keeping" help:"Copy a store into a new file, while others use it."`
	Restore restoreCommand `cmd:"" group:"keeping" help:"Put a backup in the place of a store."`
	Verify  verifyCommand  `cmd:"" group:"keeping" help:"Hold everything in a store against its checksums, references and counts."`
	Prune   pruneCommand   `cmd:"" group:"keeping" help:"Remove old history from a store."`

	Completion completionCommand `cmd:"" group:"program" help:"Print a script by which a shell completes commands, flags and ids."`
}

// process is what a command may use of the process that it runs in.
type process struct {
	context.Context
	in       io.Reader
	out, err io.Writer
	paging   atomic.Bool // a pager has the terminal, and takes what is typed there
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	p := &process{Context: ctx, in: os.Stdin, out: &output{file: os.Stdout}, err: os.Stderr}
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go p.obey(signals, cancel)
	os.Exit(run(p, os.Args[1:]))
}

// obey ends the process well at the first signal, and at once at the next. What interrupts a pager, as it searches, is none.
func (p *process) obey(signals <-chan os.Signal, cancel func()) {
	told := false
	for s := range signals {
		switch {
		case s == os.Interrupt && p.paging.Load():
		case told: // whoever asks twice does not want to wait
			os.Exit(exitEnded)
		default:
			told = true
			cancel()
		}
	}
}

// run runs one command and returns its exit status.
func run(p *process, args []string) int {
	program := newProgram(p)
	program.SetArgs(args)
	err := p.written(program.Execute())
	switch {
	case err == nil:
		return exitDone
	case p.Err() != nil && errors.Is(err, context.Canceled): // whoever ended it knows
		return exitEnded
	default:
		complain(p.err, languageOf(args), err)
		return status(err)
	}
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
