package say

// historyMessages are about what happened and when.
var historyMessages = []message{
	{"timeline.known",
		counted(1, "%[1]d dated event is known of %[2]s.", "%[1]d dated events are known of %[2]s."),
		counted(1, "%[1]d événement daté est connu de %[2]s.", "%[1]d événements datés sont connus de %[2]s.")},
	{"changes.found",
		counted(1, "%[1]d change from %[2]s to %[3]s.", "%[1]d changes from %[2]s to %[3]s."),
		counted(1, "%[1]d changement du %[2]s au %[3]s.", "%[1]d changements du %[2]s au %[3]s.")},
}
