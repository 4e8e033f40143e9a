package names

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// countriesText has the codes of countries and their names.
//
//go:embed countries.txt
var countriesText string

// countryNames are the names of countries by their codes.
var countryNames = sync.OnceValue(func() map[string]string {
	byCode := map[string]string{}
	for line := range strings.Lines(countriesText) {
		if words := strings.SplitN(strings.TrimSpace(line), " ", 3); len(words) == 3 && words[0] != "#" {
			byCode[words[0]], byCode[words[1]] = words[2], words[2]
		}
	}
	return byCode
})

// States finds the states that texts of people mean: names, ids and codes of countries, and addresses. It remembers what it found, and is
// used by one goroutine. Its errors are those of the limits.
type States struct {
	l         *limits.Limits
	s         *snapshot.Snapshot
	f         graph.Filter
	countries *snapshot.Countries
	ends      map[string]bool // kinds of what things lie in
	known     map[string]snapshot.Node
}

// NewStates prepares to find states; of the filter, AsOf and KnownAt count.
func NewStates(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter) *States {
	o, ends := s.Ontology(), map[string]bool{}
	for _, name := range o.Country.Relations {
		if r := o.Relation(name); r != nil {
			for _, kind := range r.To {
				ends[kind] = kind != o.Binding.Kind
			}
		}
	}
	return &States{l, s, f, s.Countries(f), ends, map[string]snapshot.Node{}}
}

// Of returns the state of a party: the one that is given, else that of its address, or snapshot.None.
func (x *States) Of(country, address string) (snapshot.Node, error) {
	if country != "" {
		return x.Country(country)
	}
	return x.Address(address)
}

// Country returns the state that a text names by its name, id or code, or snapshot.None.
func (x *States) Country(text string) (snapshot.Node, error) {
	if name, ok := countryNames()[strings.ToUpper(text)]; ok {
		text = name
	}
	return x.named(text)
}

// named returns the state of what a text names: a state, or something that lies in one.
func (x *States) named(text string) (snapshot.Node, error) {
	if n, ok := x.known[text]; ok {
		return n, nil
	}
	found := snapshot.None
	all, err := Exact(x.l, x.s, text, x.f)
	if err != nil {
		return found, err
	}
	for _, n := range all {
		if !x.ends[x.s.Kind(n)] {
			continue
		}
		if found = x.countries.Of(n); found != snapshot.None {
			break
		}
	}
	x.known[text] = found
	return found, nil
}

// partsOfAddress is how many of its last parts an address is looked at.
const partsOfAddress = 3

// wordsOfCountry is how many words at the end of a part of an address may be the name of a country.
const wordsOfCountry = 4

// subdivisions are codes of countries that stand at the end of addresses for states and provinces of the United States, Canada and
// Australia.
var subdivisions = strings.Fields("AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA BC NB NL NT NU PE SK SA WA")

// Address returns the state at the end of an address, or snapshot.None. A code counts in capitals and without a point, so that "No."
// is not Norway, in the last part alone, and if it is not that of a subdivision as well.
func (x *States) Address(text string) (snapshot.Node, error) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;\n，、；", r) })
	for i := range min(partsOfAddress, len(parts)) {
		words := strings.FieldsFunc(parts[len(parts)-1-i], func(r rune) bool { return unicode.IsSpace(r) || unicode.IsDigit(r) })
		for from := max(0, len(words)-wordsOfCountry); from < len(words); from++ {
			name := strings.Join(words[from:], " ")
			find := x.named
			if i == 0 && name == strings.ToUpper(name) && !slices.Contains(subdivisions, name) {
				find = x.Country
			}
			if n, err := find(name); err != nil || n != snapshot.None {
				return n, err
			}
		}
	}
	return snapshot.None, nil
}
