package criteria

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"chokepoint/graph"
)

// gives reads figures, written as "fp8=600 tops; vendor=V".
func gives(text string) (all []Given) {
	for _, part := range strings.Split(text, ";") {
		if name, value, ok := strings.Cut(part, "="); ok {
			all = append(all, Given{name, value})
		}
	}
	return all
}

// criteria of laws, and what else there is in the facts that figures are put to.
const lawsOnFigures = "decision: law\nchip: h1\nh1 vendor Nvidia\n"

func TestOfFigures(t *testing.T) {
	for _, c := range []struct {
		expression, figures string
		want                Verdict
		missing             []string
	}{
		{"tpp >= 4800.0", "fp8=600 tops", Met, nil},
		{"tpp >= 4800.0", "fp8= 599.99 tops ;fp16=10", NotMet, nil},
		{"tpp >= 4800.0", "fp8=600", Met, nil}, // in the base unit
		{"tpp >= 4800.0", "tpp=4800", Met, nil},
		{"tpp >= 4800.0", "tpp=4000;fp8=1000", NotMet, nil}, // what is given is not computed
		{"tpp >= 4800.0", "area=814 mm2", Unknown, []string{"tpp"}},
		{"density >= 5.92", "fp8=592 tops;area=800 mm2", Met, nil},
		{"density >= 5.92", "fp8=591.9 tops;area=800", NotMet, nil},
		{"bandwidth >= 4000.0", "bandwidth=4 TB/s", Met, nil},
		{"bandwidth >= 4000.1", "bandwidth=4 TB/s", NotMet, nil},
		{"vendor == 'Nvidia'", "vendor=NVIDIA", Met, nil},
		{"vendor == 'Nvidia'", "vendor=AMD", NotMet, nil},
		{"dual && tpp > 1.0", "dual=true;tpp=2", Met, nil},
		{"market == 'servers'", "market=servers", Met, nil},
		{"tpp >= 4800.0 || market == 'servers'", "tpp=4799.99", Unknown, []string{"market"}},
		{"thickness > 1.0", "thickness=2", Met, nil},
	} {
		s := compiled(t, lawsOnFigures+"law criterion "+c.expression)
		f, err := OfFigures(s, "", gives(c.figures))
		if err != nil {
			t.Fatalf("%s: %v", c.figures, err)
		}
		for ref := range s.AttributesNamed(node(t, s, "law"), "criterion") {
			j, err := f.Judge(unbounded(), ref)
			if err != nil || j.Verdict != c.want || !slices.Equal(j.Missing, c.missing) || !f.Concerns(ref) {
				t.Errorf("%s of %s: %s, missing %v, %v; want %s, %v", c.expression, c.figures, j.Verdict, j.Missing, err, c.want, c.missing)
			}
			for _, figure := range j.Figures {
				if len(figure.Claims) > 0 {
					t.Errorf("%s has claims %v", figure.Name, figure.Claims)
				}
			}
		}
	}
}

// What the figures are of is told by the attributes: a criterion on things of another kind does not concern them.
func TestKindsOfFigures(t *testing.T) {
	for _, c := range []struct {
		kind, figures string
		kinds         []string
		concerned     bool // by a criterion on thickness, of metals, and vendor, of anything
	}{
		{"", "fp8=600 tops", []string{"chip"}, false},
		{"", "vendor=V", []string{"chip", "metal"}, true},
		{"", "vendor=V;thickness=2", []string{"metal"}, true},
		{"chip", "vendor=V", []string{"chip"}, false},
		{"metal", "vendor=V", []string{"metal"}, true},
	} {
		s := compiled(t, lawsOnFigures+"law criterion thickness > 1.0 && vendor == 'V'")
		f, err := OfFigures(s, c.kind, gives(c.figures))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(f.Kinds(), c.kinds) {
			t.Errorf("%s is of %v, want %v", c.figures, f.Kinds(), c.kinds)
		}
		for ref := range s.AttributesNamed(node(t, s, "law"), "criterion") {
			if f.Concerns(ref) != c.concerned {
				t.Errorf("the criterion concerns %s: %v", c.figures, !c.concerned)
			}
		}
	}
	var unknown *graph.UnknownTerm
	if _, err := OfFigures(compiled(t, lawsOnFigures), "law", gives("a=1")); !errors.As(err, &unknown) || !slices.Equal(unknown.Known, []string{"chip", "metal"}) {
		t.Errorf("a kind that is none of items: %v", err)
	}
}

func TestFiguresThatAreNone(t *testing.T) {
	s := compiled(t, lawsOnFigures)
	for _, c := range []struct {
		kind, figures string
		want          []graph.FigureFault
		says          string
	}{
		{"", "", []graph.FigureFault{graph.FigureMissing}, "give one at least"},
		{"", "fp=1", []graph.FigureFault{graph.FigureUnknown}, "did you mean fp8"},
		{"", "band width=1", []graph.FigureFault{graph.FigureUnknown}, "did you mean bandwidth?"},
		{"", "price=1", []graph.FigureFault{graph.FigureUnknown}, "there are market, thickness, bandwidth"},
		{"", "status=in-force", []graph.FigureFault{graph.FigureElsewhere}, "decision"},
		{"metal", "fp8=1", []graph.FigureFault{graph.FigureApart}, "fp8 (of chip)"},
		{"", "fp8=1;thickness=2", []graph.FigureFault{graph.FigureApart}, "thickness (of metal)"},
		{"", "fp8=1;fp8=1", []graph.FigureFault{graph.FigureTwice}, "twice"},
		{"", "fp8= ", []graph.FigureFault{graph.FigureEmpty}, "no value"},
		{"", "fp8=fast", []graph.FigureFault{graph.FigureNoNumber}, "100 tops"},
		{"", "fp8=NaN", []graph.FigureFault{graph.FigureNoNumber}, "100 tops"},
		{"", "fp8=Inf tops", []graph.FigureFault{graph.FigureNoNumber}, "100 tops"},
		{"", "fp8=1e999", []graph.FigureFault{graph.FigureNoNumber}, "100 tops"},
		{"", "a=296,5", []graph.FigureFault{graph.FigureNoNumber}, "as 100"},
		{"", "fp8=-1 tops", []graph.FigureFault{graph.FigureNegative}, "less than nothing"},
		{"", "bandwidth=4 mm2", []graph.FigureFault{graph.FigureUnit}, "GB/s or TB/s, and not in \"mm2\""},
		{"", "bandwidth=4 tb/s", []graph.FigureFault{graph.FigureUnit}, "100 GB/s"},
		{"", "a=4 tops", []graph.FigureFault{graph.FigureUnitless}, "leave out \"tops\""},
		{"", "market=server", []graph.FigureFault{graph.FigureTerm}, "did you mean servers?"},
		{"", "market=moon", []graph.FigureFault{graph.FigureTerm}, "there are servers, gamers"},
		{"", "dual=perhaps", []graph.FigureFault{graph.FigureBool}, "true or false"},
		{"", "born=soon", []graph.FigureFault{graph.FigureDate}, "2026-01-15"},
		{"", "fp8=fast;nothing=1;a=-1", []graph.FigureFault{graph.FigureNoNumber, graph.FigureUnknown, graph.FigureNegative}, "; "},
	} {
		_, err := OfFigures(s, c.kind, gives(c.figures))
		var wrong graph.WrongFigures
		if !errors.As(err, &wrong) || !errors.Is(err, graph.ErrFigure) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.figures, err, c.says)
			continue
		}
		var faults []graph.FigureFault
		for _, w := range wrong {
			faults = append(faults, w.Fault)
		}
		if !slices.Equal(faults, c.want) {
			t.Errorf("%s: %v, want %v", c.figures, faults, c.want)
		}
	}
}
