package control

import (
	"cmp"
	"iter"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Line is a criterion on which decisions turn that are in force on a day: one of their own, or of a class that they cover.
type Line struct {
	Criterion snapshot.Ref   // the claim that states it
	Of        snapshot.Node  // the decision or class of which it is stated
	Decisions []LineDecision // the latest in force first
}

// LineDecision is a decision that turns on a line.
type LineDecision struct {
	State
	Since graph.Date // in force since
}

// Turn is a day on which a decision that turns on criteria comes into force, or ceases to be.
type Turn struct {
	Decision snapshot.Node
	On       graph.Date
	Begins   bool
}

// Lines are the criteria of a day, to which items are put. It is used by one goroutine.
type Lines struct {
	All   []Line   // in order of what they are of, and of the claims that state them
	Axes  []string // the numbers that criteria on record mention, of any day, in order of first mention
	Turns []Turn   // of all days, the earliest first

	*reading
	known *snapshot.Mask // of all days
}

// LinesOf finds the lines of the day of a filter that concern things of some kinds. The error is that of the limits, or wraps
// graph.ErrUnknownTerm.
func LinesOf(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter, kinds []string) (*Lines, error) {
	r, err := newReading(l, s, f)
	if err != nil {
		return nil, err
	}
	x := &Lines{reading: r, known: s.KnownMask(f.KnownAt)}
	at := map[snapshot.Ref]int{}
	for _, d := range indexOf(s).criterial {
		if !s.IsPresent(d, f.KnownAt) {
			continue
		}
		if err := x.add(d, kinds, at); err != nil {
			return nil, err
		}
	}
	for i := range x.All {
		slices.SortFunc(x.All[i].Decisions, func(a, b LineDecision) int {
			return cmp.Or(-cmp.Compare(a.Since, b.Since), compareNames(s, a.Decision, b.Decision))
		})
	}
	x.All = slices.DeleteFunc(x.All, func(line Line) bool { return len(line.Decisions) == 0 })
	slices.SortFunc(x.All, func(a, b Line) int {
		return cmp.Or(compareNames(s, a.Of, b.Of), snapshot.CompareID(s.ClaimID(a.Criterion), s.ClaimID(b.Criterion)))
	})
	slices.SortStableFunc(x.Turns, func(a, b Turn) int {
		return cmp.Or(cmp.Compare(a.On, b.On), snapshot.CompareBool(a.Begins, b.Begins), compareNames(s, a.Decision, b.Decision))
	})
	return x, nil
}

// add notes the criteria of a decision, of any day, and, if it is in force on the day, that it turns on those of the day.
func (x *Lines) add(d snapshot.Node, kinds []string, at map[snapshot.Ref]int) error {
	st, err := x.state(d)
	if err != nil {
		return err
	}
	force, since := x.force(d)
	concerned := false
	for of, now := range x.stating(d) {
		for ref := range x.s.AttributesNamed(of, x.s.Ontology().Binding.Criterion) {
			if err := x.l.Work(); err != nil {
				return err
			}
			if !x.known.AdmitsEver(ref) || !criteria.Concerns(x.s, ref, kinds) {
				continue
			}
			if err := x.addAxes(ref, kinds); err != nil {
				return err
			}
			if concerned = true; !now || !x.claims.Admits(ref) || !st.Binds() {
				continue
			}
			i, noted := at[ref]
			if !noted {
				i = len(x.All)
				at[ref], x.All = i, append(x.All, Line{Criterion: ref, Of: of})
			}
			x.All[i].Decisions = append(x.All[i].Decisions, LineDecision{st, since})
		}
	}
	if concerned {
		x.addTurns(d, force)
	}
	return nil
}

// stating yields a decision and the classes that it covers, of which criteria may be stated, and whether it covers them on the day.
func (x *Lines) stating(d snapshot.Node) iter.Seq2[snapshot.Node, bool] {
	covers, now := x.s.Predicates(x.s.Ontology().Binding.Covers), map[snapshot.Node]bool{d: true}
	order := []snapshot.Node{d}
	for ref, object := range x.s.OutBy(d, covers) {
		if x.s.IsDerived(ref) || !x.known.AdmitsEver(ref) {
			continue
		}
		if _, seen := now[object]; !seen {
			order = append(order, object)
		}
		now[object] = now[object] || x.claims.Admits(ref)
	}
	return func(yield func(snapshot.Node, bool) bool) {
		for _, of := range order {
			if !yield(of, now[of]) {
				return
			}
		}
	}
}

func (x *Lines) addTurns(d snapshot.Node, force []graph.Interval) {
	for _, in := range force {
		if in.From.Bounded() {
			x.Turns = append(x.Turns, Turn{d, in.From, true})
		}
		if in.To.Bounded() {
			x.Turns = append(x.Turns, Turn{d, in.To, false})
		}
	}
}

func (x *Lines) addAxes(ref snapshot.Ref, kinds []string) error {
	names, err := criteria.Reads(x.s, ref)
	if err != nil {
		return err
	}
	for _, name := range names {
		of := x.s.Ontology().Attribute(name)
		if of.Type == graph.NumberValue && !slices.Contains(x.Axes, name) && slices.ContainsFunc(kinds, func(k string) bool { return allows(of.On, k) }) {
			x.Axes = append(x.Axes, name)
		}
	}
	return nil
}

// Items lists what may be put to the lines: all of some kinds that had been announced by the day, or are not known to have been
// announced later, by name.
func (x *Lines) Items(f graph.Filter, kinds []string) (items []snapshot.Node, err error) {
	for n := range x.s.OfKinds(kinds) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if x.s.IsPresent(n, f.KnownAt) && wasThere(x.s, n, x.known, f.AsOf) {
			items = append(items, n)
		}
	}
	slices.SortFunc(items, func(a, b snapshot.Node) int { return cmp.Compare(x.s.NameRank(a), x.s.NameRank(b)) })
	return items, nil
}

// Makers are those who make an item.
func (x *Lines) Makers(item snapshot.Node) (makers []snapshot.Node, err error) {
	for ref, maker := range x.s.OutBy(item, x.s.Predicates(x.s.Ontology().Binding.Makers...)) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if x.claims.Admits(ref) && !slices.Contains(makers, maker) {
			makers = append(makers, maker)
		}
	}
	return makers, nil
}

// Put puts the lines to an item: a judgement of each that concerns it, by the place of the line, and its figures.
func (x *Lines) Put(item snapshot.Node) (judged map[int]criteria.Judgement, figures *criteria.Figures, err error) {
	figures, judged = criteria.Of(x.s, item, x.evidence), map[int]criteria.Judgement{}
	for i := range x.All {
		if !figures.Concerns(x.All[i].Criterion) {
			continue
		}
		if judged[i], err = figures.Judge(x.l, x.All[i].Criterion); err != nil {
			return nil, nil, err
		}
	}
	return judged, figures, nil
}
