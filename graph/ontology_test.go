package graph

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// An ontology that contradicts itself is refused, and its fault named.
func TestOntologyIsCheckedAgainstItself(t *testing.T) {
	x := []Kind{{Name: "x"}}
	for want, o := range map[string]Ontology{
		`relation "r" has stratum "b", which is not declared`: {Strata: []string{"a"}, Kinds: x, Relations: []Relation{{Name: "r", Stratum: "b"}}},
		`stratum "a" is unnamed or declared twice`:            {Strata: []string{"a", "a"}, Kinds: x},
		`stratum "" is unnamed or declared twice`:             {Strata: []string{""}, Kinds: x},
		`r names kind "y", which is not declared`:             {Strata: []string{"a"}, Kinds: x, Relations: []Relation{{Name: "r", Strata: []StratumWhere{{From: []string{"y"}, Stratum: "a"}}}}},
		`s names kind "y", which is not declared`:             {Kinds: x, Relations: []Relation{{Name: "s", ComesAndGoes: []string{"y"}}}},
		`has least_share 25, which is no share`:               {Kinds: x, Relations: []Relation{{Name: "r", LeastShare: 25}}},
		`has belongs_share NaN, which is no share`:            {Kinds: x, Relations: []Relation{{Name: "r", BelongsShare: math.NaN()}}},
		`told by "y", which is no predicate and no inverse`:   {Kinds: []Kind{{Name: "x", Tells: []string{"r", "s", "y"}}}, Relations: []Relation{{Name: "r", Inverse: "s"}}},
		`begins or ends by "r", which is no attribute`:        {Kinds: []Kind{{Name: "x", Begins: []string{"r"}}}, Relations: []Relation{{Name: "r"}}},
	} {
		if err := o.Init(); !errors.Is(err, ErrOntology) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// An ontology laid over another leaves the strata of that in their order.
func TestStrataOfOntologiesLaidOver(t *testing.T) {
	for _, c := range []struct{ under, over, want string }{
		{"use production place", "", "use production place"},
		{"", "b a", "b a"},
		{"use production place", "mine use production", "mine use production place"},
		{"use production place", "production x y place", "use production x y place"},
		{"use production place", "mine", "use production place mine"},
		{"use production place", "place use mine production", "place use mine production"},
		{"use production place", "place use", ""},
	} {
		under, over := &Ontology{Strata: strings.Fields(c.under)}, &Ontology{Strata: strings.Fields(c.over)}
		o, err := under.With(over)
		switch {
		case c.want == "":
			if !errors.Is(err, ErrOntology) {
				t.Errorf("%s over %s: %v", c.over, c.under, err)
			}
		case err != nil || strings.Join(o.Strata, " ") != c.want:
			t.Errorf("%s over %s: %v, %v, want %s", c.over, c.under, o, err, c.want)
		}
	}
}

// What has no label in one of the languages is listed, each end of a relation by itself.
func TestUnlabelled(t *testing.T) {
	both := Text{"en": "x", "fr": "y"}
	o := &Ontology{
		Kinds:      []Kind{{Name: "company", Label: both}, {Name: "chip", Label: Text{"en": "chip"}}},
		Attributes: []Attribute{{Name: "power", Type: NumberValue, Label: both}, {Name: "motto", Type: TextValue}},
		Relations: []Relation{
			{Name: "uses", Inverse: "used_by", Label: both, InverseLabel: both}, {Name: "makes", Inverse: "made_by", Label: both},
			{Name: "near"},
		},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	if got := o.Unlabelled(); !slices.Equal(got, []string{"chip", "motto", "made_by", "near"}) {
		t.Error(got)
	}
	o.Languages = []Language{{Name: "en"}}
	if got := o.Unlabelled(); slices.Contains(got, "chip") {
		t.Error(got)
	}
}
