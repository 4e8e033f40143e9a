package imports

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/load"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// Merged is a party of the files that is taken for an entity that is known.
type Merged struct {
	Name    string          `json:"name"`
	Country string          `json:"country,omitempty"`
	Entity  graph.EntityRef `json:"entity"`
	Score   float64         `json:"score"`
	By      string          `json:"by"` // "identifier", "name" or "review"
	Matched string          `json:"matched,omitempty"`
}

// Doubtful is a party of the files that may be one of some known entities. Until a person says so, it is an entity of its own.
type Doubtful struct {
	Name       string  `json:"name"`
	Country    string  `json:"country,omitempty"`
	Entity     string  `json:"entity"` // its id meanwhile
	Candidates []MayBe `json:"candidates"`
}

// MayBe is a known entity that a party may be.
type MayBe struct {
	Entity  graph.EntityRef `json:"entity"`
	Score   float64         `json:"score"`
	Matched string          `json:"matched,omitempty"`
}

// mostCandidates is how many entities a doubtful party is shown with.
const mostCandidates = 5

// resolver finds whom the parties of a draft are.
type resolver struct {
	*importing
	draft     *load.Draft
	ontology  *graph.Ontology
	s         *snapshot.Snapshot
	l         *limits.Limits
	states    *names.States
	countries *snapshot.Countries
	ids       map[string]string // what an id of the draft is replaced by
}

// resolve replaces what the files name by what is known: of entities that are Found, those that surely are known entities become them; states
// that are named become their entities.
func (i *importing) resolve(d *load.Draft, o *graph.Ontology) error {
	if !d.HasSeats() && !slices.ContainsFunc(d.Entities, func(e load.DraftEntity) bool { return e.Found }) {
		return nil
	}
	s, err := i.known.snapshot()
	if err != nil {
		return err
	}
	l := limits.New(i.ctx, graph.Budget{})
	f := graph.Filter{AsOf: graph.DayOf(i.At)}
	r := &resolver{importing: i, draft: d, ontology: o, s: s, l: l, countries: s.Countries(f), ids: map[string]string{}}
	if s.Ontology() != nil {
		r.states = names.NewStates(l, s, f)
	}
	for k := range d.Entities {
		if d.Entities[k].Found {
			if err := r.entity(&d.Entities[k]); err != nil {
				return err
			}
		}
	}
	r.joinEntities()
	r.settle()
	return nil
}

// entity decides whom a party is: by an identifier, as people have decided, or by its name if that is sure.
func (r *resolver) entity(e *load.DraftEntity) error {
	if c, err := r.identified(e); err != nil || c.Identified {
		if err == nil {
			r.merge(e, c, "identifier")
		}
		return err
	}
	found, err := r.candidates(e)
	if err != nil {
		return err
	}
	said, different := r.Review.of(r.Dataset.Name, e.Name, e.Country.Text)
	if said != "" {
		if n, ok := r.s.Lookup(said); ok && r.s.IsPresent(n, time.Time{}) {
			r.merge(e, names.Candidate{Node: n, Score: 1}, "review")
			return nil
		}
		r.unresolved("the entity " + strconv.Quote(said) + ", which " + strconv.Quote(e.Name) + " is by the list of decisions")
	}
	found = slices.DeleteFunc(found, func(c names.Candidate) bool { return slices.Contains(different, r.s.ID(c.Node)) })
	switch resolution := names.ResolutionOf(found); {
	case resolution == names.Sure && !contradicted(&found[0]):
		r.merge(e, found[0], "name")
		return nil
	case resolution != names.None:
		r.own(e)
		r.doubt(e, found)
		return nil
	}
	r.own(e)
	return nil
}

// contradicted reports whether an entity has another identifier of the scheme than a party: two of one name are not one for sure then.
func contradicted(c *names.Candidate) bool {
	return slices.ContainsFunc(c.Adjustments, func(a names.Adjustment) bool { return a.Reason == names.IdentifierReason })
}

// identified is the entity that has an identifier of a party, whatever its name, its kind and the dataset that brings it, so that a party that is
// called otherwise in a later edition stays the same.
func (r *resolver) identified(e *load.DraftEntity) (names.Candidate, error) {
	if len(e.Identifiers) == 0 || r.s.Ontology() == nil {
		return names.Candidate{}, nil
	}
	found, err := names.Match(r.l, r.s, names.Party{Name: e.Name, Country: snapshot.None, Identifiers: e.Identifiers, Most: mostCandidates})
	for _, c := range found {
		if c.Identified {
			return c, err
		}
	}
	return names.Candidate{}, err
}

// candidates are the entities of other datasets that a party may be by its name; one that has another identifier hardly is.
func (r *resolver) candidates(e *load.DraftEntity) ([]names.Candidate, error) {
	if r.s.Ontology() == nil {
		return nil, nil
	}
	state := snapshot.None
	if e.Country.Text != "" {
		var err error
		if state, err = r.states.Country(e.Country.Text); err != nil {
			return nil, err
		}
	}
	return names.Match(r.l, r.s, names.Party{Name: e.Name, Country: state, Identifiers: e.Identifiers, Most: mostCandidates, AsOf: graph.DayOf(r.At),
		Keep: func(n snapshot.Node) bool { return r.s.Kind(n) == e.Kind && r.s.IsKnownBeside(n, r.Dataset.Name) }})
}

// merge makes a party a known entity.
func (r *resolver) merge(e *load.DraftEntity, c names.Candidate, by string) {
	id := r.s.ID(c.Node)
	r.ids[e.ID] = id
	e.Kind = r.s.Kind(c.Node)
	if r.s.IsKnownBeside(c.Node, r.Dataset.Name) { // else it is the party as an earlier load has it
		r.report.MergedTotal++
		if len(r.report.Merged) < graph.ReportLimit {
			r.report.Merged = append(r.report.Merged, Merged{e.Name, e.Country.Text, r.countries.Ref(c.Node), c.Score, by, c.Matched})
		}
	}
}

// own gives a party that is nobody known an id that no entity of another dataset has.
func (r *resolver) own(e *load.DraftEntity) {
	id := e.ID
	for n := 1; r.isOthers(id); n++ {
		if id = e.ID + "-" + r.Dataset.Name; n > 1 {
			id += "-" + strconv.Itoa(n)
		}
	}
	if id != e.ID {
		r.ids[e.ID] = id
	}
}

func (r *resolver) isOthers(id string) bool {
	n, ok := r.s.Lookup(id)
	return ok && r.s.IsKnownBeside(n, r.Dataset.Name)
}

func (r *resolver) doubt(e *load.DraftEntity, found []names.Candidate) {
	d := Doubtful{Name: e.Name, Country: e.Country.Text, Entity: cmp.Or(r.ids[e.ID], e.ID)}
	for _, c := range found {
		if c.Score >= names.Doubt {
			d.Candidates = append(d.Candidates, MayBe{r.countries.Ref(c.Node), c.Score, c.Matched})
		}
	}
	r.Review.note(r.Dataset.Name, &d)
	r.report.DoubtfulTotal++
	if len(r.report.Doubtful) < graph.ReportLimit {
		r.report.Doubtful = append(r.report.Doubtful, d)
	}
}

// joinEntities gives entities the ids that were found. Parties that are one entity become one, with all their names.
func (r *resolver) joinEntities() {
	d, at := r.draft, map[string]int{}
	kept := d.Entities[:0]
	for _, e := range d.Entities {
		if id, ok := r.ids[e.ID]; ok {
			e.ID = id
		}
		if first, ok := at[e.ID]; ok && e.Found {
			join(&kept[first].Entity, &e.Entity)
			continue
		}
		at[e.ID] = len(kept)
		kept = append(kept, e)
	}
	d.Entities = kept
}

// join adds the names and identifiers of one description to another.
func join(into, from *graph.Entity) {
	for _, a := range append([]graph.Alias{{Name: from.Name}}, from.Aliases...) {
		if a.Name != into.Name && !slices.ContainsFunc(into.Aliases, func(b graph.Alias) bool { return a.Name == b.Name }) {
			into.Aliases = append(into.Aliases, a)
		}
	}
	for scheme, value := range from.Identifiers {
		if into.Identifiers == nil {
			into.Identifiers = map[string]string{}
		}
		if _, ok := into.Identifiers[scheme]; !ok {
			into.Identifiers[scheme] = value
		}
	}
}

// settle puts the ids that were found into claims, and claims of states in the place of those that name them; those of states that nobody
// knows are left out and told.
func (r *resolver) settle() {
	kinds := map[string]string{}
	for k := range r.draft.Entities {
		kinds[r.draft.Entities[k].ID] = r.draft.Entities[k].Kind
	}
	x := &settling{resolver: r, kinds: kinds, shared: r.shared(), said: map[claimKey]claimWords{}}
	r.draft.Settle = x.settle
}

// settling settles claims, one after another. What would join an entity to itself, since two parties of the file are one, does not count, and
// neither does what says with another end or share what was said of another of these parties.
type settling struct {
	*resolver
	kinds  map[string]string // by id
	shared map[string]bool
	said   map[claimKey]claimWords // of shared entities
	again  bool
}

type (
	claimKey   struct{ subject, predicate, object, item, limit, from string }
	claimWords struct{ to, share, quantity, purpose string }
)

func (x *settling) settle(c *load.DraftClaim, again bool) bool {
	x.again = again
	joins := !c.Seat && x.ontology.Attribute(c.Predicate.Text) == nil
	ids := []*string{&c.Entity, &c.Item.Text, &c.Limit.Text}
	if joins {
		ids = append(ids, &c.Object.Text)
	}
	for _, id := range ids {
		if known, ok := x.ids[*id]; ok {
			*id = known
		}
	}
	switch {
	case c.Seat:
		return x.seat(c)
	case joins && c.Entity == c.Object.Text:
		x.leave("claims that join two parties which are one")
		return false
	case !x.shared[c.Entity] && !(joins && x.shared[c.Object.Text]):
		return true
	}
	key := claimKey{c.Entity, c.Predicate.Text, c.Object.Text, c.Item.Text, c.Limit.Text, c.From.Text}
	now := claimWords{c.To.Text, c.Share.Text, c.Quantity.Text, c.Purpose}
	if before, ok := x.said[key]; ok && before != now {
		x.leave("claims that say otherwise of parties which are one")
		return false
	}
	x.said[key] = now
	return true
}

func (x *settling) leave(what string) {
	if !x.again {
		x.draft.Leave(what)
	}
}

// seat makes a claim that something lies in a state of one that names the state.
func (x *settling) seat(c *load.DraftClaim) bool {
	state := snapshot.None
	if x.states != nil {
		state, _ = x.states.Country(c.Object.Text) // fails only with the context, which ends the load too
	}
	relation := x.seatOf(x.kinds[c.Entity])
	if state == snapshot.None || relation == "" {
		x.unresolved("the state " + strconv.Quote(c.Object.Text))
		return false
	}
	if c.Entity == x.s.ID(state) {
		return false // a state lies in no state
	}
	c.Seat, c.Object.Text = false, x.s.ID(state)
	c.Predicate = load.Word{Text: relation, At: c.Object.At}
	return true
}

// shared are the entities that several parties of the draft are.
func (r *resolver) shared() map[string]bool {
	parties, shared := map[string]bool{}, map[string]bool{}
	for _, id := range r.ids {
		shared[id] = parties[id]
		parties[id] = true
	}
	return shared
}

// seatOf is the relation by which things of a kind lie in a state, or empty.
func (r *resolver) seatOf(kind string) string {
	o := r.ontology
	for _, name := range o.Country.Relations {
		relation := o.Relation(name)
		if relation != nil && (len(relation.From) == 0 || slices.Contains(relation.From, kind)) && (len(relation.To) == 0 || slices.Contains(relation.To, o.Country.Kind)) {
			return name
		}
	}
	return ""
}

func (r *resolver) unresolved(text string) {
	if len(r.report.Unresolved) < graph.ReportLimit && !slices.Contains(r.report.Unresolved, text) {
		r.report.Unresolved = append(r.report.Unresolved, text)
	}
}
