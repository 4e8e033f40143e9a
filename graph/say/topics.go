package say

// topics are all messages, a topic each.
func topics() [][]message {
	return [][]message{
		wordMessages,
		catalogueMessages,
		ownersMessages,
		controlMessages,
		compareMessages,
		walkMessages,
		historyMessages,
		namesMessages,
		askMessages,
		errorMessages,
		figureMessages,
		faultMessages,
		faceMessages,
		sheetMessages,
		delimitedMessages,
		listingsMessages,
		startMessages,
		coverageMessages,
		agentMessages,
		columnMessages,
	}
}

// wordMessages are what texts of every topic are made with.
var wordMessages = []message{
	{"list", "%[1]s and %[2]s", "%[1]s et %[2]s"},
	{"decimal mark", ".", ","},
	{"clauses", "; ", " ; "},
	{"yes", "yes", "oui"},
	{"no", "no", "non"},

	{"in year", "in %[1]s", "en %[1]s"},
	{"in month", "in %[1]s", "en %[1]s"},
	{"on day", "on %[1]s", "le %[1]s"},
	{"day noun", "%[1]s", "le %[1]s"},
	{"from to", "from %[1]s to %[2]s", "de %[1]s à %[2]s"},
	{"figure for", "for ", "pour "},
	{"for day", "for %[1]s", "pour le %[1]s"},
	{"for month", "for %[1]s", "pour %[1]s"},
	{"first day", "1 %[1]s %[2]s", "1er %[1]s %[2]s"},
	{"month 1", "January", "janvier"},
	{"month 2", "February", "février"},
	{"month 3", "March", "mars"},
	{"month 4", "April", "avril"},
	{"month 5", "May", "mai"},
	{"month 6", "June", "juin"},
	{"month 7", "July", "juillet"},
	{"month 8", "August", "août"},
	{"month 9", "September", "septembre"},
	{"month 10", "October", "octobre"},
	{"month 11", "November", "novembre"},
	{"month 12", "December", "décembre"},

	// What stands before a sentence, or inside it after a relative pronoun.
	{"hedge.disputed", "by a disputed account, ", "selon une source contestée, "},
	{"hedge.estimated", "by one estimate, ", "selon une estimation, "},

	// A claim of which the ontology has no sentence of its own.
	{"claim.attribute", "%[1]s: %[2]s: %[3]s", "%[1]s : %[2]s : %[3]s"},
	{"claim.attribute.ended", "%[1]s, no longer: %[2]s: %[3]s", "%[1]s, ce n'est plus le cas : %[2]s : %[3]s"},
	{"claim.ended", "it no longer holds that %[1]s", "il n'est plus vrai que %[1]s"},
	{"claim.planned", "planned %[1]s: %[2]s", "prévu %[1]s : %[2]s"},
}
