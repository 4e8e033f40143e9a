package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Errors about references to entities. NotFound and Ambiguous carry the candidates.
var (
	ErrNotFound  = errors.New("not found")
	ErrAmbiguous = errors.New("ambiguous")
)

// NotFound says that nothing has this id or name, and what comes near. It wraps ErrNotFound.
type NotFound struct {
	What string // entity, claim, source
	Ref  string
	Near []EntityRef
}

func (e *NotFound) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("no %s is called %q", e.What, e.Ref)
	}
	return fmt.Sprintf("no %s is called %q; did you mean %s?", e.What, e.Ref, listRefs(e.Near))
}

func (e *NotFound) Unwrap() error { return ErrNotFound }

// Ambiguous says that several entities have this name. It wraps ErrAmbiguous.
type Ambiguous struct {
	Ref        string
	Candidates []EntityRef
}

func (e *Ambiguous) Error() string {
	return fmt.Sprintf("%q names several entities: %s; use an id", e.Ref, listRefs(e.Candidates))
}

func (e *Ambiguous) Unwrap() error { return ErrAmbiguous }

func listRefs(refs []EntityRef) string {
	names := make([]string, len(refs))
	for i, r := range refs {
		names[i] = fmt.Sprintf("%s (%s)", r.ID, r.Name)
	}
	return strings.Join(names, ", ")
}

// nameIndex finds entities by folded name.
type nameIndex struct {
	exact map[string][]Node // by folded name, alias, id or identifier
	names []indexedName
	grams map[string][]int32 // by two letters: indices into names
}

type indexedName struct {
	node   Node
	name   string // as written
	folded string
	length int // in letters
}

// buildNameIndex is linear in the length of all names.
func (s *Snapshot) buildNameIndex() *nameIndex {
	x := &nameIndex{exact: map[string][]Node{}, grams: map[string][]int32{}}
	for n := range s.entities {
		e := &s.entities[n]
		x.add(Node(n), e.Name)
		for _, a := range e.Aliases {
			x.add(Node(n), a.Name)
		}
		x.add(Node(n), e.ID)
		for _, id := range e.Identifiers {
			x.addExact(Node(n), Fold(id))
		}
	}
	return x
}

func (x *nameIndex) add(n Node, name string) {
	folded := Fold(name)
	if folded == "" || !x.addExact(n, folded) {
		return
	}
	i := int32(len(x.names))
	x.names = append(x.names, indexedName{n, name, folded, utf8.RuneCountInString(folded)})
	for _, g := range bigrams(folded) {
		x.grams[g] = append(x.grams[g], i)
	}
}

func (x *nameIndex) addExact(n Node, folded string) bool {
	if slices.Contains(x.exact[folded], n) {
		return false
	}
	x.exact[folded] = append(x.exact[folded], n)
	return true
}

// bigrams are the distinct pairs of neighbouring letters, with the ends marked.
func bigrams(s string) []string {
	letters := append(append([]rune{'^'}, []rune(s)...), '$')
	grams := make([]string, 0, len(letters))
	for i := range len(letters) - 1 {
		grams = append(grams, string(letters[i:i+2]))
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// Resolve returns the entity that a reference means: its id, or a name or alias that only one entity has. The error is a
// *NotFound or an *Ambiguous.
func (s *Snapshot) Resolve(_ context.Context, ref string) (EntityRef, error) {
	n, err := s.resolve(ref, time.Time{})
	if err != nil {
		return EntityRef{}, err
	}
	return s.ref(n), nil
}

func (s *Snapshot) resolve(ref string, knownAt time.Time) (Node, error) {
	if n, ok := s.Lookup(ref); ok && s.present(n, knownAt) {
		return n, nil
	}
	var found []Node
	for _, n := range s.search().exact[Fold(ref)] {
		if s.present(n, knownAt) {
			found = append(found, n)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		e := &NotFound{What: "entity", Ref: ref}
		for _, c := range s.candidates(ref, "", 5, knownAt) {
			e.Near = append(e.Near, c.Entity)
		}
		return None, e
	}
	e := &Ambiguous{Ref: ref}
	slices.Sort(found)
	for _, n := range found {
		e.Candidates = append(e.Candidates, s.ref(n))
	}
	return None, e
}

// Candidate is an entity that a name may mean.
type Candidate struct {
	Entity  EntityRef `json:"entity"`
	Score   float64   `json:"score"`   // 1 is the same name
	Matched string    `json:"matched"` // the name or alias that matched
}

// SearchQuery looks for entities by name.
type SearchQuery struct {
	Text   string
	Filter Filter // Kinds and KnownAt count
	Page   Page
}

// SearchAnswer lists candidates, the best first.
type SearchAnswer struct {
	Query   string      `json:"query"`
	Total   int         `json:"total"`
	Results []Candidate `json:"results"`
	Next    string      `json:"next,omitempty"`
}

// Search finds names and aliases that are, begin with, contain or resemble a text, in any script.
func (s *Snapshot) Search(_ context.Context, q SearchQuery) (SearchAnswer, error) {
	if err := s.checkFilter(q.Filter); err != nil {
		return SearchAnswer{}, err
	}
	all := s.candidates(q.Text, "", 0, q.Filter.KnownAt)
	if len(q.Filter.Kinds) > 0 {
		all = slices.DeleteFunc(all, func(c Candidate) bool { return !slices.Contains(q.Filter.Kinds, c.Entity.Kind) })
	}
	part, next, err := paginate(q.Page, s.version, all)
	return SearchAnswer{q.Text, len(all), part, next}, err
}

// MatchQuery is one name of a batch, with the kind that is expected or none.
type MatchQuery struct {
	Name string `json:"name"`
	Kind string `json:"kind,omitempty"`
}

// MatchAnswer holds the candidates of one name of a batch.
type MatchAnswer struct {
	Name       string      `json:"name"`
	Candidates []Candidate `json:"candidates"`
}

// Match finds up to limit candidates for each name.
func (s *Snapshot) Match(ctx context.Context, queries []MatchQuery, limit int) ([]MatchAnswer, error) {
	answers := make([]MatchAnswer, 0, len(queries))
	for _, q := range queries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		answers = append(answers, MatchAnswer{q.Name, s.candidates(q.Name, q.Kind, limit, time.Time{})})
	}
	return answers, nil
}

// leastScore is the resemblance below which a name is no candidate.
const leastScore = 0.45

// candidates scores the names that share letters with the text; limit 0 is no limit.
func (s *Snapshot) candidates(text, kind string, limit int, knownAt time.Time) []Candidate {
	x, folded := s.search(), Fold(text)
	best := map[Node]Candidate{}
	offer := func(n Node, score float64, name string) {
		if score < leastScore || !s.present(n, knownAt) || kind != "" && s.entities[n].Kind != kind {
			return
		}
		if c, ok := best[n]; !ok || cmp.Or(-cmp.Compare(score, c.Score), cmp.Compare(len(name), len(c.Matched)), cmp.Compare(name, c.Matched)) < 0 {
			best[n] = Candidate{s.ref(n), score, name}
		}
	}
	for _, n := range x.exact[folded] {
		offer(n, 1, s.writtenAs(n, folded))
	}
	shared := map[int32]int{}
	grams := bigrams(folded)
	for _, g := range grams {
		for _, i := range x.grams[g] {
			shared[i]++
		}
	}
	for i, n := range shared {
		name := &x.names[i]
		offer(name.node, resemblance(folded, name.folded, n, len(grams)), name.name)
	}
	found := make([]Candidate, 0, len(best))
	for _, c := range best {
		found = append(found, c)
	}
	slices.SortFunc(found, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(a.Score, b.Score), cmp.Compare(len(a.Matched), len(b.Matched)), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	return found
}

// writtenAs returns the name, alias or identifier of a node that folds to the given text.
func (s *Snapshot) writtenAs(n Node, folded string) string {
	e := &s.entities[n]
	if Fold(e.Name) == folded {
		return e.Name
	}
	for _, a := range e.Aliases {
		if Fold(a.Name) == folded {
			return a.Name
		}
	}
	for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
		if id := e.Identifiers[scheme]; Fold(id) == folded {
			return id
		}
	}
	return e.ID
}

// resemblance of two folded texts that share some bigrams: 1 if they are equal, 0.7 to 0.95 if one stands whole in the
// other, else the Dice coefficient of their bigrams, or one less the edit distance relative to the length if that is more.
func resemblance(asked, name string, shared, grams int) float64 {
	if asked == name {
		return 1
	}
	a, n := []rune(asked), []rune(name)
	cover := float64(len(a)) / float64(len(n))
	switch {
	case strings.HasPrefix(name, asked):
		return 0.75 + 0.2*cover
	case strings.Contains(name, " "+asked):
		return 0.7 + 0.2*cover
	case len(a) > 1 && strings.Contains(name, asked):
		return 0.5 + 0.3*cover
	}
	dice := 2 * float64(shared) / float64(grams+len(bigrams(name)))
	if dice < 0.25 {
		return 0
	}
	near := 1 - float64(editDistance(a, n))/float64(max(len(a), len(n)))
	return 0.95 * max(dice, near)
}

// EditDistance is the least number of insertions, deletions, substitutions and swaps of neighbours (optimal string
// alignment) that turns one text into the other, counted in letters.
func EditDistance(a, b string) int { return editDistance([]rune(a), []rune(b)) }

func editDistance(a, b []rune) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
