package say

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// noun is what a sentence has to know of a name to agree with it.
type noun struct{ feminine, plural bool }

// nounOf reads the gender and number of a name as sentences of a language use it: in French from its article and, where that
// does not tell, from its first noun; in English from the ending of its head. A name of which neither tells is masculine and
// singular, as names of firms are.
func nounOf(lang, name string) noun {
	switch lang {
	case "fr":
		return frenchNoun(name)
	case "en", "":
		return noun{plural: englishPlural(name)}
	}
	return noun{}
}

func frenchNoun(name string) noun {
	first, rest, _ := strings.Cut(name, " ")
	switch strings.ToLower(first) {
	case "la":
		return noun{feminine: true}
	case "le":
		return noun{}
	case "les", "des":
		head, _, _ := strings.Cut(rest, " ")
		return noun{feminine: isFeminine(head), plural: true}
	case "tous":
		return noun{plural: true}
	case "toutes":
		return noun{feminine: true, plural: true}
	}
	if r, size := utf8.DecodeRuneInString(first); (r == 'l' || r == 'L') && strings.HasPrefix(first[size:], "'") {
		return noun{feminine: isFeminine(first[size+1:])}
	}
	return noun{}
}

// nounOfList is what agrees with several names that List has joined: in French it is feminine if all of them are.
func nounOfList(lang, list string) noun {
	n := noun{feminine: lang == "fr", plural: true}
	for _, name := range strings.FieldsFunc(strings.ReplaceAll(list, " et ", ","), func(r rune) bool { return r == ',' }) {
		n.feminine = n.feminine && nounOf(lang, strings.TrimSpace(name)).feminine
	}
	return n
}

// Endings of French nouns that are feminine, and feminine nouns without such an ending that stand in names after l' and les.
var (
	feminineEndings = []string{"tion", "sion", "ité", "ance", "ence", "ure", "ie", "ée", "aison", "ique", "ette"}
	feminineNouns   = map[string]bool{"enquête": true, "annonce": true, "usine": true, "puce": true, "personne": true, "terre": true, "règle": true, "inde": true,
		"allemagne": true, "espagne": true, "europe": true, "irlande": true, "union": true, "entreprise": true, "île": true, "entente": true,
		"mesure": true, "machine": true, "plaquette": true, "destination": true, "affaire": true, "aide": true, "offre": true, "amende": true, "étude": true}
)

func isFeminine(word string) bool {
	word = strings.ToLower(word)
	if feminineNouns[word] {
		return true
	}
	singular := strings.TrimSuffix(word, "s")
	if feminineNouns[singular] {
		return true
	}
	for _, ending := range feminineEndings {
		if strings.HasSuffix(singular, ending) {
			return true
		}
	}
	return false
}

// afterHead are the words at which the head of an English name ends.
var afterHead = map[string]bool{"of": true, "on": true, "in": true, "for": true, "to": true, "from": true, "at": true, "with": true, "by": true,
	"outside": true, "against": true, "over": true}

// singularInS are English nouns that end in s and are singular.
var singularInS = map[string]bool{"summons": true, "series": true, "headquarters": true, "means": true, "lens": true, "gas": true, "news": true, "status": true, "process": true}

// englishPlural reports whether the head of a name is a plural: a common noun, and so in lower case, in s.
func englishPlural(name string) bool {
	head := ""
	for word := range strings.FieldsSeq(name) {
		if afterHead[word] {
			break
		}
		head = word
	}
	if head == "" || unicode.IsUpper([]rune(head)[0]) || singularInS[head] {
		return false
	}
	return strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && !strings.HasSuffix(head, "us") && !strings.HasSuffix(head, "is") && len(head) > 3
}

// agree chooses among forms that are written in a text between braces: {one|many}, or {masculine|feminine|masculine
// plural|feminine plural}.
func (n noun) agree(forms string) string {
	all := strings.Split(forms, "|")
	i := 0
	if len(all) == 4 {
		if n.feminine {
			i = 1
		}
		if n.plural {
			i += 2
		}
	} else if n.plural {
		i = len(all) - 1
	}
	return all[i]
}

// Indefinite puts the indefinite article before a noun: a company, an AI model, une entreprise.
func Indefinite(lang, label string) string {
	switch {
	case lang == "fr" && isFeminine(strings.Split(label, " ")[0]):
		return "une " + label
	case lang == "fr":
		return "un " + label
	case startsWithVowel(label):
		return "an " + label
	}
	return "a " + label
}

// Bare is a name as it stands alone, in French without its article.
func Bare(lang, name string) string {
	if lang != "fr" {
		return name
	}
	for _, article := range []string{"le ", "la ", "les ", "l'"} {
		if rest, ok := strings.CutPrefix(name, article); ok {
			return Capital(rest)
		}
	}
	return name
}
