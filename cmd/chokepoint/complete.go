package main

import (
	"cmp"
	"context"
	"embed"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/sqlite"
	"chokepoint/seeds"
)

// mostOffered is how many completions are offered at most: more are no help.
const mostOffered = 60

// complete says what completes the arguments and flags of a command.
func complete(c *cobra.Command, arguments, flags []*field) {
	c.ValidArgsFunction = func(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		_ = readVariables(flags) // where the store is
		for i, f := range arguments {
			if i == len(args) || i == len(arguments)-1 && f.isList() {
				return f.completions(begun)
			}
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, f := range flags {
		_ = c.RegisterFlagCompletionFunc(f.name, func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
			_ = readVariables(flags)
			return f.completions(begun)
		})
	}
}

// meaning is what a shell would take for more than letters; a word with any of it is not put on a line.
const meaning = " \t\r\n\\'\"`$&|;<>(){}[]*?!#~"

// completions are the values that begin as what is there, in capitals or not.
func (f *field) completions(begun string) (all []cobra.Completion, then cobra.ShellCompDirective) {
	if f.offered == nil && len(f.enum) == 0 {
		if f.isPath() {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	begun = strings.ToLower(begun)
	words := f.enum
	if f.offered != nil {
		words = f.offered(begun)
	}
	for _, word := range words {
		if strings.HasPrefix(strings.ToLower(word), begun) && !strings.ContainsAny(word, meaning) && len(all) < mostOffered {
			all = append(all, word)
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// isPath reports whether a value may be a file or folder.
func (f *field) isPath() bool {
	return f.path != "" || f.fromFile || slices.Contains([]string{"FILE", "PATH", "DIR", "WHERE"}, f.placeholder) || slices.Contains([]string{"path", "file"}, f.name)
}

// complete says what completes the values of a parameter: its own, the ids of entities in the store, or terms of the ontology.
func (f *field) complete(p *question.Parameter, store *storeFlags) {
	switch of, isTerm := vocabulary[p.Name]; {
	case len(p.Enum) > 0:
		f.offered = func(string) []string { return p.Enum }
	case p.Name == "assume":
		f.offered = func(begun string) []string {
			decision, _, found := strings.Cut(begun, ":")
			if !found {
				return store.entityIDs(begun)
			}
			all := inOntology(vocabulary["status"])
			for i, status := range all {
				all[i] = decision + ":" + status
			}
			return all
		}
	case p.Names == question.NamesEntity:
		f.offered = store.entityIDs
	case isTerm:
		f.offered = func(string) []string { return inOntology(of) }
	}
}

// inOntology are the words of a sort that the built-in ontology has.
func inOntology(of func(*graph.Ontology) []string) []string {
	o, err := builtIn()
	if err != nil {
		return nil
	}
	return slices.Clone(of(o))
}

// vocabulary are the parameters whose values are terms of the ontology.
var vocabulary = map[string]func(*graph.Ontology) []string{
	"kind":     func(o *graph.Ontology) []string { return names(o.Kinds, func(k *graph.Kind) string { return k.Name }) },
	"channel":  (*graph.Ontology).Channels,
	"effect":   termsOf("effect"),
	"status":   termsOf("status"),
	"relation": relationNames,
	"predicate": func(o *graph.Ontology) []string {
		return append(relationNames(o), names(o.Attributes, func(a *graph.Attribute) string { return a.Name })...)
	},
}

func termsOf(attribute string) func(*graph.Ontology) []string {
	return func(o *graph.Ontology) []string {
		if a := o.Attribute(attribute); a != nil {
			return a.Terms
		}
		return nil
	}
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

// entityIDs are ids of entities that begin as what is there: those of the store if it is a file, else of the facts that it would be filled
// with. A seed file is called by the id of its entity, so that none is read.
func (f *storeFlags) entityIDs(begun string) (ids []string) {
	if f.Store != "memory" && !isURI(f.Store) {
		if ids, err := sqlite.IDs(context.Background(), cmp.Or(f.Store, defaultStore), begun, mostOffered); err == nil {
			return ids
		}
	}
	fsys := fs.FS(seeds.FS)
	if f.Seeds != "" {
		fsys = os.DirFS(f.Seeds)
	}
	files, _ := fs.Glob(fsys, "*/"+begun+"*.yaml")
	for _, file := range files {
		if path.Dir(file) != "sources" {
			ids = append(ids, strings.TrimSuffix(path.Base(file), ".yaml"))
		}
	}
	slices.Sort(ids)
	return ids
}

// inShell are the scripts by which shells complete. They pass what stands on a line as arguments and evaluate none of it, as the scripts that
// come with cobra do.
//
//go:embed completion
var inShell embed.FS

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"The shell: bash, zsh or fish."`
}

func (c *completionCommand) Run(p *process) error {
	script, err := inShell.ReadFile("completion/chokepoint." + c.Shell)
	if err == nil {
		_, err = p.out.Write(script)
	}
	return err
}
