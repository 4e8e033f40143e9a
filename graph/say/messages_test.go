package say

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var verb = regexp.MustCompile(`%\[(\d+)\]([a-z])`)

// texts are the forms of one text of a message, and the argument that decides between them, or 0.
func texts(text any) ([]string, int) {
	if f, ok := text.(forms); ok {
		return []string{cmp.Or(f.zero, f.other), f.one, cmp.Or(f.two, f.other), f.other}, f.argument
	}
	return []string{text.(string)}, 0
}

// argumentsOf returns the verbs of a text by number.
func argumentsOf(text any) map[int]string {
	all, number := texts(text)
	found := map[int]string{}
	if number > 0 {
		found[number] = "d"
	}
	for _, form := range all {
		for _, m := range verb.FindAllStringSubmatch(form, -1) {
			n, _ := strconv.Atoi(m[1])
			found[n] = m[2]
		}
	}
	return found
}

// Every message is there in both languages, with the same arguments, numbered without a gap.
func TestMessages(t *testing.T) {
	seen := map[string]bool{}
	for _, topic := range topics() {
		for _, m := range topic {
			if seen[m.key] {
				t.Errorf("%s stands twice", m.key)
			}
			seen[m.key] = true
			en, fr := argumentsOf(m.en), argumentsOf(m.fr)
			if !slices.Equal(slices.Sorted(maps.Keys(en)), slices.Sorted(maps.Keys(fr))) {
				t.Errorf("%s has arguments %v in English and %v in French", m.key, en, fr)
			}
			args := make([]any, len(en))
			for n, verb := range en {
				if n > len(en) {
					t.Fatalf("%s leaves an argument out before %d", m.key, n)
				}
				if args[n-1] = "x"; verb == "d" {
					args[n-1] = 1234
				}
			}
			for _, lang := range []string{"en", "fr"} {
				text := Text(lang, m.key, slices.Clone(args)...)
				if text == "" || text == m.key && m.en != m.key || strings.Contains(text, "%!") || strings.Contains(text, "%[") {
					t.Errorf("%s in %s is %q", m.key, lang, text)
				}
			}
		}
	}
}

// Every key that the code says has a message, which takes as many arguments as it is given.
func TestKeys(t *testing.T) {
	messages := map[string]message{}
	for _, topic := range topics() {
		for _, m := range topic {
			messages[m.key] = m
		}
	}
	said := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, key, rest := saidKey(n)
			if call == nil {
				return true
			}
			said++
			m, ok := messages[key]
			if !ok {
				t.Errorf("%v: no message %q", files.Position(call.Pos()), key)
			} else if want := len(argumentsOf(m.en)); !call.Ellipsis.IsValid() && len(rest) != want {
				t.Errorf("%v: %q takes %d arguments", files.Position(call.Pos()), key, want)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if said == 0 {
		t.Error("the code says nothing")
	}
}

// Every message is said somewhere: its key is written out in the code, or begins or ends as a text there does that is put together
// with another.
func TestNoMessageIsIdle(t *testing.T) {
	whole, begins, ends := map[string]bool{}, []string{"a "}, []string(nil)
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(d.Name(), "messages_") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, _ := strconv.Unquote(literal.Value)
			switch whole[text] = true; {
			case len(text) > 2 && strings.HasSuffix(text, "."):
				begins = append(begins, text)
			case len(text) > 2 && strings.HasPrefix(text, "."):
				ends = append(ends, text)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range topics() {
		for _, m := range topic {
			if !whole[m.key] && !slices.ContainsFunc(begins, func(text string) bool { return strings.HasPrefix(m.key, text) }) &&
				!slices.ContainsFunc(ends, func(text string) bool { return strings.HasSuffix(m.key, text) }) {
				t.Errorf("%s is never said", m.key)
			}
		}
	}
}

// saidKey returns a call that says a message, its key if it is written out, and the arguments of the message: a call of Text, whose
// key follows the language, of That, or of Say or Words of a sheet.
func saidKey(n ast.Node) (call *ast.CallExpr, key string, rest []ast.Expr) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil, "", nil
	}
	room, name := "", ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		room, name = "say", f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
		if x, ok := f.X.(*ast.Ident); ok {
			room = x.Name
		}
	}
	at := 0
	switch {
	case room == "say" && name == "Text":
		at = 1
	case room == "say" && name == "That", name == "Say", name == "Words":
	default:
		return nil, "", nil
	}
	if len(call.Args) <= at {
		return nil, "", nil
	}
	literal, ok := call.Args[at].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return nil, "", nil
	}
	key, err := strconv.Unquote(literal.Value)
	if err != nil {
		return nil, "", nil
	}
	return call, key, call.Args[at+1:]
}
