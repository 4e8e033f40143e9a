package catalogue_test

import (
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

// What an entity is, is said by what tells most of its kind, each with how sure it is.
func TestTextOfEntity(t *testing.T) {
	s := readText(t, readOntology(t), `
government: state office
office part_of state
company: maker empty
person: boss
decision: ban stop list
chip: one two three four
facility: plant
office part_of state
maker headquartered_in state confidence=confirmed
maker description Maker_of_chips.
maker founded_on 1990 confidence=official
maker listed_by ban from=2021 confidence=official
maker listed_by stop from=2021 confidence=official
one made_by maker confidence=confirmed
two made_by maker
three made_by maker confidence=confirmed
four made_by maker confidence=confirmed
one designed_by maker confidence=estimated
maker owned_by state share=0.25 confidence=official
boss role Head_of_maker confidence=official
boss statement Newer_words from=2023-01-01 confidence=official
boss statement New_words from=2024-05-01
boss statement Old_words from=2020-01-01 confidence=official
maker led_by boss confidence=official
ban status in-force from=2021-06-01 confidence=official
ban effect require-licence
ban effect list
ban citation 1_FR_2
ban issued_by office confidence=official
ban covers one confidence=official
ban covers three confidence=official
stop suspends ban from=2025-01-01 confidence=official
stop status in-force from=2025-01-01 confidence=official
`)
	for _, c := range []struct{ ref, lang, want string }{
		{"maker", "en", "Maker is a company in state. Maker of chips (reported). Maker was founded in 1990. Maker makes the one, the three, the four and one other. " +
			"Maker is listed by the ban and the stop. Maker is owned 25 % by state."},
		{"maker", "fr", "Maker est une entreprise (state). Maker of chips (rapporté). Maker a été fondé en 1990. Maker fabrique l'one, le three, le four et un autre. " +
			"Maker est visé par ban et stop. Maker est détenu à 25 % par state."},
		{"empty", "en", "Empty is a company."},
		{"boss", "en", "Boss: Head of maker. Boss leads maker. 1 May 2024: Boss: New words (reported)."},
		{"ban", "en", "1 June 2021: the ban (a listing, a licence requirement, not in force, 1 FR 2). The ban was issued by office. The ban covers the one and the three."},
		{"one", "en", "The one is a chip. The one is made by maker."},
		{"office", "en", "Office is a public authority in state. Office issued the ban."},
	} {
		if got := reply(t, fixed{s}, "entity", graph.Budget{}, question.Values{"ref": {c.ref}, "lang": {c.lang}}).Sentence(); got != c.want {
			t.Errorf("%s in %s:\n%q, want\n%q", c.ref, c.lang, got, c.want)
		}
	}
}
