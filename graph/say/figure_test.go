package say

import (
	"testing"

	"chokepoint/graph"
)

// A fault reads in English as the error itself does.
func TestFiguresReadAsTheirErrors(t *testing.T) {
	for _, fault := range []graph.FigureFault{graph.FigureMissing, graph.FigureUnknown, graph.FigureElsewhere, graph.FigureApart, graph.FigureTwice, graph.FigureEmpty,
		graph.FigureNoNumber, graph.FigureNegative, graph.FigureUnit, graph.FigureUnitless, graph.FigureTerm, graph.FigureBool, graph.FigureDate} {
		for _, near := range [][]string{nil, {"die_area"}} {
			e := &graph.WrongFigure{Name: "area", Text: "-5 acres", Fault: fault, Unit: "acres", Known: []string{"mm2", "cm2"}}
			if fault == graph.FigureUnknown || fault == graph.FigureTerm {
				e.Near = near
			}
			want := Capital(e.Error())
			if want[len(want)-1] != '?' {
				want += "."
			}
			if got := figure("en", e); got != want {
				t.Errorf("%s: %q, and as an error %q", fault, got, want)
			}
			if got := figure("fr", e); got == "error.figure."+string(fault) || got == want {
				t.Errorf("%s is not said in French: %q", fault, got)
			}
		}
	}
}
