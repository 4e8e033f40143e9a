package ask

import (
	"regexp"
	"sync"
)

// form is one way to put a question. Its pattern is matched against the whole text, without case; its groups x, y, z and in are
// names or dates, and kind a noun in the plural.
type form struct {
	lang    string
	periods bool // the dates in the text are what it asks about, not the day of the answer
	example string
	pattern *regexp.Regexp
	read    func(*reader) error
}

func asks(lang, example, pattern string, read func(*reader) error) form {
	return form{lang: lang, example: example, pattern: regexp.MustCompile(`(?i)^(?:` + pattern + `)$`), read: read}
}

func asksOfPeriods(lang, example, pattern string, read func(*reader) error) form {
	f := asks(lang, example, pattern, read)
	f.periods = true
	return f
}

// What stands before names in French.
const (
	of = `(?:de la |de l'|du |des |de |d')`
	to = `(?:à la |à l'|à |au |aux |en |vers la |vers le |vers l'|vers les |vers )`
)

// forms returns the forms, which are tried in order; a form with more fixed words stands before one with fewer. Only those who
// ask pay for compiling them.
var forms = sync.OnceValue(makeForms)

func makeForms() []form {
	return []form{
		asks("en", "why does DeepSeek depend on Washington", `(?:why|how) (?:does|do|is|are|did) (?P<x>.+?) (?:depend|rely|dependent|reliant) (?:up)?on (?P<y>.+)`, (*reader).why),
		asks("en", "how is DeepSeek connected to TSMC", `how (?:is|are) (?P<x>.+?) (?:connected|linked|related) (?:to|with) (?P<y>.+)`, (*reader).why),
		asks("en", "paths from DeepSeek to ASML", `(?:the )?(?:shortest )?(?:paths?|chains?|ways?) from (?P<x>.+?) to (?P<y>.+)`, (*reader).why),
		asks("fr", "pourquoi DeepSeek dépend-il de Washington", `(?:pourquoi|comment) (?:est-ce que |est-ce qu')?(?P<x>.+?) d[ée]pend(?:-(?:il|elle|on))? `+of+`(?P<y>.+)`, (*reader).why),
		asks("fr", "chemins de DeepSeek à ASML", `(?:les )?(?:chemins?|cha[îi]nes?) `+of+`(?P<x>.+?) `+to+`(?P<y>.+)`, (*reader).why),
		asks("en", "who depends on Nvidia", `(?:who|what|which (?P<kind>\p{L}+)) (?:(?P<direct>directly) )?(?:depends?|depended|relies|rely|relied) (?:(?P<straight>directly) )?(?:up)?on (?P<x>.+)`, (*reader).dependents),
		asks("en", "dependents of Nvidia", `(?:what are |list |show )?(?:the )?(?P<direct>direct )?dependents of (?P<x>.+)`, (*reader).dependents),
		asks("fr", "qui dépend de Nvidia", `(?:qui|qu'est-ce qui|quel(?:le)?s (?P<kind>\p{L}+)) d[ée]pend(?:ent|ait|aient)? (?:(?P<direct>directement) )?`+of+`(?P<x>.+)`, (*reader).dependents),
		asks("en", "what does DeepSeek depend on", `(?:what|who|whom|which (?P<kind>\p{L}+)) (?:does|do|did) (?P<x>.+?) (?:(?P<direct>directly) )?(?:depend|rely) (?:(?P<straight>directly) )?(?:up)?on`, (*reader).dependencies),
		asks("en", "on what does DeepSeek depend", `on (?:what|whom) (?:does|do|did) (?P<x>.+?) (?:depend|rely)`, (*reader).dependencies),
		asks("en", "dependencies of DeepSeek", `(?:what are |list |show )?(?:the )?(?P<direct>direct )?dependencies of (?P<x>.+)`, (*reader).dependencies),
		asks("fr", "de quoi dépend DeepSeek", `de (?:quoi|qui|quel(?:le)?s (?P<kind>\p{L}+)) d[ée]pend(?:ent)? (?P<x>.+)`, (*reader).dependencies),
		asks("fr", "de quoi DeepSeek dépend-il", `de (?:quoi|qui) (?P<x>.+?) d[ée]pend(?:-(?:il|elle|on))?`, (*reader).dependencies),
		asks("fr", "dépendances de DeepSeek", `(?:quelles sont )?(?:les )?d[ée]pendances `+of+`(?P<x>.+)`, (*reader).dependencies),
		asks("en", "who owns SMIC", `who (?:owns|owned) (?P<x>.+)`, (*reader).owners),
		asks("en", "owners of SMIC", `(?:who are )?(?:the )?(?:owners|shareholders) of (?P<x>.+)`, (*reader).owners),
		asks("fr", "qui détient SMIC", `(?:qui (?:d[ée]tient|poss[èe]de)|[àa] qui appartien(?:t|nent)) (?P<x>.+)`, (*reader).owners),
		asks("en", "what does SMIC own", `what (?:does|do|did) (?P<x>.+?) own`, (*reader).holdings),
		asks("fr", "que détient SMIC", `(?:que|qu'est-ce que) (?:d[ée]tient|poss[èe]de) (?P<x>.+)`, (*reader).holdings),
		asks("en", "what happened to Nvidia", `(?:what happened to|(?:the )?timeline of|(?:the )?history of) (?P<x>.+)`, (*reader).timeline),
		asks("fr", "chronologie de Nvidia", `(?:que s'est-il passé (?:pour|avec)|(?:la |l')?(?:chronologie|histoire|historique) `+of+`)(?P<x>.+)`, (*reader).timeline),
		asks("en", "what stops if TSMC stops", `what (?:stops|breaks|fails|is lost|happens|would stop|would break|would be lost|would happen)? ?(?:if|when|without) (?P<x>.+?)(?: (?:stops?|stopped|fails?|failed|disappears?|disappeared|(?:is|are|were) (?:lost|removed|gone)))?`, (*reader).impact),
		asks("fr", "qu'est-ce qui s'arrête si TSMC s'arrête", `(?:qu'est-ce qui|que) (?:s'arr[êe]te(?:rait)?|tombe(?:rait)?|se passe(?:rait)?(?:-t-il)?) (?:si|sans) (?P<x>.+?)(?: (?:s'arr[êe]tent|s'arr[êe]te|s'arr[êe]tait|tombe|tombent|tombait|dispara[îi]t|disparaissent|disparaissait))?`, (*reader).impact),
		asks("en", "what are the chokepoints for DeepSeek", `(?:(?:what|which|where) are )?(?:the )?(?:chokepoints|choke points|bottlenecks|single points of failure)(?: (?:for|of) (?P<x>.+?))?(?: in (?P<y>.+))?`, (*reader).chokepoints),
		asks("fr", "quels sont les goulets d'étranglement pour DeepSeek", `(?:quels sont )?(?:les )?(?:goulets d'étranglement|goulots d'étranglement|points de passage obligés|points de défaillance uniques?)(?: (?:pour|de|d') ?(?P<x>.+?))?(?: (?:en|au|aux) (?P<y>.+))?`, (*reader).chokepoints),
		asks("en", "compare the H20 and the H200", `compare (?P<x>.+?) (?:and|with|to|against|vs\.?) (?P<y>.+)`, (*reader).compare),
		asks("en", "what is the difference between the H20 and the H200", `(?:what (?:is|are) |what's )?(?:the )?differences? between (?P<x>.+?) and (?P<y>.+)`, (*reader).compare),
		asks("en", "how does the H20 differ from the H200", `how (?:does|do) (?P<x>.+?) (?:differ from|compare (?:to|with|against)) (?P<y>.+)`, (*reader).compare),
		asks("fr", "compare le H20 et le H200", `compare(?:r|z|ns)? (?P<x>.+?) (?:et|avec|à|au|aux) (?P<y>.+)`, (*reader).compare),
		asks("fr", "quelle est la différence entre le H20 et le H200", `(?:quelles? (?:est|sont) )?(?:la |les )?diff[ée]rences? entre (?P<x>.+?) et (?P<y>.+)`, (*reader).compare),
		asks("en", "which affiliates does Inspur have", `(?:which|what) affiliates (?:does|do) (?P<x>.+?) have`, (*reader).affiliates),
		asks("en", "affiliates of Inspur", `(?:who are )?(?:the )?affiliates of (?P<x>.+)`, (*reader).affiliates),
		asks("fr", "quelles sont les filiales d'Inspur", `(?:quelles sont )?(?:les )?(?:filiales|sociétés affiliées) `+of+`(?P<x>.+)`, (*reader).affiliates),
		asks("en", "what could Nvidia sell to China", `what (?:can|could|may|might) (?P<x>.+?) (?:sell|export|ship|supply) to (?P<y>.+?)`, (*reader).sales),
		asks("fr", "que peut vendre Nvidia à la Chine", `que (?:peut|pouvait|pourrait)(?:-(?:il|elle))? (?:vendre|exporter|livrer) (?P<x>.+?) `+to+`(?P<y>.+?)`, (*reader).sales),
		asks("fr", "que Nvidia peut-il vendre à la Chine", `(?:que|qu'est-ce que) (?P<x>.+?) (?:peut|pouvait|pourrait)(?:-(?:il|elle))? (?:vendre|exporter|livrer) `+to+`(?P<y>.+?)`, (*reader).sales),
		asks("en", "can Nvidia sell the H20 to China", `(?:can|could|may|might) .+? (?:sell|export|ship|supply) (?P<x>.+?) to (?P<y>.+?)(?: for (?P<z>.+))?`, (*reader).check),
		asks("en", "can the H20 be sold to China", `(?:can|could|may|is|are|was|were) (?P<x>.+?) (?:be )?(?:sold|exported|shipped|allowed|permitted|supplied) (?:to|in|into|for) (?P<y>.+?)(?: for (?P<z>.+))?`, (*reader).check),
		asks("en", "which decisions apply to the H20 for China", `(?:which|what) (?:decisions|rules|laws|controls) (?:apply to|bear on|control|govern) (?:exports? of |the export of |sales? of )?(?P<x>.+?) (?:to|for) (?P<y>.+?)(?: for (?P<z>.+))?`, (*reader).check),
		asks("fr", "le H20 peut-il être vendu à la Chine", `(?P<x>.+?) (?:peut|peuvent|pouvait|pouvaient)-(?:il|elle|ils|elles) être (?:vendue?s?|exportée?s?|livrée?s?) `+to+`(?P<y>.+?)(?: pour (?P<z>.+))?`, (*reader).check),
		asks("fr", "peut-on vendre le H20 à la Chine", `(?:(?:peut|pouvait|pourrait)-on|.+? (?:peut|pouvait|pourrait)-(?:il|elle)) (?:vendre|exporter|livrer) (?P<x>.+?) `+to+`(?P<y>.+?)(?: pour (?P<z>.+))?`, (*reader).check),
		asks("en", "which decisions bear on the H200", `(?:which|what) (?:decisions|rules|laws) (?:bear on|apply to|affect|bind|concern|cover) (?P<x>.+)`, (*reader).decisions),
		asks("fr", "quelles décisions visent le H200", `quelles (?:d[ée]cisions|r[èe]gles|lois) (?:visent|concernent|touchent|s'appliquent (?:[àa]|au|aux)) (?P<x>.+)`, (*reader).decisions),
		asksOfPeriods("en", "what changed since 2026-01-01", `what (?:has |have )?changed (?:since|after|from) (?P<x>.+?)(?: (?:to|until|up to) (?P<y>.+))?`, (*reader).changes),
		asksOfPeriods("en", "what changed between 2026-01-01 and 2026-01-31", `what changed between (?P<x>.+?) and (?P<y>.+)`, (*reader).changes),
		asksOfPeriods("en", "what changed last month", `what (?:has |have )?changed (?:in |on |during )?(?P<in>.+)`, (*reader).changes),
		asksOfPeriods("fr", "qu'est-ce qui a changé depuis le 1er janvier 2026", `(?:qu'est-ce qui a|qu'a-t-il) changé (?:depuis|après|du) (?P<x>.+?)(?: (?:jusqu'au|au|jusqu'à) (?P<y>.+))?`, (*reader).changes),
		asksOfPeriods("fr", "qu'est-ce qui a changé entre le 1er janvier 2026 et le 31 janvier 2026", `(?:qu'est-ce qui a|qu'a-t-il) changé entre (?P<x>.+?) et (?P<y>.+)`, (*reader).changes),
		asksOfPeriods("fr", "qu'est-ce qui a changé le mois dernier", `(?:qu'est-ce qui a|qu'a-t-il) changé (?:en |pendant )?(?P<in>.+)`, (*reader).changes),
		asks("en", "search Huawei", `(?:search|find|look up)(?: for)? (?P<x>.+)`, (*reader).search),
		asks("fr", "cherche Huawei", `(?:cherche[rz]?|trouve[rz]?) (?P<x>.+)`, (*reader).search),
		asks("en", "what is the H200", `(?:what|who) (?:is|are|was) (?P<x>.+)`, (*reader).card),
		asks("fr", "qu'est-ce que le H200", `(?:qu'est-ce que|qu'est-ce qu'|qui est|qui sont) ?(?P<x>.+)`, (*reader).card),
	}
}
