package say

// askMessages are about questions that one question in plain words puts together.
var askMessages = []message{
	{"item.verdict", "%[1]s: %[2]s", "%[1]s : %[2]s"},
	{"sales.none", "No item designed by %[1]s is known here.", "Aucun produit conçu par %[1]s n'est connu ici."},
}
