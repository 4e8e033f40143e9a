package say

// ownersMessages are about who owns whom.
var ownersMessages = []message{
	{"owners.none",
		"Nobody is recorded, for this day and with these filters, as an owner of %[1]s.",
		"Personne n'est connu, pour ce jour et avec ces filtres, comme propriétaire de %[1]s."},
	{"holdings.none",
		"Nothing is recorded, for this day and with these filters, as owned by %[1]s.",
		"Rien n'est connu, pour ce jour et avec ces filtres, comme appartenant à %[1]s."},
	{"share.range", "%[1]s to %[2]s", "de %[1]s à %[2]s"},
	{"ownership.others", "Other chains add %[1]s.", "D'autres chaînes y ajoutent %[1]s."},
	{"affiliates.none",
		"Nothing is recorded, for this day, of which %[1]s {1 owns|own} %[2]s or more.",
		"Rien n'est connu, pour ce jour, dont %[1]s {1 détienne|détiennent} %[2]s ou plus."},
	{"ownership.over-recorded",
		"By the claims, more than all of %[1]s is held.",
		"Selon les affirmations, plus de la totalité de %[1]s est détenue."},
	{"affiliates.rule", "%[1]s, which would make such firms parties like those listed: %[2]s on this day.", "%[1]s, qui assimilerait ces sociétés aux inscrits : %[2]s ce jour-là."},
	{"affiliates.listed",
		"Listed in their own right, and owned for less or for a part that is not known: %[1]s.",
		"Inscrites pour leur propre compte, et détenues pour moins ou pour une part inconnue : %[1]s."},
	{"affiliates.counted",
		counted(1, "%[1]d affiliate is known of %[2]s at %[3]s.", "%[1]d affiliates are known of %[2]s at %[3]s."),
		counted(1, "%[1]d société affiliée est connue de %[2]s à %[3]s.", "%[1]d sociétés affiliées sont connues de %[2]s à %[3]s.")},
}
