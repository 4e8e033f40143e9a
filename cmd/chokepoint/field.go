package main

import (
	"cmp"
	"encoding"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"chokepoint/graph/format"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// environment begins the names of the variables in which flags may stand.
const environment = "CHOKEPOINT"

// field is a flag or an argument of a command: a field of its struct, or a parameter of its question. A struct says what may stand there by
// tags:
//
//	Grace time.Duration `default:"10s" placeholder:"TIME" help:"How long questions under way may take."`
//
// name is its name, if that is not the field's in lower case; short the letter of a flag; enum the values that it takes; bare the value of
// a flag that stands without one; env the variables that it is read from instead of CHOKEPOINT_NAME; group what help lists it under; arg:""
// makes it an argument, which is required unless it is optional. Flags with the same xor are not given together. Elements of a list stand
// apart, or with commas between them where sep is not none. type is existingfile, existingdir or path for what is made an absolute path.
type field struct {
	name, short, placeholder, help, group, xor, path, bare string

	value              reflect.Value
	fallback           string // what it is where it is not given
	enum               []string
	offered            func(begun string) []string // what completes a value, beside enum
	variables          []string
	argument, required bool
	fromFile           bool // its values can come from a file
	whole              bool // an element of a list has commas of its own
	given              bool
	variable           string // that it was read from
}

// fieldsOf are the fields of a struct, those of structs embedded in it among them.
func fieldsOf(of reflect.Value) (all []*field) {
	for _, f := range reflect.VisibleFields(of.Type()) {
		_, isCommand := f.Tag.Lookup("cmd")
		_, isField := f.Tag.Lookup("help")
		if f.Anonymous || isCommand || !isField {
			continue
		}
		all = append(all, fieldOf(f, of.FieldByIndex(f.Index)))
	}
	return all
}

func fieldOf(f reflect.StructField, value reflect.Value) *field {
	_, argument := f.Tag.Lookup("arg")
	_, optional := f.Tag.Lookup("optional")
	_, required := f.Tag.Lookup("required")
	made := &field{name: cmp.Or(f.Tag.Get("name"), kebab(f.Name)), short: f.Tag.Get("short"), placeholder: f.Tag.Get("placeholder"), help: f.Tag.Get("help"), group: f.Tag.Get("group"),
		xor: f.Tag.Get("xor"), path: f.Tag.Get("type"), bare: f.Tag.Get("bare"), value: value, fallback: f.Tag.Get("default"),
		whole: f.Tag.Get("sep") == "none", argument: argument, required: required || argument && !optional}
	made.help = strings.ReplaceAll(made.help, "${formats}", strings.Join(format.Names(), ", "))
	if enum := f.Tag.Get("enum"); enum != "" {
		made.enum = strings.Split(enum, ",")
	}
	if env := f.Tag.Get("env"); env != "" {
		made.variables = strings.Split(env, ",")
	}
	if value.Kind() == reflect.Bool {
		made.bare = "true"
	}
	made.reset()
	return made
}

// fieldOfParameter is the flag or argument of a parameter. Its values are texts: reading and validating them is the question's. The store is what its
// values come from.
func fieldOfParameter(p *question.Parameter, store *storeFlags) *field {
	f := &field{name: p.Flag(), short: p.Short, placeholder: placeholder(p), help: p.Doc, fallback: p.Default, argument: p.Argument > 0, required: p.Required, whole: p.Argument > 0, fromFile: p.File != ""}
	if p.File != "" {
		f.help += " Or a file of them: " + strings.ToUpper(p.File) + ", or a line each (.txt); - is standard input."
	}
	if len(p.Enum) > 0 {
		f.help += " One of " + strings.Join(p.Enum, ", ") + "."
	}
	f.complete(p, store)
	if p.List || p.Words {
		f.value = reflect.ValueOf(new([]string)).Elem()
	} else {
		f.value = reflect.ValueOf(new(string)).Elem()
	}
	f.reset()
	return f
}

func placeholder(p *question.Parameter) string {
	switch {
	case p.Type == question.Day || p.Type == question.Moment:
		return "DAY"
	case p.Default != "":
		return p.Default
	}
	return strings.ToUpper(p.Flag())
}

// kebab is the name of a field as that of a flag: ReadKeyRequired is read-key-required, JSON json.
func kebab(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && 'A' <= r && r <= 'Z' && 'a' <= name[i-1] && name[i-1] <= 'z' {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

// reset gives the field what it is where it is not given.
func (f *field) reset() {
	f.given = false
	f.value.SetZero()
	if f.fallback == "" {
		return
	}
	if err := f.Set(f.fallback); err != nil {
		panic(fmt.Sprintf("%s: %v", f.name, err))
	}
	f.given = false
}

func (f *field) isList() bool { return f.value.Kind() == reflect.Slice }

// String implements pflag.Value.
func (f *field) String() string { return f.fallback }

// Type implements pflag.Value.
func (f *field) Type() string {
	if f.value.Kind() == reflect.Bool {
		return "bool"
	}
	return "value"
}

// Set implements pflag.Value. Its errors are Told.
func (f *field) Set(text string) error {
	if !f.given {
		f.value.SetZero()
		f.given = true
	}
	switch f.value.Kind() {
	case reflect.Map:
		key, value, ok := strings.Cut(text, "=")
		if !ok {
			return say.That("fault.give", f.placeholder)
		}
		if f.value.IsNil() {
			f.value.Set(reflect.MakeMap(f.value.Type()))
		}
		f.value.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf(value))
		return nil
	case reflect.Slice:
		for _, part := range f.parts(text) {
			element := reflect.New(f.value.Type().Elem()).Elem()
			if err := f.assign(element, part); err != nil {
				return err
			}
			f.value.Set(reflect.Append(f.value, element))
		}
		return nil
	}
	return f.assign(f.value, text)
}

// parts are the elements of a list in a text; \, is a comma within one.
func (f *field) parts(text string) []string {
	if f.whole {
		return []string{text}
	}
	const comma = "\x00"
	all := strings.Split(strings.ReplaceAll(text, `\,`, comma), ",")
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], comma, ",")
	}
	return all
}

// assign reads a value.
func (f *field) assign(to reflect.Value, text string) error {
	if len(f.enum) > 0 && !slices.Contains(f.enum, text) {
		return say.That("fault.enum", strings.Join(f.enum, ", "))
	}
	switch of := to.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		return of.UnmarshalText([]byte(text))
	case *time.Duration:
		d, err := time.ParseDuration(text)
		if err != nil {
			return say.That("fault.give", say.That("a time"))
		}
		*of = d
		return nil
	}
	switch to.Kind() {
	case reflect.String:
		path, err := f.located(text)
		to.SetString(path)
		return err
	case reflect.Bool:
		yes, err := strconv.ParseBool(text)
		to.SetBool(yes)
		return wrongNumber(err, "true or false")
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		to.SetInt(n)
		return wrongNumber(err, "a whole number")
	case reflect.Uint64:
		n, err := strconv.ParseUint(text, 10, 64)
		to.SetUint(n)
		return wrongNumber(err, "a whole number")
	case reflect.Float64:
		x, err := strconv.ParseFloat(text, 64)
		to.SetFloat(x)
		return wrongNumber(err, "a number")
	}
	panic(fmt.Sprintf("%s: no flag can be a %v", f.name, to.Type()))
}

func wrongNumber(err error, wanted string) error {
	if err == nil {
		return nil
	}
	return say.That("fault.give", say.That(wanted))
}

// located is a path made absolute, where the field is one; it is there, where that is asked for.
func (f *field) located(text string) (string, error) {
	if f.path == "" || text == "" || text == standardInput {
		return text, nil
	}
	if rest, ok := strings.CutPrefix(text, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			text = filepath.Join(home, rest)
		}
	}
	path, err := filepath.Abs(text)
	if err != nil || f.path == "path" {
		return path, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return path, say.That("use.path", path, plainCause(err))
	case info.IsDir() && f.path == "existingfile":
		return path, say.That("use.file.folder", path)
	case !info.IsDir() && f.path == "existingdir":
		return path, say.That("use.path.no-folder", path)
	}
	return path, nil
}

// addTo makes the field a flag.
func (f *field) addTo(flags *pflag.FlagSet) {
	if len(f.variables) == 0 {
		f.variables = []string{environment + "_" + strings.ToUpper(strings.ReplaceAll(f.name, "-", "_"))}
	}
	flags.VarPF(f, f.name, f.short, f.help).NoOptDefVal = f.bare
}

// readVariable reads the flag from the environment. A variable that is empty says nothing.
func (f *field) readVariable() error {
	for _, name := range f.variables {
		text := os.Getenv(name)
		if text == "" {
			continue
		}
		f.variable = name
		if err := f.Set(text); err != nil {
			return wrongValue(f.said(), text, err)
		}
		return nil
	}
	return nil
}

// said is what an error calls the flag or argument.
func (f *field) said() string {
	switch {
	case f.argument:
		return f.name
	case f.variable != "":
		return "--" + f.name + " (" + f.variable + ")"
	}
	return "--" + f.name
}
