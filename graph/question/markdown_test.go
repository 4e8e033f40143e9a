package question_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"chokepoint/graph/question"
)

// cellsOf reads the cells of the only table of a text as a reader of Markdown does, the heads first.
func cellsOf(t interface{ Fatalf(string, ...any) }, source []byte) (rows [][]string) {
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM))
	document := reader.Parser().Parse(text.NewReader(source))
	err := ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *tables.TableHeader, *tables.TableRow:
			if entering {
				rows = append(rows, nil)
			}
		case *tables.TableCell:
			if entering {
				var html bytes.Buffer
				for child := n.FirstChild(); child != nil; child = child.NextSibling() {
					if err := reader.Renderer().Render(&html, source, child); err != nil {
						return ast.WalkStop, err
					}
				}
				rows[len(rows)-1] = append(rows[len(rows)-1], html.String())
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return rows
}

func markdown(cells ...any) []byte {
	var out bytes.Buffer
	table := question.NewTable("name", "in_force")
	table.Row(cells...)
	question.NewSheet(&out).Markdown(question.Markdown{Heading: "a *question*", Sentence: "<b>One</b> | two", Notes: []string{"as_of"}, Table: table})
	return out.Bytes()
}

func TestMarkdown(t *testing.T) {
	const want = "## a \\*question\\*\n\n&lt;b&gt;One&lt;/b&gt; \\| two\n\n| name | in force |\n| --- | --- |\n| a\\|b | 英伟达 &amp; 中芯 |\n\n*as_of*\n"
	if got := string(markdown("a|b", "英伟达 &\n中芯")); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// What stands in a cell is what a reader of Markdown shows, and nothing else.
func TestMarkdownKeepsCells(t *testing.T) {
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching("[a-b1中 |\\\\`*_<>&\"'~#!$+\\[\\](){}.:-]{0,20}")
		one, other := strings.TrimSpace(cell.Draw(t, "one")), strings.TrimSpace(cell.Draw(t, "other"))
		source := markdown(one, other)
		rows := cellsOf(t, source)
		if len(rows) != 2 || len(rows[1]) != 2 || rows[1][0] != escaped.Replace(one) || rows[1][1] != escaped.Replace(other) {
			t.Fatalf("%s\nis read as %q", source, rows)
		}
	})
}
