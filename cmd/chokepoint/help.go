package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chokepoint/graph/question"
)

// sections are the groups of flags, in the order in which help lists them.
var sections = []struct{ group, title string }{{"", "Flags"}, {"form", "The form of the answer"}, {"store", "The store"}}

// help says what a command does, with the commands, arguments and flags that it has.
func help(p *process, c *cobra.Command, arguments []*field) {
	s := p.sheet()
	if c.Long != "" {
		s.Printf("%s\n", strings.TrimSpace(c.Long))
	} else {
		s.Rows(nil, [][]string{{c.Short}})
	}
	s.Printf("\nUsage: %s\n", c.UseLine())
	helpOnCommands(s, c)
	var rows [][]string
	for _, f := range arguments {
		rows = append(rows, []string{"", f.name, f.help})
	}
	section(s, "Arguments", rows)
	for _, of := range sections {
		rows = nil
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if held, ok := f.Value.(*field); f.Hidden || ok && held.group != of.group || !ok && of.group != "" || f.Name == "version" && c.HasParent() {
				return
			}
			rows = append(rows, []string{"", flagUsage(f), flagHelp(f)})
		})
		section(s, of.title, rows)
	}
	if !c.HasParent() {
		s.Printf("\n")
		s.Rows(nil, [][]string{{"chokepoint COMMAND --help says more of a command. Each flag may also stand in the environment, as --as-of in " + environment + "_AS_OF."}})
	}
}

// helpOnCommands lists the commands of a command by their groups.
func helpOnCommands(s *question.Sheet, c *cobra.Command) {
	list := func(title, group string) {
		var rows [][]string
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() && sub.GroupID == group || sub.Name() == "help" && group == "program" {
				rows = append(rows, []string{"", sub.Name(), sub.Short})
			}
		}
		section(s, title, rows)
	}
	for _, g := range c.Groups() {
		list(g.Title, g.ID)
	}
	list("Commands", "")
}

func section(s *question.Sheet, title string, rows [][]string) {
	if len(rows) > 0 {
		s.Printf("\n%s\n", title)
		s.Rows(nil, rows)
	}
}

// flagUsage is how a flag is written.
func flagUsage(f *pflag.Flag) string {
	text := "    --" + f.Name
	if f.Shorthand != "" {
		text = "-" + f.Shorthand + ", --" + f.Name
	}
	held, ok := f.Value.(*field)
	switch {
	case f.Value.Type() == "bool" || !ok:
		return text
	case f.NoOptDefVal != "":
		return text + "[=" + held.shown() + "]"
	}
	return text + "=" + held.shown()
}

// flagHelp is what a flag does, and what it is where it is not given, if the text does not say that.
func flagHelp(f *pflag.Flag) string {
	held, ok := f.Value.(*field)
	if f.Name == "help" {
		return "Say what the command does."
	}
	if !ok || held.fallback == "" || strings.Contains(f.Usage, "Default:") {
		return f.Usage
	}
	return fmt.Sprintf("%s Default: %s.", f.Usage, held.fallback)
}

// shown is what stands for the value of a flag in help.
func (f *field) shown() string {
	switch {
	case f.placeholder != "":
		return f.placeholder
	case len(f.enum) > 0:
		return strings.Join(f.enum, "|")
	case f.fallback != "":
		return f.fallback
	}
	return strings.ToUpper(f.name)
}
