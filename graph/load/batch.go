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
	// Fail is called if the claims can't be read again while a store ranges over them: it is to end the context of the load.
	Fail func(error)
	// NamedFiles asks that a file with an entity or a source is called after its id, so that people find it.
	NamedFiles bool
	ByHand     bool // the facts were written by hand, so that two names that are nearly one may be a slip
}

// Batch checks the draft and makes a batch of it, whose claims are read from the draft again whenever they are asked for. The error is a
// Problems with every mistake, or that of a temporary file.
func (d *Draft) Batch(o Options) (graph.Batch, error) {
	c := &checker{Options: o, entities: map[string]*DraftEntity{}, sources: map[string]*DraftSource{}}
	for _, p := range d.Problems {
		c.note(p)
	}
	c.broken = d.Broken
	c.checkEntities(d.Entities)
	c.checkSources(d.Sources)
	if o.ByHand {
		c.checkNames(d.Entities)
	}
	check := c.claims
	if o.ByHand {
		check = c.remember
	}
	if err := check(d); err != nil {
		return graph.Batch{}, err
	}
	if o.ByHand {
		c.checkExistence(d)
	}
	if len(c.problems) > 0 {
		return graph.Batch{}, c.problems.sorted()
	}
	c.sure = true
	b := graph.Batch{Dataset: o.Dataset, Ontology: o.Ontology, Claims: c.all(d)}
	if o.ByHand {
		b.Claims = slices.Values(d.checked)
	}
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
	found    int  // problems, those that are not noted included
	broken   bool // see Draft
	entities map[string]*DraftEntity
	sources  map[string]*DraftSource
	said     map[[16]byte]*said // by claim id: those that may be said more than once
	own      end                // that was looked for last; see ownEnd
	sure     bool               // no claim has a mistake: what they name is not looked for again

	entityIDs, sourceIDs *suggestions // made when one is needed
}

func (c *checker) fault(at Place, format string, args ...any) {
	if c.found++; len(c.problems) < MaxProblems {
		c.problems = append(c.problems, Problem{at, fmt.Sprintf(format, args...)})
	}
}

func (c *checker) note(p Problem) {
	c.found++
	c.problems = append(c.problems, p)
}

// remember checks the claims of facts written by hand, which are few, and keeps them with the places where they were first written: what is
// looked for among them goes over them more than once.
func (c *checker) remember(d *Draft) error {
	d.checked, d.at = nil, map[[16]byte]Place{}
	first := map[[16]byte]int{}
	return d.Each(func(w *DraftClaim) bool {
		claim, ok := c.claim(w)
		if !ok {
			return true
		}
		id := claim.ID()
		if at, twice := first[id]; twice {
			c.join(&d.checked[at], d.at[id], w, claim)
			return true
		}
		first[id], d.at[id] = len(d.checked), w.At
		d.checked = append(d.checked, claim)
		return true
	})
}

// again is claim without noting anything.
func (c *checker) again(w *DraftClaim) (graph.Claim, bool) {
	problems, found := c.problems, c.found
	claim, ok := c.claim(w)
	c.problems, c.found = problems, found
	return claim, ok
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
		e.kind = c.Ontology.Kind(e.Kind)
		switch {
		case e.Kind == "":
			c.fault(e.KindAt, "an entity needs a kind: one of %s", strings.Join(kinds, ", "))
		case e.kind == nil:
			c.fault(e.KindAt, "kind %q is not in the ontology%s; there are %s", e.Kind, DidYouMean(e.Kind, kinds), strings.Join(kinds, ", "))
		}
		if e.Name == "" {
			c.fault(e.At, "an entity needs a name")
		}
		c.checkText(e.At, "the name", &e.Name, e.Found)
		for k := range e.Aliases {
			a := &e.Aliases[k]
			c.checkText(e.At, "an alias", &a.Name, e.Found)
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
