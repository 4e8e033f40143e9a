package load

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"chokepoint/graph"
	"chokepoint/graph/fold"
)

// Known is what a store holds already and claims may name. A nil Known knows nothing.
type Known interface {
	Kind(entity string) (kind string, ok bool)
	HasSource(id string) bool
}

// Options say what a draft becomes.
type Options struct {
	Dataset  graph.Dataset
	Ontology *graph.Ontology
	Known    Known // what other datasets say
	// NamedFiles asks that a file with an entity or a source is called after its id, so that people find it.
	NamedFiles bool
	ByHand     bool // the facts were written by hand, so that two names that are nearly one may be a slip
}

// Batch checks the draft and makes a batch of it. The error is a Problems with every mistake.
func (d *Draft) Batch(o Options) (graph.Batch, error) {
	c := &checker{Options: o, entities: map[string]*DraftEntity{}, sources: map[string]*DraftSource{}, said: map[[16]byte]said{}}
	c.problems = slices.Clone(d.Problems)
	c.checkEntities(d.Entities)
	c.checkSources(d.Sources)
	if o.ByHand {
		c.checkNames(d.Entities)
	}
	for i := range d.Claims {
		c.checkClaim(&d.Claims[i])
	}
	if o.ByHand {
		c.checkExistence()
		d.checked, d.said = c.claims, c.said
	}
	if len(c.problems) > 0 {
		return graph.Batch{}, c.problems.sorted()
	}
	b := graph.Batch{Dataset: o.Dataset, Ontology: o.Ontology, Claims: slices.Values(c.claims)}
	for _, e := range d.Entities {
		b.Entities = append(b.Entities, e.Entity)
	}
	for _, s := range d.Sources {
		if s.Own {
			s.Title += " of " + o.Dataset.Name
		}
		b.Sources = append(b.Sources, s.Source)
	}
	return b, nil
}

// checker checks one draft.
type checker struct {
	Options
	problems Problems
	entities map[string]*DraftEntity
	sources  map[string]*DraftSource
	claims   []graph.Claim
	said     map[[16]byte]said // by claim id

	entityIDs, sourceIDs *suggestions // made when one is needed
}

// said is a claim of the batch and where it was first written.
type said struct {
	index int
	at    Place
}

func (c *checker) fault(at Place, format string, args ...any) {
	if len(c.problems) < MaxProblems {
		c.problems = append(c.problems, Problem{at, fmt.Sprintf(format, args...)})
	}
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// brought is the id of a source of which datasets say different things, as exports have it: id@dataset.
var brought = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*@[a-z0-9._-]+$`)

func (c *checker) checkID(at Place, what, id string) {
	switch {
	case id == "":
		c.fault(at, "%s needs an id: write id: followed by small letters, figures and single hyphens", what)
	case !slug.MatchString(id):
		c.fault(at, "%q is no id: use small letters, figures and single hyphens, as nvidia-h200", id)
	}
}

func (c *checker) checkLanguage(at Place, tag string) {
	if _, err := language.Parse(tag); tag != "" && err != nil {
		c.fault(at, "%q is no language: write a BCP 47 tag, as en, fr or zh-Hant", tag)
	}
}

func (c *checker) checkFileName(at Place, id string) {
	name := filepath.Base(at.File)
	if c.NamedFiles && id != "" && strings.TrimSuffix(name, filepath.Ext(name)) != id {
		c.fault(at, "the file is called %s and what it describes %s: give both the same name", name, id)
	}
}

func (c *checker) checkEntities(es []DraftEntity) {
	kinds := make([]string, len(c.Ontology.Kinds))
	for i, k := range c.Ontology.Kinds {
		kinds[i] = k.Name
	}
	for i := range es {
		e := &es[i]
		c.checkID(e.At, "an entity", e.ID)
		c.checkFileName(e.At, e.ID)
		if first := c.entities[e.ID]; first != nil {
			c.fault(e.At, "the id %s is taken by the entity at %s: ids are unique over all kinds; join the two or choose another", e.ID, first.At)
		} else if e.ID != "" {
			c.entities[e.ID] = e
		}
		switch {
		case e.Kind == "":
			c.fault(e.KindAt, "an entity needs a kind: one of %s", strings.Join(kinds, ", "))
		case c.Ontology.Kind(e.Kind) == nil:
			c.fault(e.KindAt, "kind %q is not in the ontology%s; there are %s", e.Kind, DidYouMean(e.Kind, kinds), strings.Join(kinds, ", "))
		}
		if e.Name == "" {
			c.fault(e.At, "an entity needs a name")
		}
		for _, a := range e.Aliases {
			if a.Name == "" {
				c.fault(e.At, "an alias of %s is empty: give it a name or remove it", e.ID)
			}
			c.checkLanguage(e.At, a.Lang)
		}
	}
}

// datasetSource is the kind of source that may have no address: a file that somebody hands over.
const datasetSource = "dataset"

func (c *checker) checkSources(ss []DraftSource) {
	for i := range ss {
		s := &ss[i]
		if !brought.MatchString(s.ID) {
			c.checkID(s.At, "a source", s.ID)
		}
		c.checkFileName(s.At, s.ID)
		if first := c.sources[s.ID]; first != nil {
			c.fault(s.At, "the id %s is taken by the source at %s: join the two or choose another", s.ID, first.At)
		} else if s.ID != "" {
			c.sources[s.ID] = s
		}
		for _, missing := range []struct{ name, text string }{{"title", s.Title}, {"publisher", s.Publisher}, {"url", s.URL}, {"kind", s.Kind}} {
			if missing.text == "" && (missing.name != "url" || s.Kind != datasetSource) {
				c.fault(s.At, "the source %s needs a %s", s.ID, missing.name)
			}
		}
		c.checkLanguage(s.At, s.Language)
		if s.URL != "" && !strings.HasPrefix(s.URL, "https://") && !strings.HasPrefix(s.URL, "http://") {
			c.fault(s.At, "the url of %s is %q: write the whole address, beginning with https://", s.ID, s.URL)
		}
	}
	for i := range ss {
		c.checkCopy(&ss[i])
	}
}

// checkCopy makes sure that what a source retells is another document, and where it is named by an id, that there is one.
func (c *checker) checkCopy(s *DraftSource) {
	switch {
	case s.CopyOf == "":
	case s.Kind != graph.CopyKind:
		c.fault(s.CopyAt, "the source %s is of kind %s and retells %q: only a %s has copy_of", s.ID, s.Kind, s.CopyOf, graph.CopyKind)
	case s.CopyOf == s.ID:
		c.fault(s.CopyAt, "the source %s retells itself", s.ID)
	case slug.MatchString(s.CopyOf) && !c.hasSource(s.CopyOf):
		c.fault(s.CopyAt, "no source has the id %q%s; write the title of a document that is no source here", s.CopyOf, c.likeSource(s.CopyOf))
	}
}

// checkNames finds entities of one kind that seem to be one: the same name or alias, or names a slip of the pen apart.
func (c *checker) checkNames(es []DraftEntity) {
	type holder struct {
		e    *DraftEntity
		name string
	}
	exact := map[string]holder{}
	near := newNearNames()
	for i := range es {
		e := &es[i]
		for _, name := range append([]graph.Alias{{Name: e.Name}}, e.Aliases...) {
			if name.Name == "" {
				continue
			}
			key := e.Kind + "\x00" + fold.Name(name.Name)
			if first, ok := exact[key]; ok && first.e.ID != e.ID {
				c.fault(e.At, "%q is also a name of %s (%s): join the two, or give one a name that tells them apart", name.Name, first.e.ID, first.e.At)
				continue
			}
			exact[key] = holder{e, name.Name}
		}
		for _, place := range near.add(e.Kind, bareName(e.Name)) { // the places are those in es
			if other := &es[place]; other.ID != e.ID && other.Name != e.Name {
				c.fault(e.At, "the name %q is very near to %q of %s (%s): join the two if they are one, else make the names differ more", e.Name, other.Name, other.ID, other.At)
			}
		}
	}
}
