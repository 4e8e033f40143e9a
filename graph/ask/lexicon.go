package ask

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/snapshot"
)

//go:embed lexicon.yaml
var lexiconFile []byte

// inBoth are words or phrases of each language, parted by spaces; those of a phrase are joined by underscores.
type inBoth struct{ En, Fr string }

// saying is an entry of the lexicon under claims: what verbs and nouns say of an entity.
type saying struct {
	Predicates  []string
	Agent       string // subject or object: the end of a claim that does what the verb says
	Symmetric   bool   // both ends do
	Stative     bool   // the participle tells a state of the agent: X is located in Y
	Verbs       inBoth
	Participles inBoth
	Doers       inBoth // nouns of the agent
	Done        inBoth // nouns of the other end
	Nouns       inBoth // nouns of what is said: market share
	Asked       []string
	Dated       bool       // it says when, not who
	Of, By      graph.Text // how the question reads, of the subject and of the object
}

type lexiconData struct {
	Filler     inBoth
	Cases      map[string]inBoth
	Asks       map[string]inBoth
	Cues       map[string]inBoth
	Implied    map[string]string // by cue: the name of an entity
	Adjectives map[string]inBoth
	Kinds      map[string]inBoth
	Claims     []saying
	Examples   map[string][]string
}

// meaning is what a word says in a question, as its class and a name in it: {cue depend}, {case of}, {kind company}.
type meaning struct{ class, name string }

// The classes of meanings. Those of claims are named by the number of the entry.
const (
	filler     = "filler"
	caseOf     = "case"
	askOf      = "ask"
	cueOf      = "cue"
	adjective  = "adjective"
	kindOf     = "kind"
	verb       = "verb"
	participle = "participle"
	doer       = "doer"
	done       = "done"
	noun       = "noun"
	sortOf     = "sort" // the name of an attribute as a noun
)

// entry is a word or phrase with what it may mean, and the languages that have it.
type entry struct {
	words  []string // folded
	whole  string   // the words joined
	en, fr []meaning
}

// in returns what the entry means in a language, or else in the other.
func (e *entry) in(lang string) []meaning {
	if lang == "fr" && len(e.fr) > 0 || len(e.en) == 0 {
		return e.fr
	}
	return e.en
}

// lexicon finds entries by their first word.
type lexicon struct {
	entries  map[string][]*entry // longest first
	claims   []saying
	examples map[string][]string // by language
	implied  map[string]string
}

// words is the lexicon; only those who ask pay for reading it.
var words = sync.OnceValue(func() *lexicon {
	var data lexiconData
	if err := yaml.UnmarshalWithOptions(lexiconFile, &data, yaml.Strict()); err != nil {
		panic("the lexicon of plain questions can't be read: " + err.Error()) // it is embedded, and tests read it
	}
	x := &lexicon{entries: map[string][]*entry{}, claims: data.Claims, examples: data.Examples, implied: data.Implied}
	x.add(data.Filler, meaning{filler, ""})
	for _, g := range []struct {
		class  string
		groups map[string]inBoth
	}{{caseOf, data.Cases}, {askOf, data.Asks}, {cueOf, data.Cues}, {adjective, data.Adjectives}, {kindOf, data.Kinds}} {
		for _, name := range slices.Sorted(maps.Keys(g.groups)) {
			x.add(g.groups[name], meaning{g.class, name})
		}
	}
	for i := range data.Claims {
		c, number := &data.Claims[i], data.Claims[i].Predicates[0]
		number = sayingName(i, number)
		x.add(c.Verbs, meaning{verb, number})
		x.add(c.Participles, meaning{participle, number})
		x.add(c.Doers, meaning{doer, number})
		x.add(c.Done, meaning{done, number})
		x.add(c.Nouns, meaning{noun, number})
	}
	for _, list := range x.entries {
		slices.SortStableFunc(list, func(a, b *entry) int { return len(b.words) - len(a.words) })
	}
	return x
})

// sayingName names an entry under claims: its place, as a letter, keeps two of one predicate apart.
func sayingName(i int, predicate string) string { return string(rune('A'+i)) + predicate }

// saying returns the entry of a meaning of the classes of claims.
func (x *lexicon) saying(m meaning) *saying { return &x.claims[[]rune(m.name)[0]-'A'] }

func (x *lexicon) add(group inBoth, m meaning) {
	for _, text := range strings.Fields(group.En) {
		e := x.enter(foldedWords(text))
		e.en = append(e.en, m)
	}
	for _, text := range strings.Fields(group.Fr) {
		e := x.enter(foldedWords(text))
		e.fr = append(e.fr, m)
	}
}

// enter returns the entry of a phrase, which it makes if there is none.
func (x *lexicon) enter(parts []string) *entry {
	whole := strings.Join(parts, " ")
	for _, e := range x.entries[parts[0]] {
		if e.whole == whole {
			return e
		}
	}
	e := &entry{words: parts, whole: whole}
	x.entries[parts[0]] = append(x.entries[parts[0]], e)
	return e
}

// foldedWords takes an entry apart as a question is.
func foldedWords(text string) []string {
	var parts []string
	for _, t := range tokensOf(strings.ReplaceAll(text, "_", " ")) {
		parts = append(parts, t.folded)
	}
	if len(parts) == 0 {
		parts = []string{fold.Name(text)}
	}
	return parts
}

// at returns the longest entry that stands at the beginning of some tokens, or nil.
func (x *lexicon) at(tokens []token) *entry {
	for _, e := range x.entries[tokens[0].folded] {
		if len(e.words) <= len(tokens) && matches(e.words, tokens) {
			return e
		}
	}
	return nil
}

func matches(folded []string, tokens []token) bool {
	for i, w := range folded {
		if tokens[i].folded != w {
			return false
		}
	}
	return true
}

type lexiconKey struct{}

// lexiconOf is the lexicon with the labels of the ontology of a snapshot.
func lexiconOf(s *snapshot.Snapshot) *lexicon {
	return snapshot.Memo(s, lexiconKey{}, func() *lexicon { return words().withLabels(s.Ontology()) })
}

// withLabels adds what an ontology calls its attributes and kinds, where a label does not begin with a word that asks. The lexicon itself
// stays as it is.
func (x *lexicon) withLabels(o *graph.Ontology) *lexicon {
	y := &lexicon{entries: maps.Clone(x.entries), claims: x.claims, examples: x.examples, implied: x.implied}
	enter := func(text graph.Text, m meaning) {
		for _, lang := range []string{"en", "fr"} {
			parts := foldedWords(text[lang])
			taken := func(e *entry) bool {
				return slices.Equal(e.words, parts) || len(e.words) == 1 && slices.ContainsFunc(e.in(lang), func(m meaning) bool { return m.class == cueOf })
			}
			if text[lang] == "" || slices.ContainsFunc(x.entries[parts[0]], taken) {
				continue
			}
			e := &entry{words: parts, whole: strings.Join(parts, " "), en: []meaning{m}, fr: []meaning{m}}
			y.entries[parts[0]] = append(slices.Clone(y.entries[parts[0]]), e)
			slices.SortStableFunc(y.entries[parts[0]], func(a, b *entry) int { return len(b.words) - len(a.words) })
		}
	}
	for i := range o.Attributes {
		enter(o.Attributes[i].Label, meaning{sortOf, o.Attributes[i].Name})
	}
	for i := range o.Kinds {
		enter(o.Kinds[i].Label, meaning{kindOf, o.Kinds[i].Name})
	}
	return y
}

// Examples are questions that can be asked, in a language.
func Examples(lang string) []string { return slices.Clone(words().examples[lang]) }
