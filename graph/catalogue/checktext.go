package catalogue

import (
	"cmp"
	"strconv"
	"strings"

	"chokepoint/graph/control"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// reasons are the messages of the reasons that need no more than themselves.
var reasons = map[control.Reason]string{
	control.ItemExcluded: "ruling.item-excluded", control.PartyExcluded: "ruling.party-excluded", control.CriterionNotMet: "ruling.criterion-not-met",
	control.CriterionUnknown: "ruling.criterion-unknown", control.ShareUnknown: "ruling.share-unknown", control.ShareRanges: "ruling.share-ranges", control.OwnerRanges: "ruling.owner-ranges",
	control.OriginUnknown: "ruling.origin-unknown", control.OriginAsked: "ruling.origin-asked", control.OriginUnstated: "ruling.origin-unstated",
	control.ScopeUnknown: "ruling.scope-unknown", control.ForceUnknown: "ruling.force-unknown", control.OnlyAnnounced: "ruling.only-announced",
	control.Informal: "ruling.informal", control.ForceEstimated: "ruling.force-estimated", control.ForceDisputed: "ruling.force-disputed",
	control.ForceByTerms: "ruling.force-by-terms", control.PartyExempted: "ruling.party-exempted", control.PermitUnnamed: "ruling.permit-unnamed", control.EndUserReached: "ruling.end-user-reached", control.DestinationReached: "ruling.destination-reached", control.JoinDoubtful: "ruling.join-doubtful", control.CriterionMet: "ruling.criterion-met",
	control.ItemCovered: "ruling.item-covered", control.NoControl: "ruling.no-control", control.NamesNoItem: "ruling.names-no-item",
}

// sayReasons says why a decision stands as it does, and in a few words what is open of it.
func sayReasons(a *question.Asking, r *control.Ruling, v *Ruling) (text, short string) {
	var texts, shorts []string
	for _, reason := range r.Reasons {
		texts = append(texts, sayReason(a, r, v, reason))
		if reason.Standing() == control.MayApply || reason == control.PermitUnnamed {
			shorts = append(shorts, sayOpen(a, v, reason))
		}
	}
	return strings.Join(texts, " "), strings.Join(shorts, ", ")
}

func sayReason(a *question.Asking, r *control.Ruling, v *Ruling, reason control.Reason) string {
	lang := a.Lang()
	switch reason {
	case control.NotInForce:
		return sayNotInForce(lang, r, saidTerms(a, v.Status))
	case control.CompliedWithLater:
		return say.Text(lang, "ruling.complied-with-later", say.DateNoun(lang, r.From))
	case control.PartCovered:
		return say.Capital(say.Text(lang, "ruling.part-covered", v.part))
	}
	return say.Text(lang, reasons[reason])
}

// sayOpen says in a few words what leaves it open whether a decision applies.
func sayOpen(a *question.Asking, v *Ruling, reason control.Reason) string {
	if reason == control.PartCovered {
		return v.shortPart
	}
	return say.Text(a.Lang(), strings.Replace(reasons[reason], "ruling.", "open.", 1))
}

// sayPart says of what class of items a decision covers which part, as far as that is known: its members, or where the limit is. Where
// most is above 0, that is cut to so many runes.
func sayPart(a *question.Asking, r *control.Ruling, item string, most int) string {
	if len(r.Members) > 0 {
		names := make([]string, len(r.Members))
		for i, n := range r.Members {
			names[i] = a.NameIn(a.Facts.ID(n))
		}
		return say.Text(a.Lang(), "open.members-covered", item, cut(strings.Join(names, ", "), most))
	}
	var limits []string
	for _, ref := range r.Parts {
		if note := a.Facts.Claim(ref).Note; note != "" {
			limits = appendNew(limits, note)
		}
	}
	if len(limits) == 0 {
		return say.Text(a.Lang(), "open.part-covered", item)
	}
	return say.Text(a.Lang(), "open.part-covered.limit", item, cut(strings.Join(limits, say.Text(a.Lang(), "clauses")), most))
}

// cut shortens a text to a number of runes, at a word if it has some.
func cut(text string, most int) string {
	runes := []rune(text)
	if most <= 0 || len(runes) <= most {
		return text
	}
	short := string(runes[:most])
	if word := strings.LastIndex(short, " "); word > 0 {
		short = strings.TrimRight(short[:word], " ,;:") + " "
	}
	return short + "…"
}

func sayNotInForce(lang string, r *control.Ruling, status string) string {
	text := say.Text(lang, "ruling.not-in-force")
	if status != "" {
		text += say.Text(lang, "ruling.not-in-force.status", status)
	}
	for _, in := range r.Force {
		switch {
		case !in.From.Bounded() && !in.To.Bounded():
		case !in.To.Bounded():
			text += say.Text(lang, "ruling.not-in-force.from", say.DateNoun(lang, in.From))
		default:
			text += say.Text(lang, "ruling.not-in-force.was", say.DateNoun(lang, in.From), say.DateNoun(lang, in.To))
		}
	}
	return text + "."
}

// sayUnknowns says what would have to be known for a fuller answer, each thing once.
func sayUnknowns(a *question.Asking, c *Check, gaps []control.Gap) []string {
	list := []string{}
	for _, g := range gaps {
		list = appendNew(list, sayGap(a, c, &g))
	}
	return list
}

func sayGap(a *question.Asking, c *Check, g *control.Gap) string {
	lang, decision := a.Lang(), ""
	if g.Decision != snapshot.None {
		decision = a.NameIn(a.Facts.ID(g.Decision))
	}
	switch g.Kind {
	case control.FiguresMissing:
		return say.Text(lang, "gap.figures-missing", strings.Join(g.Names, ", "), itemOf(a, c), decision)
	case control.FiguresDisputed:
		return say.Text(lang, "gap.figures-disputed", strings.Join(g.Names, ", "), itemOf(a, c), decision)
	case control.DecisionOpen:
		return say.Text(lang, "gap.decision", decision, sayOpenReason(a, c, g))
	case control.EffectUnknown:
		return say.Text(lang, "gap.effect", decision)
	case control.PolicyUnknown:
		return say.Text(lang, "gap.policy", decision)
	case control.OriginTurnsOn:
		return say.Text(lang, "gap.origin", decision, a.Facts.Value(g.Claim).Text)
	case control.EndUserNotGiven:
		return say.Text(lang, "gap.end-user")
	case control.PartiesOpen:
		return say.Text(lang, "gap.parties", namesOf(a, g.Others))
	case control.FormsCovered:
		return say.Text(lang, "gap.forms", itemOf(a, c), namesOf(a, g.Others))
	case control.ItemNotYet:
		return say.Text(lang, "gap.not-yet", itemOf(a, c), say.DateNoun(lang, g.From))
	case control.OwnerUnknown:
		return say.Text(lang, "gap.owner", a.NameIn(c.EndUser.ID))
	default:
		return say.Text(lang, "gap.not-looked-at")
	}
}

// sayOpenReason says why a decision of a gap may apply, as the ruling on it says it.
func sayOpenReason(a *question.Asking, c *Check, g *control.Gap) string {
	if g.Reason == control.PartCovered {
		for i := range c.MayApply {
			if c.MayApply[i].Decision.ID == a.Facts.ID(g.Decision) {
				return say.Text(a.Lang(), "ruling.part-covered", c.MayApply[i].part)
			}
		}
	}
	return say.Text(a.Lang(), reasons[g.Reason])
}

func namesOf(a *question.Asking, nodes []snapshot.Node) string {
	names := make([]string, len(nodes))
	for i, n := range nodes {
		names[i] = a.NameIn(a.Facts.ID(n))
	}
	return strings.Join(names, say.Text(a.Lang(), "clauses"))
}

// itemOf names the item of a check.
func itemOf(a *question.Asking, c *Check) string {
	if c.Item == nil {
		return say.Text(a.Lang(), "check.described")
	}
	return a.NameIn(c.Item.ID)
}

// namedMost is how many decisions that may apply the text of a check names.
const namedMost = 5

// longestLimit bounds what the text of a check says of a limit, in runes: the ruling has it whole.
const longestLimit = 100

// sayFindings says in words which decisions apply, with their effects and review policies for the export, which may, and what might serve
// instead of a licence.
func sayFindings(a *question.Asking, c *Check) string {
	lang, clauses := a.Lang(), say.Text(a.Lang(), "clauses")
	export := say.Text(lang, "check.of", itemOf(a, c), a.NameIn(c.To.ID))
	if c.EndUser != nil {
		export = say.Text(lang, "check.of.end-user", itemOf(a, c), a.NameIn(c.To.ID), a.NameIn(c.EndUser.ID))
	}
	certain, open := sayRulings(a, c.Decisions), sayRulings(a, c.MayApply)
	named := open[:min(len(open), namedMost)]
	may := strings.Join(named, clauses)
	if more := len(open) - len(named); more > 0 {
		may += say.Text(lang, "check.may-apply.more", more)
	}
	var text string
	switch {
	case len(certain) == 0 && len(open) == 0:
		text = say.Text(lang, "check.none-applies", export, c.AsOf)
	case len(certain) == 0:
		text = say.Text(lang, "check.none-certain", export, c.AsOf, len(open), may)
	default:
		text = say.Text(lang, "check.apply", export, c.AsOf, len(certain), strings.Join(certain, clauses))
		if len(open) > 0 {
			text += say.Text(lang, "check.may-apply", len(open), may)
		}
	}
	if names := sayExceptions(a, c); len(names) > 0 {
		text += say.Text(lang, "check.exceptions", strings.Join(names, clauses))
	}
	if names := sayRulings(a, c.AlsoConcerns); len(names) > 0 {
		text += say.Text(lang, "check.also-concerns", strings.Join(names, clauses))
	}
	for _, s := range c.Assumed {
		text += say.Text(lang, "check.assumed", a.NameIn(s.Decision.ID), say.Term(lang, a.Facts.Ontology().Attribute(a.Facts.Ontology().Binding.Attribute), s.Status))
	}
	return text
}

// sayRulings names decisions, each with its effects, its review policy, and why it may apply if that is open; the same as of
// the decision before is "likewise".
func sayRulings(a *question.Asking, rulings []Ruling) (names []string) {
	before := ""
	for _, r := range rulings {
		var about []string
		for _, claims := range [][]view.ClaimView{r.Effects, r.ReviewPolicy} {
			if terms := saidTerms(a, claims); terms != "" {
				about = append(about, terms)
			}
		}
		name := a.NameIn(r.Decision.ID)
		if len(about) > 0 {
			name += " (" + strings.Join(about, say.Text(a.Lang(), "check.with")) + ")"
		}
		switch {
		case r.short == "":
		case r.short == before:
			name = say.Text(a.Lang(), "check.open", name, say.Text(a.Lang(), "check.open.likewise"))
		default:
			name = say.Text(a.Lang(), "check.open", name, r.short)
		}
		before = r.short
		names = append(names, name)
	}
	return names
}

func sayExceptions(a *question.Asking, c *Check) (names []string) {
	for _, e := range c.Exceptions {
		names = append(names, a.NameIn(e.Decision.ID))
	}
	return names
}

// namedRulings is a list of a check with its name.
type namedRulings struct {
	what    string
	rulings []Ruling
}

// rulingsOf are the lists of a check.
func rulingsOf(c *Check) []namedRulings {
	exceptions := make([]Ruling, len(c.Exceptions))
	for i := range c.Exceptions {
		exceptions[i] = c.Exceptions[i].Ruling
	}
	return []namedRulings{{"apply", c.Decisions}, {"may apply", c.MayApply}, {"exception", exceptions}, {"also concern", c.AlsoConcerns}, {"do not apply", c.NotApplicable}}
}

func tableOfCheck(c Check) *question.Table {
	t := question.NewTable("item", "finding", "id", "decision", "in_force", "effects", "review_policy", "why")
	for _, one := range append(c.Items, c) {
		item := ""
		if one.Item != nil {
			item = one.Item.ID
		}
		for _, list := range rulingsOf(&one) {
			for _, r := range list.rulings {
				t.Row(item, list.what, r.Decision.ID, r.Decision.Name, force(r.InForce), termsOf(r.Effects), termsOf(r.ReviewPolicy), r.Reason)
			}
		}
	}
	return t
}

func printCheck(s *question.Sheet, c Check) {
	s.Printf("%s\n", c.Text)
	if c.Seller != nil {
		for _, one := range c.Items {
			s.Printf("\n")
			printCheck(s, one)
		}
		s.Printf("\n%s\n%s\n", c.Notice, s.Words("check.record", c.ID, c.Call))
		return
	}
	for _, list := range rulingsOf(&c) {
		if len(list.rulings) > 0 {
			s.Printf("\n%s\n", s.Words("check.heading."+list.what))
		}
		for _, r := range list.rulings {
			printRuling(s, &r)
		}
	}
	s.Printf("\n%s\n", s.Words("check.heading.unknown"))
	for _, u := range c.Unknowns {
		s.Printf("- %s\n", u)
	}
	s.Printf("\n%s\n", c.Notice)
	s.Printf("%s\n", s.Words("check.record", c.ID, c.Call))
}

func printRuling(s *question.Sheet, r *Ruling) {
	s.Printf("- %s\n", s.Words("sheet.line", s.Name(r.Decision), r.Reason))
	for _, c := range r.Criteria {
		s.Printf("    %s\n", s.Words("sheet.line", c.Expression, s.Words("verdict."+string(c.Verdict))))
		for _, t := range c.Thresholds {
			s.Printf("      %s\n", t.Text)
		}
		for _, f := range c.Figures {
			s.Printf("      %s\n", cmp.Or(f.Arithmetic, f.Name+" = "+strconv.FormatFloat(f.Value, 'f', -1, 64)+" "+f.Unit))
		}
	}
	for _, claims := range [][]view.ClaimView{r.Parts, r.Effects, r.ReviewPolicy, r.Conditions, r.Citations} {
		printClaims(s, claims)
	}
}
