package ask

import (
	"errors"
	"regexp"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// articles may stand before a name, and belong to it or not.
var articles = []string{"the ", "le ", "la ", "les ", "l'", "du ", "de la ", "des ", "de l'", "de ", "d'"}

// resolve resolves a name, with the article before it or without.
func (r *reader) resolve(name string) (snapshot.Node, error) {
	n, err := r.Resolve(name, r.filter.KnownAt)
	if !errors.Is(err, graph.ErrNotFound) {
		return n, err
	}
	for _, article := range articles {
		if len(name) > len(article) && strings.EqualFold(name[:len(article)], article) {
			if n, bare := r.Resolve(name[len(article):], r.filter.KnownAt); bare == nil {
				return n, nil
			}
		}
	}
	return n, err
}

// entity resolves the name in a group.
func (r *reader) entity(group string) (snapshot.Node, error) { return r.resolve(r.words[group]) }

// id returns the id of what the name in a group means.
func (r *reader) id(group string) (string, error) {
	n, err := r.entity(group)
	if err != nil {
		return "", err
	}
	return r.Whole.ID(n), nil
}

// optional is id for a group that may be empty.
func (r *reader) optional(group string) (string, error) {
	if r.words[group] == "" {
		return "", nil
	}
	return r.id(group)
}

// needed is id for what something depends on. Nothing depends on a city: a capital stands for its state, as Beijing does for
// China.
func (r *reader) needed(group string) (string, error) {
	n, err := r.entity(group)
	if err != nil {
		return "", err
	}
	if state := r.Whole.Countries(r.filter).Of(n); state != snapshot.None && !r.Whole.Ontology().CanBeNeeded(r.Whole.Kind(n)) {
		n = state
	}
	return r.Whole.ID(n), nil
}

// ids resolves one name, or several with commas, "and" or "et" between them.
func (r *reader) ids(group string) ([]string, error) {
	whole, err := r.entity(group)
	if err == nil {
		return []string{r.Whole.ID(whole)}, nil
	}
	parts := between.Split(r.words[group], -1)
	if !errors.Is(err, graph.ErrNotFound) || len(parts) == 1 {
		return nil, err
	}
	all := make([]string, len(parts))
	for i, name := range parts {
		n, err := r.resolve(name)
		if err != nil {
			return nil, err
		}
		all[i] = r.Whole.ID(n)
	}
	return all, nil
}

var between = regexp.MustCompile(`(?i),? (?:and|et) |, ?`)
