package say

import (
	"errors"
	"strings"
	"time"

	"chokepoint/graph"
)

// Told is something that can say itself in a language; an error that can is said by it.
type Told interface{ In(lang string) string }

// Error says in a language why a question has no answer: in English in the error's own words, as a sentence, in another language
// where there is a message for it.
func Error(lang string, err error) string { return Capital(inWords(lang, err)) }

// plain are the errors that need no more than themselves.
var plain = []struct {
	err error
	key string
}{
	{graph.ErrInterval, "error.interval"},
	{graph.ErrCursor, "error.cursor"},
	{graph.ErrTooCostly, "error.too-costly"},
	{graph.ErrWhole, "error.whole"},
	{graph.ErrUnavailable, "error.unavailable"},
	{graph.ErrDenied, "error.denied"},
}

// inWords is what Error says, as a part of a sentence in English.
func inWords(lang string, err error) string {
	if lang != "fr" {
		return err.Error()
	}
	var told Told
	if errors.As(err, &told) {
		return told.In(lang)
	}
	if text := inWordsOfTerms(lang, err); text != "" {
		return text
	}
	for _, p := range plain {
		if errors.Is(err, p.err) {
			return Text(lang, p.key)
		}
	}
	return err.Error()
}

// inWordsOfTerms says an error that carries what it is about, or nothing.
func inWordsOfTerms(lang string, err error) string {
	var notFound *graph.NotFound
	var ambiguous *graph.Ambiguous
	var unknown *graph.UnknownTerm
	var kind *graph.WrongKind
	var day *graph.NotDay
	var oneFigure *graph.WrongFigure
	var wrongFigures graph.WrongFigures
	switch {
	case errors.As(err, &wrongFigures):
		return figures(lang, wrongFigures)
	case errors.As(err, &oneFigure):
		return figure(lang, oneFigure)
	case errors.As(err, &notFound) && !notFound.First.IsZero():
		return Text(lang, "error.not-found.before", notFound.First.Format(time.DateOnly), notFound.Ref)
	case errors.As(err, &notFound) && len(notFound.Near) == 0:
		return Text(lang, "error.not-found", thing(lang, notFound.What), notFound.Ref)
	case errors.As(err, &notFound):
		return Text(lang, "error.not-found.near", thing(lang, notFound.What), notFound.Ref, refs(notFound.Near))
	case errors.As(err, &ambiguous):
		return Text(lang, "error.ambiguous", ambiguous.Ref, refs(ambiguous.Candidates))
	case errors.As(err, &unknown) && len(unknown.Known) == 0:
		return Text(lang, "error.unknown-term", thing(lang, unknown.What), unknown.Name)
	case errors.As(err, &unknown):
		return Text(lang, "error.unknown-term.known", thing(lang, unknown.What), unknown.Name, strings.Join(unknown.Known, ", "))
	case errors.As(err, &kind):
		return Text(lang, "error.kind", kind.ID, kind.Kind, thing(lang, kind.Wanted), strings.Join(kind.Kinds, ", "))
	case errors.As(err, &day) && day.OrInstant:
		return Text(lang, "error.instant", day.Text)
	case errors.As(err, &day):
		return Text(lang, "error.day", day.Text)
	}
	return ""
}

// thing is what an error is about, as graph names it; one without a message keeps its name.
func thing(lang, what string) string {
	key := "error.what." + what
	if said := Text(lang, key); said != key {
		return said
	}
	return what
}

func refs(list []graph.EntityRef) string {
	names := make([]string, len(list))
	for i, r := range list {
		names[i] = r.ID + " (" + r.Name + ")"
	}
	return strings.Join(names, ", ")
}
