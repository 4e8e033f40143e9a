package criteria

import (
	"context"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Derive concludes what the criteria on record cover; it is a snapshot.Pass. A decision covers each item that surely meets its
// criterion, and to a class that has one each such item belongs, whatever combination of the values that sources give is taken:
// of an item whose figures leave it open nothing is concluded. A conclusion holds while the criterion and the figures on which it
// rests are said to, is as well supported as the weakest of these claims, and is not drawn for the time in which a claim as well
// supported says the same, nor, for a decision, while it leaves the item out.
//
// It looks at what is said and not at what is derived, so that there is nothing to draw a second time: it runs once, in time
// linear in the criteria times the items of the kinds that they speak of. The error is that of the context; a criterion that
// can't be evaluated covers nothing here, and a check says why.
func Derive(ctx context.Context, s *snapshot.Snapshot) ([]snapshot.Derived, error) {
	done := snapshot.Memo(s, doneKey{}, func() *bool { return new(bool) })
	if *done {
		return nil, ctx.Err()
	}
	x := newDeriving(ctx, s)
	if *done = len(x.stated) == 0; *done {
		return nil, ctx.Err()
	}
	found := snapshot.NewDrawn()
	for _, epoch := range graph.Stretches(s.RecordingsOf(x.lookedAt())) {
		x.known, x.drawn, x.of = s.KnownMask(epoch.From), nil, map[figuresOf]*Figures{}
		for i := range x.stated {
			if err := x.apply(&x.stated[i]); err != nil {
				return nil, err
			}
		}
		found.During(epoch, x.drawn)
	}
	*done = true
	return found.All(), ctx.Err()
}

// doneKey is that of whether it has run, while the snapshot was built by one goroutine.
type doneKey struct{}

// deriving draws conclusions from the criteria on record.
type deriving struct {
	s      *snapshot.Snapshot
	l      *limits.Limits
	stated []stated
	items  map[string][]snapshot.Node // by kind
	known  *snapshot.Mask
	drawn  []snapshot.Derived
	of     map[figuresOf]*Figures

	excludes, membership snapshot.Predicates
}

// figuresOf is an item for a stretch of time in which its figures don't change.
type figuresOf struct {
	item    snapshot.Node
	stretch graph.Interval
}

// stated is a criterion that a claim states of a decision or a class.
type stated struct {
	*criterion
	ref       snapshot.Ref
	subject   snapshot.Node
	decision  bool
	predicate snapshot.Predicate // by which what meets it is joined to the subject
	kinds     []string           // of what may meet it
}

func newDeriving(ctx context.Context, s *snapshot.Snapshot) *deriving {
	roles := s.Ontology().Binding
	x := &deriving{s: s, l: limits.New(ctx, graph.Budget{}), items: map[string][]snapshot.Node{},
		excludes: s.Predicates(roles.Excludes), membership: s.Predicates(roles.Membership...)}
	if s.Ontology().Attribute(roles.Criterion) == nil {
		return x
	}
	for n := range snapshot.Node(s.Nodes()) {
		for ref := range s.AttributesNamed(n, roles.Criterion) {
			if c, ok := x.read(ref, n); ok {
				x.stated = append(x.stated, c)
			}
		}
	}
	for n := range snapshot.Node(s.Nodes()) {
		if kind := s.Kind(n); slices.ContainsFunc(x.stated, func(c stated) bool { return slices.Contains(c.kinds, kind) }) {
			x.items[kind] = append(x.items[kind], n)
		}
	}
	return x
}

// read compiles a stated criterion; ok is false if nothing can follow from it.
func (x *deriving) read(ref snapshot.Ref, subject snapshot.Node) (st stated, ok bool) {
	o := x.s.Ontology()
	st = stated{ref: ref, subject: subject, decision: x.s.Kind(subject) == o.Binding.Kind}
	relation := o.Relation(o.Binding.Covers)
	if !st.decision && len(o.Binding.Membership) > 0 {
		relation = o.Relation(o.Binding.Membership[0])
	}
	c, err := libraryOf(x.s).compile(x.s.Value(ref).Text)
	if relation == nil || err != nil {
		return st, false
	}
	st.criterion = c
	st.predicate, _ = x.s.PredicateNumber(relation.Name)
	may := relation.To
	if !st.decision {
		may = relation.From
	}
	for _, kind := range o.Kinds {
		if kind.Item && (len(may) == 0 || slices.Contains(may, kind.Name)) && c.concerns(o, kind.Name) {
			st.kinds = append(st.kinds, kind.Name)
		}
	}
	return st, len(st.kinds) > 0
}

// lookedAt are the predicates on which conclusions turn.
func (x *deriving) lookedAt() snapshot.Predicates {
	o := x.s.Ontology()
	names := slices.Concat([]string{o.Binding.Criterion, o.Binding.Covers, o.Binding.Excludes}, o.Binding.Membership)
	for i := range x.stated {
		names = append(names, readBy(o, x.stated[i].names)...)
	}
	return x.s.Predicates(names...)
}

// readBy lists attributes and all that they may be computed from.
func readBy(o *graph.Ontology, names []string) []string {
	all := slices.Clone(names)
	for i := 0; i < len(all); i++ {
		for _, of := range computedFrom(o.Attribute(all[i])) {
			if !slices.Contains(all, of) {
				all = append(all, of)
			}
		}
	}
	return all
}

// apply puts a criterion to all items that it concerns.
func (x *deriving) apply(st *stated) error {
	if !x.known.AdmitsEver(st.ref) {
		return nil
	}
	read := x.s.Predicates(readBy(x.s.Ontology(), st.names)...)
	for _, kind := range st.kinds {
		for _, item := range x.items[kind] {
			if item == st.subject {
				continue
			}
			if err := x.put(st, item, read); err != nil {
				return err
			}
		}
	}
	return nil
}

// put puts a criterion to an item, for each stretch of time in which neither it nor the figures that it reads change.
func (x *deriving) put(st *stated, item snapshot.Node, read snapshot.Predicates) error {
	if err := x.l.Work(); err != nil {
		return err
	}
	whole := x.s.Valid(st.ref)
	bounds, given := []graph.Date{whole.From, whole.To}, false
	for ref := range x.s.Attributes(item) {
		if valid := x.s.Valid(ref).Intersect(whole); x.s.Is(ref, read) && x.known.AdmitsEver(ref) && !valid.Empty() {
			bounds, given = append(bounds, valid.From, valid.To), true
		}
	}
	if !given {
		return nil
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	var met []coverage
	for i := 1; i < len(bounds); i++ {
		stretch := graph.Interval{From: bounds[i-1], To: bounds[i]}
		if stretch.Empty() {
			continue
		}
		why, ok, err := x.figures(item, stretch).surely(x.l, st.criterion)
		switch {
		case x.l.Context().Err() != nil:
			return x.l.Context().Err()
		case err != nil || !ok:
			continue
		}
		if last := len(met) - 1; last >= 0 && met[last].valid.To == stretch.From && slices.Equal(met[last].why, why) {
			met[last].valid.To = stretch.To
			continue
		}
		met = append(met, coverage{stretch, why})
	}
	x.conclude(st, item, met)
	return nil
}

// figures are those of an item that hold throughout a stretch of time.
func (x *deriving) figures(item snapshot.Node, stretch graph.Interval) *Figures {
	key := figuresOf{item, stretch}
	f, ok := x.of[key]
	if !ok {
		f = Of(x.s, item, func(ref snapshot.Ref) bool {
			valid := x.s.Valid(ref)
			return x.known.AdmitsEver(ref) && valid.From <= stretch.From && stretch.To <= valid.To
		})
		x.of[key] = f
	}
	return f
}

// coverage is a stretch of time in which an item meets a criterion, with the claims of the figures that show it.
type coverage struct {
	valid graph.Interval
	why   []snapshot.Ref
}

// conclude notes what follows from an item's meeting a criterion.
func (x *deriving) conclude(st *stated, item snapshot.Node, met []coverage) {
	for _, m := range met {
		claims := append([]snapshot.Ref{st.ref}, m.why...)
		d := snapshot.Derived{Subject: st.subject, Object: item, Item: snapshot.None, Predicate: st.predicate, Confidence: graph.Official, Primary: true,
			Citations: x.s.CitationsOf(claims)}
		if !st.decision {
			d.Subject, d.Object = item, st.subject
		}
		for _, ref := range claims {
			d.Confidence, d.Primary = min(d.Confidence, x.s.Confidence(ref)), d.Primary && x.s.IsPrimary(ref)
			d.Premises = append(d.Premises, x.s.ClaimID(ref))
		}
		cut := x.saidBy(d.Subject, d.Object, d.Predicate, d.Confidence)
		if st.decision {
			cut = append(cut, x.leftOut(st.subject, item)...)
		}
		for _, d.Valid = range m.valid.Without(graph.JoinIntervals(cut)) {
			x.drawn = append(x.drawn, d)
		}
	}
}

// saidBy lists when a claim that is not weaker says the same.
func (x *deriving) saidBy(subject, object snapshot.Node, predicate snapshot.Predicate, confidence graph.Confidence) (said []graph.Interval) {
	for ref, to := range x.s.Out(subject) {
		if to == object && x.s.Predicate(ref) == predicate && x.counts(ref) && x.s.Confidence(ref) >= confidence {
			said = append(said, x.s.Valid(ref))
		}
	}
	return said
}

// leftOut lists when a decision leaves out an item, or a class that it belongs to.
func (x *deriving) leftOut(decision, item snapshot.Node) (cut []graph.Interval) {
	var classes map[snapshot.Node][]graph.Interval
	for ref, out := range x.s.Out(decision) {
		if !x.s.Is(ref, x.excludes) || !x.counts(ref) {
			continue
		}
		if classes == nil {
			classes = x.classesOf(item)
		}
		for _, member := range classes[out] {
			if both := x.s.Valid(ref).Intersect(member); !both.Empty() {
				cut = append(cut, both)
			}
		}
	}
	return cut
}

// classesOf finds when an item belongs to what, itself included.
func (x *deriving) classesOf(item snapshot.Node) map[snapshot.Node][]graph.Interval {
	found := map[snapshot.Node][]graph.Interval{item: {graph.Always}}
	for queue := []snapshot.Node{item}; len(queue) > 0; queue = queue[1:] {
		for ref, class := range x.s.Out(queue[0]) {
			if !x.s.Is(ref, x.membership) || !x.counts(ref) {
				continue
			}
			grown := false
			for _, member := range found[queue[0]] {
				for _, fresh := range x.s.Valid(ref).Intersect(member).Without(found[class]) {
					found[class] = graph.JoinIntervals(append(slices.Clone(found[class]), fresh))
					grown = true
				}
			}
			if grown {
				queue = append(queue, class)
			}
		}
	}
	return found
}

// counts reports whether a claim is said, and was known.
func (x *deriving) counts(ref snapshot.Ref) bool {
	return x.known.AdmitsEver(ref) && !x.s.IsDerived(ref)
}
