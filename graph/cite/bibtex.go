package cite

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// BibTeXMedia is the media type of BibTeX, which nobody has registered.
const BibTeXMedia = "application/x-bibtex"

// BibTeX writes the entries of a bibliography. Latin letters with accents are written as LaTeX has them, so that they are sorted and
// shown by every BibTeX; other scripts stay as they are, in UTF-8.
func BibTeX(w io.Writer, references []Reference) error {
	used := map[string]bool{}
	for i := range references {
		r := &references[i]
		if _, err := io.WriteString(w, r.entry(keyOf(r.ID, used))); err != nil {
			return fmt.Errorf("writing BibTeX: %w", err)
		}
	}
	return nil
}

// keyOf is the id of a source as a key, which has no spaces, commas, braces and the like, and is used once.
func keyOf(id string, used map[string]bool) string {
	key := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.:/+", r)) {
			return r
		}
		return ':'
	}, id)
	for used[key] {
		key += "+"
	}
	used[key] = true
	return key
}

// months are the names that BibTeX knows.
var months = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

func (r *Reference) entry(key string) string {
	f := r.form()
	var b strings.Builder
	fmt.Fprintf(&b, "@%s{%s,\n", f.bibtex, key)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = %s,\n", name, value)
		}
	}
	field("title", verbatim(r.Title))
	if f.within == "journal" {
		field("journal", braced(r.Publisher))
	} else {
		field("author", verbatim(r.Publisher)) // an institution: no part of it is a first name
		field(f.within, braced(r.Publisher))
	}
	if date := parts(r.Published); date != nil {
		field("year", fmt.Sprintf("{%d}", date[0]))
		if len(date) > 1 {
			field("month", months[date[1]-1])
		}
		if len(date) > 2 {
			field("day", fmt.Sprintf("{%d}", date[2]))
		}
	}
	if r.URL != "" {
		field("url", "{"+address.Replace(r.URL)+"}")
	}
	field("language", braced(r.Language))
	field("note", braced(r.note()))
	b.WriteString("}\n")
	return b.String()
}

// braced is a text as the value of a field.
func braced(text string) string {
	if text == "" {
		return ""
	}
	return "{" + latex(text) + "}"
}

// verbatim is braced, and keeps its capitals.
func verbatim(text string) string {
	if text == "" {
		return ""
	}
	return "{" + braced(text) + "}"
}

// address is what an address has instead of characters that end a field; the others stay, as \url has them.
var address = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20", "\n", "%0A", `"`, "%22")

// special are the characters that mean something to LaTeX, and the letters and marks that it has words for.
var special = map[rune]string{
	'\\': `\textbackslash{}`, '{': `\{`, '}': `\}`, '#': `\#`, '$': `\$`, '%': `\%`, '&': `\&`, '_': `\_`, '~': `\textasciitilde{}`, '^': `\textasciicircum{}`,
	'"': `\textquotedbl{}`, '<': `\textless{}`, '>': `\textgreater{}`, '|': `\textbar{}`,
	'ß': `{\ss}`, 'ø': `{\o}`, 'Ø': `{\O}`, 'æ': `{\ae}`, 'Æ': `{\AE}`, 'œ': `{\oe}`, 'Œ': `{\OE}`, 'ł': `{\l}`, 'Ł': `{\L}`, 'å': `{\aa}`, 'Å': `{\AA}`, 'ı': `{\i}`,
	'–': `--`, '—': `---`, '“': "``", '”': `''`, '‘': "`", '’': `'`, '\u00a0': `~`, '\u202f': `~`, '€': `{\texteuro}`, '£': `{\pounds}`, '§': `{\S}`, '©': `{\copyright}`, '°': `{\textdegree}`, '×': `{\texttimes}`,
	'\n': ` `, '\t': ` `, '\r': ` `,
}

// accents are the commands that put an accent on a letter.
var accents = map[rune]string{
	'\u0300': "`", '\u0301': `'`, '\u0302': `^`, '\u0303': `~`, '\u0304': `=`, '\u0306': `u`, '\u0307': `.`, '\u0308': `"`, '\u030a': `r`, '\u030b': `H`, '\u030c': `v`,
	'\u0323': `d`, '\u0327': `c`, '\u0328': `k`, '\u0331': `b`,
}

// latex writes a text for LaTeX.
func latex(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		if word, ok := special[r]; ok {
			b.WriteString(word)
			continue
		}
		letters := []rune(norm.NFD.String(string(r)))
		command := ""
		if len(letters) == 2 && letters[0] < unicode.MaxASCII {
			command = accents[letters[1]]
		}
		if command == "" {
			b.WriteRune(r)
		} else {
			b.WriteString(`{\` + command + `{` + string(letters[0]) + `}}`)
		}
	}
	return b.String()
}
