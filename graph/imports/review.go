package imports

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"

	"chokepoint/graph/fold"
)

// Review is what people have decided on parties of imported files that may be entities known already, and the pairs that wait for a
// decision. It is kept in a file that is written in order, so that it can be read and compared in Git; whoever takes a decision back
// takes its line out. A nil Review knows nothing and notes nothing.
type Review struct {
	Parties []Reviewed `yaml:"parties"`

	noted bool // since it was read
}

// Reviewed is a party of a dataset: whom it is, whom it is not, and whom it may be.
type Reviewed struct {
	Dataset string   `yaml:"dataset" json:"dataset"`
	Name    string   `yaml:"name" json:"name"`
	Country string   `yaml:"country,omitempty" json:"country,omitempty"`
	Is      string   `yaml:"is,omitempty" json:"is,omitempty"`       // the id of the entity that it is
	Not     []string `yaml:"not,omitempty" json:"not,omitempty"`     // ids of entities that it is not
	Maybe   []string `yaml:"maybe,omitempty" json:"maybe,omitempty"` // ids of entities that nobody has decided on
}

// ReadReview reads a file of decisions; one that is not there is an empty one.
func ReadReview(path string) (*Review, error) {
	r := &Review{}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err == nil {
		err = yaml.UnmarshalWithOptions(data, r, yaml.Strict())
	}
	if err != nil {
		return nil, fmt.Errorf("reading the decisions on names in %s: %w", path, err)
	}
	return r, nil
}

// reviewHead stands at the beginning of the file.
const reviewHead = `# Parties of imported files that may be entities known already. "is" and "not" are decisions by people, which loads follow;
# "maybe" waits for one: move the id to "is" or to "not" (chokepoint review does), and load again. Taking a line out takes it back.
`

// Write writes the file, in order of dataset and name, if something was noted.
func (r *Review) Write(path string) error {
	if r == nil || !r.noted {
		return nil
	}
	slices.SortStableFunc(r.Parties, func(x, y Reviewed) int { return compareReviewed(&x, &y) })
	data, err := yaml.Marshal(r)
	if err != nil {
		return fmt.Errorf("writing decisions on names: %w", err)
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err == nil {
		defer os.Remove(temporary.Name())
		_, err = temporary.WriteString(reviewHead + string(data))
		err = errors.Join(err, temporary.Chmod(0o644), temporary.Close())
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("writing decisions on names into %s: %w", path, err)
	}
	return nil
}

// find returns the entry of a party, or nil.
func (r *Review) find(dataset, name, country string) *Reviewed {
	if r == nil {
		return nil
	}
	for i := range r.Parties {
		if p := &r.Parties[i]; p.Dataset == dataset && fold.Typed(p.Name) == fold.Typed(name) && fold.Typed(p.Country) == fold.Typed(country) {
			return p
		}
	}
	return nil
}

// of returns whom a party is, by decision, and whom it is not.
func (r *Review) of(dataset, name, country string) (is string, not []string) {
	if p := r.find(dataset, name, country); p != nil {
		return p.Is, p.Not
	}
	return "", nil
}

// note notes that a party waits for a decision.
func (r *Review) note(dataset string, d *Doubtful) {
	if r == nil {
		return
	}
	p := r.find(dataset, d.Name, d.Country)
	if p == nil {
		r.Parties = append(r.Parties, Reviewed{Dataset: dataset, Name: d.Name, Country: d.Country})
		p, r.noted = &r.Parties[len(r.Parties)-1], true
	}
	for _, c := range d.Candidates {
		if !slices.Contains(p.Maybe, c.Entity.ID) && !slices.Contains(p.Not, c.Entity.ID) {
			p.Maybe, r.noted = append(p.Maybe, c.Entity.ID), true
		}
	}
}

// ErrNoParty marks a decision on a party that does not wait for one.
var ErrNoParty = errors.New("no such party is in the list")

// Decide notes a decision on a party, in all datasets or one: that it is an entity, that it is not, or, if neither is said, that nothing is decided
// on that entity any more. The error wraps ErrNoParty.
func (r *Review) Decide(dataset, name, entity string, is, not bool) error {
	found := false
	for i := range r.Parties {
		p := &r.Parties[i]
		if fold.Typed(p.Name) != fold.Typed(name) || dataset != "" && p.Dataset != dataset {
			continue
		}
		found, r.noted = true, true
		drop := func(ids []string) []string {
			return slices.DeleteFunc(ids, func(id string) bool { return id == entity })
		}
		p.Not, p.Maybe = drop(p.Not), drop(p.Maybe)
		if p.Is == entity {
			p.Is = ""
		}
		switch {
		case is:
			p.Is = entity
		case not:
			p.Not = append(p.Not, entity)
		default:
			p.Maybe = append(p.Maybe, entity)
		}
	}
	if !found {
		return fmt.Errorf("%w: %q", ErrNoParty, name)
	}
	return nil
}

func compareReviewed(x, y *Reviewed) int {
	for _, pair := range [][2]string{{x.Dataset, y.Dataset}, {x.Name, y.Name}, {x.Country, y.Country}} {
		if pair[0] != pair[1] {
			if pair[0] < pair[1] {
				return -1
			}
			return 1
		}
	}
	return 0
}
