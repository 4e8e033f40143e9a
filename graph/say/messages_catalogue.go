package say

// catalogueMessages are about entities, names and claims as such.
var catalogueMessages = []message{
	{"search.found",
		counted(1, "%[1]d name is like %[2]q.", "%[1]d names are like %[2]q."),
		none("Aucun nom ne ressemble à « %[2]s ».", counted(1, "%[1]d nom ressemble à « %[2]s ».", "%[1]d noms ressemblent à « %[2]s »."))},
	{"entity.known",
		counted(1, "%[1]d claim is known of it.", "%[1]d claims are known of it."),
		none("On n'en sait rien ici.", counted(1, "%[1]d affirmation est connue.", "%[1]d affirmations sont connues."))},
	{"entity.is", "%[1]s {1 is|are} %[2]s.", "%[1]s {1 est|sont} %[2]s."},
	{"entity.is-of", "%[1]s {1 is|are} %[2]s in %[3]s.", "%[1]s {1 est|sont} %[2]s (%[3]s)."},
}
