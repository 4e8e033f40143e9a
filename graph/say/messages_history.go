package say

// historyMessages are about what happened and when.
var historyMessages = []message{
	{"timeline.known",
		counted(1, "%[1]d dated event is known of %[2]s.", "%[1]d dated events are known of %[2]s."),
		none("Aucun événement daté de %[2]s n'est connu.",
			counted(1, "%[1]d événement daté de %[2]s est connu.", "%[1]d événements datés de %[2]s sont connus."))},
	{"timeline.none", "No dated event of %[1]s is known here.", "Aucun événement daté de %[1]s n'est connu ici."},
	{"events.latest", "Most recently:", "En dernier lieu :"},
	{"event.on", "%[1]s: %[2]s", "%[1]s : %[2]s"},
	{"changes.found",
		none("Nothing on record changed from %[2]s to %[3]s.", counted(1, "%[1]d change from %[2]s to %[3]s.", "%[1]d changes from %[2]s to %[3]s.")),
		none("Aucun changement entre le %[2]s et le %[3]s.",
			counted(1, "%[1]d changement entre le %[2]s et le %[3]s.", "%[1]d changements entre le %[2]s et le %[3]s."))},
	{"changes.found.of",
		none("Nothing on record changed for %[4]s from %[2]s to %[3]s.",
			counted(1, "%[1]d change for %[4]s from %[2]s to %[3]s.", "%[1]d changes for %[4]s from %[2]s to %[3]s.")),
		none("Aucun changement pour %[4]s entre le %[2]s et le %[3]s.",
			counted(1, "%[1]d changement pour %[4]s entre le %[2]s et le %[3]s.", "%[1]d changements pour %[4]s entre le %[2]s et le %[3]s."))},
	{"changes.none",
		"No such change from %[1]s to %[2]s is known here.",
		"Aucun changement de cette sorte entre le %[1]s et le %[2]s n'est connu ici."},
	{"since.came", "Since %[1]s, %[2]s came.", "Depuis le %[1]s : %[2]s en plus."},
	{"since.went", "Since %[1]s, %[2]s went.", "Depuis le %[1]s : %[2]s en moins."},
}
