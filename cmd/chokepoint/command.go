package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chokepoint/graph/catalogue"
	"chokepoint/graph/say"
)

// runner is a command: most often a struct whose fields are its flags and arguments, as field says.
type runner interface{ Run(*process) error }

// The groups of commands, in the order in which help lists them.
var groups = []*cobra.Group{{ID: "questions", Title: "Questions"}, {ID: "server", Title: "A server"}, {ID: "data", Title: "Facts in and out"},
	{ID: "keeping", Title: "Keeping a store"}, {ID: "program", Title: "This program"}}

// newProgram is the command that all others are commands of.
func newProgram(p *process) *cobra.Command {
	cobra.EnableCommandSorting = false
	var version bool
	root := &cobra.Command{Use: "chokepoint <command>", Short: "Who depends on whom in advanced semiconductors, and which government decisions sit on the way.",
		SilenceErrors: true, SilenceUsage: true, SuggestionsMinimumDistance: 2, Args: cobra.ArbitraryArgs}
	root.RunE = func(_ *cobra.Command, args []string) error {
		switch {
		case version:
			fmt.Fprintln(p.out, "chokepoint", programVersion())
			return nil
		case len(args) > 0:
			return unknownCommand(root, args[0])
		}
		start(p)
		return nil
	}
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.PersistentFlags().BoolVar(&version, "version", false, "Say which version this is.")
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { help(p, c, nil) })
	root.AddGroup(groups...)
	root.SetHelpCommandGroupID("program")
	root.CompletionOptions.DisableDefaultCmd = true // its scripts evaluate what stands on the line
	for _, q := range catalogue.All() {
		asked := newQuestionCommand(q)
		c := &cobra.Command{Use: q.Info().Name, Short: q.Info().Summary + ".", GroupID: "questions"}
		attach(p, c, asked, asked.fields)
		root.AddCommand(c)
	}
	addCommands(p, root, reflect.ValueOf(new(commands)).Elem())
	addHelp(root)
	everywhere(root, func(c *cobra.Command) {
		if ask := c.RunE; c != root && ask != nil {
			c.RunE = func(c *cobra.Command, args []string) error {
				if version {
					return root.RunE(root, nil)
				}
				return ask(c, args)
			}
		}
	})
	return root
}

// addHelp adds the command help of the library, which refuses what it doesn't know as others do.
func addHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() != "help" {
			continue
		}
		c.Short, c.Run = "Say what a command does.", nil
		c.RunE = func(_ *cobra.Command, args []string) error {
			of, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 && of.HasSubCommands() {
				return unknownCommand(of, strings.Join(rest, " "))
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		}
	}
}

func everywhere(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, sub := range c.Commands() {
		everywhere(sub, do)
	}
}

// addCommands adds the commands that are fields of a struct with the tag cmd.
func addCommands(p *process, parent *cobra.Command, of reflect.Value) {
	for _, f := range reflect.VisibleFields(of.Type()) {
		if _, ok := f.Tag.Lookup("cmd"); !ok {
			continue
		}
		value := of.FieldByIndex(f.Index)
		c := &cobra.Command{Use: cmp.Or(f.Tag.Get("name"), kebab(f.Name)), Short: f.Tag.Get("help"), GroupID: f.Tag.Get("group")}
		if runs, ok := value.Addr().Interface().(runner); ok {
			attach(p, c, runs, fieldsOf(value))
		} else {
			c.Use, c.Args = c.Use+" <command>", cobra.ArbitraryArgs
			c.RunE = func(c *cobra.Command, args []string) error { return unknownCommand(c, strings.Join(args, " ")) }
		}
		addCommands(p, c, value)
		parent.AddCommand(c)
	}
}

// attach gives a command its flags and arguments, and what it does.
func attach(p *process, c *cobra.Command, runs runner, fields []*field) {
	var arguments, flags []*field
	for _, f := range fields {
		if f.argument {
			arguments = append(arguments, f)
			c.Use += " " + usage(f)
		} else {
			flags = append(flags, f)
			f.addTo(c.Flags())
		}
	}
	c.Flags().SortFlags = false
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		err := readArguments(arguments, args)
		if err == nil {
			err = readVariables(flags)
		}
		if err == nil {
			err = checkFields(fields)
		}
		if err != nil {
			return misused(c, err)
		}
		return runs.Run(p)
	}
	c.SetHelpFunc(func(c *cobra.Command, _ []string) { help(p, c, arguments) })
	complete(c, arguments, flags)
}

// usage is how an argument stands in the line that says how a command is used.
func usage(f *field) string {
	name := "<" + f.name + ">"
	if f.isList() {
		name += " ..."
	}
	if !f.required {
		name = "[" + name + "]"
	}
	return name
}

// readArguments reads arguments in their order, the last of which may be a list.
func readArguments(arguments []*field, args []string) error {
	for _, f := range arguments {
		for len(args) > 0 {
			if err := f.Set(args[0]); err != nil {
				return wrongValue(f.said(), args[0], err)
			}
			args = args[1:]
			if !f.isList() {
				break
			}
		}
	}
	if len(args) > 0 {
		return say.That("use.argument", args[0])
	}
	return nil
}

// readVariables reads the flags that stand in the environment and not on the command line, nor others in their stead.
func readVariables(flags []*field) error {
	instead := map[string]bool{}
	for _, f := range flags {
		if f.xor != "" && f.given {
			instead[f.xor] = true
		}
	}
	for _, f := range flags {
		if f.given || instead[f.xor] {
			continue
		}
		if err := f.readVariable(); err != nil {
			return err
		}
	}
	return nil
}

// checkFields refuses what is not given and must be, and what is given together and must not be.
func checkFields(fields []*field) error {
	together := map[string]*field{}
	for _, f := range fields {
		if f.required && !f.given {
			return say.That("use.flag", f.said(), say.That("fault.needed"))
		}
		if f.xor == "" || !f.given || f.value.IsZero() {
			continue
		}
		if other := together[f.xor]; other != nil {
			return say.That("use.together", other.said(), f.said())
		}
		together[f.xor] = f
	}
	return nil
}

// wrongValue is the error of a value that a flag or argument does not take.
func wrongValue(name, value string, err error) error {
	return say.That("use.flag.value", name, value, say.Because(err))
}

// wrongFlag puts what pflag says of flags into words.
func wrongFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return misused(c, unknownFlag(c, name))
	case errors.As(err, &missing):
		return misused(c, say.That("use.flag", "--"+missing.GetFlag().Name, say.That("fault.needed")))
	case errors.As(err, &invalid):
		return misused(c, wrongValue("--"+invalid.GetFlag().Name, invalid.GetValue(), invalid.Unwrap()))
	}
	return misused(c, err)
}

// unknownFlag is the error of a flag that a command doesn't have: what else there is, if it is one of the form of an answer, or what comes near.
func unknownFlag(c *cobra.Command, name string) say.Saying {
	near := cobra.Command{SuggestionsMinimumDistance: 1}
	if len(name) > len("--kind") { // two letters are half of a short name
		near.SuggestionsMinimumDistance = 2
	}
	var forms []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		near.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
		if held, ok := f.Value.(*field); ok && held.xor == "form" {
			forms = append(forms, "--"+f.Name)
		}
	})
	isForm := slices.ContainsFunc(fieldsOf(reflect.ValueOf(new(formFlags)).Elem()), func(f *field) bool { return f.xor == "form" && "--"+f.name == name })
	if isForm && len(forms) > 0 {
		return say.That("use.form", name, c.Name(), strings.Join(forms, ", "))
	}
	if found := near.SuggestionsFor(strings.TrimLeft(name, "-")); strings.HasPrefix(name, "--") && len(found) > 0 {
		return say.That("use.flag.near", name, "--"+strings.Join(found, ", --"))
	}
	return say.That("use.flag.unknown", name)
}

// unknownCommand is the error of a name that no command has, or of none where one is needed.
func unknownCommand(c *cobra.Command, name string) error {
	if near := c.SuggestionsFor(name); name != "" && len(near) > 0 {
		return misused(c, say.That("use.command.near", name, strings.Join(near, ", ")))
	}
	if c.HasParent() {
		var names []string
		for _, sub := range c.Commands() {
			names = append(names, sub.Name())
		}
		return misused(c, say.That("fault.enum", strings.Join(names, ", ")))
	}
	return misused(c, say.That("use.command", name))
}

// misused is wrong use of a command, with where to read about it. It wraps errUse.
func misused(c *cobra.Command, err error) error {
	return wrong{say.That("use.help", say.Because(err), c.CommandPath())}
}

type wrong struct{ say.Saying }

func (w wrong) Error() string { return w.In("en") }

// In implements say.Told.
func (w wrong) In(lang string) string { return say.Text(lang, "use.wrong", w.Saying.In(lang)) }

func (w wrong) Unwrap() error { return errUse }

// languageOf is the language in which the program says what went wrong: the one that is asked for, also where a mistake stands before it, else
// that of the user.
func languageOf(args []string) string {
	for i, arg := range args {
		lang, follows := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			lang, follows = args[i+1], true
		}
		if follows && slices.Contains(languages, lang) {
			return lang
		}
	}
	return userLanguage()
}

var languages = []string{"en", "fr"}

// userLanguage is the language of whoever uses the program, as the environment says it: French, or English for all others.
func userLanguage() string {
	said := cmp.Or(os.Getenv(environment+"_LANG"), os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
	lang, _, _ := strings.Cut(said, ".") // fr_FR.UTF-8
	if lang, _, _ = strings.Cut(lang, "_"); slices.Contains(languages, lang) {
		return lang
	}
	return languages[0]
}
