package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// questionCommand is the command of a question. Its flags and arguments are fields of a struct made from the question's
// parameters, all of them texts: reading and validating them is the question's.
type questionCommand struct {
	question question.Question
	flags    reflect.Value // of the struct
}

// The fields of the struct: the parameters, in the order of the question, then the form of the answer and the store, in the
// order in which help lists them. These are counted from the end.
const (
	fieldJSON = 4 - iota
	fieldCSV
	fieldAs
	fieldStore
)

func newQuestionCommand(q question.Question) *questionCommand {
	var fields []reflect.StructField
	for i := range q.Info().Parameters {
		fields = append(fields, fieldOf(i, &q.Info().Parameters[i]))
	}
	asCSV := reflect.StructTag(`name:"csv" help:"Print the answer as CSV."`)
	if !q.Info().Tabular {
		asCSV = `kong:"-"`
	}
	as := reflect.StructTag(`name:"as" placeholder:"FORM" enum:",graphml,bibtex,csl-json" default:"" help:"Print what the answer shows: its entities and claims as a graph (graphml), or its sources as a bibliography (bibtex, csl-json)."`)
	if !export.Mentioning(q.Info().Answer) {
		as = `kong:"-"`
	}
	fields = append(fields,
		reflect.StructField{Name: "JSON", Type: reflect.TypeFor[bool](), Tag: `name:"json" help:"Print the answer in the shape of the HTTP interface."`},
		reflect.StructField{Name: "CSV", Type: reflect.TypeFor[bool](), Tag: asCSV},
		reflect.StructField{Name: "As", Type: reflect.TypeFor[string](), Tag: as},
		reflect.StructField{Name: "Store", Type: reflect.TypeFor[storeFlags](), Tag: `embed:""`})
	return &questionCommand{q, reflect.New(reflect.StructOf(fields))}
}

// fieldOf is the flag or argument of a parameter.
func fieldOf(i int, p *question.Parameter) reflect.StructField {
	f := reflect.StructField{Name: fmt.Sprint("Parameter", i), Type: reflect.TypeFor[string]()}
	if p.List || p.Words {
		f.Type = reflect.TypeFor[[]string]()
	}
	help := p.Doc
	if p.File != "" {
		help += " Or a file of them: " + strings.ToUpper(p.File) + ", or a line each (.txt); - is standard input."
	}
	if len(p.Enum) > 0 {
		help += " One of " + strings.Join(p.Enum, ", ") + "."
	}
	tag := fmt.Sprintf("name:%s help:%s", quoted(flagName(p)), quoted(help))
	switch {
	case p.Argument > 0:
		tag += ` arg:"" sep:"none"`
		if !p.Required {
			tag += ` optional:""`
		}
	case p.Required:
		tag += ` required:""`
	}
	if p.Argument == 0 {
		tag += " placeholder:" + quoted(placeholder(p))
	}
	if p.Default != "" {
		tag += " default:" + quoted(p.Default)
	}
	if p.Short != "" {
		tag += " short:" + quoted(p.Short)
	}
	f.Tag = reflect.StructTag(tag)
	return f
}

// quoted is a text as it stands in a tag, without what kong would take for a variable of its own.
func quoted(s string) string { return strconv.Quote(strings.ReplaceAll(s, "$", "$$")) }

func flagName(p *question.Parameter) string { return strings.ReplaceAll(p.Name, "_", "-") }

func placeholder(p *question.Parameter) string {
	switch {
	case p.Type == question.Day || p.Type == question.Moment:
		return "DAY"
	case p.Default != "":
		return p.Default
	}
	return strings.ToUpper(flagName(p))
}

// addQuestions adds a command for each question, and returns them by name.
func addQuestions(questions []question.Question) (options []kong.Option, byName map[string]*questionCommand) {
	byName = map[string]*questionCommand{}
	for _, q := range questions {
		c := newQuestionCommand(q)
		byName[q.Info().Name] = c
		options = append(options, kong.DynamicCommand(q.Info().Name, q.Info().Summary+".", "", c.flags.Interface()))
	}
	return options, byName
}

// values are the parameters as they were given.
func (c *questionCommand) values() question.Values {
	v := question.Values{}
	for i := range c.question.Info().Parameters {
		p := &c.question.Info().Parameters[i]
		switch given := c.flags.Elem().Field(i).Interface().(type) {
		case string:
			if given != "" {
				v[p.Name] = []string{given}
			}
		case []string:
			if p.Words && len(given) > 0 {
				given = []string{strings.Join(given, " ")}
			}
			if len(given) > 0 {
				v[p.Name] = given
			}
		}
	}
	if c.as() != "" && slices.Equal(v["detail"], []string{"auto"}) {
		v["detail"] = []string{"full"}
	}
	return v
}

// field returns a field by its place from the end.
func (c *questionCommand) field(fromEnd int) reflect.Value {
	return c.flags.Elem().Field(c.flags.Elem().NumField() - fromEnd)
}

// Run asks the question and prints the answer.
func (c *questionCommand) Run(p *process) error {
	asked, err := c.read(p)
	if err != nil {
		return err
	}
	store := c.field(fieldStore).Addr().Interface().(*storeFlags)
	return store.withSource(p, store.openToRead, func(_ snapshot.Store, source source) error {
		progressed, end := c.bar(p)
		reply, err := asked.Ask(p, source, question.Terms{Now: time.Now(), Progress: progressed})
		end()
		if err != nil {
			return c.explain(err)
		}
		sheet := question.NewSheet(p.out)
		sheet.Fit(lineWidth(p.out))
		switch {
		case c.as() != "":
			if err := export.WriteShown(p, p.out, c.as(), reply.Answer, reply.Facts, graph.DayOf(time.Now())); err != nil {
				return err
			}
		case c.field(fieldJSON).Bool():
			sheet.JSON(reply.Answer)
		case c.field(fieldCSV).Bool():
			if err := writeCSV(p.out, reply.Table()); err != nil {
				return err
			}
		default:
			reply.Print(sheet)
		}
		if left := reply.Incomplete; left != nil {
			fmt.Fprintln(p.err, "chokepoint:", question.Plain(left.In(c.language())))
		}
		return nil
	})
}

// as is the form in which what the answer shows is printed, or empty.
func (c *questionCommand) as() string { return c.field(fieldAs).String() }

// language is the one that is asked for, or empty.
func (c *questionCommand) language() string { return strings.Join(c.values()["lang"], "") }

// explain names what is wrong as the command line does.
func (c *questionCommand) explain(err error) error {
	var invalid *question.Invalid
	if !errors.As(err, &invalid) {
		return err
	}
	return &misuse{c, invalid.Faults}
}

// misuse is what is wrong with the flags and arguments of a question. It wraps errUse.
type misuse struct {
	command *questionCommand
	faults  []question.Fault
}

func (m *misuse) Error() string { return m.In("en") }

func (m *misuse) Unwrap() error { return errUse }

// In implements say.Told.
func (m *misuse) In(lang string) string {
	texts := make([]string, len(m.faults))
	for i, f := range m.faults {
		name, message := m.command.nameOf(f), f.Message.In(lang)
		if f.Value == "" || strings.Contains(message, say.Text(lang, "quoted", f.Value)) {
			texts[i] = say.Text(lang, "use.flag", name, message)
		} else {
			texts[i] = say.Text(lang, "use.flag.value", name, f.Value, message)
		}
	}
	return say.Text(lang, "use.wrong", strings.Join(texts, say.Text(lang, "clauses")))
}

// nameOf is the flag, argument or variable in which a wrong value stands.
func (c *questionCommand) nameOf(f question.Fault) string {
	name := "--" + strings.ReplaceAll(f.Parameter, "_", "-")
	if slices.ContainsFunc(c.question.Info().Parameters, func(p question.Parameter) bool { return p.Name == f.Parameter && p.Argument > 0 }) {
		name = strings.Trim(name, "-")
	}
	if variable := environment + "_" + strings.ToUpper(f.Parameter); f.Value != "" && os.Getenv(variable) == f.Value {
		name += " (" + variable + ")"
	}
	return name
}
