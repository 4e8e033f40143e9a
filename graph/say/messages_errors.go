package say

// errorMessages are what is said of a question that has no answer.
var errorMessages = []message{
	{"error.not-found", "No %[1]s is called %[2]q.", "Rien ne porte ici le nom « %[2]s » (%[1]s)."},
	{"error.not-found.near", "No %[1]s is called %[2]q; did you mean %[3]s?", "Rien ne porte ici le nom « %[2]s » (%[1]s) ; vouliez-vous dire %[3]s ?"},
	{"error.ambiguous", "%[1]q names several entities: %[2]s; use an id.", "« %[1]s » désigne plusieurs entités : %[2]s ; utilisez un identifiant."},
	{"error.unparsed", "I can't parse %[1]s. Ask for example: %[2]s", "Je ne comprends pas « %[1]s ». Demandez par exemple : %[2]s"},
	{"error.interval", "The last day is before the first.", "Le dernier jour précède le premier."},
	{"error.cursor",
		"The cursor is not valid for this question on this data; start again without it.",
		"Le curseur n'est pas valable pour cette question sur ces données ; recommencez sans lui."},
	{"error.too-costly", "The question costs more than it may.", "La question coûte plus qu'elle ne peut."},
	{"error.what.entity", "entity", "entité"},
	{"error.what.source", "source", "source"},
	{"error.what.claim", "claim", "affirmation"},
}
