package control

import (
	"slices"
	"strings"
)

// naive answers a check by reading the claims again and again, as texts of three words and what they are for or of what share. Every
// claim is sure and holds at all times, a is the only figure, and nothing is known of who designs an item.
type naive struct {
	claims            []fact
	states            []string
	item, to, endUser string
}

type fact struct{ subject, predicate, object, limit, share string }

func (w *naive) objects(subject string, predicates ...string) (all []string) {
	for _, f := range w.claims {
		if f.subject == subject && slices.Contains(predicates, f.predicate) {
			all = append(all, f.object)
		}
	}
	return all
}

func (w *naive) subjects(predicate, object string) (all []string) {
	for _, f := range w.claims {
		if f.predicate == predicate && f.object == object {
			all = append(all, f.subject)
		}
	}
	return all
}

// closed adds to things what comes next to one of them, until nothing is new.
func closed(things []string, next func(string) []string) []string {
	all := slices.Clone(things)
	for i := 0; i < len(all); i++ {
		for _, n := range next(all[i]) {
			if !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	return all
}

func (w *naive) above(n string) []string { return w.objects(n, "member_of", "form_of") }

func (w *naive) below(n string) []string { return w.subjects("member_of", n) }

func (w *naive) classes() []string { return closed([]string{w.item}, w.above) }

// concluded is above, and the classes whose criterion something surely meets.
func (w *naive) concluded(n string) []string {
	all := w.above(n)
	for _, f := range w.claims {
		if f.predicate == "criterion" && strings.HasPrefix(f.subject, "class") && w.judge(n) == "met" {
			all = append(all, f.subject)
		}
	}
	return all
}

// judge puts the one criterion that there is, a > 1.5, to something.
func (w *naive) judge(n string) string {
	switch a := w.objects(n, "a"); {
	case len(a) == 0:
		return "unknown"
	case a[0] == "2":
		return "met"
	}
	return "not met"
}

func (w *naive) isCovered(class string) bool {
	return slices.ContainsFunc(w.claims, func(f fact) bool {
		return strings.HasPrefix(f.subject, "decision") && (f.predicate == "covers" || f.predicate == "partly_in") && f.object == class
	})
}

// partly are the classes to which a part of the item belongs: also those of its classes, nearest first, where nothing nearer belongs, in
// part or whole, to a class on the lists of the same state.
func (w *naive) partly() []string {
	var parts, silent []string
	seen := []string{w.item}
	for level := seen; len(level) > 0; {
		var above, spoken []string
		for _, n := range level {
			for _, o := range w.objects(n, "partly_in") {
				homes := w.homes(o)
				if slices.ContainsFunc(homes, func(home string) bool { return !slices.Contains(silent, home) }) {
					parts = append(parts, o)
				}
				spoken = append(spoken, homes...)
			}
			for _, o := range w.above(n) {
				if w.isCovered(o) && !strings.HasPrefix(o, "chip") {
					spoken = append(spoken, w.homes(o)...)
				}
				if !slices.Contains(seen, o) {
					above, seen = append(above, o), append(seen, o)
				}
			}
		}
		silent, level = append(silent, spoken...), above
	}
	return closed(parts, w.above)
}

// homes are the states of those who issued what covers a class, or, if nothing does, what it belongs to; "" is one that is not known.
func (w *naive) homes(class string) (homes []string) {
	for _, classes := range [][]string{{class}, closed([]string{class}, w.above)} {
		for _, d := range decisions {
			if slices.ContainsFunc(w.objects(d, "covers", "partly_in"), func(o string) bool { return slices.Contains(classes, o) }) {
				homes = append(homes, append(w.objects(d, "issued_by"), "")[0])
			}
		}
		if len(homes) > 0 {
			return homes
		}
	}
	return []string{""}
}

func (w *naive) members() []string { return closed([]string{w.item}, w.below) }

// caught is how a decision stands to the item.
type caught struct {
	named, all, ofAll, nothing, excluded, part, judged bool
	verdict                                            string
}

func (w *naive) catch(d string) (c caught) {
	classes, partly, near := w.classes(), w.partly(), closed(w.members(), w.concluded)
	isAll := func(n string) bool { return len(w.objects(n, "everything")) > 0 }
	criteria := len(w.objects(d, "criterion"))
	c.nothing = criteria+len(w.objects(d, "covers", "partly_in")) == 0
	for _, o := range w.objects(d, "covers") {
		switch belongs := slices.Contains(classes, o); {
		case belongs:
			c.named = true
		case isAll(o):
			c.all = true
		default:
			criteria += len(w.objects(o, "criterion"))
			c.part = c.part || slices.Contains(partly, o) || slices.Contains(near, o)
		}
	}
	for _, o := range w.objects(d, "partly_in") {
		c.ofAll = c.ofAll || isAll(o)
		c.part = c.part || isAll(o) || slices.Contains(slices.Concat(classes, partly, near), o)
	}
	c.excluded = slices.ContainsFunc(w.objects(d, "excludes"), func(o string) bool { return slices.Contains(classes, o) })
	c.part = c.part || slices.ContainsFunc(w.members(), func(m string) bool { return w.concludes(d, m) })
	isChip := strings.HasPrefix(w.item, "chip")
	c.judged = criteria > 0 && isChip
	switch {
	case c.named || c.all:
		c.verdict = "met"
	case c.judged:
		c.verdict = w.judge(w.item)
	default:
		c.verdict = "unknown"
	}
	return c
}

// concludes reports whether a decision is concluded to cover a member of the item: it meets its criterion and is not left out.
func (w *naive) concludes(d, member string) bool {
	if member == w.item || len(w.objects(d, "criterion")) == 0 || w.judge(member) != "met" {
		return false
	}
	above := closed([]string{member}, w.above)
	return !slices.ContainsFunc(w.objects(d, "excludes"), func(o string) bool { return slices.Contains(above, o) })
}

// covered lists the members of the item that a decision covers, in order.
func (w *naive) covered(d string) (all []string) {
	classes, partly := w.classes(), w.partly()
	for _, m := range w.members() {
		above := closed([]string{m}, w.concluded)
		in := func(o string) bool {
			return slices.Contains(above, o) && !slices.Contains(classes, o) && !slices.Contains(partly, o)
		}
		concluded := slices.ContainsFunc(w.members(), func(n string) bool { return slices.Contains(above, n) && w.concludes(d, n) })
		if m != w.item && (concluded || slices.ContainsFunc(w.objects(d, "covers", "partly_in"), in)) {
			all = append(all, m)
		}
	}
	slices.Sort(all)
	return all
}

func (w *naive) persons() []string {
	if w.endUser == "" {
		return nil
	}
	return closed(w.firms(), w.above)
}

// firms are the end user and its majority owners, theirs, and so on.
func (w *naive) firms() []string {
	return closed([]string{w.endUser}, func(n string) (owners []string) {
		for _, f := range w.claims {
			if f.subject == n && f.predicate == "owned_by" && (f.share == "" || f.share >= "0.5") {
				owners = append(owners, f.object)
			}
		}
		return owners
	})
}

// seated are the groups of parties that take in the end user by a seat.
func (w *naive) seated() (groups []string) {
	if w.endUser == "" {
		return nil
	}
	var seats []string
	for _, firm := range w.firms() {
		seats = append(seats, w.objects(firm, "seated_in")...)
	}
	// The groups that a firm belongs to count for its seat as well.
	for _, place := range append(closed(seats, w.above), slices.DeleteFunc(w.persons(), func(n string) bool { return slices.Contains(w.firms(), n) })...) {
		groups = append(groups, w.subjects("firms_of", place)...)
	}
	return groups
}

func (w *naive) places() []string {
	all := closed([]string{w.to}, w.above)
	return append(all, w.subjects("everywhere", "true")...)
}

// scoped is how a decision stands to the destination and the end user: out, others, unstated, or in.
type scoped struct {
	match           string
	party, excluded bool
}

// way is one way into the scope.
type way struct{ in, named, out, outNamed bool }

func (l way) counts() bool { return l.in && !l.outNamed && (!l.out || l.named) }

func (w *naive) scope(d string) scoped {
	place, party, others := w.ways(d)
	stated := len(w.objects(d, "applies_to"))+len(w.subjects("listed_by", d)) > 0
	switch {
	case party.counts(), place.counts():
		return scoped{"in", party.counts(), false}
	case party.in || place.in:
		return scoped{"in", false, true}
	case others:
		return scoped{match: "others"}
	case !stated:
		return scoped{match: "unstated"}
	}
	return scoped{match: "out"}
}

func (w *naive) ways(d string) (place, party way, others bool) {
	places, persons, seated := w.places(), w.persons(), w.seated()
	issuers := w.objects(d, "issued_by")
	atHome := len(issuers) > 0 && issuers[0] == w.to
	for _, o := range w.objects(d, "applies_to") {
		isPlace := slices.Contains(places, o)
		if isPlace && !(atHome && len(w.objects(o, "everywhere")) > 0) {
			place.in, place.named = true, place.named || slices.Contains(w.states, o)
		}
		if slices.Contains(persons, o) {
			party.in, party.named = true, party.named || o == w.endUser
		} else if slices.Contains(seated, o) && !atHome {
			party.in = true
		}
		others = others || w.endUser == "" && !isPlace && slices.Contains(w.objects(o, "seated_in"), w.to)
	}
	if w.endUser != "" && !atHome && slices.Contains(w.objects(w.endUser, "listed_by"), d) {
		party.in, party.named = true, true
	}
	for _, o := range w.objects(d, "excludes") {
		if slices.Contains(places, o) {
			place.out, place.outNamed = true, place.outNamed || slices.Contains(w.states, o)
		}
		if slices.Contains(persons, o) {
			place.out, place.outNamed = true, true
		}
		if slices.Contains(persons, o) || slices.Contains(seated, o) {
			party.out, party.outNamed = true, party.outNamed || o == w.endUser
		}
	}
	return place, party, others
}

// fit is how closely a value that is for something fits the export; 0: not at all.
func (w *naive) fit(limit string) int {
	switch {
	case limit == "":
		return 1
	case slices.Contains(w.persons(), limit), slices.Contains(w.seated(), limit):
		return 4
	case slices.Contains(w.classes(), limit), len(w.objects(limit, "criterion")) > 0 && strings.HasPrefix(w.item, "chip") && w.judge(w.item) == "met":
		return 3
	case slices.Contains(w.places(), limit):
		return 2
	}
	return 0
}

// policies are the review policies of a decision that are for the export, in order: the closest, and of these the strictest.
func (w *naive) policies(d string) []string {
	strict := []string{"denial", "case", "approval"}
	best, found := 1, []string(nil)
	for _, f := range w.claims {
		if f.subject != d || f.predicate != "policy" {
			continue
		}
		fit := w.fit(f.limit)
		switch {
		case fit < best:
		case fit > best:
			best, found = fit, []string{f.object}
		case fit == 1 || len(found) == 0:
			found = append(found, f.object)
		case slices.Index(strict, f.object) < slices.Index(strict, found[0]):
			found = []string{f.object}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// reasons are why a decision stands to the export as it does; none if it does not come near.
func (w *naive) reasons(d string) []Reason {
	c, sc := w.catch(d), w.scope(d)
	met, all := c.verdict == "met", c.all && !c.named
	fails := c.verdict == "not met" && !c.part
	var effects []string
	for _, f := range w.claims {
		if f.subject == d && f.predicate == "effect" && w.fit(f.limit) > 0 {
			effects = append(effects, f.object)
		}
	}
	controls, over := slices.Contains(effects, "stop"), slices.Contains(w.objects(d, "status"), "over")
	switch {
	case len(effects) == 0, sc.match == "out", sc.match == "others":
		return nil
	case sc.match == "unstated" && (c.all || c.ofAll) && !c.named:
		return nil
	case !over && sc.match == "in" && !sc.excluded && c.nothing && sc.party:
		return []Reason{NamesNoItem}
	case !over && sc.match == "in" && !sc.excluded && met && !c.excluded && !controls && (sc.party || !c.all):
		return []Reason{NoControl}
	case !met && !c.judged && !c.part && !c.excluded, !controls:
		return nil
	case over && (c.excluded || sc.excluded || fails || all):
		return nil
	case over:
		return []Reason{NotInForce}
	case c.excluded:
		return []Reason{ItemExcluded}
	case sc.excluded:
		return []Reason{PartyExcluded}
	case fails:
		return []Reason{CriterionNotMet}
	}
	if open := w.open(&c, &sc); len(open) > 0 {
		return open
	}
	switch {
	case all && !c.judged:
		return []Reason{EndUserReached}
	case !c.named && !c.all:
		return []Reason{CriterionMet}
	}
	return []Reason{ItemCovered}
}

// open lists what leaves it open whether a decision applies.
func (w *naive) open(c *caught, sc *scoped) (open []Reason) {
	if c.verdict == "unknown" && !c.part {
		open = append(open, CriterionUnknown)
	}
	if c.verdict != "met" && c.part {
		open = append(open, PartCovered)
	}
	if c.all && !c.named && !sc.party {
		open = append(open, OriginUnstated)
	}
	if sc.match == "unstated" {
		open = append(open, ScopeUnknown)
	}
	return open
}
