package say

// walkMessages are about what depends on what, and what is lost without it.
var walkMessages = []message{
	{"partial.nodes",
		counted(1, "stopped after %[1]d entity", "stopped after %[1]d entities"),
		counted(1, "arrêté après %[1]d entité", "arrêté après %[1]d entités")},
	{"partial.time", "stopped after %[1]s", "arrêté après %[1]s"},

	{"dependents.counted",
		counted(1, "%[1]d entity depends on %[2]s.", "%[1]d entities depend on %[2]s."),
		counted(1, "%[1]d entité dépend de %[2]s.", "%[1]d entités dépendent de %[2]s.")},
	{"dependencies.counted",
		counted(1, "%[2]s depends on %[1]d entity.", "%[2]s depends on %[1]d entities."),
		counted(1, "%[2]s dépend de %[1]d entité.", "%[2]s dépend de %[1]d entités.")},

	{"paths.none",
		"No claim known here makes %[1]s depend on %[2]s.",
		"Aucune affirmation connue ici ne fait dépendre %[1]s de %[2]s."},
	{"paths.cut",
		"Whether %[1]s depends on %[2]s was not found out: %[3]s.",
		"On n'a pas établi si %[1]s dépend de %[2]s : %[3]s."},
	{"paths.other-way",
		"It is %[2]s that depends on %[1]s.",
		"C'est %[2]s qui dépend de %[1]s."},

	{"impact.counted",
		counted(2, "Without %[1]s, %[2]d entity is lost and %[3]d degraded.", "Without %[1]s, %[2]d entities are lost and %[3]d degraded."),
		counted(2, "Sans %[1]s, %[2]d entité est perdue et %[3]d affaiblies.", "Sans %[1]s, %[2]d entités sont perdues et %[3]d affaiblies.")},
	{"impact.is-lost", "%[1]s is lost because %[2]s.", "%[1]s est perdu parce que %[2]s."},
	{"impact.is-degraded", "%[1]s is degraded because %[2]s.", "%[1]s est affaibli parce que %[2]s."},
	{"impact.remains", "%[1]s; what remains is %[2]s", "%[1]s ; il reste %[2]s"},
	{"impact.claim", "the claim that %[1]s is removed", "l'affirmation que %[1]s est retirée"},
	{"impact.permission.removed",
		"%[1]s only by permission of the %[2]s, which is removed",
		"%[1]s seulement avec la permission de %[2]s, qui est retiré"},
	{"impact.permission.lost",
		"%[1]s only by permission of the %[2]s, which is lost",
		"%[1]s seulement avec la permission de %[2]s, qui est perdu"},
	became("impact.removed", "removed", "retiré", "retirés"),
	became("impact.lost", "lost", "perdu", "perdus"),
	became("impact.degraded", "degraded", "affaibli", "affaiblis"),
	became("impact.forbidden", "no longer permitted", "interdit", "interdits"),
	became("impact.cut", "taken away", "écarté", "écartés"),
	became("impact.mixed", "lost, removed or not permitted", "perdu, retiré ou interdit", "perdus, retirés ou interdits"),

	{"chokepoints.counted",
		counted(1, "%[1]d chokepoint.", "%[1]d chokepoints."),
		counted(1, "%[1]d goulet d'étranglement.", "%[1]d goulets d'étranglement.")},
	{"chokepoints.loss",
		"The loss of %[1]s alone loses %[2]d.",
		"La seule perte de %[1]s en fait perdre %[2]d."},
}

// became says what became of things, of which the first argument is the number and the second the list; in French the word
// has a form for one and one for several.
func became(key, en, one, several string) message {
	return message{key,
		forms{argument: 1, one: "%[2]s is " + en, two: "%[2]s are both " + en, other: "%[2]s are all " + en},
		counted(1, "%[2]s est "+one, "%[2]s sont tous "+several)}
}
