package say

import (
	"errors"
	"strings"

	"chokepoint/graph"
)

// Told is an error that can say itself in a language.
type Told interface{ In(lang string) string }

// Error says in a language why a question has no answer: in English in the error's own words, as a sentence, in another language
// where there is a message for it.
func Error(lang string, err error) string {
	if lang == "" || lang == "en" {
		return Capital(err.Error())
	}
	var notFound *graph.NotFound
	var ambiguous *graph.Ambiguous
	var told Told
	switch {
	case errors.As(err, &told):
		return told.In(lang)
	case errors.As(err, &notFound):
		what, key := notFound.What, "error.what."+notFound.What
		if said := Text(lang, key); said != key {
			what = said
		}
		if len(notFound.Near) == 0 {
			return Text(lang, "error.not-found", what, notFound.Ref)
		}
		return Text(lang, "error.not-found.near", what, notFound.Ref, refs(notFound.Near))
	case errors.As(err, &ambiguous):
		return Text(lang, "error.ambiguous", ambiguous.Ref, refs(ambiguous.Candidates))
	case errors.Is(err, graph.ErrInterval):
		return Text(lang, "error.interval")
	case errors.Is(err, graph.ErrCursor):
		return Text(lang, "error.cursor")
	case errors.Is(err, graph.ErrTooCostly):
		return Text(lang, "error.too-costly")
	}
	return Capital(err.Error())
}

// Unparsed says that a text was not understood, and what could be asked.
func Unparsed(lang, text string, forms []string) string {
	return Text(lang, "error.unparsed", text, strings.Join(forms, "; "))
}

func refs(list []graph.EntityRef) string {
	names := make([]string, len(list))
	for i, r := range list {
		names[i] = r.ID + " (" + r.Name + ")"
	}
	return strings.Join(names, ", ")
}
