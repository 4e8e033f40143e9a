package say

// catalogueMessages are about entities, names and claims as such.
var catalogueMessages = []message{
	{"claims.one", "%[1]s (%[2]s).", "%[1]s (%[2]s)."},
	{"claims.since", "since %[1]s", "depuis %[1]s"},
	{"claims.on", "%[1]s", "%[1]s"},
	{"claims.until", "until %[1]s", "jusqu'à %[1]s"},
	{"claims.more", counted(1, "One more claim is on record.", "%[1]d more claims are on record."), counted(1, "Une autre affirmation est enregistrée.", "%[1]d autres affirmations sont enregistrées.")},
	{"claims.computed", "%[1]s of %[2]s: %[3]s, computed: %[4]s.", "%[1]s de %[2]s : %[3]s, calculé : %[4]s."},
	{"claims.past", "None holds on %[1]s; the last on record:", "Rien ne vaut au %[1]s ; le dernier état enregistré :"},
	{"claims.without", "No such claim names %[1]s; without it:", "Aucune affirmation de ce genre ne nomme %[1]s ; sans cela :"},
	{"claims.none.of", "Nothing is on record of %[1]s for %[2]s on %[3]s.", "Rien n'est enregistré pour %[1]s (%[2]s) le %[3]s."},
	{"claims.none.subject", "Nothing of this is on record of %[1]s on %[2]s.", "Rien de tel n'est enregistré pour %[1]s le %[2]s."},
	{"claims.none", "Nothing of this is on record on %[1]s.", "Rien de tel n'est enregistré le %[1]s."},
	{"search.found",
		counted(1, "%[1]d name is like %[2]q.", "%[1]d names are like %[2]q."),
		none("Aucun nom ne ressemble à « %[2]s ».", counted(1, "%[1]d nom ressemble à « %[2]s ».", "%[1]d noms ressemblent à « %[2]s »."))},
	{"entity.is", "%[1]s {1 is|are} %[2]s.", "%[1]s {1 est|sont} %[2]s."},
	{"entity.authority", "%[1]s {1 is|are} a public authority in %[2]s.", "%[1]s {1 est|sont} une autorité publique (%[2]s)."},
	{"entity.is-of", "%[1]s {1 is|are} %[2]s in %[3]s.", "%[1]s {1 est|sont} %[2]s (%[3]s)."},
	{"entity.others", counted(1, "one other", "%[1]d others"), counted(1, "un autre", "%[1]d autres")},
}
