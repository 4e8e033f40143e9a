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
	} {
		if got := say.Error(c.lang, c.err); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}
