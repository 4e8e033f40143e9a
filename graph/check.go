package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// CheckQuery asks which decisions bear on the export of an item to a destination, and perhaps to an end user there.
type CheckQuery struct {
	Item    string
	To      string // a state or place
	EndUser string // a party, or empty
	Filter  Filter // AsOf, KnownAt and MinConfidence count
	Lang    string
}

// Check lists the decisions that bear on an export and what is unknown. It never says that a sale is allowed.
type Check struct {
	Item          EntityRef  `json:"item"`
	To            EntityRef  `json:"to"`
	EndUser       *EntityRef `json:"end_user,omitempty"`
	AsOf          string     `json:"as_of"`
	Decisions     []Ruling   `json:"decisions"`      // that apply
	MayApply      []Ruling   `json:"may_apply"`      // of which it is unknown whether they do
	NotApplicable []Ruling   `json:"not_applicable"` // that come near and do not, and why
	Unknowns      []string   `json:"unknowns"`
	Text          string     `json:"text"`
	Notice        string     `json:"notice"`
}

// Ruling is a decision with why it applies, may apply, or does not.
type Ruling struct {
	DecisionView
	Reason   string          `json:"reason"`
	Because  []ClaimView     `json:"because"` // the claims that join it to the item, the destination and the end user
	Criteria []CriterionView `json:"criteria,omitempty"`

	since Date // in force since
}

// Check answers q. A decision applies if it binds on the day, catches the item, and has the destination or the end user in
// its scope.
//
// It catches an item that it covers by name, by a class that the item belongs to or by a variant, and an item that meets its
// criterion or that of a class that it covers. Its scope is what it applies to: a place that the destination is or lies in, a
// group that this belongs to, or a party that the end user is, is owned by, or belongs to. A decision that names no items, a
// list, applies to the parties that it lists, and with a threshold to their affiliates.
func (s *Snapshot) Check(ctx context.Context, q CheckQuery) (Check, error) {
	x := &checking{s: s, lang: q.Lang, claims: s.claimMask(q.Filter)}
	x.bindings = newBindings(s, x.claims.pass)
	var err error
	if x.item, err = s.resolve(q.Item, q.Filter.KnownAt); err != nil {
		return Check{}, err
	}
	if x.to, err = s.resolve(q.To, q.Filter.KnownAt); err != nil {
		return Check{}, err
	}
	x.endUser = None
	answer := Check{Item: s.ref(x.item), To: s.ref(x.to), AsOf: q.Filter.AsOf.String(), Decisions: []Ruling{}, MayApply: []Ruling{}, NotApplicable: []Ruling{}}
	if q.EndUser != "" {
		if x.endUser, err = s.resolve(q.EndUser, q.Filter.KnownAt); err != nil {
			return Check{}, err
		}
		ref := s.ref(x.endUser)
		answer.EndUser = &ref
	}
	if err := x.checkKinds(); err != nil {
		return Check{}, err
	}
	x.prepare(q.Filter)
	for n := range s.ids {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return Check{}, ctx.Err()
		}
		if s.kindOf(Node(n)) != s.ontology.Binding.Kind || !s.present(Node(n), q.Filter.KnownAt) {
			continue
		}
		ruling, standing, err := x.rule(Node(n), q.Filter.AsOf)
		if err != nil {
			return Check{}, err
		}
		switch standing {
		case applies:
			answer.Decisions = append(answer.Decisions, ruling)
		case mayApply:
			answer.MayApply = append(answer.MayApply, ruling)
		case doesNotApply:
			answer.NotApplicable = append(answer.NotApplicable, ruling)
		}
	}
	for _, list := range [][]Ruling{answer.Decisions, answer.MayApply, answer.NotApplicable} {
		slices.SortFunc(list, func(a, b Ruling) int {
			return cmp.Or(-cmp.Compare(a.since, b.since), compareNames(a.Decision.Name, b.Decision.Name), cmp.Compare(a.Decision.ID, b.Decision.ID))
		})
	}
	x.conclude(&answer)
	return answer, nil
}

// standing is what a check finds of a decision.
type standing int

const (
	irrelevant standing = iota
	doesNotApply
	mayApply
	applies
)

// checking is a check under way.
type checking struct {
	s        *Snapshot
	lang     string
	claims   *mask
	bindings *bindings

	item, to, endUser Node
	classes           reasons // the item, what it is a variant of, and the classes that these belong to
	places            reasons // the destination, what it lies in, and the groups that these belong to
	persons           reasons // the end user, its owners, and the groups that these belong to
	party             reasons // these, and the places of their seats
	listing           *listing
}

// reasons are nodes, each with the claims that lead to it.
type reasons map[Node][]claimRef

// ErrKind marks a question about an entity of a kind that it is not about.
var ErrKind = errors.New("not of a kind that the question is about")

// checkKinds makes sure that the item is something that decisions cover, and the destination somewhere.
func (x *checking) checkKinds() error {
	o := x.s.ontology
	if covers := o.Relation(o.Binding.Covers); covers != nil && len(covers.To) > 0 && !slices.Contains(covers.To, x.s.kindOf(x.item)) {
		return fmt.Errorf("%s is a %s, %w: name an item (%s)", x.s.ids[x.item], x.s.kindOf(x.item), ErrKind, strings.Join(covers.To, ", "))
	}
	kinds := []string{o.Country.Kind}
	for _, name := range o.Country.Relations {
		for _, kind := range o.Relation(name).To {
			if kind != o.Binding.Kind && !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	if o.Country.Kind != "" && !slices.Contains(kinds, x.s.kindOf(x.to)) {
		return fmt.Errorf("%s is a %s, %w: name a destination (%s)", x.s.ids[x.to], x.s.kindOf(x.to), ErrKind, strings.Join(kinds, ", "))
	}
	return nil
}

func (x *checking) prepare(f Filter) {
	o := x.s.ontology
	x.classes = x.closure(reasons{x.item: nil}, o.Binding.Membership, 0)
	geography := slices.Concat(o.Country.Relations, o.Binding.Membership)
	x.places = x.closure(reasons{x.to: nil}, geography, 0)
	x.listing = x.s.newListing(f)
	if x.endUser != None {
		var owning []string
		for _, r := range o.Relations {
			if r.Channel == ownershipChannel {
				owning = append(owning, r.Name)
			}
		}
		owners := x.closure(reasons{x.endUser: nil}, owning, DefaultThreshold)
		x.persons = x.closure(owners, o.Binding.Membership, 0)
		x.party = x.closure(owners, geography, 0)
	}
}

// closure follows relations forwards from the nodes of from, over claims of the day; a known share below least stops it.
func (x *checking) closure(from reasons, relations []string, least float32) reasons {
	found, queue := reasons{}, make([]Node, 0, len(from))
	for n, why := range from {
		found[n] = why
		queue = append(queue, n)
	}
	slices.Sort(queue)
	for ; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		for k := x.s.out[n]; k < x.s.out[n+1]; k++ {
			row, to := x.s.outRow[k], x.s.outTo[k]
			if _, ok := found[to]; ok || !x.s.isRelation(row, relations, least) || !x.claims.admits(&x.s.rows, row) {
				continue
			}
			found[to] = append(slices.Clip(slices.Clone(found[n])), claimRef(row))
			queue = append(queue, to)
		}
	}
	return found
}

// rule finds how a decision stands to the export.
func (x *checking) rule(d Node, day Day) (Ruling, standing, error) {
	catch, err := x.catches(d)
	if err != nil || catch.verdict == Unknown && catch.criteria == nil && !catch.neutral {
		return Ruling{}, irrelevant, err
	}
	scope := x.scopeOf(d, &catch)
	if scope.match == outOfScope {
		return Ruling{}, irrelevant, nil
	}
	r := Ruling{DecisionView: x.s.decisionView(d, x.claims, x.bindings, day, x.lang), Criteria: catch.criteria, Because: []ClaimView{}}
	for _, ref := range append(catch.claims, scope.claims...) {
		if v := x.s.view(ref, x.lang); !slices.ContainsFunc(r.Because, func(w ClaimView) bool { return w.ID == v.ID }) {
			r.Because = append(r.Because, v)
		}
	}
	r.since = Beginning
	if f := x.bindings.at(d, day); f != nil {
		r.since = f.valid.From
	}
	var st standing
	r.Reason, st = x.reason(&r, &catch, scope)
	return r, st, nil
}

// reason weighs what was found.
func (x *checking) reason(r *Ruling, c *catch, s scope) (string, standing) {
	switch {
	case r.InForce != nil && !*r.InForce && (c.verdict == NotMet || c.excluded || s.excluded || c.neutral):
		return "", irrelevant
	case r.InForce != nil && !*r.InForce:
		return x.notInForce(r), doesNotApply
	case c.excluded:
		return x.say("It leaves the item out.", "Elle exclut ce produit."), doesNotApply
	case s.excluded:
		return x.say("It leaves the destination or the end user out.", "Elle exclut la destination ou l'utilisateur final."), doesNotApply
	case c.verdict == NotMet:
		return x.say("The item does not meet its criterion.", "Le produit ne remplit pas son critère."), doesNotApply
	case c.verdict == Unknown && !c.neutral:
		return x.say("Whether the item meets its criterion is unknown: a figure is missing or disputed.",
			"On ignore si le produit remplit son critère : un chiffre manque ou est contesté."), mayApply
	case s.match == dependsOnParty:
		return x.say("It applies to named parties only, and no end user was given.",
			"Elle ne vise que des parties nommées, et aucun utilisateur final n'a été donné."), mayApply
	case s.match == dependsOnShare:
		return x.say("A listed party, or an affiliate of one, holds a share of the end user that is not known.",
			"Une partie inscrite, ou une société qu'elle contrôle, détient une part inconnue de l'utilisateur final."), mayApply
	case s.match == scopeNotStated:
		return x.say("To whom or where it applies is not recorded.", "On n'a pas enregistré à qui ni où elle s'applique."), mayApply
	case r.InForce == nil:
		return x.say("Whether it is in force is not recorded.", "On n'a pas enregistré si elle est en vigueur."), mayApply
	case c.neutral:
		return x.say("It lists or reaches the end user, whatever the item.", "Elle inscrit ou atteint l'utilisateur final, quel que soit le produit."), applies
	case len(c.criteria) > 0 && !c.named:
		return x.say("The item meets its criterion and the destination or the end user is in its scope.",
			"Le produit remplit son critère et la destination ou l'utilisateur final est dans son champ."), applies
	}
	return x.say("It covers the item and the destination or the end user is in its scope.",
		"Elle vise le produit et la destination ou l'utilisateur final est dans son champ."), applies
}

// notInForce says when a decision binds that does not on the day.
func (x *checking) notInForce(r *Ruling) string {
	text := x.say("It is not in force on the day", "Elle n'est pas en vigueur ce jour-là")
	if status := termsOf(r.Status); status != "" {
		text += x.say(", but ", ", mais ") + status
	}
	d, _ := x.s.Lookup(r.Decision.ID)
	for _, f := range x.bindings.of(d) {
		switch {
		case f.valid.From == Beginning && f.valid.To == End:
		case f.valid.To == End:
			text += x.say("; it is from ", " ; elle l'est à partir du ") + f.valid.From.String()
		default:
			text += x.say("; it was from ", " ; elle l'était du ") + f.valid.From.String() + x.say(" until ", " au ") + f.valid.To.String()
		}
	}
	return text + "."
}
