package question

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// Call writes a question as a GET of the interface: path and query.
func (i *Info) Call(v Values) string {
	path, query := i.Path, url.Values{}
	for name, values := range v {
		if slot := "{" + name + "}"; strings.Contains(path, slot) {
			path = strings.Replace(path, slot, url.PathEscape(values[0]), 1)
		} else {
			query[name] = values
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// ReadCall reads the values of a GET of the question, the other way round than Call writes them; nil if it is one of another question.
func (i *Info) ReadCall(u *url.URL) Values {
	pattern, path := strings.Split(i.Path, "/"), strings.Split(u.EscapedPath(), "/")
	v := Values(u.Query())
	if len(pattern) != len(path) {
		return nil
	}
	for at, part := range pattern {
		name, variable := strings.CutPrefix(part, "{")
		text, err := url.PathUnescape(path[at])
		switch {
		case err != nil || !variable && text != part:
			return nil
		case variable:
			v[strings.TrimSuffix(name, "}")] = []string{text}
		}
	}
	return v
}

// Flag is the name of a parameter as a flag or argument of the command of its question.
func (p *Parameter) Flag() string { return strings.ReplaceAll(p.Name, "_", "-") }

// Command writes the call of a question on the command line, as a shell reads it.
func (i *Info) Command(v Values) string {
	var arguments, flags []string
	byPlace := slices.Clone(i.Parameters)
	slices.SortStableFunc(byPlace, func(x, y Parameter) int { return x.Argument - y.Argument })
	for k := range byPlace {
		p := &byPlace[k]
		for _, value := range v[p.Name] {
			switch {
			case value == "":
			case p.Argument > 0:
				arguments = append(arguments, quoted(value))
			default:
				if p.List { // which a comma would part
					value = strings.ReplaceAll(value, ",", `\,`)
				}
				sep := " "
				if value[0] == '-' {
					sep = "="
				}
				flags = append(flags, "--"+p.Flag()+sep+quoted(value))
			}
		}
	}
	words := slices.Concat([]string{"chokepoint", i.Name}, arguments, flags)
	if slices.ContainsFunc(arguments, func(a string) bool { return a[0] == '-' }) {
		words = slices.Concat([]string{"chokepoint", i.Name}, flags, []string{"--"}, arguments)
	}
	return strings.Join(words, " ")
}

// quoted is a text as one word of a shell, quoted where it has to be.
func quoted(text string) string {
	if strings.IndexFunc(text, func(r rune) bool {
		return !(unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_./:@%+,=", r))
	}) < 0 {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
