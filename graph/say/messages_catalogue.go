package say

// catalogueMessages are about entities, names and claims as such.
var catalogueMessages = []message{
	{"search.found",
		counted(1, "%[1]d name is like %[2]q.", "%[1]d names are like %[2]q."),
		counted(1, "%[1]d nom ressemble à « %[2]s ».", "%[1]d noms ressemblent à « %[2]s ».")},
	{"entity.known",
		counted(3, "%[1]s is a %[2]s; %[3]d claim is known of it.", "%[1]s is a %[2]s; %[3]d claims are known of it."),
		counted(3, "%[1]s : %[2]s ; %[3]d affirmation est connue.", "%[1]s : %[2]s ; %[3]d affirmations sont connues.")},
}
