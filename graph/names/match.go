package names

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Threshold is the score from which a candidate counts as the party that is meant.
const Threshold = 0.8

// LeastScore is the score below which an entity is no candidate.
const LeastScore = 0.5

// Party is what somebody says of a party that is looked for.
type Party struct {
	Name        string
	Country     snapshot.Node            // its state; None: not said
	Identifiers map[string]string        // by scheme; an entity that has one of them is the one that is meant
	AsOf        graph.Day                // the day on which the state of an entity counts; zero is today
	KnownAt     time.Time                // entities known at this instant; zero is now
	Keep        func(snapshot.Node) bool // entities that count; nil: all
	Most        int                      // how many candidates are returned
}

// Candidate is an entity that a name may mean.
type Candidate struct {
	Node        snapshot.Node
	Score       float64      // 1 is the same name or identifier
	Matched     string       // the name, alias or identifier that matched
	Identified  bool         // by an identifier
	Pairs       []Pair       // what made the score: word against word …
	Adjustments []Adjustment // … and what it was multiplied with
	sameState   bool
}

// mostScored bounds the names that are compared with one that is asked for, those with its rarest words first.
const mostScored = 20_000

// Match finds the entities that a party may be, the likeliest first, those of at least LeastScore. An identifier decides, whatever
// the name says. Else names are scored that share a word with the one that is asked for, by the weight of the words that agree (Pair); a
// state that is given and known to be another lowers the score. It takes time linear in the names that share the rarer words, at
// most 20,000. The error is that of the limits.
func Match(l *limits.Limits, s *snapshot.Snapshot, p Party) ([]Candidate, error) {
	s.LookFor(p.Name, snapshot.Called)
	s.LookFor(p.Name, snapshot.Alike)
	for _, value := range p.Identifiers {
		s.LookFor(value, snapshot.Called)
	}
	x, err := indexOf(l, s)
	if err != nil {
		return nil, err
	}
	a, err := x.ask(l, p.Name)
	if err != nil {
		return nil, err
	}
	m := &matching{l: l, party: &p, scoring: x.scoring(a), found: map[snapshot.Node]hit{}}
	m.wholes(p.Name)
	if err := m.words(); err != nil {
		return nil, err
	}
	return m.best(), nil
}

// matching is one name being looked for.
type matching struct {
	*scoring
	l     *limits.Limits
	party *Party
	found map[snapshot.Node]hit
}

// hit is the best name of an entity so far.
type hit struct {
	score float64
	name  int32
	whole bool // by the whole name, not by words
}

func (m *matching) offer(h hit) {
	k := &m.x.known[h.name]
	if h.score < LeastScore || !m.x.s.IsPresent(k.node, m.party.KnownAt) || m.party.Keep != nil && !m.party.Keep(k.node) {
		return
	}
	if before, ok := m.found[k.node]; !ok || m.compare(h, before) < 0 {
		m.found[k.node] = h
	}
}

// compare orders the names of one entity: the best first, then the shortest.
func (m *matching) compare(a, b hit) int {
	x, y := m.x.known[a.name].written, m.x.known[b.name].written
	return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
}

// apart is the score of a name that is the same but for spaces, and otherForm that of one in other letters or without words that tell
// nothing.
const (
	apart     = nearlySame
	otherForm = 0.93
)

// wholes offers the names that are the same as a whole, in one form or another.
func (m *matching) wholes(text string) {
	for _, i := range m.x.withForm(cmp.Or(m.asked.folded, fold.Typed(text)), func(k *known) bool { return m.sameAs(k, text) }) {
		score := 1.0
		if m.asked.symbols != m.x.known[i].symbolsIn() {
			score = otherSymbols
		}
		m.offer(hit{score, i, true})
	}
	if m.asked.folded == "" {
		return
	}
	whole := wholeOf(m.asked.folded)
	for _, i := range m.x.nearly(text) {
		score := otherForm
		if wholeOf(fold.Name(m.x.known[i].written)) == whole {
			score = apart
		}
		if m.asked.symbols != m.x.known[i].symbolsIn() {
			score = min(score, otherSymbols)
		}
		m.offer(hit{score, i, true})
	}
}

func (m *matching) sameAs(k *known, text string) bool {
	if m.asked.folded == "" {
		return fold.Typed(k.written) == fold.Typed(text)
	}
	return fold.Name(k.written) == m.asked.folded
}

// source is a set of names that share a word with what is asked.
type source struct {
	names  []int32
	weight float64
}

// words offers the names that share words, the rarest words first, as long as those that share no rarer ones may reach the
// least score.
func (m *matching) words() error {
	sources, total := m.sources()
	seen := map[int32]struct{}{}
	scored, left := 0, 0.0
	for _, s := range sources {
		left += s.weight
	}
	for _, s := range sources {
		// Names that share only what is left agree in at most its weight, counted on both sides.
		if len(s.names) > fewNames && 2*left/(total+left) < LeastScore {
			break
		}
		left -= s.weight
		for _, i := range s.names {
			if _, done := seen[i]; done {
				continue
			}
			if scored++; scored > mostScored {
				return nil
			}
			seen[i] = struct{}{}
			if err := m.l.Work(); err != nil {
				return err
			}
			m.offer(hit{m.score(&m.x.known[i]), i, false})
		}
	}
	return nil
}

// fewNames is the number of names that are compared in any case.
const fewNames = 512

// sources are the names by word, the fewest first, and the weight of all words.
func (m *matching) sources() (all []source, total float64) {
	add := func(means int32, weight float64) {
		if names := m.x.having.of(means); len(names) > 0 {
			all = append(all, source{names, weight})
		}
	}
	tokens := m.asked.tokens
	for i := range tokens {
		t := &tokens[i]
		total += t.weight
		if t.class.void() {
			continue
		}
		if t.number >= 0 {
			add(t.number, t.weight)
		}
		for _, s := range t.similar {
			add(s.means, t.weight)
		}
		if t.joined >= 0 {
			add(m.x.words[t.joined].means, t.weight+tokens[i+1].weight)
		}
	}
	slices.SortStableFunc(all, func(a, b source) int { return len(a.names) - len(b.names) })
	return all, total
}

// best returns the candidates in order, with what made their scores.
func (m *matching) best() []Candidate {
	var all []Candidate
	day := m.party.AsOf
	if day == 0 {
		day = graph.DayOf(time.Now())
	}
	countries := m.x.s.Countries(graph.Filter{AsOf: day, KnownAt: m.party.KnownAt})
	for n, h := range m.found {
		c := Candidate{Node: n, Score: h.score, Matched: m.x.known[h.name].written, Identified: m.x.known[h.name].kind == identifier}
		m.know(&c, h, countries)
		all = append(all, c)
	}
	m.identify(&all)
	slices.SortFunc(all, compareCandidates)
	all = all[:min(len(all), m.party.Most)]
	m.explain = true
	for i := range all {
		if h, ok := m.found[all[i].Node]; ok && !all[i].Identified {
			m.why(&all[i], h)
		}
	}
	return slices.DeleteFunc(all, func(c Candidate) bool { return c.Score < LeastScore })
}

// know judges an entity by its state.
func (m *matching) know(c *Candidate, h hit, countries *snapshot.Countries) {
	if m.party.Country == snapshot.None {
		return
	}
	switch state := countries.Of(c.Node); state {
	case snapshot.None:
	case m.party.Country:
		c.sameState = true
	default:
		factor := otherCountry
		switch {
		case m.names(m.party.Country):
			factor = branch
		case m.severalAgree(h):
			factor = otherCountries
		}
		c.Score *= factor
		c.Adjustments = append(c.Adjustments, Adjustment{"country", factor})
	}
}

// severalAgree reports whether more than one word, generic ones left out, agrees.
func (m *matching) severalAgree(h hit) bool {
	k, n := &m.x.known[h.name], 0
	m.align(m.x.partsOf(k), k.person)
	for i := range m.asked.tokens {
		if m.mine[i] >= 0 && m.asked.tokens[i].class != generic {
			n++
		}
	}
	return n > 1
}

// names reports whether the name that is asked for says a place other than in front, so that a branch may be in another state than
// its head.
func (m *matching) names(state snapshot.Node) bool {
	for i := range m.asked.tokens {
		if t := &m.asked.tokens[i]; t.class == place && (!t.leading || slices.Contains(placeNames(m.x.s, state), t.means)) {
			return true
		}
	}
	return false
}

// identify puts the entities that have an identifier of the party in front, and lowers those that have another of the same scheme.
func (m *matching) identify(all *[]Candidate) {
	if len(m.party.Identifiers) == 0 {
		return
	}
	at := map[snapshot.Node]int{}
	for i, c := range *all {
		at[c.Node] = i
	}
	for _, scheme := range slices.Sorted(maps.Keys(m.party.Identifiers)) {
		value := m.party.Identifiers[scheme]
		for i := range *all {
			c := &(*all)[i]
			if has := m.x.s.Entity(c.Node).Identifiers[scheme]; has != "" && !hasIdentifier(has, value) {
				c.Score *= otherIdentity
				c.Adjustments = append(c.Adjustments, Adjustment{IdentifierReason, otherIdentity})
			}
		}
		for _, i := range m.x.exactly(value) {
			k := &m.x.known[i]
			n := k.node
			if k.kind != identifier || !hasIdentifier(m.x.s.Entity(n).Identifiers[scheme], value) || !m.x.s.IsPresent(n, m.party.KnownAt) || m.party.Keep != nil && !m.party.Keep(n) {
				continue
			}
			c := Candidate{Node: n, Score: 1, Matched: k.written, Identified: true}
			if j, ok := at[n]; ok {
				(*all)[j] = c
				continue
			}
			at[n] = len(*all)
			*all = append(*all, c)
		}
	}
}

// hasIdentifier reports whether an identifier, or one of several, is a value.
func hasIdentifier(has, value string) bool {
	value = fold.Name(value)
	for one := range identifiersIn(has) {
		if value != "" && fold.Name(one) == value {
			return true
		}
	}
	return false
}

// why adds what made the score of a candidate.
func (m *matching) why(c *Candidate, h hit) {
	k := &m.x.known[h.name]
	m.score(k)
	c.Pairs = m.pairs
	if !h.whole {
		c.Adjustments = append(slices.Clone(m.adjusts), c.Adjustments...)
	} else if m.asked.symbols != k.symbolsIn() && h.score == otherSymbols {
		c.Adjustments = append([]Adjustment{{"symbols", otherSymbols}}, c.Adjustments...)
	}
}

// compareCandidates orders entities that a name may mean: the likeliest first, and of equals that of the state that is given, then
// the one with the shortest name.
func compareCandidates(x, y Candidate) int {
	return cmp.Or(-cmp.Compare(x.Score, y.Score), -compareBool(x.Identified, y.Identified), -compareBool(x.sameState, y.sameState),
		cmp.Compare(len(x.Matched), len(y.Matched)), cmp.Compare(x.Node, y.Node))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
