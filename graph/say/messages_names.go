package say

// namesMessages are about whom a name means.
var namesMessages = []message{
	{"resolution.sure", "sure", "sûr"},
	{"resolution.doubtful", "doubtful", "incertain"},
	{"resolution.none", "nobody known here", "personne de connu ici"},
	{"match.heading", "%[1]s: %[2]s", "%[1]s : %[2]s"},
	{"column.resolution", "resolution", "résolution"},
	{"fault.state", "no state is called %[1]q: write its name, its id or its ISO 3166 code", "aucun État ne s'appelle « %[1]s » : écrivez son nom, son id ou son code ISO 3166"},
	{"fault.identifiers", "%[1]d identifiers are more than the %[2]d that a query may have", "%[1]d identifiants sont plus que les %[2]d permis par requête"},
}
