package api_test

import (
	"net/http"
	"strings"
	"testing"
)

// What is wrong with a request is said in the language that it asks for, in its query or its body.
func TestProblemsInBothLanguages(t *testing.T) {
	h := small(t)
	const dependents = "/v1/entities/nvidia/dependents?"
	for _, c := range []struct{ target, body, en, fr string }{
		{dependents + "colour=red", "", "there is no such parameter; there are as_of,", "ce paramètre n'existe pas ; il y a as_of,"},
		{"/v1/ontology?colour=red", "", "the question takes no parameters", "la question ne prend pas de paramètres"},
		{dependents + "order=none", "", "use one of strata, any", "donnez l'une de ces valeurs : strata, any"},
		{dependents + "format=xml", "", "use one of json, csv", "donnez l'une de ces valeurs : json, csv"},
		{dependents + "min_share=2", "", "give a number from 0 to 1", "donnez un nombre de 0 à 1"},
		{"/v1/entities/fund/affiliates?threshold=2", "", "give a share from 0 to 1", "donnez une part de 0 à 1"},
		{"/v1/entities/fund/affiliates?threshold=half", "", "give a share", "donnez une part"},
		{dependents + "limit=many", "", "give a whole number", "donnez un nombre entier"},
		{dependents + "depth=0", "", "give a number from 1 on", "donnez un nombre à partir de 1"},
		{dependents + "as_of=tomorrow", "", `"tomorrow" is not a day: write it as 2026-01-15`, "« tomorrow » n'est pas un jour : écrivez-le comme 2026-01-15"},
		{dependents + "known_at=lately", "", `"lately" is neither a day (2026-01-15) nor an instant`, "« lately » n'est ni un jour (2026-01-15) ni un instant"},
		{dependents + "as_of=2026-01-01&as_of=2026-01-02", "", "it is given 2 times, and takes one value", "il est donné 2 fois et prend une seule valeur"},
		{"/v1/claims?subject=", "", "the value is empty", "la valeur est vide"},
		{"/v1/search?q=" + strings.Repeat("a", 301), "", "301 bytes are more than the 300 that it takes", "301 octets sont plus que les 300 qu'il prend"},
		{"/v1/search?q=%ff", "", "it is no text in UTF-8", "ce n'est pas un texte en UTF-8"},
		{"/v1/paths?from=nvidia", "", "a value is needed", "il faut une valeur"},
		{dependents + "kind=chp", "", `Kind "chp" is not in the ontology; /v1/ontology lists them`, "L'ontologie n'a pas de genre « chp »"},
		{dependents + "relation=loves", "", `Relation "loves" is not in the ontology`, "L'ontologie n'a pas de relation « loves »"},
		{dependents + "channel=love", "", `Channel "love" is not in the ontology; there are supply,`, "L'ontologie n'a pas de canal « love » ; elle a supply,"},
		{"/v1/claims?predicate=loves", "", `Predicate "loves" is not in the ontology`, "L'ontologie n'a pas de prédicat « loves »"},
		{dependents + "cursor=12", "", "The cursor is not valid", "Le curseur n'est pas valable"},
		{dependents + "since=2027-01-01&as_of=2026-01-01", "", "the last day is before the first", "Le dernier jour précède le premier."},
		{"/v1/changes?since=2027-01-01&until=2026-01-01", "", "the last day is before the first", "Le dernier jour précède le premier."},
		{"/v1/compare?one=h200", "", "give other, a second entity, or with, a second day", "donnez other, une deuxième entité, ou with, un deuxième jour"},
		{"/v1/check?item=nvidia&to=china", "", "not of a kind that the question is about: name an item (", "dont la question ne parle pas : nommez un produit ("},
		{"/v1/check?item=h200&to=nvidia", "", "name a destination (", "nommez une destination ("},
		{"/v1/entities/nvida", "", "did you mean nvidia (Nvidia)", "vouliez-vous dire nvidia (Nvidia)"},
		{"/v1/claims/nope", "", `No claim is called "nope"`, "Rien ne porte ici le nom « nope » (affirmation)."},
		{"/v1/impact?remove=00000000-0000-0000-0000-000000000000", "", "No relation claim or effect of a decision is called", "(affirmation de relation ou effet d'une décision)"},
		{dependents + "as_of=%zz", "", "The query does not decode (%zz); write % as %25", "La requête ne se décode pas (%zz) ; écrivez %25 pour %"},
		{dependents + "as_of=1;2", "", "The query does not decode (;)", "La requête ne se décode pas (;)"},
		{"/v1/nowhere?", "", "There is nothing at /v1/nowhere; /docs lists", "Il n'y a rien à l'adresse /v1/nowhere ; /docs dit"},

		{"/v1/impact", `{"remove":"nvidia",LANG}`, "give a list", "donnez une liste"},
		{"/v1/impact", `{LANG,"remove":[]}`, "the list is empty", "la liste est vide"},
		{"/v1/impact", `{LANG,"remove":["nvidia"],"limit":"many"}`, "give a whole number", "donnez un nombre entier"},
		{"/v1/impact", `{LANG,"remove":[5]}`, "give a text", "donnez un texte"},
		{"/v1/impact", `{LANG,"remove":["nvidia"],"kind":["chp"]}`, `Kind "chp"`, "pas de genre « chp »"},
		{"/v1/impact", `{LANG,"remove":["nvida"]}`, "did you mean", "vouliez-vous dire"},
		{"/v1/impact", `{LANG,"remove":["nvidia"],"remove":["tsmc"]}`, `"remove" stands in it twice`, "« remove » s'y trouve deux fois"},
		{"/v1/impact", `{LANG,"remove"`, "it ends too early", "il finit trop tôt"},
		{"/v1/impact", `{LANG,"remove":x}`, "it is no JSON from byte", "ce n'est plus du JSON à partir de l'octet"},
		{"/v1/impact", `{LANG,"remove":["nvidia"]} x`, "something follows it", "quelque chose le suit"},
		{"/v1/match", `{LANG,"queries":[{"name":"a","colour":"red"}]}`, `expected an object of the right form: unknown field "colour"`, "il faut un objet de la bonne forme : le membre « colour » est inconnu"},
		{"/v1/match", `{LANG,"queries":[{"kind":"chip"}]}`, "it has no name", "il n'a pas de membre « name »"},
		{"/v1/match", `{LANG,"queries":[{"name":5}]}`, "is of another type", "est d'un autre type"},
		{"/v1/match", `{LANG,"queries":["` + strings.Repeat("a", 301) + `"]}`, "a name of 301 bytes is longer than the 300", "un nom de 301 octets est plus long que les 300"},
	} {
		for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
			var r response
			if c.body != "" {
				r = do(t, h, http.MethodPost, c.target, strings.Replace(c.body, "LANG", `"lang":"`+lang+`"`, 1))
			} else if strings.Contains(c.target, "?") {
				r = do(t, h, http.MethodGet, c.target+"&lang="+lang, "")
			} else {
				r = do(t, h, http.MethodGet, c.target+"?lang="+lang, "")
			}
			said := append(r.texts("errors", "message"), r.text("detail"))
			if r.Code < 400 || !strings.Contains(strings.Join(said, "\n"), want) {
				t.Errorf("%.80s %.80s in %s: %d %q, want %q", c.target, c.body, lang, r.Code, said, want)
			}
			if invalid := map[string]string{"en": "The request is not valid.", "fr": "La requête n'est pas valable."}[lang]; len(said) > 1 && r.text("detail") != invalid {
				t.Errorf("%.80s in %s: the detail is %q", c.target, lang, r.text("detail"))
			}
		}
	}
}

// The query says the language where the body does not, and the body wins.
func TestLanguageOfABody(t *testing.T) {
	h := small(t)
	for _, c := range []struct{ target, body, want string }{
		{"/v1/impact?lang=fr", `{"remove":[]}`, "La requête n'est pas valable."},
		{"/v1/impact?lang=fr", `{"remove":[],"lang":"en"}`, "The request is not valid."},
		{"/v1/impact?lang=fr", `remove`, "Le corps n'est pas un objet JSON : il doit commencer par {"},
		{"/v1/impact?lang=fr", `{"remove":[],"lang":5}`, "La requête n'est pas valable."},
		{"/v1/impact", `{"remove":["nvidia"],"lang":"de"}`, "The request is not valid."},
	} {
		if r := do(t, h, http.MethodPost, c.target, c.body); !strings.EqualFold(r.text("detail"), c.want) {
			t.Errorf("%s %s: %s, want %s", c.target, c.body, r.Body, c.want)
		}
	}
	r := do(t, h, http.MethodPost, "/v1/impact?lang=fr", "remove=nvidia", "Content-Type", "text/plain")
	wantProblem(t, r, "text", http.StatusUnsupportedMediaType)
	if r.text("detail") != "Le corps doit être en application/json." {
		t.Errorf("text: %s", r.Body)
	}
}
