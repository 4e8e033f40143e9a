package say

// coverageMessages say how far the facts reach.
var coverageMessages = []message{
	{"coverage.facts", "The facts have %[1]d entities and %[2]d claims from %[3]d sources.",
		"Les faits comptent %[1]d entités et %[2]d affirmations de %[3]d sources."},
	{"coverage.until", "The latest thing on record began %[1]s.", "Le plus récent de ce qui est enregistré a commencé %[1]s."},
	{"coverage.laws", counted(1, "They have decisions of one state or authority: %[2]s.", "They have decisions of %[1]d states and authorities, first of all: %[2]s."),
		counted(1, "Ils ont des décisions d'un État ou d'une autorité : %[2]s.", "Ils ont des décisions de %[1]d États et autorités, d'abord : %[2]s.")},
	{"coverage.undated", "Of %[1]d of the %[2]d claims of what comes and goes, the beginning is not known.",
		"De %[1]d des %[2]d affirmations sur ce qui va et vient, le début n'est pas connu."},
	{"coverage.absence", "What is not on record is not shown to be untrue: the facts are chosen by people, about advanced semiconductors and the export controls on them.",
		"Ce qui n'est pas enregistré n'est pas pour autant faux : les faits sont choisis par des personnes, sur les semi-conducteurs avancés et les contrôles de leur exportation."},
	{"coverage.lists", "Lists of parties are held as far as they concern the entities on record, unless a dataset of a whole list is loaded.",
		"Les listes de personnes et d'entreprises ne sont tenues que pour les entités enregistrées, sauf si une liste entière est chargée."},
	{"coverage.licences", "Licences granted to single exporters are held only where they became public.",
		"Les licences accordées à des exportateurs n'y sont que si elles sont devenues publiques."},
	{"coverage.amounts", "Stocks, prices, volumes and times to substitute are not part of the facts, but for single figures.",
		"Les stocks, les prix, les volumes et les délais de substitution n'en font pas partie, hors quelques chiffres."},
	{"coverage.law", "Nothing here is legal advice, and no law is covered as a whole.",
		"Rien ici n'est un conseil juridique, et aucun droit n'est couvert en entier."},
}
