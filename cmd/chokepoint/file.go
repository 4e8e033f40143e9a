package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// standardInput is what stands for it among arguments.
const standardInput = "-"

// endings are those of names that are no names of anybody, but of files.
var endings = []string{".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xls"}

// linesEnding is that of files with a name a line.
const linesEnding = ".txt"

// read reads the parameters, of which one may be a file. Its errors are misuse, or what is wrong with the file.
func (c *questionCommand) read(p *process) (question.Prepared, error) {
	v := c.values()
	parameter := c.question.Info().FromFile()
	if parameter == nil {
		asked, err := c.question.Read(v)
		return asked, c.explain(err)
	}
	given := v[parameter.Name]
	at := slices.IndexFunc(given, isFile)
	if at < 0 {
		asked, err := c.question.Read(v)
		return asked, c.explain(err)
	}
	name := given[at]
	if len(given) > 1 {
		return nil, c.explain(&question.Invalid{Faults: []question.Fault{{Parameter: parameter.Name, Index: at, Value: name, Message: say.That("use.file.alone")}}})
	}
	text, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	delete(v, parameter.Name)
	asked, err := c.question.ReadFile(v, question.File{Text: text, Lines: strings.EqualFold(filepath.Ext(name), linesEnding)})
	return asked, c.explainFile(name, parameter, err)
}

// isFile reports whether an argument is to be opened: it is there, or it is written as a path or ends like the name of a file. A path
// that is mistyped must not be taken for a name of nobody.
func isFile(name string) bool {
	if name == standardInput || slices.Contains(endings, strings.ToLower(filepath.Ext(name))) || isPath(name) {
		return true
	}
	_, err := os.Stat(name)
	return err == nil
}

// isPath reports whether an argument is written as a path: a name of a party may have a stroke too (Demant A/S), but not without a space,
// and not at its beginning.
func isPath(name string) bool {
	return strings.ContainsRune(name, filepath.Separator) && (!strings.ContainsRune(name, ' ') || filepath.IsAbs(name) || name[0] == '.') && name[0] != '{'
}

// open opens a file, or standard input.
func (p *process) open(name string) (io.ReadCloser, error) {
	if name == standardInput {
		return io.NopCloser(p.in), nil
	}
	file, err := os.Open(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, say.That("use.file.missing", name)
	case err != nil:
		return nil, say.That("use.file", name, plainCause(err))
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, say.That("use.file.folder", name)
	}
	return file, nil
}

// plainCause is the cause of an error of package os, without the name of the file.
func plainCause(err error) string {
	var located *os.PathError
	if errors.As(err, &located) {
		return located.Err.Error()
	}
	return err.Error()
}

// explainFile names the file in what is wrong with it, which is no wrong use.
func (c *questionCommand) explainFile(name string, p *question.Parameter, err error) error {
	var invalid *question.Invalid
	if !errors.As(err, &invalid) || len(invalid.Faults) != 1 || invalid.Faults[0].Parameter != p.Name {
		return c.explain(err)
	}
	return say.That("use.file", name, invalid.Faults[0].Message)
}

// bar returns what shows on a terminal how much of an answer is done, and what ends that.
func (c *questionCommand) bar(p *process) (progressed func(done, total int), end func()) {
	bar, begun := progress(p.err, "", 1), false
	if bar == nil {
		return nil, func() {}
	}
	return func(done, total int) {
			if !begun {
				bar, begun = progress(p.err, c.question.Info().Name, total), true
			}
			_ = bar.Set(done)
		}, func() {
			if begun {
				finish(bar)
			}
		}
}
