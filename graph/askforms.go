package graph

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

func asks(lang, example, pattern string, answer func(*asking) error) form {
	return form{lang: lang, example: example, pattern: regexp.MustCompile(`(?i)^(?:` + pattern + `)$`), answer: answer}
}

func asksOfPeriods(lang, example, pattern string, answer func(*asking) error) form {
	f := asks(lang, example, pattern, answer)
	f.periods = true
	return f
}

// What stands before names in French.
const (
	of = `(?:de la |de l'|du |des |de |d')`
	to = `(?:à la |à l'|à |au |aux |en |vers la |vers le |vers l'|vers les |vers )`
)

// forms are tried in order; a form with more fixed words stands before one with fewer.
var forms = []form{
	asks("en", "why does DeepSeek depend on Washington", `(?:why|how) (?:does|do|is|are|did) (?P<x>.+?) (?:depend|rely|dependent|reliant) (?:up)?on (?P<y>.+)`, askWhy),
	asks("en", "how is DeepSeek connected to TSMC", `how (?:is|are) (?P<x>.+?) (?:connected|linked|related) (?:to|with) (?P<y>.+)`, askWhy),
	asks("en", "paths from DeepSeek to ASML", `(?:the )?(?:shortest )?(?:paths?|chains?|ways?) from (?P<x>.+?) to (?P<y>.+)`, askWhy),
	asks("fr", "pourquoi DeepSeek dépend-il de Washington", `(?:pourquoi|comment) (?:est-ce que |est-ce qu')?(?P<x>.+?) d[ée]pend(?:-(?:il|elle|on))? `+of+`(?P<y>.+)`, askWhy),
	asks("fr", "chemins de DeepSeek à ASML", `(?:les )?(?:chemins?|cha[îi]nes?) `+of+`(?P<x>.+?) `+to+`(?P<y>.+)`, askWhy),
	asks("en", "who depends on Nvidia", `(?:who|what|which (?P<kind>\p{L}+)) (?:(?P<direct>directly) )?(?:depends?|depended|relies|rely|relied) (?:(?P<straight>directly) )?(?:up)?on (?P<x>.+)`, askDependents),
	asks("en", "dependents of Nvidia", `(?:what are |list |show )?(?:the )?(?P<direct>direct )?dependents of (?P<x>.+)`, askDependents),
	asks("fr", "qui dépend de Nvidia", `(?:qui|qu'est-ce qui|quel(?:le)?s (?P<kind>\p{L}+)) d[ée]pend(?:ent|ait|aient)? (?:(?P<direct>directement) )?`+of+`(?P<x>.+)`, askDependents),
	asks("en", "what does DeepSeek depend on", `(?:what|who|whom|which (?P<kind>\p{L}+)) (?:does|do|did) (?P<x>.+?) (?:(?P<direct>directly) )?(?:depend|rely) (?:(?P<straight>directly) )?(?:up)?on`, askDependencies),
	asks("en", "on what does DeepSeek depend", `on (?:what|whom) (?:does|do|did) (?P<x>.+?) (?:depend|rely)`, askDependencies),
	asks("en", "dependencies of DeepSeek", `(?:what are |list |show )?(?:the )?(?P<direct>direct )?dependencies of (?P<x>.+)`, askDependencies),
	asks("fr", "de quoi dépend DeepSeek", `de (?:quoi|qui|quel(?:le)?s (?P<kind>\p{L}+)) d[ée]pend(?:ent)? (?P<x>.+)`, askDependencies),
	asks("fr", "de quoi DeepSeek dépend-il", `de (?:quoi|qui) (?P<x>.+?) d[ée]pend(?:-(?:il|elle|on))?`, askDependencies),
	asks("fr", "dépendances de DeepSeek", `(?:quelles sont )?(?:les )?d[ée]pendances `+of+`(?P<x>.+)`, askDependencies),
	asks("en", "who owns SMIC", `who (?:owns|owned) (?P<x>.+)`, askOwners),
	asks("en", "owners of SMIC", `(?:who are )?(?:the )?(?:owners|shareholders) of (?P<x>.+)`, askOwners),
	asks("fr", "qui détient SMIC", `(?:qui (?:d[ée]tient|poss[èe]de)|[àa] qui appartien(?:t|nent)) (?P<x>.+)`, askOwners),
	asks("en", "what does SMIC own", `what (?:does|do|did) (?P<x>.+?) own`, askHoldings),
	asks("fr", "que détient SMIC", `(?:que|qu'est-ce que) (?:d[ée]tient|poss[èe]de) (?P<x>.+)`, askHoldings),
	asks("en", "what happened to Nvidia", `(?:what happened to|(?:the )?timeline of|(?:the )?history of) (?P<x>.+)`, askTimeline),
	asks("fr", "chronologie de Nvidia", `(?:que s'est-il passé (?:pour|avec)|(?:la |l')?(?:chronologie|histoire|historique) `+of+`)(?P<x>.+)`, askTimeline),
	asks("en", "what stops if TSMC stops", `what (?:stops|breaks|fails|is lost|happens|would stop|would break|would be lost|would happen)? ?(?:if|when|without) (?P<x>.+?)(?: (?:stops?|stopped|fails?|failed|disappears?|disappeared|(?:is|are|were) (?:lost|removed|gone)))?`, askImpact),
	asks("fr", "qu'est-ce qui s'arrête si TSMC s'arrête", `(?:qu'est-ce qui|que) (?:s'arr[êe]te(?:rait)?|tombe(?:rait)?|se passe(?:rait)?(?:-t-il)?) (?:si|sans) (?P<x>.+?)(?: (?:s'arr[êe]tent|s'arr[êe]te|s'arr[êe]tait|tombe|tombent|tombait|dispara[îi]t|disparaissent|disparaissait))?`, askImpact),
	asks("en", "what are the chokepoints for DeepSeek", `(?:(?:what|which|where) are )?(?:the )?(?:chokepoints|choke points|bottlenecks|single points of failure)(?: (?:for|of) (?P<x>.+?))?(?: in (?P<y>.+))?`, askChokepoints),
	asks("fr", "quels sont les goulets d'étranglement pour DeepSeek", `(?:quels sont )?(?:les )?(?:goulets d'étranglement|goulots d'étranglement|points de passage obligés|points de défaillance uniques?)(?: (?:pour|de|d') ?(?P<x>.+?))?(?: (?:en|au|aux) (?P<y>.+))?`, askChokepoints),
	asks("en", "which affiliates does Inspur have", `(?:which|what) affiliates (?:does|do) (?P<x>.+?) have`, askAffiliates),
	asks("en", "affiliates of Inspur", `(?:who are )?(?:the )?affiliates of (?P<x>.+)`, askAffiliates),
	asks("fr", "quelles sont les filiales d'Inspur", `(?:quelles sont )?(?:les )?(?:filiales|sociétés affiliées) `+of+`(?P<x>.+)`, askAffiliates),
	asks("en", "what could Nvidia sell to China", `what (?:can|could|may|might) (?P<x>.+?) (?:sell|export|ship|supply) to (?P<y>.+?)`, askSales),
	asks("fr", "que peut vendre Nvidia à la Chine", `que (?:peut|pouvait|pourrait)(?:-(?:il|elle))? (?:vendre|exporter|livrer) (?P<x>.+?) `+to+`(?P<y>.+?)`, askSales),
	asks("fr", "que Nvidia peut-il vendre à la Chine", `(?:que|qu'est-ce que) (?P<x>.+?) (?:peut|pouvait|pourrait)(?:-(?:il|elle))? (?:vendre|exporter|livrer) `+to+`(?P<y>.+?)`, askSales),
	asks("en", "can Nvidia sell the H20 to China", `(?:can|could|may|might) .+? (?:sell|export|ship|supply) (?P<x>.+?) to (?P<y>.+?)(?: for (?P<z>.+))?`, askCheck),
	asks("en", "can the H20 be sold to China", `(?:can|could|may|is|are|was|were) (?P<x>.+?) (?:be )?(?:sold|exported|shipped|allowed|permitted|supplied) (?:to|in|into|for) (?P<y>.+?)(?: for (?P<z>.+))?`, askCheck),
	asks("en", "which decisions apply to the H20 for China", `(?:which|what) (?:decisions|rules|laws|controls) (?:apply to|bear on|control|govern) (?:exports? of |the export of |sales? of )?(?P<x>.+?) (?:to|for) (?P<y>.+?)(?: for (?P<z>.+))?`, askCheck),
	asks("fr", "le H20 peut-il être vendu à la Chine", `(?P<x>.+?) (?:peut|peuvent|pouvait|pouvaient)-(?:il|elle|ils|elles) être (?:vendue?s?|exportée?s?|livrée?s?) `+to+`(?P<y>.+?)(?: pour (?P<z>.+))?`, askCheck),
	asks("fr", "peut-on vendre le H20 à la Chine", `(?:(?:peut|pouvait|pourrait)-on|.+? (?:peut|pouvait|pourrait)-(?:il|elle)) (?:vendre|exporter|livrer) (?P<x>.+?) `+to+`(?P<y>.+?)(?: pour (?P<z>.+))?`, askCheck),
	asks("en", "which decisions bear on the H200", `(?:which|what) (?:decisions|rules|laws) (?:bear on|apply to|affect|bind|concern|cover) (?P<x>.+)`, askDecisions),
	asks("fr", "quelles décisions visent le H200", `quelles (?:d[ée]cisions|r[èe]gles|lois) (?:visent|concernent|touchent|s'appliquent (?:[àa]|au|aux)) (?P<x>.+)`, askDecisions),
	asksOfPeriods("en", "what changed since 2026-01-01", `what (?:has |have )?changed (?:since|after|from) (?P<x>.+?)(?: (?:to|until|up to) (?P<y>.+))?`, askChanges),
	asksOfPeriods("en", "what changed between 2026-01-01 and 2026-01-31", `what changed between (?P<x>.+?) and (?P<y>.+)`, askChanges),
	asksOfPeriods("en", "what changed last month", `what (?:has |have )?changed (?:in |on |during )?(?P<in>.+)`, askChanges),
	asksOfPeriods("fr", "qu'est-ce qui a changé depuis le 1er janvier 2026", `(?:qu'est-ce qui a|qu'a-t-il) changé (?:depuis|après|du) (?P<x>.+?)(?: (?:jusqu'au|au|jusqu'à) (?P<y>.+))?`, askChanges),
	asksOfPeriods("fr", "qu'est-ce qui a changé entre le 1er janvier 2026 et le 31 janvier 2026", `(?:qu'est-ce qui a|qu'a-t-il) changé entre (?P<x>.+?) et (?P<y>.+)`, askChanges),
	asksOfPeriods("fr", "qu'est-ce qui a changé le mois dernier", `(?:qu'est-ce qui a|qu'a-t-il) changé (?:en |pendant )?(?P<in>.+)`, askChanges),
	asks("en", "search Huawei", `(?:search|find|look up)(?: for)? (?P<x>.+)`, askSearch),
	asks("fr", "cherche Huawei", `(?:cherche[rz]?|trouve[rz]?) (?P<x>.+)`, askSearch),
	asks("en", "what is the H200", `(?:what|who) (?:is|are|was) (?P<x>.+)`, askCard),
	asks("fr", "qu'est-ce que le H200", `(?:qu'est-ce que|qu'est-ce qu'|qui est|qui sont) ?(?P<x>.+)`, askCard),
}

// kindNouns are the nouns by which a question may narrow its answer to a kind.
var kindNouns = map[string]string{
	"companies": "company", "firms": "company", "entreprises": "company", "sociétés": "company",
	"chips": "chip", "puces": "chip", "models": "model", "modèles": "model", "governments": "government", "gouvernements": "government",
	"decisions": "decision", "décisions": "decision", "technologies": "technology", "facilities": "facility", "sites": "facility",
}

func (a *asking) kinds() []string {
	if kind := kindNouns[strings.ToLower(a.args["kind"])]; kind != "" {
		return []string{kind}
	}
	return nil
}

func askDependents(a *asking) error {
	return a.reach(Dependents, func(name string, total int) (string, string) {
		return fmt.Sprintf("%d %s on %s.", total, plural(total, "entity depends", "entities depend"), name),
			fmt.Sprintf("%d %s de %s.", total, plural(total, "entité dépend", "entités dépendent"), name)
	})
}

func askDependencies(a *asking) error {
	return a.reach(Dependencies, func(name string, total int) (string, string) {
		return fmt.Sprintf("%s depends on %d %s.", name, total, plural(total, "entity", "entities")),
			fmt.Sprintf("%s dépend de %d %s.", name, total, plural(total, "entité", "entités"))
	})
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// spoken is how many results the text of an answer reads out.
const spoken = 3

func (a *asking) reach(d Direction, headline func(string, int) (string, string)) error {
	of, err := a.needed("x")
	if err != nil {
		return err
	}
	f := a.q.Filter
	f.Kinds = append(f.Kinds, a.kinds()...)
	if a.args["direct"] != "" || a.args["straight"] != "" {
		a.out.Query.Depth = 1
	}
	r, err := a.engine.Reach(a, ReachQuery{Of: of.ID, Direction: d, Depth: a.out.Query.Depth, Filter: f, Page: a.q.Page, Lang: a.q.Lang, Budget: a.q.Budget})
	if err != nil {
		return err
	}
	a.out.Answer = r
	a.out.Query.Question, a.out.Query.Of, a.out.Query.Kind = string(d), of.ID, f.Kinds
	a.out.Query.Call = a.call("/v1/entities/" + url.PathEscape(of.ID) + "/" + string(d))
	a.out.Text = a.say(headline(a.name(r.Subject), r.Total))
	for _, x := range r.Results[:min(spoken, len(r.Results))] {
		a.out.Text += " " + x.Path.Sentence
	}
	return nil
}

// needed resolves a name in a group. Nothing depends on a city: a capital stands for its state, as Beijing does for China.
func (a *asking) needed(group string) (EntityRef, error) {
	ref, err := a.entity(group)
	if err != nil || ref.Country == "" || ref.Country == ref.ID {
		return ref, err
	}
	o, err := a.engine.Ontology(a)
	if err != nil || o.canBeNeeded(ref.Kind) {
		return ref, err
	}
	return a.engine.Resolve(a, ref.Country)
}

func askWhy(a *asking) error {
	from, err := a.entity("x")
	if err != nil {
		return err
	}
	to, err := a.needed("y")
	if err != nil {
		return err
	}
	p, err := a.engine.Paths(a, PathsQuery{From: from.ID, To: to.ID, Filter: a.q.Filter, Lang: a.q.Lang, Budget: a.q.Budget})
	if err != nil {
		return err
	}
	a.out.Answer = p
	a.out.Query.Question, a.out.Query.From, a.out.Query.To = "paths", from.ID, to.ID
	a.out.Query.Call = a.call("/v1/paths", "from", from.ID, "to", to.ID)
	switch {
	case len(p.Paths) == 0:
		a.out.Text = a.say(fmt.Sprintf("No claim known here makes %s depend on %s.", a.name(from), a.name(to)),
			fmt.Sprintf("Aucune affirmation connue ici ne fait dépendre %s de %s.", a.name(from), a.name(to)))
	case p.Paths[0].Steps[0].From != from.ID:
		a.out.Text = a.say(fmt.Sprintf("It is %s that depends on %s.", a.name(to), a.name(from)),
			fmt.Sprintf("C'est %s qui dépend de %s.", a.name(to), a.name(from)))
	}
	for _, path := range p.Paths {
		a.out.Text = strings.TrimSpace(a.out.Text + " " + path.Sentence)
	}
	return nil
}

func askOwners(a *asking) error   { return a.ownership(Dependencies, "owners") }
func askHoldings(a *asking) error { return a.ownership(Dependents, "holdings") }

func (a *asking) ownership(d Direction, name string) error {
	of, err := a.entity("x")
	if err != nil {
		return err
	}
	o, err := a.engine.Ownership(a, OwnershipQuery{Of: of.ID, Direction: d, Filter: a.q.Filter, Page: a.q.Page, Lang: a.q.Lang})
	if err != nil {
		return err
	}
	a.out.Answer = o
	a.out.Query.Question, a.out.Query.Of = name, of.ID
	a.out.Query.Call = a.call("/v1/entities/" + url.PathEscape(of.ID) + "/" + name)
	if o.Total == 0 {
		a.out.Text = a.say("No such claim about "+a.name(of)+" is known here.", "Aucune affirmation de ce genre sur "+a.name(of)+" n'est connue ici.")
	}
	for _, row := range o.Results[:min(spoken, len(o.Results))] {
		a.out.Text = strings.TrimSpace(a.out.Text + " " + row.Path.Sentence)
	}
	return nil
}

func askDecisions(a *asking) error {
	of, err := a.entity("x")
	if err != nil {
		return err
	}
	d, err := a.engine.Decisions(a, DecisionsQuery{Of: of.ID, Filter: a.q.Filter, Page: a.q.Page, Lang: a.q.Lang})
	if err != nil {
		return err
	}
	a.out.Answer = d
	a.out.Query.Question, a.out.Query.Of = "decisions", of.ID
	a.out.Query.Call = a.call("/v1/entities/" + url.PathEscape(of.ID) + "/decisions")
	a.out.Text = a.say(fmt.Sprintf("%d %s on %s.", d.Total, plural(d.Total, "decision bears", "decisions bear"), a.name(of)),
		fmt.Sprintf("%d %s %s.", d.Total, plural(d.Total, "décision vise", "décisions visent"), a.name(of)))
	for _, row := range d.Results[:min(spoken, len(d.Results))] {
		a.out.Text += " " + row.Because[0].Sentence + "."
	}
	return nil
}

func askTimeline(a *asking) error {
	of, err := a.entity("x")
	if err != nil {
		return err
	}
	t, err := a.engine.Timeline(a, TimelineQuery{Of: of.ID, Filter: a.q.Filter, Page: a.q.Page, Lang: a.q.Lang})
	if err != nil {
		return err
	}
	a.out.Answer = t
	a.out.Query.Question, a.out.Query.Of = "timeline", of.ID
	a.out.Query.Call = a.call("/v1/entities/" + url.PathEscape(of.ID) + "/timeline")
	a.out.Text = a.say(fmt.Sprintf("%d dated events are known of %s.", t.Total, a.name(of)), fmt.Sprintf("%d événements datés sont connus de %s.", t.Total, a.name(of)))
	for _, e := range t.Results[max(0, len(t.Results)-spoken):] {
		a.out.Text += " " + e.Date + ": " + e.Text + "."
	}
	return nil
}
