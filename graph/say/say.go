// Package say puts answers into words. It is the one place where texts for people stand, English and French side by side: the
// messages of a topic in a file each, and sentences about claims after the templates of the ontology (phrase.go). Rooms that
// find answers return what is so; which words say it is decided here.
package say

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	printing "golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"chokepoint/graph"
)

// message is one text in both languages: a string, or what counted makes. Arguments are numbered, as %[1]s, since languages
// differ in their order.
type message struct {
	key    string
	en, fr any
}

// forms are a text that changes with the number of things that it speaks of.
type forms struct {
	argument              int    // that is the number
	zero, one, two, other string // without zero or two, that is other
}

// counted is a text with a form for one of the numbered argument, and one for any other number of it.
func counted(argument int, one, other string) forms {
	return forms{argument: argument, one: one, other: other}
}

// none is a text with a form for none of what is counted.
func none(zero string, f forms) forms {
	f.zero = zero
	return f
}

var printers = makePrinters()

func makePrinters() map[string]*printing.Printer {
	all := catalog.NewBuilder(catalog.Fallback(language.English))
	for _, topic := range topics() {
		for _, m := range topic {
			set(all, language.English, m.key, m.en)
			set(all, language.French, m.key, m.fr)
		}
	}
	return map[string]*printing.Printer{
		"en": printing.NewPrinter(language.English, printing.Catalog(all)),
		"fr": printing.NewPrinter(language.French, printing.Catalog(all)),
	}
}

func set(all *catalog.Builder, lang language.Tag, key string, text any) {
	var m catalog.Message
	switch text := text.(type) {
	case string:
		m = catalog.String(text)
	case forms:
		m = plural.Selectf(text.argument, "", "=0", cmp.Or(text.zero, text.other), "=1", text.one, "=2", cmp.Or(text.two, text.other), plural.Other, text.other)
	}
	if err := all.Set(lang, key, m); err != nil {
		panic(fmt.Sprintf("message %s in %s: %v", key, lang, err))
	}
}

// Text is the message of a key in a language, English if it is not known, with its arguments: texts, and numbers, which are
// written without marks between the thousands. Words run together with the names beside them as the language has it, and
// {1 is|are} in a message agrees with its first argument, a name, as noun.agree says, and {1, is|are} with a list of them. A key without a message is its own text.
func Text(lang, key string, args ...any) string {
	p := printers[lang]
	if p == nil {
		p, lang = printers["en"], "en"
	}
	marked := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case int:
			marked[i] = count(a)
		case string:
			marked[i] = name(a)
		default:
			marked[i] = a
		}
	}
	text := joinMarked(lang, agreeWith(lang, p.Sprintf(key, marked...), args))
	if strings.HasSuffix(text, "..") && !strings.HasSuffix(text, "...") {
		text = text[:len(text)-1]
	}
	if sentences[key] {
		text = Capital(text)
	}
	return text
}

// name is a text that may run together with the words before it, unless it stands in quotation marks.
type name string

// Format implements fmt.Formatter.
func (n name) Format(s fmt.State, verb rune) {
	if verb == 'q' {
		fmt.Fprintf(s, "%q", string(n))
		return
	}
	fmt.Fprint(s, seamMark, string(n))
}

// seamMark stands before an argument of a message until the two are joined.
const seamMark = "\x01"

// joinMarked joins the pieces of a text at the marks between them.
func joinMarked(lang, text string) string {
	pieces := strings.Split(text, seamMark)
	if len(pieces) == 1 {
		return text
	}
	written := []byte(pieces[0])
	for _, next := range pieces[1:] {
		written = join(nil, lang, written, next)
	}
	return string(written)
}

var agreement = regexp.MustCompile(`\{(\d)(,?) ([^{}]*)\}`)

// agreeWith lets the forms in a text agree with its arguments, which are names.
func agreeWith(lang, text string, args []any) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return agreement.ReplaceAllStringFunc(text, func(found string) string {
		m := agreement.FindStringSubmatch(found)
		i := int(m[1][0] - '1')
		if i < 0 || i >= len(args) {
			return found
		}
		name, _ := args[i].(string)
		if m[2] != "" {
			return nounOfList(lang, name).agree(m[3])
		}
		return nounOf(lang, name).agree(m[3])
	})
}

// sentences are the messages that are whole sentences and begin with an argument, and so with a capital letter.
var sentences = findSentences()

func findSentences() map[string]bool {
	found := map[string]bool{}
	for _, topic := range topics() {
		for _, m := range topic {
			text, ok := m.en.(string)
			if !ok {
				text = m.en.(forms).other
			}
			if strings.HasSuffix(text, ".") {
				found[m.key] = true
			}
		}
	}
	return found
}

// count is a number that is written as it is.
type count int

// Format implements fmt.Formatter.
func (c count) Format(s fmt.State, _ rune) { fmt.Fprint(s, strconv.Itoa(int(c))) }

// PluralForm implements plural.Interface.
func (c count) PluralForm(lang language.Tag, _ int) (plural.Form, int) {
	const enough = 10_000_000 // of the number to tell its form
	return plural.Cardinal.MatchPlural(lang, int(c)%enough, 0, 0, 0, 0), int(c)
}

// List joins names: A, B and C.
func List(lang string, names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return Text(lang, "list", strings.Join(names[:len(names)-1], ", "), names[len(names)-1])
}

// Percent writes a share as a percentage, with at most four decimals and the decimal mark of the language; one that is not
// known is empty.
func Percent(lang string, share graph.Share) string {
	if !share.Known() {
		return ""
	}
	return percent(share, Text(lang, "decimal mark"))
}

// percents writes a known share, which may be a range, with a decimal mark.
func percents(lang string, shares graph.ShareRange, mark string) string {
	if shares.Ranges() {
		return Text(lang, "share.range", percent(shares.Least, mark), percent(shares.Most, mark))
	}
	return percent(shares.Least, mark)
}

// percent writes a share with a decimal mark.
func percent(share graph.Share, mark string) string {
	const digits = 1e4
	n := (int64(share)*100*digits + int64(graph.Whole)/2) / int64(graph.Whole)
	text := strconv.FormatFloat(float64(n)/digits, 'f', -1, 64)
	return strings.Replace(text, ".", mark, 1) + " %"
}
