package catalogue_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// chips are two chips, a firm, and decisions that come, go and change.
const chips = `
chip: h20 h200
company: maker
group: class
decision: rule law
government: there
h20 fp8_dense 296_TFLOPS
h20 memory_bandwidth 4_TB/s confidence=confirmed
h20 memory_bandwidth 3500_GB/s source=other
h20 die_area 814_mm2
h20 marketed_for data-centre
h200 fp8_dense 1979_TFLOPS
h200 fp8_dense 1980_TFLOPS from=2026-06
h200 memory_bandwidth 4800_GB/s
h200 memory_capacity 141_GB
h200 die_area 814_mm2
h200 marketed_for workstation
h200 process_node 4N
h20 designed_by maker
h200 designed_by maker
h200 based_on h20
rule covers h20 from=2025-04
rule status in-force from=2025-04 to=2025-07
rule status suspended from=2025-07
rule effect require-licence
law covers h20 to=2025-06
law covers h200
law status in-force
`

func comparedInWords(t *testing.T, pairs ...string) catalogue.Comparison {
	t.Helper()
	v := question.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v[pairs[i]] = []string{pairs[i+1]}
	}
	return asked[catalogue.Comparison](t, fixed{readText(t, readOntology(t), chips)}, "compare", graph.Budget{}, v)
}

func TestComparisonsInWords(t *testing.T) {
	for _, c := range []struct {
		want  string
		pairs []string
	}{
		{"On 15 January 2026, the h20 and the h200 differ in 4 of 5 figures: FP8 dense performance 296 TFLOPS against 1,979 TFLOPS; memory bandwidth 4,000 GB/s or 3,500 GB/s against 4,800 GB/s; TPP 2,368 against 15,832; performance density 2.91 against 19.45. Unknown of the h20: memory, process. Different too: marketed for: data centres against workstations. Relations: 1 in common, 2 only of the h20, 2 only of the h200. No decision bears on both. 1 bears on the h20 only: the rule (not in force). 1 bears on the h200 only: the law.",
			[]string{"one", "h20", "other", "h200"}},
		{"Au 1er mai 2025, le h20 et le h200 diffèrent par 4 des 5 chiffres connus : performance FP8 dense 296\u00a0TFLOPS contre 1\u00a0979\u00a0TFLOPS ; bande passante mémoire 4\u00a0000\u00a0Go/s ou 3\u00a0500\u00a0Go/s contre 4\u00a0800\u00a0Go/s ; TPP 2\u00a0368 contre 15\u00a0832 ; densité de performance 2,91 contre 19,45. Inconnu pour le h20 : mémoire, procédé. Diffèrent aussi : destiné à : aux centres de données contre aux stations de travail. Relations : 2 en commun, 2 de plus pour le h20, 1 de plus pour le h200. 1 décision vise les deux. 1 ne vise que le h20 : rule.",
			[]string{"one", "h20", "other", "h200", "as_of", "2025-05-01", "lang", "fr"}},
		{"The 5 figures known of the h20 are the same on 1 May 2025 and on 1 August 2025. Relations: 3 on both days, 1 only on 1 May 2025, 0 only on 1 August 2025. 1 decision bears on it on both days. 1 bears on it only on 1 May 2025: the law. 1 stands otherwise: the rule (standing in force → suspended).",
			[]string{"one", "h20", "as_of", "2025-05-01", "with", "2025-08-01"}},
		{"Les 5 chiffres connus pour le h20 sont les mêmes au 1er mai 2025 et au 1er août 2025. Relations : 3 aux deux jours, 1 seulement au 1er mai 2025, 0 seulement au 1er août 2025. 1 décision vise l'entité aux deux jours. 1 ne la vise qu'au 1er mai 2025 : law. 1 a changé : rule (statut en vigueur → suspendu).",
			[]string{"one", "h20", "as_of", "2025-05-01", "with", "2025-08-01", "lang", "fr"}},
		{"Between 1 May 2026 and 1 July 2026, the h200 has other values in 3 of 6 figures: FP8 dense performance 1,979 TFLOPS against 1,980 TFLOPS or 1,979 TFLOPS; TPP 15,832 against 15,840; performance density 19.45 against 19.46. Relations: 3 on both days, 0 only on 1 May 2026, 0 only on 1 July 2026. 1 decision bears on it on both days.",
			[]string{"one", "h200", "as_of", "2026-05-01", "with", "2026-07-01"}},
		{"On 15 January 2026, no figure is known of both maker and the h20. They are of different kinds: a company and a chip. Relations: 0 in common, 2 only of maker, 3 only of the h20. No decision bears on both. 1 bears on the h20 only: the rule (not in force).",
			[]string{"one", "maker", "other", "h20"}},
		{"Au 15 janvier 2026, aucun chiffre n'est connu à la fois pour maker et pour there. Ils ne sont pas du même genre : une entreprise et une autorité publique. Relations : 0 en commun, 2 de plus pour maker, 0 de plus pour there. Aucune décision ne vise les deux.",
			[]string{"one", "maker", "other", "there", "lang", "fr"}},
		{"No figure is known of both maker on 15 January 2026 and the h20 on 1 May 2025. They are of different kinds: a company and a chip. Relations: 0 in common, 2 only of maker on 15 January 2026, 4 only of the h20 on 1 May 2025. No decision bears on both. 2 bear on the h20 on 1 May 2025 only: the law; the rule.",
			[]string{"one", "maker", "other", "h20", "with", "2025-05-01"}},
	} {
		if got := comparedInWords(t, c.pairs...).Text; got != c.want {
			t.Errorf("%v\n%q\nwant\n%q", c.pairs, got, c.want)
		}
	}
}

// What is not known of a side is unknown there, and no number is made of it.
func TestUnknownOfOneSide(t *testing.T) {
	c := comparedInWords(t, "one", "h20", "other", "h200")
	for _, a := range c.Attributes {
		if a.Name != "memory_capacity" {
			continue
		}
		if a.One.Known || a.One.Number != nil || a.One.Text != "unknown" || a.Difference != nil || a.Ratio != nil || a.Other.Number == nil || *a.Other.Number != 141 || a.Outcome != "only-in-other" {
			t.Errorf("%+v", a)
		}
	}
	r := reply(t, fixed{readText(t, readOntology(t), chips)}, "compare", graph.Budget{}, question.Values{"one": {"maker"}, "other": {"h200"}, "with": {"2026-07-01"}})
	var text bytes.Buffer
	if err := r.Table().WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"what,name,one,other,outcome,unit,difference,ratio\n", "\nattribute,fp8_dense,not of this kind,1980,only-in-other,TFLOPS,,\n",
		"\nrelation,designs,h20,,only-in-one,,,\n", "\ndecision,law,does not bear,in force,only-in-other,,,\n"} {
		if !strings.Contains("\n"+text.String(), line) {
			t.Errorf("no %q in\n%s", line, text.String())
		}
	}
}

// Figures are compared in the base unit and exactly, and computed where no source gives them.
func TestComparedFigures(t *testing.T) {
	for _, a := range comparedInWords(t, "one", "h20", "other", "h200").Attributes {
		switch a.Name {
		case "memory_bandwidth":
			if *a.One.Number != 4000 || *a.Difference != 800 || *a.Ratio != 1.2 || a.Unit != "GB/s" || len(a.One.Claims) != 2 {
				t.Errorf("%+v", a)
			}
		case "tpp":
			if *a.Difference != 13464 || !strings.Contains(a.Other.Arithmetic, "fp8_dense × 8 = 1979 TFLOPS × 8 = 15832") || len(a.One.Claims) != 1 {
				t.Errorf("%+v", a)
			}
		}
	}
	// What would look alike when it is rounded is not.
	s := readText(t, readOntology(t), "chip: x y\nx tpp 1000\nx die_area 300_mm2\ny tpp 1000\ny die_area 300.01_mm2")
	c := asked[catalogue.Comparison](t, fixed{s}, "compare", graph.Budget{}, question.Values{"one": {"x"}, "other": {"y"}})
	if !strings.Contains(c.Text, "performance density 3.333333333 against 3.333222226") {
		t.Errorf("%q", c.Text)
	}
}

func TestComparisonNeedsTwoSides(t *testing.T) {
	_, err := ask[catalogue.Comparison](t, readText(t, readOntology(t), chips), "compare", question.Values{"one": {"h20"}, "as_of": {"2025-05-01"}})
	var invalid *question.Invalid
	if !errors.As(err, &invalid) || invalid.Faults[0].Parameter != "other" || !strings.Contains(invalid.In("fr"), "donnez other, une deuxième entité, ou with, un deuxième jour") {
		t.Errorf("%v", err)
	}
}

// A comparison with limit 0 counts, and says the same.
func TestComparisonCounts(t *testing.T) {
	c, all := comparedInWords(t, "one", "h20", "other", "h200", "limit", "0"), comparedInWords(t, "one", "h20", "other", "h200")
	if len(c.Attributes)+len(c.Relations)+len(c.Decisions.Both)+len(c.Decisions.OnlyInOne) != 0 || c.Next != "" || c.Totals != all.Totals || c.Text != all.Text {
		t.Errorf("%+v", c)
	}
}

// What differs in a part only is no less different: the effect or what it is for, the share of an owner, for whom a number is.
func TestComparisonsOfParts(t *testing.T) {
	const facts = `
company: x y
decision: rule order truce
chip: c
order covers c
order status in-force
truce suspends order from=2025-06
truce status in-force
rule covers c
rule effect tax to=2025-06
rule effect prohibit from=2025-06
rule rate 25_%
x owned_by y share=0.2 to=2025-06
x owned_by y share=0.3 from=2025-06
x market_share 20_% purpose=chips to=2025-06
x market_share 20_% purpose=servers from=2025-06
`
	s := readText(t, readOntology(t), facts)
	days := question.Values{"as_of": {"2025-01-01"}, "with": {"2025-07-01"}}
	compared := func(one string) catalogue.Comparison {
		days["one"] = []string{one}
		return asked[catalogue.Comparison](t, fixed{s}, "compare", graph.Budget{}, days)
	}
	c := compared("c")
	if both := c.Decisions.Both; len(both) != 2 || both[1].Outcome != "differs" || len(both[1].Changed) != 1 || both[1].Changed[0] != "effects" ||
		!strings.HasSuffix(c.Text, "2 stand otherwise: the order (standing in force → not in force); the rule (effect a tax or duty → a prohibition).") {
		t.Errorf("%+v\n%q", both, c.Text)
	}
	c = compared("x")
	if len(c.Relations) != 1 || len(c.Relations[0].Both) != 1 || c.Relations[0].Both[0].Outcome != "differs" {
		t.Errorf("%+v", c.Relations)
	}
	if len(c.Attributes) != 1 || c.Attributes[0].Outcome != "differs" || c.Attributes[0].Difference != nil ||
		!strings.Contains(c.Text, "market share 20 % (chips) against 20 % (servers)") {
		t.Errorf("%+v\n%q", c.Attributes, c.Text)
	}
}
