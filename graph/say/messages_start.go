package say

// startMessages are what the program says to whoever runs it without a command.
var startMessages = []message{
	{"start.what", "Chokepoint: who depends on whom in advanced semiconductors, and which government decisions sit on the way. Every answer names its sources.",
		"Chokepoint : qui dépend de qui dans les semi-conducteurs avancés, et quelles décisions d'États s'y interposent. Chaque réponse cite ses sources."},
	{"start.try", "Try first, with the facts that are built in:", "À essayer d'abord, avec les faits fournis :"},
	{"start.question", "can ByteDance buy the H20", "ByteDance peut-il acheter le H20"},
	{"start.ask", "a question in plain words", "une question en langage courant"},
	{"start.dependencies", "what DeepSeek depends on, and by which steps", "ce dont dépend DeepSeek, et par quelles étapes"},
	{"start.impact", "what stops if TSMC is gone", "ce qui s'arrête sans TSMC"},
	{"start.check", "which decisions bear on an export, with their arithmetic", "quelles décisions visent une exportation, calculs à l'appui"},
	{"start.screen", "whom a name means, and the lists that it is on", "qui un nom désigne, et sur quelles listes"},
	{"start.timeline", "what happened to a chip, day by day", "ce qui est arrivé à une puce, jour après jour"},
	{"start.then", "Then:", "Ensuite :"},
	{"start.serve", "the explorer and the interface, at http://127.0.0.1:8080", "l'explorateur et l'interface, à http://127.0.0.1:8080"},
	{"start.help", "all commands", "toutes les commandes"},
	{"start.completion", "commands, flags and ids completed by the shell (zsh, fish too)", "le shell complète commandes, options et identifiants (zsh et fish aussi)"},
}
