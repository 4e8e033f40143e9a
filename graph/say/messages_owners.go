package say

// ownersMessages are about who owns whom.
var ownersMessages = []message{
	{"ownership.none",
		"No such claim about %[1]s is known here.",
		"Aucune affirmation de ce genre sur %[1]s n'est connue ici."},
	{"ownership.over-recorded",
		"By the claims, more than all of %[1]s is held.",
		"Selon les affirmations, plus de la totalité de %[1]s est détenue."},
	{"affiliates.counted",
		counted(1, "%[1]d affiliate is known of %[2]s at %[3]s.", "%[1]d affiliates are known of %[2]s at %[3]s."),
		counted(1, "%[1]d société affiliée est connue de %[2]s à %[3]s.", "%[1]d sociétés affiliées sont connues de %[2]s à %[3]s.")},
}
