package catalogue_test

import (
	"math"
	"testing"

	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// notesText is a place with a firm in it, a firm that holds another by two chains, and a thing that nobody needs.
const notesText = `
government: land
company: holder between held
technology: thing
between headquartered_in land
between owned_by holder share=0.5
held owned_by holder share=0.1
held owned_by between share=0.4
`

// An answer that is empty says of what it is so, and one about a place what it leaves out.
func TestEmptyAnswersSaySo(t *testing.T) {
	s := readText(t, readOntology(t), notesText)
	place := "What stands or has its seat in land is not among them: ask with channel=place, or for the impact."
	for _, c := range []struct{ got, want string }{
		{mustAsk[catalogue.Reach](t, s, "dependents", question.Values{"ref": {"thing"}}).Note,
			"Nothing is recorded, for this day and with these filters, that depends on thing."},
		{mustAsk[catalogue.Reach](t, s, "dependencies", question.Values{"ref": {"thing"}}).Note,
			"Nothing is recorded, for this day and with these filters, that thing depends on."},
		{mustAsk[catalogue.Reach](t, s, "dependents", question.Values{"ref": {"land"}}).Note,
			"Nothing is recorded, for this day and with these filters, that depends on land. " + place},
		{mustAsk[catalogue.Reach](t, s, "dependents", question.Values{"ref": {"land"}, "channel": {"place"}}).Note, ""},
		{mustAsk[catalogue.Reach](t, s, "dependents", question.Values{"ref": {"holder"}}).Note, ""},
		{mustAsk[catalogue.Paths](t, s, "paths", question.Values{"from": {"held"}, "to": {"thing"}}).Note, "No claim known here makes held depend on thing."},
		{mustAsk[catalogue.Paths](t, s, "paths", question.Values{"from": {"holder"}, "to": {"held"}}).Note, "It is held that depends on holder."},
		{mustAsk[catalogue.Paths](t, s, "paths", question.Values{"from": {"between"}, "to": {"land"}}).Note,
			"No claim known here makes between depend on land. Ways by what has its seat or stands in land are found with the channel place beside the others."},
		{mustAsk[catalogue.Ownership](t, s, "owners", question.Values{"ref": {"holder"}}).Note,
			"Nobody is recorded, for this day and with these filters, as an owner of holder."},
		{mustAsk[catalogue.Ownership](t, s, "holdings", question.Values{"ref": {"held"}}).Note,
			"Nothing is recorded, for this day and with these filters, as owned by held."},
		{mustAsk[catalogue.Affiliates](t, s, "affiliates", question.Values{"ref": {"held"}}).Note, "Nothing is recorded, for this day, of which held owns 50 % or more."},
		{mustAsk[catalogue.Decisions](t, s, "decisions", question.Values{"ref": {"held"}}).Note,
			"No decision is recorded that bears on held on this day; that is no permission."},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// A share by several chains says what the chain that is shown leaves out.
func TestOtherChains(t *testing.T) {
	s := readText(t, readOntology(t), notesText)
	for _, row := range mustAsk[catalogue.Ownership](t, s, "holdings", question.Values{"ref": {"holder"}}).Results {
		switch others := row.Others; {
		case row.Entity.ID == "between" && others != nil:
			t.Errorf("one chain has others: %v", *others)
		case row.Entity.ID == "held" && (others == nil || math.Abs(*others-0.2) > 1e-9):
			t.Errorf("other chains add %v, want 0.2", others)
		}
	}
}
