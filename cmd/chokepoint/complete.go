package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/seeds"
)

// mostOffered is how many completions are offered at most: more are no help.
const mostOffered = 60

// complete says what completes the arguments and flags of a command.
func complete(c *cobra.Command, arguments, flags []*field) {
	c.ValidArgsFunction = func(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		for i, f := range arguments {
			if i == len(args) || i == len(arguments)-1 && f.isList() {
				return f.completions(begun)
			}
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, f := range flags {
		_ = c.RegisterFlagCompletionFunc(f.name, func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return f.completions(begun)
		})
	}
}

// completions are the values that begin as what is there.
func (f *field) completions(begun string) (all []cobra.Completion, then cobra.ShellCompDirective) {
	if f.offered == nil && len(f.enum) == 0 {
		if f.isPath() {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	words := f.enum
	if f.offered != nil {
		words = f.offered(begun)
	}
	for _, word := range words {
		if strings.HasPrefix(word, begun) && len(all) < mostOffered {
			all = append(all, word)
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// isPath reports whether a value may be a file or folder.
func (f *field) isPath() bool {
	return f.path != "" || f.fromFile || slices.Contains([]string{"FILE", "PATH", "DIR", "WHERE"}, f.placeholder) || slices.Contains([]string{"path", "file"}, f.name)
}

// offeredFor is what completes the values of a parameter.
func offeredFor(p *question.Parameter) func(begun string) []string {
	switch {
	case len(p.Enum) > 0:
		return func(string) []string { return p.Enum }
	case p.Names == question.NamesEntity:
		return entityIDs
	}
	if of, ok := vocabulary[p.Name]; ok {
		return func(string) []string {
			o, err := builtIn()
			if err != nil {
				return nil
			}
			return of(o)
		}
	}
	return nil
}

// vocabulary are the parameters whose values are terms of the ontology.
var vocabulary = map[string]func(*graph.Ontology) []string{
	"kind":     func(o *graph.Ontology) []string { return names(o.Kinds, func(k *graph.Kind) string { return k.Name }) },
	"channel":  (*graph.Ontology).Channels,
	"relation": relationNames,
	"predicate": func(o *graph.Ontology) []string {
		return append(relationNames(o), names(o.Attributes, func(a *graph.Attribute) string { return a.Name })...)
	},
}

func relationNames(o *graph.Ontology) []string {
	return names(o.Relations, func(r *graph.Relation) string { return r.Name })
}

func names[T any](terms []T, name func(*T) string) (all []string) {
	for i := range terms {
		all = append(all, name(&terms[i]))
	}
	return all
}

// entityIDs are the ids of entities of the built-in facts that begin as what is there. A seed file is called by its id, so that none is read.
func entityIDs(begun string) (ids []string) {
	files, _ := fs.Glob(seeds.FS, "*/"+begun+"*.yaml")
	for _, file := range files {
		if path.Dir(file) != "sources" {
			ids = append(ids, strings.TrimSuffix(path.Base(file), ".yaml"))
		}
	}
	slices.Sort(ids)
	return ids
}
