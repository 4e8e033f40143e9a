package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// ImpactQuery asks what stops if entities or claims are taken away. The removal of a decision takes its permissions with it;
// that of a claim of its effect takes the permissions and leaves the decision.
type ImpactQuery struct {
	Remove []string // entities (id, name or alias) and claims (id)
	Filter Filter
	Page   Page // of each of the two lists
	Lang   string
	Budget Budget
}

// Impact lists what is lost and what is degraded, nearest to the removal first, then by name.
type Impact struct {
	Removed       []EntityRef `json:"removed"`
	RemovedClaims []ClaimView `json:"removed_claims,omitempty"`
	AsOf          string      `json:"as_of"`
	Lost          []Effect    `json:"lost"`
	Degraded      []Effect    `json:"degraded"`
	TotalLost     int         `json:"total_lost"`
	TotalDegraded int         `json:"total_degraded"`
	Next          string      `json:"next,omitempty"` // cursor of what follows in either list
	Partial       bool        `json:"partial,omitempty"`
	Why           string      `json:"why_partial,omitempty"`
}

// Effect is an entity that a removal takes away or weakens, why, and the chain of needs from it to something removed.
// Remaining is the part of the need that is still served, where the shares of all alternatives are known.
type Effect struct {
	Entity    EntityRef `json:"entity"`
	Reason    string    `json:"reason"`
	Remaining *float64  `json:"remaining_share,omitempty"`
	Path      Path      `json:"path"`
}

// Impact answers q. It is the least fixpoint of: an entity is lost if it is removed, if something that it needs under all
// is lost, or if all the alternatives of one of its groups are. An entity that is not lost is degraded if an alternative of
// a group of its is lost, if something that it needs under all is degraded, or if all alternatives left in a group are.
// Time is linear in the rows of the entities touched (the AND/OR graph of W. F. Dowling and J. H. Gallier, "Linear-time
// algorithms for testing the satisfiability of propositional Horn formulae", Journal of Logic Programming 3, 1984).
func (s *Snapshot) Impact(ctx context.Context, q ImpactQuery) (Impact, error) {
	m, err := s.walkMask(q.Filter)
	if err != nil {
		return Impact{}, err
	}
	r := newRemoval(s, m, newLimits(ctx, q.Budget))
	defer r.giveBack()
	answer := Impact{AsOf: q.Filter.AsOf.String(), Removed: []EntityRef{}, Lost: []Effect{}, Degraded: []Effect{}}
	for _, ref := range q.Remove {
		if err := r.remove(ref, q.Filter); err != nil {
			return Impact{}, err
		}
	}
	for _, n := range r.removed {
		answer.Removed = append(answer.Removed, s.ref(n))
	}
	for _, ref := range r.removedClaims {
		answer.RemovedClaims = append(answer.RemovedClaims, s.view(ref, q.Lang))
	}
	if answer.Why, err = r.settle(); err != nil {
		return Impact{}, err
	}
	answer.Partial = answer.Why != ""
	lost, degraded := r.effects()
	listed := s.lister(q.Filter)
	for _, list := range []struct {
		nodes []Node
		total *int
		to    *[]Effect
	}{{lost, &answer.TotalLost, &answer.Lost}, {degraded, &answer.TotalDegraded, &answer.Degraded}} {
		nodes := slices.DeleteFunc(list.nodes, func(n Node) bool { return listed != nil && !listed[s.kinds[n]] })
		*list.total = len(nodes)
		part, next, err := paginate(q.Page, s.version, nodes)
		if err != nil {
			return Impact{}, err
		}
		answer.Next = cmp.Or(answer.Next, next)
		for _, n := range part {
			*list.to = append(*list.to, r.effect(n, q.Lang))
		}
	}
	return answer, nil
}

// remove takes away what a reference names.
func (r *removal) remove(ref string, f Filter) error {
	if id, err := uuid.Parse(ref); err == nil {
		switch at, ok := r.s.byID()[id]; {
		case ok && at >= 0:
			r.removeClaim(int32(at))
			return nil
		case ok && r.removeEffect(at):
			return nil
		}
		return &NotFound{What: "relation claim or effect of a decision", Ref: ref}
	}
	n, err := r.s.resolve(ref, f.KnownAt)
	if err != nil {
		return err
	}
	if !r.wasRemoved(n) {
		r.removed = append(r.removed, n)
		r.lose(n, cause{row: -1, group: -1})
	}
	return nil
}

// removeClaim takes away the version of a claim that counts, which need not be the given, latest one.
func (r *removal) removeClaim(latest int32) {
	object := r.s.objectOf(latest)
	id, removed := r.s.rowID(latest, object), latest
	for row := int32(r.s.in[object]); row < int32(r.s.in[object+1]); row++ {
		if r.s.rows.subject[row] == r.s.rows.subject[latest] && r.m.admits(&r.s.rows, row) && r.s.rowID(row, object) == id {
			removed = row
		}
	}
	r.cutRow(removed, -1, 1)
	r.removedClaims = append(r.removedClaims, claimRef(removed))
}

// removeEffect takes away what a decision permits, and leaves the decision; ok is false if the claim states no effect.
func (r *removal) removeEffect(ref claimRef) (ok bool) {
	a := &r.s.attrs[^ref]
	if r.s.predicates[r.s.classes[a.class].predicate] != r.s.ontology.Binding.Effect {
		return false
	}
	for row := int32(r.s.in[a.subject]); row < int32(r.s.in[a.subject+1]); row++ {
		if len(r.gates[r.predicateOf(row)]) > 0 {
			r.cutRow(row, -1, 1)
		}
	}
	r.removedClaims = append(r.removedClaims, ref)
	return true
}

// effects lists what was lost, without what was removed, and what was degraded, in the order of the answer.
func (r *removal) effects() (lost, degraded []Node) {
	return r.ordered(r.lost, func(n Node) bool { return !r.wasRemoved(n) }), r.ordered(r.degraded, func(n Node) bool { return !r.isLost(n) })
}

func (r *removal) ordered(losses []loss, keep func(Node) bool) []Node {
	sorted := slices.Clone(losses)
	slices.SortFunc(sorted, func(x, y loss) int {
		return cmp.Or(cmp.Compare(x.distance, y.distance), cmp.Compare(r.s.nameRank[x.node], r.s.nameRank[y.node]))
	})
	nodes := make([]Node, 0, len(sorted))
	for _, x := range sorted {
		if keep(x.node) {
			nodes = append(nodes, x.node)
		}
	}
	return nodes
}

// effect explains the loss or degradation of a node.
func (r *removal) effect(n Node, lang string) Effect {
	c, isLost, _ := r.causeOf(n)
	e := Effect{Entity: r.s.ref(n), Path: r.s.ontology.Phrase(r.s, lang, r.chain(n))}
	e.Reason = r.reason(n, c, isLost, lang)
	if c.group >= 0 {
		e.Remaining = r.remaining(c.group)
	}
	return e
}

// chain follows causes to a removal.
func (r *removal) chain(n Node) []Hop {
	var hops []Hop
	for seen := map[Node]bool{}; !seen[n]; {
		seen[n] = true
		c, _, ok := r.causeOf(n)
		if !ok || c.row < 0 {
			break
		}
		row, next := c.row, c.object
		permission, end := r.fell[row]
		if end && permission >= 0 { // what failed is the permission
			row, next, end = permission, r.s.objectOf(permission), r.cut[permission]
		}
		hops = append(hops, r.s.hop(claimRef(row)))
		if end {
			break
		}
		n = next
	}
	return hops
}

// reason is one sentence that a person can follow.
func (r *removal) reason(n Node, c cause, isLost bool, lang string) string {
	name := r.s.nameIn(n, lang)
	verb := map[string][2]string{"en": {"is degraded", "is lost"}, "fr": {"est affaibli", "est perdu"}}[lang]
	if verb[0] == "" {
		verb, lang = [2]string{"is degraded", "is lost"}, "en"
	}
	what := verb[0]
	if isLost {
		what = verb[1]
	}
	because := map[string]string{"en": "because", "fr": "parce que"}[lang]
	var alternatives []needOption
	if c.group >= 0 {
		alternatives = r.alternatives(&r.groups[c.group])
	}
	if len(alternatives) < 2 {
		return fmt.Sprintf("%s %s %s %s.", name, what, because, r.fate(c.object, c.row, lang))
	}
	var gone, left []string
	same := ""
	uniform := true
	for _, a := range alternatives {
		state := r.wordOf(&a, lang)
		if state == "" {
			left = append(left, r.s.nameIn(a.object, lang))
			continue
		}
		gone = append(gone, r.s.nameIn(a.object, lang))
		uniform = uniform && (same == "" || same == state)
		same = state
	}
	if !uniform {
		same = map[string]string{"en": "lost, removed or not permitted", "fr": "perdu, retiré ou interdit"}[lang]
	}
	text := fmt.Sprintf("%s %s %s %s", name, what, because, r.enumerate(gone, same, lang))
	if len(left) > 0 {
		text += map[string]string{"en": "; what remains is ", "fr": " ; il reste "}[lang] + joinNames(left, lang)
	}
	return text + "."
}

// fate says what happened to the one object of a need.
func (r *removal) fate(object Node, row int32, lang string) string {
	said := func(row int32) string { return r.s.ontology.Sentence(r.s, lang, ptr(r.s.claim(claimRef(row)))) }
	permission, cut := r.fell[row]
	if cut && permission >= 0 {
		if decision := r.s.objectOf(permission); !r.cut[permission] {
			return said(row) + map[string]string{"en": " only by permission of the ", "fr": " seulement avec la permission de "}[lang] + r.s.nameIn(decision, lang) +
				map[string]string{"en": ", which is ", "fr": ", qui est "}[lang] + r.word(decision, lang)
		}
		row = permission
	}
	if cut {
		return map[string]string{"en": "the claim that ", "fr": "l'affirmation que "}[lang] + said(row) + map[string]string{"en": " is removed", "fr": " est retirée"}[lang]
	}
	return r.s.nameIn(object, lang) + map[string]string{"en": " is ", "fr": " est "}[lang] + r.word(object, lang)
}

func ptr[T any](v T) *T { return &v }

// wordOf says what became of an alternative, or is empty if nothing did.
func (r *removal) wordOf(o *needOption, lang string) string {
	permission, cut := r.fell[o.row]
	switch {
	case r.wasRemoved(o.object) || r.isLost(o.object) || !cut:
		return r.word(o.object, lang)
	case permission >= 0:
		return inLanguage(lang, "no longer permitted", "interdit")
	}
	return inLanguage(lang, "taken away", "écarté")
}

// word says what became of an entity, or is empty if nothing did.
func (r *removal) word(n Node, lang string) string {
	switch {
	case r.wasRemoved(n):
		return inLanguage(lang, "removed", "retiré")
	case r.isLost(n):
		return inLanguage(lang, "lost", "perdu")
	case r.isDegraded(n):
		return inLanguage(lang, "degraded", "affaibli")
	}
	return ""
}

func inLanguage(lang, en, fr string) string {
	if lang == "fr" {
		return fr
	}
	return en
}

func (r *removal) enumerate(names []string, state, lang string) string {
	if lang == "fr" {
		if len(names) == 1 {
			return names[0] + " est " + state
		}
		return joinNames(names, lang) + " sont tous " + strings.TrimSuffix(state, "s") + "s"
	}
	switch len(names) {
	case 1:
		return names[0] + " is " + state
	case 2:
		return joinNames(names, lang) + " are both " + state
	}
	return joinNames(names, lang) + " are all " + state
}

func joinNames(names []string, lang string) string {
	if len(names) == 1 {
		return names[0]
	}
	and := map[string]string{"en": " and ", "fr": " et "}[lang]
	return strings.Join(names[:len(names)-1], ", ") + and + names[len(names)-1]
}
