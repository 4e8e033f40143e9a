// Command chokepoint loads sourced facts about semiconductors and export controls into a graph and answers questions on it,
// over HTTP (serve) and on the command line, where each question has the name that it has in the interface.
//
// Exit status: 0 done; 1 the input has errors, and nothing was applied; 2 wrong use; 3 the store failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// Exit statuses.
const (
	exitDone = iota
	exitInput
	exitUse
	exitStore
)

// commands is the command line.
type commands struct {
	Serve serveCommand `cmd:"" help:"Answer questions over HTTP."`
	Load  loadCommand  `cmd:"" help:"Load a dataset: all of it or nothing."`
	Lint  lintCommand  `cmd:"" help:"Check seed files and list every mistake."`

	Bench benchCommand `cmd:"" help:"Measure the engine on generated graphs."`

	Ask          askCommand          `cmd:"" help:"Ask in plain English or French."`
	Dependents   dependentsCommand   `cmd:"" help:"Who depends on it, at any distance."`
	Dependencies dependenciesCommand `cmd:"" help:"What it depends on, at any distance."`
	Neighbours   neighboursCommand   `cmd:"" help:"One hop, all relations."`
	Paths        pathsCommand        `cmd:"" help:"The shortest ways in which one entity depends on another."`
	Entities     entitiesCommand     `cmd:"" help:"List entities."`
	Entity       entityCommand       `cmd:"" help:"An entity with its claims."`
	Decisions    decisionsCommand    `cmd:"" help:"The decisions that bear on an entity."`
	Owners       ownersCommand       `cmd:"" help:"Who owns it, with effective shares."`
	Holdings     holdingsCommand     `cmd:"" help:"What it owns, with effective shares."`
	Affiliates   affiliatesCommand   `cmd:"" help:"Whom a listing reaches through ownership."`
	Impact       impactCommand       `cmd:"" help:"What stops, or is weakened, if something is taken away."`
	Chokepoints  chokepointsCommand  `cmd:"" help:"Entities by what their loss alone would lose."`
	Check        checkCommand        `cmd:"" help:"The decisions that bear on an export, and what is unknown."`
	Changes      changesCommand      `cmd:"" help:"What began, ended, was recorded or withdrawn between two days."`
	Timeline     timelineCommand     `cmd:"" help:"What began and ended for it, and when."`
	Search       searchCommand       `cmd:"" help:"Entities by name or alias, in any script."`
	Match        matchCommand        `cmd:"" help:"Candidates for names, one argument each."`
	Sources      sourcesCommand      `cmd:"" help:"List sources."`
	Source       sourceCommand       `cmd:"" help:"A source and the claims that cite it."`
	Claim        claimCommand        `cmd:"" help:"A claim by its id."`
	Datasets     datasetsCommand     `cmd:"" help:"What is loaded."`
	Ontology     ontologyCommand     `cmd:"" help:"Kinds, attributes, relations and rules, as JSON."`
	Stats        statsCommand        `cmd:"" help:"Counts, and which questions are answered where."`
}

// process is what a command may use of the process that it runs in.
type process struct {
	context.Context
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run runs one command and returns its exit status.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	var c commands
	exited := -1
	parser, err := kong.New(&c, kong.Name("chokepoint"), kong.Writers(out, errOut), kong.UsageOnError(),
		kong.Description("Who depends on whom in advanced semiconductors, and which government decisions sit on the way."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.DefaultEnvars("CHOKEPOINT"), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(errOut, "chokepoint:", err)
		return exitUse
	}
	k, err := parser.Parse(args)
	if exited >= 0 { // help was asked for
		return exitDone
	}
	if err != nil {
		fmt.Fprintf(errOut, "chokepoint: %v; see chokepoint --help\n", err)
		return exitUse
	}
	if err := k.Run(&process{ctx, out, errOut}); err != nil {
		complain(errOut, err)
		return status(err)
	}
	return exitDone
}

// complain says what went wrong: mistakes in facts a line each, with their places first.
func complain(w io.Writer, err error) {
	var problems load.Problems
	if !errors.As(err, &problems) {
		fmt.Fprintln(w, "chokepoint:", err)
		return
	}
	fmt.Fprintln(w, err)
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
	case errors.Is(err, graph.ErrUnavailable), errors.Is(err, graph.ErrDenied):
		return exitStore
	case errors.Is(err, errUse), errors.Is(err, graph.ErrUnknownTerm), errors.Is(err, graph.ErrCursor), errors.Is(err, graph.ErrKind), errors.Is(err, graph.ErrInterval):
		return exitUse
	default:
		return exitInput
	}
}
