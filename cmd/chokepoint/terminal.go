package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"chokepoint/graph/question"
)

// terminalOf returns the terminal that something is written to, or nil.
func terminalOf(out io.Writer) *os.File {
	file, ok := fileOf(out)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return file
}

// fileOf returns the file that something is written to, if it is one.
func fileOf(out io.Writer) (*os.File, bool) {
	if o, ok := out.(*output); ok {
		return o.file, true
	}
	file, ok := out.(*os.File)
	return file, ok
}

// lineWidth is how wide lines may be: as COLUMNS says, else as wide as the terminal that they go to; 0, any width, where they go
// elsewhere.
func lineWidth(out io.Writer) int {
	width, _ := sizeOf(out)
	return cmp.Or(numberIn("COLUMNS"), width)
}

// sizeOf is the size of the terminal that something is written to, or nothing.
func sizeOf(out io.Writer) (width, height int) {
	if file := terminalOf(out); file != nil {
		width, height, _ = term.GetSize(int(file.Fd()))
	}
	return width, height
}

// numberIn is the number above 0 that stands in a variable, or 0.
func numberIn(variable string) int {
	n, _ := strconv.Atoi(os.Getenv(variable))
	return max(n, 0)
}

// sheet is what tables are written on that are no answers, as wide as lines may be.
func (p *process) sheet() *question.Sheet {
	s := question.NewSheet(p.out)
	s.Fit(lineWidth(p.out))
	return s
}

// When answers have colours.
const (
	colorAuto   = "auto"
	colorAlways = "always"
	colorNever  = "never"
)

// colored reports whether what is written has colours: as the flag says, else as NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR do
// (no-color.org, bixense.com/clicolors), else where it goes to a terminal that knows any.
func colored(when string, out io.Writer) bool {
	switch {
	case when != colorAuto:
		return when == colorAlways
	case os.Getenv("NO_COLOR") != "":
		return false
	case isForced("CLICOLOR_FORCE"), isForced("FORCE_COLOR"):
		return true
	}
	kind := os.Getenv("TERM")
	return terminalOf(out) != nil && kind != "" && kind != "dumb"
}

func isForced(variable string) bool { return strings.Trim(os.Getenv(variable), "0") != "" }

// writeCSV writes a table as CSV: to a terminal without what would command it, and as it is to where it is read by programs.
func writeCSV(out io.Writer, t *question.Table, shown bool) error {
	if !shown {
		return t.WriteCSV(out)
	}
	var text strings.Builder
	if err := t.WriteCSV(&text); err != nil {
		return err
	}
	_, err := io.WriteString(out, question.Plain(text.String()))
	return err
}

// pager is the command by which a person reads what is longer than the screen, or empty: that of CHOKEPOINT_PAGER, else of PAGER, else less
// where it is. It leaves the screen as it is, quits where all fits, and shows colours.
func pager(wide bool) string {
	for _, name := range []string{environment + "_PAGER", "PAGER"} {
		if command, said := os.LookupEnv(name); said {
			if command = strings.TrimSpace(command); command == "cat" {
				return ""
			}
			return command
		}
	}
	if _, err := exec.LookPath("less"); err != nil {
		return ""
	}
	if wide {
		return "less -FRXS" // lines that are cut can be looked along
	}
	return "less -FRX"
}

// paged writes to where the output goes, by the pager if there is one and that is a terminal with fewer lines.
func (p *process) paged(command string, write func(io.Writer) error) error {
	width, height := sizeOf(p.out)
	if command == "" || height == 0 {
		return write(p.out)
	}
	var text bytes.Buffer
	err := write(&text)
	if err == nil && linesOn(text.Bytes(), width) >= height && p.page(command, text.Bytes()) {
		return nil
	}
	_, writing := p.out.Write(text.Bytes())
	return errors.Join(err, writing)
}

// linesOn is how many lines a text takes on a screen, about.
func linesOn(text []byte, width int) (n int) {
	for line := range bytes.Lines(text) {
		n += 1 + utf8.RuneCount(line)/max(width, 1)
	}
	return n
}

// Statuses of a shell for a command that it could not run.
const (
	shellDenied  = 126
	shellMissing = 127
)

// pagerEnd is how long a pager may take to end once it is told to.
const pagerEnd = 2 * time.Second

// page shows a text by a pager, until that is left or the process is told to end, and reports whether it was there. How it ends says nothing of the
// answer: it may be left before all is read.
func (p *process) page(command string, text []byte) bool {
	shell := exec.CommandContext(p.Context, "sh", "-c", command)
	shell.Stdin, shell.Stdout, shell.Stderr = bytes.NewReader(text), p.out, p.err
	if file, ok := fileOf(p.out); ok {
		shell.Stdout = file // the terminal itself, of which it asks the size
	}
	if os.Getenv("LESS") == "" {
		shell.Env = append(os.Environ(), "LESS=FRX")
	}
	shell.Cancel = func() error { return shell.Process.Signal(syscall.SIGTERM) } // it puts the terminal in order
	shell.WaitDelay = pagerEnd
	p.paging.Store(true)
	defer p.paging.Store(false)
	err := shell.Run()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		return ended.ExitCode() != shellMissing && ended.ExitCode() != shellDenied
	case err != nil && !errors.Is(err, syscall.EPIPE) && !errors.Is(err, context.Canceled):
		return false
	}
	return true
}
