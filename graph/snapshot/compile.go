package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/fold"
)

// Pass draws conclusions from a snapshot, which become derived claims of it.
type Pass func(context.Context, *Snapshot) ([]Derived, error)

// Derived is a claim that a pass concludes: the premises that it rests on, the citations of all of them, and when it could be drawn.
type Derived struct {
	Subject, Object, Item Node // Item may be None
	Predicate             Predicate
	Role                  string // in which the subject stands, or empty
	Valid                 graph.Interval
	Open                  bool // nobody says when it began: it holds from what its ends and premises bound, and has no beginning of its own
	Confidence            graph.Confidence
	Primary               bool // each premise is: see Snapshot.IsPrimary
	Premises              []uuid.UUID
	Citations             []graph.Citation
	Recorded              []graph.Recording
}

// maxRounds bounds how often passes run over what they have drawn; one more than the longest chain of conclusions.
const maxRounds = 32

// Build compiles what was added, and runs the passes until they conclude nothing new. Without passes, time is linear in the
// claims but for sorting the names. It ends with the context; the builder can't be used again.
func (b *Builder) Build(ctx context.Context, passes ...Pass) (*Snapshot, error) {
	s := &Snapshot{
		ontology: b.ontology, version: b.version, secret: b.secret, pruned: b.pruned, datasets: b.datasets,
		predicates: b.names, number: b.predicates, roles: b.roles,
	}
	b.placeSources(s)
	b.notePrimary(s.sources)
	slices.SortFunc(s.datasets, func(x, y graph.DatasetState) int { return cmp.Compare(x.Name, y.Name) })
	b.sortNodes()
	s.ids = b.ids
	if err := b.placeEntities(s); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ranks := make(chan []int32, 1)
	go func() { ranks <- nameRanks(s.entities) }() // which nothing asks for until all is built
	b.nodes = nil
	b.bound(s.kinds)
	b.index(s)
	if err := b.conclude(ctx, s, passes); err != nil {
		return nil, err
	}
	s.nameRank = <-ranks
	s.byID, s.byCitation = sync.OnceValue(s.indexClaims), sync.OnceValue(s.indexCitations)
	s.courses = &courses{}
	return s, ctx.Err()
}

// conclude runs the passes in turn, each over what all have drawn before, until nothing is new.
func (b *Builder) conclude(ctx context.Context, s *Snapshot, passes []Pass) error {
	seen := map[string]bool{}
	for range maxRounds {
		added := false
		for _, pass := range passes {
			drawn, err := pass(ctx, s)
			if err != nil {
				return err
			}
			if b.addConclusions(drawn, seen) {
				added = true
				b.insert(s)
			}
		}
		if !added {
			return nil
		}
	}
	return fmt.Errorf("%w: rules still derive new claims after %d rounds", graph.ErrOntology, maxRounds)
}

// addConclusions adds a row for each stretch of recording of a conclusion not seen before, cut to the existence of its ends, and
// reports whether there was one.
func (b *Builder) addConclusions(drawn []Derived, seen map[string]bool) bool {
	added := false
	for i := range drawn {
		c := &drawn[i]
		key := fmt.Sprint(c.Predicate, c.Role, c.Subject, c.Object, c.Item, c.Valid, c.Open, c.Confidence, c.Primary, c.Premises, c.Citations)
		if seen[key] {
			continue
		}
		seen[key], added = true, true
		for _, r := range c.Recorded {
			b.details = append(b.details, detail{item: c.Item, derivedFrom: c.Premises})
			k := class{predicate: c.Predicate, confidence: c.Confidence, derived: true, primary: c.Primary, dataset: b.DatasetNumber(DerivedDataset),
				recording: b.Recording(r), role: b.roleNumber(c.Role)}
			b.addDerived(c, k)
		}
	}
	return added
}

// addDerived adds the rows of a conclusion whose detail is the last.
func (b *Builder) addDerived(c *Derived, k class) {
	first, valid := int32(b.rows.len()), c.Valid
	if c.Open {
		valid.From = graph.Beginning
	}
	b.addRow(c.Subject, c.Object, valid, graph.NoShare, b.Citations(c.Citations), k, int32(len(b.details)-1))
	if b.existence != nil {
		b.existence.boundAt(first)
	}
	for row := first; c.Open && row < int32(b.rows.len()); row++ {
		b.notBefore(row, c.Valid.From)
	}
}

// DerivedDataset is named as the dataset of derived claims.
const DerivedDataset = "derived"

// nameRanks numbers the nodes in order of folded name, equal names in order of id.
func nameRanks(entities []graph.Entity) []int32 {
	folded, order := make([]string, len(entities)), make([]int32, len(entities))
	for i := range entities {
		folded[i], order[i] = fold.Name(entities[i].Name), int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(folded[x], folded[y]), cmp.Compare(x, y))
	})
	ranks := make([]int32, len(order))
	for rank, n := range order {
		ranks[n] = int32(rank)
	}
	return ranks
}

// sortNodes renumbers the nodes in order of id, wherever they are named.
func (b *Builder) sortNodes() {
	if slices.IsSorted(b.ids) { // they came so
		return
	}
	order := make([]Node, len(b.ids))
	for i := range order {
		order[i] = Node(i)
	}
	slices.SortFunc(order, func(x, y Node) int { return cmp.Compare(b.ids[x], b.ids[y]) })
	renumbered, ids := make([]Node, len(order)), make([]string, len(order))
	for i, old := range order {
		renumbered[old], ids[i] = Node(i), b.ids[old]
	}
	b.ids = ids
	b.Renumber(func(n Node) Node { return renumbered[n] })
	for i := range b.entities {
		b.entities[i].node = renumbered[b.entities[i].node]
	}
}

// Renumber gives the entities that claims name other numbers.
func (b *Builder) Renumber(number func(Node) Node) {
	for i := range b.rows.subject {
		b.rows.subject[i], b.rows.object[i] = number(b.rows.subject[i]), number(b.rows.object[i])
	}
	for i := range b.attrs {
		b.attrs[i].subject = number(b.attrs[i].subject)
	}
	for i := range b.details {
		if b.details[i].item != None {
			b.details[i].item = number(b.details[i].item)
		}
	}
}

// placeEntities merges what the datasets say of each entity, those that still do so first, the curated one before others.
func (b *Builder) placeEntities(s *Snapshot) error {
	s.entities, s.kinds = make([]graph.Entity, len(b.ids)), make([]uint8, len(b.ids))
	b.sortVersions()
	b.placePresence(s)
	for i := range b.entities {
		v := &b.entities[i]
		into := &s.entities[v.node]
		mergeEntity(into, &v.Entity, into.ID == "", s.asserted[v.said.recording].Stands())
	}
	b.entities = nil
	kinds := map[string]uint8{}
	for i, k := range b.ontology.Kinds {
		kinds[k.Name] = uint8(i)
	}
	for n := range s.entities {
		e := &s.entities[n]
		if e.ID == "" {
			return fmt.Errorf("%w: %q is named by a claim and described by no dataset", graph.ErrDangling, b.ids[n])
		}
		s.kinds[n] = kinds[e.Kind]
	}
	return nil
}

// sortVersions orders what was said of entities: what still is first, then the curated dataset, then by name, the newest first.
func (b *Builder) sortVersions() {
	compare := func(x, y presence) int {
		rx, ry := b.assertions.values[x.recording], b.assertions.values[y.recording]
		return cmp.Or(-CompareBool(rx.Stands(), ry.Stands()), compareDatasets(b.says.values[x.dataset], b.says.values[y.dataset]), -rx.From.Compare(ry.From))
	}
	var all []presence // those that there are: few
	for i := range b.entities {
		if said := b.entities[i].said; i == 0 || said != b.entities[i-1].said {
			all = append(all, said)
		}
	}
	slices.SortStableFunc(all, compare)
	if all = slices.Compact(all); len(all) == 1 {
		return
	}
	slices.SortStableFunc(b.entities, func(x, y entityVersion) int { return compare(x.said, y.said) })
}

// placePresence notes which datasets assert each entity, in the order of the versions.
func (b *Builder) placePresence(s *Snapshot) {
	s.asserted = b.assertions.values
	s.presence, s.presenceOf = make([]presence, len(b.entities)), make([]uint32, len(b.ids)+1)
	for i := range b.entities {
		s.presenceOf[b.entities[i].node+1]++
	}
	for n := range b.ids {
		s.presenceOf[n+1] += s.presenceOf[n]
	}
	next := slices.Clone(s.presenceOf)
	for i := range b.entities {
		v := &b.entities[i]
		s.presence[next[v.node]] = v.said
		next[v.node]++
	}
}

func mergeEntity(into, from *graph.Entity, first, stands bool) {
	if first {
		*into = *from
		return
	}
	if !stands {
		return
	}
	if from.Name != into.Name {
		addAlias(into, graph.Alias{Name: from.Name})
	}
	for _, a := range from.Aliases {
		addAlias(into, a)
	}
	for scheme, id := range from.Identifiers {
		if _, ok := into.Identifiers[scheme]; !ok {
			merged := map[string]string{scheme: id}
			for k, v := range into.Identifiers {
				merged[k] = v
			}
			into.Identifiers = merged
		}
	}
}

func addAlias(e *graph.Entity, a graph.Alias) {
	if !slices.ContainsFunc(e.Aliases, func(x graph.Alias) bool { return x.Name == a.Name }) {
		e.Aliases = append(slices.Clip(e.Aliases), a)
	}
}

// index lays out rows and attributes.
func (b *Builder) index(s *Snapshot) {
	nodes := len(b.ids)
	order, spare := b.orderRows(s.kinds)
	order = b.mergeRows(order)
	s.laneNumbers = b.number(s.kinds) // again: merging makes new classes
	laneOf := make([]uint16, len(order))
	inHalves(len(order), func(from, to int) {
		for i, r := range order[from:to] {
			laneOf[from+i] = s.laneNumbers.of(b.rows.terms[r].class, b.rows.subject[r], b.rows.object[r])
		}
	})
	spare = slices.Grow(spare[:0], len(order))[:len(order)] // merging may have made more
	s.in = arrange(&b.rows, order, spare, nodes)
	var work sync.WaitGroup
	work.Go(func() { s.inRuns = runsOf(s.in, func(row uint32) uint16 { return laneOf[row] }) })
	s.rows = b.rows
	s.rows.object = nil
	s.out, s.outTo, s.outRow = transpose(&b.rows, laneOf, len(s.laneNumbers.lanes), nodes, order, spare)
	laneOfPlace := pick(laneOf, s.outRow) // each is looked at several times, and rows are anywhere
	s.outRuns = runsOf(s.out, func(place uint32) uint16 { return laneOfPlace[place] })
	work.Wait()
	s.attrs, s.attrsOf = b.arrangeAttributes(nodes)
	b.attrs = s.attrs
	b.handOver(s)
}

// inHalves does the two halves of n things side by side.
func inHalves(n int, do func(from, to int)) {
	var work sync.WaitGroup
	work.Go(func() { do(0, n/2) })
	do(n/2, n)
	work.Wait()
}

// handOver gives the builder's tables to the snapshot.
func (b *Builder) handOver(s *Snapshot) {
	s.roles = b.roles
	s.classes, s.recordings, s.says = b.classes.values, b.recordings.values, b.says.values
	s.cited, s.details = b.cited, b.details
	b.settled = s.rows.len()
}

// orderRows returns the rows in order of object, then lane, then subject, by counting passes, and room for as many numbers.
func (b *Builder) orderRows(kinds []uint8) (order, spare []int32) {
	c, lanes := &b.rows, b.number(kinds)
	order, spare = make([]int32, c.len()), make([]int32, c.len())
	laneOf := make([]uint16, c.len())
	var work sync.WaitGroup
	work.Go(func() {
		for i := range laneOf {
			laneOf[i] = lanes.of(c.terms[i].class, c.subject[i], c.object[i])
		}
	})
	for i := range order {
		order[i] = int32(i)
	}
	countingSort(order, spare, c.subject, len(b.ids))
	work.Wait()
	countingSort(spare, order, laneOf, len(lanes.lanes))
	countingSort(order, spare, c.object, len(b.ids))
	b.settleRows(spare, lanes)
	return spare, order
}

// countingSort puts rows into order by a key from 0 to keys, those of one key as they are.
func countingSort[K ~int32 | ~uint16](rows, into []int32, key []K, keys int) {
	next := make([]uint32, keys+1)
	for _, r := range rows {
		next[int(key[r])+1]++
	}
	for i := range keys {
		next[i+1] += next[i]
	}
	for _, r := range rows {
		into[next[key[r]]] = r
		next[key[r]]++
	}
}

// settleRows orders the rows of one lane between the same two nodes, so that the layout does not depend on the order of loading.
// Rows of one claim are of one lane.
func (b *Builder) settleRows(order []int32, lanes *laneNumbers) {
	c := &b.rows
	laneOf := func(r int32) uint16 { return lanes.of(c.terms[r].class, c.subject[r], c.object[r]) }
	for first := 0; first < len(order); {
		x, end := order[first], first+1
		for end < len(order) && c.subject[order[end]] == c.subject[x] && c.object[order[end]] == c.object[x] && laneOf(order[end]) == laneOf(x) {
			end++
		}
		if end-first > 1 {
			slices.SortFunc(order[first:end], func(x, y int32) int {
				return cmp.Or(b.compareIdentity(x, y), b.compareVersion(c.terms[x].class, c.terms[y].class))
			})
		}
		first = end
	}
}

// compareIdentity orders rows between the same two nodes by the rest of what identifies a claim.
func (b *Builder) compareIdentity(x, y int32) int {
	c := &b.rows
	kx, ky := b.classes.values[c.terms[x].class], b.classes.values[c.terms[y].class]
	return cmp.Or(cmp.Compare(kx.predicate, ky.predicate), cmp.Compare(kx.role, ky.role), cmp.Compare(b.writtenRow(x).From, b.writtenRow(y).From),
		cmp.Compare(b.itemOf(c.detail[x]), b.itemOf(c.detail[y])))
}

func (b *Builder) itemOf(detail int32) Node {
	if detail < 0 {
		return None
	}
	return b.details[detail].item
}

// compareVersion orders versions of one claim by their classes.
func (b *Builder) compareVersion(x, y uint32) int {
	return b.compareClasses(&b.classes.values[x], &b.classes.values[y])
}

// compareClasses orders versions of one claim: the curated dataset first, then by name, then by time of recording.
func (b *Builder) compareClasses(x, y *class) int {
	return cmp.Or(compareDatasets(b.says.values[x.dataset], b.says.values[y.dataset]),
		b.recordings.values[x.recording].From.Compare(b.recordings.values[y.recording].From))
}

// arrange puts the columns into the given order and returns the first row of each object. It takes room for one list of numbers, and that
// of the columns: all of them twice would be most of the memory that a start takes.
func arrange(c *columns, order, room []int32, nodes int) (first []uint32) {
	first = make([]uint32, nodes+1)
	for _, r := range order {
		first[c.object[r]+1]++
	}
	for i := range nodes {
		first[i+1] += first[i]
	}
	var work sync.WaitGroup
	work.Go(func() { c.terms = pick(c.terms, order) }) // longer than any other: the rest fill that time
	c.subject = rearrange(c.subject, order, room)
	c.share = rearrange(c.share, order, room)
	c.sources = rearrange(c.sources, order, room)
	c.detail = rearrange(c.detail, order, room)
	c.object = c.object[:len(order)]
	for n := range nodes {
		for r := first[n]; r < first[n+1]; r++ {
			c.object[r] = Node(n)
		}
	}
	work.Wait()
	return first
}

// rearrange puts values into order where they are.
func rearrange[T ~int32 | ~uint32](values []T, order, room []int32) []T {
	room = room[:len(order)]
	for i, r := range order {
		room[i] = int32(values[r])
	}
	values = values[:len(order)]
	for i := range values {
		values[i] = T(room[i])
	}
	return values
}

// pick has room for the few rows that rules add.
func pick[T any, R ~int32 | ~uint32](values []T, order []R) []T {
	picked := make([]T, len(order), len(order)+len(order)/64)
	for i, r := range order {
		picked[i] = values[r]
	}
	return picked
}

// transpose orders the rows, which stand in order of object, by subject, then lane, then object. It has room for two lists of rows.
func transpose(c *columns, laneOf []uint16, lanes, nodes int, x, y []int32) (first []uint32, to []Node, row []int32) {
	x, y = slices.Grow(x[:0], c.len())[:c.len()], slices.Grow(y[:0], c.len())[:c.len()]
	for i := range x {
		x[i] = int32(i)
	}
	countingSort(x, y, laneOf, lanes)
	countingSort(y, x, c.subject, nodes)
	first = make([]uint32, nodes+1)
	for _, n := range c.subject {
		first[n+1]++
	}
	for i := range nodes {
		first[i+1] += first[i]
	}
	return first, pick(c.object, x), x
}

func (b *Builder) arrangeAttributes(nodes int) ([]attribute, []uint32) {
	identity := func(x, y *attribute) int {
		return cmp.Or(cmp.Compare(x.subject, y.subject),
			cmp.Compare(b.classes.values[x.class].predicate, b.classes.values[y.class].predicate),
			cmp.Compare(x.valid.From, y.valid.From), cmp.Compare(x.value.String(), y.value.String()),
			cmp.Compare(b.itemOf(x.detail), b.itemOf(y.detail)))
	}
	slices.SortFunc(b.attrs, func(x, y attribute) int {
		return cmp.Or(identity(&x, &y), b.compareVersion(x.class, y.class))
	})
	attrs := b.mergeAttributes(func(x, y *attribute) bool { return identity(x, y) == 0 })
	first := make([]uint32, nodes+1)
	for i := range attrs {
		first[attrs[i].subject+1]++
	}
	for i := range nodes {
		first[i+1] += first[i]
	}
	return attrs, first
}
