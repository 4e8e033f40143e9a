package say_test

import (
	"errors"
	"fmt"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/say"
)

func TestError(t *testing.T) {
	near := &graph.NotFound{What: "entity", Ref: "nvidea", Near: []graph.EntityRef{{ID: "nvidia", Name: "Nvidia"}}}
	for _, c := range []struct {
		lang string
		err  error
		want string
	}{
		{"en", near, `No entity is called "nvidea"; did you mean nvidia (Nvidia)?`},
		{"fr", near, "Rien ne porte ici le nom « nvidea » (entité) ; vouliez-vous dire nvidia (Nvidia) ?"},
		{"fr", &graph.NotFound{What: "source", Ref: "x"}, "Rien ne porte ici le nom « x » (source)."},
		{"fr", &graph.Ambiguous{Ref: "arm", Candidates: near.Near}, "« arm » désigne plusieurs entités : nvidia (Nvidia) ; utilisez un identifiant."},
		{"fr", fmt.Errorf("from 2 to 1: %w", graph.ErrInterval), "Le dernier jour précède le premier."},
		{"fr", errors.New("something else"), "Something else"},
		{"fr", fmt.Errorf("bolt://localhost: %w", graph.ErrUnavailable), "La base de données n'est pas disponible."},
		{"en", &graph.UnknownTerm{What: "kind", Name: "chp"}, `Kind "chp" is not in the ontology; /v1/ontology lists them`},
		{"fr", &graph.UnknownTerm{What: "channel", Name: "love", Known: []string{"supply", "place"}}, "L'ontologie n'a pas de canal « love » ; elle a supply, place."},
		{"fr", &graph.WrongKind{ID: "nvidia", Kind: "company", Wanted: "an item", Kinds: []string{"chip"}},
			"« nvidia » est du genre company, dont la question ne parle pas : nommez un produit (chip)."},
		{"fr", &graph.NotDay{Text: "soon"}, "« soon » n'est pas un jour : écrivez-le comme 2026-01-15"},
		{"en", &graph.WrongFigure{Name: "fp8", Fault: graph.FigureUnknown, Near: []string{"fp8_dense"}, Known: []string{"tpp"}},
			`No figure of an item is called "fp8"; did you mean fp8_dense?`},
		{"fr", fmt.Errorf("figures: %w", graph.WrongFigures{{Name: "fp8", Fault: graph.FigureUnknown, Near: []string{"fp8_dense"}},
			{Name: "memory_bandwidth", Fault: graph.FigureUnit, Unit: "W", Known: []string{"GB/s", "TB/s"}}, {Name: "tpp", Fault: graph.FigureUnitless, Unit: "TOPS"}}),
			"Aucun chiffre d'un article ne s'appelle « fp8 » ; vouliez-vous dire fp8_dense ? " +
				"Le chiffre memory_bandwidth se mesure en GB/s ou TB/s, et non en « W » : écrivez-le comme 100 GB/s. Le chiffre tpp est un nombre sans unité : retirez « TOPS »."},
		{"en", say.That("fault.between", say.That("a share"), "0", "1"), "Give a share from 0 to 1"},
		{"fr", fmt.Errorf("wrapped: %w", say.That("fault.between", say.That("a share"), "0", "1")), "Donnez une part de 0 à 1"},
	} {
		if got := say.Error(c.lang, c.err); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}
