// Package cite writes sources as the entries of a bibliography: BibTeX for LaTeX, CSL-JSON for reference managers and pandoc.
//
// The type of an entry follows from the kind of the source, its date has the precision that is known, and where one answer cites
// several places of a source they stand together in its note.
package cite

import (
	"slices"
	"strings"

	"chokepoint/graph"
)

// Reference is a source with the places in it that are cited.
type Reference struct {
	graph.Source
	Locators []string
}

// Collect makes references of citations: each source once, in the order of first mention, of those that are known.
func Collect(citations []graph.Citation, known func(id string) (graph.Source, bool)) []Reference {
	var all []Reference
	place := map[string]int{}
	for _, c := range citations {
		i, seen := place[c.Source]
		if !seen {
			s, ok := known(c.Source)
			if !ok {
				continue
			}
			s.ID = c.Source
			i = len(all)
			place[c.Source], all = i, append(all, Reference{Source: s})
		}
		if c.Locator != "" && !slices.Contains(all[i].Locators, c.Locator) {
			all[i].Locators = append(all[i].Locators, c.Locator)
		}
	}
	return all
}

// note says what no other field has room for.
func (r *Reference) note() string {
	note := strings.Join(r.Locators, "; ")
	if r.CopyOf != "" {
		if note != "" {
			note += ". "
		}
		note += "Retells " + r.CopyOf
	}
	return note
}

// form is how a kind of source is cited.
type form struct {
	csl    string
	bibtex string
	within string // the field of BibTeX that says who published it, beside the author
}

// forms are those of the kinds of sources; any other is a page.
var forms = map[string]form{
	"law":        {"legislation", "misc", "howpublished"},
	"regulation": {"regulation", "misc", "howpublished"},
	"government": {"webpage", "misc", "howpublished"},
	"filing":     {"report", "techreport", "institution"},
	"company":    {"webpage", "misc", "howpublished"},
	"wire":       {"article-newspaper", "article", "journal"},
	"press":      {"article-newspaper", "article", "journal"},
	"copy":       {"webpage", "misc", "howpublished"},
	"dataset":    {"dataset", "misc", "howpublished"},
	"paper":      {"article-journal", "article", "journal"},
}

func (r *Reference) form() form {
	if f, ok := forms[r.Kind]; ok {
		return f
	}
	return form{"webpage", "misc", "howpublished"}
}

// parts are the year, the month and the day of a date, as far as they are known.
func parts(d graph.Date) []int {
	if !d.Bounded() {
		return nil
	}
	t := d.Day().Time()
	all := []int{t.Year(), int(t.Month()), t.Day()}
	return all[:strings.Count(d.String(), "-")+1]
}
