package say

// columnMessages are what columns are called that stand in tables alone, and not at a terminal.
var columnMessages = []message{
	{"column.affiliation", "affiliation", "affiliation"},
	{"column.elsewhere", "elsewhere", "ailleurs"},
	{"column.ended", "ended", "terminées"},
	{"column.entity", "entity", "entité"},
	{"column.entity_name", "name of the entity", "nom de l'entité"},
	{"column.error", "error", "erreur"},
	{"column.notes", "notes", "notes"},
	{"column.owners", "owners", "propriétaires"},
}
