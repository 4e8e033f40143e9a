package names_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// wordsOfNames are words of every class, with slips of each other, in several scripts.
var wordsOfNames = []string{"Huawei", "Hauwei", "Nexora", "Nexorra", "Technology", "Technologies", "Semiconductor", "Beijing", "(Beijing)", "Korea", "Co., Ltd.", "Inc.", "Nova", "S.M.I.C.",
	"SMIC", "16th", "Institute", "Хуавэй", "ファーウェイ", "华为", "技术", "有限公司", "C++", "C", "the", "of", "wing", "wingtech", "tech"}

// What Match finds by words is what it finds by comparing every name, and asking again finds the same.
func TestMatchFindsWhatComparingAllFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(wordsOfNames), 1, 4).Draw(t, "words"), " ")
		})
		var text strings.Builder
		for i := range rapid.IntRange(0, 12).Draw(t, "entities") {
			fmt.Fprintf(&text, "z%02d %s = %s; %s\n", i, rapid.SampledFrom([]string{"company", "chip", "person"}).Draw(t, "kind"), name.Draw(t, "name"), name.Draw(t, "alias"))
		}
		s := read(t, text.String())
		p := names.Party{Name: name.Draw(t, "asked"), Country: snapshot.None, Most: 50}
		want, err := names.MatchByAll(unlimited(), s, p)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got := match(t, s, p); len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
				t.Fatalf("%q: %+v, want %+v", p.Name, got, want)
			}
		}
		for _, c := range want {
			if c.Score < names.LeastScore || c.Score > 1 {
				t.Fatalf("%q: a score of %v", p.Name, c.Score)
			}
		}
	})
}

// The index finds every word that one may be with slips of the pen.
func TestSlipsAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abcz]{4,11}`)
		var text strings.Builder
		known := rapid.SliceOfNDistinct(word, 1, 20, rapid.ID[string]).Draw(t, "known")
		for i, w := range known {
			fmt.Fprintf(&text, "7%02d company = %s\n", i, w)
		}
		asked := word.Draw(t, "asked")
		found := names.SimilarByIndex(unlimited(), read(t, text.String()), asked)
		for _, w := range known {
			if like := names.SimilarityOf(asked, w); like > 0 && !slices.Contains(found, w) {
				t.Fatalf("%q is %.2f like %q, which the index does not find", asked, like, w)
			}
		}
	})
}

func TestSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		least, most float64
	}{
		{"nvidea", "nvidia", 0.8, 0.9}, {"micorn", "micron", 0.8, 0.9}, {"mikron", "micron", 0.5, 0.799}, {"semicondcutor", "semiconductor", 0.9, 1},
		{"huawe1", "huawei", 0.85, 0.95}, {"h2o", "h20", 0, 0}, {"h21", "h20", 0, 0}, {"abc", "abd", 0, 0}, {"shengwei", "shenwei", 0, 0.7}, {"хуавэи", "huawei", 0.85, 0.95},
	} {
		if got := names.SimilarityOf(c.a, c.b); got < c.least || got > c.most {
			t.Errorf("%s and %s: %.3f, want %v to %v", c.a, c.b, got, c.least, c.most)
		}
	}
	for word, want := range map[string]bool{"huawei": true, "changjiang": true, "shenwei": true, "nvidia": false, "micron": false, "huawie": false, "xian": true, "": true} {
		if got := names.IsSyllables(word); got != want {
			t.Errorf("%q is syllables: %v", word, got)
		}
	}
}

// What Exact finds among all entities, it finds among those that share a form with the text.
func TestFormsFindAllThatExactFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(wordsOfNames), 1, 3).Draw(t, "words"), rapid.SampledFrom([]string{" ", "", "-"}).Draw(t, "between"))
		})
		var text strings.Builder
		for i := range rapid.IntRange(0, 8).Draw(t, "entities") {
			fmt.Fprintf(&text, "z%02d company = %s; %s\n", i, name.Draw(t, "name"), name.Draw(t, "alias"))
		}
		s, asked := read(t, text.String()), name.Draw(t, "asked")
		found, err := names.Exact(unlimited(), s, asked, graph.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		forms := names.FormsAsked(asked)
		for _, n := range found {
			if !slices.ContainsFunc(names.Forms(s.Entity(n)), func(form string) bool { return slices.Contains(forms, form) }) {
				t.Fatalf("%q is %v, whose forms %q have none of %q", asked, s.Entity(n), names.Forms(s.Entity(n)), forms)
			}
		}
	})
}
