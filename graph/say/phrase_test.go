package say_test

import (
	"os"
	"testing"

	"github.com/goccy/go-yaml"

	"chokepoint/graph"
	"chokepoint/graph/say"
)

// named are the names of a test: by id, then by language.
type named map[string]map[string]string

func (n named) NameIn(id, lang string) string {
	if name := n[id][lang]; name != "" {
		return name
	}
	return id
}

func (named) SourceRef(c graph.Citation) graph.SourceRef { return graph.SourceRef{ID: c.Source} }

var names = named{
	"commerce": {"en": "the US Department of Commerce", "fr": "le département du Commerce des États-Unis"},
	"us":       {"en": "the United States", "fr": "les États-Unis"},
	"china":    {"en": "China", "fr": "la Chine"},
	"earths":   {"en": "rare earths", "fr": "les terres rares"},
	"hbm2e":    {"en": "HBM2E", "fr": "la HBM2E"},
	"mi300x":   {"en": "the AMD Instinct MI300X", "fr": "le AMD Instinct MI300X"},
	"rule":     {"en": "the Affiliates Rule", "fr": "la règle des filiales"},
	"inquiry":  {"en": "the inquiry", "fr": "l'enquête"},
	"skinc":    {"en": "SK Inc.", "fr": "SK Inc."},
}

// ontology is that of the facts, whose sentences are tested.
func ontology(t *testing.T) *graph.Ontology {
	t.Helper()
	data, err := os.ReadFile("../../seeds/ontology.yaml")
	if err != nil {
		t.Fatal(err)
	}
	o := &graph.Ontology{}
	if err := yaml.UnmarshalWithOptions(data, o, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

func relation(subject, predicate, object string) graph.Claim {
	return graph.Claim{Subject: subject, Predicate: predicate, Object: object, Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Official}
}

func value(t *testing.T, o *graph.Ontology, subject, attribute, text string) graph.Claim {
	t.Helper()
	v, err := graph.ParseValue(o.Attribute(attribute).Type, text)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Claim{Subject: subject, Predicate: attribute, Value: v, Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Official}
}

func TestSentence(t *testing.T) {
	o := ontology(t)
	disputed, estimated := relation("AMD", "uses", "hbm2e"), relation("AMD", "uses", "hbm2e")
	disputed.Confidence, estimated.Confidence = graph.Disputed, graph.Estimated
	shared := func(c graph.Claim, share, most float64) graph.Claim {
		c.Share, c.ShareMost = graph.ShareOf(share), graph.ShareOf(most)
		return c
	}
	withItem := relation("AMD", "supplied_by", "skinc")
	withItem.Item = "hbm2e"
	revenue := value(t, o, "AMD", "revenue", "7500000000 USD")
	revenue.Valid = graph.Interval{From: date(t, "2025"), To: date(t, "2026")}
	for _, c := range []struct {
		claim  graph.Claim
		en, fr string
	}{
		{relation("commerce", "part_of", "us"), "The US Department of Commerce is part of the United States", "Le département du Commerce des États-Unis fait partie des États-Unis"},
		{relation("earths", "supplied_by", "china"), "Rare earths are supplied by China", "Les terres rares ont pour fournisseur la Chine"},
		{relation("hbm2e", "designed_by", "AMD"), "HBM2E is designed by AMD", "La HBM2E est conçue par AMD"},
		{relation("earths", "subject_to", "rule"), "Rare earths are subject to the Affiliates Rule", "Les terres rares sont soumises à la règle des filiales"},
		{relation("inquiry", "sponsored_by", "AMD"), "The inquiry is sponsored by AMD", "L'enquête est portée par AMD"},
		{relation("mi300x", "licensed_from", "AMD"), "The AMD Instinct MI300X is licensed from AMD", "L'AMD Instinct MI300X est sous licence d'AMD"},
		{relation("AMD", "partly_requires", "mi300x"), "AMD depends in part on the AMD Instinct MI300X", "AMD dépend en partie de l'AMD Instinct MI300X"},
		{relation("AMD", "headquartered_in", "china"), "AMD is headquartered in China", "AMD a son siège en Chine"},
		{relation("AMD", "headquartered_in", "us"), "AMD is headquartered in the United States", "AMD a son siège aux États-Unis"},
		{withItem, "AMD is supplied with HBM2E by SK Inc.", "AMD se procure la HBM2E auprès de SK Inc."},
		{disputed, "By a disputed account, AMD uses HBM2E", "Selon une source contestée, AMD utilise la HBM2E"},
		{estimated, "By one estimate, AMD uses HBM2E", "Selon une estimation, AMD utilise la HBM2E"},
		{shared(relation("AMD", "owned_by", "skinc"), 0.255, 0), "AMD is owned 25.5 % by SK Inc.", "AMD est détenu à 25,5 % par SK Inc."},
		{shared(relation("AMD", "owned_by", "skinc"), 0.25, 0.5), "AMD is owned 25 % to 50 % by SK Inc.", "AMD est détenu à raison de 25 % à 50 % par SK Inc."},
		{shared(relation("AMD", "sells_to", "skinc"), 0.1, 0.125), "AMD makes 10 % to 12.5 % of its revenue with SK Inc.", "AMD fait de 10 % à 12,5 % de son chiffre d'affaires avec SK Inc."},
		{value(t, o, "rule", "status", "suspended"), "The Affiliates Rule is suspended", "La règle des filiales est suspendue"},
		{value(t, o, "rule", "effect", "require-licence"), "The effect of the Affiliates Rule is a licence requirement", "La règle des filiales a pour effet une exigence de licence"},
		{value(t, o, "rule", "announced_on", "2025-03-01"), "The Affiliates Rule was announced on 1 March 2025", "La règle des filiales a été annoncée le 1er mars 2025"},
		{value(t, o, "hbm2e", "released_on", "2025-03"), "HBM2E was released in March 2025", "La HBM2E est sortie en mars 2025"},
		{revenue, "AMD had a revenue of USD 7,500,000,000 in 2025", "AMD a réalisé un chiffre d'affaires de 7\u00a0500\u00a0000\u00a0000\u00a0$ en 2025"},
	} {
		for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
			if got := say.Sentence(o, names, lang, &c.claim); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}

func date(t *testing.T, text string) graph.Date {
	t.Helper()
	d, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEndedAndPlanned(t *testing.T) {
	o := ontology(t)
	bound, ships := relation("earths", "subject_to", "rule"), value(t, o, "mi300x", "released_on", "2027-03")
	item := relation("AMD", "authorised_by", "rule")
	item.Item = "hbm2e"
	odd := value(t, o, "mi300x", "power", "1200 W")
	for _, c := range []struct{ got, want string }{
		{say.Ended(o, names, "en", &bound), "Rare earths are no longer subject to the Affiliates Rule"},
		{say.Ended(o, names, "fr", &bound), "Les terres rares ne sont plus soumises à la règle des filiales"},
		{say.Ended(o, names, "en", &item), "AMD is no longer authorised to buy HBM2E by the Affiliates Rule"},
		{say.Ended(o, names, "fr", &item), "AMD n'est plus autorisé à acheter la HBM2E par la règle des filiales"},
		{say.Ended(o, names, "en", &odd), "The AMD Instinct MI300X, no longer: power: 1,200 W"},
		{say.Planned(o, names, "en", &ships, ships.Value.Date, false), "The AMD Instinct MI300X is to be released in March 2027"},
		{say.Planned(o, names, "fr", &ships, ships.Value.Date, false), "La sortie de l'AMD Instinct MI300X est prévue en mars 2027"},
		{say.Planned(o, names, "en", &bound, date(t, "2027"), true), "Planned for 2027: rare earths are no longer subject to the Affiliates Rule"},
		{say.Planned(o, names, "fr", &bound, date(t, "2027-01-02"), false), "Prévu pour le 2 janvier 2027 : les terres rares sont soumises à la règle des filiales"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// A relative clause follows only the name that it is about, and a path ends in one full stop.
func TestPhrase(t *testing.T) {
	o := ontology(t)
	shared := relation("AMD", "owned_by", "earths")
	doubtful := relation("earths", "supplied_by", "china")
	doubtful.Confidence = graph.Disputed
	mid := relation("Intel", "competes_with", "AMD")
	for _, c := range []struct {
		hops   []graph.Claim
		en, fr string
	}{
		{[]graph.Claim{relation("AMD", "uses", "hbm2e"), relation("hbm2e", "made_by", "skinc")}, "AMD uses HBM2E, which is made by SK Inc.", "AMD utilise la HBM2E, qui a pour fabricant SK Inc."},
		{[]graph.Claim{relation("AMD", "requires", "earths"), doubtful}, "AMD requires rare earths, which, by a disputed account, are supplied by China.",
			"AMD nécessite les terres rares, qui, selon une source contestée, ont pour fournisseur la Chine."},
		{[]graph.Claim{shared, relation("earths", "subject_to", "rule")}, "AMD is owned in part by rare earths, which are subject to the Affiliates Rule.",
			"AMD compte parmi ses propriétaires les terres rares, qui sont soumises à la règle des filiales."},
		{[]graph.Claim{mid, relation("china", "part_of", "us")}, "Intel competes with AMD; China is part of the United States.",
			"Intel est en concurrence avec AMD ; la Chine fait partie des États-Unis."},
	} {
		for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
			hops := make([]graph.Hop, len(c.hops))
			for i := range c.hops {
				hops[i].Claim = c.hops[i]
			}
			if got := say.Phrase(o, names, lang, hops).Sentence; got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}

// Messages agree with names and run together with them.
func TestTextAgrees(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{say.Text("fr", "impact.is-degraded", "la HBM2E", say.Text("fr", "impact.lost", 1, "AMD")), "La HBM2E est affaiblie parce qu'AMD est perdu."},
		{say.Text("fr", "impact.lost", 2, say.List("fr", []string{"la HBM2E", "AMD"})), "la HBM2E et AMD sont tous les deux perdus"},
		{say.Text("fr", "impact.lost", 2, say.List("fr", []string{"la HBM2E", "les terres rares"})), "la HBM2E et les terres rares sont toutes les deux perdues"},
		{say.Text("en", "impact.is-lost", "rare earths", say.Text("en", "impact.removed", 1, "the United States")), "Rare earths are lost because the United States is removed."},
		{say.Text("fr", "dependents.counted", 3, "les États-Unis"), "3 entités dépendent des États-Unis."},
		{say.Text("fr", "dependents.counted", 0, "le AMD Instinct MI300X"), "Aucune entité ne dépend de l'AMD Instinct MI300X."},
		{say.Text("fr", "chokepoints.counted", 0), "Aucun goulet d'étranglement."},
		{say.Text("en", "paths.none", "A", "SK Inc."), "No claim known here makes A depend on SK Inc."},
		{say.Stop("SK Inc."), "SK Inc."},
		{say.Indefinite("en", "AI model"), "an AI model"},
		{say.Indefinite("fr", "entreprise"), "une entreprise"},
		{say.Bare("fr", "l'Inde"), "Inde"},
		{say.Text("fr", "impact.is-impaired", "United Microelectronics Corporation", "la Chine est retirée"), "United Microelectronics Corporation est touché parce que la Chine est retirée."},
		{say.Text("fr", "impact.is-impaired", "AGC", "United Microelectronics Corporation est touché"), "AGC est touché parce que United Microelectronics Corporation est touché."},
		{say.Text("fr", "ruling.not-in-force.was", say.DateNoun("fr", date(t, "2022-10-07")), say.DateNoun("fr", date(t, "2023-08"))), " ; elle l'était du 7 octobre 2022 à août 2023"},
		{say.Text("fr", "ruling.not-in-force.from", say.DateNoun("fr", date(t, "2023-08"))), " ; elle l'est à partir d'août 2023"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
