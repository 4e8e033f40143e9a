package catalogue

import (
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/walk"
)

// reason is one sentence that a person can follow: what became of a thing, because of what became of what it needs.
func reason(a *question.Asking, fallout *walk.Fallout, n snapshot.Node, e *walk.Effect) string {
	key := map[walk.State]string{walk.Lost: "impact.is-lost", walk.Degraded: "impact.is-degraded", walk.Impaired: "impact.is-impaired"}[fallout.State(n)]
	because := ""
	switch {
	case e.Place != snapshot.None:
		because = say.Text(a.Lang(), "impact.place", clause(a, e.Path[0]), becameOf(a, fallout, e.Place))
	case e.Permission != snapshot.NoRef:
		because = withoutPermission(a, fallout, e.Permission)
	case len(e.Alternatives) == 1:
		because = fate(a, fallout, &e.Alternatives[0])
	default:
		because = fates(a, e.Alternatives)
	}
	return say.Text(a.Lang(), key, a.NameIn(a.Facts.ID(n)), because)
}

// clause says a claim inside a sentence.
func clause(a *question.Asking, claim snapshot.Ref) string {
	c := a.Facts.Claim(claim)
	return say.Clause(a.Facts.Ontology(), a.Facts, a.Lang(), &c)
}

func becameOf(a *question.Asking, fallout *walk.Fallout, n snapshot.Node) string {
	return say.Text(a.Lang(), messageOf[fallout.State(n)], 1, a.NameIn(a.Facts.ID(n)))
}

// withoutPermission says that a permission falls by which nothing is known to be had.
func withoutPermission(a *question.Asking, fallout *walk.Fallout, permission snapshot.Ref) string {
	if fallout.WasTaken(permission) {
		return say.Text(a.Lang(), "impact.claim", clause(a, permission))
	}
	decision := a.NameIn(a.Facts.ID(a.Facts.Object(permission)))
	if item := a.Facts.Item(permission); item != snapshot.None {
		return say.Text(a.Lang(), "impact.permission.unused", a.NameIn(a.Facts.ID(item)), decision)
	}
	return say.Text(a.Lang(), "impact.permission.general", decision)
}

// fate says what happened to the one thing that serves a need.
func fate(a *question.Asking, fallout *walk.Fallout, x *walk.Alternative) string {
	switch {
	case !x.Cut:
		return say.Text(a.Lang(), wordFor(x), 1, a.NameIn(a.Facts.ID(x.Node)))
	case x.Permission == snapshot.NoRef:
		return say.Text(a.Lang(), "impact.claim", clause(a, x.Claim))
	case fallout.WasTaken(x.Permission):
		return say.Text(a.Lang(), "impact.claim", clause(a, x.Permission))
	}
	key, decision := "impact.permission.lost", a.Facts.Object(x.Permission)
	if fallout.State(decision) == walk.Removed {
		key = "impact.permission.removed"
	}
	return say.Text(a.Lang(), key, clause(a, x.Claim), a.NameIn(a.Facts.ID(decision)))
}

// words are what may become of one of several alternatives, in the order in which a sentence says them.
var words = []string{"impact.removed", "impact.swept", "impact.lost", "impact.forbidden", "impact.cut", "impact.impaired", "impact.degraded"}

// fates says what became of several things that serve a need, each as it is, and what is left.
func fates(a *question.Asking, alternatives []walk.Alternative) string {
	byWord := map[string][]string{}
	for i := range alternatives {
		word := wordFor(&alternatives[i])
		byWord[word] = append(byWord[word], a.NameIn(a.Facts.ID(alternatives[i].Node)))
	}
	var clauses []string
	for _, word := range words {
		if names := byWord[word]; len(names) > 0 {
			clauses = append(clauses, say.Text(a.Lang(), word, len(names), namesInText(a, names)))
		}
	}
	text := say.List(a.Lang(), clauses)
	if left := byWord[""]; len(left) > 0 {
		text = say.Text(a.Lang(), "impact.remains", text, namesInText(a, left))
	}
	return text
}

// namesSaid is how many names a sentence lists.
const namesSaid = 8

func namesInText(a *question.Asking, names []string) string {
	if len(names) > namesSaid {
		names = append(names[:namesSaid-1:namesSaid-1], say.Text(a.Lang(), "impact.others", len(names)-namesSaid+1))
	}
	return say.List(a.Lang(), names)
}

var messageOf = map[walk.State]string{walk.Removed: "impact.removed", walk.Lost: "impact.lost", walk.Degraded: "impact.degraded", walk.Impaired: "impact.impaired"}

// wordFor is the message about what became of something that serves a need, or empty if nothing did.
func wordFor(x *walk.Alternative) string {
	switch {
	case x.Cut && x.Permission != snapshot.NoRef:
		return "impact.forbidden"
	case x.Cut:
		return "impact.cut"
	case x.Swept && x.State == walk.Impaired:
		return "impact.swept"
	}
	return messageOf[x.State]
}
