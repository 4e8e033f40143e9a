package say

// agentMessages are the words around answers to assistants.
var agentMessages = []message{
	{"agent.wrong", "%[1]s: %[2]s", "%[1]s : %[2]s"},
	{"agent.object", "they must be an object, of which each member is an argument", "ce doit être un objet dont chaque membre est un argument"},
	{"agent.candidates", "Candidates:", "Candidats :"},
	{"agent.next", "Call next:", "Appel suivant :"},
	{"agent.more", "There is more: call %[1]s again with the same arguments and \"cursor\": %[2]q.",
		"Il y a une suite : rappelez %[1]s avec les mêmes arguments et \"cursor\": %[2]q."},
	{"agent.continued", "This continues the answer of %[1]s: its first page has the summary.", "Ceci continue la réponse de %[1]s : sa première page en a le résumé."},
	{"agent.none", "Nothing of that is on record, which is no proof that there is none: the tool coverage says how far the facts reach.",
		"Rien de tel n'est enregistré, ce qui ne prouve pas qu'il n'y en a pas : l'outil coverage dit jusqu'où vont les faits."},
	{"agent.count", "%[1]s: %[2]d of %[3]d", "%[1]s : %[2]d sur %[3]d"},
}
