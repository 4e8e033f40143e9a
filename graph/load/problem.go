package load

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Place is where something is written. Line and Column count from 1; zero means the whole file.
type Place struct {
	File         string
	Line, Column int
}

func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problem is a mistake in the facts: where it is, what it is and what to do.
type Problem struct {
	Place
	Message string
}

func (p Problem) Error() string { return p.Place.String() + ": " + p.Message }

// ErrProblems marks facts with mistakes; the error is a Problems.
var ErrProblems = errors.New("the facts have mistakes")

// MaxProblems is how many mistakes a reading notes: whoever has made so many mends the cause, not the lines.
const MaxProblems = 10_000

// Problems are all the mistakes that a reading found, in order of place. It wraps ErrProblems.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, 0, min(len(ps), maxShown)+1)
	for _, p := range ps[:min(len(ps), maxShown)] {
		lines = append(lines, p.Error())
	}
	if more := len(ps) - maxShown; more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", more))
	}
	return strings.Join(lines, "\n")
}

// maxShown is how many mistakes are written out.
const maxShown = 100

func (ps Problems) Unwrap() error { return ErrProblems }

// sorted orders problems by place and drops those said twice of one place.
func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(x, y Problem) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column), cmp.Compare(x.Message, y.Message))
	})
	return slices.Compact(ps)
}
