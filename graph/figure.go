package graph

import (
	"errors"
	"fmt"
	"strings"
)

// ErrFigure is that something is no figure of an item.
var ErrFigure = errors.New("not a figure of an item")

// FigureFault is what is wrong with a figure that somebody gives of an item.
type FigureFault string

// The faults, with what Known of a WrongFigure holds.
const (
	FigureMissing   FigureFault = "missing"   // none is given at all
	FigureUnknown   FigureFault = "unknown"   // no attribute is called so; Known: those of items
	FigureElsewhere FigureFault = "elsewhere" // it is no attribute of the items meant; Known: the kinds that have it
	FigureApart     FigureFault = "apart"     // no kind of item has it and all those given before; Known: the kinds that have it
	FigureTwice     FigureFault = "twice"     // it is given before
	FigureEmpty     FigureFault = "empty"
	FigureNoNumber  FigureFault = "no-number" // Known: the units that it may have, the base unit first
	FigureNegative  FigureFault = "negative"
	FigureUnit      FigureFault = "unit"      // it has another; Known: as of FigureNoNumber
	FigureUnitless  FigureFault = "unit-less" // it has a unit, and is a bare number
	FigureTerm      FigureFault = "term"      // Known: the terms
	FigureBool      FigureFault = "bool"
	FigureDate      FigureFault = "date"
)

// WrongFigure is a figure of an item that somebody gives and that is none. It wraps ErrFigure.
type WrongFigure struct {
	Name, Text string
	Fault      FigureFault
	Unit       string   // that is wrong
	Near       []string // what may have been meant, of Known
	Known      []string
}

func (e *WrongFigure) Error() string {
	switch e.Fault {
	case FigureMissing:
		return `no figure is given: give one at least, as die_area with 814 mm2`
	case FigureUnknown:
		return fmt.Sprintf("no figure of an item is called %q; %s", e.Name, e.choice())
	case FigureElsewhere:
		return fmt.Sprintf("the figure %s is of another kind (%s): leave it out", e.Name, strings.Join(e.Known, ", "))
	case FigureApart:
		return fmt.Sprintf("no kind of item has %s (of %s) and all the figures before it: leave one out", e.Name, strings.Join(e.Known, ", "))
	case FigureTwice:
		return fmt.Sprintf("the figure %s is given twice: leave one out", e.Name)
	case FigureEmpty:
		return fmt.Sprintf("the figure %s has no value: give one, or leave it out", e.Name)
	case FigureNoNumber:
		return fmt.Sprintf("the figure %s is a number, and %q is none: write it as %s", e.Name, e.Text, e.Example())
	case FigureNegative:
		return fmt.Sprintf("the figure %s is %q, and no figure is less than nothing: leave out the sign", e.Name, e.Text)
	case FigureUnit:
		return fmt.Sprintf("the figure %s is measured in %s, and not in %q: write it as %s", e.Name, strings.Join(e.Known, " or "), e.Unit, e.Example())
	case FigureUnitless:
		return fmt.Sprintf("the figure %s is a number without a unit: leave out %q", e.Name, e.Unit)
	case FigureTerm:
		return fmt.Sprintf("the figure %s has no term %q; %s", e.Name, e.Text, e.choice())
	case FigureBool:
		return fmt.Sprintf("the figure %s is true or false, and %q is neither", e.Name, e.Text)
	default:
		return fmt.Sprintf("the figure %s is a date, and %q is none: write it as 2026-01-15, 2026-01 or 2026", e.Name, e.Text)
	}
}

// choice says what there is, or what of it may have been meant.
func (e *WrongFigure) choice() string {
	if len(e.Near) > 0 {
		return "did you mean " + strings.Join(e.Near, ", ") + "?"
	}
	return "there are " + strings.Join(e.Known, ", ")
}

// Example is a number in the unit that the figure has.
func (e *WrongFigure) Example() string {
	if len(e.Known) == 0 {
		return "100"
	}
	return "100 " + e.Known[0]
}

func (e *WrongFigure) Unwrap() error { return ErrFigure }

// WrongFigures is all that is wrong with the figures that somebody gives of an item. It wraps ErrFigure.
type WrongFigures []*WrongFigure

func (e WrongFigures) Error() string {
	texts := make([]string, len(e))
	for i, f := range e {
		texts[i] = f.Error()
	}
	return strings.Join(texts, "; ")
}

func (e WrongFigures) Unwrap() error { return ErrFigure }
