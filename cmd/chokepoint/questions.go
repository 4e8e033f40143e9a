package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// questionCommand is the command of a question: a flag or an argument for each of its parameters, the form of the answer, and the store.
type questionCommand struct {
	question   question.Question
	parameters []*field // in the order of the question
	fields     []*field // with those of the form and the store
	form       formFlags
	store      storeFlags
}

// formFlags are the form in which an answer is printed.
type formFlags struct {
	JSON     bool   `group:"form" xor:"form" help:"Print the answer in the shape of the HTTP interface."`
	CSV      bool   `group:"form" xor:"form" help:"Print the answer as CSV."`
	Markdown bool   `name:"md" group:"form" xor:"form" help:"Print the answer as a table in Markdown."`
	As       string `group:"form" xor:"form" placeholder:"FORM" enum:"graphml,bibtex,csl-json" help:"Print what the answer shows: its entities and claims as a graph (graphml), or its sources as a bibliography (bibtex, csl-json)."`
	Wide     bool   `group:"form" help:"Let lines be wider than the terminal."`
	Color    string `group:"form" enum:"auto,always,never" default:"auto" help:"Colour confidences. auto: at a terminal, as NO_COLOR and CLICOLOR_FORCE allow."`
	NoPager  bool   `group:"form" help:"Print an answer that is longer than the screen without a pager (CHOKEPOINT_PAGER, PAGER, less)."`
}

func newQuestionCommand(q question.Question) *questionCommand {
	c := &questionCommand{question: q}
	for i := range q.Info().Parameters {
		c.parameters = append(c.parameters, fieldOfParameter(&q.Info().Parameters[i], &c.store))
	}
	form := slices.DeleteFunc(fieldsOf(reflect.ValueOf(&c.form).Elem()), func(f *field) bool {
		return (f.name == "csv" || f.name == "md") && !q.Info().Tabular || f.name == "as" && !export.Mentioning(q.Info().Answer)
	})
	c.fields = slices.Concat(c.parameters, form, fieldsOf(reflect.ValueOf(&c.store).Elem()))
	return c
}

// values are the parameters as they were given.
func (c *questionCommand) values() question.Values {
	v := question.Values{}
	for i := range c.question.Info().Parameters {
		p := &c.question.Info().Parameters[i]
		switch given := c.parameters[i].value.Interface().(type) {
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
	if c.form.As != "" && slices.Equal(v["detail"], []string{"auto"}) {
		v["detail"] = []string{"full"}
	}
	return v
}

// Run asks the question and prints the answer.
func (c *questionCommand) Run(p *process) error {
	asked, err := c.read(p)
	if err != nil {
		return err
	}
	return c.store.withSource(p, c.store.openToRead, func(_ snapshot.Store, source source) error {
		progressed, end := c.bar(p)
		reply, err := asked.Ask(p, source, question.Terms{Now: time.Now(), Progress: progressed})
		end()
		if err != nil {
			return c.explain(err)
		}
		command := pager(c.form.Wide)
		if c.form.NoPager {
			command = ""
		}
		if err := p.paged(command, func(out io.Writer) error { return c.print(p, out, reply) }); err != nil {
			return err
		}
		if left := reply.Incomplete; left != nil {
			fmt.Fprintln(p.err, "chokepoint:", question.Plain(left.In(c.language())))
		}
		return nil
	})
}

// print writes an answer in the form that is asked for.
func (c *questionCommand) print(p *process, out io.Writer, reply *question.Reply) error {
	sheet := question.NewSheet(out)
	switch {
	case c.form.As != "":
		return export.WriteShown(p, out, c.form.As, reply.Answer, reply.Facts, graph.DayOf(time.Now()))
	case c.form.JSON:
		sheet.JSON(reply.Answer)
	case c.form.CSV:
		return writeCSV(out, reply.Table(), terminalOf(p.out) != nil)
	case c.form.Markdown:
		reply.Markdown(sheet, c.asked())
	default:
		if !c.form.Wide {
			sheet.Fit(lineWidth(p.out))
		}
		sheet.Color(colored(c.form.Color, p.out))
		reply.Print(sheet)
	}
	return nil
}

// beside are the parameters that say how an answer is shown, not what is asked.
var beside = []string{"lang", "limit", "cursor", "detail"}

// asked is the question as a command: its arguments, then its flags.
func (c *questionCommand) asked() string {
	words := []string{c.question.Info().Name}
	var flags []string
	for _, f := range c.parameters {
		if !f.given || slices.Contains(beside, f.name) {
			continue
		}
		values, ok := f.value.Interface().([]string)
		if !ok {
			values = []string{f.value.String()}
		}
		for _, value := range values {
			if strings.ContainsRune(value, ' ') {
				value = strconv.Quote(value)
			}
			if f.argument {
				words = append(words, value)
			} else {
				flags = append(flags, "--"+f.name, value)
			}
		}
	}
	return strings.Join(append(words, flags...), " ")
}

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
	for i := range c.question.Info().Parameters {
		if c.question.Info().Parameters[i].Name == f.Parameter {
			return c.parameters[i].said()
		}
	}
	return f.Parameter
}
